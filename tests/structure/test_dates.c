/* Dates as printed. */
#include "report.h"

#include "base/date.h"
#include "structure/dates.h"

/* The first date of a text as "from/to precision", or "none". */
static const char *first_of(const char *text, unsigned flags, const char *after)
{
    static char out[64];
    char from[11], to[11];
    scrl__date_anchor anchor = {false, 0};
    scrl__found_date date;
    uint32_t pos = 0;
    if (after != NULL) {
        int y, m, d;
        ck_assert_int_eq(sscanf(after, "%d-%d-%d", &y, &m, &d), 3);
        anchor = (scrl__date_anchor){true, scrl__date_days(y, m, d)};
    }
    if (!scrl__date_next(phrases, text, &pos, (uint32_t)strlen(text), flags, &anchor, &date))
        return "none";
    scrl__date_iso(date.from, from);
    scrl__date_iso(date.to, to);
    snprintf(out, sizeof(out), "%s/%s %s", from, to, scrl__precision_name(date.precision));
    return out;
}

START_TEST(days_are_read_in_every_printed_form)
{
    static const char *const forms[] = {"on 23/3/10 she rang", "on 23.03.10 she rang", "on 23-03-2010 she rang",
                                        "on 23 March 2010",    "on 23rd March, 2010",  "on the 23rd of March 2010",
                                        "March 23rd 2010",     "March 23 rd 2010",     "dated 2010-03-23",
                                        "on 23-Mar-2010 he"};
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        ck_assert_str_eq(first_of(forms[i], 0, NULL), "2010-03-23/2010-03-23 day");
    ck_assert_str_eq(first_of("on 12, 15 and 19 March 2017", 0, NULL), "2017-03-12/2017-03-12 day");
    ck_assert_str_eq(first_of("on New Year's Eve 2020 she", 0, NULL), "2020-12-31/2020-12-31 day");
    ck_assert_str_eq(first_of("on Christmas Day", SCRL__DATES_PARTIAL, "2019-11-02"), "2019-12-25/2019-12-25 day");
    ck_assert_str_eq(first_of("see paragraphs 12, 15 and 19 below", 0, NULL), "none");
}
END_TEST

START_TEST(less_exact_dates_keep_their_precision)
{
    ck_assert_str_eq(first_of("In March 2020 a visit", 0, NULL), "2020-03-01/2020-03-31 month");
    ck_assert_str_eq(first_of("Oct 08", 0, NULL), "2008-10-01/2008-10-31 month");
    ck_assert_str_eq(first_of("in the spring of 2014", 0, NULL), "2014-03-01/2014-05-31 season");
    ck_assert_str_eq(first_of("winter 2014", 0, NULL), "2014-12-01/2015-02-28 season");
    ck_assert_str_eq(first_of("in the winter of early 2014", 0, NULL), "2014-01-01/2014-02-28 season");
    ck_assert_str_eq(first_of("in the early months of 2021", 0, NULL), "2021-01-01/2021-03-31 season");
    ck_assert_str_eq(first_of("a conviction in 2004 for", 0, NULL), "2004-01-01/2004-12-31 year");
    ck_assert_str_eq(first_of("The second quarter of 2015 saw", 0, NULL), "2015-04-01/2015-06-30 quarter");
    ck_assert_str_eq(first_of("Early May 2018 saw", 0, NULL), "2018-05-01/2018-05-10 range");
    ck_assert_str_eq(first_of("in late February 2020 he", 0, NULL), "2020-02-21/2020-02-29 range");
    ck_assert_str_eq(first_of("the second referral of 2015", 0, NULL), "none");
    ck_assert_str_eq(first_of("in the third week of January 2022", 0, NULL), "2022-01-15/2022-01-21 range");
}
END_TEST

