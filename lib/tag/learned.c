/*
 * learned.c - models beside the rules. A paragraph is read in windows as long as the passages that the models were trained on, and the
 * best window of a theme counts. A rule's hit is evidence beside the words' weights, with a fixed worth: how often rules are right
 * cannot be learned from the passages that their authors had before them.
 */
#include "tag/learned.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "match/linear.h"

/* A window has this many words, or the whole paragraph's. */
#define WINDOW_WORDS 20u

/* What a rule that its author gives 75 in 100 adds to the log-odds where it matches, and what is taken where none does: on passages that
 * their authors had not seen, rules were right in 40 to 60 of 100 hits, on themes that one passage of a hundred has, and found a third. */
#define RULE_WORTH 2.0
#define RULE_CONFIDENCE 75.0
#define NO_RULE (-0.4)

/* The log-odds below which a rule's hit is dropped: one in ten. */
#define LEAST_ODDS (-2.2)

/* A tag that no one can be sure of, and one that says nothing. */
#define MOST_CONFIDENCE 98u
#define LEAST_CONFIDENCE 1u

struct scrl__learned {
    scrl__linear *model;
    uint32_t *themes; /* by label */
    uint32_t *labels; /* by theme; SCRL_NONE without a model */
    uint32_t *rules;  /* by label */
    size_t theme_count;
    double slope, offset, upper_slope, upper_offset; /* what a score is worth: the lower of two lines, as log-odds */
};

typedef struct window {
    uint32_t first, end; /* sentences */
} window;

struct scrl__learned_scratch {
    scrl__linear_scratch *linear;
    scrl__features features; /* of the block, sentence after sentence */
    size_t *from;            /* where those of each sentence begin, and the end of all */
    size_t from_cap;
    uint32_t first;  /* sentence of the block */
    double *scores;  /* of the window at hand, by label */
    double *best;    /* of the block, by label */
    window *windows; /* with the best score, by label */
    double *parts;
    size_t part_cap;
};

static int fail_memory(scrl_context *ctx)
{
    return scrl__fail_memory(ctx, "tag");
}

static int add_rule(scrl_context *ctx, scrl_themes *themes, const char *id, uint32_t theme, uint32_t *rule)
{
    if (scrl__grow((void **)&themes->rules, &themes->rule_cap, themes->rule_count, sizeof(*themes->rules)) != 0)
        return fail_memory(ctx);
    *rule = (uint32_t)themes->rule_count;
    themes->rules[themes->rule_count++] = (scrl__rule){.id = id,
                                                       .source = "weights of words, learned from coded passages",
                                                       .pattern = "",
                                                       .file = SCRL__LEARNED_FILE,
                                                       .theme = theme,
                                                       .with = SCRL__UNSET,
                                                       .without = SCRL__UNSET,
                                                       .heading = SCRL__UNSET,
                                                       .polarity = SCRL__UNSET,
                                                       .level = SCRL__UNSET};
    return 0;
}

static const char *rule_id(scrl_themes *themes, const scrl__linear *model)
{
    scrl__str id = SCRL__STR_INIT;
    const char *version = scrl__linear_note(model, "version");
    scrl__str_addf(&id, "learned/%s", version != NULL ? version : "0");
    const char *copy = id.failed ? NULL : scrl__arena_strndup(themes->arena, id.data, id.len);
    scrl__str_free(&id);
    return copy;
}

static int connect_labels(scrl_context *ctx, scrl_themes *themes, scrl__learned *l)
{
    const scrl__linear_label *labels = scrl__linear_labels(l->model);
    const char *id = rule_id(themes, l->model);
    int status = id == NULL ? fail_memory(ctx) : 0;
    for (size_t i = 0; i < themes->theme_count; i++)
        l->labels[i] = SCRL_NONE;
    for (size_t i = 0; i < scrl__linear_label_count(l->model) && status == 0; i++) {
        l->themes[i] = scrl_themes_find(themes, labels[i].name);
        if (l->themes[i] == SCRL_NONE)
            return scrl__fail(ctx, SCRL_EFORMAT, "tag", "%s: a model for '%s', which the set lacks", SCRL__LEARNED_FILE,
                              labels[i].name);
        l->labels[l->themes[i]] = (uint32_t)i;
        status = add_rule(ctx, themes, id, l->themes[i], &l->rules[i]);
    }
    return status;
}

static int check_set(scrl_context *ctx, const scrl_themes *themes, const scrl__linear *model)
{
    const char *set = scrl__linear_note(model, "set");
    if (set != NULL && strcmp(set, themes->version) == 0)
        return 0;
    return scrl__fail(ctx, SCRL_EFORMAT, "tag", "%s was trained for '%s', this set is '%s'", SCRL__LEARNED_FILE,
                      set == NULL ? "" : set, themes->version);
}

int scrl__learned_load(scrl_context *ctx, scrl_themes *themes, const char *path)
{
    scrl__file_stat stat;
    if (scrl__file_stat_get(ctx, path, &stat) != 0)
        return 0;
    scrl__learned *l = calloc(1, sizeof(*l));
    if (l == NULL)
        return fail_memory(ctx);
    themes->learned = l;
    int status = scrl__linear_load(ctx, "tag", path, &l->model);
    if (status == 0)
        status = check_set(ctx, themes, l->model);
    if (status != 0)
        return status;
    size_t count = scrl__linear_label_count(l->model);
    l->theme_count = themes->theme_count;
    l->themes = calloc(count + 1, sizeof(*l->themes));
    l->rules = calloc(count + 1, sizeof(*l->rules));
    l->labels = calloc(themes->theme_count + 1, sizeof(*l->labels));
    l->slope = scrl__linear_number(l->model, "slope", 1);
    l->offset = scrl__linear_number(l->model, "offset", 0);
    l->upper_slope = scrl__linear_number(l->model, "upper-slope", l->slope);
    l->upper_offset = scrl__linear_number(l->model, "upper-offset", l->offset);
    if (l->themes == NULL || l->rules == NULL || l->labels == NULL)
        return fail_memory(ctx);
    return connect_labels(ctx, themes, l);
}

