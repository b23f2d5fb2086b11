/*
 * set_parts.h - what a set is made of, for the two files that know: set.c makes it, scan.c runs it.
 *
 * Literals ("atoms") have numbers. They stand in two tables by a hash of their first bytes, one for those of five bytes and more
 * (English has many words on con- and pre-, so that three bytes would let too much through) and one for shorter ones. Folding
 * is setting bit 0x20, on both sides: it makes ASCII letters lower case and confuses a few marks, which only costs a comparison.
 */
#ifndef SCRL_MATCH_SET_PARTS_H
#define SCRL_MATCH_SET_PARTS_H

#include <string.h>

#include "base/arena.h"
#include "match/literal.h"
#include "match/program.h"
#include "match/set.h"

#define WORD 8u /* bytes compared at once */
#define FILTER_BITS 15u
#define BUCKET_BITS 12u
#define BUCKETS (1u << BUCKET_BITS)
#define NO_NEED UINT32_MAX
#define FOLD UINT64_C(0x2020202020202020)

/* What is asked of a unit for each rule stands side by side in set->cells, because fetching it costs more than looking at it:
 *
 *     COUNT ATOM ...       for each clause, the likeliest to be missing first: the one that the rule hangs on
 *     0 STEP STEPS NEED    the first of set->steps, how many there are, and one of set->needs, or NO_NEED */

/* A clause in the order of the pattern. */
struct step {
    uint32_t row;    /* of set->cells, where its COUNT stands */
    uint32_t within; /* where 'follows': its literal begins at most so many bytes after that of the step before it */
    uint32_t ahead;  /* a match begins at most so many bytes before its literal; UINT32_MAX: anywhere before */
    bool follows;    /* its literal begins after that of the step before it */
};

/* A node of a tree of needs, which stand before their children: these go up to 'end', each with its own. */
struct need {
    bool all;              /* else any */
    uint32_t first, count; /* its literals, in set->need_atoms */
    uint32_t end;
};

/* An alternative of a pattern. They are looked for one by one, because one pattern of a hundred alternatives would have to be
 * tried wherever a word of any of them stands. */
struct rule {
    uint32_t program;   /* of set->programs */
    uint32_t begins;    /* scrl__program_begins() */
    scrl__regex *regex; /* where there is no such program */
    scrl__literals literals;
    uint32_t id;
    uint32_t pattern; /* the number of the pattern of which this is an alternative */
};

/* A literal in the bucket of its first bytes. */
struct entry {
    uint64_t word; /* the first eight bytes, folded */
    uint64_t mask; /* those of them that belong to the literal */
    const char *text;
    uint32_t len;
    uint32_t atom;
};

/* Literals by a hash of their first bytes, which 'head' masks. A literal of two bytes stands in the buckets of all
 * third bytes. */
struct table {
    uint64_t head;
    uint64_t filter[(1u << FILTER_BITS) / 64u];
    uint32_t buckets[BUCKETS + 1];
    struct entry *entries;
};

/* A rule that hangs on a literal. Where another clause of it has no more than two literals, these are 'others': what they rule out needs
 * no closer look. Else they are the literal itself. */
struct trigger {
    uint32_t rule;
    uint32_t cell; /* its first */
    uint32_t others[2];
};

struct scrl__set {
    scrl__arena *arena;
    scrl__programs *programs;
    struct rule *rules;
    size_t count;
    size_t cap;
    uint32_t pattern_count;
    size_t widest; /* alternatives of a pattern, at most */

    /* Made by compile; in the arena. */
    size_t atom_count;
    struct table longer;     /* literals of LONGER bytes and more, by their first LONGER */
    struct table shorter;    /* the others, by three */
    uint32_t *trigger_first; /* by atom, and one more */
    struct trigger *triggers;
    uint32_t *cells;
    struct step *steps;
    struct need *needs;
    uint32_t *need_atoms;
    uint32_t *always; /* rules that hang on nothing */
    size_t always_count;
};

/* The hash of a word by the first bytes that a table looks at. */
static inline uint64_t scrl__table_hash(const struct table *table, uint64_t folded_word)
{
    return (folded_word & table->head) * UINT64_C(0x9e3779b97f4a7c15);
}

/* The first byte is the lowest, whatever the machine. */
static inline uint64_t scrl__load_word(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

#endif
