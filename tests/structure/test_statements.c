/* Statements: labelled, listed, in tables, and in running text. */
#include "report.h"

START_TEST(a_label_is_kept_apart_from_the_text)
{
    const char *const lines[] = {
        COVER, "h|1|Recommendations", "p||Recommendation 1: The Partnership should review its training.",
        "p|R2|Northern Police should write down what they see.", "p||The plan is published on the website."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 2);
    ck_assert_str_eq(statement_at(review, 0).label, "Recommendation 1");
    ck_assert_str_eq(statement_text(review, 0), "The Partnership should review its training.");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "The Partnership");
    ck_assert_str_eq(statement_at(review, 1).label, "R2");
    ck_assert_str_eq(scrl_review_statement_agency(review, 1, 0), "agency_police");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_label_alone_takes_the_paragraph_below)
{
    const char *const lines[] = {COVER,
                                 "h|1|The findings",
                                 "h|2|Finding 1",
                                 "p||Staff expect others to speak up.",
                                 "h|3|Why does it matter?",
                                 "p||It does."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "finding"), 1);
    ck_assert_str_eq(statement_at(review, 0).label, "Finding 1");
    ck_assert_str_eq(statement_text(review, 0), "Staff expect others to speak up.");
    scrl_review_free(review);
}
END_TEST

START_TEST(list_items_and_numbered_paragraphs_are_statements)
{
    const char *const lines[] = {COVER,
                                 "h|1|Good practice",
                                 "p|8.1|The following stood out:",
                                 "l|\xE2\x80\xA2|A nurse rang three times.",
                                 "l|\xE2\x80\xA2|A teacher kept a diary.",
                                 "h|1|Lessons learned",
                                 "p|9.1|A visit by appointment shows little.",
                                 "p|9.2|Silence is information."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "good_practice"), 2);
    ck_assert_uint_eq(count_kind(review, "lesson"), 2);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_recommendation_takes_its_list_with_it)
{
    const char *const lines[] = {COVER,
                                 "h|1|Recommendations",
                                 "p|1|The Board should ensure that:",
                                 "l|a|staff are trained;",
                                 "l|b|records are kept.",
                                 "p|2|The Board should report within six months of publication."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 2);
    ck_assert_ptr_nonnull(strstr(statement_text(review, 0), "records are kept."));
    ck_assert_str_eq(statement_at(review, 1).deadline, "within six months of publication");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_heading_above_a_list_says_who_is_to_act)
{
    const char *const lines[] = {COVER,
                                 "h|1|Recommendations",
                                 "h|2|Norwick Homes",
                                 "p|1|Unannounced visits should be made.",
                                 "h|2|National",
                                 "p|2|Guidance should be amended."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 0), "Norwick Homes");
    ck_assert_ptr_null(scrl_review_statement_addressee(review, 1, 0));
    scrl_review_free(review);
}
END_TEST

START_TEST(several_who_are_to_act_are_told_apart)
{
    const char *const lines[] = {COVER, "h|1|Recommendations",
                                 "p|1|Norwick Council, Norwick Police and the fire service should meet each month.",
                                 "p|2|That Norwick Health Board amend its policy so that nobody is left out."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).addressee_count, 3);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 2), "the fire service");
    ck_assert_str_eq(scrl_review_statement_addressee(review, 1, 0), "Norwick Health Board");
    scrl_review_free(review);
}
END_TEST

