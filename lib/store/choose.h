/*
 * choose.h - which passages a plan chooses. Every word, phrase and NEAR is asked of the full-text index by itself, once;
 * every filter is looked up in memory; what the plan makes of them is done with sets of passages.
 */
#ifndef SCRL_STORE_CHOOSE_H
#define SCRL_STORE_CHOOSE_H

#include "store/columns.h"
#include "store/needles.h"
#include "store/rank.h"

typedef struct scrl__chooser {
    scrl_library *library;
    const scrl__plan *plan;
    const scrl__columns *columns;
    scrl__needles *needles;
    scrl__answer *answers; /* of each node that the index has been asked for */
    bool *asked;
    bool scored; /* the index is asked how often, too */
} scrl__chooser;

/* Begins to choose: all but 'answers' and 'asked' is set. End it also after a failure. */
int scrl__choose_begin(scrl__chooser *chooser);
void scrl__choose_end(scrl__chooser *chooser);

/* What the index answers to a node for which scrl__choose_can_ask(): a TEXT, a NEAR that needs no look, the words of a
 * filter on headings. For exact words and beginnings it may be more than the node asks for. Lent. */
bool scrl__choose_can_ask(const scrl__chooser *chooser, uint32_t node);
int scrl__choose_ask(const scrl__chooser *chooser, uint32_t node, const scrl__answer **out);

/* The passages that a node chooses, as a new set: what lies outside of 'within' (NULL: all) need not be right. Returns 0 or
 * a recorded failure. '*out' is empty (NULL) before, and to be freed also after a failure. */
int scrl__choose(const scrl__chooser *chooser, uint32_t node, const scrl__bits *within, scrl__bits *out);

/* Whether a node holds no words, so that it says nothing of the score. */
bool scrl__choose_wordless(const scrl__plan *plan, uint32_t node);

/* Whether a plan chooses a review that has no passage, by what it asks of reviews alone. */
int scrl__choose_review(const scrl__chooser *chooser, uint32_t review, bool *chosen);

#endif
