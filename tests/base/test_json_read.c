/* test_json_read.c - the JSON reader. */
#include "suite.h"

#include <string.h>

#include "base/json_read.h"

static scrl_context *ctx;
static scrl__arena *arena;
static const scrl__json_value *root;

static void set_up(void)
{
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    arena = scrl__arena_new();
    ck_assert_ptr_nonnull(arena);
    root = NULL;
}

static void tear_down(void)
{
    scrl__arena_free(arena);
    scrl_context_free(ctx);
}

static int read_json(const char *text)
{
    return scrl__json_read(ctx, "gold.json", text, strlen(text), arena, &root);
}

static const char *message(void)
{
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(ctx, &error);
    return error.message;
}

START_TEST(values_of_all_kinds_are_read)
{
    ck_assert_int_eq(read_json("{ \"a\": [1, -2.5e+3, \"x\"],\n \"b\": null, \"c\": true, \"d\": {}, \"e\": [] }\n"),
                     0);
    ck_assert_int_eq(root->kind, SCRL__JSON_OBJECT);
    ck_assert_uint_eq(root->count, 5);
    const scrl__json_value *list = scrl__json_find(root, "a");
    ck_assert_uint_eq(list->count, 3);
    ck_assert_str_eq(list->first->text, "1");
    ck_assert_str_eq(list->first->next->text, "-2.5e+3");
    ck_assert_int_eq(list->first->next->next->kind, SCRL__JSON_STRING);
    ck_assert_int_eq(scrl__json_find(root, "b")->kind, SCRL__JSON_NULL);
    ck_assert_uint_eq(scrl__json_find(root, "b")->line, 2);
    ck_assert_str_eq(scrl__json_find(root, "c")->text, "true");
    ck_assert_uint_eq(scrl__json_find(root, "d")->count, 0);
    ck_assert_ptr_null(scrl__json_find(root, "z"));
    ck_assert_ptr_null(scrl__json_find_text(root, "b"));
    ck_assert_ptr_null(scrl__json_find_text(NULL, "b"));
}
END_TEST

START_TEST(escapes_become_characters)
{
    ck_assert_int_eq(read_json("\"\\\"\\\\\\/\\b\\f\\n\\r\\t \\u00e9\\u2019 \\uD83D\\uDE00 \xE2\x80\x99\""), 0);
    ck_assert_str_eq(root->text, "\"\\/\b\f\n\r\t \xC3\xA9\xE2\x80\x99 \xF0\x9F\x98\x80 \xE2\x80\x99");
}
END_TEST

START_TEST(what_is_not_json_is_refused)
{
    static const char *const wrong[] = {"",
                                        " ",
                                        "{",
                                        "[1",
                                        "[1,]",
                                        "{\"a\":1,}",
                                        "{\"a\" 1}",
                                        "{a:1}",
                                        "'a'",
                                        "01",
                                        "-",
                                        "1.",
                                        ".5",
                                        "1e",
                                        "+1",
                                        "nul",
                                        "NaN",
                                        "Infinity",
                                        "\"a",
                                        "\"\\x\"",
                                        "\"\\u12\"",
                                        "\"\\u12g4\"",
                                        "\"\\ud800\"",
                                        "\"\\ud800\\u0041\"",
                                        "\"\\udc00\"",
                                        "\"\\u0000\"",
                                        "\"a\nb\"",
                                        "\"\xFF\"",
                                        "1 2",
                                        "[1]]",
                                        "{} x",
                                        "// x\n1",
                                        "\xEF\xBB\xBF{}",
                                        "{\"a\":1,\"a\":2}",
                                        "[1 2]",
                                        "\"\\",
                                        "true1",
                                        "[,1]"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        ck_assert_msg(read_json(wrong[i]) == SCRL_EFORMAT, "accepted: %s", wrong[i]);
        ck_assert_ptr_null(root);
    }
}
END_TEST

START_TEST(the_message_names_file_and_line_and_no_words)
{
    ck_assert_int_eq(read_json("{\n\"secret\": 1,\n\"other\" 2}"), SCRL_EFORMAT);
    ck_assert_str_eq(message(), "gold.json, line 3: a colon is expected after a key");
}
END_TEST

START_TEST(deep_nesting_is_an_error_not_a_crash)
{
    char deep[4096];
    memset(deep, '[', sizeof(deep));
    ck_assert_int_eq(scrl__json_read(ctx, "x", deep, sizeof(deep), arena, &root), SCRL_ELIMIT);
    memset(deep, ']', 400);
    memset(deep, '[', 200);
    ck_assert_int_eq(scrl__json_read(ctx, "x", deep, 400, arena, &root), 0);
}
END_TEST

START_TEST(sizes_are_limited)
{
    size_t len = 3000001;
    char *many = malloc(len);
    ck_assert_ptr_nonnull(many);
    for (size_t i = 0; i < len; i++)
        many[i] = i % 2 == 0 ? '0' : ',';
    many[0] = '[';
    ck_assert_int_eq(scrl__json_read(ctx, "x", many, len, arena, &root), SCRL_EFORMAT);
    many[1] = '0';
    many[2] = ' ';
    ck_assert_int_eq(scrl__json_read(ctx, "x", many, len, arena, &root), SCRL_ELIMIT);
    free(many);
    ctx->limits.text_bytes = 4;
    ck_assert_int_eq(read_json("[1,2]"), SCRL_ELIMIT);
    ck_assert_int_eq(read_json("[1]"), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *json = tcase_create("json_read");
    tcase_add_checked_fixture(json, set_up, tear_down);
    tcase_add_test(json, values_of_all_kinds_are_read);
    tcase_add_test(json, escapes_become_characters);
    tcase_add_test(json, what_is_not_json_is_refused);
    tcase_add_test(json, the_message_names_file_and_line_and_no_words);
    tcase_add_test(json, deep_nesting_is_an_error_not_a_crash);
    tcase_add_test(json, sizes_are_limited);
    suite_add_tcase(suite, json);
    return run_suite(suite);
}
