/*
 * columns.c - reads the facts of all passages and the minimum data of all reviews into arrays, and notices when they are
 * no longer those of the library. A row that does not hold what it should is a damaged library.
 */
#include "store/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PASSAGES 400000000u

void scrl__facts_add(scrl__str *out, uint32_t number)
{
    while (number >= 0x80) {
        scrl__str_addc(out, (char)(number | 0x80));
        number >>= 7;
    }
    scrl__str_addc(out, (char)number);
}

/* A row of 'facts' while it is read. */
typedef struct facts {
    const unsigned char *at, *end;
    bool bad;
} facts;

static uint32_t facts_next(facts *f)
{
    uint32_t number = 0;
    for (unsigned shift = 0; shift < 32; shift += 7) {
        if (f->at >= f->end)
            break;
        unsigned char byte = *f->at++;
        number |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    f->bad = true;
    return 0;
}

typedef struct loading {
    scrl_library *library;
    scrl__columns *c;
    size_t review_cap, value_cap, code_count, code_cap;
} loading;

static int damaged(const loading *l)
{
    return scrl__fail(l->library->ctx, SCRL_ECORRUPT, "store", "what the library notes of its passages is damaged");
}

static int no_memory(const loading *l)
{
    return scrl__fail_memory(l->library->ctx, "query");
}

static const char *keep(const loading *l, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return scrl__arena_strdup(l->c->arena, text != NULL ? text : "");
}

static int take_review(loading *l, sqlite3_stmt *row)
{
    scrl__columns *c = l->c;
    if (scrl__grow((void **)&c->reviews, &l->review_cap, c->review_count, sizeof(*c->reviews)) != 0)
        return no_memory(l);
    scrl__column_review *r = &c->reviews[c->review_count];
    *r = (scrl__column_review){.id = sqlite3_column_int64(row, 0),
                               .first = sqlite3_column_int64(row, 1),
                               .passages = sqlite3_column_int64(row, 2),
                               .area = keep(l, row, 5),
                               .type = keep(l, row, 6)};
    const char *hash = (const char *)sqlite3_column_text(row, 3), *date = (const char *)sqlite3_column_text(row, 4);
    if (r->area == NULL || r->type == NULL || hash == NULL || date == NULL)
        return no_memory(l);
    snprintf(r->sha256, sizeof(r->sha256), "%s", hash);
    snprintf(r->published, sizeof(r->published), "%.10s", date);
    const scrl__column_review *before = c->review_count > 0 ? r - 1 : NULL;
    if (r->passages < 0 || r->first < 0 || (uint64_t)r->passages + c->count > MOST_PASSAGES ||
        (before != NULL && before->passages > 0 && r->first < before->first + before->passages))
        return damaged(l);
    r->place = c->count;
    c->count += (uint32_t)r->passages;
    c->review_count++;
    return 0;
}

/* Runs 'sql' and calls 'take' for each row. */
static int each_row(loading *l, const char *sql, int (*take)(loading *, sqlite3_stmt *))
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE, status = scrl__store_prepare(l->library, sql, &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = take(l, row);
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(l->library, rc, "read the facts of passages");
}

/* Codes of one passage at 'place'. */
static int take_codes(loading *l, facts *f, uint32_t place)
{
    scrl__columns *c = l->c;
    uint32_t code = 0, count = facts_next(f);
    c->code_at[place] = (uint32_t)l->code_count;
    for (uint32_t i = 0; i < count && !f->bad; i++) {
        code += facts_next(f);
        if (scrl__grow((void **)&c->codes, &l->code_cap, l->code_count, sizeof(*c->codes)) != 0)
            return no_memory(l);
        c->codes[l->code_count++] = code;
    }
    return 0;
}

/* Rows come in the order of places. */
static int take_facts(loading *l, sqlite3_stmt *row)
{
    scrl__columns *c = l->c;
    int64_t index = sqlite3_column_int64(row, 0);
    facts f = {sqlite3_column_blob(row, 1), NULL, false};
    f.end = f.at != NULL ? f.at + sqlite3_column_bytes(row, 1) : NULL;
    if (index < 0 || index >= c->review_count)
        return damaged(l);
    const scrl__column_review *r = &c->reviews[index];
    int status = 0;
    for (uint32_t i = 0; i < (uint32_t)r->passages && status == 0; i++) {
        uint32_t place = r->place + i, words = facts_next(&f);
        c->mean_words += words;
        c->review_of[place] = (uint32_t)index;
        c->words[place] = (uint16_t)(words > UINT16_MAX ? UINT16_MAX : words);
        c->kind[place] = (uint8_t)facts_next(&f);
        c->role[place] = facts_next(&f);
        uint32_t heading = facts_next(&f);
        c->heading[place] = heading > 0 && heading <= r->passages ? r->place + heading - 1 : UINT32_MAX;
        status = take_codes(l, &f, place);
        if (f.bad)
            return damaged(l);
    }
    return status == 0 && f.at != f.end ? damaged(l) : status;
}

static int runs_make(loading *l)
{
    scrl__columns *c = l->c;
    c->runs = calloc((size_t)c->review_count + 1, sizeof(*c->runs));
    if (c->runs == NULL)
        return no_memory(l);
    for (uint32_t i = 0; i < c->review_count; i++) {
        const scrl__column_review *r = &c->reviews[i];
        scrl__column_run *last = c->run_count > 0 ? &c->runs[c->run_count - 1] : NULL;
        if (last != NULL && last->first + last->passages == r->first)
            last->passages += (uint32_t)r->passages;
        else if (r->passages > 0)
            c->runs[c->run_count++] = (scrl__column_run){r->first, (uint32_t)r->passages, r->place};
    }
    return 0;
}

static int arrays_make(loading *l)
{
    scrl__columns *c = l->c;
    size_t count = (size_t)c->count + 1;
    c->review_of = calloc(count, sizeof(*c->review_of));
    c->heading = calloc(count, sizeof(*c->heading));
    c->code_at = calloc(count, sizeof(*c->code_at));
    c->role = calloc(count, sizeof(*c->role));
    c->words = calloc(count, sizeof(*c->words));
    c->kind = calloc(count, sizeof(*c->kind));
    bool made = c->review_of != NULL && c->heading != NULL && c->code_at != NULL && c->role != NULL &&
                c->words != NULL && c->kind != NULL;
    return made ? 0 : no_memory(l);
}

/* One row of 'facts' a review: any that lacks leaves a hole. */
static int facts_load(loading *l)
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE,
        status = scrl__store_prepare(l->library, "SELECT ?1, data FROM facts WHERE review = ?2", &row);
    for (uint32_t i = 0; i < l->c->review_count && status == 0; i++) {
        if (l->c->reviews[i].passages == 0)
            continue;
        sqlite3_reset(row);
        sqlite3_bind_int64(row, 1, i);
        sqlite3_bind_int64(row, 2, l->c->reviews[i].id);
        rc = sqlite3_step(row);
        status = rc == SQLITE_ROW    ? take_facts(l, row)
                 : rc == SQLITE_DONE ? damaged(l)
                                     : scrl__store_fail(l->library, rc, "read the facts of passages");
    }
    sqlite3_finalize(row);
    if (status == 0)
        l->c->code_at[l->c->count] = (uint32_t)l->code_count;
    l->c->mean_words = l->c->mean_words > 0 ? l->c->mean_words / l->c->count : 1;
    return status;
}

