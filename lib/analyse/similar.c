/*
 * similar.c - reviews that are like one: by the words that tell it from others, and by its themes. Only the passages
 * with these words and themes are looked at, never all text.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/texts.h"
#include "base/str.h"

#define REASONS 8

/* How much of a word a review of usual length must have before more of it adds little (as in BM25). */
#define HALF 1.0
#define LENGTH_MATTERS 0.75

static double word_weight(double all, double with)
{
    return with > 0 ? log((all + 1) / with) : 0;
}

size_t scrl__telling_words(const scrl__facts *facts, const scrl__lexicon *lexicon, const uint32_t *counts,
                           size_t out[SCRL__TELLING_MOST])
{
    double weights[SCRL__TELLING_MOST];
    size_t count = 0;
    for (size_t i = 0; i < lexicon->count; i++) {
        const scrl__lexicon_word *word = &lexicon->words[i];
        if (counts[i] <= word->count) /* stands in this review alone: it can liken it to none */
            continue;
        double weight = (1 + log((double)word->count)) * word_weight(facts->passage_count, counts[i]);
        size_t at = count < SCRL__TELLING_MOST ? count++ : SCRL__TELLING_MOST;
        for (; at > 0 && weights[at - 1] < weight; at--) {
            if (at < SCRL__TELLING_MOST) {
                weights[at] = weights[at - 1];
                out[at] = out[at - 1];
            }
        }
        if (at < SCRL__TELLING_MOST) {
            weights[at] = weight;
            out[at] = i;
        }
    }
    return count;
}

/* Passages with each value, of each review: a row a review. */
typedef struct profile {
    const scrl__facet_list *values;
    uint32_t *counts; /* [review * values->count + value] */
    double *weights;  /* of each value: the fewer reviews have it, the heavier */
} profile;

static int make_profile(scrl_context *ctx, const scrl__facts *facts, const scrl__facet_list *values, profile *p)
{
    size_t columns = values->count;
    *p = (profile){values, calloc((size_t)facts->review_count * columns + 1, sizeof(*p->counts)),
                   calloc(columns + 1, sizeof(*p->weights))};
    if (p->counts == NULL || p->weights == NULL)
        return scrl__fail_memory(ctx, "analyse");
    for (size_t i = 0; i < columns; i++) {
        double with = 0;
        for (uint32_t j = 0; j < values->items[i].count; j++) {
            uint32_t *count = &p->counts[facts->review_of[values->items[i].passages[j]] * columns + i];
            with += *count == 0;
            ++*count;
        }
        p->weights[i] = word_weight(facts->review_count - facts->without_text, with);
    }
    return 0;
}

static void free_profile(profile *p)
{
    free(p->counts);
    free(p->weights);
}

/* How much of a word a review has, from 0 to 1, by its length. */
static double saturation(const scrl__facts *facts, const profile *p, uint32_t review, size_t word)
{
    double count = p->counts[review * p->values->count + word];
    double usual = (double)facts->passage_count / (facts->review_count - facts->without_text);
    double length = facts->reviews[review].passages / usual;
    return count / (count + HALF * (1 - LENGTH_MATTERS + LENGTH_MATTERS * length));
}

/* What the two share of word 'i': no more than the review asked about has of it. */
static double share_of_word(const scrl__facts *facts, const profile *p, uint32_t review, uint32_t other, size_t i)
{
    return p->weights[i] * fmin(saturation(facts, p, review, i), saturation(facts, p, other, i));
}

static double text_likeness(const scrl__facts *facts, const profile *p, uint32_t review, uint32_t other)
{
    double shared = 0, whole = 0;
    for (size_t i = 0; i < p->values->count; i++) {
        shared += share_of_word(facts, p, review, other, i);
        whole += p->weights[i] * saturation(facts, p, review, i);
    }
    return whole > 0 ? shared / whole : 0;
}

static double theme_weight(const profile *p, uint32_t review, size_t theme)
{
    double count = p->counts[review * p->values->count + theme];
    return count > 0 ? (1 + log(count)) * p->weights[theme] : 0;
}

/* Cosine of two reviews' themes; -1 when one has none that weighs. */
static double theme_likeness(const profile *p, uint32_t review, uint32_t other)
{
    double product = 0, one = 0, two = 0;
    for (size_t i = 0; i < p->values->count; i++) {
        double a = theme_weight(p, review, i), b = theme_weight(p, other, i);
        product += a * b;
        one += a * a;
        two += b * b;
    }
    return one > 0 && two > 0 ? product / sqrt(one * two) : -1;
}

