/* report.c - an evaluation: counts, what follows from them, and the public getters. It knows no measure's rules, only that
 * right items are among the found and among the gold ones. */
#include "evaluate/report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static const struct {
    const char *name;
    bool share; /* found items are the matched ones: no harmonic mean */
} measures[] = {[SCRL__HEADING] = {"heading", false},
                [SCRL__HEADING_LEVEL] = {"heading_level", true},
                [SCRL__HEADING_NUMBER] = {"heading_number", true},
                [SCRL__HEADING_ROLE] = {"heading_role", true},
                [SCRL__STATEMENT] = {"statement", false},
                [SCRL__ADDRESSEE] = {"addressee", false},
                [SCRL__AGENCY] = {"agency", false},
                [SCRL__EVENT] = {"event", false},
                [SCRL__EVENT_PRECISION] = {"event_precision", true},
                [SCRL__FIELD] = {"field", false},
                [SCRL__PASSAGE] = {"passage", false},
                [SCRL__THEME] = {"theme", false},
                [SCRL__THEME_POLARITY] = {"theme_polarity", true},
                [SCRL__THEME_LEVEL] = {"theme_level", true},
                [SCRL__THEME_CONFIDENCE] = {"theme_confidence", true},
                [SCRL__THEME_RULES] = {"theme_rules", false},
                [SCRL__THEME_MODELS] = {"theme_models", false},
                [SCRL__THEME_LABELS] = {"theme_labels", false},
                [SCRL__THEME_MEAN] = {"theme_mean", false}};

scrl_evaluation *scrl__report_new(bool keep_disagreements)
{
    scrl_evaluation *report = calloc(1, sizeof(*report));
    if (report == NULL)
        return NULL;
    report->keep_disagreements = keep_disagreements;
    report->arena = scrl__arena_new();
    if (report->arena == NULL) {
        free(report);
        return NULL;
    }
    return report;
}

void scrl_evaluation_free(scrl_evaluation *evaluation)
{
    if (evaluation == NULL)
        return;
    scrl__arena_free(evaluation->arena);
    free(evaluation->files);
    free(evaluation->measures);
    free(evaluation->disagreements);
    free(evaluation);
}

static const char *keep(scrl_evaluation *report, const char *text)
{
    const char *copy = scrl__arena_strdup(report->arena, text == NULL ? "" : text);
    report->failed = report->failed || copy == NULL;
    return copy;
}

void scrl__report_file(scrl_evaluation *report, const char *gold, const char *name)
{
    if (scrl__grow((void **)&report->files, &report->file_cap, report->file_count, sizeof(*report->files)) != 0) {
        report->failed = true;
        return;
    }
    report->files[report->file_count++] = (scrl_evaluation_file){
        .size = sizeof(scrl_evaluation_file), .gold = keep(report, gold), .name = keep(report, name), .message = ""};
}

void scrl__report_failure(scrl_evaluation *report, int status, const char *message)
{
    if (report->failed)
        return;
    report->files[report->file_count - 1].status = status;
    report->files[report->file_count - 1].message = keep(report, message);
}

/* The measure, made when it is not there yet; NULL when memory is out. */
static scrl__measure *measure_of(scrl_evaluation *report, uint32_t file, scrl__measure_id id, const char *group)
{
    for (size_t i = report->measure_count; i-- > 0;) {
        scrl__measure *m = &report->measures[i];
        if (m->file == file && m->id == id && strcmp(m->group, group) == 0)
            return m;
    }
    const char *own = keep(report, group);
    if (report->failed || scrl__grow((void **)&report->measures, &report->measure_cap, report->measure_count,
                                     sizeof(*report->measures)) != 0) {
        report->failed = true;
        return NULL;
    }
    scrl__measure *m = &report->measures[report->measure_count++];
    *m = (scrl__measure){.file = file, .id = id, .group = own};
    return m;
}

