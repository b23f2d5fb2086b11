/* write.c - the file of models: its head, classes and labels, then one line a feature. match/linear.c and tag/learned.c read it. */
#include "learn/training.h"

#include <math.h>

#define STEP "use"

static void write_usual(const scrl__training *t, uint32_t theme, scrl__str *out)
{
    double usual[SCRL__JUDGEMENTS];
    scrl_theme record = SCRL_THEME_INIT;
    scrl_themes_theme(t->themes, theme, &record);
    scrl__training_usual(t, theme, usual);
    scrl__str_addf(out, "usual/%s", record.id);
    for (size_t j = 0; j < SCRL__JUDGEMENTS; j++)
        scrl__str_addf(out, " %ld", lround(usual[j] * 1000));
    scrl__str_addc(out, '\n');
}

static void write_head(const scrl__training *t, scrl__str *out)
{
    scrl__str_addf(
        out, "scrl-linear 1\nversion %s\nset %s\nbank %s\nfeatures %s\nmargin %ld\nabove %ld\nrank %ld\noffset %ld\n",
        t->options->version != NULL ? t->options->version : "1", scrl_themes_version(t->themes), t->bank.sha256,
        SCRL__FEATURES, lround(t->worth[0] * 1000), lround(t->worth[1] * 1000), lround(t->worth[2] * 1000),
        lround(t->worth[3] * 1000));
    for (size_t i = 0; i < t->judged_count; i++) {
        const scrl__judged *j = &t->judged[i];
        scrl__str_addf(out, "%s:%s %ld %ld\n", j->kind, t->labels[t->theme_count + j->judgement].name,
                       lround(j->line[0] * 1000), lround(j->line[1] * 1000));
    }
    for (uint32_t i = 0; i < scrl_themes_count(t->themes); i++)
        write_usual(t, i, out);
    for (size_t i = 0; i < scrl__classes_count(t->classes); i++)
        scrl__str_addf(out, "class %s %s\n", scrl__classes_name(t->classes, i), scrl__classes_words(t->classes, i));
    for (size_t i = 0; i < t->label_count; i++)
        scrl__str_addf(out, "label %s %ld %ld\n", t->labels[i].name, lround(t->labels[i].bias * 1000),
                       lround(t->labels[i].threshold * 1000));
}

/* One line a feature that has any weight, with its weight for each label. */
static void write_features(const scrl__training *t, size_t *next, scrl__str *out)
{
    for (uint32_t f = 0; f < t->vectors.feature_count; f++) {
        scrl__str_addf(out, "%s\t%ld", t->vectors.features[f].name, t->vectors.features[f].idf);
        for (size_t i = 0; i < t->label_count; i++) {
            const scrl__label *one = &t->labels[i];
            if (next[i] < one->count && one->weights[next[i]].feature == f)
                scrl__str_addf(out, " %zu:%ld", i, one->weights[next[i]++].value);
        }
        scrl__str_addc(out, '\n');
    }
}

int scrl__training_write(scrl__training *t, int (*write)(void *user, const char *bytes, size_t len), void *user)
{
    scrl__str out = SCRL__STR_INIT;
    size_t *next = scrl__arena_alloc(t->arena, t->label_count * sizeof(*next));
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
