/*
 * linear.c - sparse linear models: words to features, the model file, and scores. The value of a feature is its inverse document
 * frequency, scaled so that the features of each kind have a fixed share of a text's length, whatever the number of its words.
 */
#include "match/linear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define STEM_MAX 40u
#define PAIR_REACH 3u
#define SHORT_START 4u
#define LONG_START 6u
#define LABELS_MAX 4096u

/* The share of each kind in a text's squared length. */
static const double shares[SCRL__FEATURE_KINDS] = {0.35, 0.30, 0.35};

/* Words. */

typedef struct stem {
    char text[STEM_MAX];
    size_t len;
    uint64_t key;
    uint32_t start, end;
} stem;

static const char *const endings[][2] = {
    {"'s", ""},        {"ies", "y"}, {"sses", "ss"}, {"ied", "y"}, {"ational", "ate"}, {"ingly", ""}, {"edly", ""},
    {"ments", "ment"}, {"ings", ""}, {"ing", ""},    {"ed", ""},   {"es", "e"},        {"s", ""},     {"ly", ""}};

/* Words that stand everywhere say nothing, and would cost half the time. */
static const char *const little[] = {"a",  "an", "and", "as",   "at",  "by",   "for", "from", "in",
                                     "it", "of", "on",  "that", "the", "this", "to",  "with"};

static bool ends_with(const stem *s, const char *ending)
{
    size_t len = strlen(ending);
    return s->len >= len && memcmp(s->text + s->len - len, ending, len) == 0;
}

static void cut_ending(stem *s)
{
    if (ends_with(s, "ss") || ends_with(s, "us") || ends_with(s, "is"))
        return;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        size_t cut = strlen(endings[i][0]), put = strlen(endings[i][1]);
        if (ends_with(s, endings[i][0]) && s->len - cut + put >= 3) {
            memcpy(s->text + s->len - cut, endings[i][1], put);
            s->len += put - cut;
            return;
        }
    }
}

/* "referred" and "refer", "noted" and "note" become one. A light hand is enough: the beginnings of stems are features too. */
static void make_stem(stem *s)
{
    if (s->len <= 3)
        return;
    cut_ending(s);
    char last = s->text[s->len - 1];
    if (s->len > 3 && last == s->text[s->len - 2] && strchr("bdgmnprt", last) != NULL)
        s->len--;
    if (s->len > 4 && s->text[s->len - 1] == 'e')
        s->len--;
}

static uint64_t hash_bytes(const char *bytes, size_t len)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)bytes[i]) * 1099511628211u;
    return h;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t h = a * 0x9E3779B97F4A7C15u + b;
    h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9u;
    return h ^ (h >> 32);
}

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of a typographic mark (U+2000 to U+206F) at 's', or 0; '*apostrophe' says which. */
static size_t mark_len(const char *s, size_t left, bool *apostrophe)
{
    *apostrophe = false;
    if (left < 3 || (unsigned char)s[0] != 0xE2 || ((unsigned char)s[1] & 0xFEu) != 0x80)
        return 0;
    *apostrophe = (unsigned char)s[1] == 0x80 && (unsigned char)s[2] == 0x99;
    return 3;
}

