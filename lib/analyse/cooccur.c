/*
 * cooccur.c - which themes stand together more, or less, often than if they were spread by chance. Counted over units
 * with any theme: headings, contents and references have none, and would make every two themes seem to seek each
 * other. A pair that was left out since it is rare counts as one more test.
 */
#include <stdlib.h>
#include <string.h>

#include "analyse/counts.h"
#include "analyse/significance.h"

#define FEW_TOGETHER 5
#define FEW_REVIEWS 3

static int compare_pairs(const void *left, const void *right)
{
    const scrl_pair *x = left, *y = right;
    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    if (x->together != y->together)
        return x->together > y->together ? -1 : 1;
    int order = strcmp(x->a, y->a);
    return order != 0 ? order : strcmp(x->b, y->b);
}

/* Makes the record of lists 'i' and 'j'. */
static scrl_pair make_pair(const scrl__unit_list *i, const scrl__unit_list *j, const char *theme, uint64_t units,
                           uint64_t together, uint64_t reviews)
{
    bool turn = theme != NULL ? strcmp(j->value, theme) == 0 : strcmp(i->value, j->value) > 0;
    const scrl__unit_list *a = turn ? j : i, *b = turn ? i : j;
    scrl_pair pair = SCRL_PAIR_INIT;
    pair.a = a->value;
    pair.b = b->value;
    pair.together = together;
    pair.with_a = a->count;
    pair.with_b = b->count;
    pair.units = units;
    pair.reviews = reviews;
    pair.expected = (double)a->count * (double)b->count / (double)units;
    pair.lift = (double)together / pair.expected;
    pair.overlap = (double)together / (double)(pair.with_a + pair.with_b - together);
    pair.p = scrl__fisher(together, a->count, b->count, units);
    pair.few = together < FEW_TOGETHER || reviews < FEW_REVIEWS;
    return pair;
}

static int add_pair(scrl_context *ctx, scrl_pair pair, scrl__result *out)
{
    pair.a = scrl__result_keep(ctx, out, pair.a);
    pair.b = scrl__result_keep(ctx, out, pair.b);
    return pair.a != NULL && pair.b != NULL ? scrl__result_add(ctx, out, &pair) : SCRL_ENOMEM;
}

static bool wanted(const scrl__unit_list *i, const scrl__unit_list *j, const char *theme)
{
    return theme == NULL || strcmp(i->value, theme) == 0 || strcmp(j->value, theme) == 0;
}

static int add_pairs(scrl_context *ctx, const scrl__units *units, const scrl__unit_list *lists, size_t count,
                     const scrl__unit_index *index, const scrl_cooccur_options *options, scrl__result *out)
{
    uint64_t least = options->least > 0 ? options->least : 3;
    scrl__row_counts counts;
    int status = scrl__row_counts_make(ctx, count, &counts);
    for (size_t i = 0; i < count && status == 0; i++) {
        scrl__row_count(units, &lists[i], index, i + 1, count, &counts);
        for (size_t j = i + 1; j < count && status == 0; j++) {
            if (lists[i].count == 0 || lists[j].count == 0 || !wanted(&lists[i], &lists[j], options->theme))
                continue;
            out->totals.tests++;
            if (counts.units[j] >= least)
                status = add_pair(ctx,
                                  make_pair(&lists[i], &lists[j], options->theme, index->with_any, counts.units[j],
                                            counts.reviews[j]),
                                  out);
        }
    }
    scrl__row_counts_free(&counts);
    return status;
}

int scrl__cooccur(scrl_context *ctx, const scrl__units *units, const scrl__facet_list *themes, const scrl__choice *set,
                  const scrl_cooccur_options *options, scrl__result *out)
{
    scrl__unit_list *lists = NULL;
    scrl__unit_index index = {NULL, NULL, 0};
    int status = scrl__unit_lists_make(ctx, units, themes, set, &lists);
    if (status == 0)
        status = scrl__unit_index_make(ctx, units, lists, themes->count, &index);
    out->totals.units = index.with_any;
    if (status == 0)
        status = add_pairs(ctx, units, lists, themes->count, &index, options, out);
    if (status == 0) {
        scrl__result_sort(out, compare_pairs);
        scrl__result_correct(out, offsetof(scrl_pair, p), offsetof(scrl_pair, q));
    }
    scrl__unit_index_free(&index);
    scrl__unit_lists_free(lists, themes->count);
    return status;
}