/* Codes are few and passages many: a hash table of codes, as large as all of them might need. */
typedef struct code_table {
    uint32_t *slots; /* 1 + index into 'kinds'; 0: empty */
    size_t mask;
} code_table;

/* The index of a code into 'kinds', which gets it when it is new. */
static uint32_t kind_of(scrl__columns *c, const code_table *t, uint32_t code)
{
    size_t at = (code * 2654435769u >> 7) & t->mask;
    while (t->slots[at] != 0 && c->kinds[t->slots[at] - 1].code != code)
        at = (at + 1) & t->mask;
    if (t->slots[at] == 0) {
        c->kinds[c->kind_count++] = (scrl__column_code){code, 0, 0};
        t->slots[at] = c->kind_count;
    }
    return t->slots[at] - 1;
}

static void coded_fill(scrl__columns *c, const code_table *t)
{
    for (uint32_t i = 0; i < c->code_at[c->count]; i++)
        c->kinds[kind_of(c, t, c->codes[i])].count++;
    for (uint32_t i = 0, first = 0; i < c->kind_count; i++) {
        c->kinds[i].first = first;
        first += c->kinds[i].count;
        c->kinds[i].count = 0;
    }
    for (uint32_t place = 0; place < c->count; place++)
        for (uint32_t i = c->code_at[place]; i < c->code_at[place + 1]; i++) {
            scrl__column_code *kind = &c->kinds[kind_of(c, t, c->codes[i])];
            c->coded[kind->first + kind->count++] = place;
        }
}

/* The passages of each code, from the codes of each passage. */
static int coded_make(loading *l)
{
    code_table t = {NULL, 0};
    size_t size = 1;
    while (size < 2 * l->code_count + 1)
        size *= 2;
    t.slots = calloc(size, sizeof(*t.slots));
    t.mask = size - 1;
    l->c->kinds = calloc(l->code_count + 1, sizeof(*l->c->kinds));
    l->c->coded = calloc(l->code_count + 1, sizeof(*l->c->coded));
    bool made = t.slots != NULL && l->c->kinds != NULL && l->c->coded != NULL;
    if (made)
        coded_fill(l->c, &t);
    free(t.slots);
    return made ? 0 : no_memory(l);
}

