/*
 * rank.h - runs an expression of the full-text index and gathers the passages that it gives, with their BM25 scores.
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

/* The passages that an expression gives and that are in 'within' (NULL: all), in the order of places; 'scored': with
 * their BM25. The caller frees '*found'. */
int scrl__rank_find(scrl_library *library, const scrl__columns *columns, const char *expression,
                    const scrl__bits *within, bool scored, scrl__found **found, size_t *count);

/* Multiplies scores by the weights of roles and headings. */
int scrl__rank_weigh(scrl_library *library, const scrl__columns *columns, scrl__found *found, size_t count);

#endif
