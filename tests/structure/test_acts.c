/* What sentences do, and whose words they give. */
#include "report.h"

#include <string.h>

/* The act of the last sentence of the review, and its speaker where it gives words. */
static void assert_act(const char *heading, const char *sentence, const char *act, const char *speaker)
{
    char title[80], text[400];
    snprintf(title, sizeof(title), "h|1|%s", heading);
    snprintf(text, sizeof(text), "p||%s", sentence);
    const char *const lines[] = {COVER, title, text};
    scrl_review *review = REVIEW(lines);
    size_t last = scrl_document_sentence_count(scrl_review_document(review)) - 1;
    ck_assert_msg(strcmp(scrl_review_act(review, last), act) == 0, "'%s': %s, not %s", sentence,
                  scrl_review_act(review, last), act);
    ck_assert_str_eq(scrl_review_speaker(review, last), speaker);
    scrl_review_free(review);
}

START_TEST(the_story_is_events_and_practice)
{
    assert_act("Chronology", "The twins moved to a flat above the shop in May.", "event", "");
    assert_act("Chronology", "The health visitor called twice and left a card.", "practice", "");
    assert_act("Chronology", "A strategy meeting was held the next day.", "practice", "");
    assert_act("Family background", "He was born in the north and had two older sisters.", "event", "");
}
END_TEST

START_TEST(why_is_told_apart_from_what)
{
    assert_act("Chronology", "The visit was cancelled because the team had lost four of its nine workers.",
               "explanation", "");
    assert_act("Analysis", "High caseloads meant that supervision was often postponed.", "explanation", "");
    assert_act("Analysis", "It is understandable that the nurse took the letter for a discharge.", "explanation", "");
}
END_TEST

START_TEST(appraisal_is_judgement_wherever_it_stands)
{
    assert_act("Analysis", "This was poor practice.", "judgement", "");
    assert_act("Analysis", "A medical should have been arranged that evening.", "judgement", "");
    assert_act("Chronology", "The referral should have been made the same day.", "judgement", "");
    assert_act("Good practice", "The teacher's persistence was exemplary.", "judgement", "");
}
END_TEST

START_TEST(a_pattern_beyond_the_case_is_a_finding)
{
    assert_act("Findings", "Across the county there is no shared understanding of neglect.", "finding", "");
    assert_act("Analysis", "Practitioners routinely rely on what mothers report.", "finding", "");
}
END_TEST

START_TEST(asking_somebody_to_act_is_a_recommendation)
{
    assert_act("Recommendations", "The Board should audit twenty files within six months.", "recommendation", "");
    assert_act("Analysis", "The Partnership should tell every school how to reach the duty team.", "recommendation",
               "");
    assert_act("Recommendations", "Review the pathway for missed appointments.", "recommendation", "");
}
END_TEST

START_TEST(words_of_people_are_their_voice)
{
    assert_act("Views of the family", "Her grandmother said that nobody had rung back.", "voice", "relative");
    assert_act("The child's voice", "The child told his teacher \"I do not like it when it goes dark\".", "voice",
               "child");
    assert_act("Analysis", "One social worker told us \"we were drowning in it that winter\".", "voice",
               "practitioner");
}
END_TEST

START_TEST(the_review_about_itself_is_process)
{
    assert_act("Introduction", "The panel met six times.", "process", "");
    assert_act("Methodology", "Eleven practitioners were interviewed by the lead reviewers.", "process", "");
}
END_TEST

START_TEST(law_and_research_are_context)
{
    assert_act("Analysis", "Research shows that babies under one are most at risk.", "context", "");
    assert_act("Analysis", "The guidance requires a meeting within three working days.", "context", "");
}
END_TEST

START_TEST(what_words_do_not_decide_stays_open)
{
    assert_act("Analysis", "That was in the second winter.", "", "");
    assert_act("Chronology", "Not known", "", "");
}
END_TEST

START_TEST(a_text_that_is_no_review_has_no_acts)
{
    const char *const lines[] = {"p||The council met on Monday.", "p||The mayor said that the bins should be emptied."};
    scrl_review *review = REVIEW(lines);
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(scrl_review_act(review, i), "");
    ck_assert_str_eq(scrl_review_act(NULL, 0), "");
    ck_assert_str_eq(scrl_review_speaker(review, 99), "");
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {the_story_is_events_and_practice,           why_is_told_apart_from_what,
                                  appraisal_is_judgement_wherever_it_stands,  a_pattern_beyond_the_case_is_a_finding,
                                  asking_somebody_to_act_is_a_recommendation, words_of_people_are_their_voice,
                                  the_review_about_itself_is_process,         law_and_research_are_context,
                                  what_words_do_not_decide_stays_open,        a_text_that_is_no_review_has_no_acts};
    return RUN("acts", tests);
}
