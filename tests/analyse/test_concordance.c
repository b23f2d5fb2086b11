/* test_concordance.c - where the context is cut, and in which order lines stand. */
#include "analyse/made.h"
#include "analyse/texts.h"

static scrl__result result;

static void start(void)
{
    made_start();
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl__line)), 0);
}

static void end(void)
{
    scrl__result_close(&result);
    made_end();
}

/* Adds the line of the first place of 'key' in a text. */
static void add(const scrl_concordance_options *options, const char *text, const char *key)
{
    uint32_t at = (uint32_t)(strstr(text, key) - text);
    ck_assert_int_eq(
        scrl__concordance_add(ctx, options, 7, text, strlen(text), at, at + (uint32_t)strlen(key), &result), 0);
}

static const scrl__line *next(void)
{
    const scrl__line *line = scrl__result_next(&result);
    ck_assert_ptr_nonnull(line);
    return line;
}

START_TEST(context_is_cut_between_words)
{
    scrl_concordance_options options = SCRL_CONCORDANCE_OPTIONS_INIT;
    options.width = 12;
    add(&options, "Nobody had seen the child alone in her room.", "child");
    const scrl__line *line = next();
    ck_assert_str_eq(line->left, "seen the ");
    ck_assert_str_eq(line->key, "child");
    ck_assert_str_eq(line->right, " alone in");
    ck_assert_uint_eq(line->left_start, 11);
    ck_assert_uint_eq(line->key_start, 20);
    ck_assert_uint_eq(line->key_end, 25);
    ck_assert_uint_eq(line->right_end, 34);
    ck_assert_uint_eq(line->passage, 7);
}
END_TEST

START_TEST(context_ends_with_the_passage)
{
    scrl_concordance_options options = SCRL_CONCORDANCE_OPTIONS_INIT;
    add(&options, "child seen", "child");
    const scrl__line *line = next();
    ck_assert_str_eq(line->left, "");
    ck_assert_str_eq(line->right, " seen");
}
END_TEST

START_TEST(width_counts_characters_and_never_splits_one)
{
    scrl_concordance_options options = SCRL_CONCORDANCE_OPTIONS_INIT;
    options.width = 6;
    add(&options,
        "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 caf\xc3\xa9 x key \xe2\x80\x9cup\xe2\x80\x9d b",
        "key");
    const scrl__line *line = next();
    ck_assert_str_eq(line->left, "x ");
    ck_assert_str_eq(line->right, " \xe2\x80\x9cup\xe2\x80\x9d");
}
END_TEST

START_TEST(a_word_longer_than_the_width_is_left_out)
{
    scrl_concordance_options options = SCRL_CONCORDANCE_OPTIONS_INIT;
    options.width = 3;
    add(&options, "extraordinarily(key)extraordinarily", "key");
    const scrl__line *line = next();
    ck_assert_str_eq(line->left, "");
    ck_assert_str_eq(line->right, "");
}
END_TEST

static void order_is(scrl_line_sort sort, const char *first, const char *second, const char *third)
{
    scrl_concordance_options options = SCRL_CONCORDANCE_OPTIONS_INIT;
    options.sort = sort;
    add(&options, "B not seen alone", "seen");
    add(&options, "A was SEEN later", "SEEN");
    add(&options, "C Never seen at home", "seen");
    scrl__concordance_sort(&options, &result);
    ck_assert_ptr_nonnull(strstr(next()->left, first));
    ck_assert_ptr_nonnull(strstr(next()->left, second));
    ck_assert_ptr_nonnull(strstr(next()->left, third));
}

START_TEST(lines_stand_by_place)
{
    order_is(SCRL_LINE_PLACE, "B", "A", "C");
}
END_TEST

START_TEST(lines_stand_by_the_nearest_word_before)
{
    order_is(SCRL_LINE_LEFT, "C", "B", "A"); /* never, not, was */
}
END_TEST

START_TEST(lines_stand_by_the_words_after)
{
    order_is(SCRL_LINE_RIGHT, "B", "C", "A"); /* alone, at, later */
}
END_TEST

START_TEST(lines_stand_by_what_was_found_whatever_its_case)
{
    order_is(SCRL_LINE_KEY, "B", "C", "A");
}
END_TEST

START_TEST(the_limit_keeps_the_first_of_the_order)
{
    scrl_concordance_options options = SCRL_CONCORDANCE_OPTIONS_INIT;
    options.sort = SCRL_LINE_RIGHT;
    options.limit = 1;
    add(&options, "seen zebra", "seen");
    add(&options, "seen alone", "seen");
    scrl__concordance_sort(&options, &result);
    ck_assert_str_eq(next()->right, " alone");
    ck_assert_ptr_null(scrl__result_next(&result));
    ck_assert_uint_eq(result.totals.found, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("concordance");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, context_is_cut_between_words);
    tcase_add_test(tests, context_ends_with_the_passage);
    tcase_add_test(tests, width_counts_characters_and_never_splits_one);
    tcase_add_test(tests, a_word_longer_than_the_width_is_left_out);
    tcase_add_test(tests, lines_stand_by_place);
    tcase_add_test(tests, lines_stand_by_the_nearest_word_before);
    tcase_add_test(tests, lines_stand_by_the_words_after);
    tcase_add_test(tests, lines_stand_by_what_was_found_whatever_its_case);
    tcase_add_test(tests, the_limit_keeps_the_first_of_the_order);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
