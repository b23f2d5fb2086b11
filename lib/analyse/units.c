/*
 * units.c - turns lists of passages into lists of units and crosses them. Few passages have more than three values, so
 * that walking each unit's own short list is many times cheaper than crossing one bit a passage for every pair of values.
 */
#include "analyse/units.h"

#include <stdlib.h>
#include <string.h>

int scrl__units_make(scrl_context *ctx, const scrl__facts *facts, scrl_within within, const uint32_t *section_of,
                     uint32_t sections, scrl__units *units)
{
    switch (within) {
    case SCRL_WITHIN_PASSAGE:
        *units = (scrl__units){NULL, facts->review_of, facts->passage_count, NULL};
        return 0;
    case SCRL_WITHIN_REVIEW:
        *units = (scrl__units){facts->review_of, NULL, facts->review_count, NULL};
        return 0;
    case SCRL_WITHIN_SECTION:
        break;
    }
    uint32_t *review_of = calloc((size_t)sections + 1, sizeof(*review_of));
    if (review_of == NULL)
        return scrl__fail_memory(ctx, "analyse");
    for (uint32_t i = 0; i < facts->passage_count; i++)
        review_of[section_of[i]] = facts->review_of[i];
    *units = (scrl__units){section_of, review_of, sections, review_of};
    return 0;
}

void scrl__units_free(scrl__units *units)
{
    free(units->owned);
    memset(units, 0, sizeof(*units));
}

int scrl__unit_list_make(scrl_context *ctx, const scrl__units *units, const scrl__facet *facet, const scrl__choice *set,
                         scrl__unit_list *list)
{
    scrl__unit_list made = {.value = facet->value};
    uint32_t last_review = SCRL_NONE;
    made.units = malloc(((size_t)facet->count + 1) * sizeof(*made.units));
    if (made.units == NULL)
        return scrl__fail_memory(ctx, "analyse");
    for (uint32_t i = 0; i < facet->count; i++) {
        uint32_t passage = facet->passages[i], unit = scrl__unit_of(units, passage);
        if ((set != NULL && !scrl__choice_has(set, passage)) || (made.count > 0 && made.units[made.count - 1] == unit))
            continue;
        made.units[made.count++] = unit;
        uint32_t review = scrl__unit_review(units, unit);
        made.reviews += review != last_review;
        last_review = review;
    }
    *list = made;
    return 0;
}

int scrl__unit_lists_make(scrl_context *ctx, const scrl__units *units, const scrl__facet_list *facets,
                          const scrl__choice *set, scrl__unit_list **lists)
{
    scrl__unit_list *made = calloc(facets->count + 1, sizeof(*made));
    if (made == NULL)
        return scrl__fail_memory(ctx, "analyse");
    int status = 0;
    for (size_t i = 0; i < facets->count && status == 0; i++)
        status = scrl__unit_list_make(ctx, units, &facets->items[i], set, &made[i]);
    if (status == 0)
        *lists = made;
    else
        scrl__unit_lists_free(made, facets->count);
    return status;
}

void scrl__unit_lists_free(scrl__unit_list *lists, size_t count)
{
    for (size_t i = 0; lists != NULL && i < count; i++)
        free(lists[i].units);
    free(lists);
}

int scrl__unit_index_make(scrl_context *ctx, const scrl__units *units, const scrl__unit_list *lists, size_t count,
                          scrl__unit_index *index)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += lists[i].count;
    scrl__unit_index made = {.first = calloc((size_t)units->count + 2, sizeof(*made.first)),
                             .lists = malloc((total + 1) * sizeof(*made.lists))};
    if (made.first == NULL || made.lists == NULL) {
        scrl__unit_index_free(&made);
        return scrl__fail_memory(ctx, "analyse");
    }
    /* Counts stand two places further on, so that filling moves each to its final place. */
    for (size_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < lists[i].count; j++)
            made.first[lists[i].units[j] + 2]++;
    }
    for (uint32_t unit = 2; unit < units->count + 2; unit++)
        made.first[unit] += made.first[unit - 1];
    for (size_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < lists[i].count; j++)
            made.lists[made.first[lists[i].units[j] + 1]++] = (uint32_t)i;
    }
    for (uint32_t unit = 0; unit < units->count; unit++)
        made.with_any += made.first[unit + 1] > made.first[unit];
    *index = made;
    return 0;
}

void scrl__unit_index_free(scrl__unit_index *index)
{
    free(index->first);
    free(index->lists);
    memset(index, 0, sizeof(*index));
}

int scrl__row_counts_make(scrl_context *ctx, size_t columns, scrl__row_counts *counts)
{
    *counts = (scrl__row_counts){calloc(columns + 1, sizeof(uint32_t)), calloc(columns + 1, sizeof(uint32_t)),
                                 calloc(columns + 1, sizeof(uint32_t))};
    if (counts->units != NULL && counts->reviews != NULL && counts->last != NULL)
        return 0;
    scrl__row_counts_free(counts);
    return scrl__fail_memory(ctx, "analyse");
}

void scrl__row_counts_free(scrl__row_counts *counts)
{
    free(counts->units);
    free(counts->reviews);
    free(counts->last);
    memset(counts, 0, sizeof(*counts));
}

void scrl__row_count(const scrl__units *units, const scrl__unit_list *row, const scrl__unit_index *index, size_t from,
                     size_t columns, scrl__row_counts *counts)
{
    memset(counts->units, 0, columns * sizeof(*counts->units));
    memset(counts->reviews, 0, columns * sizeof(*counts->reviews));
    memset(counts->last, 0xff, columns * sizeof(*counts->last));
    for (uint32_t i = 0; i < row->count; i++) {
        uint32_t unit = row->units[i], first = index->first[unit];
        for (uint32_t j = index->first[unit + 1]; j > first && index->lists[j - 1] >= from; j--) {
            uint32_t list = index->lists[j - 1], review = scrl__unit_review(units, unit);
            counts->units[list]++;
            counts->reviews[list] += counts->last[list] != review;
            counts->last[list] = review;
        }
    }
}
