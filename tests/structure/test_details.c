/* What a statement says of itself: kinds of change, the type of a pattern, the parts of a finding. */
#include "report.h"

static bool asks_for(const scrl_review *review, size_t i, const char *kind)
{
    const char *ask;
    for (size_t j = 0; (ask = scrl_review_statement_ask(review, i, j)) != NULL; j++)
        if (strcmp(ask, kind) == 0)
            return true;
    return false;
}

START_TEST(a_recommendation_says_what_kind_of_change_it_asks_for)
{
    const char *const lines[] = {COVER,
                                 "h|1|Recommendations",
                                 "p|1|The Board should audit the use of the new form and train staff in it.",
                                 "p|2|The Government should legislate so that each school keeps a chronology.",
                                 "p|3|Norwick Council should fund two more posts.",
                                 "p|4|The Partnership should think about this."};
    scrl_review *review = REVIEW(lines);
    ck_assert(asks_for(review, 0, "audit") && asks_for(review, 0, "training") && asks_for(review, 0, "system"));
    ck_assert_uint_eq(statement_at(review, 0).ask_count, 3);
    ck_assert(asks_for(review, 1, "statutory_duty"));
    ck_assert(asks_for(review, 2, "resource"));
    ck_assert_uint_eq(statement_at(review, 3).ask_count, 0);
    ck_assert_ptr_null(scrl_review_statement_ask(review, 3, 0));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_finding_that_asks_nobody_asks_for_nothing)
{
    const char *const lines[] = {COVER, "h|1|Analysis", "p||The review finds that training was thin."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(count_kind(review, "finding"), 1);
    ck_assert_uint_eq(statement_at(review, 0).ask_count, 0);
    scrl_review_free(review);
}
END_TEST

static const char *part_text(const scrl_review *review, size_t i, size_t j, const char **name)
{
    static char text[512];
    scrl_place part = SCRL_PLACE_INIT;
    if (scrl_review_statement_part(review, i, j, &part) != 0)
        return NULL;
    *name = part.part;
    snprintf(text, sizeof(text), "%.*s", (int)(part.end - part.start),
             scrl_document_text(scrl_review_document(review), NULL) + part.start);
    return text;
}

START_TEST(a_systems_finding_has_its_type_and_its_parts)
{
    static const char *const names[] = {"pattern",    "in_this_case",   "not_one_off",
                                        "prevalence", "why_it_matters", "questions"};
    static const char *const words[] = {
        "In Norwick the form leaves no room for doubt, so that doubt is not passed on. (Tools)",
        "Two workers doubted.",
        "Others said the same.",
        "All teams use it.\nSo do the schools.",
        "Doubt is often right.",
        "Does the Board know?"};
    const char *const lines[] = {
        COVER,
        "h|1|The findings",
        "h|2|Finding 1",
        "p||In Norwick the form leaves no room for doubt, so that doubt is not passed on. (Tools)",
        "h|3|How did the finding manifest in this case?",
        "p||Two workers doubted.",
        "h|3|How do we know it is not peculiar to this case?",
        "p||Others said the same.",
        "h|3|How widespread is the pattern?",
        "p||All teams use it.",
        "p||So do the schools.",
        "h|3|Why does it matter?",
        "p||Doubt is often right.",
        "h|3|Questions for the Board",
        "p|1|Does the Board know?"};
    scrl_review *review = REVIEW(lines);
    const char *name = "";
    ck_assert_str_eq(statement_at(review, 0).kind, "finding");
    ck_assert_str_eq(statement_at(review, 0).type_printed, "Tools");
    ck_assert_uint_eq(statement_at(review, 0).part_count, 6);
    for (size_t j = 0; j < 6; j++) {
        ck_assert_str_eq(part_text(review, 0, j, &name), words[j]);
        ck_assert_str_eq(name, names[j]);
    }
    ck_assert_ptr_null(part_text(review, 0, 6, &name));
    scrl_review_free(review);
}
END_TEST

START_TEST(a_type_may_stand_on_the_line_below)
{
    const char *const lines[] = {
        COVER,
        "h|1|Findings",
        "h|2|Finding 2. Is agreement at conferences so strong that doubt is left out of the minutes?",
        "p||(Management systems)",
        "h|3|Why does it matter?",
        "p||Doubt is often right."};
    scrl_review *review = REVIEW(lines);
    ck_assert_str_eq(statement_at(review, 0).type_printed, "Management systems");
    ck_assert_uint_eq(statement_at(review, 0).part_count, 2);
    scrl_review_free(review);
}
END_TEST

START_TEST(a_finding_in_running_text_has_no_parts_and_brackets_are_no_type)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||The review finds that visits were announced (by letter or telephone)."};
    scrl_review *review = REVIEW(lines);
    ck_assert_uint_eq(statement_at(review, 0).part_count, 0);
    ck_assert_str_eq(statement_at(review, 0).type_printed, "");
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_recommendation_says_what_kind_of_change_it_asks_for,
                                  a_finding_that_asks_nobody_asks_for_nothing,
                                  a_systems_finding_has_its_type_and_its_parts, a_type_may_stand_on_the_line_below,
                                  a_finding_in_running_text_has_no_parts_and_brackets_are_no_type};
    return RUN("details", tests);
}
