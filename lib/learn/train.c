/*
 * train.c - from coded passages to models: for each label one on all passages that may be learned from, and one on all but a fold of
 * them, five times over, whose scores on that fold set the threshold and the calibration.
 */
#include "learn/training.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "learn/concepts.h"

#define STEP "use"

/* Fewer coded passages teach nothing. */
#define LEAST_PASSAGES 8u

/* Weights kept for a label, the heaviest: more of them add bytes, and no F1. */
#define MOST_WEIGHTS 2000u

static uint32_t count_passages(const scrl__training *t, const scrl__label *label)
{
    uint32_t count = 0;
    for (size_t i = 0; i < t->bank.count; i++) {
        const scrl__coded *item = &t->bank.items[i];
        count += !item->held_out && scrl__label_applies(label, item) && scrl__label_wanted(label, item);
    }
    return count;
}

/* True when there are enough passages with the label, and enough without. */
static bool can_learn(const scrl__training *t, const scrl__label *label)
{
    uint32_t with = count_passages(t, label), all = 0;
    for (size_t i = 0; i < t->bank.count; i++)
        all += !t->bank.items[i].held_out && scrl__label_applies(label, &t->bank.items[i]);
    return with >= LEAST_PASSAGES && all - with >= LEAST_PASSAGES;
}

static int choose_theme(scrl__training *t, uint32_t theme)
{
    scrl_theme record = SCRL_THEME_INIT;
    scrl_themes_theme(t->themes, theme, &record);
    scrl__label label = {.name = record.id, .kind = SCRL__LABEL_THEME, .value = theme};
    if (can_learn(t, &label))
        t->labels[t->label_count++] = label;
    return 0;
}

/* The labels to train: themes in the order of the set or of the caller, then the judgements. */
static int choose_labels(scrl__training *t)
{
    size_t count = t->options->theme_count > 0 ? t->options->theme_count : scrl_themes_count(t->themes);
    t->labels = scrl__arena_alloc(t->arena, (count + SCRL__JUDGEMENTS) * sizeof(*t->labels));
    if (t->labels == NULL)
        return scrl__fail_memory(t->ctx, STEP);
    for (size_t i = 0; i < count; i++) {
        uint32_t theme = t->options->theme_count > 0 ? scrl_themes_find(t->themes, t->options->themes[i]) : (uint32_t)i;
        if (theme == SCRL_NONE)
            return scrl__fail(t->ctx, SCRL_EINVAL, STEP, "there is no theme '%s'", t->options->themes[i]);
        choose_theme(t, theme);
    }
    t->theme_count = t->label_count;
    for (size_t i = 0; i < SCRL__JUDGEMENTS; i++) {
        scrl__label label;
        scrl__label_judgement(i, &label);
        if (can_learn(t, &label))
            t->labels[t->label_count++] = label;
    }
    return t->theme_count > 0
               ? 0
               : scrl__fail(t->ctx, SCRL_ENOTFOUND, STEP, "no theme has %u passages to learn from", LEAST_PASSAGES);
}

static int make_room(scrl__training *t)
{
    size_t passages = t->bank.count, features = t->vectors.feature_count, most = t->label_count * passages, codes = 0;
    for (size_t i = 0; i < passages; i++)
        codes += t->bank.items[i].code_count;
    most = most > codes ? most : codes;
    t->rows = scrl__arena_alloc(t->arena, passages * sizeof(*t->rows));
    t->wanted = scrl__arena_alloc(t->arena, passages * sizeof(*t->wanted));
    t->weights = scrl__arena_alloc(t->arena, (features + 1) * sizeof(*t->weights));
    t->order = scrl__arena_alloc(t->arena, (features + 1) * sizeof(*t->order));
    t->scores = scrl__arena_alloc(t->arena, t->label_count * passages * sizeof(*t->scores));
    t->scratch = scrl__arena_alloc(t->arena, passages * sizeof(*t->scratch));
    t->cases = scrl__arena_alloc(t->arena, most * sizeof(*t->cases));
    t->ranks = scrl__arena_alloc(t->arena, t->theme_count * passages * sizeof(*t->ranks));
    t->habits = scrl__arena_alloc(t->arena, scrl_themes_count(t->themes) * sizeof(*t->habits));
    if (t->rows == NULL || t->wanted == NULL || t->weights == NULL || t->order == NULL || t->scores == NULL ||
        t->scratch == NULL || t->cases == NULL || t->ranks == NULL || t->habits == NULL)
        return scrl__fail_memory(t->ctx, STEP);
    return 0;
}

