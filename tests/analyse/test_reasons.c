/* test_reasons.c - what two statements share, named in the words of the first. */
#include "analyse/reasons.h"

#include "analyse/made.h"

static const made_review reviews[] = {{"2019", 2}, {"2020", 1}};
static const made_value themes[] = {{"voice", "101"}, {"chaos", "010"}, {"both", "111"}, {NULL, NULL}};
static const made_statement made[] = {{0, "finding", "polic see child alon"},
                                      {1, "finding", "child see alon other"},
                                      {1, "finding", "see thing"},
                                      {1, "finding", "see child"},
                                      {1, "finding", "see much"},
                                      {1, "finding", "see some"},
                                      {1, "finding", "see none"}};

static scrl__facts facts;
static scrl__fact_statements statements;

static void start(void)
{
    made_start();
    facts = made_facts(reviews, 2);
    statements = made_statements(&facts, made, 7);
}

static void end(void)
{
    scrl__fact_statements_free(&statements);
    scrl__facts_free(&facts);
    made_end();
}

START_TEST(rare_shared_words_are_named_as_printed_and_once)
{
    scrl__closeness closeness;
    scrl__str out = SCRL__STR_INIT;
    ck_assert_int_eq(scrl__closeness_make(ctx, &statements, &closeness), 0);
    scrl__reasons reasons = {.closeness = &closeness, .i = 0, .j = 1, .text = "Police see children alone, alone"};
    scrl__reasons_add(&reasons, "polic", 5, 0, 6);
    scrl__reasons_add(&reasons, "see", 3, 7, 10); /* in every statement: no reason */
    scrl__reasons_add(&reasons, "child", 5, 11, 19);
    scrl__reasons_add(&reasons, "alon", 4, 20, 25);
    scrl__reasons_add(&reasons, "alon", 4, 27, 32);
    scrl__reasons_write(&reasons, &out);
    ck_assert_str_eq(scrl__str_text(&out), "alone; children"); /* one more statement has "child": it weighs less */
    scrl__str_free(&out);
    scrl__closeness_free(&closeness);
}
END_TEST

START_TEST(themes_of_any_passage_of_both_statements_are_named)
{
    scrl__facet_list facets = made_facets(themes);
    scrl__units units;
    scrl__unit_list *lists = NULL;
    scrl__unit_index index;
    scrl__str out = SCRL__STR_INIT;
    ck_assert_int_eq(scrl__units_make(ctx, &facts, SCRL_WITHIN_PASSAGE, NULL, 0, &units), 0);
    ck_assert_int_eq(scrl__unit_lists_make(ctx, &units, &facets, NULL, &lists), 0);
    ck_assert_int_eq(scrl__unit_index_make(ctx, &units, lists, facets.count, &index), 0);
    scrl__fact_statement wide = {.first = 0, .last = 1}, other = {.first = 2, .last = 2};
    scrl__reasons_themes(&index, &facets, &wide, &other, &out);
    ck_assert_str_eq(scrl__str_text(&out), "voice; both");
    scrl__str_free(&out);
    scrl__unit_index_free(&index);
    scrl__unit_lists_free(lists, facets.count);
    scrl__facet_list_free(&facets);
}
END_TEST

START_TEST(addressees_are_the_same_in_any_case)
{
    scrl__str out = SCRL__STR_INIT;
    scrl__reasons_items("The Board; Police; a trust", "police force; the board; A Trust", &out);
    ck_assert_str_eq(scrl__str_text(&out), "The Board; a trust");
    scrl__str_truncate(&out, 0);
    scrl__reasons_items("", "the board", &out);
    scrl__reasons_items("the board", "", &out);
    ck_assert_str_eq(scrl__str_text(&out), "");
    scrl__str_free(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("reasons");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, rare_shared_words_are_named_as_printed_and_once);
    tcase_add_test(tests, themes_of_any_passage_of_both_statements_are_named);
    tcase_add_test(tests, addressees_are_the_same_in_any_case);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
