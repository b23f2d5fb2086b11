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
    SCRL__PLAN_AND,    /* children */
    SCRL__PLAN_OR,     /* children */
    SCRL__PLAN_NOT,    /* one child */
    SCRL__PLAN_TEXT,   /* 'text': a word or phrase; 'prefix': its last word is the beginning of one */
    SCRL__PLAN_NEAR,   /* children are TEXT nodes; at most 'distance' words between them */
    SCRL__PLAN_FILTER, /* 'field' (a name of the filter table) has 'text', or lies in first..last */
    SCRL__PLAN_TAG     /* one tag with theme 'text' (NULL: any), 'polarity' and 'level' (-1: any) */
} scrl__plan_kind;

typedef struct scrl__plan_node {
    scrl__plan_kind kind;
    uint32_t first_child, next; /* node numbers; 0: none */
    const char *text;
    const char *field;
    bool prefix;
    uint32_t distance;
    int32_t first, last; /* ranges (years), both inclusive; INT32_MIN and INT32_MAX: open */
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