/* The passages to learn a label from, without those of a fold. */
static size_t pick_rows(scrl__training *t, const scrl__label *label, uint32_t fold)
{
    size_t count = 0;
    for (size_t i = 0; i < t->bank.count; i++) {
        const scrl__coded *item = &t->bank.items[i];
        if (!item->held_out && item->fold != fold && scrl__label_applies(label, item))
            t->rows[count++] = (uint32_t)i;
    }
    return count;
}

static int by_weight(const void *a, const void *b)
{
    const scrl__weight *x = a, *y = b;
    long p = labs(x->value), q = labs(y->value);
    if (p != q)
        return p < q ? 1 : -1;
    return x->feature < y->feature ? -1 : 1;
}

static int by_feature(const void *a, const void *b)
{
    const scrl__weight *x = a, *y = b;
    return x->feature < y->feature ? -1 : 1;
}

/* Rounds weights, as the file has them, and leaves the heaviest. Returns how many, in t->order by feature. */
static size_t round_weights(scrl__training *t)
{
    size_t count = 0;
    for (size_t i = 0; i < t->vectors.feature_count; i++) {
        long value = lround(t->weights[i] * 100);
        if (value != 0)
            t->order[count++] = (scrl__weight){(uint32_t)i, value};
    }
    qsort(t->order, count, sizeof(*t->order), by_weight);
    count = count < MOST_WEIGHTS ? count : MOST_WEIGHTS;
    qsort(t->order, count, sizeof(*t->order), by_feature);
    memset(t->weights, 0, t->vectors.feature_count * sizeof(*t->weights));
    for (size_t i = 0; i < count; i++)
        t->weights[t->order[i].feature] = (double)t->order[i].value / 100;
    return count;
}

static double score_of(const scrl__training *t, size_t passage, double bias)
{
    double score = bias;
    for (size_t c = t->vectors.first[passage]; c < t->vectors.first[passage + 1]; c++)
        score += t->vectors.cells[c].value * t->weights[t->vectors.cells[c].feature];
    return score;
}

/* Fits on all folds but one (SCRL__FOLDS: on all) and scores the passages that were not learned from. */
static int fit_fold(scrl__training *t, scrl__label *label, scrl__scored *scores, uint32_t fold)
{
    size_t rows = pick_rows(t, label, fold);
    int status = scrl__solver_fit(t->solver, t->rows, rows, t->wanted, t->weights, &label->bias);
    if (status != 0)
        return status;
    label->bias = (double)lround(label->bias * 1000) / 1000;
    label->count = round_weights(t);
    for (size_t i = 0; i < t->bank.count; i++) {
        const scrl__coded *item = &t->bank.items[i];
        if (item->held_out ? fold == SCRL__FOLDS : item->fold == fold)
            scores[i] = (scrl__scored){score_of(t, i, label->bias), t->wanted[i]};
    }
    return 0;
}

static size_t copy_scores(const scrl__training *t, const scrl__label *label, const scrl__scored *scores,
                          scrl__scored *out)
{
    size_t count = 0;
    for (size_t i = 0; i < t->bank.count; i++) {
        if (!t->bank.items[i].held_out && scrl__label_applies(label, &t->bank.items[i]))
            out[count++] = scores[i];
    }
    return count;
}

static int fit_label(scrl__training *t, size_t at)
{
    scrl__label *label = &t->labels[at];
    scrl__scored *scores = t->scores + at * t->bank.count;
    int status = 0;
    for (size_t i = 0; i < t->bank.count; i++)
        t->wanted[i] = scrl__label_wanted(label, &t->bank.items[i]);
    for (uint32_t fold = 0; fold <= SCRL__FOLDS && status == 0; fold++)
        status = fit_fold(t, label, scores, fold);
    if (status != 0)
        return status;
    label->weights = scrl__arena_copy(t->arena, t->order, label->count, sizeof(*label->weights));
    if (label->weights == NULL)
        return scrl__fail_memory(t->ctx, STEP);
    if (label->kind == SCRL__LABEL_THEME)
        label->threshold = scrl__threshold_find(t->scratch, copy_scores(t, label, scores, t->scratch));
    label->threshold = (double)lround(label->threshold * 1000) / 1000;
    return 0;
}

static int fit_labels(scrl__training *t)
{
    int status = 0;
    for (size_t i = 0; i < t->label_count && status == 0; i++) {
        if (t->options->progress != NULL && t->options->progress(t->options->user, i, t->label_count) != 0)
            return scrl__fail(t->ctx, SCRL_ECANCELLED, STEP, "training was stopped");
        status = fit_label(t, i);
    }
    return status;
}

