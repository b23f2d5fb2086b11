/* test_facts.c - sets of passages keep their counts. */
#include "model/facts.h"

#include <string.h>

#include "suite.h"

START_TEST(a_choice_counts_passages_reviews_and_undated_ones)
{
    scrl__fact_review reviews[] = {{.first = 0, .passages = 70, .year = 2019}, {.first = 70, .passages = 2, .year = 0}};
    uint32_t review_of[72] = {0};
    review_of[70] = review_of[71] = 1;
    scrl__facts facts = {.reviews = reviews, .review_count = 2, .passage_count = 72, .review_of = review_of};
    scrl__choice choice;
    ck_assert_int_eq(scrl__choice_init(&choice, &facts), 0);
    scrl__choice_add(&choice, &facts, 0);
    scrl__choice_add(&choice, &facts, 64);
    scrl__choice_add(&choice, &facts, 71);
    ck_assert_uint_eq(choice.passages, 3);
    ck_assert_uint_eq(choice.reviews, 2);
    ck_assert_uint_eq(choice.undated, 1);
    ck_assert(scrl__choice_has(&choice, 64));
    ck_assert(!scrl__choice_has(&choice, 63));
    scrl__choice_free(&choice);
}
END_TEST

START_TEST(a_facet_is_found_by_its_value)
{
    scrl__facet items[] = {{"a", NULL, 0}, {"b", NULL, 0}};
    scrl__facet_list list = {NULL, items, 2};
    ck_assert_ptr_eq(scrl__facet_find(&list, "b"), &items[1]);
    ck_assert_ptr_null(scrl__facet_find(&list, "c"));
}
END_TEST

START_TEST(what_was_never_filled_can_be_freed)
{
    scrl__facts facts = {0};
    scrl__choice choice = {0};
    scrl__facet_list list = {0};
    scrl__fact_statements statements = {0};
    scrl__facts_free(&facts);
    scrl__choice_free(&choice);
    scrl__facet_list_free(&list);
    scrl__fact_statements_free(&statements);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *tests = tcase_create("facts");
    tcase_add_test(tests, a_choice_counts_passages_reviews_and_undated_ones);
    tcase_add_test(tests, a_facet_is_found_by_its_value);
    tcase_add_test(tests, what_was_never_filled_can_be_freed);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
