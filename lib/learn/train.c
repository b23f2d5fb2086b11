/*
 * train.c - from coded passages to the file of models: for each theme one model on all passages that may be learned from, and one
 * on all but a fold of them, five times over, whose scores on that fold set the threshold and the calibration.
 */
#include <scrl/learn.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "learn/measure.h"
#include "learn/solve.h"

#define STEP "use"

/* Fewer coded passages teach nothing. */
#define LEAST_PASSAGES 8u

/* Weights kept for a theme, the heaviest: more of them add bytes, and no F1. */
#define MOST_WEIGHTS 2000u

/* One model; its weights are in hundredths, by feature. */
typedef struct fit {
    uint32_t theme, passages;
    double bias, threshold;
    struct weight {
        uint32_t feature;
        long value;
    } * weights;
    size_t count;
} fit;

typedef struct training {
    scrl_context *ctx;
    const scrl_themes *themes;
    const scrl_train_options *options;
    scrl__bank bank;
    scrl__vectors vectors;
    scrl__solver *solver;
    scrl__arena *arena;
    uint32_t *rows; /* passages to learn from, as the solver wants them */
    bool *wanted;   /* by passage: whether it has the theme at hand */
    double *weights;
    struct weight *order;
    fit *fits;
    size_t fit_count;
    scrl__scored *trained; /* fit_count * bank.count: cross-validated scores; held-out passages by the whole model */
    scrl__scored *scratch;
    double slope, offset, upper_slope, upper_offset;
} training;

static const char *theme_id(const training *t, uint32_t theme)
{
    scrl_theme record = SCRL_THEME_INIT;
    return scrl_themes_theme(t->themes, theme, &record) == 0 ? record.id : "";
}

static bool has(const scrl__coded *item, uint32_t theme)
{
    for (uint32_t i = 0; i < item->theme_count; i++) {
        if (item->themes[i] == theme)
            return true;
    }
    return false;
}

static uint32_t count_passages(const training *t, uint32_t theme)
{
    uint32_t count = 0;
    for (size_t i = 0; i < t->bank.count; i++)
        count += !t->bank.items[i].held_out && has(&t->bank.items[i], theme);
    return count;
}

static int choose(training *t, uint32_t theme)
{
    uint32_t passages = count_passages(t, theme);
    if (passages >= LEAST_PASSAGES)
        t->fits[t->fit_count++] = (fit){.theme = theme, .passages = passages};
    return 0;
}

/* The themes to train, in the order of the set or of the caller. */
static int choose_themes(training *t)
{
    size_t count = t->options->theme_count > 0 ? t->options->theme_count : scrl_themes_count(t->themes);
    t->fits = scrl__arena_alloc(t->arena, (count + 1) * sizeof(*t->fits));
    if (t->fits == NULL)
        return scrl__fail_memory(t->ctx, STEP);
    for (size_t i = 0; i < count; i++) {
        uint32_t theme = t->options->theme_count > 0 ? scrl_themes_find(t->themes, t->options->themes[i]) : (uint32_t)i;
        if (theme == SCRL_NONE)
            return scrl__fail(t->ctx, SCRL_EINVAL, STEP, "there is no theme '%s'", t->options->themes[i]);
        choose(t, theme);
    }
    return t->fit_count > 0
               ? 0
               : scrl__fail(t->ctx, SCRL_ENOTFOUND, STEP, "no theme has %u passages to learn from", LEAST_PASSAGES);
}

static int make_room(training *t)
{
    size_t passages = t->bank.count, features = t->vectors.feature_count;
    t->rows = scrl__arena_alloc(t->arena, passages * sizeof(*t->rows));
    t->wanted = scrl__arena_alloc(t->arena, passages * sizeof(*t->wanted));
    t->weights = scrl__arena_alloc(t->arena, (features + 1) * sizeof(*t->weights));
    t->order = scrl__arena_alloc(t->arena, (features + 1) * sizeof(*t->order));
    t->trained = scrl__arena_alloc(t->arena, t->fit_count * passages * sizeof(*t->trained));
    t->scratch = scrl__arena_alloc(t->arena, t->fit_count * passages * sizeof(*t->scratch));
    if (t->rows == NULL || t->wanted == NULL || t->weights == NULL || t->order == NULL || t->trained == NULL ||
        t->scratch == NULL)
        return scrl__fail_memory(t->ctx, STEP);
    return 0;
}

