/*
 * facets.c - counts the values of one field over the passages of a plan, from the columns in memory: what belongs to
 * passages by walking over those that were found, what belongs to reviews by how many were found in each.
 */
#include <stdlib.h>
#include <string.h>

#include "store/columns.h"
#include "store/run.h"
#include "store/terms.h"

typedef struct counter {
    const char *value;
    uint64_t passages, reviews;
    uint64_t by_polarity[4];
    uint32_t last_review, last_passage; /* counted last, plus one, so that each counts once */
    uint32_t last_by_polarity[4];       /* passage, plus one */
} counter;

struct scrl__facets {
    scrl_library *library;
    scrl__terms terms;  /* own the values of what belongs to passages */
    scrl__arena *arena; /* owns those of what belongs to reviews */
    counter *counters;
    size_t count, cap, at;
};

/* What can be counted: of passages, by what; of reviews, the values of which field. */
typedef enum source { TAGS, AGENCIES, KINDS, ROLES, POLARITIES, LEVELS, STATES, VALUES, YEARS } source;

static const struct field {
    const char *name;
    source source;
    const char *of; /* field of the terms, or of the minimum data */
} fields[] = {
    {"theme", TAGS, "theme"},         {"agency", AGENCIES, "agency"},     {"kind", KINDS, "kind"},
    {"role", ROLES, "role"},          {"polarity", POLARITIES, NULL},     {"level", LEVELS, NULL},
    {"state", STATES, "state"},       {"type", VALUES, "review_type"},    {"nation", VALUES, "nation"},
    {"area", VALUES, "area"},         {"publisher", VALUES, "publisher"}, {"year", YEARS, "published"},
    {"outcome", VALUES, "outcome"},   {"harm", VALUES, "harm_types"},     {"legal", VALUES, "legal_status"},
    {"age", VALUES, "age_band"},      {"method", VALUES, "method"},       {"reviewer", VALUES, "reviewers"},
    {"language", VALUES, "language"},
};

static const struct field *field_find(const char *name)
{
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}

const char *scrl__facet_column(const char *name, bool *years)
{
    const struct field *field = field_find(name);
    if (field == NULL || (field->source != VALUES && field->source != YEARS))
        return NULL;
    *years = field->source == YEARS;
    return field->of;
}

static counter *counter_add(scrl__facets *f, const char *value)
{
    if (value == NULL || scrl__grow((void **)&f->counters, &f->cap, f->count, sizeof(*f->counters)) != 0) {
        scrl__fail_memory(f->library->ctx, "query");
        return NULL;
    }
    f->counters[f->count] = (counter){.value = value};
    return &f->counters[f->count++];
}

/* One counter a term or name. */
static int counters_make(scrl__facets *f, const struct field *field)
{
    if (field->of == NULL) {
        int count = field->source == LEVELS ? 2 : 4;
        for (int i = 0; i < count; i++)
            if (counter_add(f, field->source == LEVELS ? scrl_level_name((scrl_level)i)
                                                       : scrl_polarity_name((scrl_polarity)i)) == NULL)
                return SCRL_ENOMEM;
        return 0;
    }
    int status = scrl__terms_load(f->library, field->of, &f->terms);
    for (size_t i = 0; i < f->terms.count && status == 0; i++)
        status = counter_add(f, f->terms.items[i].value) == NULL ? SCRL_ENOMEM : 0;
    return status;
}

/* The counter of each term's number, or NULL. */
typedef struct counter_map {
    counter **by_term;
    uint32_t size;
} counter_map;

static counter *counter_named(const scrl__facets *f, const char *value)
{
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->counters[i].value, value) == 0)
            return &f->counters[i];
    return NULL;
}

/* Maps the field's own terms, or the themes, of which some are agencies. */
static int map_make(const scrl__facets *f, const scrl__terms *terms, counter_map *map)
{
    bool own = terms == &f->terms; /* their counters stand in the same order */
    for (size_t i = 0; i < terms->count; i++)
        map->size = terms->items[i].id + 1 > map->size ? terms->items[i].id + 1 : map->size;
    map->by_term = calloc((size_t)map->size + 1, sizeof(counter *));
    if (map->by_term == NULL)
        return scrl__fail_memory(f->library->ctx, "query");
    for (size_t i = 0; i < terms->count; i++)
        map->by_term[terms->items[i].id] = own ? &f->counters[i] : counter_named(f, terms->items[i].value);
    return 0;
}

static counter *map_get(const counter_map *map, uint32_t term)
{
    return term < map->size ? map->by_term[term] : NULL;
}

static void count_one(counter *c, uint32_t place, uint32_t review)
{
    if (c->last_passage == place + 1)
        return;
    c->last_passage = place + 1;
    c->passages++;
    c->reviews += c->last_review != review + 1;
    c->last_review = review + 1;
}

static void count_polarity(counter *c, uint32_t place, uint32_t polarity)
{
    if (c->last_by_polarity[polarity] == place + 1)
        return;
    c->last_by_polarity[polarity] = place + 1;
    c->by_polarity[polarity]++;
}

/* Memory of passages that are far apart comes late: it is asked for this many passages ahead. */
#define AHEAD 32

/* The review of a place, for places that ascend. */
static uint32_t review_at(const scrl__columns *columns, uint32_t review, uint32_t place)
{
    while (review + 1 < columns->review_count && columns->reviews[review + 1].place <= place)
        review++;
    return review;
}

