/*
 * models.c - the models beside a theme set: reads them, connects their labels with themes, and knows what their scores are worth. A rule's
 * hit and the section's heading are evidence beside the words' weights, with a fixed worth: neither can be learned from the passages, which
 * authors of rules had before them, and which have no headings.
 */
#include "tag/models.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* What the models' log-odds are worth in a review, by themselves and beside a rule's hit, which adds what its author expects of it: fitted
 * on coded reviews. */
#define GUESS_SHARE 0.96
#define GUESS_WORTH (-0.65)
#define RULE_SHARE 0.4
#define RULE_WORTH 0.81
#define RULE_CONFIDENCE 75.0
#define CONFIDENCE_WORTH 0.036
#define LEAST_MODEL_ODDS (-5.0)

/* A fact, once stated, is named again in passages that say something else. */
#define FACT_USUAL (-0.71)

/* A rule for a borrowing theme names who acts. Models have met few of the names, and know little that it does not: whatever they say, two in
 * three of its hits are right. What they guess without it is right in four of ten, unless they are sure. */
#define ACTOR_USUAL (-1.45)
#define ACTOR_SHARE 0.1
#define ACTOR_WORTH 2.65

/* A passage speaks of what its section is headed with: a share of the log-odds that the models give the theme in the heading, above the
 * least that says anything. */
#define HEADING_SHARE 0.24
#define LEAST_HEADING (-4.0)

/* A tag is what is more likely than not. What is told of as considered is half as likely. */
#define LEAST_TAG 0.0
#define LEAST_CONSIDERED (-1.1)

/* What the models say of how one passage speaks counts up to this. */
#define MOST_JUDGED 4.0

/* More than the log-odds of a margin can be off by in the last digits. */
#define ROUNDING 1e-6

/* A tag that no one can be sure of, and one that says nothing. */
#define MOST_CONFIDENCE 98u
#define LEAST_CONFIDENCE 1u

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

/* In the order of scrl__judgement. */
static const char *const judgements[SCRL__JUDGEMENTS] = {"polarity:problem", "polarity:good", "polarity:recommended",
                                                         "polarity:neutral", "level:system"};

static bool connect_judgement(scrl__learned *l, const char *name, uint32_t label)
{
    for (size_t j = 0; j < SCRL__JUDGEMENTS; j++) {
        if (strcmp(name, judgements[j]) == 0) {
            l->judgements[j] = label;
            return true;
        }
    }
    return false;
}

/* What is usual for themes of a kind: actors, facts, and practice. */
static double usual_place(const scrl__theme *theme)
{
    if (theme->borrows)
        return ACTOR_USUAL;
    return strcmp(theme->polarity, "neutral") == 0 ? FACT_USUAL : 0;
}

static int connect_labels(scrl_context *ctx, scrl_themes *themes, scrl__learned *l)
{
    const scrl__linear_label *labels = scrl__linear_labels(l->model);
    const char *id = rule_id(themes, l->model);
    int status = id == NULL ? fail_memory(ctx) : 0;
    for (size_t i = 0; i < themes->theme_count; i++)
        l->labels[i] = SCRL_NONE;
    l->first_rule = (uint32_t)themes->rule_count;
    for (uint32_t j = 0; j < SCRL__JUDGEMENTS; j++)
        l->judgements[j] = SCRL_NONE;
    for (size_t i = 0; i < scrl__linear_label_count(l->model) && status == 0; i++) {
        l->themes[i] = SCRL_NONE;
        if (connect_judgement(l, labels[i].name, (uint32_t)i))
            continue;
        l->themes[i] = scrl_themes_find(themes, labels[i].name);
        if (l->themes[i] == SCRL_NONE)
            return scrl__fail(ctx, SCRL_EFORMAT, "tag", "%s: a model for '%s', which the set lacks", SCRL__LEARNED_FILE,
                              labels[i].name);
        l->labels[l->themes[i]] = (uint32_t)i;
        l->places[i] = usual_place(&themes->themes[l->themes[i]]);
        status = add_rule(ctx, themes, id, l->themes[i], &l->rules[i]);
    }
    return status;
}

/* "LAYER/POLARITY:JUDGEMENT SLOPE OFFSET", in thousandths. */
static void connect_line(const scrl__learned *l, const scrl__theme *theme, size_t judgement, scrl__line *out)
{
    char name[128];
    snprintf(name, sizeof(name), "%s/%s:%s", theme->layer, theme->polarity, judgements[judgement]);
    const char *text = scrl__linear_note(l->model, name);
    if (text == NULL || l->judgements[judgement] == SCRL_NONE)
        return;
    char *end;
    out->slope = (double)strtol(text, &end, 10) / 1000;
    out->offset = (double)strtol(end, NULL, 10) / 1000;
}

