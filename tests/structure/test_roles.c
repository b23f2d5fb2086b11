/* Section roles. */
#include "report.h"

static const char *role_of(const scrl_review *review, const char *heading)
{
    const scrl_document *doc = scrl_review_document(review);
    for (uint32_t i = 0; i < doc->section_count; i++) {
        const scrl__block *b = &doc->blocks[doc->sections[i].block];
        if (b->end - b->start == strlen(heading) && memcmp(doc->text + b->start, heading, strlen(heading)) == 0)
            return scrl_review_role(review, i);
    }
    return "no such heading";
}

START_TEST(usual_headings_have_their_role)
{
    static const char *const pairs[][2] = {{"Terms of Reference", "terms_of_reference"},
                                           {"How the review was done", "methodology"},
                                           {"FAMILY COMPOSITION", "family_background"},
                                           {"Key Practice Episodes", "chronology"},
                                           {"Narrative of events", "chronology"},
                                           {"Analysis of practice", "analysis"},
                                           {"The voice of the child", "voice_of_child"},
                                           {"Involvement of the family", "family_views"},
                                           {"Good practice", "good_practice"},
                                           {"Key findings", "findings"},
                                           {"Lessons learned", "lessons"},
                                           {"Considerations for the Board", "recommendations"},
                                           {"Recommendations", "recommendations"},
                                           {"Concluding remarks", "conclusion"},
                                           {"Appendix B: Action plan", "action_plan"},
                                           {"Action log", "action_plan"},
                                           {"Issues under the key lines of enquiry", "analysis"},
                                           {"Abbreviations", "glossary"},
                                           {"References", "references"},
                                           {"Executive summary", "executive_summary"},
                                           {"CORONER'S CONCERNS", "findings"},
                                           {"What helps to explain what happened?", "analysis"},
                                           {"What was life like for Robin?", "voice_of_child"}};
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        char heading[128];
        snprintf(heading, sizeof(heading), "h|1|%s", pairs[i][0]);
        const char *const lines[] = {"p||A cover", heading, "p||Text stands here."};
        scrl_review *review = REVIEW(lines);
        ck_assert_msg(strcmp(role_of(review, pairs[i][0]), pairs[i][1]) == 0, "%s is %s", pairs[i][0],
                      role_of(review, pairs[i][0]));
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(children_inherit_where_their_heading_says_nothing)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "h|2|Northern Police",
                                 "p||They came.",
                                 "h|2|The child's voice",
                                 "p||He said so.",
                                 "h|1|Recommendations",
                                 "h|2|Northern Police",
                                 "p||1 Act."};
    scrl_review *review = REVIEW(lines);
    const scrl_document *doc = scrl_review_document(review);
    ck_assert_str_eq(scrl_review_role(review, 3), "analysis");
    ck_assert_str_eq(role_of(review, "The child's voice"), "voice_of_child");
    ck_assert_str_eq(scrl_review_role(review, doc->section_count - 1), "recommendations");
    scrl_review_free(review);
}
END_TEST

