/* Statements that no words announce, by the signs in them. */
#include "report.h"

static size_t statement_count_of(const char *paragraph, const char *heading)
{
    char line[1024], head[64];
    snprintf(line, sizeof(line), "p||%s", paragraph);
    snprintf(head, sizeof(head), "h|1|%s", heading);
    const char *const lines[] = {COVER, head, line};
    scrl_review *review = REVIEW(lines);
    size_t count = scrl_review_statement_count(review);
    scrl_review_free(review);
    return count;
}

START_TEST(several_deeds_of_a_worker_are_credited)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||The practice nurse noticed the gap in the letters that week, rang the school "
                                 "herself and drew a plan of the visits with the grandmother. She came back on the "
                                 "Friday and wrote down who would ring whom.",
                                 "p||The fair was held that weekend."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 1);
    ck_assert_str_eq(statement_at(review, 0).kind, "good_practice");
    ck_assert_int_eq(strncmp(statement_text(review, 0), "The practice nurse noticed", 26), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(what_all_do_as_a_rule_is_a_finding)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||He moved in June. Staff across the borough told us that forms of this kind are "
                                 "read as a matter for the ward alone, and most had come to expect that a third of the "
                                 "posts in the hub would be vacant at any one time.",
                                 "p||He liked the sea."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 1);
    ck_assert_str_eq(statement_at(review, 0).kind, "finding");
    ck_assert_int_eq(strncmp(statement_text(review, 0), "Staff across the borough", 24), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(signs_count_only_where_practice_is_judged)
{
    const char *deeds = "The practice nurse noticed the gap in the letters that week, rang the school herself and drew "
                        "a plan of the visits with the grandmother.";
    ck_assert_uint_eq(statement_count_of(deeds, "Analysis"), 1);
    ck_assert_uint_eq(statement_count_of(deeds, "Chronology"), 0);
    ck_assert_uint_eq(statement_count_of(deeds, "Methodology"), 0);
}
END_TEST

START_TEST(what_a_relative_did_and_what_is_law_are_no_statements)
{
    ck_assert_uint_eq(
        statement_count_of("His mother rang the school, asked for a letter and took it home.", "Analysis"), 0);
    ck_assert_uint_eq(statement_count_of("The Act says what a local authority is to do.", "Analysis"), 0);
}
END_TEST

START_TEST(a_comment_in_the_story_is_analysis)
{
    const char *const lines[] = {COVER, "h|1|Chronology", "p||On 3 March 2019 the nurse called.",
                                 "p||Comment: No agency told the school, which was a missed opportunity.",
                                 "p||Panel comment: The practice nurse noticed the gap in the letters that week, rang "
                                 "the school herself and drew a plan of the visits with the grandmother."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 2);
    ck_assert_str_eq(statement_text(review, 0), "No agency told the school, which was a missed opportunity.");
    ck_assert_str_eq(statement_at(review, 1).kind, "good_practice");
    ck_assert_int_eq(strncmp(statement_text(review, 1), "The practice nurse", 18), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(how_usual_something_is_belongs_to_what_is_told_before_it)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||The letter took a month to arrive. We were told that this is common practice "
                                 "across the county."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(scrl_review_statement_count(review), 1);
    ck_assert_str_eq(statement_at(review, 0).kind, "finding");
    ck_assert_int_eq(strncmp(statement_text(review, 0), "The letter took a month", 23), 0);
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        several_deeds_of_a_worker_are_credited,    what_all_do_as_a_rule_is_a_finding,
        signs_count_only_where_practice_is_judged, what_a_relative_did_and_what_is_law_are_no_statements,
        a_comment_in_the_story_is_analysis,        how_usual_something_is_belongs_to_what_is_told_before_it};
    return RUN("signs", tests);
}