/* The index of a review by its id; reviews are few and stand in another order. */
static int index_of(const loading *l, int64_t id, uint32_t *index)
{
    for (uint32_t i = 0; i < l->c->review_count; i++) {
        uint32_t at = (*index + i) % l->c->review_count; /* values of one review stand together */
        if (l->c->reviews[at].id == id) {
            *index = at;
            return 0;
        }
    }
    return damaged(l);
}

static int value_add(loading *l, const char *field, const char *value, uint32_t review)
{
    scrl__columns *c = l->c;
    if (field == NULL || value == NULL ||
        scrl__grow((void **)&c->values, &l->value_cap, c->value_count, sizeof(*c->values)) != 0)
        return no_memory(l);
    c->values[c->value_count++] = (scrl__column_value){field, value, review};
    return 0;
}

static int take_value(loading *l, sqlite3_stmt *row)
{
    uint32_t index = l->c->value_count > 0 ? l->c->values[l->c->value_count - 1].review : 0;
    int status = index_of(l, sqlite3_column_int64(row, 0), &index);
    return status == 0 ? value_add(l, keep(l, row, 1), keep(l, row, 2), index) : status;
}

static int compare_values(const void *left, const void *right)
{
    const scrl__column_value *a = left, *b = right;
    int order = strcmp(a->field, b->field);
    if (order == 0)
        order = strcmp(a->value, b->value);
    return order != 0 ? order : a->review < b->review ? -1 : a->review > b->review;
}

static int values_load(loading *l)
{
    int status = each_row(l, "SELECT review, field, value FROM value", take_value);
    for (uint32_t i = 0; i < l->c->review_count && status == 0; i++)
        status = value_add(l, "review", l->c->reviews[i].sha256, i);
    if (status == 0 && l->c->value_count > 1)
        qsort(l->c->values, l->c->value_count, sizeof(*l->c->values), compare_values);
    return status;
}

uint32_t scrl__columns_values(const scrl__columns *c, const char *field, uint32_t *first)
{
    uint32_t low = 0, high = c->value_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(c->values[middle].field, field) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (high < c->value_count && strcmp(c->values[high].field, field) == 0)
        high++;
    return high - low;
}

static int compare_hashes(const void *left, const void *right)
{
    return strcmp((*(scrl__column_review *const *)left)->sha256, (*(scrl__column_review *const *)right)->sha256);
}

static int ranks_make(loading *l)
{
    uint32_t count = l->c->review_count;
    scrl__column_review **order = calloc((size_t)count + 1, sizeof(scrl__column_review *));
    if (order == NULL)
        return no_memory(l);
    for (uint32_t i = 0; i < count; i++)
        order[i] = &l->c->reviews[i];
    qsort(order, count, sizeof(scrl__column_review *), compare_hashes);
    for (uint32_t i = 0; i < count; i++)
        order[i]->rank = i;
    free(order);
    return 0;
}

static int columns_load(scrl_library *library, scrl__columns **out)
{
    loading l = {.library = library, .c = calloc(1, sizeof(*l.c))};
    int status = 0;
    if (l.c == NULL)
        return no_memory(&l);
    l.c->holders = 1;
    l.c->arena = scrl__arena_new();
    if (l.c->arena == NULL)
        status = no_memory(&l);
    if (status == 0)
        status = each_row(&l,
                          "SELECT id, first_passage, passages, sha256, coalesce(published, ''), area, review_type"
                          " FROM review ORDER BY passages > 0, first_passage, id",
                          take_review);
    if (status == 0)
        status = ranks_make(&l);
    if (status == 0)
        status = runs_make(&l);
    if (status == 0)
        status = arrays_make(&l);
    if (status == 0)
        status = facts_load(&l);
    if (status == 0)
        status = coded_make(&l);
    if (status == 0)
        status = values_load(&l);
    if (status != 0) {
        scrl__columns_free(l.c);
        return status;
    }
    *out = l.c;
    return 0;
}

void scrl__columns_free(scrl__columns *c)
{
    if (c == NULL || --c->holders > 0)
        return;
    free(c->reviews);
    free(c->runs);
    free(c->values);
    free(c->review_of);
    free(c->heading);
    free(c->code_at);
    free(c->codes);
    free(c->kinds);
    free(c->coded);
    free(c->role);
    free(c->words);
    free(c->kind);
    scrl__arena_free(c->arena);
    free(c);
}

scrl__columns *scrl__columns_hold(scrl_library *library)
{
    library->columns->holders++;
    return library->columns;
}

