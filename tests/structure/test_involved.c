/* Agencies with a part in the case. */
#include "report.h"

START_TEST(those_who_gave_reports_count_and_those_without_contact_do_not)
{
    const char *const lines[] = {
        COVER,
        "p||Reports were received from the police, the housing association and the GP practice.",
        "p||The fire service confirmed that it had had no contact.",
        "p||The following had no relevant contact:",
        "l||The probation service",
        "l||The school"};
    scrl_review *review = REVIEW(lines);
    ck_assert(has_field(review, "agencies", "agency_police"));
    ck_assert(has_field(review, "agencies", "agency_housing"));
    ck_assert(has_field(review, "agencies", "agency_general_practice"));
    ck_assert(!has_field(review, "agencies", "agency_fire_and_rescue"));
    ck_assert(!has_field(review, "agencies", "agency_justice"));
    ck_assert(!has_field(review, "agencies", "agency_education"));
    scrl_review_free(review);
}
END_TEST

START_TEST(one_that_is_only_named_is_none)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "p||On 2 May 2020 the family court made an order.",
                                 "p||She was told on 3 May 2020 that she could ‘ring the alcohol service herself’.",
                                 "h|1|Analysis",
                                 "p||The father had once worked at a prison.",
                                 "h|1|Recommendations",
                                 "p|1|The fire service should train its staff.",
                                 "p|2|The fire service should publish its plan."};
    scrl_review *review = REVIEW(lines);
    ck_assert(!has_field(review, "agencies", "agency_court_and_cafcass"));
    ck_assert(!has_field(review, "agencies", "agency_substance_service"));
    ck_assert(!has_field(review, "agencies", "agency_justice"));
    ck_assert(!has_field(review, "agencies", "agency_fire_and_rescue"));
    scrl_review_free(review);
}
END_TEST

START_TEST(what_is_dated_or_judged_is_a_part_in_the_case)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||The GP referred him to the alcohol service in October 2020.",
                                 "p||It was good practice that the landlord rang every week."};
    scrl_review *review = REVIEW(lines);
    ck_assert(has_field(review, "agencies", "agency_general_practice"));
    ck_assert(has_field(review, "agencies", "agency_substance_service"));
    ck_assert(has_field(review, "agencies", "agency_housing"));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_school_nurse_is_no_school)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||On 2 May 2020 the school nurse weighed him."};
    scrl_review *review = REVIEW(lines);
    ck_assert(has_field(review, "agencies", "agency_community_child_health"));
    ck_assert(!has_field(review, "agencies", "agency_education"));
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {those_who_gave_reports_count_and_those_without_contact_do_not,
                                  one_that_is_only_named_is_none, what_is_dated_or_judged_is_a_part_in_the_case,
                                  a_school_nurse_is_no_school};
    return RUN("involved", tests);
}