/* The passages to learn from, without those of a fold. */
static size_t pick_rows(training *t, uint32_t fold)
{
    size_t count = 0;
    for (size_t i = 0; i < t->bank.count; i++) {
        if (!t->bank.items[i].held_out && t->bank.items[i].fold != fold)
            t->rows[count++] = (uint32_t)i;
    }
    return count;
}

static int by_weight(const void *a, const void *b)
{
    const struct weight *x = a, *y = b;
    long p = labs(x->value), q = labs(y->value);
    if (p != q)
        return p < q ? 1 : -1;
    return x->feature < y->feature ? -1 : 1;
}

static int by_feature(const void *a, const void *b)
{
    const struct weight *x = a, *y = b;
    return x->feature < y->feature ? -1 : 1;
}

/* Rounds weights, as the file has them, and leaves the heaviest. Returns how many, in t->order by feature. */
static size_t round_weights(training *t)
{
    size_t count = 0;
    for (size_t i = 0; i < t->vectors.feature_count; i++) {
        long value = lround(t->weights[i] * 100);
        if (value != 0)
            t->order[count++] = (struct weight){(uint32_t)i, value};
    }
    qsort(t->order, count, sizeof(*t->order), by_weight);
    count = count < MOST_WEIGHTS ? count : MOST_WEIGHTS;
    qsort(t->order, count, sizeof(*t->order), by_feature);
    memset(t->weights, 0, t->vectors.feature_count * sizeof(*t->weights));
    for (size_t i = 0; i < count; i++)
        t->weights[t->order[i].feature] = (double)t->order[i].value / 100;
    return count;
}

static double score_of(const training *t, size_t passage, double bias)
{
    double score = bias;
    for (size_t c = t->vectors.first[passage]; c < t->vectors.first[passage + 1]; c++)
        score += t->vectors.cells[c].value * t->weights[t->vectors.cells[c].feature];
    return score;
}

/* Fits on all folds but one (SCRL__FOLDS: on all) and scores the passages that were not learned from. */
static int fit_fold(training *t, scrl__scored *scored, uint32_t fold, double *bias, size_t *weight_count)
{
    size_t rows = pick_rows(t, fold);
    int status = scrl__solver_fit(t->solver, t->rows, rows, t->wanted, t->weights, bias);
    if (status != 0)
        return status;
    *bias = (double)lround(*bias * 1000) / 1000;
    *weight_count = round_weights(t);
    for (size_t i = 0; i < t->bank.count; i++) {
        const scrl__coded *item = &t->bank.items[i];
        if (item->held_out ? fold == SCRL__FOLDS : item->fold == fold)
            scored[i] = (scrl__scored){score_of(t, i, *bias), t->wanted[i]};
    }
    return 0;
}

static size_t copy_trained(const training *t, const scrl__scored *scored, scrl__scored *out)
{
    size_t count = 0;
    for (size_t i = 0; i < t->bank.count; i++) {
        if (!t->bank.items[i].held_out)
            out[count++] = scored[i];
    }
    return count;
}

static int fit_theme(training *t, size_t at)
{
    fit *f = &t->fits[at];
    scrl__scored *scored = t->trained + at * t->bank.count;
    int status = 0;
    for (size_t i = 0; i < t->bank.count; i++)
        t->wanted[i] = has(&t->bank.items[i], f->theme);
    for (uint32_t fold = 0; fold <= SCRL__FOLDS && status == 0; fold++)
        status = fit_fold(t, scored, fold, &f->bias, &f->count);
    if (status != 0)
        return status;
    f->weights = scrl__arena_copy(t->arena, t->order, f->count, sizeof(*f->weights));
    if (f->weights == NULL)
        return scrl__fail_memory(t->ctx, STEP);
    f->threshold = scrl__threshold_find(t->scratch, copy_trained(t, scored, t->scratch));
    f->threshold = (double)lround(f->threshold * 1000) / 1000;
    return 0;
}

