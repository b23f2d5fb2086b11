/* test_recur.c - which earlier statement is found for which, and what dates decide. */
#include "analyse/made.h"
#include "analyse/texts.h"

#define SAID "board should ask polic to see children alon"

static const made_review reviews[] = {{"2015-03", 1}, {"2019", 1}, {"2019-05", 1}, {"", 1}, {"2021-01-01", 1}};

static scrl__result result;

static void run(const made_statement *made, uint32_t count, uint32_t chosen, scrl_recur_options options)
{
    scrl__facts facts = made_facts(reviews, 5);
    scrl__fact_statements statements = made_statements(&facts, made, count);
    scrl__closeness closeness;
    uint8_t marks[16] = {0};
    marks[chosen] = 1;
    ck_assert_int_eq(scrl__closeness_make(ctx, &statements, &closeness), 0);
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl__recurrence)), 0);
    ck_assert_int_eq(scrl__recur(ctx, &facts, &closeness, marks, &options, &result), 0);
    scrl__closeness_free(&closeness);
    scrl__fact_statements_free(&statements);
    scrl__facts_free(&facts);
}

static void next_is(uint32_t other, bool unknown)
{
    const scrl__recurrence *r = scrl__result_next(&result);
    ck_assert_ptr_nonnull(r);
    ck_assert_uint_eq(r->other, other);
    ck_assert_int_eq(r->unknown, unknown);
}

START_TEST(only_statements_of_earlier_reviews_were_said_before)
{
    const made_statement made[] = {{0, "recommendation", SAID},
                                   {1, "recommendation", SAID " home"},
                                   {4, "recommendation", SAID},
                                   {2, "recommendation", "hospital must count beds at night"}};
    run(made, 4, 1, (scrl_recur_options)SCRL_RECUR_OPTIONS_INIT);
    next_is(0, false); /* not 2, which is later */
    ck_assert_ptr_null(scrl__result_next(&result));
    ck_assert_uint_eq(result.totals.statements, 1);
    ck_assert_uint_eq(result.totals.repeated, 1);
    scrl__result_close(&result);
}
END_TEST

START_TEST(dates_that_do_not_tell_are_named_so)
{
    const made_statement made[] = {{1, "finding", SAID}, {2, "lesson", SAID}, {3, "finding", SAID}};
    run(made, 3, 1, (scrl_recur_options)SCRL_RECUR_OPTIONS_INIT);
    next_is(0, true); /* 2019 may be before or after 2019-05 */
    next_is(2, true); /* undated */
    ck_assert_ptr_null(scrl__result_next(&result));
    ck_assert_uint_eq(result.totals.repeated, 0);
    scrl__result_close(&result);
    run(made, 3, 2, (scrl_recur_options)SCRL_RECUR_OPTIONS_INIT);
    ck_assert_uint_eq(result.totals.undated_statements, 1);
    scrl__result_close(&result);
}
END_TEST

START_TEST(findings_are_not_compared_with_recommendations)
{
    const made_statement made[] = {{0, "finding", SAID}, {0, "good_practice", SAID}, {4, "recommendation", SAID}};
    run(made, 3, 2, (scrl_recur_options)SCRL_RECUR_OPTIONS_INIT);
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
}
END_TEST

START_TEST(each_and_least_limit_what_is_given)
{
    const made_statement made[] = {{0, "concern", SAID},
                                   {1, "concern", SAID " twice"},
                                   {2, "concern", "hospital must count beds at night"},
                                   {4, "concern", SAID}};
    scrl_recur_options options = SCRL_RECUR_OPTIONS_INIT;
    options.each = 1;
    run(made, 4, 3, options);
    next_is(0, false); /* the nearest */
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
    options.each = 5;
    options.least = 0.99;
    run(made, 4, 3, options);
    next_is(0, false);
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
}
END_TEST

START_TEST(two_shared_words_may_be_chance)
{
    const made_statement made[] = {{0, "finding", "nurs visit"}, {4, "finding", "nurs visit"}};
    run(made, 2, 1, (scrl_recur_options)SCRL_RECUR_OPTIONS_INIT);
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("recur");
    tcase_add_checked_fixture(tests, made_start, made_end);
    tcase_add_test(tests, only_statements_of_earlier_reviews_were_said_before);
    tcase_add_test(tests, dates_that_do_not_tell_are_named_so);
    tcase_add_test(tests, findings_are_not_compared_with_recommendations);
    tcase_add_test(tests, each_and_least_limit_what_is_given);
    tcase_add_test(tests, two_shared_words_may_be_chance);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