/* Counts one code of a passage where the field has to do with it. */
static void count_code(scrl__facets *f, const struct field *field, const counter_map *map, const counter_map *themes,
                       uint32_t code, uint32_t place, uint32_t review)
{
    unsigned class = SCRL__CODE_CLASS(code);
    counter *c = NULL;
    if (class == SCRL__CODE_TAG && field->source == POLARITIES)
        c = &f->counters[SCRL__CODE_POLARITY(code)];
    else if (class == SCRL__CODE_TAG && field->source == LEVELS)
        c = &f->counters[SCRL__CODE_LEVEL(code)];
    else if (class == SCRL__CODE_TAG && (field->source == TAGS || field->source == AGENCIES))
        c = map_get(field->source == TAGS ? map : themes, SCRL__CODE_TERM(code));
    else if ((class == SCRL__CODE_KIND && field->source == KINDS) ||
             (class == SCRL__CODE_STATE && field->source == STATES) ||
             (class == SCRL__CODE_AGENCY && field->source == AGENCIES))
        c = map_get(map, SCRL__CODE_TERM(code));
    if (c == NULL)
        return;
    count_one(c, place, review);
    if (class == SCRL__CODE_TAG && f->terms.count > 0)
        count_polarity(c, place, SCRL__CODE_POLARITY(code));
}

static int count_passages(scrl__facets *f, const struct field *field, const scrl__columns *columns,
                          const scrl__found *found, size_t found_count)
{
    counter_map map = {NULL, 0}, themes = {NULL, 0};
    scrl__terms theme_terms = {NULL, NULL, 0};
    uint32_t review = 0;
    int status = counters_make(f, field);
    if (status == 0)
        status = map_make(f, &f->terms, &map);
    if (status == 0 && field->source == AGENCIES)
        status = scrl__terms_load(f->library, "theme", &theme_terms);
    if (status == 0)
        status = map_make(f, &theme_terms, &themes);
    for (size_t i = 0; i < found_count && status == 0; i++) {
        uint32_t place = found[i].place;
        review = review_at(columns, review, place);
        if (i + AHEAD < found_count) {
            __builtin_prefetch(&columns->code_at[found[i + AHEAD].place]);
            __builtin_prefetch(&columns->codes[columns->code_at[found[i + AHEAD / 2].place]]);
        }
        counter *role = field->source == ROLES ? map_get(&map, columns->role[place]) : NULL;
        if (role != NULL)
            count_one(role, place, review);
        for (uint32_t j = columns->code_at[place]; j < columns->code_at[place + 1] && field->source != ROLES; j++)
            count_code(f, field, &map, &themes, columns->codes[j], place, review);
    }
    free(map.by_term);
    free(themes.by_term);
    scrl__terms_free(&theme_terms);
    return status;
}

/* The value that is counted: of a date, its year. */
static const char *label_of(scrl__facets *f, const struct field *field, const char *value)
{
    size_t len = field->source == YEARS ? strcspn(value, "-") : strlen(value);
    return scrl__arena_strndup(f->arena, value, len);
}

/* Values of a field stand together, sorted, so that equal ones follow each other. */
static int count_values(scrl__facets *f, const struct field *field, const scrl__columns *columns,
                        const uint64_t *by_review)
{
    uint32_t first, count = scrl__columns_values(columns, field->of, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const scrl__column_value *v = &columns->values[i];
        bool again = i > first && v->review == v[-1].review && strcmp(v->value, v[-1].value) == 0;
        uint64_t passages = again ? 0 : by_review[v->review];
        counter *last = f->count > 0 ? &f->counters[f->count - 1] : NULL;
        const char *label = passages > 0 ? label_of(f, field, v->value) : "";
        if (passages == 0)
            continue;
        if (last == NULL || label == NULL || strcmp(last->value, label) != 0)
            last = counter_add(f, label);
        if (last == NULL)
            return SCRL_ENOMEM;
        last->passages += passages;
        last->reviews++;
    }
    return 0;
}

static int count_reviews(scrl__facets *f, const struct field *field, const scrl__columns *columns,
                         const scrl__found *found, size_t found_count)
{
    uint64_t *by_review = calloc((size_t)columns->review_count + 1, sizeof(*by_review));
    f->arena = scrl__arena_new();
    int status = by_review == NULL || f->arena == NULL ? scrl__fail_memory(f->library->ctx, "query") : 0;
    for (size_t i = 0; i < found_count && status == 0; i++)
        by_review[columns->review_of[found[i].place]]++;
    if (status == 0)
        status = count_values(f, field, columns, by_review);
    free(by_review);
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

int scrl__facets_new(scrl_library *library, const scrl__plan *plan, const char *field_name, scrl__facets **out)
{
    const struct field *field = field_find(field_name);
    if (field == NULL)
        return scrl__fail(library->ctx, SCRL_EINVAL, "query", "there is nothing to count by the name of '%.40s'",
                          field_name);
    scrl__facets *f = calloc(1, sizeof(*f));
    if (f == NULL)
        return scrl__fail_memory(library->ctx, "query");
    f->library = library;
    scrl__found *found = NULL;
    size_t found_count = 0;
    bool own = false;
    int status = scrl__store_snapshot(library, &own);
    if (status == 0)
        status = scrl__run_find(library, plan, SCRL__SCORE_NONE, &found, &found_count);
    const scrl__columns *columns = library->columns;
    if (status == 0)
        status = field->source == VALUES || field->source == YEARS
                     ? count_reviews(f, field, columns, found, found_count)
                     : count_passages(f, field, columns, found, found_count);
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
    scrl__arena_free(f->arena);
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