static int fit_themes(training *t)
{
    int status = 0;
    for (size_t i = 0; i < t->fit_count && status == 0; i++) {
        if (t->options->progress != NULL && t->options->progress(t->options->user, i, t->fit_count) != 0)
            return scrl__fail(t->ctx, SCRL_ECANCELLED, STEP, "training was stopped");
        status = fit_theme(t, i);
    }
    return status;
}

/* What a score is worth: of two lines the lower. One alone would be fitted to the many passages that have nothing of a theme, and
 * promise too much of high scores. */
static double chance_of(const training *t, double score)
{
    return 1 / (1 + exp(-fmin(t->slope * score + t->offset, t->upper_slope * score + t->upper_offset)));
}

/* The upper line is fitted to scores that stand for at least this chance. */
#define LEAST_CHANCE 0.15

/* Keeps the scores that stand for at least that chance; returns how many. */
static size_t keep_likely(training *t, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (chance_of(t, t->scratch[i].score) >= LEAST_CHANCE)
            t->scratch[kept++] = t->scratch[i];
    }
    return kept;
}

static void calibrate(training *t)
{
    size_t count = 0;
    for (size_t i = 0; i < t->fit_count; i++)
        count += copy_trained(t, t->trained + i * t->bank.count, t->scratch + count);
    scrl__calibration_fit(t->scratch, count, &t->slope, &t->offset);
    t->upper_slope = t->slope;
    t->upper_offset = t->offset;
    scrl__calibration_fit(t->scratch, keep_likely(t, count), &t->upper_slope, &t->upper_offset);
}

/* What was measured. */

