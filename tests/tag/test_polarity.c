/* What a passage says of practice, and why. */
#include "sample.h"

/* The polarity alone. */
static const char *polarity(const char *role, const char *theme, const char *text)
{
    static char word[128];
    snprintf(word, sizeof(word), "%s", sample_says(NULL, role, theme, text));
    word[strcspn(word, " ")] = '\0';
    return word;
}

START_TEST(what_was_not_done_is_a_problem)
{
    ck_assert_str_eq(polarity("analysis", "information_sharing", "The ward did not share its concerns with the GP."),
                     "problem");
    ck_assert_str_eq(polarity("analysis", "information_sharing", "Nobody passed on the information."), "problem");
    ck_assert_str_eq(polarity("analysis", "supervision", "The supervision that she had was poor."), "problem");
}
END_TEST

START_TEST(credit_is_good)
{
    ck_assert_str_eq(
        polarity("analysis", "information_sharing", "It was good practice that the ward shared its concerns at once."),
        "good");
    ck_assert_str_eq(polarity("analysis", "supervision", "Her supervision was thorough and she was commended for it."),
                     "good");
}
END_TEST

START_TEST(a_negation_turns_credit)
{
    ck_assert_str_eq(polarity("analysis", "supervision", "The supervision was not thorough."), "problem");
}
END_TEST

START_TEST(what_is_asked_for_is_recommended)
{
    ck_assert_str_eq(polarity("analysis", "information_sharing", "Agencies should share information before they meet."),
                     "recommended");
    ck_assert_str_eq(polarity("analysis", "supervision", "Managers must not cancel supervision where no date is set."),
                     "recommended");
    ck_assert_str_eq(polarity("analysis", "supervision", "The board is asked to test the quality of supervision."),
                     "recommended");
}
END_TEST

START_TEST(what_should_have_been_is_a_problem)
{
    ck_assert_str_eq(
        polarity("analysis", "information_sharing", "The concerns should have been shared with the school."),
        "problem");
    ck_assert_str_eq(
        polarity("analysis", "information_sharing", "Had the information been shared, he would have been seen."),
        "problem");
}
END_TEST

START_TEST(headings_decide_where_words_say_nothing)
{
    const char *text = "Supervision took the form of a talk.";
    scrl_tag tag;
    sample s = sample_tag("What went well", "good_practice", text);
    ck_assert(sample_find(&s, "supervision", &tag));
    ck_assert_int_eq(tag.polarity, SCRL_POLARITY_GOOD);
    ck_assert_str_eq(tag.polarity_by, "heading: good_practice");
    sample_free(&s);
    s = sample_tag("Recommendations", "recommendations", text);
    ck_assert(sample_find(&s, "supervision", &tag));
    ck_assert_int_eq(tag.polarity, SCRL_POLARITY_RECOMMENDED);
    ck_assert_str_eq(tag.polarity_by, "heading: recommendations");
    sample_free(&s);
}
END_TEST

START_TEST(how_the_review_was_made_is_neutral_where_no_words_judge)
{
    ck_assert_str_eq(polarity("methodology", "review_family_voice", "The parents met the reviewer twice."), "neutral");
    ck_assert_str_eq(polarity("introduction", "review_family_voice", "The parents met the reviewer twice."), "neutral");
    ck_assert_str_eq(polarity("methodology", "review_family_voice", "Nobody saw that the parents met the reviewer."),
                     "problem");
}
END_TEST

START_TEST(what_a_paragraph_judges_it_does_not_also_report)
{
    scrl_tag tag;
    sample s =
        sample_tag(NULL, "chronology", "Supervision was held. The house stands in a lane. Supervision was poor.");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 1);
    ck_assert(sample_find(&s, "supervision", &tag));
    ck_assert_int_eq(tag.polarity, SCRL_POLARITY_PROBLEM);
    sample_free(&s);
    s = sample_tag(NULL, "chronology", "Supervision was held. The house stands in a lane.");
    ck_assert_uint_eq(scrl_tags_count(s.tags), 1);
    ck_assert(sample_find(&s, "supervision", &tag));
    ck_assert_int_eq(tag.polarity, SCRL_POLARITY_NEUTRAL);
    sample_free(&s);
}
END_TEST

START_TEST(a_judgement_of_the_passage_reaches_its_plain_words)
{
    ck_assert_str_eq(polarity("analysis", "supervision", "Supervision was held on Mondays. It was good practice."),
                     "good");
    ck_assert_str_eq(polarity("analysis", "supervision", "Supervision was held on Mondays. It was poor."), "problem");
    ck_assert_str_eq(
        polarity("analysis", "supervision", "Supervision was held on Mondays. The team is to be commended for that."),
        "good");
}
END_TEST

