/*
 * open.c - opens, makes and closes a library file, and keeps the connection honest: a file is used only after its
 * header and its whole schema have been found to be ours, and it is never written to before that.
 *
 * Journal: rollback, not WAL, because SQLite before 3.51.3 can corrupt a WAL file when two connections reset it at the
 * same moment. synchronous stays FULL: commits are few (one a batch of reviews), so safety against a power cut costs
 * nothing. Foreign keys stay off: put.c removes dependent rows itself, and enforcement makes SQLite open statement
 * journals, which forces the full-text index to write out a segment each time.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "store/columns.h"
#include "store/library.h"
#include "store/lists.h"
#include "store/rank.h"
#include "store/schema.h"
#include "store/store.h"
#include "store/terms.h"
#include "store/upgrade.h"
#include "store/words.h"

#define DEFAULT_BUSY_MS 5000
#define HEADER_BYTES 100

int scrl__store_status(int rc)
{
    if (rc == SQLITE_IOERR_NOMEM)
        return SCRL_ENOMEM;
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return 0;
    case SQLITE_NOMEM:
        return SCRL_ENOMEM;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return SCRL_EBUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return SCRL_EIO;
    case SQLITE_TOOBIG:
        return SCRL_ELIMIT;
    case SQLITE_INTERRUPT:
        return SCRL_ECANCELLED;
    default:
        return SCRL_ECORRUPT;
    }
}

int scrl__store_fail(scrl_library *library, int rc, const char *doing)
{
    int status = scrl__store_status(rc);
    if (status == SCRL_ENOMEM)
        return scrl__fail_memory(library->ctx, "store");
    const char *why = sqlite3_errstr(rc);
    if (status == SCRL_EBUSY)
        why = "another process writes to the library";
    else if (status == SCRL_ECORRUPT)
        why = "the library file is damaged";
    else if (rc == SQLITE_FULL)
        why = "the disk is full";
    scrl__fail(library->ctx, status, "store", "cannot %s: %s (%d)", doing, why, rc);
    return scrl__fail_at(library->ctx, library->path, 0, 0);
}

int scrl__store_prepare(scrl_library *library, const char *sql, sqlite3_stmt **out)
{
    int rc = sqlite3_prepare_v2(library->db, sql, -1, out, NULL);
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "use the library");
}

int scrl__store_take(scrl_library *library, scrl__kept kept, const char *sql, sqlite3_stmt **out)
{
    *out = library->kept[kept];
    library->kept[kept] = NULL;
    if (*out != NULL)
        return 0;
    int rc = sqlite3_prepare_v3(library->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "use the library");
}

void scrl__store_give(scrl_library *library, scrl__kept kept, sqlite3_stmt *statement)
{
    if (library->kept[kept] != NULL) {
        sqlite3_finalize(statement);
        return;
    }
    sqlite3_reset(statement);
    if (statement != NULL)
        sqlite3_clear_bindings(statement);
    library->kept[kept] = statement;
}

int scrl__store_exec(scrl_library *library, const char *sql, const char *doing)
{
    int rc = sqlite3_exec(library->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, doing);
}

int scrl__store_number(scrl_library *library, const char *sql, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(library, sql, &statement);
    if (status != 0)
        return status;
    int rc = sqlite3_step(statement);
    if (rc == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    if (rc == SQLITE_ROW)
        return 0;
    return scrl__store_fail(library, rc == SQLITE_DONE ? SQLITE_CORRUPT : rc, "read the library");
}

static int refuse(scrl_library *library, int code, const char *why)
{
    scrl__fail(library->ctx, code, "store", "%s", why);
    return scrl__fail_at(library->ctx, library->path, 0, 0);
}

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Looks at the first bytes before SQLite sees the file, because SQLite would roll back a journal that lies beside it: a
 * foreign file must not be touched. '*empty' is set for a file without bytes, which a killed process may have left. */
