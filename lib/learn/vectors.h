/* vectors.h - the passages of a bank as vectors over the features that occur often enough to learn from. */
#ifndef SCRL_LEARN_VECTORS_H
#define SCRL_LEARN_VECTORS_H

#include "learn/bank.h"
#include "match/feature.h"

/* A feature. 'idf' is in hundredths, rounded as the model file has it, so that training sees what tagging will see. */
typedef struct scrl__known {
    const char *name;
    scrl__feature_kind kind;
    uint32_t number; /* in the order of the texts */
    uint32_t passages;
    long idf;
} scrl__known;

typedef struct scrl__cell {
    uint32_t feature;
    double value;
} scrl__cell;

/* Cells of passage i are cells[first[i]] to cells[first[i + 1]]. */
typedef struct scrl__vectors {
    scrl__arena *arena;
    scrl__known *features; /* by name */
    size_t feature_count;
    scrl__cell *cells;
    size_t cell_count, cell_cap;
    size_t *first;
    size_t count;
} scrl__vectors;

/* Features are counted over the passages that are trained on; all passages become vectors. Returns 0 or SCRL_ENOMEM (recorded). */
int scrl__vectors_make(scrl_context *ctx, const scrl__bank *bank, const scrl__classes *classes, scrl__vectors *out);
void scrl__vectors_free(scrl__vectors *vectors);

#endif
