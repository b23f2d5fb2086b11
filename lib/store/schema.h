/* schema.h - the tables and views of a library file, and the proof that a file has these and nothing else. */
#ifndef SCRL_STORE_SCHEMA_H
#define SCRL_STORE_SCHEMA_H

#include "store/library.h"

#define SCRL__APPLICATION_ID 0x7363726c /* "scrl" */
#define SCRL__SCHEMA_VERSION 1

/* Makes all tables and views in an empty database, inside the caller's transaction. Returns an SQLite result code. */
int scrl__schema_create(sqlite3 *db);

/* Compares the schema of an open file with the one that scrl__schema_create() makes. '*same' says whether they are
 * equal. Returns an SQLite result code. */
int scrl__schema_compare(sqlite3 *db, bool *same);

#endif