int scrl__columns_get(scrl_library *library, const scrl__columns **out)
{
    int64_t version = 0, changes = sqlite3_total_changes64(library->db);
    scrl__columns *c = library->columns;
    int status = scrl__store_version(library, &version);
    if (status == 0 && (c == NULL || c->version != version || c->changes != changes)) {
        scrl__columns_free(c);
        library->columns = NULL;
        status = columns_load(library, &library->columns);
        if (status == 0) {
            library->columns->version = version;
            library->columns->changes = changes;
        }
    }
    if (status == 0)
        *out = library->columns;
    return status;
}

/* The last run that begins at or before a passage, or the first. Passages come in ascending order, so it is looked for from
 * the hint on in steps that double. */
static uint32_t run_before(const scrl__columns *c, int64_t passage, uint32_t hint)
{
    uint32_t low = c->runs[hint].first <= passage ? hint : 0, high = low + 1;
    for (uint32_t step = 1; high < c->run_count && c->runs[high].first <= passage; step *= 2) {
        low = high;
        high = step < c->run_count - high ? high + step : c->run_count;
    }
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (c->runs[middle].first <= passage)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool holds(const scrl__column_run *r, int64_t passage)
{
    return passage >= r->first && passage - r->first < r->passages;
}

uint32_t scrl__columns_place(const scrl__columns *c, int64_t passage, uint32_t *hint)
{
    if (*hint >= c->run_count)
        return UINT32_MAX;
    if (!holds(&c->runs[*hint], passage)) {
        *hint = run_before(c, passage, *hint);
        if (!holds(&c->runs[*hint], passage))
            return UINT32_MAX;
    }
    return c->runs[*hint].place + (uint32_t)(passage - c->runs[*hint].first);
}

void scrl__columns_there(const scrl__columns *c, int64_t first, uint32_t count, uint32_t *hint, uint32_t *from,
                         uint32_t *to)
{
    int64_t at = first + *to, end = first + count;
    *from = *to = count;
    if (*hint >= c->run_count)
        return;
    *hint = run_before(c, at, *hint);
    const scrl__column_run *r = &c->runs[*hint];
    if (r->first + r->passages <= at && *hint + 1 < c->run_count)
        r = &c->runs[++*hint];
    int64_t begin = r->first > at ? r->first : at, last = r->first + r->passages;
    if (begin < end && begin < last) {
        *from = (uint32_t)(begin - first);
        *to = (uint32_t)((last < end ? last : end) - first);
    }
}

int64_t scrl__columns_passage(const scrl__columns *c, uint32_t place)
{
    const scrl__column_review *r = &c->reviews[c->review_of[place]];
    return r->first + (place - r->place);
}

static void add_coded(const scrl__columns *c, const scrl__column_code *kind, scrl__bits *out)
{
    for (uint32_t i = 0; i < kind->count; i++)
        scrl__bits_add(out, c->coded[kind->first + i]);
}

void scrl__columns_tagged(const scrl__columns *c, uint32_t theme, int polarity, int level, scrl__bits *out)
{
    for (uint32_t i = 0; i < c->kind_count; i++) {
        uint32_t code = c->kinds[i].code;
        if (SCRL__CODE_CLASS(code) == SCRL__CODE_TAG && (theme == 0 || SCRL__CODE_TERM(code) == theme) &&
            (polarity < 0 || SCRL__CODE_POLARITY(code) == (uint32_t)polarity) &&
            (level < 0 || SCRL__CODE_LEVEL(code) == (uint32_t)level))
            add_coded(c, &c->kinds[i], out);
    }
}

/* Fields of passages beside the theme of a tag. */
static const struct {
    const char *name;
    unsigned class;
} fields[] = {{"kind", SCRL__CODE_KIND}, {"agency", SCRL__CODE_AGENCY}, {"state", SCRL__CODE_STATE}};
#define FIELDS (sizeof(fields) / sizeof(fields[0]))

static size_t field_of(const char *name)
{
    size_t i = 0;
    while (i < FIELDS && strcmp(fields[i].name, name) != 0)
        i++;
    return i;
}

bool scrl__columns_field(const char *name)
{
    return strcmp(name, "role") == 0 || field_of(name) < FIELDS;
}

void scrl__columns_having(const scrl__columns *c, const char *name, uint32_t term, scrl__bits *out)
{
    size_t field = field_of(name);
    for (uint32_t i = 0; field < FIELDS && i < c->kind_count; i++)
        if (SCRL__CODE_CLASS(c->kinds[i].code) == fields[field].class && SCRL__CODE_TERM(c->kinds[i].code) == term)
            add_coded(c, &c->kinds[i], out);
    for (uint32_t place = 0; field == FIELDS && place < c->count; place++)
        if (c->role[place] == term)
            scrl__bits_add(out, place);
}