/* Whether value 'i' weighs more than 'j', or as much and stands before it in the alphabet. */
static bool is_before(const scrl__facet_list *values, const double *weights, size_t i, size_t j)
{
    if (weights[i] != weights[j])
        return weights[i] > weights[j];
    return strcmp(values->items[i].value, values->items[j].value) < 0;
}

/* Names the values that two reviews share and that weigh most, "a; b; c". */
static const char *name_shared(scrl_context *ctx, const scrl__facet_list *values, double *weights, scrl__result *out)
{
    scrl__str text = SCRL__STR_INIT;
    for (int k = 0; k < REASONS; k++) {
        size_t best = values->count;
        for (size_t i = 0; i < values->count; i++) {
            if (weights[i] > 0 && (best == values->count || is_before(values, weights, i, best)))
                best = i;
        }
        if (best == values->count)
            break;
        scrl__str_adds(&text, k > 0 ? "; " : "");
        scrl__str_adds(&text, values->items[best].value);
        weights[best] = 0;
    }
    const char *names = text.failed ? NULL : scrl__result_keep(ctx, out, scrl__str_text(&text));
    if (text.failed)
        scrl__fail_memory(ctx, "analyse");
    scrl__str_free(&text);
    return names;
}

static int compare_likeness(const void *left, const void *right)
{
    const scrl__likeness *a = left, *b = right;
    if (a->likeness != b->likeness)
        return a->likeness > b->likeness ? -1 : 1;
    return strcmp(a->sha256, b->sha256);
}

/* Compares with every review that has a passage in the set. */
static int add_reviews(scrl_context *ctx, const scrl__facts *facts, uint32_t review, const profile *words,
                       const profile *themes, const scrl__choice *set, scrl__result *out)
{
    int status = 0;
    uint32_t last = SCRL_NONE;
    for (uint32_t i = 0; i < facts->passage_count && status == 0; i++) {
        uint32_t other = facts->review_of[i];
        if (other == last || other == review || !scrl__choice_has(set, i))
            continue;
        last = other;
        double by_themes = theme_likeness(themes, review, other);
        scrl__likeness record = {.review = other,
                                 .sha256 = facts->reviews[other].sha256,
                                 .text = text_likeness(facts, words, review, other)};
        record.by_themes = by_themes < 0 ? 0 : by_themes;
        record.likeness = by_themes < 0 ? record.text : (record.text + by_themes) / 2;
        if (record.likeness > 0)
            status = scrl__result_add(ctx, out, &record);
    }
    return status;
}

/* Says what the review of a record shares with the one asked about. */
static int explain(scrl_context *ctx, const scrl__facts *facts, uint32_t review, const profile *words,
                   const profile *themes, double *weights, scrl__likeness *record, scrl__result *out)
{
    for (size_t i = 0; i < words->values->count; i++)
        weights[i] = share_of_word(facts, words, review, record->review, i);
    record->words = name_shared(ctx, words->values, weights, out);
    for (size_t i = 0; i < themes->values->count; i++)
        weights[i] = theme_weight(themes, review, i) * theme_weight(themes, record->review, i);
    record->themes = name_shared(ctx, themes->values, weights, out);
    return record->words != NULL && record->themes != NULL ? 0 : SCRL_ENOMEM;
}

int scrl__similar(scrl_context *ctx, const scrl__facts *facts, uint32_t review, const scrl__facet_list *words,
                  const scrl__facet_list *themes, const scrl__choice *set, uint64_t limit, scrl__result *out)
{
    profile by_words = {NULL, NULL, NULL}, by_themes = {NULL, NULL, NULL};
    double *weights = calloc(words->count + themes->count + 1, sizeof(*weights));
    int status = weights == NULL ? scrl__fail_memory(ctx, "analyse") : 0;
    if (status == 0)
        status = make_profile(ctx, facts, words, &by_words);
    if (status == 0)
        status = make_profile(ctx, facts, themes, &by_themes);
    if (status == 0)
        status = add_reviews(ctx, facts, review, &by_words, &by_themes, set, out);
    if (status == 0) {
        scrl__result_sort(out, compare_likeness);
        out->count = out->count > limit ? (size_t)limit : out->count;
    }
    scrl__likeness *records = out->records;
    for (size_t i = 0; i < out->count && status == 0; i++)
        status = explain(ctx, facts, review, &by_words, &by_themes, weights, &records[i], out);
    free(weights);
    free_profile(&by_words);
    free_profile(&by_themes);
    return status;
}
