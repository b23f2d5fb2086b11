/*
 * linear.c - sparse linear models: the model file, and scores.
 *
 * Frequencies and weights are whole hundredths, so their products are whole numbers, which floats hold exactly up to 16 million: sums of them do
 * not depend on their order. They are summed up for each kind of feature, then scaled. A feature with weights for many labels has a row
 * with one for each label instead of a list, since a loop over a whole row takes fewer instructions. Entries stand in the order of their
 * frequency: most features of a text are among the few thousand most frequent, which are then neighbours in memory.
 */
#include "match/linear.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define LABELS_MAX 4096u

/* The product of a frequency and a weight that are 1. */
#define ONE 10000.0

/* A feature has a row when it has weights for at least one in so many labels. */
#define ROW_SHARE 4u

/* Rows are added up so many at a time, in strips of labels that registers hold. */
#define ROWS_AT_ONCE 16u
#define QUADS 4u
#define STRIP (4 * QUADS)

/* Four sums that are added at once, where the processor can. */
typedef float quad __attribute__((vector_size(16), aligned(4), may_alias));

/* Entries and weights are asked for so many features ahead of their use: most are not in the processor's nearest memory. */
#define ENTRY_AHEAD 12u
#define WEIGHT_AHEAD 6u

/* The model. Weights of entry e are posts[e.first] to posts[e.first + e.count - 1], by label, or their products with its frequency the row
 * e.first. */

typedef struct entry {
    uint32_t first;
    uint16_t idf; /* in hundredths */
    uint16_t count : 12, kind : 3, has_row : 1;
} entry;

#define COUNT_MAX 4095u /* of an entry */

typedef struct post {
    uint16_t label;
    int16_t weight; /* in hundredths */
} post;

typedef struct note {
    const char *name, *text;
} note;

struct scrl__linear {
    scrl__arena *arena;
    note *notes;
    size_t note_count, note_cap;
    scrl__classes *classes;
    scrl__linear_label *labels;
    size_t label_count, label_cap;
    double *biases; /* of the labels */
    entry *entries; /* by number; these and the next two in the arena */
    size_t entry_count;
    post *posts;
    float *rows;    /* row_len each */
    size_t row_len; /* the labels, in whole strips */
    scrl__keys *keys;
    scrl__known_features known;
};

struct scrl__linear_scratch {
    uint64_t *seen; /* a bit for each entry that the text at hand has had; none between texts */
    float *sums;    /* of products, row_len for each kind */
    const float *rows[SCRL__FEATURE_KINDS][ROWS_AT_ONCE]; /* to be added to them */
    size_t row_counts[SCRL__FEATURE_KINDS];
};

/* A line of the file that is an entry, while it is read: its weights are the next of them. */
typedef struct draft {
    uint64_t key;
    uint32_t number; /* by the order of the file */
    entry entry;
} draft;

/* What a file is read with. */
typedef struct loading {
    scrl_context *ctx;
    const char *step, *file;
    uint32_t line;
    scrl__linear *model;
    scrl__keys *keys; /* of the drafts */
    draft *drafts;
    size_t draft_count, draft_cap;
    post *posts;
    size_t post_count, post_cap;
} loading;

static int fail_line(const loading *l, const char *what)
{
    return scrl__fail(l->ctx, SCRL_EFORMAT, l->step, "%s:%u: %s", l->file, (unsigned)l->line, what);
}

static bool read_int(const char **p, long *out)
{
    char *end;
    *out = strtol(*p, &end, 10);
    bool any = end != *p;
    *p = end;
    return any && *out > -100000000 && *out < 100000000;
}

/* A number of hundredths, as frequencies and weights are. */
static bool read_hundredths(const char **p, long *out)
{
    return read_int(p, out) && *out >= INT16_MIN && *out <= INT16_MAX;
}

static int read_note(loading *l, char *line)
{
    scrl__linear *m = l->model;
    char *blank = strchr(line, ' ');
    if (blank == NULL)
        return fail_line(l, "a name and its value are expected");
    if (scrl__grow((void **)&m->notes, &m->note_cap, m->note_count, sizeof(*m->notes)) != 0)
        return scrl__fail_memory(l->ctx, l->step);
    *blank = '\0';
    m->notes[m->note_count] = (note){scrl__arena_strdup(m->arena, line), scrl__arena_strdup(m->arena, blank + 1)};
    if (m->notes[m->note_count].name == NULL || m->notes[m->note_count].text == NULL)
        return scrl__fail_memory(l->ctx, l->step);
    m->note_count++;
    return 0;
}