START_TEST(text_before_the_first_heading_is_front_matter)
{
    const char *const lines[] = {COVER};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_role(review, SCRL_NONE), "front_matter");
    ck_assert_str_eq(scrl_review_role(review, 9999), "other");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_heading_that_is_a_period_tells_a_story)
{
    const char *const lines[] = {COVER, "h|1|Appraisal of practice", "h|2|Spring and summer 2015: first signs",
                                 "p||A visit was made."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Spring and summer 2015: first signs"), "chronology");
    scrl_review_free(review);
}
END_TEST

START_TEST(an_unnamed_section_full_of_dates_is_a_chronology)
{
    const char *const lines[] = {COVER,
                                 "h|1|Two winters",
                                 "p||On 3 May 2018 a nurse came.",
                                 "p||In June 2018 he fell.",
                                 "p||On 4/7/18 he left.",
                                 "h|1|Behind the door",
                                 "p||Nobody asked.",
                                 "p||It was hard.",
                                 "p||It was late."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Two winters"), "chronology");
    ck_assert_str_eq(role_of(review, "Behind the door"), "analysis");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_welsh_template_has_its_roles)
{
    const char *const lines[] = {"p||Norwick Regional Safeguarding Board",
                                 "p||Child Practice Review",
                                 "h|1|Brief outline of circumstances resulting in the review",
                                 "p||A girl called Robin was hurt.",
                                 "h|1|Practice and organisational learning",
                                 "p|1|Each saw a part.",
                                 "h|1|Improving systems and practice",
                                 "p|1|Norwick University Health Board should name a lead.",
                                 "p|2|All agencies should record it."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Brief outline of circumstances resulting in the review"), "introduction");
    ck_assert_str_eq(role_of(review, "Practice and organisational learning"), "lessons");
    ck_assert_str_eq(role_of(review, "Improving systems and practice"), "recommendations");
    ck_assert_uint_eq(count_kind(review, "recommendation"), 2);
    ck_assert_uint_eq(count_kind(review, "lesson"), 1);
    scrl_review_free(review);
}
END_TEST

START_TEST(words_that_only_look_like_a_role_are_none)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "h|2|Summer 2014 to February 2015: a family out of view",
                                 "p||Text.",
                                 "h|2|Who was in charge?",
                                 "p||Text.",
                                 "h|1|Who was Robin?",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Summer 2014 to February 2015: a family out of view"), "chronology");
    ck_assert_str_eq(role_of(review, "Who was in charge?"), "analysis");
    ck_assert_str_eq(role_of(review, "Who was Robin?"), "family_background");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_section_that_only_asks_is_a_list_of_recommendations)
{
    const char *const lines[] = {COVER, "h|1|The way forward", "p||The panel has thought hard about this.",
                                 "p||Health visitors should see the bedroom at each visit.",
                                 "p||The Probation Service should tell the council of such a move."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "The way forward"), "recommendations");
    ck_assert_uint_eq(count_kind(review, "recommendation"), 2);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_name_with_words_about_it_is_the_subject)
{
    const char *const lines[] = {COVER, "h|1|About Robin and her family", "p||Robin liked trains.", "h|1|Two years",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "About Robin and her family"), "family_background");
    ck_assert_str_ne(role_of(review, "Two years"), "family_background");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_heading_with_text_below_it_ends_the_cover)
{
    const char *const lines[] = {"h|0|Child Safeguarding Practice Review",
                                 "p||Norwick Partnership",
                                 "p||Kit",
                                 "h|1|About Kit",
                                 "p||Kit was a cheerful baby who lived with both his parents.",
                                 "h|1|Analysis",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "About Kit"), "family_background");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_question_inside_findings_stays_with_them)
{
    const char *const lines[] = {
        COVER,     "h|1|Findings", "h|2|Was anyone told?", "p||Text.", "h|1|Was enough known before the birth?",
        "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Was anyone told?"), "findings");
    ck_assert_str_eq(role_of(review, "Was enough known before the birth?"), "analysis");
    scrl_review_free(review);
}
END_TEST

