/* schema.h - the tables and views of a library file, and the proof that a file has these and nothing else. */
#ifndef SCRL_STORE_SCHEMA_H
#define SCRL_STORE_SCHEMA_H

#include "store/library.h"

#define SCRL__APPLICATION_ID 0x7363726c /* "scrl" */
#define SCRL__SCHEMA_VERSION 2

/* Makes all tables and views in an empty database, inside the caller's transaction. Returns an SQLite result code. */
int scrl__schema_create(sqlite3 *db);

/* Compares the schema of an open file with the one that files of that version have. '*same' says whether they are
 * equal. Returns an SQLite result code. */
int scrl__schema_compare(sqlite3 *db, int version, bool *same);

/* Turns a file with the schema of an older version, from 1 on, into one of the present, inside the caller's
 * transaction. Returns an SQLite result code. */
int scrl__schema_upgrade(sqlite3 *db, int version);

#endif
