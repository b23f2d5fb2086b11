/* The minimum data set. */
#include "report.h"

START_TEST(the_cover_gives_type_title_publisher_and_date)
{
    const char *const lines[] = {"p||NORWICK SAFEGUARDING CHILDREN BOARD",
                                 "p||SERIOUS CASE REVIEW",
                                 "p||OVERVIEW REPORT",
                                 "p||in respect of",
                                 "p||CHILD Q",
                                 "p||Independent Author: Ada Fenwright",
                                 "p||Published February 2011",
                                 "h|1|Introduction",
                                 "p||Child Q died on 6 June 2010.",
                                 "h|1|Terms of reference",
                                 "p||The period under review is from 1 September 2007 to 6 June 2010.",
                                 "h|1|Methodology",
                                 "p||Individual Management Reviews were requested."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "review_type"), "scr");
    ck_assert_str_eq(scrl_review_field(review, "title"), "Serious Case Review: Overview Report in respect of Child Q");
    ck_assert_str_eq(scrl_review_field(review, "publisher"), "Norwick Safeguarding Children Board");
    ck_assert_str_eq(scrl_review_field(review, "area"), "Norwick");
    ck_assert_str_eq(scrl_review_field(review, "published"), "2011-02");
    ck_assert_str_eq(scrl_review_field(review, "reviewers"), "Ada Fenwright");
    ck_assert_str_eq(scrl_review_field(review, "nation"), "england");
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2010-06-06");
    ck_assert_str_eq(scrl_review_field(review, "period_from"), "2007-09-01");
    ck_assert_str_eq(scrl_review_field(review, "period_to"), "2010-06-06");
    ck_assert_str_eq(scrl_review_field(review, "outcome"), "death");
    ck_assert_str_eq(scrl_review_field(review, "method"), "imr_overview");
    scrl_review_free(review);
}
END_TEST

START_TEST(every_value_shows_the_words_that_it_was_read_from)
{
    const char *const lines[] = {COVER};
    scrl_review *review = REVIEW(lines);
    const char *text = scrl_document_text(scrl_review_document(review), NULL);
    bool found = false;
    for (size_t i = 0; i < scrl_review_value_count(review); i++) {
        scrl_value v = SCRL_VALUE_INIT;
        ck_assert_int_eq(scrl_review_value(review, i, &v), 0);
        if (strcmp(v.field, "publisher") == 0)
            found = strncmp(text + v.start, v.value, v.end - v.start) == 0;
    }
    ck_assert(found);
    scrl_review_free(review);
}
END_TEST

START_TEST(nothing_is_guessed)
{
    const char *const lines[] = {"p||Domestic Homicide Review",
                                 "h|1|Introduction",
                                 "p||Text stands here.",
                                 "h|1|Methodology",
                                 "p||Text stands here.",
                                 "h|1|Chronology",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "review_type"), "dhr");
    ck_assert_ptr_null(scrl_review_field(review, "publisher"));
    ck_assert_ptr_null(scrl_review_field(review, "published"));
    ck_assert_ptr_null(scrl_review_field(review, "incident_date"));
    ck_assert_ptr_null(scrl_review_field(review, "pages"));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_date_alone_is_no_publication_date_beside_one_of_completion)
{
    const char *const lines[] = {"p||Domestic Homicide Review",
                                 "p||February 2022",
                                 "p||Report completed: 17 July 2023",
                                 "h|1|Introduction",
                                 "p||Text.",
                                 "h|1|Methodology",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_ptr_null(scrl_review_field(review, "published"));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_coroners_report_gives_reference_area_and_recipients)
{
    const char *const lines[] = {"h|0|REGULATION 28 REPORT TO PREVENT FUTURE DEATHS",
                                 "p||Ref: 2031-0007 Date of report: 2031-03-07 Coroner area: East Norwick This report "
                                 "is being sent to: Norwick Trust; NHS England",
                                 "h|1|INVESTIGATION AND INQUEST",
                                 "p||Text.",
                                 "h|1|CIRCUMSTANCES OF THE DEATH",
                                 "p||Text.",
                                 "h|1|CORONER'S CONCERNS",
                                 "p|1|The form was lost."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "review_type"), "pfd");
    ck_assert_str_eq(scrl_review_field(review, "reference"), "2031-0007");
    ck_assert_str_eq(scrl_review_field(review, "area"), "East Norwick");
    ck_assert_str_eq(scrl_review_field(review, "published"), "2031-03-07");
    ck_assert(has_field(review, "recipients", "Norwick Trust") && has_field(review, "recipients", "NHS England"));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_bilingual_cover_gives_the_english_name)
{
    const char *const lines[] = {"p||Partneriaeth Diogelwch Cymunedol Aber Wen Aber Wen Community Safety Partnership",
                                 "p||Domestic Homicide Review",
                                 "p||Into the death of Robin",
                                 "h|1|Introduction",
                                 "p||Robin took her own life.",
                                 "h|1|Methodology",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "publisher"), "Aber Wen Community Safety Partnership");
    ck_assert_str_eq(scrl_review_field(review, "area"), "Aber Wen");
    ck_assert_str_eq(scrl_review_field(review, "title"), "Domestic Homicide Review into the death of Robin");
    ck_assert(has_field(review, "harm_types", "harm_suicide_or_self_harm"));
    scrl_review_free(review);
}
END_TEST

