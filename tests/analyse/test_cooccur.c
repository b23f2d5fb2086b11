/* test_cooccur.c - pairs of themes beside counts made by hand. */
#include <float.h>

#include "analyse/counts.h"
#include "analyse/made.h"
#include "analyse/significance.h"

/* Ten passages with a theme among twelve; a and b together in 3 (reviews 0, 0, 1), a in 4, b in 5; c never with a. */
static const made_review reviews[] = {{"2019", 6}, {"2020", 6}};
static const made_value themes[] = {
    {"b", "111000110000"}, {"a", "110010100000"}, {"c", "000100001111"}, {"never", "000000000000"}, {NULL, NULL}};

static scrl__facts facts;
static scrl__facet_list facets;
static scrl__units units;
static scrl__result result;

static void start(void)
{
    made_start();
    facts = made_facts(reviews, 2);
    facets = made_facets(themes);
    ck_assert_int_eq(scrl__units_make(ctx, &facts, SCRL_WITHIN_PASSAGE, NULL, 0, &units), 0);
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl_pair)), 0);
}

static void end(void)
{
    scrl__result_close(&result);
    scrl__facet_list_free(&facets);
    scrl__facts_free(&facts);
    made_end();
}

static void run(const scrl_cooccur_options *options, const char *in)
{
    scrl__choice choice = made_choice(&facts, in);
    ck_assert_int_eq(scrl__cooccur(ctx, &units, &facets, &choice, options, &result), 0);
    scrl__choice_free(&choice);
}

START_TEST(a_pair_is_counted_over_passages_that_have_a_theme)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    run(&options, NULL);
    ck_assert_uint_eq(result.count, 1);
    const scrl_pair *pair = scrl__result_next(&result);
    ck_assert_str_eq(pair->a, "a");
    ck_assert_str_eq(pair->b, "b");
    ck_assert_uint_eq(pair->together, 3);
    ck_assert_uint_eq(pair->with_a, 4);
    ck_assert_uint_eq(pair->with_b, 5);
    ck_assert_uint_eq(pair->units, 11); /* all but passage 5 */
    ck_assert_uint_eq(pair->reviews, 2);
    ck_near(pair->expected, 20.0 / 11, 1e-12);
    ck_near(pair->lift, 33.0 / 20, 1e-12);
    ck_near(pair->overlap, 3.0 / 6, 1e-12);
    /* 4 of 11, 5 of 11: three together in 10 * 6 ways of 330 (C(5,3) * C(6,1)), four in 5; none is likelier than none
       together with 15 ways: 60 + 5 + 15 of 330 are no likelier than 60. */
    ck_near(pair->p, 80.0 / 330, 1e-12);
    ck_assert_int_eq(pair->few, 1);
}
END_TEST

START_TEST(pairs_of_themes_that_occur_are_all_counted_as_tests)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    run(&options, NULL);
    ck_assert_uint_eq(result.totals.tests, 3); /* ab, ac, bc; not those with "never" */
    const scrl_pair *pair = scrl__result_next(&result);
    ck_near(pair->q, 3 * 80.0 / 330, 1e-12); /* the smallest of three */
}
END_TEST

START_TEST(one_theme_stands_first_in_its_pairs)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    options.theme = "b";
    options.least = 1;
    run(&options, NULL);
    const scrl_pair *pair;
    uint64_t count = 0;
    while ((pair = scrl__result_next(&result)) != NULL) {
        ck_assert_str_eq(pair->a, "b");
        count++;
    }
    ck_assert_uint_eq(count, 1); /* c is never with b */
    ck_assert_uint_eq(result.totals.tests, 2);
}
END_TEST

START_TEST(the_question_limits_all_numbers)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    options.least = 1;
    run(&options, "111111000000");
    const scrl_pair *pair = scrl__result_next(&result);
    ck_assert_uint_eq(pair->together, 2);
    ck_assert_uint_eq(pair->with_a, 3);
    ck_assert_uint_eq(pair->with_b, 3);
    ck_assert_uint_eq(pair->units, 5);
    ck_assert_uint_eq(pair->reviews, 1);
}
END_TEST

START_TEST(nothing_chosen_gives_no_pair)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    run(&options, "000000000000");
    ck_assert_ptr_null(scrl__result_next(&result));
    ck_assert_uint_eq(result.totals.tests, 0);
    ck_assert_uint_eq(result.totals.units, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("cooccur");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, a_pair_is_counted_over_passages_that_have_a_theme);
    tcase_add_test(tests, pairs_of_themes_that_occur_are_all_counted_as_tests);
    tcase_add_test(tests, one_theme_stands_first_in_its_pairs);
    tcase_add_test(tests, the_question_limits_all_numbers);
    tcase_add_test(tests, nothing_chosen_gives_no_pair);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
