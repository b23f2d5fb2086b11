/* run.h - the door of store/ for questions: runs a plan and gives hits or counts. */
#ifndef SCRL_STORE_RUN_H
#define SCRL_STORE_RUN_H

#include <scrl/query.h>

#include "model/plan.h"

typedef struct scrl__run scrl__run;

typedef struct scrl__run_options {
    scrl_unit unit;
    scrl_sort sort;
    uint64_t limit;        /* 0: all */
    const char *cursor;    /* NULL: from the start */
    const char *unseen_by; /* NULL, or a saved question: only passages that it had not at its last look */
} scrl__run_options;

/* Finds the passages of a plan and makes ready to read their units. The plan must live as long as the run. */
int scrl__run_new(scrl_library *library, const scrl__plan *plan, const scrl__run_options *options, scrl__run **out);
void scrl__run_free(scrl__run *run);

/* 1 and '*hit' is filled in all its members, 0 at the end, or a recorded failure. */
int scrl__run_next(scrl__run *run, scrl_hit *hit);

/* Highlight 'j' of the hit that was given last; SCRL_EINVAL past the end. */
int scrl__run_highlight(const scrl__run *run, size_t j, uint32_t *start, uint32_t *end);

/* The part of the hit that was given last, of about 'most' bytes, in which most of its highlights stand. */
void scrl__run_snippet(const scrl__run *run, const scrl_hit *hit, uint32_t most, uint32_t *start, uint32_t *end);

/* How many hits there are without limit and cursor. */
int scrl__run_total(scrl__run *run, uint64_t *out);

/* A passage that a plan chooses, by its place in the columns (columns.h). */
typedef struct scrl__found {
    uint32_t place;
    double score; /* higher is better */
} scrl__found;

/* How passages are scored: not at all, by BM25, or by BM25 with the weights of roles and headings. */
typedef enum scrl__scoring { SCRL__SCORE_NONE, SCRL__SCORE_BM25, SCRL__SCORE_WEIGHED } scrl__scoring;

/* The passages of a plan, in the order of their places. */
int scrl__run_find(scrl_library *library, const scrl__plan *plan, scrl__scoring scoring, scrl__found **found,
                   size_t *count);

/* Leaves only what the saved question of that name had not at its last look (saved.c). */
typedef struct scrl__columns scrl__columns;
int scrl__saved_drop_seen(scrl_library *library, const char *name, const scrl__columns *columns, scrl__found *found,
                          size_t *count);

/* Counts of one field over a plan's passages; see scrl_facets_new(). */
typedef struct scrl__facets scrl__facets;
int scrl__facets_new(scrl_library *library, const scrl__plan *plan, const char *field, scrl__facets **out);
void scrl__facets_free(scrl__facets *facets);
int scrl__facets_next(scrl__facets *facets, scrl_count *out);

/* The field of the minimum data whose values a field of facets counts, '*years' by their years; NULL for a field of
 * passages, or an unknown one. */
const char *scrl__facet_column(const char *field, bool *years);

#endif
