/*
 * compare.c - which values stand in a larger share of one set than of another. A unit that is in both sets would be
 * compared with itself, so it is left out of both.
 */
#include <stdlib.h>
#include <string.h>

#include "analyse/counts.h"
#include "analyse/significance.h"

#define FEW_WITH 5
#define FEW_UNITS 10

enum { IN_A = 1, IN_B = 2 };

static int compare_contrasts(const void *left, const void *right)
{
    const scrl_contrast *x = left, *y = right;
    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    if (x->a + x->b != y->a + y->b)
        return x->a + x->b > y->a + y->b ? -1 : 1;
    return strcmp(x->value, y->value);
}

/* Which sets each unit is in, one byte a unit; how many are in A alone, B alone, both. */
static uint8_t *mark_units(const scrl__facts *facts, const scrl__units *units, const scrl__choice *a,
                           const scrl__choice *b, uint64_t counts[4])
{
    uint8_t *in = calloc((size_t)units->count + 1, 1);
    if (in == NULL)
        return NULL;
    for (uint32_t i = 0; i < facts->passage_count; i++) {
        if (scrl__choice_has(a, i))
            in[scrl__unit_of(units, i)] |= IN_A;
        if (scrl__choice_has(b, i))
            in[scrl__unit_of(units, i)] |= IN_B;
    }
    for (uint32_t i = 0; i < units->count; i++)
        counts[in[i]]++;
    return in;
}

/* Counts the units of each set that have the value in a passage of that set. */
static void count_value(const scrl__units *units, const scrl__facet *facet, const scrl__choice *a,
                        const scrl__choice *b, const uint8_t *in, scrl_contrast *out)
{
    uint32_t last = SCRL_NONE;
    for (uint32_t i = 0; i < facet->count; i++) {
        uint32_t passage = facet->passages[i], unit = scrl__unit_of(units, passage);
        if (unit == last || in[unit] == (IN_A | IN_B))
            continue;
        if (scrl__choice_has(a, passage))
            out->a++;
        else if (scrl__choice_has(b, passage))
            out->b++;
        else
            continue;
        last = unit;
    }
}

static scrl_contrast make_contrast(scrl_contrast c, const uint64_t counts[4])
{
    c.a_units = counts[IN_A];
    c.b_units = counts[IN_B];
    c.a_share = c.a_units > 0 ? (double)c.a / (double)c.a_units : 0;
    c.b_share = c.b_units > 0 ? (double)c.b / (double)c.b_units : 0;
    c.ratio = c.b > 0 ? c.a_share / c.b_share : 0;
    c.p = scrl__fisher(c.a, c.a_units, c.a + c.b, c.a_units + c.b_units);
    c.few = c.a + c.b < FEW_WITH || c.a_units < FEW_UNITS || c.b_units < FEW_UNITS;
    return c;
}

static int add_contrasts(scrl_context *ctx, const scrl__units *units, const scrl__facet_list *values,
                         const scrl__choice *a, const scrl__choice *b, const uint8_t *in, const uint64_t counts[4],
                         uint64_t least, scrl__result *out)
{
    int status = 0;
    for (size_t i = 0; i < values->count && status == 0; i++) {
        scrl_contrast contrast = SCRL_CONTRAST_INIT;
        count_value(units, &values->items[i], a, b, in, &contrast);
        if (contrast.a + contrast.b == 0)
            continue;
        out->totals.tests++;
        if (contrast.a + contrast.b < least)
            continue;
        contrast = make_contrast(contrast, counts);
        contrast.value = scrl__result_keep(ctx, out, values->items[i].value);
        status = contrast.value != NULL ? scrl__result_add(ctx, out, &contrast) : SCRL_ENOMEM;
    }
    return status;
}

int scrl__compare_sets(scrl_context *ctx, const scrl__facts *facts, const scrl__units *units,
                       const scrl__facet_list *values, const scrl__choice *a, const scrl__choice *b, uint64_t least,
                       scrl__result *out)
{
    uint64_t counts[4] = {0};
    uint8_t *in = mark_units(facts, units, a, b, counts);
    if (in == NULL)
        return scrl__fail_memory(ctx, "analyse");
    out->totals.in_both = counts[IN_A | IN_B];
    out->totals.other_passages = b->passages;
    out->totals.other_reviews = b->reviews;
    int status = add_contrasts(ctx, units, values, a, b, in, counts, least > 0 ? least : 3, out);
    free(in);
    if (status == 0) {
        scrl__result_sort(out, compare_contrasts);
        scrl__result_correct(out, offsetof(scrl_contrast, p), offsetof(scrl_contrast, q));
    }
    return status;
}
