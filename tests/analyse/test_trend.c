/* test_trend.c - years, denominators and intervals beside counts made by hand. */
#include "analyse/counts.h"
#include "analyse/made.h"

/* 2018: two reviews, 2020: one and a scan, undated: one. Two passages each. */
static const made_review reviews[] = {{"2018-05", 2}, {"", 2}, {"2020", 2}, {"2018", 2}, {"2020", 0}};
static scrl__facts facts;
static scrl__result result;

static void start(void)
{
    made_start();
    facts = made_facts(reviews, 5);
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl_year)), 0);
}

static void end(void)
{
    scrl__result_close(&result);
    scrl__facts_free(&facts);
    made_end();
}

static void run(const made_value *values, const char *in, const char *among, uint64_t limit)
{
    scrl__choice choice = made_choice(&facts, in), whole = made_choice(&facts, among);
    scrl__facet_list facets = {NULL, NULL, 0};
    if (values != NULL)
        facets = made_facets(values);
    ck_assert_int_eq(scrl__trend(ctx, &facts, values != NULL ? &facets : NULL, &choice, &whole, limit, &result), 0);
    scrl__facet_list_free(&facets);
    scrl__choice_free(&choice);
    scrl__choice_free(&whole);
}

static void next_is(const char *value, uint32_t year, uint64_t with, uint64_t of, uint64_t passages)
{
    const scrl_year *y = scrl__result_next(&result);
    ck_assert_ptr_nonnull(y);
    ck_assert_str_eq(y->value, value);
    ck_assert_uint_eq(y->year, year);
    ck_assert_uint_eq(y->with, with);
    ck_assert_uint_eq(y->reviews, of);
    ck_assert_uint_eq(y->passages, passages);
    ck_near(y->share, (double)with / (double)of, 1e-12);
    ck_assert(y->low <= y->share && y->share <= y->high);
}

START_TEST(reviews_are_counted_by_year_and_undated_ones_apart)
{
    run(NULL, "11010001", NULL, 0);
    next_is("", 2018, 2, 2, 3);
    next_is("", 2020, 0, 1, 0); /* the scan has no text: it is not among those that could speak of it */
    next_is("", 0, 1, 1, 1);
    ck_assert_ptr_null(scrl__result_next(&result));
}
END_TEST

START_TEST(a_second_question_sets_the_denominator)
{
    run(NULL, "11010001", "10001100", 0);
    next_is("", 2018, 1, 1, 2); /* the other review of 2018 is not among them */
    next_is("", 2020, 0, 1, 0);
    ck_assert_ptr_null(scrl__result_next(&result));
}
END_TEST

START_TEST(series_stand_by_the_reviews_that_have_them)
{
    const made_value values[] = {{"rare", "00000001"}, {"often", "10000111"}, {"never", "00000000"}, {NULL, NULL}};
    run(values, NULL, NULL, 0);
    next_is("often", 2018, 2, 2, 3);
    next_is("often", 2020, 1, 1, 1);
    next_is("often", 0, 0, 1, 0);
    next_is("rare", 2018, 1, 2, 1);
    next_is("rare", 2020, 0, 1, 0);
    next_is("rare", 0, 0, 1, 0);
    ck_assert_ptr_null(scrl__result_next(&result));
}
END_TEST

START_TEST(the_limit_keeps_the_commonest_series)
{
    const made_value values[] = {{"rare", "00000001"}, {"often", "10000111"}, {NULL, NULL}};
    run(values, NULL, NULL, 1);
    ck_assert_uint_eq(result.count, 3);
    ck_assert_str_eq(((const scrl_year *)scrl__result_next(&result))->value, "often");
}
END_TEST

START_TEST(a_year_of_fewer_than_ten_reviews_is_marked)
{
    made_review many[20];
    for (size_t i = 0; i < 20; i++)
        many[i] = (made_review){i < 9 ? "2001" : "2002", 1};
    scrl__facts_free(&facts);
    facts = made_facts(many, 20);
    run(NULL, NULL, NULL, 0);
    ck_assert_int_eq(((const scrl_year *)scrl__result_next(&result))->few, 1); /* 9 */
    ck_assert_int_eq(((const scrl_year *)scrl__result_next(&result))->few, 0); /* 11 */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("trend");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, reviews_are_counted_by_year_and_undated_ones_apart);
    tcase_add_test(tests, a_second_question_sets_the_denominator);
    tcase_add_test(tests, series_stand_by_the_reviews_that_have_them);
    tcase_add_test(tests, the_limit_keeps_the_commonest_series);
    tcase_add_test(tests, a_year_of_fewer_than_ten_reviews_is_marked);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
