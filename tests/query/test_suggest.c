/* test_suggest.c - near words are suggested, far ones are not. */
#include "suite.h"

#include "query/suggest.h"

static const char *const items[] = {"theme", "type", "year", "professional_curiosity"};

START_TEST(one_slip_is_near)
{
    ck_assert_str_eq(scrl__suggest("themes", 6, items, 4), "theme");
    ck_assert_str_eq(scrl__suggest("tehme", 5, items, 4), "theme");
    ck_assert_str_eq(scrl__suggest("yeer", 4, items, 4), "year");
    ck_assert_str_eq(scrl__suggest("proffesional_curiousity", 23, items, 4), "professional_curiosity");
}
END_TEST

START_TEST(another_word_is_not_near)
{
    ck_assert_ptr_null(scrl__suggest("recommendation", 14, items, 4));
    ck_assert_ptr_null(scrl__suggest("", 0, items, 4));
    ck_assert_ptr_null(scrl__suggest("xx", 2, items, 4));
}
END_TEST

START_TEST(a_word_of_any_length_is_safe)
{
    char long_word[5000] = {'a'};
    ck_assert_ptr_null(scrl__suggest(long_word, sizeof(long_word), items, 4));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("query");
    TCase *suggest = tcase_create("suggest");
    tcase_add_test(suggest, one_slip_is_near);
    tcase_add_test(suggest, another_word_is_not_near);
    tcase_add_test(suggest, a_word_of_any_length_is_safe);
    suite_add_tcase(suite, suggest);
    return run_suite(suite);
}