static void say(const training *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void say(const training *t, const char *format, ...)
{
    if (t->options->report == NULL)
        return;
    scrl__str line = SCRL__STR_INIT;
    va_list args;
    va_start(args, format);
    scrl__str_addv(&line, format, args);
    va_end(args);
    if (!line.failed)
        t->options->report(t->options->user, scrl__str_text(&line));
    scrl__str_free(&line);
}

static void count_theme(const training *t, size_t at, bool held_out, scrl__figures *out)
{
    const scrl__scored *scored = t->trained + at * t->bank.count;
    for (size_t i = 0; i < t->bank.count; i++) {
        if (t->bank.items[i].held_out != held_out)
            continue;
        bool found = scored[i].score >= t->fits[at].threshold;
        out->found += found;
        out->gold += scored[i].wanted;
        out->right += found && scored[i].wanted;
    }
}

/* The share of near misses that get the theme that they nearly have. */
static double missed_share(const training *t, bool held_out)
{
    uint64_t misses = 0, tagged = 0;
    for (size_t f = 0; f < t->fit_count; f++) {
        for (size_t i = 0; i < t->bank.count; i++) {
            if (t->bank.items[i].near_miss != t->fits[f].theme || t->bank.items[i].held_out != held_out)
                continue;
            misses++;
            tagged += t->trained[f * t->bank.count + i].score >= t->fits[f].threshold;
        }
    }
    return misses == 0 ? 0 : (double)tagged / (double)misses;
}

/* Of all tags with a chance of 10 to 20, 20 to 30 ... in 100: how many are right. */
static void say_calibration(const training *t, bool held_out)
{
    scrl__figures bands[10] = {{0}};
    for (size_t f = 0; f < t->fit_count; f++) {
        for (size_t i = 0; i < t->bank.count; i++) {
            const scrl__scored *s = &t->trained[f * t->bank.count + i];
            if (t->bank.items[i].held_out != held_out)
                continue;
            double chance = chance_of(t, s->score);
            scrl__figures *band = &bands[chance >= 1 ? 9 : (size_t)(chance * 10)];
            band->found++;
            band->right += s->wanted;
        }
    }
    for (size_t b = 1; b < 10; b++)
        say(t, "  confidence %zu to %zu: %llu tags, %.0f in 100 right", b * 10, b * 10 + 10,
            (unsigned long long)bands[b].found, 100 * scrl__precision(&bands[b]));
}

static void say_part(const training *t, const char *name, bool held_out)
{
    scrl__figures all = {0};
    double sum = 0;
    for (size_t i = 0; i < t->fit_count; i++) {
        scrl__figures one = {0};
        count_theme(t, i, held_out, &one);
        all = (scrl__figures){all.right + one.right, all.found + one.found, all.gold + one.gold};
        sum += scrl__f1(&one);
    }
    say(t, "%s: precision %.3f, recall %.3f, F1 %.3f, mean F1 of %zu themes %.3f; near misses tagged %.3f", name,
        scrl__precision(&all), scrl__recall(&all), scrl__f1(&all), t->fit_count, sum / (double)t->fit_count,
        missed_share(t, held_out));
    say_calibration(t, held_out);
}

/* The file. */

static void write_head(const training *t, scrl__str *out)
{
    scrl__str_addf(out,
                   "scrl-linear 1\nversion %s\nset %s\nbank %s\nfeatures %s\nslope %ld\noffset %ld\nupper-slope "
                   "%ld\nupper-offset %ld\n",
                   t->options->version != NULL ? t->options->version : "1", scrl_themes_version(t->themes),
                   t->bank.sha256, SCRL__FEATURES, lround(t->slope * 1000), lround(t->offset * 1000),
                   lround(t->upper_slope * 1000), lround(t->upper_offset * 1000));
    for (size_t i = 0; i < t->fit_count; i++)
        scrl__str_addf(out, "label %s %ld %ld\n", theme_id(t, t->fits[i].theme), lround(t->fits[i].bias * 1000),
                       lround(t->fits[i].threshold * 1000));
}

/* One line a feature, with its weight for each theme that has one. */
static void write_features(const training *t, size_t *next, scrl__str *out)
{
    for (uint32_t f = 0; f < t->vectors.feature_count; f++) {
        scrl__str_addf(out, "%s\t%ld", t->vectors.features[f].name, t->vectors.features[f].idf);
        for (size_t i = 0; i < t->fit_count; i++) {
            const fit *one = &t->fits[i];
            if (next[i] < one->count && one->weights[next[i]].feature == f)
                scrl__str_addf(out, " %zu:%ld", i, one->weights[next[i]++].value);
        }
        scrl__str_addc(out, '\n');
    }
}

static int write_file(training *t, int (*write)(void *user, const char *bytes, size_t len), void *user)
{
    scrl__str out = SCRL__STR_INIT;
    size_t *next = scrl__arena_alloc(t->arena, t->fit_count * sizeof(*next));
    if (next == NULL)
        return scrl__fail_memory(t->ctx, STEP);
    write_head(t, &out);
    write_features(t, next, &out);
    int status = 0;
    if (out.failed)
        status = scrl__fail_memory(t->ctx, STEP);
    else if (write(user, out.data, out.len) != 0)
        status = scrl__fail(t->ctx, SCRL_ECANCELLED, STEP, "writing was stopped");
    scrl__str_free(&out);
    return status;
}

static int read_bank(training *t)
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

static int prepare(training *t)
{
    t->arena = scrl__arena_new();
    int status = t->arena == NULL ? scrl__fail_memory(t->ctx, STEP) : read_bank(t);
    if (status == 0)
        status = choose_themes(t);
    if (status == 0)
        status = scrl__vectors_make(t->ctx, &t->bank, &t->vectors);
    if (status == 0)
        status = scrl__solver_new(t->ctx, &t->vectors, &t->solver);
    return status == 0 ? make_room(t) : status;
}

int scrl_train(scrl_context *ctx, const scrl_themes *themes, const scrl_train_options *options,
               int (*write)(void *user, const char *bytes, size_t len), void *write_user)
{
    static const scrl_train_options defaults = SCRL_TRAIN_OPTIONS_INIT;
    if (ctx == NULL || themes == NULL || write == NULL)
        return SCRL_EINVAL;
    if (options != NULL && !scrl__struct_ok(options, sizeof(*options), sizeof(*options)))
        return scrl__fail(ctx, SCRL_EINVAL, STEP, "the options' size is not set, or they are of a newer version");
    training t = {.ctx = ctx, .themes = themes, .options = options != NULL ? options : &defaults};
    int status = prepare(&t);
    if (status == 0)
        status = fit_themes(&t);
    if (status == 0) {
        calibrate(&t);
        say_part(&t, "learned from, by cross-validation", false);
        say_part(&t, "held out", true);
        status = write_file(&t, write, write_user);
    }
    scrl__solver_free(t.solver);
    scrl__vectors_free(&t.vectors);
    scrl__bank_free(&t.bank);
    scrl__arena_free(t.arena);
    return status;
}
