/* What a review gives room to, and what it shows of the points that are asked of reviews. */
#include "report.h"

#include <string.h>

static scrl_act_share share_of(const scrl_review *review, const char *act)
{
    scrl_act_share share = SCRL_ACT_SHARE_INIT;
    for (size_t i = 0; i < scrl_review_act_share_count(); i++) {
        ck_assert_int_eq(scrl_review_act_share(review, i, &share), 0);
        if (strcmp(share.act, act) == 0)
            return share;
    }
    ck_abort_msg("no such act: %s", act);
}

static scrl_check check_of(const scrl_review *review, const char *id)
{
    scrl_check check = SCRL_CHECK_INIT;
    for (size_t i = 0; i < scrl_review_check_count(); i++) {
        ck_assert_int_eq(scrl_review_check(review, i, &check), 0);
        if (strcmp(check.id, id) == 0)
            return check;
    }
    ck_abort_msg("no such check: %s", id);
}

static const char *const report[] = {COVER,
                                     "h|1|Chronology",
                                     "p||The twins moved house on 3 March 2019.",
                                     "p||The visit was cancelled because of sickness in the team.",
                                     "h|1|Views of the family",
                                     "p||Her grandmother said that nobody had rung back.",
                                     "h|1|Recommendations",
                                     "l||The Board should audit twenty files by June 2021.",
                                     "l||Housing should visit every tenant."};

START_TEST(words_are_counted_by_what_sentences_do)
{
    scrl_review *review = REVIEW(report);
    ck_assert_uint_eq(share_of(review, "explanation").sentences, 1);
    ck_assert_uint_eq(share_of(review, "explanation").words, 10);
    ck_assert_uint_eq(share_of(review, "event").words, 8);
    ck_assert_uint_eq(share_of(review, "recommendation").sentences, 2);
    ck_assert_uint_eq(share_of(review, "context").words, 0);
    scrl_review_free(review);
}
END_TEST

START_TEST(points_are_facts_with_a_place)
{
    scrl_review *review = REVIEW(report);
    scrl_check check = check_of(review, "family_heard");
    ck_assert_uint_eq(check.count, 1);
    const char *text = scrl_document_text(scrl_review_document(review), NULL);
    ck_assert(memcmp(text + check.start, "Her grandmother", 15) == 0);
    ck_assert_uint_eq(check_of(review, "why").count, 1);
    ck_assert_uint_eq(check_of(review, "dated").count, 1);
    ck_assert_uint_eq(check_of(review, "dated").of, 2);
    ck_assert_uint_eq(check_of(review, "addressed").count, 2);
    check = check_of(review, "good_practice");
    ck_assert_uint_eq(check.count, 0);
    ck_assert_uint_eq(check.start, check.end);
    scrl_review_free(review);
}
END_TEST

START_TEST(asking_past_the_end_or_for_nothing_is_refused)
{
    scrl_act_share share = SCRL_ACT_SHARE_INIT;
    scrl_check check = SCRL_CHECK_INIT;
    scrl_review *review = REVIEW(report);
    ck_assert_int_eq(scrl_review_act_share(review, scrl_review_act_share_count(), &share), SCRL_EINVAL);
    ck_assert_int_eq(scrl_review_check(review, scrl_review_check_count(), &check), SCRL_EINVAL);
    ck_assert_int_eq(scrl_review_check(NULL, 0, &check), SCRL_EINVAL);
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {words_are_counted_by_what_sentences_do, points_are_facts_with_a_place,
                                  asking_past_the_end_or_for_nothing_is_refused};
    return RUN("profile", tests);
}
