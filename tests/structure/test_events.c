/* Dated events. */
#include "report.h"

static scrl_event event_at(const scrl_review *review, size_t i)
{
    scrl_event e = SCRL_EVENT_INIT;
    ck_assert_int_eq(scrl_review_event(review, i, &e), 0);
    return e;
}

START_TEST(rows_and_sentences_of_a_chronology_are_events)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "r||Date~Agency~Event",
                                 "r||11/9/07~Midwife~First visit.",
                                 "r||3/10~-~She left.",
                                 "p||In October 2011 a doctor saw her. He wrote on 2 November."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 4);
    ck_assert_str_eq(event_at(review, 0).from, "2007-09-11");
    ck_assert_str_eq(event_at(review, 1).precision, "month");
    ck_assert_str_eq(event_at(review, 1).from, "2010-03-01");
    ck_assert_str_eq(event_at(review, 2).printed, "October 2011");
    ck_assert_str_eq(event_at(review, 3).from, "2011-11-02");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_date_reaches_down_over_rows_that_have_none)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "r||Date~Agency~Event",
                                 "r||3 May 2016~Police~Officers were called.",
                                 "r||~School~The head was told.",
                                 "r||~GP~The family was registered.",
                                 "r||9 May 2016~Housing~The family moved to",
                                 "r||~~another flat."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 4);
    ck_assert_str_eq(event_at(review, 2).from, "2016-05-03");
    ck_assert_str_eq(event_at(review, 2).printed, "3 May 2016");
    ck_assert_str_eq(scrl_review_event_agency(review, 1, 0), "agency_education");
    ck_assert_str_eq(event_at(review, 3).from, "2016-05-09");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_vague_relative_date_stays_unresolved)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||On 3 May 2019 he fell.",
                                 "p||Several weeks later he fell again."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 2);
    ck_assert_str_eq(event_at(review, 1).precision, "relative");
    ck_assert_str_eq(event_at(review, 1).from, "");
    ck_assert_str_eq(event_at(review, 1).printed, "Several weeks later");
    scrl_review_free(review);
}
END_TEST

START_TEST(dates_of_the_review_itself_are_left_out)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||The review was commissioned on 3 May 2019.",
                                 "p||The panel met on 4 May 2019."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(analysis_adds_only_what_was_not_told)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "p||On 3 May 2019 he fell.",
                                 "h|1|Analysis",
                                 "p||The fall of 3 May 2019 was not reported.",
                                 "p||A gas fitter called on 9 May 2019."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 2);
    ck_assert_str_eq(event_at(review, 1).from, "2019-05-09");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_relative_date_is_resolved_by_the_date_before_it)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "p||On 3 May 2019 he fell. The next day he was seen.",
                                 "r||Date~Event",
                                 "r||13/2/19~Form sent 5 days later.",
                                 "p||The following day he left.",
                                 "p||Nothing was written down.",
                                 "p||He came back the next day."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 6);
    ck_assert_str_eq(event_at(review, 4).from, "2019-02-19");
    ck_assert_str_eq(event_at(review, 5).from, "");
    ck_assert_str_eq(event_at(review, 1).from, "2019-05-04");
    ck_assert_str_eq(event_at(review, 1).precision, "relative");
    ck_assert_str_eq(event_at(review, 3).from, "2019-02-18");
    scrl_review_free(review);
}
END_TEST

START_TEST(two_dates_of_one_sentence_are_two_events)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||Two notices followed on 30/05/08 and 11/08/08."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 2);
    ck_assert_str_eq(event_at(review, 1).from, "2008-08-11");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_look_back_takes_the_year_before)
{
    const char *const lines[] = {COVER, "h|1|Chronology",
                                 "p||On 22 June 2021 he was not brought. The clerk had joined in March."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 2);
    ck_assert_str_eq(event_at(review, 1).from, "2021-03-01");
    scrl_review_free(review);
}
END_TEST

START_TEST(laws_states_and_the_process_are_no_events)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "p||It has been an offence since December 2015.",
                                 "p||The house was rented since 1989.",
                                 "p||The process was suspended between March and July 2019.",
                                 "p||I commenced an investigation on 6 May 2020."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(the_introduction_may_tell_a_date_by_another)
{
    const char *const lines[] = {
        COVER,
        "h|1|Introduction",
        "p||Wren died on 9 March 2022. She had been found nine days earlier on the stairs. Some weeks "
        "earlier she had moved.",
        "h|1|Chronology",
        "p||On 3 May 2019 she fell.",
        "h|1|Analysis",
        "p||In the summer of 2020 nobody called."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 4);
    ck_assert_str_eq(event_at(review, 0).from, "2022-03-09");
    ck_assert_str_eq(event_at(review, 1).from, "2022-02-28");
    ck_assert_str_eq(event_at(review, 2).from, "2019-05-03");
    ck_assert_str_eq(event_at(review, 3).precision, "season");
    scrl_review_free(review);
}
END_TEST

