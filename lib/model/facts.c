/* facts.c - frees what facts.h describes, and keeps the counts of a set right while passages are added to it. */
#include "model/facts.h"

#include <stdlib.h>
#include <string.h>

#include <scrl/context.h>

void scrl__facts_free(scrl__facts *facts)
{
    scrl__arena_free(facts->arena);
    memset(facts, 0, sizeof(*facts));
}

int scrl__choice_init(scrl__choice *set, const scrl__facts *facts)
{
    *set = (scrl__choice){.bits = calloc((size_t)facts->passage_count / 64 + 1, sizeof(*set->bits))};
    return set->bits == NULL ? SCRL_ENOMEM : 0;
}

void scrl__choice_free(scrl__choice *set)
{
    free(set->bits);
    memset(set, 0, sizeof(*set));
}

void scrl__choice_add(scrl__choice *set, const scrl__facts *facts, uint32_t passage)
{
    uint32_t review = facts->review_of[passage];
    if (set->last_review != review + 1) {
        set->reviews++;
        set->undated += facts->reviews[review].year == 0;
        set->last_review = review + 1;
    }
    set->bits[passage / 64] |= (uint64_t)1 << passage % 64;
    set->passages++;
}

void scrl__facet_list_free(scrl__facet_list *list)
{
    scrl__arena_free(list->arena);
    memset(list, 0, sizeof(*list));
}

const scrl__facet *scrl__facet_find(const scrl__facet_list *list, const char *value)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].value, value) == 0)
            return &list->items[i];
    }
    return NULL;
}

void scrl__fact_statements_free(scrl__fact_statements *statements)
{
    free(statements->items);
    scrl__arena_free(statements->arena);
    scrl__pool_free(&statements->pool);
    memset(statements, 0, sizeof(*statements));
}
