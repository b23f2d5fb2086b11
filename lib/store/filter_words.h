/* filter_words.h - the filter words of a review's passages (what they mean stands in tokens.h). For fill.c only. */
#ifndef SCRL_STORE_FILTER_WORDS_H
#define SCRL_STORE_FILTER_WORDS_H

#include "base/str.h"
#include "model/review.h"
#include "model/tag.h"
#include "store/library.h"

/* A filter word of one block. */
typedef struct scrl__block_word {
    uint32_t block;
    char text[20]; /* the longest, zt4294967295p3l1, has 16 */
} scrl__block_word;

typedef struct scrl__filter_words {
    scrl_library *library;
    const scrl_review *review;
    const scrl_tags *tags; /* may be NULL */
    uint32_t *roles;       /* term of each section's role, then that of the text before the first heading */
    scrl__str passage;     /* those of the passage asked for last */
    scrl__block_word *items;
    size_t item_count, item_cap, next; /* items before 'next' are used */
} scrl__filter_words;

/* Gathers the words of all passages, inside a transaction. Free also after a failure. */
int scrl__filter_words_init(scrl__filter_words *w, scrl_library *library, const scrl_review *review,
                            const scrl_tags *tags);
void scrl__filter_words_free(scrl__filter_words *w);

/* The term of a block's role. */
uint32_t scrl__filter_words_role(const scrl__filter_words *w, uint32_t block);

/* Puts the words of a block into 'passage'; blocks are asked for in ascending order. */
int scrl__filter_words_of(scrl__filter_words *w, uint32_t block);

/* The block in which the byte 'offset' stands, or the one before it; 0 in an empty document. */
uint32_t scrl__filter_words_block(const scrl_document *doc, uint32_t offset);

/* First and last block that a statement touches. */
void scrl__filter_words_extent(const scrl_document *doc, const scrl__statement *statement, uint32_t *first,
                               uint32_t *last);

#endif
