/*
 * library.h - the inside of a library, for the files of store/ only: the connection, the transaction that is open, and
 * the small helpers that turn SQLite's answers into status codes.
 */
#ifndef SCRL_STORE_LIBRARY_H
#define SCRL_STORE_LIBRARY_H

#include <stdbool.h>

#include <sqlite3.h>

#include <scrl/query.h>
#include <scrl/store.h>

#include "base/arena.h"
#include "base/ctx.h"

/* Prepared statements of put.c that live as long as the library; put.c numbers them. */
#define SCRL__STATEMENT_MAX 48

/* Prepared statements that questions take and give back, so that none is prepared anew for each question. */
typedef enum scrl__kept {
    SCRL__KEPT_BEGIN,
    SCRL__KEPT_COMMIT,
    SCRL__KEPT_VERSION,
    SCRL__KEPT_MATCH,
    SCRL__KEPT_MATCH_PART,
    SCRL__KEPT_LIST,
    SCRL__KEPT_LIST_COUNT,
    SCRL__KEPT_TERMS,
    SCRL__KEPT_TERM,
    SCRL__KEPT_REVIEW,
    SCRL__KEPT_UNIT, /* and as many as there are units */
    SCRL__KEPT_LAST = SCRL__KEPT_UNIT + SCRL_UNIT_WARNING
} scrl__kept;

/* One interned term of the transaction that is open; see terms.c. */
typedef struct scrl__term_node scrl__term_node;

/* The tokenizers and known words, see words.c; the facts of passages in memory, see columns.c; a ranking that runs, see
 * rank.c. */
typedef struct scrl__words scrl__words;
typedef struct scrl__columns scrl__columns;
typedef struct scrl__ranking scrl__ranking;
#define SCRL__TERM_BUCKETS 1024

struct scrl_library {
    scrl_context *ctx;
    sqlite3 *db;
    char *path;
    bool read_only;
    bool damaged; /* read as far as it goes; see scrl__library_open_damaged() */
    bool in_transaction;
    sqlite3_stmt *statements[SCRL__STATEMENT_MAX];
    scrl__arena *term_arena; /* NULL outside a transaction that interns terms */
    scrl__term_node *term_buckets[SCRL__TERM_BUCKETS];
    sqlite3_stmt *kept[SCRL__KEPT_LAST + 1]; /* NULL: not made yet, or taken */
    scrl__words *words;
    scrl__columns *columns; /* NULL until a question is asked */
    scrl__ranking *ranking; /* NULL but while a question is ranked */
};

/* Records SQLite's result 'rc' as a failure of step "store" and returns its status code. 'doing' completes "cannot
 * ...", such as "store a review". Only the generic name of the result is used: SQLite's own message may carry words of
 * a question. */
int scrl__store_fail(scrl_library *library, int rc, const char *doing);

/* The status code that an SQLite result code stands for. */
int scrl__store_status(int rc);

/* A path as SQLite takes it for a plain file, whatever its name; the caller frees it. NULL when memory is out. */
char *scrl__store_path(const char *path);

/* Prepares 'sql'; the caller finalizes. Returns 0 or a recorded failure. */
int scrl__store_prepare(scrl_library *library, const char *sql, sqlite3_stmt **out);

/* Lends a statement that the library keeps, made when it is not there; two may be out at a time. To be given back, reset
 * and without what was bound, before the library is closed. Giving NULL does nothing. */
int scrl__store_take(scrl_library *library, scrl__kept kept, const char *sql, sqlite3_stmt **out);
void scrl__store_give(scrl_library *library, scrl__kept kept, sqlite3_stmt *statement);

/* Runs statements that return nothing. */
int scrl__store_exec(scrl_library *library, const char *sql, const char *doing);

/* Opens a library for reading alone, also one that SQLite would refuse because it ends too early. */
int scrl__library_open_damaged(scrl_context *ctx, const char *path, scrl_library **out);

/* Begins to write, unless a transaction is open: '*own' says whether this call opened it. A library that was opened for
 * reading is refused. scrl__store_end() commits what is its own, and rolls everything back on a failure. */
int scrl__store_begin(scrl_library *library, bool *own);
int scrl__store_end(scrl_library *library, bool own, int status);

/* Between the two, all that is read is of one moment; a writer waits meanwhile, so it is kept short. Nothing to do inside
 * a transaction, and in the one that began it. */
int scrl__store_snapshot(scrl_library *library, bool *own);
void scrl__store_snapshot_end(scrl_library *library, bool own);

/* A number that changes when another connection has changed the file. */
int scrl__store_version(scrl_library *library, int64_t *out);

/* The interface of the full-text index, for tokenizers and ranking. */
int scrl__store_fts5(scrl_library *library, fts5_api **out);

/* Runs a statement that gives one integer. */
int scrl__store_number(scrl_library *library, const char *sql, int64_t *out);

/* A path as SQLite must be given it, so that no name of a file has a meaning of its own; the caller frees it. */
char *scrl__store_path(const char *path);

#endif
