/*
 * plan.h - a parsed question, independent of any database: a tree in one array.
 *
 * Node 0 of 'nodes' is not used; 'root' is 0 for an empty question. Words are as typed, case kept; the store
 * stems and folds them as it did the text.
 */
#ifndef SCRL_MODEL_PLAN_H
#define SCRL_MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef enum scrl__plan_kind {
    SCRL__PLAN_AND,  /* children */
    SCRL__PLAN_OR,   /* children */
    SCRL__PLAN_NOT,  /* one child */
    SCRL__PLAN_TEXT, /* 'text': a word or phrase; 'prefix': its last word is the beginning of one; 'exact': as written */
    SCRL__PLAN_NEAR,   /* two children, TEXT or an OR of TEXT; at most 'distance' words between them */
    SCRL__PLAN_SAME,   /* children hold together in one sentence, passage or section: 'scope' */
    SCRL__PLAN_FILTER, /* 'field' (a name of the filter table) has 'text', or lies in first..last */
    SCRL__PLAN_TAG     /* one tag with theme 'text' (NULL: any), 'polarity' and 'level' (-1: any) */
} scrl__plan_kind;

typedef enum scrl__scope { SCRL__SAME_SENTENCE, SCRL__SAME_PASSAGE, SCRL__SAME_SECTION } scrl__scope;

/* What a filter asks of the values of its field. */
typedef enum scrl__compare {
    SCRL__COMPARE_EQUAL,  /* is 'text' */
    SCRL__COMPARE_WORDS,  /* has the words of 'text' side by side, case and accents ignored */
    SCRL__COMPARE_PREFIX, /* begins with 'text', case ignored */
    SCRL__COMPARE_RANGE   /* a date of which some day lies in first..last */
} scrl__compare;

typedef struct scrl__plan_node {
    scrl__plan_kind kind;
    uint32_t first_child, next; /* node numbers; 0: none */
    const char *text;
    const char *field; /* a name of the filter table */
    const char *value; /* the field of the minimum data set that it looks at; NULL: it belongs to passages */
    scrl__compare compare;
    bool prefix, exact;
    uint32_t distance;
    scrl__scope scope;
    int32_t first, last; /* both inclusive: days as year * 10000 + month * 100 + day; INT32_MIN, INT32_MAX: open */
    int polarity, level;
    uint32_t position; /* character of the question, from 0, where it stands */
} scrl__plan_node;

typedef struct scrl__plan {
    scrl__arena *arena;
    const scrl__plan_node *nodes;
    uint32_t node_count, root;
    const char *canonical; /* the question in one canonical form */
} scrl__plan;

void scrl__plan_free(scrl__plan *plan);

#endif
