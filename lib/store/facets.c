/*
 * facets.c - counts the values of one field over the passages of a plan, by reading the passages' filter words:
 * whatever can be asked for can be counted.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/run.h"
#include "store/tokens.h"

typedef struct counter {
    const char *value;
    uint64_t passages, reviews;
    uint64_t by_polarity[4];
    int64_t last_review, last_passage; /* counted last, so that each counts once */
    int64_t last_by_polarity[4];       /* passage */
} counter;

struct scrl__facets {
    scrl_library *library;
    scrl__terms terms;  /* own the values */
    scrl__terms themes; /* agencies only: the themes, of which some are agencies */
    size_t *agency_of;  /* ... and the counter of each theme's agency, or SIZE_MAX */
    counter *counters;
    size_t count, at;
};

/* Polarity and level have no terms: their values are the names of the enums. */
static const char *enum_value(const char *field, size_t i)
{
    if (strcmp(field, "polarity") == 0)
        return i < 4 ? scrl_polarity_name((scrl_polarity)i) : NULL;
    return i < 2 ? scrl_level_name((scrl_level)i) : NULL;
}

static bool is_enum(const char *field)
{
    return strcmp(field, "polarity") == 0 || strcmp(field, "level") == 0;
}

/* One counter a value; values[i] is the term with index i. */
static int make_counters(scrl__facets *f, const char *field)
{
    size_t count = 0;
    if (is_enum(field)) {
        while (enum_value(field, count) != NULL)
            count++;
    } else {
        int status = scrl__terms_load(f->library, field, &f->terms);
        if (status != 0)
            return status;
        count = f->terms.count;
    }
    f->counters = calloc(count + 1, sizeof(*f->counters));
    if (f->counters == NULL)
        return scrl__fail_memory(f->library->ctx, "query");
    f->count = count;
    for (size_t i = 0; i < count; i++)
        f->counters[i].value = is_enum(field) ? enum_value(field, i) : f->terms.items[i].value;
    return 0;
}

/* Passages have an agency by a tag of its theme or by a statement; the polarity is the tag's. */
static int match_agencies(scrl__facets *f)
{
    int status = scrl__terms_load(f->library, "theme", &f->themes);
    if (status != 0)
        return status;
    f->agency_of = calloc(f->themes.count + 1, sizeof(*f->agency_of));
    if (f->agency_of == NULL)
        return scrl__fail_memory(f->library->ctx, "query");
    for (size_t i = 0; i < f->themes.count; i++) {
        f->agency_of[i] = SIZE_MAX;
        for (size_t j = 0; j < f->count && f->agency_of[i] == SIZE_MAX; j++) {
            if (strcmp(f->themes.items[i].value, f->counters[j].value) == 0)
                f->agency_of[i] = j;
        }
    }
    return 0;
}

