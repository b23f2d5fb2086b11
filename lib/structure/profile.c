/*
 * What a review gives room to, and what it shows of the points that are asked of reviews. All of it is counted from
 * the finished review; nothing is weighed, and no sum is made.
 */
#include <string.h>

#include "base/ctx.h"
#include "model/review.h"

/* --- Shares of what sentences do --- */

static const char *const acts[] = {"event",          "practice", "explanation", "judgement", "finding",
                                   "recommendation", "voice",    "process",     "context",   ""};
#define ACT_COUNT (sizeof(acts) / sizeof(acts[0]))

static bool is_heading(const scrl_document *doc, const scrl__sentence *s)
{
    return doc->blocks[s->block].kind == SCRL_BLOCK_HEADING;
}

static uint64_t count_words(const char *text, uint32_t start, uint32_t end)
{
    uint64_t words = 0;
    bool inside = false;
    for (uint32_t i = start; i < end; i++) {
        bool space = text[i] == ' ' || text[i] == '\t' || text[i] == '\n';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

size_t scrl_review_act_share_count(void)
{
    return ACT_COUNT;
}

int scrl_review_act_share(const scrl_review *review, size_t i, scrl_act_share *out)
{
    if (review == NULL || i >= ACT_COUNT)
        return SCRL_EINVAL;
    const scrl_document *doc = review->doc;
    scrl_act_share share = {.size = sizeof(share), .act = acts[i]};
    for (uint32_t n = 0; n < doc->sentence_count; n++) {
        const scrl__sentence *s = &doc->sentences[n];
        if (is_heading(doc, s) || strcmp(scrl_review_act(review, n), acts[i]) != 0)
            continue;
        share.sentences++;
        share.words += count_words(doc->text, s->start, s->end);
    }
    return scrl__record_fill(out, &share, sizeof(share));
}

/* --- The points --- */

static void note(scrl_check *check, uint32_t start, uint32_t end)
{
    if (check->count++ == 0) {
        check->start = start;
        check->end = end;
    }
}

static void count_field(const scrl_review *review, const char *field, scrl_check *check)
{
    for (uint32_t i = 0; i < review->value_count; i++)
        if (strcmp(scrl__review_string(review, review->values[i].field), field) == 0)
            note(check, review->values[i].start, review->values[i].end);
}

static void count_kind(const scrl_review *review, const char *kind, scrl_check *check)
{
    for (uint32_t i = 0; i < review->statement_count; i++)
        if (strcmp(scrl__review_string(review, review->statements[i].kind), kind) == 0)
            note(check, review->statements[i].start, review->statements[i].end);
}

static void count_act(const scrl_review *review, const char *act, scrl_check *check)
{
    const scrl_document *doc = review->doc;
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        if (is_heading(doc, &doc->sentences[i]))
            continue;
        check->of++;
        if (strcmp(scrl_review_act(review, i), act) == 0)
            note(check, doc->sentences[i].start, doc->sentences[i].end);
    }
}

static void count_speaker(const scrl_review *review, const char *speaker, scrl_check *check)
{
    const scrl_document *doc = review->doc;
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        if (is_heading(doc, &doc->sentences[i]))
            continue;
        check->of++;
        if (strcmp(scrl_review_speaker(review, i), speaker) == 0)
            note(check, doc->sentences[i].start, doc->sentences[i].end);
    }
}

/* Recommendations, and of these the ones that state something. */
static void count_asked(const scrl_review *review, const char *what, scrl_check *check)
{
    for (uint32_t i = 0; i < review->statement_count; i++) {
        const scrl__statement *s = &review->statements[i];
        if (strcmp(scrl__review_string(review, s->kind), "recommendation") != 0)
            continue;
        bool stated = strcmp(what, "addressee") == 0  ? s->addressee_count > 0
                      : strcmp(what, "deadline") == 0 ? s->deadline != 0
                                                      : s->owner != 0;
        check->of++;
        if (stated)
            note(check, s->start, s->end);
    }
}

static void count_gaps(const scrl_review *review, const char *unused, scrl_check *check)
{
    (void)unused;
    for (uint32_t i = 0; i < review->gap_count; i++) {
        const scrl__event *after = &review->events[review->gaps[i].after];
        note(check, after->start, after->end);
    }
}

static const struct point {
    const char *id, *asks;
    void (*count)(const scrl_review *review, const char *what, scrl_check *check);
    const char *what;
} points[] = {
    {"period", "The period under review is stated (values)", count_field, "period_from"},
    {"method", "The method of the review is stated (values)", count_field, "method"},
    {"reviewers", "Those who led or wrote the review are named (values)", count_field, "reviewers"},
    {"agencies", "The agencies involved are named (values)", count_field, "agencies"},
    {"child_heard", "The words of the child, or of the adult whom the review is about (sentences)", count_speaker,
     "child"},
    {"family_heard", "The words of relatives and friends (sentences)", count_speaker, "relative"},
    {"practitioners_heard", "The words of practitioners (sentences)", count_speaker, "practitioner"},
    {"why", "Sentences that say why, not only what (sentences)", count_act, "explanation"},
    {"what", "Sentences that say what happened (sentences)", count_act, "event"},
    {"good_practice", "Good practice is stated (statements)", count_kind, "good_practice"},
    {"findings", "Findings are stated (statements)", count_kind, "finding"},
    {"lessons", "Lessons are stated (statements)", count_kind, "lesson"},
    {"addressed", "Recommendations that say who is to act (statements)", count_asked, "addressee"},
    {"owned", "Recommendations that name an owner (statements)", count_asked, "owner"},
    {"dated", "Recommendations that state a date (statements)", count_asked, "deadline"},
    {"gaps", "Times of 60 days and more of which no event is dated (gaps)", count_gaps, ""},
};
#define POINT_COUNT (sizeof(points) / sizeof(points[0]))

size_t scrl_review_check_count(void)
{
    return POINT_COUNT;
}

int scrl_review_check(const scrl_review *review, size_t i, scrl_check *out)
{
    if (review == NULL || i >= POINT_COUNT)
        return SCRL_EINVAL;
    scrl_check check = {.size = sizeof(check), .id = points[i].id, .asks = points[i].asks};
    points[i].count(review, points[i].what, &check);
    return scrl__record_fill(out, &check, sizeof(check));
}
