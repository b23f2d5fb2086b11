/* Words that match a rule and yet do not speak of the theme. */
#include "sample.h"

static const char *in_analysis(const char *theme, const char *text)
{
    return sample_says(NULL, "analysis", theme, text);
}

START_TEST(a_fault_that_is_ruled_out_is_not_a_fault)
{
    ck_assert_str_eq(in_analysis("over_optimism", "There was no evidence of undue optimism in the team."), "none");
    ck_assert_str_eq(in_analysis("over_optimism", "The rule of optimism shaped the visits."), "problem case");
}
END_TEST

START_TEST(a_fact_that_is_ruled_out_is_not_a_fact)
{
    ck_assert_str_eq(in_analysis("domestic_abuse", "There was no record of domestic abuse before March."), "none");
    ck_assert_str_eq(in_analysis("domestic_abuse", "There was domestic abuse before March."), "neutral case");
}
END_TEST

START_TEST(a_fault_that_was_looked_for_and_not_found_is_not_a_fault)
{
    ck_assert_str_eq(in_analysis("over_optimism", "The panel looked for undue optimism and did not find it."), "none");
}
END_TEST

START_TEST(a_fact_that_a_recommendation_names_is_not_stated_of_the_case)
{
    const char *advice = "Training on domestic abuse should be open to all staff.";
    ck_assert_str_eq(in_analysis("domestic_abuse", advice), "none");
    ck_assert_str_eq(sample_says(NULL, "recommendations", "domestic_abuse", "Training on domestic abuse for all."),
                     "none");
    ck_assert_str_eq(in_analysis("domestic_abuse", "She should have been asked about the domestic abuse."),
                     "neutral case");
}
END_TEST

START_TEST(absence_of_practice_is_a_criticism_and_stays)
{
    ck_assert_str_eq(in_analysis("supervision", "There was no evidence of supervision for her worker."),
                     "problem case");
}
END_TEST

START_TEST(a_topic_that_is_only_announced_does_not_count)
{
    ck_assert_str_eq(in_analysis("information_sharing",
                                 "The review was asked to consider how information was shared between agencies."),
                     "none");
    ck_assert_str_eq(in_analysis("information_sharing", "Was information shared in time?"), "none");
}
END_TEST

START_TEST(guidance_that_is_quoted_counts_once_it_is_applied)
{
    ck_assert_str_eq(in_analysis("information_sharing", "Statutory guidance says that agencies share information."),
                     "none");
    ck_assert_str_ne(in_analysis("information_sharing",
                                 "Statutory guidance says that agencies share information; here they did not."),
                     "none");
}
END_TEST

START_TEST(sections_that_only_list_or_ask_are_left_out)
{
    const char *text = "Nobody shared information about him.";
    const char *const roles[] = {"contents", "glossary", "references", "terms_of_reference"};
    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
        ck_assert_str_eq(sample_says(NULL, roles[i], "information_sharing", text), "none");
    ck_assert_str_ne(sample_says(NULL, "findings", "information_sharing", text), "none");
}
END_TEST

START_TEST(the_method_section_speaks_of_the_review_alone)
{
    const char *text = "The family met the author, and no information was shared.";
    ck_assert_str_eq(sample_says(NULL, "methodology", "information_sharing", text), "none");
    ck_assert_str_ne(sample_says(NULL, "methodology", "review_family_voice", text), "none");
}
END_TEST

START_TEST(a_short_heading_is_a_topic_and_a_long_one_a_claim)
{
    sample s = sample_block(NULL, "analysis", SCRL_BLOCK_HEADING, "Sharing of information");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 0);
    sample_free(&s);
    s = sample_block(NULL, "analysis", SCRL_BLOCK_HEADING, "The three teams did not share what information they had");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 1);
    sample_free(&s);
}
END_TEST

START_TEST(what_is_only_supposed_counts_for_less)
{
    scrl_tag told, supposed;
    sample a = sample_tag(NULL, "analysis", "There was domestic abuse in the home.");
    sample b = sample_tag(NULL, "analysis", "Whenever there is domestic abuse in the home, children are hurt.");
    ck_assert(sample_find(&a, "domestic_abuse", &told));
    ck_assert(sample_find(&b, "domestic_abuse", &supposed));
    ck_assert_uint_lt(supposed.confidence, told.confidence);
    sample_free(&a);
    sample_free(&b);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tag");
    TCase *tc = tcase_create("context");
    tcase_add_test(tc, a_fault_that_is_ruled_out_is_not_a_fault);
    tcase_add_test(tc, a_fact_that_is_ruled_out_is_not_a_fact);
    tcase_add_test(tc, a_fault_that_was_looked_for_and_not_found_is_not_a_fault);
    tcase_add_test(tc, a_fact_that_a_recommendation_names_is_not_stated_of_the_case);
    tcase_add_test(tc, absence_of_practice_is_a_criticism_and_stays);
    tcase_add_test(tc, a_topic_that_is_only_announced_does_not_count);
    tcase_add_test(tc, guidance_that_is_quoted_counts_once_it_is_applied);
    tcase_add_test(tc, sections_that_only_list_or_ask_are_left_out);
    tcase_add_test(tc, the_method_section_speaks_of_the_review_alone);
    tcase_add_test(tc, a_short_heading_is_a_topic_and_a_long_one_a_claim);
    tcase_add_test(tc, what_is_only_supposed_counts_for_less);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
