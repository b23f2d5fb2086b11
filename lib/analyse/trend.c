/*
 * trend.c - how many of the reviews of each year speak of something. A year is that of publication, as printed; reviews
 * without one stand apart under year 0, and are never spread over the others.
 */
#include <stdlib.h>
#include <string.h>

#include "analyse/counts.h"
#include "analyse/significance.h"

#define FEW_REVIEWS 10

/* One series: reviews and passages by year, for the years of 'years'. */
typedef struct series {
    const char *value;
    uint64_t *with, *passages;
    uint64_t total;
} series;

/* The years that have a review, rising, undated (0) last; and how many. */
typedef struct calendar {
    uint32_t *years;
    uint64_t *reviews;
    uint32_t *of_review; /* index of each review's year; SCRL_NONE: it is not among those counted */
    size_t count;
} calendar;

void scrl__count_choice(const scrl__facts *facts, const scrl__choice *set, scrl_totals *totals)
{
    totals->passages = set->passages;
    totals->reviews = set->reviews;
    totals->undated = set->undated;
    totals->without_text = facts->without_text;
}

static void calendar_free(calendar *c)
{
    free(c->years);
    free(c->reviews);
    free(c->of_review);
}

static int compare_years(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left - 1, b = *(const uint32_t *)right - 1; /* 0 becomes the largest */
    return a < b ? -1 : a > b;
}

/* Marks the reviews with a passage in 'among' and lists their years. */
static void fill_calendar(const scrl__facts *facts, const scrl__choice *among, calendar *c)
{
    for (uint32_t i = 0; i < facts->review_count; i++) {
        const scrl__fact_review *review = &facts->reviews[i];
        c->of_review[i] = SCRL_NONE;
        for (uint32_t j = 0; j < review->passages && c->of_review[i] == SCRL_NONE; j++) {
            if (scrl__choice_has(among, review->first + j))
                c->of_review[i] = 0;
        }
        if (c->of_review[i] == 0)
            c->years[c->count++] = review->year;
    }
    if (c->count > 1)
        qsort(c->years, c->count, sizeof(*c->years), compare_years);
    size_t kept = 0;
    for (size_t i = 0; i < c->count; i++) {
        if (kept == 0 || c->years[kept - 1] != c->years[i])
            c->years[kept++] = c->years[i];
        c->reviews[kept - 1]++;
    }
    c->count = kept;
}

static int make_calendar(scrl_context *ctx, const scrl__facts *facts, const scrl__choice *among, calendar *c)
{
    size_t most = (size_t)facts->review_count + 1;
    *c = (calendar){calloc(most, sizeof(*c->years)), calloc(most, sizeof(*c->reviews)),
                    calloc(most, sizeof(*c->of_review)), 0};
    if (c->years == NULL || c->reviews == NULL || c->of_review == NULL)
        return scrl__fail_memory(ctx, "analyse");
    fill_calendar(facts, among, c);
    for (uint32_t i = 0; i < facts->review_count; i++) {
        if (c->of_review[i] == SCRL_NONE)
            continue;
        const uint32_t *year = bsearch(&facts->reviews[i].year, c->years, c->count, sizeof(*year), compare_years);
        c->of_review[i] = year != NULL ? (uint32_t)(year - c->years) : SCRL_NONE;
    }
    return 0;
}

/* Counts one passage of a series; '*last' is the review of the one before it. */
static void count_passage(const scrl__facts *facts, const calendar *c, uint32_t passage, uint32_t *last, series *s)
{
    uint32_t review = facts->review_of[passage], year = c->of_review[review];
    if (year == SCRL_NONE)
        return;
    s->passages[year]++;
    s->with[year] += review != *last;
    s->total += review != *last;
    *last = review;
}

static void count_series(const scrl__facts *facts, const calendar *c, const scrl__facet *facet, const scrl__choice *set,
                         series *s)
{
    uint32_t last = SCRL_NONE;
    uint32_t count = facet != NULL ? facet->count : facts->passage_count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t passage = facet != NULL ? facet->passages[i] : i;
        if (scrl__choice_has(set, passage))
            count_passage(facts, c, passage, &last, s);
    }
}

static int add_series(scrl_context *ctx, const calendar *c, const series *s, scrl__result *out)
{
    const char *value = scrl__result_keep(ctx, out, s->value);
    int status = value != NULL ? 0 : SCRL_ENOMEM;
    for (size_t i = 0; i < c->count && status == 0; i++) {
        scrl_year year = SCRL_YEAR_INIT;
        year.value = value;
        year.year = c->years[i];
        year.with = s->with[i];
        year.reviews = c->reviews[i];
        year.passages = s->passages[i];
        year.share = (double)s->with[i] / (double)c->reviews[i];
        scrl__share_interval(s->with[i], c->reviews[i], &year.low, &year.high);
        year.few = c->reviews[i] < FEW_REVIEWS;
        status = scrl__result_add(ctx, out, &year);
    }
    return status;
}

/* Those in most reviews first. */
static int compare_series(const void *left, const void *right)
{
    const series *a = left, *b = right;
    if (a->total != b->total)
        return a->total > b->total ? -1 : 1;
    return strcmp(a->value, b->value);
}

static int fill_series(scrl_context *ctx, const scrl__facts *facts, const calendar *c, const scrl__facet_list *facets,
                       const scrl__choice *set, series *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const scrl__facet *facet = facets != NULL ? &facets->items[i] : NULL;
        all[i] = (series){facet != NULL ? facet->value : "", calloc(c->count + 1, sizeof(uint64_t)),
                          calloc(c->count + 1, sizeof(uint64_t)), 0};
        if (all[i].with == NULL || all[i].passages == NULL)
            return scrl__fail_memory(ctx, "analyse");
        count_series(facts, c, facet, set, &all[i]);
    }
    if (count > 1)
        qsort(all, count, sizeof(*all), compare_series);
    return 0;
}

int scrl__trend(scrl_context *ctx, const scrl__facts *facts, const scrl__facet_list *facets, const scrl__choice *set,
                const scrl__choice *among, uint64_t limit, scrl__result *out)
{
    size_t count = facets != NULL ? facets->count : 1;
    series *all = calloc(count + 1, sizeof(*all));
    calendar c = {NULL, NULL, NULL, 0};
    int status = all == NULL ? scrl__fail_memory(ctx, "analyse") : make_calendar(ctx, facts, among, &c);
    if (status == 0)
        status = fill_series(ctx, facts, &c, facets, set, all, count);
    for (size_t i = 0; i < count && status == 0 && (limit == 0 || i < limit); i++) {
        if (facets == NULL || all[i].total > 0)
            status = add_series(ctx, &c, &all[i], out);
    }
    for (size_t i = 0; all != NULL && i < count; i++) {
        free(all[i].with);
        free(all[i].passages);
    }
    free(all);
    calendar_free(&c);
    return status;
}
