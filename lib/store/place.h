/* place.h - finds the place of a mark in a document again. For marks.c. */
#ifndef SCRL_STORE_PLACE_H
#define SCRL_STORE_PLACE_H

#include "model/doc.h"

/* A range, and which of the places with the same words it is, of how many. */
typedef struct scrl__mark_place {
    uint32_t block, start, end;
    uint32_t nth, total;
} scrl__mark_place;

/* The place at a range: false when it does not lie in one block, is empty, or cuts a character. */
bool scrl__mark_place_at(const scrl_document *doc, uint32_t start, uint32_t end, scrl__mark_place *out);

/* Finds words that stood in 'was': in the same range; else in the only place that has them; else, when as many places
 * have them as before, in the one of the same number. False when it is not clear. */
bool scrl__mark_place_again(const scrl_document *doc, const char *words, const scrl__mark_place *was,
                            scrl__mark_place *out);

/* The first place with these words; 'total' says how many there are, 0 for none. */
scrl__mark_place scrl__mark_place_of(const scrl_document *doc, const char *words);

#endif
