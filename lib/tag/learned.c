/*
 * learned.c - lets the models score a paragraph: in windows as long as the passages that they were trained on, of which the best counts
 * for each theme. What the scores are worth is known by models.c.
 */
#include "tag/learned.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tag/models.h"

/* A window has this many words, or the whole paragraph's. */
#define WINDOW_WORDS 20u

typedef struct window {
    uint32_t first, end; /* sentences */
} window;

struct scrl__learned_scratch {
    scrl__linear_scratch *linear;
    scrl__features features; /* of the block, sentence after sentence */
    size_t *from;            /* where those of each sentence begin, and the end of all */
    size_t from_cap;
    uint32_t first;          /* sentence of the block */
    double *scores;          /* of the window at hand, by label */
    float *ranked;           /* the same for themes, the least for judgements */
    double *best;            /* log-odds in the block, by label */
    window *windows;         /* with the best score, by label */
    scrl__judging *judgings; /* of the window that begins with a sentence of the block */
    size_t judging_cap, judging_count;
    double *parts;
    size_t part_cap;
};

scrl__learned_scratch *scrl__learned_scratch_new(const scrl__learned *learned)
{
    scrl__learned_scratch *s = calloc(1, sizeof(*s));
    if (s == NULL)
        return NULL;
    size_t count = scrl__linear_label_count(learned->model) + 1;
    s->linear = scrl__linear_scratch_new(learned->model);
    s->scores = calloc(count, sizeof(*s->scores));
    s->ranked = calloc(count, sizeof(*s->ranked));
    s->best = calloc(count, sizeof(*s->best));
    s->windows = calloc(count, sizeof(*s->windows));
    if (s->linear == NULL || s->scores == NULL || s->ranked == NULL || s->best == NULL || s->windows == NULL) {
        scrl__learned_scratch_free(s);
        return NULL;
    }
    return s;
}

void scrl__learned_scratch_free(scrl__learned_scratch *scratch)
{
    if (scratch == NULL)
        return;
    scrl__linear_scratch_free(scratch->linear);
    scrl__features_free(&scratch->features);
    free(scratch->from);
    free(scratch->scores);
    free(scratch->ranked);
    free(scratch->best);
    free(scratch->windows);
    free(scratch->judgings);
    free(scratch->parts);
    free(scratch);
}

static uint32_t count_words(const scrl_document *doc, const scrl__sentence *s)
{
    uint32_t words = 1;
    for (uint32_t i = s->start; i < s->end; i++)
        words += doc->text[i] == ' ' || doc->text[i] == '\t';
    return words;
}

/* The window that begins at a sentence. */
static window window_from(const scrl_document *doc, uint32_t first, uint32_t end)
{
    window w = {first, first};
    for (uint32_t words = 0; w.end < end && words < WINDOW_WORDS; w.end++)
        words += count_words(doc, &doc->sentences[w.end]);
    return w;
}

static int find_features(scrl__learned_scratch *s, const scrl__classes *classes, const scrl_document *doc,
                         uint32_t first, uint32_t end)
{
    s->features.count = 0;
    s->first = first;
    for (uint32_t i = first; i <= end; i++) {
        if (scrl__grow((void **)&s->from, &s->from_cap, i - first, sizeof(*s->from)) != 0)
            return SCRL_ENOMEM;
        s->from[i - first] = s->features.count;
        if (i < end &&
            scrl__features_add(&s->features, classes, doc->text, doc->sentences[i].start, doc->sentences[i].end) != 0)
            return SCRL_ENOMEM;
    }
    return 0;
}

/* The features of a window are neighbours. */
static const scrl__feature *features_of(const scrl__learned_scratch *s, window w, size_t *count)
{
    size_t from = s->from[w.first - s->first];
    *count = s->from[w.end - s->first] - from;
    return s->features.items + from;
}

static int score_window(const scrl__learned *l, scrl__learned_scratch *s, window w)
{
    size_t count;
    const scrl__feature *features = features_of(s, w, &count);
    return scrl__linear_score(l->model, s->linear, features, count, s->scores);
}

/* Keeps what the window that was scored last says of how its first sentence speaks. */
static int keep_judging(const scrl__learned *l, scrl__learned_scratch *s)
{
    if (scrl__grow((void **)&s->judgings, &s->judging_cap, s->judging_count, sizeof(*s->judgings)) != 0)
        return SCRL_ENOMEM;
    scrl__judging *j = &s->judgings[s->judging_count++];
    for (size_t i = 0; i < SCRL__JUDGEMENTS; i++)
        j->scores[i] = l->judgements[i] == SCRL_NONE ? 0 : (float)s->scores[l->judgements[i]];
    return 0;
}

/* A theme that would be less likely than this if no other had a higher score is no tag even where a rule matches: its rank is not looked
 * for. */
#define LEAST_RANKED (-4.0)

