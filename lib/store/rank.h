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

/* The passages in which something stands. */
typedef struct scrl__answer {
    scrl__bits set;
    size_t count;    /* members */
    uint16_t *often; /* how often a word or phrase stands in each member, in order; NULL when it was not asked */
    double *scores;  /* or the BM25 of a NEAR */
    double idf;      /* of a word or phrase */
} scrl__answer;

/* Asks for a word or phrase in quotation marks, or for NEARs joined by OR; 'stem' is that of a single word, which may have
 * lists (lists.h), or NULL; 'scored': with how often or how well. */
int scrl__rank_ask(scrl_library *library, const scrl__columns *columns, const char *expression, const char *stem,
                   bool scored, scrl__answer *out);
void scrl__answer_free(scrl__answer *answer);

/* Adds what an answer that was asked with 'scored' is worth to the scores of the passages of 'set', which 'found' has in
 * order. */
void scrl__rank_add(const scrl__columns *columns, const scrl__answer *answer, const scrl__bits *set,
                    scrl__found *found);

/* Multiplies scores by the weights of roles and headings. */
int scrl__rank_weigh(scrl_library *library, const scrl__columns *columns, scrl__found *found, size_t count);

#endif