static int header_check(scrl_library *library, bool *empty)
{
    unsigned char header[HEADER_BYTES];
    FILE *file = fopen(library->path, "rb");
    if (file == NULL)
        return refuse(library, SCRL_EIO, strerror(errno));
    size_t len = fread(header, 1, sizeof(header), file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return refuse(library, SCRL_EIO, "the file cannot be read");
    *empty = len == 0;
    if (*empty)
        return 0;
    if (len < sizeof(header) || memcmp(header, "SQLite format 3", 16) != 0 ||
        big_endian(header + 68) != SCRL__APPLICATION_ID)
        return refuse(library, SCRL_ECORRUPT, "the file is not a scrl library");
    if (big_endian(header + 60) > SCRL__SCHEMA_LAYOUT)
        return refuse(library, SCRL_EUNSUPPORTED, "the library was made by a newer version of scrl");
    if (header[18] != 1 || header[19] != 1)
        return refuse(
            library, SCRL_EUNSUPPORTED,
            "the library was switched to write-ahead logging, which scrl does not use: set its journal_mode to delete");
    return 0;
}

/* '*fresh' is set when there is nothing yet. */
static int file_check(scrl_library *library, bool *fresh)
{
    struct stat info;
    *fresh = false;
    if (stat(library->path, &info) != 0) {
        if (errno != ENOENT)
            return refuse(library, SCRL_EIO, strerror(errno));
        if (library->read_only)
            return refuse(library, SCRL_ENOTFOUND, "the library does not exist");
        *fresh = true;
        return 0;
    }
    if (!S_ISREG(info.st_mode))
        return refuse(library, SCRL_EIO, "not a regular file");
    int status = header_check(library, fresh);
    if (status == 0 && *fresh && library->read_only)
        return refuse(library, SCRL_ECORRUPT, "the file is empty");
    return status;
}

/* Settings of every connection, and the first read of the file, in which SQLite takes its lock and rolls back what a
 * killed process left half-written. */
static const char first_read_sql[] =
    "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA foreign_keys=OFF; PRAGMA recursive_triggers=OFF;"
    "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; SELECT count(*) FROM sqlite_schema";

/* Opens with every limit and switch that keeps a crafted file from doing more than hold data. */
static int connection_open(scrl_library *library, int flags, uint32_t busy_ms)
{
    int rc = sqlite3_open_v2(library->path, &library->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);
    if (rc != SQLITE_OK)
        return scrl__store_fail(library, rc, "open the library");
    sqlite3_extended_result_codes(library->db, 1);
    sqlite3_busy_timeout(library->db, (int)(busy_ms > INT32_MAX ? INT32_MAX : busy_ms));
    sqlite3_db_config(library->db, SQLITE_DBCONFIG_DEFENSIVE, !library->damaged, NULL);
    sqlite3_db_config(library->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(library->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(library->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_limit(library->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(library->db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_limit(library->db, SQLITE_LIMIT_WORKER_THREADS, 0);
    /* with this, SQLite opens a file that has fewer pages than it says; nothing can be written by it for reading */
    return library->damaged ? scrl__store_exec(library, "PRAGMA writable_schema=ON", "open the library") : 0;
}

static void connection_close(scrl_library *library)
{
    sqlite3_close(library->db);
    library->db = NULL;
}

/* A connection that may only read cannot roll back, so another one does it first: what readers see does not change. */
static int roll_back_for_reader(scrl_library *library, uint32_t busy_ms)
{
    connection_close(library);
    int status = connection_open(library, SQLITE_OPEN_READWRITE, busy_ms);
    if (status == 0)
        status = scrl__store_exec(library, first_read_sql, "roll an interrupted write back");
    connection_close(library);
    if (status == 0)
        status = connection_open(library, SQLITE_OPEN_READONLY, busy_ms);
    return status;
}

static int connection_start(scrl_library *library, bool fresh, uint32_t busy_ms)
{
    int flags = library->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (fresh ? SQLITE_OPEN_CREATE : 0);
    int status = connection_open(library, flags, busy_ms);
    if (status != 0)
        return status;
    int rc = sqlite3_exec(library->db, first_read_sql, NULL, NULL, NULL);
    if (rc == SQLITE_READONLY_ROLLBACK && library->read_only) {
        status = roll_back_for_reader(library, busy_ms);
        if (status != 0)
            return status;
        rc = sqlite3_exec(library->db, first_read_sql, NULL, NULL, NULL);
    }
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "open the library");
}

int scrl__store_version(scrl_library *library, int64_t *out)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_take(library, SCRL__KEPT_VERSION, "PRAGMA data_version", &row);
    if (status != 0)
        return status;
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW)
        *out = sqlite3_column_int64(row, 0);
    else
        status = scrl__store_fail(library, rc, "read the library");
    scrl__store_give(library, SCRL__KEPT_VERSION, row);
    return status;
}

int scrl__store_fts5(scrl_library *library, fts5_api **out)
{
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(library, "SELECT fts5(?1)", &statement);
    if (status != 0)
        return scrl__fail(library->ctx, SCRL_EUNSUPPORTED, "store", "this SQLite has no full-text index (FTS5)");
    sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    if (api == NULL)
        return scrl__fail(library->ctx, SCRL_EUNSUPPORTED, "store", "this SQLite has no full-text index (FTS5)");
    *out = api;
    return 0;
}

/* Another process may have made the schema since the file was looked at: the empty schema is confirmed under the lock.
 */
static int schema_make(scrl_library *library)
{
    int64_t objects = 0;
    int status = scrl__store_exec(library, "PRAGMA page_size=8192; PRAGMA auto_vacuum=NONE; BEGIN IMMEDIATE",
                                  "make the library");
    if (status != 0)
        return status;
    status = scrl__store_number(library, "SELECT count(*) FROM sqlite_schema", &objects);
    if (status == 0 && objects == 0) {
        int rc = scrl__schema_create(library->db);
        if (rc != SQLITE_OK)
            status = scrl__store_fail(library, rc, "make the library");
    }
    if (status == 0)
        status = scrl__store_exec(library, "COMMIT", "make the library");
    if (status != 0)
        sqlite3_exec(library->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static int schema_check(scrl_library *library)
{
    int64_t application = 0;
    int layout = 0;
    bool same = false;
    int status = scrl__store_number(library, "PRAGMA application_id", &application);
    if (status == 0)
        status = scrl__upgrade_layout(library, &layout);
    if (status != 0)
        return status;
    if (application != SCRL__APPLICATION_ID || layout < 1)
        return refuse(library, SCRL_ECORRUPT, "the file is not a scrl library");
    if (layout > SCRL__SCHEMA_LAYOUT)
        return refuse(library, SCRL_EUNSUPPORTED, "the library was made by a newer version of scrl");
    int rc = scrl__schema_compare(library->db, layout, &same);
    if (rc != SQLITE_OK)
        return scrl__store_fail(library, rc, "read the tables of the library");
    if (!same)
        return refuse(library, SCRL_ECORRUPT, "the file has other tables, views or triggers than a scrl library");
    if (layout == SCRL__SCHEMA_LAYOUT)
        return 0;
    return library->read_only
               ? refuse(library, SCRL_EUNSUPPORTED,
                        "the library was made by an older version of scrl: 'scrl upgrade' makes it one of"
                        " this version")
               : scrl__upgrade(library);
}

/* SQLite's name for a database without a file; scrl__store_path() gives it to no file. */
#define IN_MEMORY ":memory:"

/* SQLite gives ":memory:", "" and "file:..." a meaning of their own; a path that is not absolute gets a leading "./".
 */
char *scrl__store_path(const char *path)
{
    return path[0] == '/' ? strdup(path) : scrl__path_join(".", path);
}

static int library_start(scrl_library *library, uint32_t busy_ms)
{
    bool fresh = true;
    int status = strcmp(library->path, IN_MEMORY) == 0 ? 0 : file_check(library, &fresh);
    if (status == 0)
        status = connection_start(library, fresh, busy_ms);
    if (status == 0 && fresh)
        status = schema_make(library);
    if (status == 0)
        status = scrl__words_open(library);
    if (status == 0)
        status = schema_check(library);
    if (status == 0)
        status = scrl__rank_open(library);
    return status;
}

/* Opens what 'library' says, which is freed on a failure. 'path' NULL: one in memory. */
static int library_open(scrl_context *ctx, const char *path, uint32_t busy_ms, const scrl_library *how,
                        scrl_library **out)
{
    scrl_library *library = calloc(1, sizeof(*library));
    if (library == NULL)
        return scrl__fail_memory(ctx, "store");
    *library = *how;
    library->ctx = ctx;
    library->path = path == NULL ? strdup(IN_MEMORY) : scrl__store_path(path);
    int status = library->path == NULL ? scrl__fail_memory(ctx, "store") : library_start(library, busy_ms);
    if (status != 0)
        scrl_library_close(library);
    else
        *out = library;
    return status;
}

int scrl_library_open(scrl_context *ctx, const char *path, const scrl_library_options *options, scrl_library **out)
{
    static const scrl_library_options defaults = SCRL_LIBRARY_OPTIONS_INIT;
    if (ctx == NULL)
        return SCRL_EINVAL;
    if ((path != NULL && path[0] == '\0') || out == NULL)
        return scrl__fail(ctx, SCRL_EINVAL, "use", "scrl_library_open needs a path and a place for its result");
    if (options != NULL && !scrl__struct_ok(options, sizeof(*options), sizeof(*options)))
        return scrl__fail(ctx, SCRL_EINVAL, "use", "the library options have an unknown size or unknown fields");
    if (options == NULL)
        options = &defaults;
    if (path == NULL && options->read_only)
        return scrl__fail(ctx, SCRL_EINVAL, "use",
                          "a library in memory begins empty: it cannot be opened for reading only");
    const scrl_library how = {.read_only = options->read_only != 0};
    return library_open(ctx, path, options->busy_ms > 0 ? options->busy_ms : DEFAULT_BUSY_MS, &how, out);
}

int scrl__library_open_damaged(scrl_context *ctx, const char *path, scrl_library **out)
{
    const scrl_library how = {.read_only = true, .damaged = true};
    return library_open(ctx, path, DEFAULT_BUSY_MS, &how, out);
}

void scrl_library_close(scrl_library *library)
{
    if (library == NULL)
        return;
    scrl__library_rollback(library);
    for (size_t i = 0; i < SCRL__STATEMENT_MAX; i++)
        sqlite3_finalize(library->statements[i]);
    scrl__term_forget(library);
    scrl__words_close(library);
    for (size_t i = 0; i <= SCRL__KEPT_LAST; i++)
        sqlite3_finalize(library->kept[i]);
    scrl__columns_free(library->columns);
    sqlite3_close_v2(library->db);
    free(library->path);
    free(library);
}

scrl_context *scrl__library_context(const scrl_library *library)
{
    return library->ctx;
}

bool scrl__library_read_only(const scrl_library *library)
{
    return library->read_only;
}

int scrl__library_begin(scrl_library *library)
{
    if (library->in_transaction)
        return 0;
    int status = scrl__store_exec(library, "BEGIN IMMEDIATE", "begin to write");
    if (status != 0)
        return status;
    library->in_transaction = true;
    status = scrl__words_begin(library);
    if (status != 0)
        scrl__library_rollback(library);
    return status;
}

int scrl__store_begin(scrl_library *library, bool *own)
{
    if (library->read_only)
        return scrl__fail(library->ctx, SCRL_EINVAL, "use", "the library was opened for reading only");
    *own = !library->in_transaction;
    return scrl__library_begin(library);
}

int scrl__store_end(scrl_library *library, bool own, int status)
{
    if (status != 0)
        scrl__library_rollback(library);
    else if (own)
        status = scrl__library_commit(library);
    return status;
}

int scrl__store_snapshot(scrl_library *library, bool *own)
{
    sqlite3_stmt *begin = NULL;
    *own = sqlite3_get_autocommit(library->db) != 0;
    if (!*own)
        return 0;
    int status = scrl__store_take(library, SCRL__KEPT_BEGIN, "BEGIN", &begin);
    int rc = status == 0 ? sqlite3_step(begin) : SQLITE_DONE;
    scrl__store_give(library, SCRL__KEPT_BEGIN, begin);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read the library");
}

void scrl__store_snapshot_end(scrl_library *library, bool own)
{
    sqlite3_stmt *commit = NULL;
    if (!own)
        return;
    if (scrl__store_take(library, SCRL__KEPT_COMMIT, "COMMIT", &commit) == 0)
        sqlite3_step(commit);
    scrl__store_give(library, SCRL__KEPT_COMMIT, commit);
}

int scrl__library_commit(scrl_library *library)
{
    if (!library->in_transaction)
        return 0;
    int status = scrl__lists_write(library);
    if (status == 0)
        status = scrl__store_exec(library, "COMMIT", "finish writing");
    if (status != 0) {
        scrl__library_rollback(library);
        return status;
    }
    library->in_transaction = false;
    scrl__term_forget(library);
    return 0;
}

/* SQLite may have rolled back by itself (disk full): the second rollback then fails and does no harm. */
void scrl__library_rollback(scrl_library *library)
{
    if (!library->in_transaction)
        return;
    sqlite3_exec(library->db, "ROLLBACK", NULL, NULL, NULL);
    library->in_transaction = false;
    scrl__term_forget(library);
    scrl__words_forget(library);
    scrl__columns_free(library->columns); /* a question may have been asked in between */
    library->columns = NULL;
}