START_TEST(numbers_of_labels_may_have_letters)
{
    const char *const lines[] = {
        COVER,
        "h|1|Discharge from the ward",
        "p|5.2|Finding A1: In the hospital the letter and the form were written by two people.",
        "p|5.3|Finding iv: Staff in the homes were not told of this.",
        "p|5.4|Learning point 2b: A letter is read by whoever opens the post.",
        "p|5.5|Recommendation C3: The Trust should write one letter."};
    static const char *const labels[] = {"Finding A1", "Finding iv", "Learning point 2b", "Recommendation C3"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(statement_at(review, i).label, labels[i]);
    ck_assert_str_eq(statement_text(review, 1), "Staff in the homes were not told of this.");
    scrl_review_free(review);
}
END_TEST

START_TEST(text_about_labelled_statements_is_none)
{
    const char *const lines[] = {COVER, "h|1|Recommendations", "p|7.1|The panel thought long about these.",
                                 "p||Recommendation 1: The Board should review its training.",
                                 "p|7.2|This matters because training was thin."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 1);
    scrl_review_free(review);
}
END_TEST

START_TEST(columns_of_an_action_plan_are_read_by_name)
{
    const char *const lines[] = {
        COVER, "h|1|Action plan", "r||Recommendation~Lead~Target date",
        "r||The Partnership should rewrite its guidance on neglect.~Head of Safeguarding~31.10.21"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 1);
    ck_assert_str_eq(statement_at(review, 0).owner, "Head of Safeguarding");
    ck_assert_str_eq(statement_at(review, 0).deadline, "31.10.21");
    scrl_review_free(review);
}
END_TEST

START_TEST(wording_announces_a_statement_in_running_text)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||The visit came late. This was a missed opportunity to see the child alone.",
                                 "p||It was good practice that the nurse rang back.",
                                 "p||The review finds that the form leaves no room for a father."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "missed_opportunity"), 1);
    ck_assert_uint_eq(count_kind(review, "good_practice"), 1);
    ck_assert_uint_eq(count_kind(review, "finding"), 1);
    ck_assert_str_eq(statement_text(review, 0), "This was a missed opportunity to see the child alone.");
    scrl_review_free(review);
}
END_TEST

START_TEST(denied_and_foreign_statements_are_none)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "p||There was no missed opportunity to act.",
                                 "p||Good practice guidance asks for a plan.",
                                 "p||It cannot be said that this was good practice.",
                                 "p||The policy says that staff should ring twice."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_repeat_in_the_summary_is_a_place_of_the_same_statement)
{
    const char *const lines[] = {COVER, "h|1|Executive summary",
                                 "p||Recommendation 1: The Board should review its training.", "h|1|Recommendations",
                                 "p||Recommendation 1: The Board should review its training."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 1);
    ck_assert_str_eq(scrl_review_role(review, statement_at(review, 0).section), "recommendations");
    scrl_place own = SCRL_PLACE_INIT, summary = SCRL_PLACE_INIT;
    ck_assert_uint_eq(statement_at(review, 0).place_count, 2);
    ck_assert_int_eq(scrl_review_statement_place(review, 0, 0, &own), 0);
    ck_assert_uint_eq(own.start, statement_at(review, 0).start);
    ck_assert_int_eq(scrl_review_statement_place(review, 0, 1, &summary), 0);
    ck_assert_str_eq(scrl_review_role(review, summary.section), "executive_summary");
    ck_assert_uint_lt(summary.start, own.start);
    ck_assert_int_eq(scrl_review_statement_place(review, 0, 2, &summary), SCRL_EINVAL);
    scrl_review_free(review);
}
END_TEST

START_TEST(contents_pages_and_news_yield_no_statements)
{
    const char *const contents[] = {"p||Serious Case Review",
                                    "h|1|Contents",
                                    "p||Finding 1: Silence ..... 4",
                                    "p||Recommendation 1: Act ..... 9",
                                    "h|1|Introduction",
                                    "p||Text.",
                                    "h|1|Methodology",
                                    "p||Text."};
    const char *const news[] = {
        "h|0|Minister welcomes review", "p||The review recommends that the council should act. It was good practice.",
        "h|1|What the report found", "l|1|Councils should do more.", "p||This was a missed opportunity to learn."};
    scrl_review *review = REVIEW(contents);
    ck_assert_uint_eq(scrl_review_statement_count(review), 0);
    scrl_review_free(review);
    review = REVIEW(news);
    ck_assert_str_eq(scrl_review_field(review, "review_type"), "other");
    ck_assert_uint_eq(scrl_review_statement_count(review), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_coroners_matter_runs_to_the_next_number)
{
    const char *const lines[] = {"h|0|REGULATION 28 REPORT TO PREVENT FUTURE DEATHS",
                                 "p||Ref: 2031-0007",
                                 "p||Date of report: 2031-03-07",
                                 "p||Coroner area: Norwick",
                                 "p||This report is being sent to: Norwick Trust; NHS England",
                                 "h|1|CIRCUMSTANCES OF THE DEATH",
                                 "p||A man fell.",
                                 "h|1|CORONER'S CONCERNS",
                                 "p||During the inquest matters gave rise to concern.",
                                 "p|1|The form was lost.",
                                 "p||It had been lost before.",
                                 "p|2|The ward was short of staff."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "concern"), 2);
    ck_assert_ptr_nonnull(strstr(statement_text(review, 0), "lost before"));
    scrl_review_free(review);
}
END_TEST

