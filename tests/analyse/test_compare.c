/* test_compare.c - two sets beside each other, by hand. */
#include "analyse/counts.h"
#include "analyse/made.h"
#include "analyse/significance.h"

/* Six reviews of two passages. A: reviews 0 to 3, B: reviews 3 to 5, of which 3 is in both. */
static const made_review reviews[] = {{"", 2}, {"", 2}, {"", 2}, {"", 2}, {"", 2}, {"", 2}};
static const char *const in_a = "111111100000", *const in_b = "000000011111";
static const made_value values[] = {{"all of a", "101010111000"},
                                    {"everywhere", "100110010101"},
                                    {"rare", "000000001000"},
                                    {"no", "000000000000"},
                                    {NULL, NULL}};

static scrl__facts facts;
static scrl__facet_list facets;
static scrl__result result;

static void start(void)
{
    made_start();
    facts = made_facts(reviews, 6);
    facets = made_facets(values);
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl_contrast)), 0);
}

static void end(void)
{
    scrl__result_close(&result);
    scrl__facet_list_free(&facets);
    scrl__facts_free(&facts);
    made_end();
}

static void run(scrl_within within, uint64_t least)
{
    scrl__choice a = made_choice(&facts, in_a), b = made_choice(&facts, in_b);
    scrl__units units;
    ck_assert_int_eq(scrl__units_make(ctx, &facts, within, NULL, 0, &units), 0);
    ck_assert_int_eq(scrl__compare_sets(ctx, &facts, &units, &facets, &a, &b, least, &result), 0);
    scrl__choice_free(&a);
    scrl__choice_free(&b);
}

static const scrl_contrast *find(const char *value)
{
    const scrl_contrast *c;
    result.at = 0;
    while ((c = scrl__result_next(&result)) != NULL && strcmp(c->value, value) != 0)
        ;
    return c;
}

START_TEST(a_review_in_both_sets_is_left_out_of_both)
{
    run(SCRL_WITHIN_REVIEW, 1);
    ck_assert_uint_eq(result.totals.in_both, 1);
    const scrl_contrast *c = find("all of a");
    ck_assert_uint_eq(c->a, 3);
    ck_assert_uint_eq(c->a_units, 3);
    ck_assert_uint_eq(c->b, 1); /* review 4 */
    ck_assert_uint_eq(c->b_units, 2);
    ck_near(c->ratio, 2, 1e-12);
    /* Four of five with it; three of the three of A: 4 of 10 ways have 3 in A, 6 have 2. */
    ck_near(c->p, 4.0 / 10, 1e-12);
    ck_assert_int_eq(c->few, 1);
}
END_TEST

START_TEST(passages_can_be_counted_instead)
{
    run(SCRL_WITHIN_PASSAGE, 1);
    const scrl_contrast *c = find("everywhere");
    ck_assert_uint_eq(result.totals.in_both, 0);
    ck_assert_uint_eq(c->a, 3);
    ck_assert_uint_eq(c->a_units, 7);
    ck_assert_uint_eq(c->b, 3);
    ck_assert_uint_eq(c->b_units, 5);
    ck_near(c->a_share, 3.0 / 7, 1e-12);
    ck_near(c->ratio, 5.0 / 7, 1e-12);
}
END_TEST

START_TEST(a_value_of_one_set_alone_has_no_ratio)
{
    run(SCRL_WITHIN_PASSAGE, 1);
    const scrl_contrast *c = find("rare");
    ck_assert_uint_eq(c->a, 0);
    ck_assert_uint_eq(c->b, 1);
    ck_near(c->ratio, 0, 0);
}
END_TEST

START_TEST(rare_values_are_left_out_but_counted_as_tests)
{
    run(SCRL_WITHIN_PASSAGE, 2);
    ck_assert_ptr_null(find("rare"));
    ck_assert_ptr_null(find("no"));
    ck_assert_uint_eq(result.totals.tests, 3);
    result.at = 0;
    const scrl_contrast *first = scrl__result_next(&result), *second = scrl__result_next(&result);
    ck_assert(first->p <= second->p);
    ck_near(second->q, fmin(1, second->p * 3 / 2), 1e-12);
    ck_near(first->q, fmin(second->q, first->p * 3), 1e-12);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("compare");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, a_review_in_both_sets_is_left_out_of_both);
    tcase_add_test(tests, passages_can_be_counted_instead);
    tcase_add_test(tests, a_value_of_one_set_alone_has_no_ratio);
    tcase_add_test(tests, rare_values_are_left_out_but_counted_as_tests);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
