/* Who is to act. */
#include "report.h"

static void recommend(const char *words, scrl_review **out)
{
    char line[512];
    snprintf(line, sizeof(line), "p|1|%s", words);
    const char *const lines[] = {COVER, "h|1|Recommendations", line};
    *out = REVIEW(lines);
    ck_assert_uint_eq(count_kind(*out, "recommendation"), 1);
}

START_TEST(the_subject_of_should_is_to_act)
{
    scrl_review *review;
    recommend("Norwick Council should rewrite its script.", &review);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "Norwick Council");
    ck_assert_ptr_null(scrl_review_statement_addressee(review, 0, 1));
    scrl_review_free(review);
}
END_TEST

START_TEST(several_names_are_kept_apart)
{
    scrl_review *review;
    recommend("Norwick Council, Norwick Police and the integrated care board should agree a route.", &review);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "Norwick Council");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "Norwick Police");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 2), "the integrated care board");
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_police");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_thing_that_should_change_is_nobody)
{
    scrl_review *review;
    recommend("Assessments must record what each child has said.", &review);
    ck_assert_ptr_null(scrl_review_statement_addressee(review, 0, 0));
    scrl_review_free(review);
}
END_TEST

START_TEST(what_begins_with_the_verb_names_nobody)
{
    scrl_review *review;
    recommend("Publish a short guide for schools whose pupils need an interpreter.", &review);
    ck_assert_ptr_null(scrl_review_statement_addressee(review, 0, 0));
    scrl_review_free(review);
}
END_TEST

START_TEST(social_work_belongs_to_the_adult_service_in_a_review_of_an_adult)
{
    const char *const lines[] = {"p||Norwick Safeguarding Adults Board",
                                 "p||Safeguarding Adults Review",
                                 "p||Robin",
                                 "h|1|Introduction",
                                 "p||Text.",
                                 "h|1|Methodology",
                                 "p||Text.",
                                 "h|1|Recommendations",
                                 "p|1|Social workers should visit."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_adult_social_care");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_finding_belongs_to_the_agency_of_its_heading_or_paragraph)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "h|2|Norwick Police",
                                 "p||There was no system by which the school would be told.",
                                 "h|2|Other matters",
                                 "p||The GP asked. There was no means of sharing the answer."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 2);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_police");
    ck_assert_ptr_null(scrl_review_statement_agency(review, 0, 1));
    ck_assert_str_eq(scrl_review_statement_agency(review, 1, 0), "agency_general_practice");
    scrl_review_free(review);
}
END_TEST

START_TEST(own_words_choose_among_the_agencies_of_a_heading)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "h|2|The hospital and the police",
                                 "p||It was good practice that the landlord rang back.",
                                 "h|1|Recommendations",
                                 "p|1|Norwick Police should agree a form with schools."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).agency_count, 1);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_housing");
    ck_assert_uint_eq(statement_at(review, 1).agency_count, 2);
    ck_assert_str_eq(scrl_review_statement_agency(review, 1, 0), "agency_police");
    ck_assert_str_eq(scrl_review_statement_agency(review, 1, 1), "agency_education");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_later_clause_may_ask_somebody_else)
{
    scrl_review *review;
    recommend("Schools should send files within a week, and the local authority should audit this.", &review);
    ck_assert_uint_eq(statement_at(review, 0).addressee_count, 2);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "the local authority");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_later_clause_may_be_about_a_thing)
{
    scrl_review *review;
    recommend("All schools should keep a list, and lateness put down to a clinic visit should be counted.", &review);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "All schools");
    ck_assert_ptr_null(scrl_review_statement_addressee(review, 0, 1));
    scrl_review_free(review);
}
END_TEST

START_TEST(those_who_act_with_somebody_are_named)
{
    scrl_review *review;
    recommend("The Partnership should, with the integrated care board, tell every school of it.", &review);
    ck_assert_uint_eq(statement_at(review, 0).addressee_count, 2);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "the integrated care board");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_name_is_not_parted_at_its_own_and)
{
    scrl_review *review;
    recommend("Norwick Fire and Rescue Service and the Health and Social Care Partnership should meet.", &review);
    ck_assert_uint_eq(statement_at(review, 0).addressee_count, 2);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "Norwick Fire and Rescue Service");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "the Health and Social Care Partnership");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_name_may_stand_before_a_colon)
{
    scrl_review *review;
    recommend("To the clinical commissioning group: audit referrals of bruises in babies", &review);
    ck_assert_uint_eq(statement_at(review, 0).addressee_count, 1);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "the clinical commissioning group");
    scrl_review_free(review);
}
END_TEST

START_TEST(another_name_in_the_text_joins_that_of_the_heading)
{
    const char *const lines[] = {COVER,
                                 "h|1|Recommendations",
                                 "h|2|NHS Norwick",
                                 "p|1|Practices should flag such records.",
                                 "h|2|Norwick Constabulary",
                                 "p|2|The Constabulary should see children alone."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).addressee_count, 2);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "Practices");
    ck_assert_uint_eq(statement_at(review, 1).addressee_count, 1);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 1, 0), "Norwick Constabulary");
    scrl_review_free(review);
}
END_TEST

