/*
 * batch.h - transactions that hold several reviews, for the roof. The full-text index writes one piece a transaction, and
 * many small pieces cost more time than few large ones, so one ends when it is half a second old or holds 16 MB of text.
 * What is killed loses that much at most, and whole reviews only.
 */
#ifndef SCRL_BATCH_H
#define SCRL_BATCH_H

#include "store/store.h"

typedef struct scrl__batch {
    scrl_library *library;
    bool open;
    int64_t started; /* milliseconds */
    uint64_t bytes;
} scrl__batch;

/* Begins a transaction when none is open. */
int scrl__batch_begin(scrl__batch *batch);

/* Notes 'bytes' more of text, and commits when the batch is large or old enough. */
int scrl__batch_add(scrl__batch *batch, uint64_t bytes);

/* Milliseconds until an open batch is old enough; at least 0. */
int64_t scrl__batch_left(const scrl__batch *batch);

/* Ends it, if one is open. */
int scrl__batch_commit(scrl__batch *batch);
void scrl__batch_rollback(scrl__batch *batch);

#endif
