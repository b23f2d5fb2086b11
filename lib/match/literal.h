/*
 * literal.h - what must stand in a text for a pattern to match it, derived from the pattern itself.
 *
 * The answer is a conjunction of clauses; a clause is a list of literals of which at least one must occur. A literal
 * is folded (ASCII lower case) and begins at a word start, so that a scanner needs to look at word starts only. What
 * cannot be derived safely is left out: fewer or shorter literals are always correct, only slower. A pattern with no
 * clause is "unanchored".
 *
 * Clauses also know their place in the pattern: of two with different 'order', the literal of the lower begins before
 * that of the higher; when they are on one 'island', it begins at most (higher's 'end' - lower's 'begin') bytes
 * before, in text whose letters fold within ASCII.
 */
#ifndef SCRL_MATCH_LITERAL_H
#define SCRL_MATCH_LITERAL_H

#include <stddef.h>

#include "base/arena.h"

typedef struct scrl__clause {
    const char *const *literals; /* at least 2 bytes each */
    size_t count;
    unsigned order;
    unsigned island; /* a part of the pattern that cannot match text of unlimited length */
    size_t begin, end;
} scrl__clause;

/* The same without order and distance, but with alternatives whole: of 'a b|c d' the clauses only say that a or c, and
 * b or d, must occur. */
typedef enum scrl__need_kind { SCRL__NEED_LITERAL, SCRL__NEED_ALL, SCRL__NEED_ANY } scrl__need_kind;

typedef struct scrl__need {
    scrl__need_kind kind;
    const char *literal; /* at least 3 bytes */
    struct scrl__need *first_child, *next;
} scrl__need;

typedef struct scrl__literals {
    const scrl__clause *clauses; /* count 0: unanchored */
    size_t count;
    scrl__need *need; /* NULL where the clauses say it all */
} scrl__literals;

/* Derives the clauses of a PCRE2 pattern (caseless, UTF). Returns 0 or SCRL_ENOMEM; a pattern that it does not
 * understand gives no clause. */
int scrl__literals_derive(const char *pattern, scrl__arena *arena, scrl__literals *out);

#endif
