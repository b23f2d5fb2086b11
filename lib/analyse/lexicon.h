/* lexicon.h - the different words of a set of passages, each with its passages. */
#ifndef SCRL_ANALYSE_LEXICON_H
#define SCRL_ANALYSE_LEXICON_H

#include "base/ctx.h"
#include "model/facts.h"

typedef struct scrl__lexicon_word {
    uint32_t stem;      /* offset in the pool */
    uint32_t form;      /* offset in the pool: its shortest form that was met, in lower case */
    uint32_t *passages; /* rising */
    uint32_t count;
    size_t cap;
} scrl__lexicon_word;

typedef struct scrl__lexicon {
    scrl__pool pool;
    scrl__lexicon_word *words;
    size_t count, cap;
    uint32_t *number_of; /* of a stem's offset: number of its word, from 1 */
    size_t number_cap;
    uint32_t passage; /* at hand */
    const char *text;
    scrl__str form;
} scrl__lexicon;

int scrl__lexicon_open(scrl_context *ctx, scrl__lexicon *lexicon);
void scrl__lexicon_close(scrl__lexicon *lexicon);

/* Says in which passage the words that follow stand; passages come in rising order. */
void scrl__lexicon_passage(scrl__lexicon *lexicon, uint32_t passage, const char *text);

/* Notes a word: its stem, and where it stands in the text. Numbers and words of fewer than three letters are left out. As
 * scrl__stem_fn of store/stems.h: returns 0 or SCRL_ENOMEM. */
int scrl__lexicon_add(void *lexicon, const char *stem, size_t stem_len, size_t start, size_t end);

/* The words as facets, by their forms; lent by the lexicon, but for the array, which the arena of the list owns. */
int scrl__lexicon_facets(scrl_context *ctx, const scrl__lexicon *lexicon, scrl__facet_list *out);

#endif