/* "usual/THEME P G R N S", in thousandths. */
static void connect_usual(const scrl__learned *l, const scrl__theme *theme, scrl__line *lines)
{
    char name[128];
    snprintf(name, sizeof(name), "usual/%s", theme->id);
    const char *text = scrl__linear_note(l->model, name);
    char *end;
    for (size_t j = 0; text != NULL && j < SCRL__JUDGEMENTS; j++) {
        lines[j].usual = (double)strtol(text, &end, 10) / 1000;
        text = end;
    }
}

static void connect_lines(const scrl_themes *themes, scrl__learned *l)
{
    for (size_t i = 0; i < themes->theme_count; i++) {
        for (size_t j = 0; j < SCRL__JUDGEMENTS; j++)
            connect_line(l, &themes->themes[i], j, &l->judged[i * SCRL__JUDGEMENTS + j]);
        connect_usual(l, &themes->themes[i], &l->judged[i * SCRL__JUDGEMENTS]);
    }
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
    l->judged = calloc(themes->theme_count + 1, SCRL__JUDGEMENTS * sizeof(*l->judged));
    l->ranks = calloc(count + 1, sizeof(*l->ranks));
    l->places = calloc(count + 1, sizeof(*l->places));
    l->margin = scrl__linear_number(l->model, "margin", 1);
    l->above = scrl__linear_number(l->model, "above", 0);
    l->rank = scrl__linear_number(l->model, "rank", 0);
    l->offset = scrl__linear_number(l->model, "offset", 0);
    if (l->themes == NULL || l->rules == NULL || l->labels == NULL || l->judged == NULL || l->ranks == NULL ||
        l->places == NULL)
        return fail_memory(ctx);
    for (size_t i = 0; i <= count; i++) {
        l->ranks[i] = l->rank * log1p((double)i);
        l->most = fmax(l->most, l->ranks[i]);
    }
    status = connect_labels(ctx, themes, l);
    connect_lines(themes, l);
    return status;
}

void scrl__learned_free(scrl__learned *learned)
{
    if (learned == NULL)
        return;
    scrl__linear_free(learned->model);
    free(learned->themes);
    free(learned->rules);
    free(learned->labels);
    free(learned->judged);
    free(learned->ranks);
    free(learned->places);
    free(learned);
}

bool scrl__learned_is_rule(const scrl_themes *themes, uint32_t rule)
{
    return themes->learned != NULL && rule >= themes->learned->first_rule;
}

bool scrl__learned_odds(const scrl__learned *learned, uint32_t theme, scrl__judgement judgement, float score,
                        double *odds)
{
    scrl__line l = learned->judged[theme * SCRL__JUDGEMENTS + judgement];
    *odds = fmin(fmax(l.slope * (double)score + l.offset, -MOST_JUDGED), MOST_JUDGED);
    return l.slope != 0;
}

double scrl__learned_usual(const scrl__learned *learned, uint32_t theme, scrl__judgement judgement)
{
    return learned->judged[theme * SCRL__JUDGEMENTS + judgement].usual;
}

double scrl__learned_worth(const scrl__learned *l, double margin, uint32_t rank)
{
    double above = margin > 0 ? l->above * margin : 0;
    return l->margin * margin + above + l->ranks[rank] + l->offset;
}

double scrl__learned_place(const scrl__learned *l, uint32_t label, double heading)
{
    return l->places[label] + HEADING_SHARE * fmax(heading - LEAST_HEADING, 0);
}

static double with_rule(double odds, double place, uint32_t rule, bool borrows)
{
    if (rule == 0)
        return GUESS_SHARE * odds + GUESS_WORTH + place;
    double share = borrows ? ACTOR_SHARE : RULE_SHARE, worth = borrows ? ACTOR_WORTH : RULE_WORTH;
    return share * fmax(odds, LEAST_MODEL_ODDS) + worth + CONFIDENCE_WORTH * (rule - RULE_CONFIDENCE) + place;
}

double scrl__learned_least_margin(const scrl__learned *l, double place, bool considered)
{
    double least = ((considered ? LEAST_CONSIDERED : LEAST_TAG) - GUESS_WORTH - place) / GUESS_SHARE;
    double wanted = least - l->most - l->offset;
    double slope = wanted > 0 ? l->margin + l->above : l->margin;
    if (l->margin <= 0 || l->margin + l->above <= 0)
        return -HUGE_VAL; /* more is not likelier: nothing can be ruled out */
    return wanted / slope - ROUNDING;
}

bool scrl__learned_is_enough(double odds, double place, bool considered)
{
    return with_rule(odds, place, 0, false) >= (considered ? LEAST_CONSIDERED : LEAST_TAG);
}

bool scrl__learned_weigh(scrl__score score, bool borrows, uint32_t *confidence)
{
    double both = with_rule((double)score.odds / 100, (double)score.place / 100, *confidence, borrows);
    double chance = 100 / (1 + exp(-both));
    *confidence = chance > MOST_CONFIDENCE    ? MOST_CONFIDENCE
                  : chance < LEAST_CONFIDENCE ? LEAST_CONFIDENCE
                                              : (uint32_t)lround(chance);
    return both >= LEAST_TAG;
}