START_TEST(parts_of_a_finding_are_no_findings)
{
    const char *const lines[] = {COVER,
                                 "h|1|Findings",
                                 "h|2|Finding 1. Plans end too soon",
                                 "p||The pattern is this.",
                                 "h|3|How widespread is it?",
                                 "p||There was no system by which anybody could know."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "finding"), 1);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_paragraph_of_good_practice_is_several_items)
{
    const char *const lines[] = {
        COVER, "h|1|Good practice",
        "p||The nurse kept a record. She shared it. The teacher asked twice. The doctor rang the ward."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "good_practice"), 3);
    ck_assert_str_eq(statement_text(review, 0), "The nurse kept a record. She shared it.");
    scrl_review_free(review);
}
END_TEST

START_TEST(wording_tells_a_pattern_from_what_one_person_did)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "p||The service had no agreed way of asking for a second look.",
                                 "p||The panel considers that this sentence explains much.",
                                 "p||The social worker argued against the plan and asked for it to be looked at again.",
                                 "p||A check of records would probably have led to a meeting.",
                                 "p||Nobody would have noticed."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 3);
    ck_assert_str_eq(statement_at(review, 0).kind, "finding");
    ck_assert_str_eq(statement_at(review, 1).kind, "good_practice");
    ck_assert_str_eq(statement_at(review, 2).kind, "missed_opportunity");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_shortened_repeat_with_the_same_number_is_the_same_recommendation)
{
    const char *const lines[] = {
        COVER,
        "h|1|Executive summary",
        "p||Recommendation 1: The Board should review its training on neglect.",
        "p||Recommendation 2: The Board should publish its data.",
        "h|1|Recommendations",
        "p||Recommendation 1: The Board should review its training on neglect, and report on it within six months.",
        "p||Recommendation 2: The police should write down what they see in a home."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 3);
    ck_assert_uint_eq(statement_at(review, 1).place_count, 2);
    ck_assert_str_eq(statement_at(review, 1).deadline, "within six months");
    scrl_review_free(review);
}
END_TEST

START_TEST(items_below_an_announcement_are_recommendations)
{
    const char *const lines[] = {"p||The Norwick Inquiry: Report",
                                 "h|1|Introduction",
                                 "p||The Inquiry was set up in 2031.",
                                 "h|1|Methodology",
                                 "p||The Inquiry heard evidence.",
                                 "h|1|The homes",
                                 "p|4.1|The managers ought to have asked. Accordingly, I recommend:",
                                 "l|1|The inspectorate shall publish figures each quarter.",
                                 "l|2|The Minister shall consult on a duty of candour.",
                                 "p|4.2|In an earlier report I made the following recommendations:",
                                 "l|1|The homes should close."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 2);
    ck_assert_str_eq(statement_at(review, 1).label, "2");
    ck_assert_str_eq(statement_text(review, 1), "The Minister shall consult on a duty of candour.");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_text_below_a_titled_recommendation_is_taken_whole)
{
    const char *const lines[] = {COVER,
                                 "h|1|Recommendations",
                                 "h|2|Recommendation 1: A single plan for each child in need of care",
                                 "p||The Partnership should agree one plan.",
                                 "p||The plan should:",
                                 "l|\xE2\x80\xA2|name a lead; and",
                                 "l|\xE2\x80\xA2|be read by all.",
                                 "p||This must be in place within twelve months.",
                                 "p||The Board accepts that this should be done.",
                                 "p||Work has begun."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 1);
    ck_assert_str_eq(statement_text(review, 0),
                     "The Partnership should agree one plan.\nThe plan should:\nname a lead; "
                     "and\nbe read by all.\nThis must be in place within twelve months.");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_sentence_broken_over_two_blocks_is_one_statement)
{
    const char *const lines[] = {COVER, "h|1|Recommendations",
                                 "p||Recommendation 1: The Partnership should together introduce a",
                                 "p||plan for the whole county.", "p||This is why."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(statement_text(review, 0),
                     "The Partnership should together introduce a\nplan for the whole county.");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_coroners_matter_takes_its_items_with_it)
{
    const char *const lines[] = {"h|0|REGULATION 28 REPORT TO PREVENT FUTURE DEATHS",
                                 "p||Ref: 2031-0007",
                                 "p||This report is being sent to: Norwick Trust",
                                 "h|1|CIRCUMSTANCES OF THE DEATH",
                                 "p||A man fell.",
                                 "h|1|CORONER'S CONCERNS",
                                 "l|1|During the inquest evidence was heard that:",
                                 "l|i|He was not known to the ward.",
                                 "p||ii. Nobody rang.",
                                 "l|2|I have concerns with regard to the following:",
                                 "l|i|The form was lost.",
                                 "l|\xE2\x80\xA2|It had been lost before.",
                                 "p||ii. The ward was short of staff."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "concern"), 2);
    ck_assert_str_eq(statement_text(review, 0), "The form was lost.\nIt had been lost before.");
    ck_assert_str_eq(statement_text(review, 1), "The ward was short of staff.");
    scrl_review_free(review);
}
END_TEST

