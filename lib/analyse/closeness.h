/* closeness.h - which statements say much the same, by the words that they share. */
#ifndef SCRL_ANALYSE_CLOSENESS_H
#define SCRL_ANALYSE_CLOSENESS_H

#include "base/ctx.h"
#include "model/facts.h"

typedef struct scrl__closeness {
    const scrl__fact_statements *statements;
    float *weights;            /* of each word of the pool: the rarer, the heavier */
    uint32_t pool_size;        /* words of the pool that have a weight */
    double *lengths;           /* of each statement, as a vector of the weights of its words */
    uint32_t *first, *posting; /* statements with each word: posting[first[w]] to posting[first[w + 1]] */
    float *tally;              /* at hand while one statement is looked up: of each statement */
    uint32_t *touched;
} scrl__closeness;

int scrl__closeness_make(scrl_context *ctx, const scrl__fact_statements *statements, scrl__closeness *out);
void scrl__closeness_free(scrl__closeness *closeness);

/* Whether sharing a word says something: it stands in no more than a fifth of all statements, or in three. */
bool scrl__closeness_tells(const scrl__closeness *closeness, uint32_t word);

/* Cosine of two statements' words: 0 to 1. */
double scrl__closeness_of(const scrl__closeness *closeness, uint32_t i, uint32_t j);

/* How many words that say something they share. */
uint32_t scrl__closeness_shared(const scrl__closeness *closeness, uint32_t i, uint32_t j);

#define SCRL__NEARLY_EQUAL 0.9 /* similarity of statements that are the same nearly word by word */

/* Whether the reviews of two statements are taken for documents of one case: printed with the same date, or both without,
 * and at least three and half of the statements of the one with fewer stand nearly word by word in the other. */
bool scrl__closeness_same_case(const scrl__closeness *closeness, const scrl__facts *facts, uint32_t i, uint32_t j);

typedef struct scrl__near {
    uint32_t statement;
    double similarity;
} scrl__near;

#define SCRL__NEAR_MOST 64

/* The statements nearest to 'i' among those that 'accept' takes, with a similarity of 'least' or more, nearest first;
 * returns how many. Only statements that share one of its rare words are looked at, and of these at most SCRL__NEAR_MOST are
 * compared word by word: the cost does not grow with the library. */
typedef bool (*scrl__accept_fn)(const void *user, uint32_t i, uint32_t j);
size_t scrl__closeness_near(scrl__closeness *closeness, uint32_t i, double least, scrl__accept_fn accept,
                            const void *user, scrl__near out[SCRL__NEAR_MOST]);

#endif
