/*
 * rank.h - the passages in which a word, a phrase or a NEAR stands, as the full-text index gives them, and their BM25.
 *
 * The score is FTS5's own: k1 = 1.2, b = 0.75, the length of a passage in words of its text, summed over the words and
 * phrases of the question. It is multiplied by the weight of the passage's role and of its heading, see rank.c.
 */
#ifndef SCRL_STORE_RANK_H
#define SCRL_STORE_RANK_H

#include "store/columns.h"
#include "store/run.h"

/* Makes the function that SQLite calls for each passage known to a library's connection. */
int scrl__rank_open(scrl_library *library);

/* Where something stands: passages in the order of places. Their 'score' is, of one word or phrase, how often it stands
 * there; of a NEAR, their BM25. */
typedef struct scrl__answer {
    scrl__found *items;
    size_t count;
    double idf; /* of one word or phrase; 0 of a NEAR */
} scrl__answer;

/* Asks the index for a word or phrase in quotation marks, or for NEARs joined by OR; 'scored': with how often or how well.
 * The caller frees 'items'. */
int scrl__rank_ask(scrl_library *library, const scrl__columns *columns, const char *expression, bool scored,
                   scrl__answer *out);

/* The BM25 of an item. */
double scrl__rank_score(const scrl__columns *columns, const scrl__answer *answer, const scrl__found *item);

/* Multiplies scores by the weights of roles and headings. */
int scrl__rank_weigh(scrl_library *library, const scrl__columns *columns, scrl__found *found, size_t count);

#endif
