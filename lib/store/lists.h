/*
 * lists.h - lists of our own for words that many passages have, beside the full-text index: reading one is several times
 * faster than the index's walk through all the places at which the word stands.
 *
 * The numbers of passages are cut into stretches (postings.h). When the last number of a stretch has been given, a list is
 * written for each stem that one in 64 of its passages has: no passage can come into the stretch any more, and what is
 * removed is passed over on reading. The lists go with the last passage of the stretch. Where there is no list, the index
 * answers: for rare words, and for what was stored last.
 */
#ifndef SCRL_STORE_LISTS_H
#define SCRL_STORE_LISTS_H

#include "store/library.h"
#include "store/postings.h"

/* Writes the lists of stretches that are full and have none. Inside the transaction that is about to be committed. */
int scrl__lists_write(scrl_library *library);

/* Removes the lists of stretches that passages first <= id < end were the last of. */
int scrl__lists_drop(scrl_library *library, int64_t first, int64_t end);

/* How many lists say other than the texts. */
int scrl__lists_check(scrl_library *library, int64_t *wrong);

/* The lists of a stem, stretch by stretch. */
typedef struct scrl__lists {
    scrl_library *library;
    sqlite3_stmt *row;
    bool frequencies;
    int64_t next; /* behind the lists that were at hand before */
    /* The list at hand: the number of the stretch's first passage, how many passages, which, and how often. */
    int64_t first;
    size_t count;
    uint64_t passages[SCRL__STRETCH_WORDS];
    uint16_t often[SCRL__STRETCH];
} scrl__lists;

/* '*out' is NULL where some full stretches have no list of the stem, so that the index is faster; 'passages': how many the
 * library has. */
int scrl__lists_open(scrl_library *library, uint32_t passages, const char *stem, bool frequencies, scrl__lists **out);
void scrl__lists_close(scrl__lists *lists);

/* 1 and the next list is at hand, of a stretch behind the one before; 0 at the end, or a recorded failure. */
int scrl__lists_next(scrl__lists *lists);

#endif
