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

START_TEST(both_ends_of_a_period_are_read_in_many_words)
{
    static const char *const told[][3] = {
        {"p||Agencies were asked for chronologies of their contact from 1 April 2019 to that date.", "2019-04-01",
         "2021-05-03"},
        {"p||We asked each agency for its records from April 2019 until Robin died.", "2019-04", "2021-05-03"},
        {"p||The review covers the eighteen months before.", "2019-11-03", "2021-05-03"},
        {"p||The window for the review opens in April 2019 and closes with her death.", "2019-04", "2021-05-03"},
        {"p||Period reviewed: April 2019 to February 2021", "2019-04", "2021-02"},
        {"p||The chronology covers the time from January 2018, but the review concentrates on April 2019 to May 2020.",
         "2019-04", "2020-05"},
        {"p||The review period starts in April 2019. It ends with the death.", "2019-04", "2021-05-03"},
        {"p||The chronology shows that between January 2019 and March 2020 there were seven referrals.", NULL, NULL},
        {"p||The panel met between June 2021 and March 2022.", NULL, NULL},
        {"p||The time frame of the review was extended in June 2022.", NULL, NULL}};
    for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
        const char *const lines[] = {"p||Safeguarding Adults Review",
                                     "p||Robin",
                                     "h|1|Introduction",
                                     "p||Robin died on 3 May 2021.",
                                     told[i][0],
                                     "h|1|Methodology",
                                     "p||Text."};
        scrl_review *review = REVIEW(lines);
        const char *from = scrl_review_field(review, "period_from"), *to = scrl_review_field(review, "period_to");
        ck_assert_msg(told[i][1] == NULL ? from == NULL : from != NULL && strcmp(from, told[i][1]) == 0, "%s: %s",
                      told[i][0], from);
        ck_assert_msg(told[i][2] == NULL ? to == NULL : to != NULL && strcmp(to, told[i][2]) == 0, "%s: %s", told[i][0],
                      to);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(an_opening_day_is_the_incident_of_one_who_lived)
{
    const char *const lines[] = {"p||Serious Case Review", "p||Child Q",
                                 "h|1|Introduction",       "p||On 9 January 2010 the Board agreed to hold this review.",
                                 "h|1|Methodology",        "p||Text."};
    const char *const other[] = {"p||Serious Case Review", "p||Child Q",
                                 "h|1|Introduction",       "p||On 21 October 2009 a nurse saw a mother open the line.",
                                 "h|1|Methodology",        "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_ptr_null(scrl_review_field(review, "incident_date"));
    scrl_review_free(review);
    review = REVIEW(other);
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2009-10-21");
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        both_ends_of_a_period_are_read_in_many_words,       an_opening_day_is_the_incident_of_one_who_lived,
        the_two_years_before_the_death_are_the_period,      a_period_to_the_homicide_ends_with_the_incident,
        the_title_dates_the_death_where_the_text_does_not,  an_admission_with_injuries_is_the_incident_of_one_who_lived,
        years_that_end_in_a_month_begin_in_the_month_after, the_text_gives_the_day_of_a_month_on_the_cover,
        several_deaths_between_two_dates_have_no_one_date};
    return RUN("spans", tests);
}
