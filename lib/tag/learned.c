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

/* The likeliest window of the block for a theme. */
typedef struct best {
    uint32_t block; /* for which it was looked up */
    uint32_t window;
    double odds;
} best;

struct scrl__learned_scratch {
    scrl__linear_scratch *linear;
    scrl__features features; /* of the block, sentence after sentence */
    size_t *from;            /* where those of each sentence begin, and the end of all */
    size_t from_cap;
    uint32_t first; /* sentence of the block */
    uint32_t sentence_count;
    uint32_t block; /* its number */
    window *windows;
    double *scores; /* of each window, by label */
    float *ranked;  /* the same for themes, the least for judgements */
    size_t window_count, window_cap;
    best *best;          /* by label */
    double *headings;    /* by label: its log-odds in the heading of the section at hand */
    uint32_t section;    /* that section */
    bool is_heading;     /* the block is one, and stands for itself */
    scrl__judging whole; /* of the block, where 'judged'; nothing of a sentence */
    bool judged;
    double *parts;
    size_t part_cap;
};

/* Begins a section, whose heading says nothing yet. */
static void set_section(const scrl__learned *l, scrl__learned_scratch *s, uint32_t section)
{
    s->section = section;
    for (size_t i = 0; i < scrl__linear_label_count(l->model); i++)
        s->headings[i] = -HUGE_VAL;
}

scrl__learned_scratch *scrl__learned_scratch_new(const scrl__learned *learned)
{
    scrl__learned_scratch *s = calloc(1, sizeof(*s));
    if (s == NULL)
        return NULL;
    s->linear = scrl__linear_scratch_new(learned->model);
    s->best = calloc(scrl__linear_label_count(learned->model) + 1, sizeof(*s->best));
    s->headings = calloc(scrl__linear_label_count(learned->model) + 1, sizeof(*s->headings));
    if (s->linear == NULL || s->best == NULL || s->headings == NULL) {
        scrl__learned_scratch_free(s);
        return NULL;
    }
    s->features.known = scrl__linear_known(learned->model);
    set_section(learned, s, SCRL_NONE);
    return s;
}