START_TEST(what_a_family_did_not_do_is_no_fault_of_practice)
{
    ck_assert_str_eq(polarity("chronology", "supervision", "Supervision was arranged, and the boy was not brought."),
                     "neutral");
    ck_assert_str_eq(polarity("chronology", "supervision", "Supervision was arranged, and the boy was not seen."),
                     "problem");
}
END_TEST

START_TEST(a_row_of_a_table_records)
{
    scrl_tag tag;
    sample s = sample_block(NULL, "other", SCRL_BLOCK_TABLE_ROW, "4 May\tSupervision, Ms K and the nurse.");
    ck_assert(sample_find(&s, "supervision", &tag));
    ck_assert_int_eq(tag.polarity, SCRL_POLARITY_NEUTRAL);
    ck_assert_str_eq(tag.polarity_by, "place: row of a table");
    sample_free(&s);
    s = sample_block(NULL, "other", SCRL_BLOCK_TABLE_ROW, "4 May\tSupervision was poor and should have been stopped.");
    ck_assert(sample_find(&s, "supervision", &tag));
    ck_assert_int_eq(tag.polarity, SCRL_POLARITY_PROBLEM);
    sample_free(&s);
}
END_TEST

START_TEST(the_reason_names_the_words)
{
    scrl_tag tag;
    sample s = sample_tag(NULL, "analysis", "The ward did not share its concerns.");
    ck_assert(sample_find(&s, "information_sharing", &tag));
    ck_assert_str_eq(tag.polarity_by, "words: did not");
    sample_free(&s);
}
END_TEST

START_TEST(facts_are_neutral_beside_criticism)
{
    ck_assert_str_eq(polarity("analysis", "domestic_abuse", "Nobody asked her about domestic abuse."), "neutral");
}
END_TEST

START_TEST(an_agency_is_spoken_of_as_the_paragraph_speaks)
{
    scrl_tag tag;
    sample s = sample_tag(NULL, "analysis", "The police did not pass on their concerns. They went home.");
    ck_assert(sample_find(&s, "agency_police", &tag));
    ck_assert_int_eq(tag.polarity, SCRL_POLARITY_PROBLEM);
    ck_assert_str_eq(tag.polarity_by, "words: did not");
    sample_free(&s);
    s = sample_tag(NULL, "analysis", "The police called. They are to be commended for it.");
    ck_assert(sample_find(&s, "agency_police", &tag));
    ck_assert_int_eq(tag.polarity, SCRL_POLARITY_GOOD);
    sample_free(&s);
}
END_TEST

START_TEST(one_sentence_may_credit_and_criticise)
{
    sample s = sample_tag(NULL, "analysis",
                          "It was good practice that the ward shared its concerns promptly, but the information was "
                          "never passed on by the school.");
    size_t good = 0, problem = 0;
    scrl_tag tag = SCRL_TAG_INIT;
    for (size_t i = 0; i < scrl_tags_count(s.tags); i++) {
        ck_assert_int_eq(scrl_tags_get(s.tags, i, &tag), 0);
        good += tag.polarity == SCRL_POLARITY_GOOD;
        problem += tag.polarity == SCRL_POLARITY_PROBLEM;
    }
    ck_assert_uint_eq(good, 1);
    ck_assert_uint_eq(problem, 1);
    sample_free(&s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tag");
    TCase *tc = tcase_create("polarity");
    tcase_add_test(tc, what_was_not_done_is_a_problem);
    tcase_add_test(tc, credit_is_good);
    tcase_add_test(tc, a_negation_turns_credit);
    tcase_add_test(tc, what_is_asked_for_is_recommended);
    tcase_add_test(tc, what_should_have_been_is_a_problem);
    tcase_add_test(tc, headings_decide_where_words_say_nothing);
    tcase_add_test(tc, how_the_review_was_made_is_neutral_where_no_words_judge);
    tcase_add_test(tc, what_a_paragraph_judges_it_does_not_also_report);
    tcase_add_test(tc, a_judgement_of_the_passage_reaches_its_plain_words);
    tcase_add_test(tc, what_a_family_did_not_do_is_no_fault_of_practice);
    tcase_add_test(tc, a_row_of_a_table_records);
    tcase_add_test(tc, the_reason_names_the_words);
    tcase_add_test(tc, facts_are_neutral_beside_criticism);
    tcase_add_test(tc, an_agency_is_spoken_of_as_the_paragraph_speaks);
    tcase_add_test(tc, one_sentence_may_credit_and_criticise);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
