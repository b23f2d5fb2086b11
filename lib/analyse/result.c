/* result.c - a growing array of records of one size, with the arena of their strings. */
#include "analyse/result.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/significance.h"
#include "base/str.h"

int scrl__result_open(scrl_context *ctx, scrl__result *result, size_t record_size)
{
    *result = (scrl__result){.arena = scrl__arena_new(), .record_size = record_size};
    result->totals.size = sizeof(result->totals);
    return result->arena != NULL ? 0 : scrl__fail_memory(ctx, "analyse");
}

void scrl__result_close(scrl__result *result)
{
    scrl__arena_free(result->arena);
    free(result->records);
    memset(result, 0, sizeof(*result));
}

int scrl__result_add(scrl_context *ctx, scrl__result *result, const void *record)
{
    if (scrl__grow(&result->records, &result->cap, result->count, result->record_size) != 0)
        return scrl__fail_memory(ctx, "analyse");
    memcpy((char *)result->records + result->count++ * result->record_size, record, result->record_size);
    return 0;
}

const char *scrl__result_keep(scrl_context *ctx, scrl__result *result, const char *text)
{
    const char *copy = scrl__arena_strdup(result->arena, text);
    if (copy == NULL)
        scrl__fail_memory(ctx, "analyse");
    return copy;
}

void scrl__result_sort(scrl__result *result, int (*compare)(const void *left, const void *right))
{
    if (result->count > 1)
        qsort(result->records, result->count, result->record_size, compare);
}

void scrl__result_correct(scrl__result *result, size_t p, size_t q)
{
    double above = 1;
    for (size_t rank = result->count; rank > 0; rank--) {
        char *record = (char *)result->records + (rank - 1) * result->record_size;
        double chance;
        memcpy(&chance, record + p, sizeof(chance));
        above = scrl__correct(chance, rank, result->totals.tests, above);
        memcpy(record + q, &above, sizeof(above));
    }
}

const void *scrl__result_next(scrl__result *result)
{
    if (result->at >= result->count)
        return NULL;
    return (const char *)result->records + result->at++ * result->record_size;
}
