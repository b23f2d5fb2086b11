/* linear.c - sparse linear models: the model file, and scores. */
#include "match/linear.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define LABELS_MAX 4096u

/* The model. Postings of entry e are posts[first[e]] to posts[first[e + 1]]. */

typedef struct entry {
    uint64_t key;
    float idf;
    uint32_t first, count;
    scrl__feature_kind kind;
} entry;

typedef struct post {
    uint32_t label;
    float weight;
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
    entry *entries;
    size_t entry_count, entry_cap;
    post *posts;
    size_t post_count, post_cap;
    uint32_t *table; /* entry + 1 by key, open addressing */
    size_t table_size;
};

struct scrl__linear_scratch {
    uint32_t *seen; /* by entry: the number of the text that had it last */
    uint32_t text;
    double scale[SCRL__FEATURE_KINDS]; /* of the text scored last */
    uint32_t *found;                   /* entry + 1 of each feature that counts, 0 for the others */
    size_t found_cap;
};

/* What a file is read with. */
typedef struct loading {
    scrl_context *ctx;
    const char *step, *file;
    uint32_t line;
    scrl__linear *model;
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

static int add_entry(loading *l, const char *line, const char *tab, long idf)
{
    scrl__linear *m = l->model;
    if (scrl__grow((void **)&m->entries, &m->entry_cap, m->entry_count, sizeof(*m->entries)) != 0)
        return scrl__fail_memory(l->ctx, l->step);
    entry *e = &m->entries[m->entry_count++];
    *e = (entry){.idf = (float)idf / 100, .first = (uint32_t)m->post_count};
    e->key = scrl__feature_key(line, (size_t)(tab - line), &e->kind);
    return 0;
}

/* "NAME<tab>IDF LABEL:WEIGHT ...": idf in hundredths, labels by their number from 0, weights in hundredths. */
static int read_entry(loading *l, char *line)
{
    scrl__linear *m = l->model;
    const char *tab = strchr(line, '\t'), *p = tab;
    long idf, label, weight;
    if (tab == NULL || tab == line || !read_int(&p, &idf) || idf < 0)
        return fail_line(l, "a feature, a tab and its frequency are expected");
    int status = add_entry(l, line, tab, idf);
    while (status == 0 && *p == ' ') {
        if (!read_int(&p, &label) || *p++ != ':' || !read_int(&p, &weight) || label < 0 ||
            (size_t)label >= m->label_count)
            return fail_line(l, "a label and its weight are expected");
        if (scrl__grow((void **)&m->posts, &m->post_cap, m->post_count, sizeof(*m->posts)) != 0)
            return scrl__fail_memory(l->ctx, l->step);
        m->posts[m->post_count++] = (post){(uint32_t)label, (float)weight / 100};
        m->entries[m->entry_count - 1].count++;
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

static size_t slot_of(const scrl__linear *m, uint64_t key)
{
    size_t slot = (size_t)key & (m->table_size - 1);
    while (m->table[slot] != 0 && m->entries[m->table[slot] - 1].key != key)
        slot = (slot + 1) & (m->table_size - 1);
    return slot;
}

static int make_table(loading *l)
{
    scrl__linear *m = l->model;
    m->table_size = 16;
    while (m->table_size < m->entry_count * 3)
        m->table_size *= 2;
    m->table = calloc(m->table_size, sizeof(*m->table));
    if (m->table == NULL)
        return scrl__fail_memory(l->ctx, l->step);
    for (size_t i = 0; i < m->entry_count; i++) {
        size_t slot = slot_of(m, m->entries[i].key);
        if (m->table[slot] != 0)
            return scrl__fail(l->ctx, SCRL_EFORMAT, l->step, "%s: the same feature twice, number %zu", l->file, i + 1);
        m->table[slot] = (uint32_t)i + 1;
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
        (l.model->classes = scrl__classes_new()) == NULL)
        status = scrl__fail_memory(ctx, step);
    if (status == 0)
        status = read_lines(&l, bytes);
    if (status == 0)
        status = check_features(&l);
    if (status == 0)
        status = make_table(&l);
    free(bytes);
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
    free(model->entries);
    free(model->posts);
    free(model->table);
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
    scratch->seen = calloc(model->entry_count + 1, sizeof(*scratch->seen));
    if (scratch->seen == NULL) {
        free(scratch);
        return NULL;
    }
    return scratch;
}

void scrl__linear_scratch_free(scrl__linear_scratch *scratch)
{
    if (scratch == NULL)
        return;
    free(scratch->seen);
    free(scratch->found);
    free(scratch);
}

static void next_text(scrl__linear_scratch *s, size_t entries)
{
    if (++s->text == 0) {
        memset(s->seen, 0, entries * sizeof(*s->seen));
        s->text = 1;
    }
}

static int make_room(scrl__linear_scratch *s, size_t count)
{
    if (count <= s->found_cap)
        return 0;
    uint32_t *found = realloc(s->found, count * 2 * sizeof(*found));
    if (found == NULL)
        return SCRL_ENOMEM;
    s->found = found;
    s->found_cap = count * 2;
    return 0;
}

/* Finds the entries of the features, each once, and the scale of each kind. */
static void find_entries(const scrl__linear *m, scrl__linear_scratch *s, const scrl__feature *features, size_t count)
{
    double squares[SCRL__FEATURE_KINDS] = {0};
    next_text(s, m->entry_count);
    for (size_t i = 0; i < count; i++) {
        uint32_t at = m->table[slot_of(m, features[i].key)];
        s->found[i] = at != 0 && s->seen[at - 1] != s->text ? at : 0;
        if (s->found[i] == 0)
            continue;
        const entry *e = &m->entries[at - 1];
        s->seen[at - 1] = s->text;
        squares[e->kind] += (double)e->idf * (double)e->idf;
    }
    for (scrl__feature_kind kind = SCRL__FEATURE_WORD; kind < SCRL__FEATURE_KINDS; kind++)
        s->scale[kind] = scrl__feature_value(kind, 1, squares[kind]);
}

int scrl__linear_score(const scrl__linear *model, scrl__linear_scratch *scratch, const scrl__feature *features,
                       size_t count, double *scores)
{
    if (make_room(scratch, count) != 0)
        return SCRL_ENOMEM;
    find_entries(model, scratch, features, count);
    for (size_t i = 0; i < model->label_count; i++)
        scores[i] = model->labels[i].bias;
    for (size_t i = 0; i < count; i++) {
        if (scratch->found[i] == 0)
            continue;
        const entry *e = &model->entries[scratch->found[i] - 1];
        const post *posts = model->posts + e->first;
        double value = scratch->scale[e->kind] * (double)e->idf;
        for (uint32_t p = 0; p < e->count; p++)
            scores[posts[p].label] += value * (double)posts[p].weight;
    }
    return 0;
}

void scrl__linear_parts(const scrl__linear *model, const scrl__linear_scratch *scratch, size_t count, size_t label,
                        double *parts)
{
    for (size_t i = 0; i < count; i++) {
        parts[i] = 0;
        if (scratch->found[i] == 0)
            continue;
        const entry *e = &model->entries[scratch->found[i] - 1];
        const post *posts = model->posts + e->first;
        for (uint32_t p = 0; p < e->count; p++) {
            if (posts[p].label == label)
                parts[i] = scratch->scale[e->kind] * (double)e->idf * (double)posts[p].weight;
        }
    }
}
