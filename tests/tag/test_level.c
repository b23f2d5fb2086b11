/* This case, or a pattern beyond it. */
#include "sample.h"

START_TEST(a_family_and_its_workers_are_the_case)
{
    ck_assert_str_eq(sample_says(NULL, "analysis", "information_sharing",
                                 "The health visitor did not share her concerns about him."),
                     "problem case");
}
END_TEST

START_TEST(a_pattern_across_an_area_is_the_system)
{
    ck_assert_str_eq(sample_says(NULL, "analysis", "information_sharing",
                                 "Across the area, practitioners told us that concerns are rarely shared."),
                     "problem system");
}
END_TEST

START_TEST(a_finding_is_a_pattern_unless_it_speaks_of_the_case)
{
    const char *plain = "Supervision is poor.", *case_words = "His mother said that her supervision of him was poor.";
    ck_assert_str_eq(sample_says(NULL, "findings", "supervision", plain), "problem system");
    ck_assert_str_eq(sample_says(NULL, "analysis", "supervision", "Supervision was poor."), "problem case");
    ck_assert_str_eq(sample_says(NULL, "findings", "supervision", case_words), "problem case");
}
END_TEST

START_TEST(a_recommendation_is_about_the_system)
{
    scrl_tag tag;
    sample s = sample_tag(NULL, "recommendations", "The Trust should share information with schools.");
    ck_assert(sample_find(&s, "information_sharing", &tag));
    ck_assert_int_eq(tag.level, SCRL_LEVEL_SYSTEM);
    ck_assert_str_eq(tag.level_by, "mood: recommended");
    sample_free(&s);
}
END_TEST

START_TEST(a_fact_of_the_family_is_the_case)
{
    ck_assert_str_eq(sample_says(NULL, "findings", "domestic_abuse", "Domestic abuse is common across the area."),
                     "neutral case");
}
END_TEST

START_TEST(the_reason_names_the_words)
{
    scrl_tag tag;
    sample s = sample_tag(NULL, "analysis", "In this area supervision is rarely held.");
    ck_assert(sample_find(&s, "supervision", &tag));
    ck_assert_int_eq(tag.level, SCRL_LEVEL_SYSTEM);
    ck_assert_str_eq(tag.level_by, "words: In this area");
    sample_free(&s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tag");
    TCase *tc = tcase_create("level");
    tcase_add_test(tc, a_family_and_its_workers_are_the_case);
    tcase_add_test(tc, a_pattern_across_an_area_is_the_system);
    tcase_add_test(tc, a_finding_is_a_pattern_unless_it_speaks_of_the_case);
    tcase_add_test(tc, a_recommendation_is_about_the_system);
    tcase_add_test(tc, a_fact_of_the_family_is_the_case);
    tcase_add_test(tc, the_reason_names_the_words);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
