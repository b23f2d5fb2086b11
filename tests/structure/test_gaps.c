/* Times of the story of which nothing is dated. */
#include "report.h"

static scrl_gap gap_at(const scrl_review *review, size_t i)
{
    scrl_gap g = SCRL_GAP_INIT;
    ck_assert_int_eq(scrl_review_gap(review, i, &g), 0);
    return g;
}

START_TEST(a_time_between_events_is_a_gap)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||On 3 March 2019 he fell.",
                                 "p||On 4 March 2019 he was seen.", "p||On 20 June 2019 he moved."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_gap_count(review), 1);
    scrl_gap gap = gap_at(review, 0);
    ck_assert_str_eq(gap.from, "2019-03-05");
    ck_assert_str_eq(gap.to, "2019-06-19");
    ck_assert_uint_eq(gap.days, 107);
    scrl_event before = SCRL_EVENT_INIT, after = SCRL_EVENT_INIT;
    scrl_review_event(review, gap.before, &before);
    scrl_review_event(review, gap.after, &after);
    ck_assert_str_eq(before.printed, "4 March 2019");
    ck_assert_str_eq(after.printed, "20 June 2019");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_story_told_out_of_order_has_no_gap_where_it_is_told_later)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "p||On 3 March 2019 he fell.",
                                 "p||On 20 June 2019 he moved.",
                                 "p||In April 2019 a nurse had called.",
                                 "p||On 2 May 2019 she called again."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_gap_count(review), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_month_lasts_to_its_end)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||In March 2019 he fell.", "p||On 29 May 2019 he moved.",
                                 "p||On 29 July 2019 he left."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_gap_count(review), 1);
    ck_assert_str_eq(gap_at(review, 0).from, "2019-05-30");
    ck_assert_uint_eq(gap_at(review, 0).days, 60);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_year_neither_opens_nor_closes_a_gap)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||In 2012 he was ill.", "p||On 29 May 2019 he moved."};
    scrl_review *review = REVIEW(lines);
    scrl_gap gap = SCRL_GAP_INIT;
    ck_assert_uint_eq(scrl_review_gap_count(review), 0);
    ck_assert_int_eq(scrl_review_gap(review, 0, &gap), SCRL_EINVAL);
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_time_between_events_is_a_gap,
                                  a_story_told_out_of_order_has_no_gap_where_it_is_told_later, a_month_lasts_to_its_end,
                                  a_year_neither_opens_nor_closes_a_gap};
    return RUN("gaps", tests);
}
