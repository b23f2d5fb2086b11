/*
 * choose.h - which passages a plan chooses. What the full-text index can answer is left to it; filters on reviews, dates
 * and headings, words that the index does not tell apart, and what has to stand together are sets that are combined with
 * its answers.
 */
#ifndef SCRL_STORE_CHOOSE_H
#define SCRL_STORE_CHOOSE_H

#include "store/columns.h"
#include "store/needles.h"

typedef struct scrl__chooser {
    scrl_library *library;
    const scrl__plan *plan;
    const scrl__columns *columns;
    scrl__needles *needles;
} scrl__chooser;

/* The passages that a node chooses among 'within' (NULL: all), as a new set. Returns 0 or a recorded failure. */
int scrl__choose(const scrl__chooser *chooser, uint32_t node, const scrl__bits *within, scrl__bits *out);

/* Whether a node holds no words, so that it says nothing of the score. */
bool scrl__choose_wordless(const scrl__plan *plan, uint32_t node);

/* Whether a plan chooses a review that has no passage, by what it asks of reviews alone. */
int scrl__choose_review(const scrl__chooser *chooser, uint32_t review, bool *chosen);

#endif