START_TEST(each_harm_is_a_value_of_its_own)
{
    const char *const lines[] = {"p||Norwick Safeguarding Children Board",
                                 "p||Serious Case Review",
                                 "p||Carried out with a systems methodology",
                                 "h|1|Introduction",
                                 "p||Many of the symptoms were reported or produced by her mother.",
                                 "p||She was subject to a child protection plan and severely underweight.",
                                 "h|1|Methodology",
                                 "p||We used a systems model."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "outcome"), "serious_harm");
    ck_assert(has_field(review, "harm_types", "harm_fabricated_illness"));
    ck_assert(has_field(review, "harm_types", "harm_neglect"));
    ck_assert(has_field(review, "harm_types", "outcome_serious_harm"));
    ck_assert(has_field(review, "legal_status", "status_protection_plan"));
    ck_assert_str_eq(scrl_review_field(review, "method"), "other");
    ck_assert_str_eq(scrl_review_field(review, "language"), "en-GB");
    scrl_review_free(review);
}
END_TEST

/* Values of a list field, joined by commas. */
static const char *list_of(const scrl_review *review, const char *field)
{
    static char list[400];
    list[0] = '\0';
    for (size_t i = 0; i < scrl_review_value_count(review); i++) {
        scrl_value v = SCRL_VALUE_INIT;
        scrl_review_value(review, i, &v);
        if (strcmp(v.field, field) != 0)
            continue;
        strcat(list, list[0] != '\0' ? "," : "");
        strcat(list, v.value);
    }
    return list;
}

START_TEST(a_title_that_names_siblings_counts_them)
{
    const char *const lines[] = {"h|1|Hartmoor Safeguarding Children Partnership",
                                 "h|1|Child Safeguarding Practice Review",
                                 "h|1|Siblings: Una, Ivo and Mae",
                                 "p||Publication date: 2nd December 2024",
                                 "h|1|Background to the review",
                                 "p||The siblings came into care in March 2023.",
                                 "h|1|Findings",
                                 "p||Neglect had become normal."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(list_of(review, "pseudonyms"), "Una,Ivo,Mae");
    ck_assert_str_eq(scrl_review_field(review, "subject_count"), "3");
    ck_assert_str_eq(scrl_review_field(review, "published"), "2024-12-02");
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2023-03");
    scrl_review_free(review);
}
END_TEST

START_TEST(days_of_birth_and_death_are_no_part_of_the_title)
{
    const char *const lines[] = {"p||Norwick Safeguarding Children Board",
                                 "p||SERIOUS CASE REVIEW",
                                 "p||BABY N",
                                 "p||Born: 3 August 2014",
                                 "p||Died: 9 January 2015",
                                 "h|1|Introduction",
                                 "p||Baby N died on 9 January 2015.",
                                 "h|1|Findings",
                                 "p||Notes were lost."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "title"), "Serious Case Review: Baby N");
    ck_assert_str_eq(list_of(review, "pseudonyms"), "Baby N");
    ck_assert_str_eq(scrl_review_field(review, "subject_count"), "1");
    ck_assert_ptr_null(scrl_review_field(review, "published"));
    scrl_review_free(review);
}
END_TEST

