/* Incident, period and publication. */
#include "report.h"

START_TEST(the_two_years_before_the_death_are_the_period)
{
    const char *const lines[] = {
        "p||Norwick Safeguarding Adults Board",
        "p||Safeguarding Adults Review",
        "p||Robin",
        "h|1|Introduction",
        "p||Section 44 of the Care Act 2014 requires a board to arrange a review when an adult with "
        "needs for care and support has died.",
        "p||Robin died in hospital on 30 January 2022.",
        "h|1|Methodology",
        "p||The review covers the two years before Robin’s death."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2022-01-30");
    ck_assert_str_eq(scrl_review_field(review, "period_from"), "2020-01-30");
    ck_assert_str_eq(scrl_review_field(review, "period_to"), "2022-01-30");
    ck_assert_str_eq(scrl_review_field(review, "method"), "other");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_period_to_the_homicide_ends_with_the_incident)
{
    const char *const lines[] = {"p||Norwick Community Safety Partnership",
                                 "p||Domestic Homicide Review",
                                 "p||Overview report into the death of Robin",
                                 "p||February 2022",
                                 "h|1|Introduction",
                                 "p||Robin was killed by her former husband on 8 February 2022.",
                                 "h|1|Terms of reference",
                                 "p||The review considers the period from 1 January 2018 to the date of the homicide.",
                                 "h|1|Methodology",
                                 "p||Individual management reviews were read."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2022-02-08");
    ck_assert_str_eq(scrl_review_field(review, "period_from"), "2018-01-01");
    ck_assert_str_eq(scrl_review_field(review, "period_to"), "2022-02-08");
    ck_assert_ptr_null(scrl_review_field(review, "published"));
    ck_assert_str_eq(scrl_review_field(review, "outcome"), "death");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_title_dates_the_death_where_the_text_does_not)
{
    const char *const lines[] = {"p||Serious Case Review", "p||Child Q (died February 2022)",
                                 "h|1|Introduction",       "p||Her brother died on 3 March 2001.",
                                 "h|1|Methodology",        "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2022-02");
    scrl_review_free(review);
}
END_TEST

START_TEST(an_admission_with_injuries_is_the_incident_of_one_who_lived)
{
    const char *const lines[] = {
        "p||Serious Case Review", "p||Child Q",
        "h|1|Introduction",       "p||Child Q was admitted to Norwick Infirmary on 21 October 2009 with two fractures.",
        "h|1|Methodology",        "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2009-10-21");
    scrl_review_free(review);
}
END_TEST

START_TEST(years_that_end_in_a_month_begin_in_the_month_after)
{
    const char *const lines[] = {COVER, "h|1|Terms of reference",
                                 "p||We were asked to look at the two years ending in December 2021."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "period_from"), "2020-01");
    ck_assert_str_eq(scrl_review_field(review, "period_to"), "2021-12");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_text_gives_the_day_of_a_month_on_the_cover)
{
    const char *const lines[] = {"p||Safer Norwick Partnership",
                                 "p||Domestic Homicide Review",
                                 "p||Adult V",
                                 "p||Died October 2016",
                                 "h|1|Introduction",
                                 "p||Adult V was killed by her former partner on Sunday 23rd October 2016.",
                                 "p||This review examines the year before her death.",
                                 "h|1|Chronology",
                                 "p||The police were called."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2016-10-23");
    ck_assert_str_eq(scrl_review_field(review, "period_from"), "2015-10-23");
    ck_assert_str_eq(scrl_review_field(review, "period_to"), "2016-10-23");
    ck_assert_str_eq(scrl_review_field(review, "area"), "Norwick");
    scrl_review_free(review);
}
END_TEST

START_TEST(several_deaths_between_two_dates_have_no_one_date)
{
    const char *const lines[] = {"p||Norwick Safeguarding Adults Board",
                                 "p||Thematic Safeguarding Adults Review",
                                 "p||Three Men without Homes",
                                 "h|1|Introduction",
                                 "p||Between December 2018 and December 2019 Otto, Wren and Jory died in Norwick.",
                                 "h|1|Analysis",
                                 "p||The hospital knew them."};
    scrl_review *review = REVIEW(lines);
    ck_assert_ptr_null(scrl_review_field(review, "incident_date"));
    ck_assert_str_eq(scrl_review_field(review, "subject_count"), "3");
    ck_assert(has_field(review, "pseudonyms", "Otto"));
    ck_assert(has_field(review, "pseudonyms", "Jory"));
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_two_years_before_the_death_are_the_period,      a_period_to_the_homicide_ends_with_the_incident,
        the_title_dates_the_death_where_the_text_does_not,  an_admission_with_injuries_is_the_incident_of_one_who_lived,
        years_that_end_in_a_month_begin_in_the_month_after, the_text_gives_the_day_of_a_month_on_the_cover,
        several_deaths_between_two_dates_have_no_one_date};
    return RUN("spans", tests);
}