/* The index of the term with a number: terms stand in the order of their ids. */
static size_t term_index(const scrl__terms *terms, uint32_t id)
{
    size_t low = 0, high = terms->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (terms->items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < terms->count && terms->items[low].id == id ? low : SIZE_MAX;
}

static void count_one(counter *c, int64_t passage, int64_t review)
{
    if (c->last_passage == passage)
        return;
    c->last_passage = passage;
    c->passages++;
    c->reviews += c->last_review != review;
    c->last_review = review;
}

/* 'end' follows the theme's number in zt17p1l0. */
static void count_polarity(counter *c, int64_t passage, const char *end)
{
    unsigned long polarity = *end == 'p' ? strtoul(end + 1, NULL, 10) : ULONG_MAX;
    if (polarity > 3 || c->last_by_polarity[polarity] == passage)
        return;
    c->last_by_polarity[polarity] = passage;
    c->by_polarity[polarity]++;
}

/* Counts one filter word, such as zr5, zt17p1l0 or zp1l0. */
static void count_token(scrl__facets *f, const char *field, char letter, const char *token, int64_t passage,
                        int64_t review)
{
    char *end = NULL;
    bool theme = token[0] == 'z' && token[1] == 't';
    if (token[0] != 'z' || (token[1] != letter && !(theme && f->agency_of != NULL)))
        return;
    unsigned long number = strtoul(token + 2, &end, 10);
    if (strcmp(field, "level") == 0)
        number = *end == 'l' ? strtoul(end + 1, NULL, 10) : ULONG_MAX;
    size_t i = is_enum(field) ? number : term_index(token[1] == letter ? &f->terms : &f->themes, (uint32_t)number);
    if (token[1] != letter && i != SIZE_MAX)
        i = f->agency_of[i];
    if (i >= f->count)
        return;
    count_one(&f->counters[i], passage, review);
    if (theme)
        count_polarity(&f->counters[i], passage, end);
}

static void count_tokens(scrl__facets *f, const char *field, const char *tokens, int64_t passage, int64_t review)
{
    char letter = is_enum(field) ? 'p' : scrl__token_letter(field);
    while (tokens != NULL && *tokens != '\0') {
        count_token(f, field, letter, tokens, passage, review);
        tokens += strcspn(tokens, " ");
        tokens += strspn(tokens, " ");
    }
}

static int count_passages(scrl__facets *f, const char *field, const scrl__found *found, size_t found_count)
{
    sqlite3_stmt *row = NULL;
    int rc, status = scrl__store_prepare(f->library, "SELECT tokens, review FROM passage WHERE id = ?1", &row);
    for (size_t i = 0; i < found_count && status == 0; i++) {
        sqlite3_reset(row);
        sqlite3_bind_int64(row, 1, found[i].id);
        rc = sqlite3_step(row);
        if (rc == SQLITE_ROW)
            count_tokens(f, field, (const char *)sqlite3_column_text(row, 0), found[i].id,
                         sqlite3_column_int64(row, 1));
        else if (rc != SQLITE_DONE)
            status = scrl__store_fail(f->library, rc, "count");
    }
    sqlite3_finalize(row);
    return status;
}

/* Most passages first, then by value. */
static int compare_counters(const void *left, const void *right)
{
    const counter *a = left, *b = right;
    if (a->passages != b->passages)
        return a->passages > b->passages ? -1 : 1;
    return strcmp(a->value, b->value);
}

int scrl__facets_new(scrl_library *library, const scrl__plan *plan, const char *field, scrl__facets **out)
{
    if (!is_enum(field) && scrl__token_letter(field) == 0)
        return scrl__fail(library->ctx, SCRL_EINVAL, "query", "there is nothing to count by the name of '%.40s'",
                          field);
    scrl__facets *f = calloc(1, sizeof(*f));
    if (f == NULL)
        return scrl__fail_memory(library->ctx, "query");
    f->library = library;
    scrl__found *found = NULL;
    size_t found_count = 0;
    bool own = false;
    int status = scrl__store_snapshot(library, &own);
    if (status == 0)
        status = make_counters(f, field);
    if (status == 0 && strcmp(field, "agency") == 0)
        status = match_agencies(f);
    if (status == 0)
        status = scrl__run_find(library, plan, false, &found, &found_count);
    if (status == 0)
        status = count_passages(f, field, found, found_count);
    scrl__store_snapshot_end(library, own);
    free(found);
    if (status != 0) {
        scrl__facets_free(f);
        return status;
    }
    if (f->count > 0)
        qsort(f->counters, f->count, sizeof(*f->counters), compare_counters);
    *out = f;
    return 0;
}

void scrl__facets_free(scrl__facets *f)
{
    if (f == NULL)
        return;
    scrl__terms_free(&f->terms);
    scrl__terms_free(&f->themes);
    free(f->agency_of);
    free(f->counters);
    free(f);
}

int scrl__facets_next(scrl__facets *f, scrl_count *out)
{
    if (f->at >= f->count || f->counters[f->at].passages == 0)
        return 0;
    const counter *c = &f->counters[f->at++];
    *out = (scrl_count){sizeof(*out),      c->value,          c->passages,       c->reviews,
                        c->by_polarity[0], c->by_polarity[1], c->by_polarity[2], c->by_polarity[3]};
    return 1;
}
