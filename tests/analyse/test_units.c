/* test_units.c - values over passages, sections and reviews, and how they cross. */
#include "analyse/units.h"

#include "analyse/made.h"

static const made_review reviews[] = {{"2019", 4}, {"2020", 2}, {"", 3}};
/* Sections 0 0 1 1 | 2 2 | 3 4 4. */
static const uint32_t section_of[] = {0, 0, 1, 1, 2, 2, 3, 4, 4};
static const made_value values[] = {{"a", "110010011"}, {"b", "100000110"}, {"none", "000000000"}, {NULL, NULL}};

static scrl__facts facts;
static scrl__facet_list facets;

static void start(void)
{
    made_start();
    facts = made_facts(reviews, 3);
    facets = made_facets(values);
}

static void end(void)
{
    scrl__facet_list_free(&facets);
    scrl__facts_free(&facts);
    made_end();
}

static scrl__unit_list *lists_of(const scrl__units *units, const scrl__choice *choice)
{
    scrl__unit_list *lists = NULL;
    ck_assert_int_eq(scrl__unit_lists_make(ctx, units, &facets, choice, &lists), 0);
    return lists;
}

START_TEST(a_value_that_a_unit_has_twice_counts_once)
{
    scrl__units units;
    ck_assert_int_eq(scrl__units_make(ctx, &facts, SCRL_WITHIN_SECTION, section_of, 5, &units), 0);
    scrl__unit_list *lists = lists_of(&units, NULL);
    ck_assert_uint_eq(lists[0].count, 3); /* sections 0, 2, 4 */
    ck_assert_uint_eq(lists[0].units[2], 4);
    ck_assert_uint_eq(lists[0].reviews, 3);
    ck_assert_uint_eq(lists[1].count, 3); /* 0, 3, 4 */
    ck_assert_uint_eq(lists[1].reviews, 2);
    ck_assert_uint_eq(lists[2].count, 0);
    scrl__unit_lists_free(lists, 3);
    scrl__units_free(&units);
    ck_assert_int_eq(scrl__units_make(ctx, &facts, SCRL_WITHIN_REVIEW, NULL, 0, &units), 0);
    lists = lists_of(&units, NULL);
    ck_assert_uint_eq(lists[0].count, 3);
    ck_assert_uint_eq(lists[1].count, 2);
    scrl__unit_lists_free(lists, 3);
    scrl__units_free(&units);
}
END_TEST

START_TEST(passages_that_were_not_chosen_count_nowhere)
{
    scrl__units units;
    scrl__choice choice = made_choice(&facts, "011111100");
    ck_assert_int_eq(scrl__units_make(ctx, &facts, SCRL_WITHIN_PASSAGE, NULL, 0, &units), 0);
    scrl__unit_list *lists = lists_of(&units, &choice);
    ck_assert_uint_eq(lists[0].count, 2);
    ck_assert_uint_eq(lists[1].count, 1);
    scrl__unit_lists_free(lists, 3);
    scrl__choice_free(&choice);
}
END_TEST

START_TEST(a_row_counts_units_and_reviews_of_each_column)
{
    scrl__units units;
    scrl__unit_index index;
    scrl__row_counts counts;
    ck_assert_int_eq(scrl__units_make(ctx, &facts, SCRL_WITHIN_PASSAGE, NULL, 0, &units), 0);
    scrl__unit_list *lists = lists_of(&units, NULL);
    ck_assert_int_eq(scrl__unit_index_make(ctx, &units, lists, 3, &index), 0);
    ck_assert_uint_eq(index.with_any, 6);
    ck_assert_int_eq(scrl__row_counts_make(ctx, 3, &counts), 0);
    scrl__row_count(&units, &lists[0], &index, 0, 3, &counts);
    ck_assert_uint_eq(counts.units[0], 5);
    ck_assert_uint_eq(counts.reviews[0], 3);
    ck_assert_uint_eq(counts.units[1], 2); /* passages 0 and 7 */
    ck_assert_uint_eq(counts.reviews[1], 2);
    ck_assert_uint_eq(counts.units[2], 0);
    scrl__row_count(&units, &lists[0], &index, 1, 3, &counts);
    ck_assert_uint_eq(counts.units[0], 0); /* not asked for */
    ck_assert_uint_eq(counts.units[1], 2);
    scrl__row_counts_free(&counts);
    scrl__unit_index_free(&index);
    scrl__unit_lists_free(lists, 3);
}
END_TEST

START_TEST(facts_without_a_passage_give_no_units)
{
    const made_review empty[] = {{"2019", 0}};
    const made_value nothing[] = {{"a", ""}, {NULL, NULL}};
    scrl__facts none = made_facts(empty, 1);
    scrl__facet_list list = made_facets(nothing);
    scrl__units units;
    scrl__unit_list *lists = NULL;
    scrl__unit_index index;
    ck_assert_int_eq(scrl__units_make(ctx, &none, SCRL_WITHIN_PASSAGE, NULL, 0, &units), 0);
    ck_assert_int_eq(scrl__unit_lists_make(ctx, &units, &list, NULL, &lists), 0);
    ck_assert_int_eq(scrl__unit_index_make(ctx, &units, lists, 1, &index), 0);
    ck_assert_uint_eq(index.with_any, 0);
    scrl__unit_index_free(&index);
    scrl__unit_lists_free(lists, 1);
    scrl__facet_list_free(&list);
    scrl__facts_free(&none);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("units");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, a_value_that_a_unit_has_twice_counts_once);
    tcase_add_test(tests, passages_that_were_not_chosen_count_nowhere);
    tcase_add_test(tests, a_row_counts_units_and_reviews_of_each_column);
    tcase_add_test(tests, facts_without_a_passage_give_no_units);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