/* "class NAME WORDS" */
static int read_class(loading *l, char *line)
{
    char *blank = strchr(line, ' ');
    if (blank == NULL || blank == line)
        return fail_line(l, "a class and its words are expected");
    *blank = '\0';
    int status = scrl__classes_add(l->model->classes, line, blank + 1);
    if (status == SCRL_ELIMIT)
        return fail_line(l, "too many classes, or too many words in a run");
    return status == 0 ? 0 : scrl__fail_memory(l->ctx, l->step);
}

/* "label NAME BIAS THRESHOLD", both in thousandths. */
static int read_label(loading *l, char *line)
{
    scrl__linear *m = l->model;
    char *blank = strchr(line, ' ');
    const char *p = blank;
    long bias, threshold;
    if (p == NULL || !read_int(&p, &bias) || !read_int(&p, &threshold) || *p != '\0' || m->label_count == LABELS_MAX)
        return fail_line(l, "a label with two numbers is expected");
    if (scrl__grow((void **)&m->labels, &m->label_cap, m->label_count, sizeof(*m->labels)) != 0)
        return scrl__fail_memory(l->ctx, l->step);
    const char *name = scrl__arena_strndup(m->arena, line, (size_t)(blank - line));
    if (name == NULL)
        return scrl__fail_memory(l->ctx, l->step);
    m->labels[m->label_count++] = (scrl__linear_label){name, (double)bias / 1000, (double)threshold / 1000};
    return 0;
}

static int add_draft(loading *l, const char *line, const char *tab, long idf)
{
    scrl__feature_kind kind;
    uint64_t key = scrl__feature_key(line, (size_t)(tab - line), &kind);
    if (scrl__grow((void **)&l->drafts, &l->draft_cap, l->draft_count, sizeof(*l->drafts)) != 0)
        return scrl__fail_memory(l->ctx, l->step);
    entry e = {.first = (uint32_t)l->post_count, .idf = (uint16_t)idf, .kind = (uint16_t)kind & 7u};
    l->drafts[l->draft_count] = (draft){key, (uint32_t)l->draft_count, e};
    l->draft_count++;
    int got = scrl__keys_add(l->keys, key);
    if (got < 0)
        return scrl__fail_memory(l->ctx, l->step);
    return got == 1 ? 0 : fail_line(l, "the same feature a second time");
}

static int add_post(loading *l, long label, long weight)
{
    entry *e = &l->drafts[l->draft_count - 1].entry;
    if (e->count == COUNT_MAX)
        return fail_line(l, "too many weights");
    if (scrl__grow((void **)&l->posts, &l->post_cap, l->post_count, sizeof(*l->posts)) != 0)
        return scrl__fail_memory(l->ctx, l->step);
    l->posts[l->post_count++] = (post){(uint16_t)label, (int16_t)weight};
    e->count++;
    return 0;
}

/* "NAME<tab>IDF LABEL:WEIGHT ...": idf in hundredths, labels by their number from 0, weights in hundredths. */
static int read_entry(loading *l, char *line)
{
    const char *tab = strchr(line, '\t'), *p = tab;
    long idf, label, weight;
    if (tab == NULL || tab == line || !read_hundredths(&p, &idf) || idf < 0)
        return fail_line(l, "a feature, a tab and its frequency are expected");
    int status = add_draft(l, line, tab, idf);
    while (status == 0 && *p == ' ') {
        if (!read_int(&p, &label) || *p++ != ':' || !read_hundredths(&p, &weight) || label < 0 ||
            (size_t)label >= l->model->label_count)
            return fail_line(l, "a label and its weight are expected");
        status = add_post(l, label, weight);
    }
    return status == 0 && *p != '\0' ? fail_line(l, "a label and its weight are expected") : status;
}