START_TEST(of_two_sentences_about_one_thing_the_plainer_one_is_the_statement)
{
    const char *const lines[] = {
        COVER, "h|1|Analysis",
        "p||The receptionist was not content with a message and rang round. It was good practice to do so."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "good_practice"), 1);
    ck_assert_str_eq(statement_text(review, 0), "It was good practice to do so.");
    scrl_review_free(review);
}
END_TEST

START_TEST(statements_are_found_where_nothing_announces_them)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "p||The ward sister would not let Robin go home until she had spoken to a manager.",
                                 "p||The form in use had no place for what a neighbour said.",
                                 "p||The letter was scanned and filed; no one acted on it.",
                                 "p||Mother would not let the worker see the bedroom.",
                                 "p||Robin went home on the Tuesday."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 3);
    ck_assert_str_eq(statement_at(review, 0).kind, "good_practice");
    ck_assert_str_eq(statement_at(review, 1).kind, "finding");
    ck_assert_str_eq(statement_at(review, 2).kind, "missed_opportunity");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_usual_words_of_reviewers_announce_their_kind)
{
    static const char *const words[][2] = {
        {"good_practice", "It is positive to note that the worker saw both children."},
        {"good_practice", "The discharge meeting is an example of good multi-agency working."},
        {"good_practice", "The nurse made repeated attempts to contact Robin by different means."},
        {"missed_opportunity", "The health visitor should have been invited to the meeting but was not."},
        {"missed_opportunity", "At no point was a meeting convened, despite four referrals."},
        {"missed_opportunity", "Robin's grandmother was not given sufficient weight in any of this."},
        {"missed_opportunity", "Had a referral been made, what probation held would have come to light."},
        {"finding", "Practitioners lacked confidence in working with people who neglect themselves."},
        {"finding", "The threshold for an enquiry was applied inconsistently across the teams."},
        {"finding", "Core groups across the borough are poorly attended by health professionals."},
        {"finding", "The partnership's response tends to focus on the child's behaviour."},
        {NULL, "The baby was born at 38 weeks and weighed 2.9 kilograms."},
        {NULL, "Mother told the midwife that she should have been given more help."},
        {NULL, "It was put to the panel that a referral should have been made."},
        {NULL, "Robin is now thriving in foster care."}};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        char line[256];
        snprintf(line, sizeof(line), "p||%s", words[i][1]);
        const char *const lines[] = {COVER, "h|1|Analysis", line};
        scrl_review *review = REVIEW(lines);
        ck_assert_msg(scrl_review_statement_count(review) == (words[i][0] != NULL), "%s", words[i][1]);
        if (words[i][0] != NULL)
            ck_assert_msg(strcmp(statement_at(review, 0).kind, words[i][0]) == 0, "%s", words[i][1]);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(the_judgement_of_the_reviewer_makes_a_statement)
{
    static const char *const words[][2] = {
        {"good_practice", "The tenancy officer's letter in May was a welcome exception."},
        {"good_practice", "The youth club's patience deserves to be recorded."},
        {"good_practice", "We thought that the midwife's was honest and careful work."},
        {"good_practice", "The swift thinking of the bus driver probably saved a life."},
        {"finding", "There are three registers of carers in the county and nobody compares them."},
        {"finding", "Contracts of this kind reward the service that closes soonest."},
        {"finding", "We have learned that interpreters are rarely booked for a first visit."},
        {"finding", "The database creates a separate record for each address at which a tenant has lived."},
        {"finding", "Of the thirty midwives whom we asked eight had seen the form."},
        {"missed_opportunity", "The discharge was agreed without any discussion with the hostel."},
        {"missed_opportunity", "The aunt's offer was not taken up by the team that had asked for it."},
        {"missed_opportunity", "A call to the college would have revealed that he had left in June."},
        {NULL, "The midwife took a cot out to the flat in her own car."},
        {NULL, "His tutor kept sending him books after he had left."},
        {NULL, "The clinic's second letter was not considered at the time."},
        {NULL, "Care plans were being reviewed on the telephone that week."},
        {NULL, "At no point did she live alone."}};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        char line[256];
        snprintf(line, sizeof(line), "p||%s", words[i][1]);
        const char *const lines[] = {COVER, "h|1|Analysis", line};
        scrl_review *review = REVIEW(lines);
        ck_assert_msg(scrl_review_statement_count(review) == (words[i][0] != NULL), "%s", words[i][1]);
        if (words[i][0] != NULL)
            ck_assert_msg(strcmp(statement_at(review, 0).kind, words[i][0]) == 0, "%s", words[i][1]);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(a_brief_judgement_takes_the_sentence_that_goes_on_about_it)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||The landlady's warning was not acted on. She had rung twice. The flat was warm."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 1);
    ck_assert_str_eq(statement_text(review, 0), "The landlady's warning was not acted on. She had rung twice.");
    scrl_review_free(review);
}
END_TEST

START_TEST(what_only_sounds_alike_is_no_statement)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "p||His mother kept asking for a key of her own.",
                                 "p||The Act is long and has many parts.",
                                 "p||Nobody could have known what was to come.",
                                 "p||The nurse visited twice, with gaps.",
                                 "p||The panel is grateful to all who helped.",
                                 "p||He was seen by the doctor on a Tuesday."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(what_asks_in_a_list_of_areas_for_development_is_a_recommendation)
{
    const char *const lines[] = {COVER, "h|1|Areas for development",
                                 "l||The Board should develop joint guidance on substance use.",
                                 "l||Guidance on substance use was out of date."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 1);
    ck_assert_uint_eq(count_kind(review, "finding"), 1);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_discussion_may_end_in_what_a_body_should_do)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "h|2|Doors",
                                 "p||Norwick Homes should hold one record for each tenant.",
                                 "p||The council, Norwick Homes and the police should together adopt a short tool.",
                                 "p||The police should have told the council.",
                                 "p||The council should be credited for its candour."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 2);
    scrl_review_free(review);
}
END_TEST