START_TEST(work_tells_whose_statement_it_is_where_nobody_is_named)
{
    const char *const lines[] = {COVER, "h|1|Analysis", "p||No strategy discussion took place."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_childrens_social_care");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_name_stands_behind_that_and_not_behind_to)
{
    const char *const lines[] = {COVER, "h|1|Recommendations",
                                 "p|1|To require social workers to name every adult whom they meet.",
                                 "p|2|I recommend that the Board redesign its form with those who are to use it.",
                                 "p|3|The mental health trust and children’s social care should hold one meeting."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).addressee_count, 0);
    ck_assert_uint_eq(statement_at(review, 1).addressee_count, 1);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 1, 0), "the Board");
    ck_assert_uint_eq(statement_at(review, 2).addressee_count, 2);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 2, 1), "children’s social care");
    scrl_review_free(review);
}
END_TEST

START_TEST(good_practice_is_that_of_the_one_who_is_named)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||The police had no concerns. It was good practice that the midwife rang back."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).agency_count, 1);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_community_child_health");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_label_may_name_who_is_asked)
{
    const char *const lines[] = {COVER,
                                 "h|1|Recommendations",
                                 "p||Recommendation 1 (Norwick Council, Norwick Police): Agree a route for late calls.",
                                 "p||Recommendation 2 (Home Office)",
                                 "p||Consider whether schools should be told.",
                                 "p||Recommendation 3 - for: Norwick Council",
                                 "p||Publish the protocol."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 3);
    ck_assert_str_eq(statement_text(review, 0), "Agree a route for late calls.");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "Norwick Council");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "Norwick Police");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 1, 0), "Home Office");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 2, 0), "Norwick Council");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_need_is_somebodys_and_complex_needs_ask_for_nothing)
{
    scrl_review *review;
    recommend("There is a need for Norwick Police to revisit its missing persons procedure.", &review);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "Norwick Police");
    scrl_review_free(review);
    recommend("It is recommended that the Council agree a route for children with complex needs.", &review);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "the Council");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_question_may_ask_several)
{
    const char *const lines[] = {COVER, "h|1|Considerations for the Board",
                                 "l||How can the Board and the health trusts agree on a form?",
                                 "l||Will Norwick Police change the call script?"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).addressee_count, 2);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "the Board");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "the health trusts");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 1, 0), "Norwick Police");
    scrl_review_free(review);
}
END_TEST

START_TEST(what_a_body_is_to_do_for_others_is_its_own_work)
{
    const char *const lines[] = {COVER, "h|1|Recommendations",
                                 "p|1|Norwick Police should tell the Board each year what schools have asked.",
                                 "p|2|The Board should invite landlords to its training."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).agency_count, 1);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_police");
    ck_assert_uint_eq(statement_at(review, 1).agency_count, 2);
    ck_assert_str_eq(scrl_review_statement_agency(review, 1, 1), "agency_housing");
    scrl_review_free(review);
}
END_TEST

START_TEST(credit_is_that_of_the_agency_named_first)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||It was good practice that the health visitor rang the school and the police.",
                                 "p||It was good practice that the police and the school met that day."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).agency_count, 1);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_community_child_health");
    ck_assert_uint_eq(statement_at(review, 1).agency_count, 2);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_heading_that_only_mentions_an_agency_is_not_about_it)
{
    const char *const lines[] = {
        COVER, "h|1|Analysis", "h|2|The second spring: what the school and a lodger each saw of the house",
        "p||It was good practice that the landlord rang back.", "p||It was good practice that someone rang back."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_housing");
    ck_assert_str_eq(scrl_review_statement_agency(review, 1, 0), "agency_housing");
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_heading_that_only_mentions_an_agency_is_not_about_it,
                                  credit_is_that_of_the_agency_named_first,
                                  what_a_body_is_to_do_for_others_is_its_own_work,
                                  a_question_may_ask_several,
                                  a_label_may_name_who_is_asked,
                                  a_need_is_somebodys_and_complex_needs_ask_for_nothing,
                                  own_words_choose_among_the_agencies_of_a_heading,
                                  a_later_clause_may_ask_somebody_else,
                                  a_later_clause_may_be_about_a_thing,
                                  those_who_act_with_somebody_are_named,
                                  a_name_is_not_parted_at_its_own_and,
                                  a_name_may_stand_before_a_colon,
                                  another_name_in_the_text_joins_that_of_the_heading,
                                  work_tells_whose_statement_it_is_where_nobody_is_named,
                                  the_subject_of_should_is_to_act,
                                  several_names_are_kept_apart,
                                  a_thing_that_should_change_is_nobody,
                                  what_begins_with_the_verb_names_nobody,
                                  social_work_belongs_to_the_adult_service_in_a_review_of_an_adult,
                                  a_finding_belongs_to_the_agency_of_its_heading_or_paragraph,
                                  a_name_stands_behind_that_and_not_behind_to,
                                  good_practice_is_that_of_the_one_who_is_named};
    return RUN("addressees", tests);
}
