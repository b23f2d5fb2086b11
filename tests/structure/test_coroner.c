/* The official form of a coroner's report. */
#include "report.h"

#define BOXES                                                                                                          \
    "h|1|CORONER", "p||I am Ada Fenwright, Assistant Coroner for the coroner area of East Norwick.",                   \
        "h|1|INVESTIGATION and INQUEST", "p||On 6 May 2030 I commenced an investigation into a death.",                \
        "h|1|CIRCUMSTANCES OF THE DEATH", "p||He died at home on 1 May 2030.", "h|1|CORONER'S CONCERNS",               \
        "l|(1)|The form was lost.", "h|1|YOUR RESPONSE", "p||You must respond by 2 August 2031."

START_TEST(boxes_give_coroner_area_recipients_and_date)
{
    const char *const lines[] = {"h|0|REGULATION 28 REPORT TO PREVENT FUTURE DEATHS",
                                 "p||THIS REPORT IS BEING SENT TO:",
                                 "l|1|Chief Executive, Norwick Trust",
                                 "l|2|Chief Constable, Norwick Police",
                                 BOXES,
                                 "p||9 7 June 2031",
                                 "p||Ada Fenwright"};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "review_type"), "pfd");
    ck_assert_str_eq(scrl_review_field(review, "area"), "East Norwick");
    ck_assert(has_field(review, "recipients", "Chief Executive, Norwick Trust"));
    ck_assert(has_field(review, "recipients", "Chief Constable, Norwick Police"));
    ck_assert(has_field(review, "reviewers", "Ada Fenwright"));
    ck_assert_str_eq(scrl_review_field(review, "published"), "2031-06-07");
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2030-05-01");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_dated_line_at_the_end_is_the_date)
{
    const char *const lines[] = {"h|0|REGULATION 28 REPORT TO PREVENT FUTURE DEATHS", BOXES,
                                 "p||Dated this 7th June 2031"};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "published"), "2031-06-07");
    ck_assert_ptr_null(scrl_review_field(review, "recipients"));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_date_inside_a_sentence_is_not_that_of_the_report)
{
    const char *const lines[] = {"h|0|REGULATION 28 REPORT TO PREVENT FUTURE DEATHS", BOXES};
    scrl_review *review = REVIEW(lines);
    ck_assert_ptr_null(scrl_review_field(review, "published"));
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {boxes_give_coroner_area_recipients_and_date, a_dated_line_at_the_end_is_the_date,
                                  a_date_inside_a_sentence_is_not_that_of_the_report};
    return RUN("coroner", tests);
}
