/* fill.h - the rows of one review: all of them in, all of them out. For put.c. */
#ifndef SCRL_STORE_FILL_H
#define SCRL_STORE_FILL_H

#include "model/review.h"
#include "model/tag.h"
#include "store/library.h"

/* Runs one of the statements kept with the library, once. 'slot' is its place there, below SCRL__STATEMENT_MAX. Each
 * letter of 'types' binds the next parameter: u uint32_t, o uint32_t (SCRL_NONE: NULL), i int64_t, s string (NULL:
 * NULL), t pointer and size_t of a text, b of a blob. '*row' (may be NULL) gets the statement when it gave a row, to be reset by
 * scrl__fill_reset(); else NULL. */
int scrl__fill_run(scrl_library *library, int slot, const char *sql, sqlite3_stmt **row, const char *types, ...);
void scrl__fill_reset(sqlite3_stmt *statement);

/* Stores a review with its passages, full text, tags and so on, inside the caller's transaction. 'tags' may be NULL. */
int scrl__fill_insert(scrl_library *library, const scrl_review *review, const scrl_tags *tags, const char *made_by,
                      int64_t *id);

/* Gives a stored review other tags: 'review' is what scrl__review_load() gave for it. 'tags' are those that rules found;
 * what readers decided is added here as it is on inserting. */
int scrl__fill_retag(scrl_library *library, int64_t id, const scrl_review *review, const scrl_tags *tags);

/* Removes it all again, but no sources and no terms. */
int scrl__fill_delete(scrl_library *library, int64_t id);

/* The slots of words.c, derived.c and lists.c. Slots from SCRL__FILL_SLOTS on are free for put.c. */
enum {
    SCRL__FILL_WORD = 26,
    SCRL__FILL_CODES,
    SCRL__FILL_PASSAGES,
    SCRL__FILL_FACTS,
    SCRL__FILL_NAMES,
    SCRL__FILL_LIST,
    SCRL__FILL_STRETCH,
    SCRL__FILL_LAST_LIST,
    SCRL__FILL_DROP_LISTS,
    SCRL__FILL_SLOTS
};

#endif