/* How many scores are higher; a plain loop over floats, which compilers turn into a few wide instructions. */
static uint32_t rank_of(const float *scores, size_t count, float score)
{
    uint32_t rank = 0;
    for (size_t i = 0; i < count; i++)
        rank += scores[i] > score;
    return rank;
}

/* The scores of themes alone, for ranking. */
static void copy_scores(const scrl__learned *l, scrl__learned_scratch *s, size_t count)
{
    for (size_t i = 0; i < count; i++)
        s->ranked[i] = l->themes[i] == SCRL_NONE ? -FLT_MAX : (float)s->scores[i];
}

/* Keeps, for each theme that the window scored last makes likelier than those before it, how likely. */
static void keep_best(const scrl__learned *l, scrl__learned_scratch *s, window w)
{
    const scrl__linear_label *labels = scrl__linear_labels(l->model);
    size_t count = scrl__linear_label_count(l->model);
    copy_scores(l, s, count);
    for (size_t k = 0; k < count; k++) {
        double margin = s->scores[k] - labels[k].threshold;
        double odds = scrl__learned_worth(l, margin, 0);
        if (odds >= LEAST_RANKED)
            odds = scrl__learned_worth(l, margin, rank_of(s->ranked, count, s->ranked[k]));
        if (odds <= s->best[k])
            continue;
        s->best[k] = odds;
        s->windows[k] = w;
    }
}

int scrl__learned_block(const scrl__learned *learned, scrl__learned_scratch *scratch, const scrl_document *doc,
                        uint32_t first, uint32_t end)
{
    size_t labels = scrl__linear_label_count(learned->model);
    for (size_t i = 0; i < labels; i++)
        scratch->best[i] = -HUGE_VAL;
    scratch->judging_count = 0;
    if (find_features(scratch, scrl__linear_classes(learned->model), doc, first, end) != 0)
        return SCRL_ENOMEM;
    for (uint32_t i = first; i < end; i++) {
        window w = window_from(doc, i, end);
        int status = score_window(learned, scratch, w);
        if (status == 0)
            status = keep_judging(learned, scratch);
        if (status != 0)
            return status;
        keep_best(learned, scratch, w);
        if (w.end == end)
            return 0; /* the windows behind it are parts of it */
    }
    return 0;
}

static int make_parts(const scrl__learned *l, scrl__learned_scratch *s, size_t count, uint32_t label)
{
    if (count > s->part_cap) {
        double *parts = realloc(s->parts, 2 * count * sizeof(*parts));
        if (parts == NULL)
            return SCRL_ENOMEM;
        s->parts = parts;
        s->part_cap = 2 * count;
    }
    scrl__linear_parts(l->model, s->linear, count, label, s->parts);
    return 0;
}

/* 1 with the sentence of the label's window that adds most to the score, and the words of it that do; 0 when none does, or
 * SCRL_ENOMEM. */
static int find_evidence(const scrl__learned *l, scrl__learned_scratch *s, uint32_t label, scrl__guess *out)
{
    window w = s->windows[label];
    size_t count, at = 0;
    const scrl__feature *features = features_of(s, w, &count);
    if (score_window(l, s, w) != 0 || make_parts(l, s, count, label) != 0)
        return SCRL_ENOMEM;
    double most = 0;
    for (uint32_t i = w.first; i < w.end; i++) {
        double sum = 0;
        size_t heaviest = at, end = s->from[i + 1 - s->first] - s->from[w.first - s->first];
        for (; at < end; at++) {
            sum += s->parts[at];
            heaviest = s->parts[at] > s->parts[heaviest] ? at : heaviest;
        }
        if (sum > most) {
            most = sum;
            out->sentence = i;
            out->start = features[heaviest].start;
            out->end = features[heaviest].end;
        }
    }
    return most > 0;
}

int scrl__learned_next(const scrl__learned *learned, scrl__learned_scratch *scratch, bool considered, uint32_t *next,
                       scrl__guess *out)
{
    int got = 0;
    for (; got == 0 && *next < scrl__linear_label_count(learned->model); (*next)++) {
        uint32_t label = *next;
        if (learned->themes[label] == SCRL_NONE || !scrl__learned_is_enough(scratch->best[label], considered))
            continue;
        *out = (scrl__guess){.theme = learned->themes[label], .rule = learned->rules[label]};
        got = find_evidence(learned, scratch, label, out);
    }
    return got;
}

void scrl__learned_judging(const scrl__learned_scratch *scratch, uint32_t sentence, scrl__judging *out)
{
    size_t at = sentence - scratch->first, last = scratch->judging_count - 1;
    *out = scratch->judgings[at < last ? at : last];
}

int32_t scrl__learned_score(const scrl__learned *learned, const scrl__learned_scratch *scratch, uint32_t theme)
{
    uint32_t label = theme < learned->theme_count ? learned->labels[theme] : SCRL_NONE;
    if (label == SCRL_NONE)
        return SCRL__NO_SCORE;
    return (int32_t)lround(fmax(scratch->best[label], -1000) * 100);
}