START_TEST(what_was_due_or_lasted_is_no_event)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "p||On 3 May 2019 he fell.",
                                 "p||For two years before that he had managed.",
                                 "p||A visit had been due in June 2019 and again in July 2019.",
                                 "p||The plan ought to have been reviewed by 9 August 2019.",
                                 "p||He had lived there since the spring of 2011.",
                                 "p||Due to illness on 4 September 2019 nobody came.",
                                 "p||The conference due on 5 September 2019 was held on 9 September 2019."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 3);
    ck_assert_str_eq(event_at(review, 1).from, "2019-09-04");
    ck_assert_str_eq(event_at(review, 2).from, "2019-09-09");
    scrl_review_free(review);
}
END_TEST

START_TEST(trials_and_inquests_are_events_and_the_way_of_the_review_is_none)
{
    const char *const lines[] = {COVER,
                                 "h|1|Introduction",
                                 "p||The trial concluded in July 2023.",
                                 "p||The inquest was held on 4 September 2023.",
                                 "p||The Board received a notification on 20 October 2022.",
                                 "p||Nine agencies submitted reports in April 2023.",
                                 "p||The report was presented to the Board on 5 March 2024.",
                                 "p||A practitioner event took place in June 2023.",
                                 "h|1|Analysis",
                                 "p||In January 2022 the team had nine vacancies.",
                                 "p||New guidance had been issued in September 2021."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 2);
    ck_assert_str_eq(event_at(review, 0).from, "2023-07-01");
    ck_assert_str_eq(event_at(review, 1).from, "2023-09-04");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_span_may_reach_the_death)
{
    const char *const lines[] = {COVER,
                                 "h|1|Introduction",
                                 "p||Wren died on 14 October 2022.",
                                 "h|1|Chronology",
                                 "p||From 3 June 2022 until the date of his death nobody called.",
                                 "p||He moved from Norton to Sutton in July 2022 and the incident was noted.",
                                 "h|1|Analysis",
                                 "p||Between December 2021 and his death he was not weighed."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 4);
    ck_assert_str_eq(event_at(review, 1).from, "2022-06-03");
    ck_assert_str_eq(event_at(review, 1).to, "2022-10-14");
    ck_assert_str_eq(event_at(review, 1).precision, "range");
    ck_assert_str_eq(event_at(review, 2).to, "2022-07-31");
    ck_assert_str_eq(event_at(review, 3).from, "2021-12-01");
    ck_assert_str_eq(event_at(review, 3).to, "2022-10-14");
    scrl_review_free(review);
}
END_TEST

START_TEST(relatives_tell_of_years_of_which_days_were_told)
{
    const char *const lines[] = {COVER,
                                 "h|1|Introduction",
                                 "p||Wren died on 14 October 2022.",
                                 "h|1|Chronology",
                                 "p||On 3 May 2019 he fell. A fortnight later he fell again.",
                                 "h|1|Family views",
                                 "p||From 2019 he used to ring her at night.",
                                 "p||She said that he died in October 2022 because nobody came.",
                                 "h|1|Analysis",
                                 "p||The falls of May 2019 were not recorded."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 4);
    ck_assert_str_eq(event_at(review, 2).from, "2019-05-17");
    ck_assert_str_eq(event_at(review, 3).precision, "year");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_incident_dates_what_lies_before_it)
{
    const char *const lines[] = {COVER,
                                 "h|1|Introduction",
                                 "p||Wren died on 14 October 2022.",
                                 "h|1|Chronology",
                                 "p||Two weeks before his death he rang the helpline.",
                                 "p||On the day before he died nobody called.",
                                 "p||In the two months before his death he was not seen."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 3);
    ck_assert_str_eq(event_at(review, 1).from, "2022-09-30");
    ck_assert_str_eq(event_at(review, 2).from, "2022-10-13");
    ck_assert_str_eq(event_at(review, 2).precision, "relative");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_comment_on_the_story_tells_none_of_it_again)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||On 3 April 2016 he fell.",
                                 "p||Comment: The fall of 3 April 2016 was in the form of 9 May 2016.",
                                 "p||Good practice: The call taker on 3 April 2016 was patient."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 2);
    ck_assert_str_eq(event_at(review, 1).from, "2016-05-09");
    scrl_review_free(review);
}
END_TEST

