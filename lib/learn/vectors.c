/*
 * vectors.c - from passages to vectors: counts features, keeps those that occur in enough passages, orders them by name, and gives
 * each passage the values that linear.c would give them when it tags.
 */
#include "learn/vectors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STEP "use"

/* In how many passages a feature must occur, by kind. */
static const uint32_t least[SCRL__FEATURE_KINDS] = {2, 3, 3, 2, 4};

typedef struct making {
    scrl_context *ctx;
    const scrl__bank *bank;
    const scrl__classes *classes;
    scrl__vectors *out;
    scrl__keys *met;  /* numbers every feature that occurs */
    scrl__known *all; /* by that number; then those that are known, by name */
    size_t count, cap;
    uint32_t *places; /* by number: the place among the known, and 1; 0 for the others */
    size_t place_count;
    scrl__features features; /* of the passage at hand */
} making;

static int name_feature(making *m, const char *text, const scrl__feature *f, scrl__known *known)
{
    scrl__str name = SCRL__STR_INIT;
    scrl__feature_name(m->classes, text, f, &name);
    known->name = name.failed ? NULL : scrl__arena_strndup(m->out->arena, scrl__str_text(&name), name.len);
    known->kind = (scrl__feature_kind)f->kind;
    known->number = f->number;
    scrl__str_free(&name);
    return known->name == NULL ? SCRL_ENOMEM : 0;
}

/* Counts a feature once a passage; 'passage' counts from 1. */
static int count_feature(making *m, const char *text, const scrl__feature *f, uint32_t passage)
{
    for (; m->count <= f->number; m->count++) {
        if (scrl__grow((void **)&m->all, &m->cap, m->count, sizeof(*m->all)) != 0)
            return SCRL_ENOMEM;
        m->all[m->count] = (scrl__known){.name = NULL};
    }
    scrl__known *known = &m->all[f->number];
    if (known->name == NULL && name_feature(m, text, f, known) != 0)
        return SCRL_ENOMEM;
    if (known->idf != (long)passage)
        known->passages++;
    known->idf = (long)passage; /* until the counts are known: the passage that had it last */
    return 0;
}

static int get_features(making *m, const scrl__coded *item)
{
    m->features.count = 0;
    return scrl__features_add(&m->features, m->classes, item->text, 0, item->len);
}

static int count_passages(making *m, uint32_t *trained)
{
    *trained = 0;
    int status = 0;
    for (size_t i = 0; i < m->bank->count && status == 0; i++) {
        const scrl__coded *item = &m->bank->items[i];
        if (item->held_out)
            continue;
        (*trained)++;
        status = get_features(m, item);
        for (size_t f = 0; f < m->features.count && status == 0; f++)
            status = count_feature(m, item->text, &m->features.items[f], *trained);
    }
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const scrl__known *)a)->name, ((const scrl__known *)b)->name);
}

static int keep_known(making *m, uint32_t trained)
{
    size_t kept = 0;
    m->places = calloc(m->count + 1, sizeof(*m->places));
    if (m->places == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < m->count; i++) {
        scrl__known known = m->all[i];
        if (known.passages < least[known.kind])
            continue;
        known.idf = lround(100 * (1 + log((double)trained / known.passages)));
        m->all[kept++] = known;
    }
    m->place_count = m->count;
    m->count = kept;
    if (kept > 0)
        qsort(m->all, kept, sizeof(*m->all), by_name);
    for (size_t i = 0; i < kept; i++)
        m->places[m->all[i].number] = (uint32_t)i + 1;
    return 0;
}

static int add_cell(making *m, uint32_t feature, double value)
{
    scrl__vectors *v = m->out;
    if (scrl__grow((void **)&v->cells, &v->cell_cap, v->cell_count, sizeof(*v->cells)) != 0)
        return SCRL_ENOMEM;
    v->cells[v->cell_count++] = (scrl__cell){feature, value};
    return 0;
}

static int by_feature(const void *a, const void *b)
{
    uint32_t x = ((const scrl__cell *)a)->feature, y = ((const scrl__cell *)b)->feature;
    return (x > y) - (x < y);
}

/* The cells of the passage at hand: each known feature once, in order. */
static int make_cells(making *m)
{
    scrl__vectors *v = m->out;
    size_t first = v->cell_count;
    for (size_t f = 0; f < m->features.count; f++) {
        uint32_t number = m->features.items[f].number, at = number < m->place_count ? m->places[number] : 0;
        if (at != 0 && add_cell(m, at - 1, 0) != 0)
            return SCRL_ENOMEM;
    }
    if (v->cell_count == first)
        return 0;
    qsort(v->cells + first, v->cell_count - first, sizeof(*v->cells), by_feature);
    double squares[SCRL__FEATURE_KINDS] = {0};
    size_t kept = first;
    for (size_t i = first; i < v->cell_count; i++) {
        const scrl__known *known = &m->all[v->cells[i].feature];
        if (kept > first && v->cells[kept - 1].feature == v->cells[i].feature)
            continue;
        v->cells[kept++] = (scrl__cell){v->cells[i].feature, (double)known->idf / 100};
        squares[known->kind] += (double)known->idf / 100 * ((double)known->idf / 100);
    }
    v->cell_count = kept;
    for (size_t i = first; i < kept; i++) {
        scrl__feature_kind kind = m->all[v->cells[i].feature].kind;
        v->cells[i].value = scrl__feature_value(kind, v->cells[i].value, squares[kind]);
    }
    return 0;
}

static int make_vectors(making *m)
{
    scrl__vectors *v = m->out;
    v->count = m->bank->count;
    v->first = scrl__arena_alloc(v->arena, (v->count + 1) * sizeof(*v->first));
    int status = v->first == NULL ? SCRL_ENOMEM : 0;
    for (size_t i = 0; i < v->count && status == 0; i++) {
        status = get_features(m, &m->bank->items[i]);
        if (status == 0)
            status = make_cells(m);
        v->first[i + 1] = v->cell_count;
    }
    v->feature_count = m->count;
    v->features = status == 0 ? scrl__arena_copy(v->arena, m->all, m->count, sizeof(*m->all)) : NULL;
    return v->features == NULL ? SCRL_ENOMEM : status;
}

int scrl__vectors_make(scrl_context *ctx, const scrl__bank *bank, const scrl__classes *classes, scrl__vectors *out)
{
    making m = {.ctx = ctx, .bank = bank, .classes = classes, .out = out};
    uint32_t trained = 0;
    *out = (scrl__vectors){.arena = scrl__arena_new()};
    m.features.met = m.met = scrl__keys_new();
    int status = out->arena == NULL || m.met == NULL ? SCRL_ENOMEM : count_passages(&m, &trained);
    if (status == 0)
        status = keep_known(&m, trained);
    if (status == 0)
        status = make_vectors(&m);
    free(m.all);
    free(m.places);
    scrl__keys_free(m.met);
    scrl__features_free(&m.features);
    if (status != 0) {
        scrl__vectors_free(out);
        return scrl__fail_memory(ctx, STEP);
    }
    return 0;
}

void scrl__vectors_free(scrl__vectors *vectors)
{
    free(vectors->cells);
    scrl__arena_free(vectors->arena);
    *vectors = (scrl__vectors){.arena = NULL};
}
