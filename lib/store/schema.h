/* schema.h - the tables and views of a library file, and the proof that a file has these and nothing else. */
#ifndef SCRL_STORE_SCHEMA_H
#define SCRL_STORE_SCHEMA_H

#include "store/library.h"

#define SCRL__APPLICATION_ID 0x7363726c /* "scrl" */

/* Layouts are counted from 1, and the number stands in the file as user_version. Files of layout 2 say 1: they are told
 * from those of layout 1 by their table 'facts'. */
#define SCRL__SCHEMA_LAYOUT 4

/* Makes all tables and views in an empty database, inside the caller's transaction. Returns an SQLite result code. */
int scrl__schema_create(sqlite3 *db);

/* Compares the schema of an open file with the one that files of that layout have. '*same' says whether they are
 * equal. Returns an SQLite result code. */
int scrl__schema_compare(sqlite3 *db, int layout, bool *same);

/* Turns the tables and views of an older layout into those of the next, and writes the number of the present one into the
 * file; for upgrade.c, inside its transaction. Return an SQLite result code. */
int scrl__schema_step(sqlite3 *db, int layout);
int scrl__schema_mark(sqlite3 *db);

#endif