void scrl__learned_scratch_free(scrl__learned_scratch *scratch)
{
    if (scratch == NULL)
        return;
    scrl__linear_scratch_free(scratch->linear);
    scrl__features_free(&scratch->features);
    free(scratch->from);
    free(scratch->windows);
    free(scratch->scores);
    free(scratch->ranked);
    free(scratch->best);
    free(scratch->headings);
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

static int find_features(const scrl__learned *l, scrl__learned_scratch *s, const scrl_document *doc, uint32_t first,
                         uint32_t end)
{
    s->features.count = 0;
    s->first = first;
    s->sentence_count = end - first;
    for (uint32_t i = first; i <= end; i++) {
        if (scrl__grow((void **)&s->from, &s->from_cap, i - first, sizeof(*s->from)) != 0)
            return SCRL_ENOMEM;
        s->from[i - first] = s->features.count;
        if (i < end && scrl__features_add(&s->features, scrl__linear_classes(l->model), doc->text,
                                          doc->sentences[i].start, doc->sentences[i].end) != 0)
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

static int add_window(scrl__learned_scratch *s, window w, size_t labels)
{
    if (s->window_count == s->window_cap) {
        size_t cap = 2 * s->window_cap + 8;
        window *windows = realloc(s->windows, cap * sizeof(*windows));
        s->windows = windows != NULL ? windows : s->windows;
        double *scores = realloc(s->scores, cap * labels * sizeof(*scores) + 1);
        s->scores = scores != NULL ? scores : s->scores;
        float *ranked = realloc(s->ranked, cap * labels * sizeof(*ranked) + 1);
        s->ranked = ranked != NULL ? ranked : s->ranked;
        if (windows == NULL || scores == NULL || ranked == NULL)
            return SCRL_ENOMEM;
        s->window_cap = cap;
    }
    s->windows[s->window_count++] = w;
    return 0;
}

static int score_window(const scrl__learned *l, scrl__learned_scratch *s, window w)
{
    size_t count, labels = scrl__linear_label_count(l->model);
    if (add_window(s, w, labels) != 0)
        return SCRL_ENOMEM;
    double *scores = s->scores + (s->window_count - 1) * labels;
    float *ranked = s->ranked + (s->window_count - 1) * labels;
    const scrl__feature *features = features_of(s, w, &count);
    scrl__linear_score(l->model, s->linear, features, count, scores);
    for (size_t i = 0; i < labels; i++)
        ranked[i] = l->themes[i] == SCRL_NONE ? -FLT_MAX : (float)scores[i];
    return 0;
}

static int score_windows(const scrl__learned *l, scrl__learned_scratch *s, const scrl_document *doc, uint32_t first,
                         uint32_t end)
{
    s->block++;
    s->window_count = 0;
    s->judged = false;
    if (find_features(l, s, doc, first, end) != 0)
        return SCRL_ENOMEM;
    for (uint32_t i = first; i < end; i++) {
        window w = window_from(doc, i, end);
        if (score_window(l, s, w) != 0)
            return SCRL_ENOMEM;
        if (w.end == end)
            return 0; /* the windows behind it are parts of it */
    }
    return 0;
}

/* A theme that would be less likely than this if no other had a higher score is hardly a tag even where a rule matches: its rank is not
 * looked for. */
#define LEAST_RANKED (-4.0)

/* How many scores are higher; a plain loop over floats, which compilers turn into a few wide instructions. */
static uint32_t rank_of(const float *scores, size_t count, float score)
{
    uint32_t rank = 0;
    for (size_t i = 0; i < count; i++)
        rank += scores[i] > score;
    return rank;
}

/* The window in which a theme is likeliest. Most themes are asked for in few blocks, so it is looked for when one is. */
static const best *find_best(const scrl__learned *l, scrl__learned_scratch *s, uint32_t label)
{
    size_t labels = scrl__linear_label_count(l->model);
    double threshold = scrl__linear_labels(l->model)[label].threshold;
    best *b = &s->best[label];
    if (b->block == s->block)
        return b;
    *b = (best){s->block, 0, -HUGE_VAL};
    for (size_t w = 0; w < s->window_count; w++) {
        const float *ranked = s->ranked + w * labels;
        double margin = s->scores[w * labels + label] - threshold;
        double odds = scrl__learned_worth(l, margin, 0);
        if (odds + l->most <= b->odds)
            continue;
        if (odds >= LEAST_RANKED)
            odds = scrl__learned_worth(l, margin, rank_of(ranked, labels, ranked[label]));
        if (odds > b->odds)
            *b = (best){s->block, (uint32_t)w, odds};
    }
    return b;
}

int scrl__learned_block(const scrl__learned *learned, scrl__learned_scratch *scratch, const scrl_document *doc,
                        uint32_t first, uint32_t end)
{
    const scrl__block *block = &doc->blocks[doc->sentences[first].block];
    if (block->section != scratch->section)
        set_section(learned, scratch, block->section);
    scratch->is_heading = block->kind == SCRL_BLOCK_HEADING;
    int status = score_windows(learned, scratch, doc, first, end);
    if (status != 0 || !scratch->is_heading)
        return status;
    for (uint32_t i = 0; i < scrl__linear_label_count(learned->model); i++)
        if (learned->themes[i] != SCRL_NONE)
            scratch->headings[i] = find_best(learned, scratch, i)->odds;
    return 0;
}

/* What speaks for a theme in the block beside its words. */
static double place_of(const scrl__learned *l, const scrl__learned_scratch *s, uint32_t label)
{
    return scrl__learned_place(l, label, s->is_heading ? -HUGE_VAL : s->headings[label]);
}

/* True when a window has at least this score for the label. */
static bool reaches(const scrl__learned_scratch *s, size_t labels, uint32_t label, double score)
{
    bool is = false;
    for (size_t w = 0; w < s->window_count && !is; w++)
        is = s->scores[w * labels + label] >= score;
    return is;
}

static int make_parts(const scrl__learned *l, scrl__learned_scratch *s, const scrl__feature *features, size_t count,
                      uint32_t label)
{
    if (count > s->part_cap) {
        double *parts = realloc(s->parts, 2 * count * sizeof(*parts));
        if (parts == NULL)
            return SCRL_ENOMEM;
        s->parts = parts;
        s->part_cap = 2 * count;
    }
    scrl__linear_parts(l->model, s->linear, features, count, label, s->parts);
    return 0;
}

/* 1 with the sentence of the window that adds most to the score, and the words of it that do; 0 when none does, or
 * SCRL_ENOMEM. */
static int find_evidence(const scrl__learned *l, scrl__learned_scratch *s, window w, uint32_t label, scrl__guess *out)
{
    size_t count, at = 0;
    const scrl__feature *features = features_of(s, w, &count);
    if (make_parts(l, s, features, count, label) != 0)
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
    const scrl__linear_label *labels = scrl__linear_labels(learned->model);
    size_t count = scrl__linear_label_count(learned->model);
    int got = 0;
    for (; got == 0 && *next < count; (*next)++) {
        uint32_t label = *next;
        double place = place_of(learned, scratch, label);
        double least = scrl__learned_least_margin(learned, place, considered);
        if (learned->themes[label] == SCRL_NONE || !reaches(scratch, count, label, labels[label].threshold + least))
            continue;
        const best *b = find_best(learned, scratch, label);
        if (!scrl__learned_is_enough(b->odds, place, considered))
            continue;
        *out = (scrl__guess){.theme = learned->themes[label], .rule = learned->rules[label]};
        got = find_evidence(learned, scratch, scratch->windows[b->window], label, out);
    }
    return got;
}

/* The score of a judgement in the window that begins with the sentence; the windows behind the last are parts of it. */
static float judgement_of(const scrl__learned *l, const scrl__learned_scratch *s, uint32_t at, uint32_t judgement)
{
    size_t last = s->window_count - 1, from = at < last ? at : last;
    return (float)s->scores[from * scrl__linear_label_count(l->model) + judgement];
}

/* Long sentences count for more of a paragraph. */
static void judge_paragraph(const scrl__learned *l, const scrl__learned_scratch *s, size_t judgement,
                            scrl__judging *out)
{
    double sum = 0, weight = 0;
    uint32_t label = l->judgements[judgement];
    out->highest[judgement] = judgement_of(l, s, 0, label);
    for (uint32_t i = 0; i < s->sentence_count; i++) {
        float score = judgement_of(l, s, i, label);
        double own = 1 + (double)(s->from[i + 1] - s->from[i]);
        sum += own * (double)score;
        weight += own;
        out->highest[judgement] = score > out->highest[judgement] ? score : out->highest[judgement];
    }
    out->paragraph[judgement] = (float)(sum / weight);
}

void scrl__learned_judging(const scrl__learned *learned, scrl__learned_scratch *scratch, uint32_t sentence,
                           scrl__judging *out)
{
    bool known = scratch->judged;
    if (!known)
        scratch->whole = (scrl__judging){{0}, {0}, {0}};
    for (size_t i = 0; i < SCRL__JUDGEMENTS && !known; i++)
        if (learned->judgements[i] != SCRL_NONE)
            judge_paragraph(learned, scratch, i, &scratch->whole);
    scratch->judged = true;
    *out = scratch->whole;
    for (size_t i = 0; i < SCRL__JUDGEMENTS; i++)
        if (learned->judgements[i] != SCRL_NONE)
            out->sentence[i] = judgement_of(learned, scratch, sentence - scratch->first, learned->judgements[i]);
}

static int32_t hundredths(double odds)
{
    return (int32_t)lround(fmax(odds, -1000) * 100);
}

scrl__score scrl__learned_score(const scrl__learned *learned, scrl__learned_scratch *scratch, uint32_t theme)
{
    uint32_t label = theme < learned->theme_count ? learned->labels[theme] : SCRL_NONE;
    if (label == SCRL_NONE)
        return (scrl__score){.odds = SCRL__NO_SCORE};
    return (scrl__score){hundredths(find_best(learned, scratch, label)->odds),
                         hundredths(place_of(learned, scratch, label))};
}