START_TEST(reviewers_who_name_themselves_are_read)
{
    const char *const lines[] = {"p||Norwick Safeguarding Adults Board",
                                 "p||Safeguarding Adults Review",
                                 "p||Juniper",
                                 "h|1|Introduction",
                                 "p||Juniper died in May 2021. She had lived for the last three years of her life with "
                                 "a man who often hit her.",
                                 "h|1|Methodology",
                                 "p||We are Tamsin Orrell-Pike, who teaches nursing, and Dr Bram de Wittle, a retired "
                                 "probation manager.",
                                 "p||We looked back at the period from 2 April 2019 to 30 May 2021."};
    scrl_review *review = REVIEW(lines);
    ck_assert(has_field(review, "reviewers", "Tamsin Orrell-Pike"));
    ck_assert(has_field(review, "reviewers", "Dr Bram de Wittle"));
    ck_assert(has_field(review, "harm_types", "harm_physical_abuse"));
    ck_assert_str_eq(scrl_review_field(review, "period_from"), "2019-04-02");
    ck_assert_str_eq(scrl_review_field(review, "period_to"), "2021-05-30");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_line_that_begins_with_by_names_the_reviewers)
{
    const char *const lines[] = {"p||Norwick Safeguarding Children Partnership",
                                 "p||Local Child Safeguarding Practice Review: Pip",
                                 "p||By Tamsin Orrell-Pike and Bram Wittle",
                                 "h|1|Introduction",
                                 "p||Pip went into cardiac arrest at a swimming pool on 4 July 2020 and lived.",
                                 "h|1|What happened",
                                 "h|2|Background",
                                 "p||In 2017 Pip was admitted to hospital."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "title"), "Local Child Safeguarding Practice Review: Pip");
    ck_assert(has_field(review, "reviewers", "Tamsin Orrell-Pike"));
    ck_assert(has_field(review, "reviewers", "Bram Wittle"));
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2020-07-04");
    scrl_review_free(review);
}
END_TEST

START_TEST(reviewers_may_stand_in_a_table_at_the_end)
{
    const char *const lines[] = {"h|1|Extended Adult Practice Review",
                                 "h|2|Re: APR 4/2020 Mr K",
                                 "p||West Glan Safeguarding Board",
                                 "h|1|Circumstances resulting in the review",
                                 "p||Mr K died on 2 April 2020 in Wales.",
                                 "p||Timeline: 2 April 2019 - 2 April 2020.",
                                 "h|1|Learning",
                                 "p||Records were not shared.",
                                 "h|1|Statement by reviewers",
                                 "r||REVIEWER 1~Nia Corrigan",
                                 "r||REVIEWER 2~Huw Bevan-Ross"};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(list_of(review, "reviewers"), "Nia Corrigan,Huw Bevan-Ross");
    ck_assert_str_eq(list_of(review, "pseudonyms"), "Mr K");
    ck_assert_str_eq(scrl_review_field(review, "period_from"), "2019-04-02");
    ck_assert_str_eq(scrl_review_field(review, "period_to"), "2020-04-02");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_title_may_end_in_initials_and_leaves_out_whom_the_report_is_for)
{
    const char *const lines[] = {"p||Independent investigation into the care and treatment of Mr D",
                                 "p||A report for the health authority",
                                 "p||June 2016",
                                 "h|1|Executive summary",
                                 "p||On 5 November 2013 Mr D killed a stranger.",
                                 "h|1|Analysis",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "title"),
                     "Independent investigation into the care and treatment of Mr D");
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2013-11-05");
    scrl_review_free(review);
    const char *const initials[] = {"p||Child Fatality Review",
                                    "p||S.R.",
                                    "h|1|Executive Summary",
                                    "p||Law enforcement told the department that the infant had died in May 2015.",
                                    "h|1|Findings",
                                    "l||The home was not visited."};
    review = REVIEW(initials);
    ck_assert_str_eq(scrl_review_field(review, "title"), "Child Fatality Review: S.R.");
    ck_assert_str_eq(scrl_review_field(review, "pseudonyms"), "S.R.");
    ck_assert_str_eq(scrl_review_field(review, "nation"), "other");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_suicide_that_abuse_led_to_is_no_homicide)
{
    const char *const lines[] = {"p||Norwick Community Safety Partnership",
                                 "p||Domestic Abuse Related Death Review",
                                 "p||Wren",
                                 "h|1|Introduction",
                                 "p||Wren took her own life on 30 July 2023.",
                                 "h|1|Analysis",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "review_type"), "dhr");
    ck_assert(has_field(review, "harm_types", "harm_suicide_or_self_harm"));
    ck_assert(!has_field(review, "harm_types", "harm_domestic_homicide"));
    scrl_review_free(review);
}
END_TEST