START_TEST(what_may_be_a_finding_gives_way_to_a_plainer_one)
{
    const char *const lines[] = {
        COVER, "h|1|Analysis",
        "p||Homes in this area have nobody to ask about wounds. The panel found that the nurses "
        "are rarely called.",
        "p||Wards in this area have no number that can be rung late at night. Homes have no list of who is on call."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "finding"), 2);
    ck_assert_str_eq(statement_text(review, 0), "The panel found that the nurses are rarely called.");
    ck_assert_str_eq(statement_text(review, 1), "Wards in this area have no number that can be rung late at night.");
    scrl_review_free(review);
}
END_TEST

START_TEST(short_labels_are_those_of_learning_points)
{
    const char *const lines[] = {COVER, "h|1|Learning points", "p||LP1: An empty chair says something.",
                                 "p||LP2: Silence is an answer."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "lesson"), 2);
    ck_assert_str_eq(statement_at(review, 0).label, "LP1");
    ck_assert_str_eq(statement_text(review, 0), "An empty chair says something.");
    scrl_review_free(review);
}
END_TEST

START_TEST(many_authors_words_announce_their_kind)
{
    static const char *const words[][2] = {
        {"good_practice", "Credit is due to the ferryman, who had no training and rang at once."},
        {"good_practice", "It is as clear a letter as I have read in all my years."},
        {"good_practice", "The nurse read the record from cover to cover, rang the aunt and asked for a quiet room."},
        {"good_practice", "The review was impressed by the warden's diary."},
        {"good_practice", "The tutor did everything that could have been asked of her."},
        {"missed_opportunity", "The message lay in an inbox until the Monday."},
        {"missed_opportunity", "The decision to close the case was, on any view, the wrong one."},
        {"missed_opportunity", "The grandmother's offer was not explored."},
        {"missed_opportunity", "The ferryman's account did not reach the conference."},
        {"finding", "There is no agreed way of telling a school that a child has moved."},
        {"finding", "Core groups had become occasions for reporting who had come."},
        {"finding", "The panel was told that interpreters are booked for one visit in ten."},
        {"finding", "The wait for the clinic was nine months."},
        {NULL, "The clocks went back that weekend."},
        {NULL, "The Code of Practice says that nobody is to be left out."},
        {NULL, "It would be easy to say that somebody should have asked."},
        {NULL, "Adults in this borough are younger than those elsewhere."},
        {NULL, "The health visitor visited weekly."}};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        char line[256];
        snprintf(line, sizeof(line), "p||%s", words[i][1]);
        const char *const lines[] = {COVER, "h|1|Analysis", line};
        scrl_review *review = REVIEW(lines);
        ck_assert_msg(scrl_review_statement_count(review) == (words[i][0] != NULL), "%s", words[i][1]);
        if (words[i][0] != NULL)
            ck_assert_msg(strcmp(statement_at(review, 0).kind, words[i][0]) == 0, "%s", words[i][1]);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(a_number_typed_into_the_text_is_a_label)
{
    const char *const lines[] = {COVER, "h|1|Findings", "h|2|Questions for the Board", "p||1a How will the Board know?",
                                 "p||1b Would a shorter form help?"};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "consideration"), 2);
    ck_assert_str_eq(statement_at(review, 0).label, "1a");
    ck_assert_str_eq(statement_text(review, 0), "How will the Board know?");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_list_needs_no_labels_because_another_has_them)
{
    const char *const lines[] = {COVER,
                                 "h|1|Recommendations",
                                 "h|2|Multi-agency recommendations",
                                 "p||Recommendation 1: The Board should publish a form.",
                                 "h|2|Single agency recommendations",
                                 "p|4.1|The Panel has endorsed the following recommendations.",
                                 "p||Vale Homes: to tell officers of a warning.",
                                 "p||Vale Hospital: to ring back."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 3);
    ck_assert_str_eq(statement_text(review, 1), "Vale Homes: to tell officers of a warning.");
    scrl_review_free(review);
}
END_TEST

