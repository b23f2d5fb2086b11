/* test_gold.c - reading a gold folder. */
#include "made.h"

#include "evaluate/gold.h"

static scrl_context *ctx;
static made folder;
static scrl__gold *gold;

static void set_up(void)
{
    ctx = made_context();
    folder = made_folder();
    gold = NULL;
}

static void tear_down(void)
{
    scrl__gold_free(gold);
    made_remove(&folder);
    scrl_context_free(ctx);
}

static int read_gold(const made_gold *g)
{
    made_gold_file(&folder, g);
    return scrl__gold_read(ctx, folder.dir, &gold);
}

START_TEST(all_that_is_measured_is_read)
{
    made_gold g = {
        .files = "[\"source.html\", \"a.pdf\", \"a.txt\"]",
        .metadata = "{\"title\": \"The  \\u2018Long\\u2019 Review\", \"subject_count\": 2, \"published\": null, "
                    "\"pseudonyms\": [\"Child A\", \"Child B\"], \"not_measured\": {\"x\": 1}}",
        .sections = "[{\"heading\": \"Findings\", \"number\": \"4.2\", \"level\": 2, \"role\": \"findings\"}]",
        .statements = "[{\"kind\": \"finding\", \"label\": \"\", \"quote\": \"No one saw him.\", \"addressees\": "
                      "[\"The Board\"], \"agencies\": []}]",
        .events = "[{\"from\": null, \"to\": null, \"precision\": \"relative\", \"quote\": \"Two weeks later\"}]",
        .passages =
            "[{\"id\": \"p1\", \"quote\": \"One passage.\"}, {\"id\": \"p2\", \"quote\": \"Another passage.\"}]"};
    made_file(&folder, "codes.json",
              "{\"passages\": {\"p1\": [{\"theme\": \"a\", \"polarity\": \"good\", \"level\": \"case\"}, "
              "{\"theme\": \"a\", \"polarity\": \"problem\", \"level\": \"case\"}]}}");
    ck_assert_int_eq(read_gold(&g), 0);
    ck_assert_uint_eq(gold->files.count, 2);
    ck_assert_str_eq(gold->files.items[0], "a.pdf");
    ck_assert_str_eq(gold->fields[0].items[0], "The 'Long' Review");
    ck_assert_uint_eq(gold->fields[5].count, 2);
    ck_assert_uint_eq(gold->fields[6].count, 0);
    ck_assert_str_eq(gold->fields[10].items[0], "2");
    ck_assert_uint_eq(gold->sections[0].level, 2);
    ck_assert_str_eq(gold->statements[0].addressees.items[0], "The Board");
    ck_assert_str_eq(gold->events[0].from, "");
    ck_assert(gold->passages[0].coded);
    ck_assert_uint_eq(gold->passages[0].code_count, 1);
    ck_assert_uint_eq(gold->passages[0].codes[0].polarities,
                      scrl__polarity_bit("good") | scrl__polarity_bit("problem"));
    ck_assert(!gold->passages[1].coded);
}
END_TEST

START_TEST(the_source_is_read_where_it_is_the_only_file)
{
    made_gold g = {.files = "[\"source.html\"]"};
    ck_assert_int_eq(read_gold(&g), 0);
    ck_assert_uint_eq(gold->files.count, 1);
}
END_TEST

START_TEST(a_wrong_form_is_named_with_its_line)
{
    static const made_gold wrong[] = {
        {.files = "[]"},
        {.files = "\"a.pdf\""},
        {.files = "[\"../a.pdf\"]"},
        {.files = "[1]"},
        {.metadata = "[]"},
        {.metadata = "{\"title\": {}}"},
        {.metadata = "{\"pseudonyms\": [[]]}"},
        {.sections = "{}"},
        {.sections = "[1]"},
        {.sections = "[{\"heading\": \"\", \"level\": 1, \"role\": \"other\"}]"},
        {.statements = "[{\"kind\": \"finding\"}]"},
        {.statements = "[{\"kind\": \"finding\", \"quote\": \"x\", \"agencies\": [null]}]"},
        {.events = "[{\"from\": true, \"precision\": \"day\", \"quote\": \"x\"}]"},
        {.passages = "[{\"id\": \"p\"}]"},
        {.events = "[,]"}};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        ck_assert_int_eq(read_gold(&wrong[i]), SCRL_EFORMAT);
        ck_assert_ptr_nonnull(strstr(made_message(ctx), "line "));
        ck_assert_ptr_null(gold);
    }
}
END_TEST

START_TEST(codes_of_a_wrong_form_are_refused)
{
    static const char *const wrong[] = {
        "{\"passages\": {\"p\": {}}}", "{\"passages\": {\"p\": [{\"theme\": \"a\"}]}}",
        "{\"passages\": {\"p\": [{\"theme\": \"a\", \"polarity\": \"bad\", \"level\": \"case\"}]}}", "{"};
    made_gold g = {.passages = "[{\"id\": \"p\", \"quote\": \"x\"}]"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        made_file(&folder, "codes.json", wrong[i]);
        ck_assert_int_eq(read_gold(&g), SCRL_EFORMAT);
        ck_assert_ptr_null(gold);
    }
}
END_TEST

START_TEST(a_folder_without_gold_is_not_found)
{
    ck_assert_int_eq(scrl__gold_read(ctx, folder.dir, &gold), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl__gold_read(ctx, "no/such/folder", &gold), SCRL_ENOTFOUND);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evaluate");
    TCase *tests = tcase_create("gold");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, all_that_is_measured_is_read);
    tcase_add_test(tests, the_source_is_read_where_it_is_the_only_file);
    tcase_add_test(tests, a_wrong_form_is_named_with_its_line);
    tcase_add_test(tests, codes_of_a_wrong_form_are_refused);
    tcase_add_test(tests, a_folder_without_gold_is_not_found);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