START_TEST(ranges_have_both_ends)
{
    ck_assert_str_eq(first_of("15/10/09 \xE2\x80\x93 26/11/09", 0, NULL), "2009-10-15/2009-11-26 range");
    ck_assert_str_eq(first_of("from June to December 2020", 0, NULL), "2020-06-01/2020-12-31 range");
    ck_assert_str_eq(first_of("between 3 November 2019 and 4 May 2020", 0, NULL), "2019-11-03/2020-05-04 range");
    ck_assert_str_eq(first_of("in January and February 2016", 0, NULL), "2016-01-01/2016-02-29 range");
    ck_assert_str_eq(first_of("the night of 4/5 March 2022", 0, NULL), "2022-03-04/2022-03-05 range");
    ck_assert_str_eq(first_of("in March/April 2022", 0, NULL), "2022-03-01/2022-04-30 range");
    ck_assert_str_eq(first_of("a score of 4/5 in March 2022", 0, NULL), "2022-03-01/2022-03-31 month");
}
END_TEST

START_TEST(a_date_without_year_borrows_only_from_a_date_before_it)
{
    ck_assert_str_eq(first_of("on 2 January by video", SCRL__DATES_PARTIAL, NULL), "none");
    ck_assert_str_eq(first_of("on 2 January by video", SCRL__DATES_PARTIAL, "2020-12-19"), "2021-01-02/2021-01-02 day");
    ck_assert_str_eq(first_of("In October she rang", SCRL__DATES_PARTIAL, "2020-06-01"), "2020-10-01/2020-10-31 month");
    ck_assert_str_eq(first_of("discharged on the 22nd.", SCRL__DATES_PARTIAL, "2021-07-10"),
                     "2021-07-22/2021-07-22 day");
    ck_assert_str_eq(first_of("In October she rang", 0, "2020-06-01"), "none");
}
END_TEST