static void rank_themes(scrl__training *t)
{
    for (size_t i = 0; i < t->bank.count; i++) {
        for (size_t k = 0; k < t->theme_count; k++) {
            uint16_t rank = 0;
            for (size_t other = 0; other < t->theme_count; other++)
                if (t->scores[other * t->bank.count + i].score > t->scores[k * t->bank.count + i].score)
                    rank++;
            t->ranks[k * t->bank.count + i] = rank;
        }
    }
}

void scrl__training_case(const scrl__training *t, size_t theme, size_t passage, scrl__case_of *out)
{
    size_t at = theme * t->bank.count + passage;
    double margin = t->scores[at].score - t->labels[theme].threshold;
    *out = (scrl__case_of){{(float)margin, (float)fmax(margin, 0), (float)log1p(t->ranks[at])}, t->scores[at].wanted};
}

double scrl__training_chance(const scrl__training *t, size_t theme, size_t passage)
{
    scrl__case_of one;
    double odds = t->worth[SCRL__NUMBERS];
    scrl__training_case(t, theme, passage, &one);
    for (size_t i = 0; i < SCRL__NUMBERS; i++)
        odds += t->worth[i] * (double)one.numbers[i];
    return 1 / (1 + exp(-odds));
}

static void calibrate_themes(scrl__training *t)
{
    size_t count = 0;
    rank_themes(t);
    for (size_t k = 0; k < t->theme_count; k++) {
        for (size_t i = 0; i < t->bank.count; i++) {
            if (!t->bank.items[i].held_out)
                scrl__training_case(t, k, i, &t->cases[count++]);
        }
    }
    scrl__logistic_fit(t->cases, count, SCRL__NUMBERS, t->worth);
}

/* Judgements: a score is worth something else for the themes of a context, which are hardly ever judged, than for practice. */

void scrl__training_kind(const scrl__training *t, uint32_t theme, char *out, size_t size)
{
    scrl_theme record = SCRL_THEME_INIT;
    scrl_themes_theme(t->themes, theme, &record);
    snprintf(out, size, "%s/%s", record.layer, record.polarity);
}

static const scrl__judged *find_judged(const scrl__training *t, const char *kind, size_t judgement)
{
    for (size_t i = 0; i < t->judged_count; i++) {
        if (t->judged[i].judgement == judgement && strcmp(t->judged[i].kind, kind) == 0)
            return &t->judged[i];
    }
    return NULL;
}

double scrl__training_judge(const scrl__training *t, uint32_t theme, size_t judgement, size_t passage)
{
    char kind[48];
    scrl__training_kind(t, theme, kind, sizeof(kind));
    const scrl__judged *j = find_judged(t, kind, judgement);
    if (j == NULL)
        return -1;
    double score = t->scores[(t->theme_count + judgement) * t->bank.count + passage].score;
    return 1 / (1 + exp(-(j->line[0] * score + j->line[1])));
}

/* Scores of the codes of this kind, and whether they have what the judgement says. */
static size_t gather_codes(scrl__training *t, const char *kind, size_t judgement)
{
    size_t at = t->theme_count + judgement, count = 0;
    for (size_t i = 0; i < t->bank.count; i++) {
        const scrl__coded *item = &t->bank.items[i];
        for (uint32_t c = 0; c < item->code_count && !item->held_out; c++) {
            char own[48];
            scrl__training_kind(t, item->codes[c].theme, own, sizeof(own));
            if (strcmp(own, kind) == 0)
                t->cases[count++] = (scrl__case_of){{(float)t->scores[at * t->bank.count + i].score},
                                                    scrl__label_fits(&t->labels[at], &item->codes[c])};
        }
    }
    return count;
}

static int calibrate_kind(scrl__training *t, const char *kind)
{
    for (size_t j = 0; j < t->label_count - t->theme_count; j++) {
        scrl__judged one = {.judgement = j};
        snprintf(one.kind, sizeof(one.kind), "%s", kind);
        if (scrl__grow((void **)&t->judged, &t->judged_cap, t->judged_count, sizeof(one)) != 0)
            return scrl__fail_memory(t->ctx, STEP);
        scrl__logistic_fit(t->cases, gather_codes(t, kind, j), 1, one.line);
        t->judged[t->judged_count++] = one;
    }
    return 0;
}

static int calibrate_judgements(scrl__training *t)
{
    int status = 0;
    for (uint32_t theme = 0; theme < scrl_themes_count(t->themes) && status == 0; theme++) {
        char kind[48];
        scrl__training_kind(t, theme, kind, sizeof(kind));
        if (find_judged(t, kind, 0) == NULL)
            status = calibrate_kind(t, kind);
    }
    return status;
}

/* As if so many codes of a theme had been as usual for its kind. */
#define AS_USUAL 8.0

