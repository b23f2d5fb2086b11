/* Statements in tables and in boxes that are drawn as tables. '~' stands between cells. */
#include "report.h"

START_TEST(a_short_row_is_a_recommendation_with_owner_and_date)
{
    const char *const lines[] = {COVER, "h|1|Recommendations", "r||No.~Recommendation~Lead agency~By when",
                                 "r||1~Amend the missing protocol.~Norwick Police~March 2022",
                                 "r||2~The Partnership should agree a tool for neglect.~Manager~May 2022"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 2);
    ck_assert_str_eq(statement_text(review, 0), "Amend the missing protocol.");
    ck_assert_str_eq(statement_at(review, 0).label, "1");
    ck_assert_str_eq(statement_at(review, 0).owner, "Norwick Police");
    ck_assert_str_eq(statement_at(review, 0).deadline, "March 2022");
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_police");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_plan_that_repeats_a_recommendation_gives_it_owner_date_and_place)
{
    const char *const lines[] = {
        COVER,
        "h|1|Recommendations",
        "p||Recommendation 1: That the Partnership run a campaign aimed at employers.",
        "h|1|Action plan",
        "r||Recommendation~Action~Lead~Target date",
        "r||1. That the Partnership run a campaign aimed at employers.~Design it~Safety team~June 2022"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 1);
    ck_assert_uint_eq(statement_at(review, 0).place_count, 2);
    ck_assert_str_eq(statement_at(review, 0).owner, "Safety team");
    ck_assert_str_eq(statement_at(review, 0).deadline, "June 2022");
    scrl_review_free(review);
}
END_TEST

START_TEST(who_acts_stands_in_its_own_column)
{
    const char *const lines[] = {COVER,
                                 "h|1|Action plan",
                                 "r||Ref~Action~By whom~By when",
                                 "r||1~Agree a route for young people who have seizures and needs of learning.~Norwick "
                                 "Police and the Health Board~March 2022",
                                 "r||2~Review panels should publish what they changed.~Scrutiny officer~May 2022",
                                 "r||3~The Partnership should agree a tool for neglect.~Manager~May 2022"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 3);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "Norwick Police");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "the Health Board");
    ck_assert_ptr_null(scrl_review_statement_addressee(review, 0, 2));
    ck_assert_str_eq(scrl_review_statement_addressee(review, 1, 0), "Scrutiny officer");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 2, 0), "The Partnership");
    ck_assert_ptr_null(scrl_review_statement_addressee(review, 2, 1));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_table_without_heads_counts_where_recommendations_are_listed)
{
    const char *const lines[] = {COVER, "h|1|Recommendations", "r||1~Norwick Council should audit its visits.~Director",
                                 "r||2~The Partnership should publish its plan.~Chair"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 2);
    ck_assert_str_eq(statement_text(review, 1), "The Partnership should publish its plan.");
    scrl_review_free(review);
}
END_TEST

START_TEST(titles_in_a_table_of_findings_are_none)
{
    const char *const lines[] = {COVER, "h|1|Findings", "r||Finding~Type", "r||Parents as experts~Tools",
                                 "r||Two kinds of work~Tools"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_table_of_one_cell_is_a_box)
{
    const char *const lines[] = {COVER, "h|1|Analysis", "p||The ward was told late.",
                                 "r||Recommendation B: The three trusts should put a nurse on call at weekends."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 1);
    ck_assert_str_eq(statement_at(review, 0).label, "Recommendation B");
    scrl_review_free(review);
}
END_TEST

START_TEST(who_leads_is_told_from_what_the_row_is_about)
{
    const char *const lines[] = {
        COVER, "h|1|Recommendations", "r||No.~Recommendation~Lead~By",
        "r||R1~That the pathway be used by all who enter homes, the police among them.~Norwick "
        "Safeguarding Partnership with Elmsea Safeguarding Partnership~May 2023"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 1);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "Norwick Safeguarding Partnership");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "Elmsea Safeguarding Partnership");
    ck_assert_uint_eq(statement_at(review, 0).agency_count, 1);
    ck_assert_str_eq(scrl_review_statement_agency(review, 0, 0), "agency_partnership");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_row_may_begin_with_a_label)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "p||The bus was late.",
                                 "r||Recommendation 1~The Board should publish a form for all wards.",
                                 "p||The bus was early.",
                                 "r||Learning point 2~A carer who is tired will not always say so."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 2);
    ck_assert_str_eq(statement_at(review, 0).label, "Recommendation 1");
    ck_assert_str_eq(statement_text(review, 0), "The Board should publish a form for all wards.");
    ck_assert_str_eq(statement_at(review, 1).kind, "lesson");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_box_below_the_word_learning_is_a_learning_point)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "p||The bus was late.",
                                 "b||Learning",
                                 "b||Ask who is at home, and ask again.",
                                 "p||The bus was early."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 1);
    ck_assert_str_eq(statement_at(review, 0).kind, "lesson");
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_row_may_begin_with_a_label,
                                  a_box_below_the_word_learning_is_a_learning_point,
                                  who_leads_is_told_from_what_the_row_is_about,
                                  a_short_row_is_a_recommendation_with_owner_and_date,
                                  a_plan_that_repeats_a_recommendation_gives_it_owner_date_and_place,
                                  a_table_without_heads_counts_where_recommendations_are_listed,
                                  who_acts_stands_in_its_own_column,
                                  titles_in_a_table_of_findings_are_none,
                                  a_table_of_one_cell_is_a_box};
    return RUN("rows", tests);
}