START_TEST(what_only_speaks_of_recommendations_is_none)
{
    const char *const lines[] = {COVER,
                                 "h|1|Recommendations",
                                 "p||Few things are written here and each is for someone.",
                                 "p||The Board should publish a form.",
                                 "p||The police should name a lead.",
                                 "p||Schools should keep a list.",
                                 "p||The trust should ring back."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 4);
    ck_assert_str_eq(statement_text(review, 0), "The Board should publish a form.");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_question_that_a_heading_numbers_is_no_consideration)
{
    const char *const lines[] = {COVER, "h|1|Question 1: How well was he known?",
                                 "p||He was seen at the ward and school."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "consideration"), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(what_a_check_would_have_shown_is_a_missed_opportunity)
{
    static const char *const words[][2] = {
        {"missed_opportunity", "A question about the lodger would have had an answer."},
        {"missed_opportunity", "There was ample ground to refer him in the spring."},
        {"missed_opportunity", "Nor was any thought given to a joint visit."},
        {"missed_opportunity", "The chance passed without anyone noticing."},
        {NULL, "A better lock would not have kept him in."}};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        char line[256];
        snprintf(line, sizeof(line), "p||%s", words[i][1]);
        const char *const lines[] = {COVER, "h|1|Analysis", line};
        scrl_review *review = REVIEW(lines);
        ck_assert_msg(scrl_review_statement_count(review) == (words[i][0] != NULL), "%s", words[i][1]);
        if (words[i][0] != NULL)
            ck_assert_msg(strcmp(statement_at(review, 0).kind, words[i][0]) == 0, "%s", words[i][1]);
        scrl_review_free(review);
    }
}
END_TEST

