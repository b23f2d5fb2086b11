/* units.h - how each unit is read from the tables and becomes a hit. For run.c only. */
#ifndef SCRL_STORE_UNITS_H
#define SCRL_STORE_UNITS_H

#include <scrl/query.h>

#include "base/arena.h"
#include "store/library.h"

/* Whether rows of a unit are asked for by the passage that they belong to, or by the review. */
bool scrl__unit_by_passage(scrl_unit unit);

/* The statement that gives a unit's rows for one passage (?1 its id) or review (?1 its id), in the order of place. */
const char *scrl__unit_sql(scrl_unit unit);

/* Fills the hit's members that come from the row the statement stands on; strings go to 'arena'. Statements also give
 * the ids of their first and last passage ('span', both 0 for other units). Returns 0 or SCRL_ENOMEM. */
int scrl__unit_fill(scrl_unit unit, sqlite3_stmt *row, scrl__arena *arena, scrl_hit *hit, int64_t span[2]);

/* The statement that gives a review (?1 its id), and the hit's members that come from it; strings go to 'arena'. Returns 0,
 * SCRL_ENOTFOUND (not recorded) when it has been removed, or a recorded failure. */
const char *scrl__unit_review_sql(void);
int scrl__unit_review(scrl_library *library, sqlite3_stmt *row, int64_t review, scrl__arena *arena, scrl_hit *hit);

/* A hit with every string "". */
scrl_hit scrl__unit_blank(scrl_unit unit);

#endif
