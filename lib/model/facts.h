/*
 * facts.h - what a library says of its passages, as plain numbers: what store/ reads and analyse/ counts.
 *
 * Passages are numbered from 0 through all reviews, each review's in reading order, one review after the other. Lists of
 * passages are in rising order, so that those of one section or review stand side by side.
 */
#ifndef SCRL_MODEL_FACTS_H
#define SCRL_MODEL_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/pool.h"

typedef struct scrl__fact_review {
    int64_t id, first_id;     /* the store's own numbers: of the review, of its first passage */
    uint32_t first, passages; /* numbers of its passages: first <= n < first + passages */
    uint32_t year;            /* of publication; 0: not stated */
    const char *sha256;
    const char *published; /* ISO 8601, shortened to the precision known; "": not stated */
} scrl__fact_review;

typedef struct scrl__facts {
    scrl__arena *arena;
    scrl__fact_review *reviews; /* in the order of their passages, those without passages first */
    uint32_t review_count, passage_count, without_text;
    uint32_t *review_of; /* of each passage, index into 'reviews' */
} scrl__facts;

void scrl__facts_free(scrl__facts *facts);

/* The passages that a question chooses. */
typedef struct scrl__choice {
    uint64_t *bits; /* one a passage */
    uint32_t passages, reviews, undated;
    uint32_t last_review; /* of the passage that was added last, from 1 */
} scrl__choice;

static inline bool scrl__choice_has(const scrl__choice *set, uint32_t passage)
{
    return (set->bits[passage / 64] >> (passage % 64) & 1) != 0;
}

/* Makes an empty set: 0 or SCRL_ENOMEM. */
int scrl__choice_init(scrl__choice *set, const scrl__facts *facts);
void scrl__choice_free(scrl__choice *set);

/* Adds a passage; they are added in rising order, each once. */
void scrl__choice_add(scrl__choice *set, const scrl__facts *facts, uint32_t passage);

/* The values of one field, each with its passages. */
typedef struct scrl__facet {
    const char *value;
    uint32_t *passages;
    uint32_t count;
} scrl__facet;

typedef struct scrl__facet_list {
    scrl__arena *arena;
    scrl__facet *items;
    size_t count;
} scrl__facet_list;

void scrl__facet_list_free(scrl__facet_list *list);

/* The facet of a value, or NULL. */
const scrl__facet *scrl__facet_find(const scrl__facet_list *list, const char *value);

/* The different words of a text, as the full-text index knows them: offsets into a pool, rising. */
typedef struct scrl__bag {
    uint32_t *words;
    uint32_t count;
} scrl__bag;

/* A statement, as far as it is compared with others. */
typedef struct scrl__fact_statement {
    uint32_t review, ordinal; /* index into the facts' reviews; its number there */
    uint32_t first, last;     /* passages */
    uint32_t start, end;      /* bytes of the document */
    const char *kind;
    scrl__bag bag;
    uint32_t words; /* all words of it */
} scrl__fact_statement;

typedef struct scrl__fact_statements {
    scrl__arena *arena;
    scrl__pool pool; /* the words of the bags */
    scrl__fact_statement
        *items; /* by the reviews' source hashes and place, the same in every library with this content */
    uint32_t count;
} scrl__fact_statements;

void scrl__fact_statements_free(scrl__fact_statements *statements);

#endif
