/* The recipe as a whole. */
#include "report.h"

START_TEST(any_document_is_accepted)
{
    const char *const odd[] = {"p||x",
                               "h|3|",
                               "h|9|?",
                               "r||~~~",
                               "l|1|.",
                               "p||\xF0\x9F\x98\x80 \xE2\x80\x98\xE2\x80\x99",
                               "h|1|Recommendations",
                               "r||Recommendation~Lead",
                               "r||~",
                               "l||:"};
    scrl_document *empty = report_document(NULL, 0);
    scrl_review *review = NULL;
    ck_assert_int_eq(scrl_review_new(ctx, phrases, empty, &review), 0);
    ck_assert_str_eq(scrl_review_field(review, "review_type"), "other");
    scrl_review_free(review);
    scrl_document_free(empty);
    review = REVIEW(odd);
    ck_assert_uint_eq(scrl_review_statement_count(review), 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(wrong_use_is_refused)
{
    const char *const lines[] = {COVER};
    scrl_document *doc = report_document(lines, 2);
    scrl_review *review = NULL;
    ck_assert_int_eq(scrl_review_new(NULL, phrases, doc, &review), SCRL_EINVAL);
    ck_assert_int_eq(scrl_review_new(ctx, NULL, doc, &review), SCRL_EINVAL);
    ck_assert_int_eq(scrl_review_new(ctx, phrases, NULL, &review), SCRL_EINVAL);
    ck_assert_int_eq(scrl_review_new(ctx, phrases, doc, NULL), SCRL_EINVAL);
    ck_assert_ptr_null(review);
    scrl_document_free(doc);
}
END_TEST

START_TEST(a_review_outlives_document_and_phrases)
{
    const char *const lines[] = {COVER, "h|1|Recommendations", "p||Recommendation 1: The Board should act at once."};
    scrl_review *review = REVIEW(lines);
    scrl_structure_free(phrases);
    phrases = NULL;
    ck_assert_str_eq(scrl_review_field(review, "review_type"), "lcspr");
    ck_assert_str_eq(statement_text(review, 0), "The Board should act at once.");
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {any_document_is_accepted, wrong_use_is_refused,
                                  a_review_outlives_document_and_phrases};
    return RUN("structure", tests);
}
