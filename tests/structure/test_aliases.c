/* Local names of agencies. */
#include "report.h"

START_TEST(a_table_of_reports_explains_a_local_name)
{
    const char *const lines[] = {COVER,
                                 "h|1|Review process",
                                 "r||Agency~Report",
                                 "r||Harbour House (drug and alcohol service)~Report",
                                 "h|1|Recommendations",
                                 "p|1|Harbour House should amend its form."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 1);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_substance_service");
    ck_assert(has_field(review, "agencies", "agency_substance_service"));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_name_with_two_meanings_means_nothing)
{
    const char *const lines[] = {COVER,
                                 "h|1|Review process",
                                 "r||Agency~Report",
                                 "r||Harbour House (drug and alcohol service)~Report",
                                 "r||Harbour House (housing association)~Report",
                                 "h|1|Recommendations",
                                 "p|1|Harbour House should amend its form."};
    scrl_review *review = REVIEW(lines);
    ck_assert_ptr_null(scrl_review_statement_agency(review, 0, 0));
    scrl_review_free(review);
}
END_TEST

START_TEST(part_of_a_longer_word_is_no_name)
{
    const char *const lines[] = {COVER, "h|1|Glossary", "r||HV~Health visitor", "h|1|Recommendations",
                                 "p|1|The HVAC company should amend its form."};
    scrl_review *review = REVIEW(lines);
    ck_assert_ptr_null(scrl_review_statement_agency(review, 0, 0));
    scrl_review_free(review);
}
END_TEST

START_TEST(running_text_explains_a_name_in_brackets)
{
    const char *const lines[] = {
        COVER,
        "h|1|Chronology",
        "p||The drug and alcohol service (Lanternhouse) and the housing officer (Ms K) met in May 2020.",
        "h|1|Analysis",
        "p||It was good practice that Ms K rang each morning.",
        "h|1|Recommendations",
        "p|1|Lanternhouse should amend its form."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(statement_at(review, 0).kind, "good_practice");
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_housing");
    ck_assert_str_eq(statement_at(review, 1).kind, "recommendation");
    ck_assert_str_eq(scrl_review_statement_agency(review, 1, 0), "agency_substance_service");
    scrl_review_free(review);
}
END_TEST

START_TEST(running_text_explains_a_name_behind_a_comma)
{
    const char *const lines[] = {
        COVER, "h|1|Chronology",
        "p||In May 2020 a plan was made with Weirlight, a local charity, and the Office, the Board.",
        "h|1|Recommendations", "p|1|Weirlight should amend its form."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_voluntary_and_provider");
    ck_assert(has_field(review, "agency_names", "agency_voluntary_and_provider"));
    ck_assert(!has_field(review, "agency_names", "agency_partnership"));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_table_of_people_explains_the_codes_of_workers)
{
    const char *const lines[] = {COVER,
                                 "h|1|Who is who",
                                 "r||Name~Description",
                                 "r||Ann~The child, who goes to the school",
                                 "r||W1 and W2~Health visitors in the north team",
                                 "h|1|Recommendations",
                                 "p|1|W2 should be thanked."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_community_child_health");
    ck_assert(!has_field(review, "agency_names", "agency_education"));
    scrl_review_free(review);
}
END_TEST

START_TEST(the_first_word_of_a_name_stands_for_it_unless_it_is_a_place)
{
    const char *const lines[] = {COVER,
                                 "h|1|Review process",
                                 "r||Agency~Report",
                                 "r||Lantern Recovery (drug and alcohol service)~Report",
                                 "r||Weirton Homes (housing association)~Report",
                                 "h|1|Chronology",
                                 "p||He lived in Weirton. A worker from Lantern rang in May 2020.",
                                 "h|1|Recommendations",
                                 "p|1|Lantern should amend its form.",
                                 "p|2|Weirton should amend its form."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_substance_service");
    ck_assert_ptr_null(scrl_review_statement_agency(review, 1, 0));
    scrl_review_free(review);
}
END_TEST

START_TEST(the_trust_is_the_one_kind_of_trust_that_the_text_names)
{
    const char *const one[] = {COVER, "h|1|Chronology",
                               "p||He was a patient of Hilltop Mental Health NHS Trust from May 2020.",
                               "h|1|Recommendations", "p|1|The Trust should amend its form."};
    scrl_review *review = REVIEW(one);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_adult_mental_health");
    scrl_review_free(review);
    const char *const two[] = {COVER,
                               "h|1|Chronology",
                               "p||He was a patient of Hilltop Mental Health NHS Trust from May 2020.",
                               "p||He was seen at Vale NHS Foundation Trust in June 2020.",
                               "h|1|Recommendations",
                               "p|1|The Trust should amend its form."};
    review = REVIEW(two);
    ck_assert_ptr_null(scrl_review_statement_agency(review, 0, 0));
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_table_of_reports_explains_a_local_name,
                                  a_name_with_two_meanings_means_nothing,
                                  part_of_a_longer_word_is_no_name,
                                  running_text_explains_a_name_in_brackets,
                                  running_text_explains_a_name_behind_a_comma,
                                  a_table_of_people_explains_the_codes_of_workers,
                                  the_first_word_of_a_name_stands_for_it_unless_it_is_a_place,
                                  the_trust_is_the_one_kind_of_trust_that_the_text_names};
    return RUN("aliases", tests);
}
