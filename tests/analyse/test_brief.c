/* test_brief.c - which statements stand for a theme, in which order, and why. */
#include "analyse/made.h"
#include "analyse/texts.h"

#define COMMON "nobody asked who the father was or met him"

static const made_review reviews[] = {{"2015", 1}, {"2016", 1}, {"2017", 1}, {"2018", 1}};
static const made_statement made[] = {
    {0, "finding", "the flat was cold and this was never put on record"},       /* 0: said by none else */
    {1, "finding", COMMON},                                                     /* 1 */
    {1, "finding", "two workers left in spring so posts stood empty for long"}, /* 2: same review as 1 */
    {1, "good_practice", "the nurse wrote down what she saw in each room"},     /* 3 */
    {2, "lesson", COMMON " at home"},                                           /* 4 */
    {3, "recommendation", "short one"}, /* 5: too short to be read as a message */
    {3, "recommendation", "trusts should write fathers into every plan they make"}, /* 6 */
    {3, "concern", COMMON " either"},                                               /* 7 */
};

static scrl__result result;

static void run(const uint8_t *chosen, uint64_t each)
{
    scrl__facts facts = made_facts(reviews, 4);
    scrl__fact_statements statements = made_statements(&facts, made, 8);
    scrl__closeness closeness;
    ck_assert_int_eq(scrl__closeness_make(ctx, &statements, &closeness), 0);
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl__message)), 0);
    ck_assert_int_eq(scrl__brief(ctx, &facts, &closeness, chosen, each, &result), 0);
    scrl__closeness_free(&closeness);
    scrl__fact_statements_free(&statements);
    scrl__facts_free(&facts);
}

static const scrl__message *next_is(uint32_t group, uint32_t rank, uint32_t statement)
{
    const scrl__message *m = scrl__result_next(&result);
    ck_assert_ptr_nonnull(m);
    ck_assert_uint_eq(m->group, group);
    ck_assert_uint_eq(m->rank, rank);
    ck_assert_uint_eq(m->statement, statement);
    return m;
}

START_TEST(what_most_reviews_say_comes_first_and_once)
{
    const uint8_t all[8] = {1, 1, 1, 1, 1, 1, 1, 1};
    run(all, 2);
    const scrl__message *first = next_is(0, 1, 1);
    ck_assert_uint_eq(first->alike, 2);
    ck_assert_uint_eq(first->alike_reviews, 2);
    ck_assert_uint_eq(first->candidates, 5);
    ck_assert_uint_eq(first->candidate_reviews, 4);
    ck_assert_str_eq(first->why, "2 other reviews say much the same; said of this case");
    /* Not 4 or 7, which say the same, and not 2, whose review has spoken. */
    next_is(0, 2, 0);
    next_is(1, 1, 6);
    next_is(1, 2, 5);
    next_is(2, 1, 3);
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
}
END_TEST

START_TEST(a_review_speaks_again_only_when_no_other_can)
{
    const uint8_t all[8] = {1, 1, 1, 0, 0, 0, 0, 0};
    run(all, 3);
    next_is(0, 1, 0);
    next_is(0, 2, 1);
    const scrl__message *again = next_is(0, 3, 2);
    ck_assert_ptr_nonnull(strstr(again->why, "no other review had something else to say"));
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
}
END_TEST

START_TEST(what_is_said_of_the_system_goes_before_a_single_case)
{
    const uint8_t all[8] = {SCRL__ABOUT_CASE, 0, SCRL__ABOUT_CASE | SCRL__ABOUT_SYSTEM, 0, 0, 0, 0, 0};
    run(all, 3);
    ck_assert_ptr_nonnull(strstr(next_is(0, 1, 2)->why, "said of the system"));
    next_is(0, 2, 0);
    scrl__result_close(&result);
}
END_TEST

START_TEST(nothing_chosen_gives_no_message)
{
    const uint8_t none[8] = {0};
    run(none, 3);
    ck_assert_ptr_null(scrl__result_next(&result));
    scrl__result_close(&result);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("brief");
    tcase_add_checked_fixture(tests, made_start, made_end);
    tcase_add_test(tests, what_most_reviews_say_comes_first_and_once);
    tcase_add_test(tests, a_review_speaks_again_only_when_no_other_can);
    tcase_add_test(tests, what_is_said_of_the_system_goes_before_a_single_case);
    tcase_add_test(tests, nothing_chosen_gives_no_message);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