static void add_counts(scrl_evaluation *report, uint32_t file, scrl__measure_id id, const char *group,
                       const uint64_t counts[3])
{
    scrl__measure *m = measure_of(report, file, id, group);
    if (m == NULL)
        return;
    m->gold += counts[0];
    m->found += counts[1];
    m->right += counts[2];
    if (file != SCRL_NONE || report->first_of_gold)
        m->once += counts[0];
}

void scrl__report_count(scrl_evaluation *report, scrl__measure_id id, const char *group, uint64_t gold, uint64_t found,
                        uint64_t right)
{
    const uint64_t counts[3] = {gold, found, right};
    const uint32_t files[2] = {SCRL_NONE, (uint32_t)report->file_count - 1};
    for (size_t i = 0; i < 2 && !report->failed; i++) {
        add_counts(report, files[i], id, "", counts);
        if (group[0] != '\0')
            add_counts(report, files[i], id, group, counts);
    }
}

void scrl__report_disagreement(scrl_evaluation *report, scrl__measure_id id, const scrl_disagreement *disagreement)
{
    if (!report->keep_disagreements || report->failed)
        return;
    if (scrl__grow((void **)&report->disagreements, &report->disagreement_cap, report->disagreement_count,
                   sizeof(*report->disagreements)) != 0) {
        report->failed = true;
        return;
    }
    scrl__disagreement *one = &report->disagreements[report->disagreement_count];
    *one = (scrl__disagreement){*disagreement, id, report->disagreement_count};
    report->disagreement_count++;
    scrl_disagreement *d = &one->record;
    d->size = sizeof(*d);
    d->file = (uint32_t)report->file_count - 1;
    d->measure = measures[id].name;
    d->group = keep(report, disagreement->group);
    d->what = keep(report, disagreement->what);
    d->gold = keep(report, disagreement->gold);
    d->found = keep(report, disagreement->found);
    d->text = keep(report, disagreement->text);
}

static double ratio(uint64_t part, uint64_t whole)
{
    return whole == 0 ? (double)NAN : (double)part / (double)whole;
}

/* Cohen's kappa of two codings of 'all' passages, of which one gives the theme to m->gold, the other to m->found, both to
 * m->right. */
static double kappa_of(const scrl__measure *m, uint64_t all)
{
    double n = (double)all, gold = (double)m->gold, found = (double)m->found;
    double observed = (n - gold - found + 2 * (double)m->right) / n;
    double expected = (gold * found + (n - gold) * (n - found)) / (n * n);
    return all == 0 || expected >= 1 ? (double)NAN : (observed - expected) / (1 - expected);
}

static void work_out(scrl__measure *m)
{
    m->precision = ratio(m->right, m->found);
    m->recall = ratio(m->right, m->gold);
    m->f1 = measures[m->id].share ? (double)NAN : ratio(2 * m->right, m->gold + m->found);
    m->kappa = (double)NAN;
}

/* A theme that is found nowhere has no precision; in the mean it counts as 0, as its recall and F1 do. */
static double or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

/* Means over the themes of one file, or of all files together. */
static void add_means(scrl_evaluation *report, uint32_t file, uint32_t theme_passages)
{
    scrl__measure *passages = measure_of(report, file, SCRL__THEME_MEAN, "");
    if (passages == NULL)
        return;
    uint64_t all = passages->gold, count = 0;
    scrl__measure mean = *passages;
    for (size_t i = 0; i < report->measure_count; i++) {
        scrl__measure *m = &report->measures[i];
        if (m->file != file || m->id != SCRL__THEME || m->group[0] == '\0')
            continue;
        m->kappa = kappa_of(m, all);
        if (m->once < theme_passages)
            continue;
        count++;
        mean.precision += or_zero(m->precision);
        mean.recall += or_zero(m->recall);
        mean.f1 += or_zero(m->f1);
        mean.kappa += or_zero(m->kappa);
    }
    mean.precision = count == 0 ? (double)NAN : mean.precision / (double)count;
    mean.recall = count == 0 ? (double)NAN : mean.recall / (double)count;
    mean.f1 = count == 0 ? (double)NAN : mean.f1 / (double)count;
    mean.kappa = count == 0 ? (double)NAN : mean.kappa / (double)count;
    mean.gold = count;
    scrl__measure *place = measure_of(report, file, SCRL__THEME_MEAN, ""); /* may have moved since */
    if (place != NULL)
        *place = mean;
}

