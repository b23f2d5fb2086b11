/* units.h - what is counted as one: passages, sections or reviews, and which of them have which value. */
#ifndef SCRL_ANALYSE_UNITS_H
#define SCRL_ANALYSE_UNITS_H

#include <scrl/analyse.h>

#include "base/ctx.h"
#include "model/facts.h"

/* Units are numbered in the order of their passages. */
typedef struct scrl__units {
    const uint32_t *unit_of;   /* of each passage; NULL: the passage itself */
    const uint32_t *review_of; /* of each unit; NULL: the unit itself */
    uint32_t count;
    uint32_t *owned; /* what scrl__units_free() frees */
} scrl__units;

/* 'section_of' (of each passage, 'sections' in all) is needed for SCRL_WITHIN_SECTION only. */
int scrl__units_make(scrl_context *ctx, const scrl__facts *facts, scrl_within within, const uint32_t *section_of,
                     uint32_t sections, scrl__units *units);
void scrl__units_free(scrl__units *units);

static inline uint32_t scrl__unit_of(const scrl__units *units, uint32_t passage)
{
    return units->unit_of != NULL ? units->unit_of[passage] : passage;
}

static inline uint32_t scrl__unit_review(const scrl__units *units, uint32_t unit)
{
    return units->review_of != NULL ? units->review_of[unit] : unit;
}

/* Units that have one value, each once, in rising order. */
typedef struct scrl__unit_list {
    const char *value; /* lent by the facet */
    uint32_t *units;
    uint32_t count, reviews; /* reviews with one of them */
} scrl__unit_list;

/* The units of 'facet' with a passage of 'set' (NULL: any). Free 'list->units'. */
int scrl__unit_list_make(scrl_context *ctx, const scrl__units *units, const scrl__facet *facet, const scrl__choice *set,
                         scrl__unit_list *list);

/* The same for a whole list of facets. Free with scrl__unit_lists_free(). */
int scrl__unit_lists_make(scrl_context *ctx, const scrl__units *units, const scrl__facet_list *facets,
                          const scrl__choice *set, scrl__unit_list **lists);
void scrl__unit_lists_free(scrl__unit_list *lists, size_t count);

/* For each unit the lists that it is in: units[first[u]] to units[first[u + 1]]. */
typedef struct scrl__unit_index {
    uint32_t *first, *lists;
    uint32_t with_any; /* units that are in some list */
} scrl__unit_index;

int scrl__unit_index_make(scrl_context *ctx, const scrl__units *units, const scrl__unit_list *lists, size_t count,
                          scrl__unit_index *index);
void scrl__unit_index_free(scrl__unit_index *index);

/* Counts one row of a table: how often each list, from number 'from' on, stands in a unit of 'row', and in how many
 * reviews. Both arrays have 'columns' members and are filled anew; 'last' is room for as many. The cost is that of the
 * row's units and what they have, not of the library. */
typedef struct scrl__row_counts {
    uint32_t *units, *reviews, *last;
} scrl__row_counts;

int scrl__row_counts_make(scrl_context *ctx, size_t columns, scrl__row_counts *counts);
void scrl__row_counts_free(scrl__row_counts *counts);
void scrl__row_count(const scrl__units *units, const scrl__unit_list *row, const scrl__unit_index *index, size_t from,
                     size_t columns, scrl__row_counts *counts);

#endif