START_TEST(what_only_looks_like_a_date_is_none)
{
    static const char *const texts[] = {"See paragraph 4.12.13 above.",
                                        "31.02.2019",
                                        "She may march on.",
                                        "the Children Act 1989",
                                        "at 07.52 hours",
                                        "a score of 14/20",
                                        "41 cases",
                                        "99/99/99",
                                        "1234567890",
                                        "",
                                        "In May",
                                        "3/10"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        ck_assert_msg(strcmp(first_of(texts[i], 0, NULL), "none") == 0, "%s", texts[i]);
}
END_TEST

START_TEST(a_short_form_counts_in_a_date_column_only)
{
    ck_assert_str_eq(first_of("3/10", SCRL__DATES_SHORT, NULL), "2010-03-01/2010-03-31 month");
}
END_TEST

START_TEST(a_month_may_stand_first)
{
    ck_assert_str_eq(first_of("on 05/30/2017 she called", 0, NULL), "2017-05-30/2017-05-30 day");
    ck_assert_str_eq(first_of("on 05/04/2017 she called", 0, NULL), "2017-04-05/2017-04-05 day");
    ck_assert_str_eq(first_of("on 05/04/2017 she called", SCRL__DATES_MONTH_FIRST, NULL), "2017-05-04/2017-05-04 day");
    ck_assert_str_eq(first_of("on 30/05/2017 she called", SCRL__DATES_MONTH_FIRST, NULL), "2017-05-30/2017-05-30 day");
    ck_assert_str_eq(first_of("a girl aged 3 in May 2018", 0, NULL), "2018-05-01/2018-05-31 month");
    static const char american[] = "Born 01/02/2016, died 05/30/2017.",
                      british[] = "Seen 01/02/2016 and 30/05/2017, not 13.";
    ck_assert(scrl__dates_month_first(american, sizeof(american) - 1));
    ck_assert(!scrl__dates_month_first(british, sizeof(british) - 1));
    ck_assert(!scrl__dates_month_first("1/2/2016", 8));
}
END_TEST

START_TEST(a_list_takes_its_year_from_its_end)
{
    ck_assert_str_eq(first_of("on 6 April, 9 May and 12 June 2019", SCRL__DATES_PARTIAL, "2017-03-01"),
                     "2019-04-06/2019-04-06 day");
    ck_assert_str_eq(first_of("in November, then in January 2020", SCRL__DATES_PARTIAL, NULL),
                     "2019-11-01/2019-11-30 month");
    ck_assert_str_eq(first_of("referred in August and seen in November 2019", SCRL__DATES_PARTIAL, NULL),
                     "2019-08-01/2019-08-31 month");
    ck_assert_str_eq(first_of("referred in August and seen in November 2019", SCRL__DATES_PARTIAL, "2018-06-01"),
                     "2018-08-01/2018-08-31 month");
    ck_assert_str_eq(first_of("in September and November 2019", SCRL__DATES_PARTIAL, NULL),
                     "2019-09-01/2019-09-30 month");
}
END_TEST

START_TEST(a_day_of_the_month_may_stand_in_running_text)
{
    ck_assert_str_eq(first_of("seen on the 6th and again later", SCRL__DATES_PARTIAL, "2020-03-04"),
                     "2020-03-06/2020-03-06 day");
    ck_assert_str_eq(first_of("on the 6th Otto rang", SCRL__DATES_PARTIAL, "2020-03-04"), "2020-03-06/2020-03-06 day");
    ck_assert_str_eq(first_of("4th March 19 - seen", 0, NULL), "2019-03-04/2019-03-04 day");
    ck_assert_str_eq(first_of("on 4 March 19 people came", 0, NULL), "none");
    ck_assert_str_eq(first_of("2019: he was seen", 0, NULL), "2019-01-01/2019-12-31 year");
    ck_assert_str_eq(first_of("he lived on the 6th floor", SCRL__DATES_PARTIAL, "2020-03-04"), "none");
    ck_assert_str_eq(first_of("from the 9th to below the second centile", SCRL__DATES_PARTIAL, "2020-03-04"), "none");
}
END_TEST

START_TEST(parts_of_years_and_weeks_have_both_ends)
{
    ck_assert_str_eq(first_of("in the first half of 2016 he", 0, NULL), "2016-01-01/2016-06-30 range");
    ck_assert_str_eq(first_of("in the last three months of 2016 he", 0, NULL), "2016-10-01/2016-12-31 range");
    ck_assert_str_eq(first_of("at the end of 2015 he", 0, NULL), "2015-10-01/2015-12-31 season");
    ck_assert_str_eq(first_of("in the academic year 2015-16 he", 0, NULL), "2015-09-01/2016-08-31 range");
    ck_assert_str_eq(first_of("in 2015/16 he", 0, NULL), "2015-01-01/2016-12-31 range");
    ck_assert_str_eq(first_of("in the week beginning 6 April 2016", 0, NULL), "2016-04-06/2016-04-12 range");
    ck_assert_str_eq(first_of("in the week ending 12/4/16", 0, NULL), "2016-04-06/2016-04-12 range");
    ck_assert_str_eq(first_of("w/c 6 April 2016", 0, NULL), "2016-04-06/2016-04-12 range");
    ck_assert_str_eq(first_of("between the 4th and the 6th of March 2019", 0, NULL), "2019-03-04/2019-03-06 range");
    ck_assert_str_eq(first_of("2010, 2011", 0, NULL), "2011-01-01/2011-12-31 year");
}
END_TEST

START_TEST(the_year_of_a_law_is_known)
{
    static const char law[] = "under the Children (Scotland) Act 1995 in 2018";
    scrl__date_anchor anchor = {false, 0};
    scrl__found_date date;
    uint32_t pos = 0, end = (uint32_t)strlen(law);
    ck_assert(scrl__date_next(phrases, law, &pos, end, SCRL__DATES_BARE_YEAR, &anchor, &date));
    ck_assert(scrl__date_of_law(phrases, law, 0, &date));
    ck_assert(scrl__date_next(phrases, law, &pos, end, SCRL__DATES_BARE_YEAR, &anchor, &date));
    ck_assert(!scrl__date_of_law(phrases, law, 0, &date));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_list_takes_its_year_from_its_end,
                                  a_day_of_the_month_may_stand_in_running_text,
                                  parts_of_years_and_weeks_have_both_ends,
                                  the_year_of_a_law_is_known,
                                  a_month_may_stand_first,
                                  days_are_read_in_every_printed_form,
                                  less_exact_dates_keep_their_precision,
                                  ranges_have_both_ends,
                                  a_date_without_year_borrows_only_from_a_date_before_it,
                                  what_only_looks_like_a_date_is_none,
                                  a_short_form_counts_in_a_date_column_only};
    return RUN("dates", tests);
}