static void count_judgements(scrl__training *t)
{
    const scrl__label *labels = t->labels + t->theme_count;
    for (size_t i = 0; i < t->bank.count; i++) {
        const scrl__coded *item = &t->bank.items[i];
        for (uint32_t c = 0; c < item->code_count && !item->held_out; c++) {
            scrl__habit *habit = &t->habits[item->codes[c].theme];
            habit->codes++;
            for (uint32_t j = 0; j < SCRL__JUDGEMENTS; j++)
                habit->judged[j] += scrl__label_fits(&labels[j], &item->codes[c]);
        }
    }
}

/* The same for all themes of this one's kind, as if there were one more code with the judgement and one without it. */
static scrl__habit habit_of_kind(const scrl__training *t, uint32_t theme)
{
    scrl__habit all = {.codes = 2};
    char kind[48], other[48];
    scrl__training_kind(t, theme, kind, sizeof(kind));
    for (uint32_t j = 0; j < SCRL__JUDGEMENTS; j++)
        all.judged[j] = 1;
    for (uint32_t i = 0; i < scrl_themes_count(t->themes); i++) {
        scrl__training_kind(t, i, other, sizeof(other));
        if (strcmp(kind, other) != 0)
            continue;
        all.codes += t->habits[i].codes;
        for (uint32_t j = 0; j < SCRL__JUDGEMENTS; j++)
            all.judged[j] += t->habits[i].judged[j];
    }
    return all;
}

void scrl__training_usual(const scrl__training *t, uint32_t theme, double out[SCRL__JUDGEMENTS])
{
    const scrl__habit *own = &t->habits[theme];
    scrl__habit all = habit_of_kind(t, theme);
    for (size_t j = 0; j < SCRL__JUDGEMENTS; j++) {
        double share = all.judged[j] / all.codes;
        double usual = (own->judged[j] + AS_USUAL * share) / (own->codes + AS_USUAL);
        out[j] = log(usual / share);
        if (t->labels[t->theme_count + j].kind == SCRL__LABEL_LEVEL)
            out[j] -= log((1 - usual) / (1 - share));
    }
}

static int read_bank(scrl__training *t)
{
    if (t->options->bank_count > 0)
        return scrl__bank_read(t->ctx, t->themes, t->options->banks, t->options->bank_count, &t->bank);
    char *path = t->ctx->data_dir == NULL ? NULL : scrl__path_join(t->ctx->data_dir, "bank");
    if (path == NULL)
        return scrl__fail_memory(t->ctx, STEP);
    const char *paths[] = {path};
    int status = scrl__bank_read(t->ctx, t->themes, paths, 1, &t->bank);
    free(path);
    return status;
}

static int prepare(scrl__training *t)
{
    t->arena = scrl__arena_new();
    int status = t->arena == NULL ? scrl__fail_memory(t->ctx, STEP) : read_bank(t);
    if (status == 0)
        status = choose_labels(t);
    if (status == 0)
        status = scrl__concepts_read(t->ctx, &t->classes);
    if (status == 0)
        status = scrl__vectors_make(t->ctx, &t->bank, t->classes, &t->vectors);
    if (status == 0)
        status = scrl__solver_new(t->ctx, &t->vectors, &t->solver);
    return status == 0 ? make_room(t) : status;
}

static void free_training(scrl__training *t)
{
    scrl__solver_free(t->solver);
    scrl__vectors_free(&t->vectors);
    scrl__classes_free(t->classes);
    scrl__bank_free(&t->bank);
    scrl__arena_free(t->arena);
    free(t->judged);
}

int scrl_train(scrl_context *ctx, const scrl_themes *themes, const scrl_train_options *options,
               int (*write)(void *user, const char *bytes, size_t len), void *write_user)
{
    static const scrl_train_options defaults = SCRL_TRAIN_OPTIONS_INIT;
    if (ctx == NULL || themes == NULL || write == NULL)
        return SCRL_EINVAL;
    if (options != NULL && !scrl__struct_ok(options, sizeof(*options), sizeof(*options)))
        return scrl__fail(ctx, SCRL_EINVAL, STEP, "the options' size is not set, or they are of a newer version");
    scrl__training t = {.ctx = ctx, .themes = themes, .options = options != NULL ? options : &defaults};
    int status = prepare(&t);
    if (status == 0)
        status = fit_labels(&t);
    if (status == 0) {
        calibrate_themes(&t);
        count_judgements(&t);
        status = calibrate_judgements(&t);
    }
    if (status == 0) {
        scrl__training_report(&t);
        status = scrl__training_write(&t, write, write_user);
    }
    free_training(&t);
    return status;
}