START_TEST(headings_of_few_authors_have_their_role)
{
    const char *const lines[] = {COVER,      "h|1|Context of the report",
                                 "p||Text.", "h|1|Introducing Otto, Wren and Jory",
                                 "p||Text.", "h|1|In Robin’s own words",
                                 "p||Text.", "h|1|Robin’s journey through services",
                                 "p||Text.", "h|1|What got in the way, and what helped",
                                 "p||Text.", "h|1|What Robin’s aunt wishes to say",
                                 "p||Text.", "h|1|Emerging messages",
                                 "p||Text.", "h|1|Strategic questions for the Committee",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Context of the report"), "introduction");
    ck_assert_str_eq(role_of(review, "Introducing Otto, Wren and Jory"), "family_background");
    ck_assert_str_eq(role_of(review, "In Robin’s own words"), "voice_of_child");
    ck_assert_str_eq(role_of(review, "Robin’s journey through services"), "chronology");
    ck_assert_str_eq(role_of(review, "What got in the way, and what helped"), "analysis");
    ck_assert_str_eq(role_of(review, "What Robin’s aunt wishes to say"), "family_views");
    ck_assert_str_eq(role_of(review, "Emerging messages"), "lessons");
    ck_assert_str_eq(role_of(review, "Strategic questions for the Committee"), "recommendations");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_heading_without_words_of_its_own_that_tells_of_agencies_is_analysis)
{
    const char *const lines[] = {COVER,
                                 "h|1|Warm rooms, cold rooms",
                                 "p||The school saw him daily. The police saw him at night.",
                                 "p||The health visitor had never met him.",
                                 "h|1|Silver birches",
                                 "p||There is a wood behind the house."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Warm rooms, cold rooms"), "analysis");
    scrl_review_free(review);
}
END_TEST

START_TEST(plain_headings_of_a_personal_report_have_their_role)
{
    const char *const lines[] = {COVER,
                                 "h|1|Why there is a review",
                                 "p||Text.",
                                 "h|1|How it was done",
                                 "p||Text.",
                                 "h|1|What happened",
                                 "p||Text.",
                                 "h|1|Analysis",
                                 "p||Text.",
                                 "h|1|Imogen",
                                 "p||Imogen met me twice and read a draft.",
                                 "h|1|Those who worked with him",
                                 "p||Text.",
                                 "h|1|What is already different",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Why there is a review"), "introduction");
    ck_assert_str_eq(role_of(review, "How it was done"), "methodology");
    ck_assert_str_eq(role_of(review, "Imogen"), "family_views");
    ck_assert_str_eq(role_of(review, "Those who worked with him"), "practitioner_views");
    ck_assert_str_eq(role_of(review, "What is already different"), "other");
    scrl_review_free(review);
}
END_TEST

START_TEST(headings_that_many_authors_vary_have_their_role)
{
    static const char *const headings[][2] = {{"What this report is about", "introduction"},
                                              {"Areas of focus", "terms_of_reference"},
                                              {"Our approach", "methodology"},
                                              {"Who took part", "methodology"},
                                              {"Membership of the panel", "methodology"},
                                              {"Household and wider family", "family_background"},
                                              {"Robin’s background", "family_background"},
                                              {"Overview of what was known to agencies", "chronology"},
                                              {"The period before birth", "chronology"},
                                              {"Analysis against the key lines of enquiry", "analysis"},
                                              {"How agencies responded", "analysis"},
                                              {"Information sharing", "analysis"},
                                              {"Robin’s voice", "voice_of_child"},
                                              {"Parents’ views", "family_views"},
                                              {"Mother’s account", "family_views"},
                                              {"What the staff said", "practitioner_views"},
                                              {"Proposals", "recommendations"},
                                              {"A note on names", "front_matter"}};
    for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
        char line[120];
        snprintf(line, sizeof(line), "h|1|%s", headings[i][0]);
        const char *const lines[] = {COVER, "h|1|Introduction", "p||Text.", line, "p||Text."};
        scrl_review *review = REVIEW(lines);
        ck_assert_str_eq(role_of(review, headings[i][0]), headings[i][1]);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(a_theme_named_below_findings_stays_with_them)
{
    const char *const lines[] = {COVER,      "h|1|Findings",           "p||Text.", "h|2|Information sharing",
                                 "p||Text.", "h|2|Robin’s background", "p||Text."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Information sharing"), "findings");
    ck_assert_str_eq(role_of(review, "Robin’s background"), "findings");
    scrl_review_free(review);
}
END_TEST

START_TEST(learning_with_themes_below_it_is_discussed)
{
    const char *const lines[] = {COVER,
                                 "h|1|Practice and organisational learning",
                                 "h|2|A quiet house",
                                 "p||It was still.",
                                 "h|2|Two letters",
                                 "p||They crossed.",
                                 "h|2|The long summer",
                                 "p||It was hot.",
                                 "h|1|Learning",
                                 "h|2|Learning point 1",
                                 "p||Knock twice."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "Practice and organisational learning"), "analysis");
    ck_assert_str_eq(role_of(review, "Two letters"), "analysis");
    ck_assert_str_eq(role_of(review, "Learning"), "lessons");
    scrl_review_free(review);
}
END_TEST

START_TEST(periods_of_an_appraisal_are_analysis_where_the_story_has_been_told)
{
    const char *const told[] = {COVER,
                                "h|1|Timeline",
                                "p||He moved.",
                                "h|1|Appraisal of practice",
                                "h|2|March to May 2014: a wait",
                                "p||It was long."};
    scrl_review *review = REVIEW(told);
    ck_assert_str_eq(role_of(review, "March to May 2014: a wait"), "analysis");
    scrl_review_free(review);
    const char *const untold[] = {COVER, "h|1|Appraisal of practice", "h|2|March to May 2014: a wait",
                                  "p||It was long."};
    review = REVIEW(untold);
    ck_assert_str_eq(role_of(review, "March to May 2014: a wait"), "chronology");
    scrl_review_free(review);
}
END_TEST

START_TEST(what_stands_behind_an_appendix_is_one_too)
{
    const char *const lines[] = {COVER,         "h|1|Conclusion",     "p||It ends.", "h|1|Appendix 1: Sources of help",
                                 "p||Ring us.", "h|1|For office use", "p||Received."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(role_of(review, "For office use"), "appendix");
    scrl_review_free(review);
}
END_TEST

START_TEST(short_headings_of_more_authors_have_their_role)
{
    static const char *const headings[][2] = {{"The remit", "terms_of_reference"},
                                              {"Period under review", "terms_of_reference"},
                                              {"What Robin was telling us", "voice_of_child"},
                                              {"Practice which made a difference", "good_practice"},
                                              {"Changes that have been made", "other"},
                                              {"What prompted this review", "introduction"},
                                              {"Hearing from the family", "family_views"},
                                              {"A day in Robin’s life", "voice_of_child"},
                                              {"Where practice was strong", "good_practice"},
                                              {"Messages for practitioners", "lessons"},
                                              {"Single agency actions", "recommendations"},
                                              {"Other learning", "lessons"}};
    for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
        char line[128];
        snprintf(line, sizeof(line), "h|1|%s", headings[i][0]);
        const char *const lines[] = {COVER, "h|1|Introduction", "p||This is short.", line, "p||It rained."};
        scrl_review *review = REVIEW(lines);
        ck_assert_msg(strcmp(role_of(review, headings[i][0]), headings[i][1]) == 0, "%s", headings[i][0]);
        scrl_review_free(review);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {short_headings_of_more_authors_have_their_role,
                                  what_stands_behind_an_appendix_is_one_too,
                                  periods_of_an_appraisal_are_analysis_where_the_story_has_been_told,
                                  learning_with_themes_below_it_is_discussed,
                                  headings_that_many_authors_vary_have_their_role,
                                  a_theme_named_below_findings_stays_with_them,
                                  plain_headings_of_a_personal_report_have_their_role,
                                  a_section_that_only_asks_is_a_list_of_recommendations,
                                  a_name_with_words_about_it_is_the_subject,
                                  a_heading_with_text_below_it_ends_the_cover,
                                  a_question_inside_findings_stays_with_them,
                                  usual_headings_have_their_role,
                                  children_inherit_where_their_heading_says_nothing,
                                  text_before_the_first_heading_is_front_matter,
                                  a_heading_that_is_a_period_tells_a_story,
                                  an_unnamed_section_full_of_dates_is_a_chronology,
                                  the_welsh_template_has_its_roles,
                                  words_that_only_look_like_a_role_are_none,
                                  headings_of_few_authors_have_their_role,
                                  a_heading_without_words_of_its_own_that_tells_of_agencies_is_analysis};
    return RUN("roles", tests);
}