static int read_line(loading *l, char *line)
{
    if (l->line == 1)
        return strcmp(line, "scrl-linear 1") == 0 ? 0 : fail_line(l, "this is no model of weights");
    if (*line == '#' || *line == '\0')
        return 0;
    if (strncmp(line, "label ", 6) == 0 && strchr(line, '\t') == NULL)
        return read_label(l, line + 6);
    if (strncmp(line, "class ", 6) == 0 && strchr(line, '\t') == NULL)
        return read_class(l, line + 6);
    return strchr(line, '\t') != NULL ? read_entry(l, line) : read_note(l, line);
}

static int read_lines(loading *l, char *bytes)
{
    int status = 0;
    for (char *line = bytes; *line != '\0' && status == 0;) {
        char *end = line + strcspn(line, "\n");
        char *next = *end == '\0' ? end : end + 1;
        *end = '\0';
        l->line++;
        status = read_line(l, line);
        line = next;
    }
    return status;
}

static int compare_frequencies(const void *a, const void *b)
{
    const draft *x = a, *y = b;
    if (x->entry.idf != y->entry.idf)
        return x->entry.idf < y->entry.idf ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

static bool wants_row(const scrl__linear *m, const entry *e)
{
    return (size_t)e->count * ROW_SHARE > m->label_count;
}

static int make_space(scrl__linear *m, const loading *l)
{
    size_t rows = 0;
    for (size_t i = 0; i < l->draft_count; i++)
        rows += wants_row(m, &l->drafts[i].entry);
    m->row_len = (m->label_count + STRIP - 1) / STRIP * STRIP;
    m->entries = scrl__arena_alloc(m->arena, l->draft_count * sizeof(*m->entries));
    m->posts = scrl__arena_alloc(m->arena, l->post_count * sizeof(*m->posts));
    m->rows = scrl__arena_alloc(m->arena, rows * m->row_len * sizeof(*m->rows));
    m->biases = scrl__arena_alloc(m->arena, m->label_count * sizeof(*m->biases));
    return m->biases != NULL && m->entries != NULL && m->posts != NULL && m->rows != NULL ? 0 : SCRL_ENOMEM;
}

/* Puts what was read into its order. */
static int make_entries(loading *l)
{
    scrl__linear *m = l->model;
    size_t posts = 0, rows = 0;
    if (make_space(m, l) != 0)
        return scrl__fail_memory(l->ctx, l->step);
    for (size_t i = 0; i < m->label_count; i++)
        m->biases[i] = m->labels[i].bias;
    if (l->draft_count > 0)
        qsort(l->drafts, l->draft_count, sizeof(*l->drafts), compare_frequencies);
    for (size_t i = 0; i < l->draft_count; i++) {
        const entry from = l->drafts[i].entry;
        entry *to = &m->entries[m->entry_count++];
        *to = from;
        to->has_row = wants_row(m, &from);
        to->first = (uint32_t)(to->has_row ? rows++ : posts);
        for (uint32_t p = 0; p < from.count; p++) {
            const post one = l->posts[from.first + p];
            if (to->has_row)
                m->rows[to->first * m->row_len + one.label] += (float)(from.idf * one.weight);
            else
                m->posts[posts++] = one;
        }
        if (scrl__keys_add(m->keys, l->drafts[i].key) < 0)
            return scrl__fail_memory(l->ctx, l->step);
    }
    return 0;
}

static int check_features(const loading *l)
{
    const char *made = scrl__linear_note(l->model, "features");
    if (made == NULL || strcmp(made, SCRL__FEATURES) != 0)
        return scrl__fail(l->ctx, SCRL_EFORMAT, l->step, "%s: its features are made in another way; train it again",
                          l->file);
    return 0;
}

int scrl__linear_load(scrl_context *ctx, const char *step, const char *path, scrl__linear **out)
{
    const char *slash = strrchr(path, '/');
    loading l = {.ctx = ctx, .step = step, .file = slash == NULL ? path : slash + 1};
    char *bytes = NULL;
    size_t len = 0;
    int status = scrl__file_read(ctx, path, &bytes, &len);
    if (status != 0)
        return status;
    l.model = calloc(1, sizeof(*l.model));
    if (l.model == NULL || (l.model->arena = scrl__arena_new()) == NULL ||
        (l.model->classes = scrl__classes_new()) == NULL || (l.model->keys = scrl__keys_new()) == NULL ||
        (l.keys = scrl__keys_new()) == NULL)
        status = scrl__fail_memory(ctx, step);
    if (status == 0)
        status = read_lines(&l, bytes);
    if (status == 0)
        status = check_features(&l);
    if (status == 0)
        status = make_entries(&l);
    if (status == 0 && scrl__known_new(l.model->keys, l.model->classes, l.model->arena, &l.model->known) != 0)
        status = scrl__fail_memory(ctx, step);
    free(bytes);
    free(l.drafts);
    free(l.posts);
    scrl__keys_free(l.keys);
    if (status != 0) {
        scrl__linear_free(l.model);
        return status;
    }
    *out = l.model;
    return 0;
}

void scrl__linear_free(scrl__linear *model)
{
    if (model == NULL)
        return;
    free(model->notes);
    scrl__classes_free(model->classes);
    free(model->labels);
    scrl__keys_free(model->keys);
    scrl__arena_free(model->arena);
    free(model);
}

size_t scrl__linear_label_count(const scrl__linear *model)
{
    return model->label_count;
}

const scrl__linear_label *scrl__linear_labels(const scrl__linear *model)
{
    return model->labels;
}

const scrl__classes *scrl__linear_classes(const scrl__linear *model)
{
    return model->classes;
}

const char *scrl__linear_note(const scrl__linear *model, const char *name)
{
    for (size_t i = 0; i < model->note_count; i++) {
        if (strcmp(model->notes[i].name, name) == 0)
            return model->notes[i].text;
    }
    return NULL;
}

double scrl__linear_number(const scrl__linear *model, const char *name, double fallback)
{
    const char *text = scrl__linear_note(model, name);
    long value;
    return text != NULL && read_int(&text, &value) ? (double)value / 1000 : fallback;
}

scrl__linear_scratch *scrl__linear_scratch_new(const scrl__linear *model)
{
    scrl__linear_scratch *scratch = calloc(1, sizeof(*scratch));
    if (scratch == NULL)
        return NULL;
    scratch->seen = calloc(model->entry_count / 64 + 1, sizeof(*scratch->seen));
    scratch->sums = calloc(SCRL__FEATURE_KINDS * model->row_len + 1, sizeof(*scratch->sums));
    if (scratch->seen == NULL || scratch->sums == NULL) {
        scrl__linear_scratch_free(scratch);
        return NULL;
    }
    return scratch;
}

void scrl__linear_scratch_free(scrl__linear_scratch *scratch)
{
    if (scratch == NULL)
        return;
    free(scratch->seen);
    free(scratch->sums);
    free(scratch);
}

const scrl__known_features *scrl__linear_known(const scrl__linear *model)
{
    return &model->known;
}

/* True the first time that the text at hand has the entry. */
static bool is_new(scrl__linear_scratch *s, uint32_t at)
{
    uint64_t bit = UINT64_C(1) << (at % 64), had = s->seen[at / 64] & bit;
    s->seen[at / 64] |= bit;
    return had == 0;
}

static void forget_text(scrl__linear_scratch *s, const scrl__feature *features, size_t count)
{
    for (size_t i = 0; i < count; i++)
        s->seen[features[i].number / 64] = 0;
}

static void add_rows(float *sums, const float *const rows[ROWS_AT_ONCE], size_t count, size_t row_len)
{
    for (size_t at = 0; at < row_len; at += STRIP) {
        quad *to = (quad *)(sums + at), strip[QUADS];
        for (size_t i = 0; i < QUADS; i++)
            strip[i] = to[i];
        for (size_t r = 0; r < count; r++) {
            const quad *row = (const quad *)(rows[r] + at);
            for (size_t i = 0; i < QUADS; i++)
                strip[i] += row[i];
        }
        for (size_t i = 0; i < QUADS; i++)
            to[i] = strip[i];
    }
}

static void empty_rows(const scrl__linear *m, scrl__linear_scratch *s, size_t kind)
{
    add_rows(s->sums + kind * m->row_len, s->rows[kind], s->row_counts[kind], m->row_len);
    s->row_counts[kind] = 0;
}

/* Asks memory for what the features after the one at hand will need; those of a row are asked for in vain. A macro, since compilers leave
 * out the call of a function that only asks. */
#define LOOK_AHEAD(m, features, left)                                                                                  \
    do {                                                                                                               \
        if ((left) > ENTRY_AHEAD)                                                                                      \
            __builtin_prefetch(&(m)->entries[(features)[ENTRY_AHEAD].number]);                                         \
        if ((left) > WEIGHT_AHEAD)                                                                                     \
            __builtin_prefetch((m)->posts + (m)->entries[(features)[WEIGHT_AHEAD].number].first);                      \
    } while (0)

static void sum_entry(const scrl__linear *m, scrl__linear_scratch *s, const entry *e)
{
    if (e->has_row) {
        s->rows[e->kind][s->row_counts[e->kind]++] = m->rows + e->first * m->row_len;
        if (s->row_counts[e->kind] == ROWS_AT_ONCE)
            empty_rows(m, s, e->kind);
        return;
    }
    float *sums = s->sums + e->kind * m->row_len;
    for (const post *p = m->posts + e->first, *end = p + e->count; p < end; p++)
        sums[p->label] += (float)(e->idf * p->weight);
}

/* The scale of each kind in a text whose features have these squares. */
static void make_scales(const double squares[SCRL__FEATURE_KINDS], double scales[SCRL__FEATURE_KINDS])
{
    for (scrl__feature_kind kind = SCRL__FEATURE_WORD; kind < SCRL__FEATURE_KINDS; kind++)
        scales[kind] = scrl__feature_value(kind, 1, squares[kind] / ONE) / ONE;
}

static void add_scaled(const scrl__linear *m, scrl__linear_scratch *s, const double scales[SCRL__FEATURE_KINDS],
                       double *scores)
{
    const float *sums[SCRL__FEATURE_KINDS];
    for (size_t kind = 0; kind < SCRL__FEATURE_KINDS; kind++) {
        empty_rows(m, s, kind);
        sums[kind] = s->sums + kind * m->row_len;
    }
    for (size_t i = 0; i < m->label_count; i++) {
        double score = m->biases[i];
        for (size_t kind = 0; kind < SCRL__FEATURE_KINDS; kind++)
            score += scales[kind] * (double)sums[kind][i];
        scores[i] = score;
    }
}

void scrl__linear_score(const scrl__linear *model, scrl__linear_scratch *scratch, const scrl__feature *features,
                        size_t count, double *scores)
{
    double squares[SCRL__FEATURE_KINDS] = {0}, scales[SCRL__FEATURE_KINDS];
    memset(scratch->sums, 0, SCRL__FEATURE_KINDS * model->row_len * sizeof(*scratch->sums));
    for (size_t i = 0; i < count; i++) {
        const entry *e = &model->entries[features[i].number];
        LOOK_AHEAD(model, features + i, count - i);
        if (!is_new(scratch, features[i].number))
            continue;
        squares[e->kind] += (double)e->idf * (double)e->idf;
        sum_entry(model, scratch, e);
    }
    forget_text(scratch, features, count);
    make_scales(squares, scales);
    add_scaled(model, scratch, scales, scores);
}

static float value_for(const scrl__linear *m, const entry *e, size_t label)
{
    if (e->has_row)
        return m->rows[e->first * m->row_len + label];
    float value = 0;
    for (const post *p = m->posts + e->first, *end = p + e->count; p < end; p++)
        value += p->label == label ? (float)(e->idf * p->weight) : 0;
    return value;
}

void scrl__linear_parts(const scrl__linear *model, scrl__linear_scratch *scratch, const scrl__feature *features,
                        size_t count, size_t label, double *parts)
{
    double squares[SCRL__FEATURE_KINDS] = {0}, scales[SCRL__FEATURE_KINDS];
    for (size_t i = 0; i < count; i++) {
        const entry *e = &model->entries[features[i].number];
        bool is = is_new(scratch, features[i].number);
        squares[e->kind] += is ? (double)e->idf * (double)e->idf : 0;
        parts[i] = is ? (double)value_for(model, e, label) : 0;
    }
    forget_text(scratch, features, count);
    make_scales(squares, scales);
    for (size_t i = 0; i < count; i++)
        parts[i] *= scales[model->entries[features[i].number].kind];
}