/* All files together first, then by file; then by measure; the total before its groups, these by name. */
static int compare_measures(const void *left, const void *right)
{
    const scrl__measure *a = left, *b = right;
    uint32_t a_file = a->file + 1, b_file = b->file + 1;
    if (a_file != b_file)
        return a_file < b_file ? -1 : 1;
    return a->id != b->id ? (int)a->id - (int)b->id : strcmp(a->group, b->group);
}

/* File by file, in the order of the measures; in each as they were added. */
static int compare_disagreements(const void *left, const void *right)
{
    const scrl__disagreement *a = left, *b = right;
    if (a->record.file != b->record.file)
        return a->record.file < b->record.file ? -1 : 1;
    if (a->id != b->id)
        return (int)a->id - (int)b->id;
    return a->ordinal < b->ordinal ? -1 : a->ordinal > b->ordinal;
}

int scrl__report_finish(scrl_evaluation *report, uint32_t theme_passages)
{
    size_t count = report->measure_count;
    for (size_t i = 0; i < count; i++) {
        if (report->measures[i].id != SCRL__THEME_MEAN)
            work_out(&report->measures[i]);
    }
    for (size_t i = 0; i < count && !report->failed; i++) {
        if (report->measures[i].id == SCRL__THEME_MEAN)
            add_means(report, report->measures[i].file, theme_passages);
    }
    if (count > 0)
        qsort(report->measures, count, sizeof(*report->measures), compare_measures);
    if (report->disagreement_count > 0)
        qsort(report->disagreements, report->disagreement_count, sizeof(*report->disagreements), compare_disagreements);
    return report->failed ? SCRL_ENOMEM : 0;
}

size_t scrl_evaluation_file_count(const scrl_evaluation *evaluation)
{
    return evaluation == NULL ? 0 : evaluation->file_count;
}

int scrl_evaluation_file_get(const scrl_evaluation *evaluation, size_t i, scrl_evaluation_file *out)
{
    if (i >= scrl_evaluation_file_count(evaluation))
        return SCRL_EINVAL;
    return scrl__record_fill(out, &evaluation->files[i], sizeof(evaluation->files[i]));
}

size_t scrl_evaluation_measure_count(const scrl_evaluation *evaluation)
{
    return evaluation == NULL ? 0 : evaluation->measure_count;
}

int scrl_evaluation_measure(const scrl_evaluation *evaluation, size_t i, scrl_measure *out)
{
    if (i >= scrl_evaluation_measure_count(evaluation))
        return SCRL_EINVAL;
    const scrl__measure *m = &evaluation->measures[i];
    scrl_measure measure = {.size = sizeof(measure),
                            .file = m->file,
                            .measure = measures[m->id].name,
                            .group = m->group,
                            .gold = m->gold,
                            .found = m->found,
                            .right = m->right,
                            .precision = m->precision,
                            .recall = m->recall,
                            .f1 = m->f1,
                            .kappa = m->kappa};
    return scrl__record_fill(out, &measure, sizeof(measure));
}

size_t scrl_evaluation_disagreement_count(const scrl_evaluation *evaluation)
{
    return evaluation == NULL ? 0 : evaluation->disagreement_count;
}

int scrl_evaluation_disagreement(const scrl_evaluation *evaluation, size_t i, scrl_disagreement *out)
{
    if (i >= scrl_evaluation_disagreement_count(evaluation))
        return SCRL_EINVAL;
    const scrl_disagreement *record = &evaluation->disagreements[i].record;
    return scrl__record_fill(out, record, sizeof(*record));
}