START_TEST(an_appraisal_behind_a_timeline_adds_only_what_is_new)
{
    const char *const lines[] = {COVER,
                                 "h|1|Timeline",
                                 "r||Date~Event",
                                 "r||Before 2012~Born in September 2006.",
                                 "r||9 February 2012~Medicine begun.",
                                 "r||14 November 2012~Father telephones.",
                                 "r||5 March 2013~A letter is sent.",
                                 "r||9 May 2013~Meeting put off to 3 June.",
                                 "h|1|Chronology of practice",
                                 "p||The medicine of February 2012 was right.",
                                 "p||The answer to Father in November 2012 was poor.",
                                 "p||The letter of March 2013 was plain and that of 9 May 2013 was not.",
                                 "p||On 20 July 2013 a nurse counted the bottles."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 6);
    ck_assert_str_eq(event_at(review, 0).from, "2006-09-01");
    ck_assert_str_eq(event_at(review, 4).from, "2013-05-09");
    ck_assert_str_eq(event_at(review, 5).from, "2013-07-20");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_look_back_holds_to_its_clause_and_gives_its_year_to_the_sentence)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "p||On 2 May 2018 she was seen.",
                                 "p||The nurse, who had known her since birth, went on leave on 11 June.",
                                 "p||The referral that came in on 17 January 2017 was closed on 23 January.",
                                 "p||In August she moved."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 5);
    ck_assert_str_eq(event_at(review, 1).from, "2018-06-11");
    ck_assert_str_eq(event_at(review, 3).from, "2017-01-23");
    ck_assert_str_eq(event_at(review, 4).from, "2018-08-01");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_year_of_a_law_and_the_end_of_a_state_are_no_events)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "p||In March 2020 he pleaded guilty under the Children Act 1989.",
                                 "p||She ran a shop until 2011.",
                                 "p||He stayed in hospital until 4 May 2020.",
                                 "p||No visits were made after June 2020."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 2);
    ck_assert_str_eq(event_at(review, 0).from, "2020-03-01");
    ck_assert_str_eq(event_at(review, 1).from, "2020-05-04");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_day_alone_on_its_line_dates_what_stands_below)
{
    const char *const lines[] = {COVER,
                                 "h|1|Chronology",
                                 "h|2|Wednesday 6 March 2019",
                                 "p||Police came. They left.",
                                 "p||8 March 2019",
                                 "p||She rang the surgery.",
                                 "p||Nobody rang back.",
                                 "r||Date~Event",
                                 "r||2019~",
                                 "r||4 May~A visit."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_event_count(review), 3);
    ck_assert_str_eq(event_at(review, 0).from, "2019-03-06");
    ck_assert_str_eq(event_at(review, 0).printed, "6 March 2019");
    ck_assert_str_eq(event_at(review, 1).from, "2019-03-08");
    ck_assert_str_eq(event_at(review, 2).from, "2019-05-04");
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_day_alone_on_its_line_dates_what_stands_below,
                                  the_incident_dates_what_lies_before_it,
                                  a_comment_on_the_story_tells_none_of_it_again,
                                  an_appraisal_behind_a_timeline_adds_only_what_is_new,
                                  a_look_back_holds_to_its_clause_and_gives_its_year_to_the_sentence,
                                  the_year_of_a_law_and_the_end_of_a_state_are_no_events,
                                  the_introduction_may_tell_a_date_by_another,
                                  rows_and_sentences_of_a_chronology_are_events,
                                  a_date_reaches_down_over_rows_that_have_none,
                                  a_vague_relative_date_stays_unresolved,
                                  dates_of_the_review_itself_are_left_out,
                                  analysis_adds_only_what_was_not_told,
                                  a_relative_date_is_resolved_by_the_date_before_it,
                                  two_dates_of_one_sentence_are_two_events,
                                  a_look_back_takes_the_year_before,
                                  laws_states_and_the_process_are_no_events,
                                  what_was_due_or_lasted_is_no_event,
                                  a_span_may_reach_the_death,
                                  relatives_tell_of_years_of_which_days_were_told,
                                  trials_and_inquests_are_events_and_the_way_of_the_review_is_none};
    return RUN("events", tests);
}
