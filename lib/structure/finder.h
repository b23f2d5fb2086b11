/* finder.h - the statements of a review while they are being found, shared by the files that find them. */
#ifndef SCRL_STRUCTURE_FINDER_H
#define SCRL_STRUCTURE_FINDER_H

#include <string.h>

#include "structure/draft.h"

typedef struct scrl__found {
    const char *kind, *label, *deadline, *owner;
    const char *type; /* of a finding's pattern, as printed, or NULL */
    uint32_t block, section, start, end;
    uint32_t owner_block, owner_start, owner_end; /* the cell of 'owner'; equal: none */
    uint32_t heading;                             /* block that has the label, where it is a heading; else SCRL_NONE */
    uint32_t weight;                              /* of the cue in whose words it is made */
    uint32_t rank;                                /* of two with equal words the lower one stays */
    uint64_t hash;                                /* of its letters and digits */
    struct scrl__found *repeat;                   /* the same words elsewhere: a chain */
    bool dropped;                                 /* it is a repeat */
} scrl__found;

typedef struct scrl__finder {
    scrl__draft *d;
    scrl__found *items;
    size_t count, cap;
    bool lists_recommendations;  /* a section of them exists */
    uint32_t surveyed, blocks;   /* the section last surveyed, and its blocks of text */
    uint32_t asking;             /* those of them that ask in the words of a recommendation */
    bool has_items, has_numbers; /* whether it has items or rows, and numbered paragraphs */
    uint8_t *labelled;           /* of each section: bits of the kinds that have labels in it or below */
    bool strict;                 /* not a review: only what is labelled or announced counts */
    bool numbers;                /* recommendations are labelled all through the document */
    int status;
} scrl__finder;

static inline bool scrl__is(const char *kind, const char *name)
{
    return kind != NULL && strcmp(kind, name) == 0;
}

/* Adds a statement; NULL when nothing is left of it, or memory is out. Lent until the next one is added. */
scrl__found *scrl__found_add(scrl__finder *f, const char *kind, const char *label, uint32_t block, uint32_t start,
                             uint32_t end);

/* The best cue that a sentence is a statement of 'kind' (NULL: any); NULL when it is none. */
const scrl__hit *scrl__wording(const scrl__draft *d, uint32_t sentence, const char *kind, uint32_t role);

/* Whether a sentence of the block is worded as a statement of 'kind', whatever its section. */
bool scrl__is_worded(const scrl__draft *d, uint32_t block, const char *kind);

/* Whether text at 'start', or a sentence, goes on about what stands before it: 2 where its first word points there. */
int32_t scrl__goes_on_at(const scrl__draft *d, uint32_t start);
bool scrl__goes_on(const scrl__draft *d, uint32_t sentence);

/* Whether the first words of [start, end) hold one that asks: "should", "must" ... */
bool scrl__asks(const scrl__draft *d, uint32_t start, uint32_t end);

/* Takes the rows of a table that begins with 'block'; returns the block behind it. */
uint32_t scrl__take_table(scrl__finder *f, uint32_t block);

/* Whether a block is running text that judges practice, in which signs are looked for. */
bool scrl__judges_practice(const scrl__draft *d, uint32_t block);

/* Takes what a block of running text states (running.c). */
void scrl__take_running(scrl__finder *f, uint32_t block);

#endif