START_TEST(an_american_cover_dates_birth_and_death_with_the_month_first)
{
    const char *const lines[] = {"p||Department of Children and Family Services",
                                 "p||Child Fatality Review: M.R.",
                                 "p||Date of Child's Birth: 11/02/2016",
                                 "p||Date of Fatality: 05/30/2017",
                                 "h|1|Executive Summary",
                                 "p||The department convened a review on 11/14/2017.",
                                 "h|1|Findings",
                                 "l||The home was not visited."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "title"), "Child Fatality Review: M.R.");
    ck_assert_str_eq(scrl_review_field(review, "publisher"), "Department of Children and Family Services");
    ck_assert_str_eq(scrl_review_field(review, "incident_date"), "2017-05-30");
    ck_assert_str_eq(scrl_review_field(review, "outcome"), "death");
    scrl_review_free(review);
}
END_TEST

START_TEST(words_before_a_date_may_say_that_it_is_the_reports)
{
    const char *const lines[] = {"p||Norwick Safeguarding Adults Board",
                                 "p||Safeguarding Adults Review",
                                 "p||Final, November 2020",
                                 "h|1|Introduction",
                                 "p||Wren was 81 when she died in hospital in May 2019.",
                                 "h|1|Analysis",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "published"), "2020-11");
    ck_assert_str_eq(scrl_review_field(review, "subject_count"), "1");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_legal_status_is_that_of_the_subject_at_the_time)
{
    static const char *const told[][2] = {
        {"p||He and Sister were the subjects of child protection plans under the category of neglect.",
         "status_protection_plan"},
        {"p||A child protection plan was in place at the time.", "status_protection_plan"},
        {"p||His older brother was subject to a child protection plan.", ""},
        {"p||She had been looked after by the council from the age of nine.", ""},
        {"p||Wren had been looked after since May 2021.", "status_looked_after"},
        {"p||Wren was accommodated under section 20.", "status_looked_after"},
        {"p||His mother had herself been the subject of a care order.", ""},
        {"p||The child in need plan was closed in May 2019.", ""},
        {"p||Wren was supported under a child in need plan.", "status_child_in_need"}};
    for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
        const char *const lines[] = {COVER, "h|1|Family background", told[i][0], "h|1|Chronology", "p||He was seen."};
        scrl_review *review = REVIEW(lines);
        ck_assert_str_eq(list_of(review, "legal_status"), told[i][1]);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(an_adult_may_have_been_used_by_others_and_killed)
{
    const char *const lines[] = {"p||Safeguarding Adults Review: Robin",
                                 "h|1|Introduction",
                                 "p||His flat had been used by others for the sale of drugs.",
                                 "p||Two men have been convicted of his manslaughter.",
                                 "h|1|Chronology",
                                 "p||He was seen.",
                                 "h|1|Recommendations",
                                 "p||The integrated care board should report on this."};
    scrl_review *review = REVIEW(lines);
    ck_assert(has_field(review, "harm_types", "harm_criminal_exploitation"));
    ck_assert(has_field(review, "harm_types", "harm_physical_abuse"));
    ck_assert_str_eq(scrl_review_field(review, "nation"), "england");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_introduction_may_say_whom_the_review_is_about)
{
    static const char *const told[][2] = {
        {"p||This report examines support given to Robin, a resident of Norwick, prior to her death in May.", "1"},
        {"p||This serious case review concerns Child T, who died at the age of two.", "1"},
        {"p||The subject of this review is Robin.", "1"},
        {"p||The review concerns the deaths of Robin and her son.", ""},
        {"p||This report concerns the work of Norwick Council.", ""}};
    for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
        const char *const lines[] = {"p||Serious Case Review: Overview Report",
                                     "h|1|Introduction",
                                     told[i][0],
                                     "h|1|Chronology",
                                     "p||He was seen.",
                                     "h|1|Conclusion",
                                     "p||It was late."};
        scrl_review *review = REVIEW(lines);
        ck_assert_str_eq(list_of(review, "subject_count"), told[i][1]);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(a_body_that_only_the_opening_names_is_the_publisher)
{
    const char *const lines[] = {"p||Safeguarding Adults Review",
                                 "p||Robin",
                                 "p||Norwick SAB",
                                 "h|1|Introduction",
                                 "p||The Norwick and Easthaven Safeguarding Adults Board asked for this review.",
                                 "h|1|Methodology",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "publisher"), "Norwick and Easthaven Safeguarding Adults Board");
    ck_assert_str_eq(scrl_review_field(review, "area"), "Norwick and Easthaven");
    ck_assert_str_eq(scrl_review_field(review, "title"), "Safeguarding Adults Review: Robin");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_report_is_part_of_its_type_and_a_board_may_stand_before_its_area)
{
    const char *const lines[] = {"p||Safeguarding Children Partnership for Norwick",
                                 "p||Extended Child Practice Review Report",
                                 "p||Re: R and S",
                                 "p||A systems review undertaken using a known model",
                                 "p||Report author Ada Fenwright",
                                 "h|1|Introduction",
                                 "p||R, a girl aged nine, lived with her brother, S.",
                                 "h|1|Methodology",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_field(review, "title"), "Extended Child Practice Review Report Re: R and S");
    ck_assert_str_eq(scrl_review_field(review, "publisher"), "Safeguarding Children Partnership for Norwick");
    ck_assert_str_eq(scrl_review_field(review, "area"), "Norwick");
    ck_assert_str_eq(list_of(review, "reviewers"), "Ada Fenwright");
    ck_assert_str_eq(list_of(review, "pseudonyms"), "R,S");
    ck_assert_str_eq(scrl_review_field(review, "subject_count"), "2");
    scrl_review_free(review);
}
END_TEST

START_TEST(introductions_and_last_pages_name_who_reviewed)
{
    static const char *const told[][2] = {
        {"p||The review was led by two independent reviewers, Ada Fenwright and Otto Marsh.",
         "Ada Fenwright,Otto Marsh"},
        {"p||Ada Fenwright, a former director, was commissioned to lead the review.", "Ada Fenwright"},
        {"p||The Board commissioned Ada Fenwright to undertake the review.", "Ada Fenwright"},
        {"p||My name is Ada Fenwright and I am the author of this report.", "Ada Fenwright"},
        {"p||Reviewer 1 is Ada Fenwright, a head of service.", "Ada Fenwright"},
        {"p||The reviewer was Ada Fenwright.", "Ada Fenwright"},
        {"p||The council commissioned Harbour House to provide support.", ""}};
    for (size_t i = 0; i < 2 * sizeof(told) / sizeof(told[0]); i++) {
        const char *said = told[i / 2][0];
        const char *const lines[] = {"p||Safeguarding Adults Review",
                                     "p||Robin",
                                     "h|1|Introduction",
                                     i % 2 == 0 ? said : "p||Text.",
                                     "h|1|Methodology",
                                     "p||Text.",
                                     "h|1|Appendix",
                                     i % 2 == 1 ? said : "p||Text."};
        scrl_review *review = REVIEW(lines);
        ck_assert_str_eq(list_of(review, "reviewers"), told[i / 2][1]);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(what_a_child_was_registered_for_is_the_harm_where_no_other_is_told)
{
    static const char *const told[][2] = {
        {"p||Child Q was on the Register under the category of neglect when she died.", "outcome_death,harm_neglect"},
        {"p||She was sexually abused. The children had been registered under the category of neglect.",
         "harm_sexual_abuse,outcome_serious_harm"}};
    for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
        const char *const lines[] = {"p||Serious Case Review", "p||Child Q", "h|1|Introduction", told[i][0],
                                     "h|1|Methodology",        "p||Text."};
        scrl_review *review = REVIEW(lines);
        ck_assert_str_eq(list_of(review, "harm_types"), told[i][1]);
        scrl_review_free(review);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_body_that_only_the_opening_names_is_the_publisher,
                                  a_report_is_part_of_its_type_and_a_board_may_stand_before_its_area,
                                  introductions_and_last_pages_name_who_reviewed,
                                  what_a_child_was_registered_for_is_the_harm_where_no_other_is_told,
                                  an_american_cover_dates_birth_and_death_with_the_month_first,
                                  words_before_a_date_may_say_that_it_is_the_reports,
                                  the_cover_gives_type_title_publisher_and_date,
                                  every_value_shows_the_words_that_it_was_read_from,
                                  nothing_is_guessed,
                                  a_date_alone_is_no_publication_date_beside_one_of_completion,
                                  a_coroners_report_gives_reference_area_and_recipients,
                                  a_bilingual_cover_gives_the_english_name,
                                  each_harm_is_a_value_of_its_own,
                                  a_title_that_names_siblings_counts_them,
                                  days_of_birth_and_death_are_no_part_of_the_title,
                                  reviewers_who_name_themselves_are_read,
                                  a_line_that_begins_with_by_names_the_reviewers,
                                  reviewers_may_stand_in_a_table_at_the_end,
                                  a_title_may_end_in_initials_and_leaves_out_whom_the_report_is_for,
                                  a_suicide_that_abuse_led_to_is_no_homicide,
                                  a_legal_status_is_that_of_the_subject_at_the_time,
                                  an_adult_may_have_been_used_by_others_and_killed,
                                  the_introduction_may_say_whom_the_review_is_about};
    return RUN("metadata", tests);
}
