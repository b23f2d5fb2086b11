/*
 * result.h - the records that an analysis made, and what it looked at. The analyses fill one; the roof hands its records
 * out.
 */
#ifndef SCRL_ANALYSE_RESULT_H
#define SCRL_ANALYSE_RESULT_H

#include <scrl/analyse.h>

#include "base/arena.h"
#include "base/ctx.h"

typedef struct scrl__result {
    scrl__arena *arena; /* owns the strings of the records */
    void *records;
    size_t record_size, count, cap, at;
    scrl_totals totals;
} scrl__result;

int scrl__result_open(scrl_context *ctx, scrl__result *result, size_t record_size);
void scrl__result_close(scrl__result *result);

/* Adds a copy of a record. */
int scrl__result_add(scrl_context *ctx, scrl__result *result, const void *record);

/* Copies a string for a record; NULL after a recorded failure. */
const char *scrl__result_keep(scrl_context *ctx, scrl__result *result, const char *text);

void scrl__result_sort(scrl__result *result, int (*compare)(const void *left, const void *right));

/* Corrects the records' p for many tests (totals.tests): the records stand by rising p, and have p and q, doubles, at
 * these offsets. */
void scrl__result_correct(scrl__result *result, size_t p, size_t q);

/* The next record, or NULL at the end. */
const void *scrl__result_next(scrl__result *result);

#endif