void scrl__learned_free(scrl__learned *learned)
{
    if (learned == NULL)
        return;
    scrl__linear_free(learned->model);
    free(learned->themes);
    free(learned->rules);
    free(learned->labels);
    free(learned);
}

scrl__learned_scratch *scrl__learned_scratch_new(const scrl__learned *learned)
{
    scrl__learned_scratch *s = calloc(1, sizeof(*s));
    if (s == NULL)
        return NULL;
    size_t count = scrl__linear_label_count(learned->model) + 1;
    s->linear = scrl__linear_scratch_new(learned->model);
    s->scores = calloc(count, sizeof(*s->scores));
    s->best = calloc(count, sizeof(*s->best));
    s->windows = calloc(count, sizeof(*s->windows));
    if (s->linear == NULL || s->scores == NULL || s->best == NULL || s->windows == NULL) {
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
    free(scratch->best);
    free(scratch->windows);
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

static int find_features(scrl__learned_scratch *s, const scrl_document *doc, uint32_t first, uint32_t end)
{
    s->features.count = 0;
    s->first = first;
    for (uint32_t i = first; i <= end; i++) {
        if (scrl__grow((void **)&s->from, &s->from_cap, i - first, sizeof(*s->from)) != 0)
            return SCRL_ENOMEM;
        s->from[i - first] = s->features.count;
        if (i < end && scrl__features_add(&s->features, doc->text, doc->sentences[i].start, doc->sentences[i].end) != 0)
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

int scrl__learned_block(const scrl__learned *learned, scrl__learned_scratch *scratch, const scrl_document *doc,
                        uint32_t first, uint32_t end)
{
    size_t labels = scrl__linear_label_count(learned->model);
    for (size_t i = 0; i < labels; i++)
        scratch->best[i] = -HUGE_VAL;
    if (find_features(scratch, doc, first, end) != 0)
        return SCRL_ENOMEM;
    for (uint32_t i = first; i < end; i++) {
        window w = window_from(doc, i, end);
        int status = score_window(learned, scratch, w);
        if (status != 0)
            return status;
        for (size_t k = 0; k < labels; k++) {
            if (scratch->scores[k] > scratch->best[k]) {
                scratch->best[k] = scratch->scores[k];
                scratch->windows[k] = w;
            }
        }
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

static double worth_of(const scrl__learned *l, double score)
{
    return fmin(l->slope * score + l->offset, l->upper_slope * score + l->upper_offset);
}

static double log_odds(const scrl__learned *l, double score, uint32_t rule)
{
    return worth_of(l, score) + (rule > 0 ? RULE_WORTH * rule / RULE_CONFIDENCE : NO_RULE);
}

/* A rule's hit shows its words, and is dropped only where it is unlikely. A model's guess must reach the theme's threshold, and be
 * right more often than not. */
static bool is_enough(const scrl__learned *l, uint32_t label, double score, uint32_t rule)
{
    double odds = log_odds(l, score, rule);
    return rule > 0 ? odds >= LEAST_ODDS : odds >= 0 && score >= scrl__linear_labels(l->model)[label].threshold;
}

int scrl__learned_next(const scrl__learned *learned, scrl__learned_scratch *scratch, uint32_t *next, scrl__guess *out)
{
    int got = 0;
    for (; got == 0 && *next < scrl__linear_label_count(learned->model); (*next)++) {
        uint32_t label = *next;
        if (!is_enough(learned, label, scratch->best[label], 0))
            continue;
        *out = (scrl__guess){.theme = learned->themes[label], .rule = learned->rules[label]};
        got = find_evidence(learned, scratch, label, out);
    }
    return got;
}

bool scrl__learned_is_rule(const scrl_themes *themes, uint32_t rule)
{
    return themes->learned != NULL && scrl__linear_label_count(themes->learned->model) > 0 &&
           rule >= themes->learned->rules[0];
}

int32_t scrl__learned_score(const scrl__learned *learned, const scrl__learned_scratch *scratch, uint32_t theme)
{
    uint32_t label = theme < learned->theme_count ? learned->labels[theme] : SCRL_NONE;
    return label == SCRL_NONE ? SCRL__NO_SCORE : (int32_t)lround(fmax(scratch->best[label], -1000) * 100);
}

bool scrl__learned_weigh(const scrl__learned *learned, uint32_t theme, int32_t score, uint32_t *confidence)
{
    double chance = 100 / (1 + exp(-log_odds(learned, (double)score / 100, *confidence)));
    if (*confidence > 0 && !is_enough(learned, learned->labels[theme], (double)score / 100, *confidence))
        return false;
    *confidence = chance > MOST_CONFIDENCE    ? MOST_CONFIDENCE
                  : chance < LEAST_CONFIDENCE ? LEAST_CONFIDENCE
                                              : (uint32_t)lround(chance);
    return true;
}