static void add_byte(stem *s, char c)
{
    if (s->len < STEM_MAX)
        s->text[s->len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Reads the word that begins at '*at'. All numbers are one word. */
static void read_word(const char *text, uint32_t *at, uint32_t end, stem *s)
{
    uint32_t i = *at;
    bool number = is_digit((unsigned char)text[i]), apostrophe = false;
    s->len = 0;
    s->start = i;
    while (i < end) {
        size_t mark = mark_len(text + i, end - i, &apostrophe);
        bool inside = i + (mark > 0 ? mark : 1) < end && is_letter((unsigned char)text[i + (mark > 0 ? mark : 1)]);
        if ((apostrophe || text[i] == '\'') && inside)
            add_byte(s, '\'');
        else if (mark > 0 || !(is_letter((unsigned char)text[i]) || is_digit((unsigned char)text[i])))
            break;
        else
            add_byte(s, text[i]);
        i += mark > 0 ? (uint32_t)mark : 1;
    }
    s->end = *at = i;
    if (number) {
        s->text[0] = '#';
        s->len = 1;
    }
    make_stem(s);
    s->key = hash_bytes(s->text, s->len);
}

static bool is_little(const stem *s)
{
    for (size_t i = 0; s->len <= 4 && i < sizeof(little) / sizeof(little[0]); i++) {
        if (strlen(little[i]) == s->len && memcmp(little[i], s->text, s->len) == 0)
            return true;
    }
    return false;
}

/* Features. */

static int add_feature(scrl__features *out, scrl__feature feature)
{
    if (scrl__grow((void **)&out->items, &out->cap, out->count, sizeof(*out->items)) != 0)
        return SCRL_ENOMEM;
    out->items[out->count++] = feature;
    return 0;
}

static int add_start(scrl__features *out, const stem *s, uint32_t prefix)
{
    if (s->len <= prefix)
        return 0;
    uint64_t key = mix(hash_bytes(s->text, prefix), SCRL__FEATURE_START);
    return add_feature(out, (scrl__feature){key, s->start, s->end, SCRL__FEATURE_START, prefix});
}

static int add_pair(scrl__features *out, const stem *a, const stem *b)
{
    return add_feature(out, (scrl__feature){mix(a->key, b->key), a->start, b->end, SCRL__FEATURE_PAIR, 0});
}

/* The words before the one at hand, the nearest last. */
typedef struct recent {
    stem words[PAIR_REACH];
    size_t count;
} recent;

static int add_word(scrl__features *out, recent *before, const stem *s)
{
    if (is_little(s))
        return 0;
    int status =
        add_feature(out, (scrl__feature){mix(s->key, SCRL__FEATURE_WORD), s->start, s->end, SCRL__FEATURE_WORD, 0});
    if (status == 0)
        status = add_start(out, s, SHORT_START);
    if (status == 0)
        status = add_start(out, s, LONG_START);
    for (size_t i = 0; i < before->count && status == 0; i++)
        status = add_pair(out, &before->words[i], s);
    if (before->count == PAIR_REACH)
        memmove(before->words, before->words + 1, (PAIR_REACH - 1) * sizeof(*s));
    else
        before->count++;
    before->words[before->count - 1] = *s;
    return status;
}

int scrl__features_add(scrl__features *out, const char *text, uint32_t start, uint32_t end)
{
    recent before = {.count = 0};
    int status = 0;
    for (uint32_t i = start; i < end && status == 0;) {
        bool apostrophe;
        size_t mark = mark_len(text + i, end - i, &apostrophe);
        unsigned char c = (unsigned char)text[i];
        if (mark == 0 && (is_letter(c) || is_digit(c))) {
            stem s;
            read_word(text, &i, end, &s);
            status = add_word(out, &before, &s);
            continue;
        }
        if (c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\t')
            before.count = 0;
        i += mark > 0 ? (uint32_t)mark : 1;
    }
    return status;
}

void scrl__features_free(scrl__features *features)
{
    free(features->items);
    *features = (scrl__features){NULL, 0, 0};
}

/* Where the last word of [start, end) begins. */
static uint32_t last_word(const char *text, uint32_t start, uint32_t end)
{
    uint32_t last = start;
    for (uint32_t i = start; i < end;) {
        bool apostrophe;
        size_t mark = mark_len(text + i, end - i, &apostrophe);
        stem s;
        if (mark == 0 && (is_letter((unsigned char)text[i]) || is_digit((unsigned char)text[i]))) {
            last = i;
            read_word(text, &i, end, &s);
        } else
            i += mark > 0 ? (uint32_t)mark : 1;
    }
    return last;
}

void scrl__feature_name(const char *text, const scrl__feature *feature, scrl__str *out)
{
    stem s;
    uint32_t at = feature->start;
    read_word(text, &at, feature->end, &s);
    scrl__str_add(out, s.text, feature->kind == SCRL__FEATURE_START ? feature->prefix : s.len);
    if (feature->kind == SCRL__FEATURE_START)
        scrl__str_addc(out, '*');
    if (feature->kind != SCRL__FEATURE_PAIR)
        return;
    at = last_word(text, feature->start, feature->end);
    read_word(text, &at, feature->end, &s);
    scrl__str_addc(out, ' ');
    scrl__str_add(out, s.text, s.len);
}

/* The key and kind that a name in a model file stands for. */
static uint64_t key_of_name(const char *name, size_t len, scrl__feature_kind *kind)
{
    const char *blank = memchr(name, ' ', len);
    *kind = SCRL__FEATURE_WORD;
    if (blank != NULL) {
        *kind = SCRL__FEATURE_PAIR;
        return mix(hash_bytes(name, (size_t)(blank - name)), hash_bytes(blank + 1, len - (size_t)(blank - name) - 1));
    }
    if (len > 1 && name[len - 1] == '*') {
        *kind = SCRL__FEATURE_START;
        return mix(hash_bytes(name, len - 1), SCRL__FEATURE_START);
    }
    return mix(hash_bytes(name, len), SCRL__FEATURE_WORD);
}

double scrl__feature_value(scrl__feature_kind kind, double idf, double squares)
{
    return squares > 0 ? sqrt(shares[kind] / squares) * idf : 0;
}

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
    e->key = key_of_name(line, (size_t)(tab - line), &e->kind);
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
    if (l.model == NULL || (l.model->arena = scrl__arena_new()) == NULL)
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
