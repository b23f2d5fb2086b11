/* test_table.c - one field by another, with the totals of rows and columns. */
#include "analyse/counts.h"
#include "analyse/made.h"

static const made_review reviews[] = {{"2019", 3}, {"2020", 3}};
static const made_value agencies[] = {{"police", "110100"}, {"health", "001000"}, {NULL, NULL}};
static const made_value themes[] = {{"voice", "100100"}, {"chaos", "011000"}, {"none", "000000"}, {NULL, NULL}};

static void check(const scrl_cell *cell, const char *row, const char *column, const uint64_t numbers[8])
{
    ck_assert_ptr_nonnull(cell);
    ck_assert_str_eq(cell->row, row);
    ck_assert_str_eq(cell->column, column);
    ck_assert_uint_eq(cell->passages, numbers[0]);
    ck_assert_uint_eq(cell->reviews, numbers[1]);
    ck_assert_uint_eq(cell->row_passages, numbers[2]);
    ck_assert_uint_eq(cell->row_reviews, numbers[3]);
    ck_assert_uint_eq(cell->column_passages, numbers[4]);
    ck_assert_uint_eq(cell->column_reviews, numbers[5]);
    ck_assert_uint_eq(cell->all_passages, numbers[6]);
    ck_assert_uint_eq(cell->all_reviews, numbers[7]);
    ck_assert_int_eq(cell->few, 1); /* in fewer than 3 reviews */
}

START_TEST(cells_count_passages_and_reviews_with_both)
{
    scrl__facts facts = made_facts(reviews, 2);
    scrl__facet_list rows = made_facets(agencies), columns = made_facets(themes);
    scrl__choice choice = made_choice(&facts, "111110");
    scrl__units units;
    scrl__result result;
    ck_assert_int_eq(scrl__units_make(ctx, &facts, SCRL_WITHIN_PASSAGE, NULL, 0, &units), 0);
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl_cell)), 0);
    ck_assert_int_eq(scrl__table(ctx, &units, &rows, &columns, &choice, &result), 0);
    check(scrl__result_next(&result), "police", "voice", (const uint64_t[]){2, 2, 3, 2, 2, 2, 5, 2});
    check(scrl__result_next(&result), "police", "chaos", (const uint64_t[]){1, 1, 3, 2, 2, 1, 5, 2});
    check(scrl__result_next(&result), "health", "chaos", (const uint64_t[]){1, 1, 1, 1, 2, 1, 5, 2});
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
    scrl__choice_free(&choice);
    scrl__facet_list_free(&rows);
    scrl__facet_list_free(&columns);
    scrl__facts_free(&facts);
}
END_TEST

START_TEST(a_table_beyond_all_reading_is_refused)
{
    scrl__facts facts = made_facts(reviews, 2);
    scrl__choice choice = made_choice(&facts, NULL);
    scrl__facet_list vast = {NULL, NULL, 100000};
    scrl__units units;
    scrl__result result;
    ck_assert_int_eq(scrl__units_make(ctx, &facts, SCRL_WITHIN_PASSAGE, NULL, 0, &units), 0);
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl_cell)), 0);
    ck_assert_int_eq(scrl__table(ctx, &units, &vast, &vast, &choice, &result), SCRL_ELIMIT);
    scrl__result_close(&result);
    scrl__choice_free(&choice);
    scrl__facts_free(&facts);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("table");
    tcase_add_checked_fixture(tests, made_start, made_end);
    tcase_add_test(tests, cells_count_passages_and_reviews_with_both);
    tcase_add_test(tests, a_table_beyond_all_reading_is_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