START_TEST(a_line_above_items_says_what_they_are)
{
    const char *const lines[] = {COVER,
                                 "h|1|Analysis",
                                 "p||Key learning",
                                 "l||Ask twice.",
                                 "l||Write it down.",
                                 "p||The review identified the following examples of good practice:",
                                 "l||The clerk who rang twice.",
                                 "p||Missed opportunities:",
                                 "l||The second letter.",
                                 "p||Learning: a short visit is a visit."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "lesson"), 3);
    ck_assert_uint_eq(count_kind(review, "good_practice"), 1);
    ck_assert_uint_eq(count_kind(review, "missed_opportunity"), 1);
    ck_assert_str_eq(statement_text(review, 0), "Ask twice.");
    ck_assert_str_eq(statement_text(review, 4), "a short visit is a visit.");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_paragraph_that_points_at_a_recommendation_is_none)
{
    const char *const lines[] = {COVER, "h|1|Recommendations", "p||All agencies should train staff.",
                                 "p||This repeats what the last review said."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "recommendation"), 1);
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_line_above_items_says_what_they_are,
                                  a_paragraph_that_points_at_a_recommendation_is_none,
                                  what_a_check_would_have_shown_is_a_missed_opportunity,
                                  a_question_that_a_heading_numbers_is_no_consideration,
                                  what_only_speaks_of_recommendations_is_none,
                                  a_list_needs_no_labels_because_another_has_them,
                                  a_number_typed_into_the_text_is_a_label,
                                  a_discussion_may_end_in_what_a_body_should_do,
                                  what_may_be_a_finding_gives_way_to_a_plainer_one,
                                  short_labels_are_those_of_learning_points,
                                  many_authors_words_announce_their_kind,
                                  the_usual_words_of_reviewers_announce_their_kind,
                                  a_shortened_repeat_with_the_same_number_is_the_same_recommendation,
                                  items_below_an_announcement_are_recommendations,
                                  the_text_below_a_titled_recommendation_is_taken_whole,
                                  a_sentence_broken_over_two_blocks_is_one_statement,
                                  a_coroners_matter_takes_its_items_with_it,
                                  of_two_sentences_about_one_thing_the_plainer_one_is_the_statement,
                                  statements_are_found_where_nothing_announces_them,
                                  numbers_of_labels_may_have_letters,
                                  text_about_labelled_statements_is_none,
                                  a_label_is_kept_apart_from_the_text,
                                  a_label_alone_takes_the_paragraph_below,
                                  list_items_and_numbered_paragraphs_are_statements,
                                  a_recommendation_takes_its_list_with_it,
                                  the_heading_above_a_list_says_who_is_to_act,
                                  several_who_are_to_act_are_told_apart,
                                  columns_of_an_action_plan_are_read_by_name,
                                  wording_announces_a_statement_in_running_text,
                                  denied_and_foreign_statements_are_none,
                                  a_repeat_in_the_summary_is_a_place_of_the_same_statement,
                                  contents_pages_and_news_yield_no_statements,
                                  a_coroners_matter_runs_to_the_next_number,
                                  parts_of_a_finding_are_no_findings,
                                  a_paragraph_of_good_practice_is_several_items,
                                  wording_tells_a_pattern_from_what_one_person_did,
                                  the_judgement_of_the_reviewer_makes_a_statement,
                                  a_brief_judgement_takes_the_sentence_that_goes_on_about_it,
                                  what_only_sounds_alike_is_no_statement,
                                  what_asks_in_a_list_of_areas_for_development_is_a_recommendation};
    return RUN("statements", tests);
}
