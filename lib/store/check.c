/*
 * check.c - finds what is wrong with a library file. SQLite's own check does not see a full-text index that is out of
 * step with its passages, and neither sees a review that lacks a part, so each is asked for by itself.
 */
#include <stdio.h>
#include <string.h>

#include "store/derived.h"
#include "store/lists.h"
#include "store/store.h"
#include "store/words.h"

typedef struct checking {
    scrl_library *library;
    void (*report)(void *user, const char *line);
    void *user;
    int faults;
} checking;

static void fault(checking *c, const char *line)
{
    c->faults++;
    if (c->report != NULL)
        c->report(c->user, line);
}

/* A damaged page ends a query with an error: that is a fault found, not a check that failed. */
static int fault_or_fail(checking *c, int rc, const char *line)
{
    if (scrl__store_status(rc) != SCRL_ECORRUPT)
        return scrl__store_fail(c->library, rc, "check the library");
    fault(c, line);
    return 0;
}

static int check_pages(checking *c, sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA integrity_check(100)", -1, &statement, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(statement);
        const char *line = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
        if (line != NULL && strcmp(line, "ok") != 0)
            fault(c, line);
    }
    sqlite3_finalize(statement);
    return rc == SQLITE_DONE ? 0 : fault_or_fail(c, rc, "the file is damaged");
}

/* FTS5's check is written as an INSERT: it changes nothing, but a read-only connection refuses it. */
static int fts_check(sqlite3 *db)
{
    int rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        return rc;
    rc = sqlite3_exec(db, "INSERT INTO fts(fts, rank) VALUES('integrity-check', 1)", NULL, NULL, NULL);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

/* A library that is open for reading only is checked in a copy that is held in memory. */
static int fts_check_copy(sqlite3 *db)
{
    sqlite3 *copy = NULL;
    int rc = sqlite3_open_v2(":memory:", &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_backup *backup = rc == SQLITE_OK ? sqlite3_backup_init(copy, "main", db, "main") : NULL;
    if (backup != NULL) {
        rc = sqlite3_backup_step(backup, -1);
        sqlite3_backup_finish(backup);
        if (rc == SQLITE_DONE)
            rc = fts_check(copy);
    } else if (rc == SQLITE_OK) {
        rc = sqlite3_extended_errcode(copy);
    }
    sqlite3_close(copy);
    return rc;
}

static int check_index(checking *c)
{
    sqlite3 *db = c->library->db;
    int rc = c->library->read_only ? fts_check_copy(db) : fts_check(db);
    if (rc == SQLITE_OK)
        return 0;
    return fault_or_fail(c, rc, "the full-text index is out of step with the passages");
}

/* Each query gives the number of rows that must not be there; the line follows that number. */
static const struct {
    const char *sql, *line;
} counts[] = {
    {"SELECT count(*) FROM review AS r WHERE r.passages <> (SELECT count(*) FROM passage WHERE review = r.id"
     " AND id >= r.first_passage AND id < r.first_passage + r.passages AND ordinal = id - r.first_passage)",
     "reviews do not have all their passages"},
    {"SELECT count(*) FROM review AS r WHERE r.sections <> (SELECT count(*) FROM section WHERE review = r.id)",
     "reviews do not have all their sections"},
    {"SELECT count(*) FROM review AS r WHERE r.statements <> (SELECT count(*) FROM statement WHERE review = r.id)",
     "reviews do not have all their statements"},
    {"SELECT count(*) FROM review AS r WHERE r.events <> (SELECT count(*) FROM event"
     " WHERE passage >= r.first_passage AND passage < r.first_passage + r.passages)",
     "reviews do not have all their events"},
    {"SELECT count(*) FROM review AS r WHERE r.tags <> (SELECT count(*) FROM tag"
     " WHERE passage >= r.first_passage AND passage < r.first_passage + r.passages)",
     "reviews do not have all their tags"},
    {"SELECT count(*) FROM review AS r WHERE NOT EXISTS (SELECT 1 FROM source WHERE review = r.id AND origin = 1)",
     "reviews have no source"},
    {"SELECT count(*) FROM source WHERE review IS NOT NULL AND review NOT IN (SELECT id FROM review)",
     "sources name a review that is not there"},
    {"SELECT count(*) FROM passage WHERE review NOT IN (SELECT id FROM review)", "passages belong to no review"},
    {"SELECT (SELECT count(*) FROM section WHERE review NOT IN (SELECT id FROM review))"
     " + (SELECT count(*) FROM statement WHERE review NOT IN (SELECT id FROM review))"
     " + (SELECT count(*) FROM statement_name WHERE review NOT IN (SELECT id FROM review))"
     " + (SELECT count(*) FROM value WHERE review NOT IN (SELECT id FROM review))"
     " + (SELECT count(*) FROM warning WHERE review NOT IN (SELECT id FROM review))"
     " + (SELECT count(*) FROM facts WHERE review NOT IN (SELECT id FROM review))",
     "rows belong to no review"},
    {"SELECT (SELECT count(*) FROM tag WHERE passage NOT IN (SELECT id FROM passage))"
     " + (SELECT count(*) FROM event WHERE passage NOT IN (SELECT id FROM passage))",
     "tags and events belong to no passage"},
    {"SELECT count(*) FROM tag WHERE theme NOT IN (SELECT id FROM term) OR rule NOT IN (SELECT id FROM term)"
     " OR model NOT IN (SELECT id FROM term)",
     "tags name a term that is not there"},
};

static void count_fault(checking *c, long long rows, const char *what)
{
    char line[160];
    snprintf(line, sizeof(line), "%lld %s", rows, what);
    if (rows > 0)
        fault(c, line);
}

static int check_count(checking *c, size_t i)
{
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(c->library->db, counts[i].sql, -1, &statement, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(statement);
    long long rows = rc == SQLITE_ROW ? (long long)sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (rc != SQLITE_ROW)
        return fault_or_fail(c, rc, "a table cannot be read");
    count_fault(c, rows, counts[i].line);
    return 0;
}

/* What is worked out from the passages beside the index. */
static int check_derived(checking *c)
{
    static const struct {
        int (*check)(scrl_library *, int64_t *);
        const char *line;
    } derived[] = {{scrl__derived_check, "reviews are counted and ranked by other facts than their passages have"},
                   {scrl__words_check, "words of passages are not in the table of words"},
                   {scrl__lists_check, "lists of words say other than the passages"}};
    int status = 0;
    for (size_t i = 0; i < sizeof(derived) / sizeof(derived[0]) && status == 0; i++) {
        int64_t wrong = 0;
        status = derived[i].check(c->library, &wrong);
        if (status == SCRL_ECORRUPT) {
            fault(c, "a table cannot be read");
            status = 0;
        } else if (status == 0) {
            count_fault(c, (long long)wrong, derived[i].line);
        }
    }
    return status;
}

int scrl_library_check(scrl_library *library, void (*report)(void *user, const char *line), void *user)
{
    if (library == NULL)
        return SCRL_EINVAL;
    checking c = {library, report, user, 0};
    int status = scrl__library_commit(library);
    if (status == 0)
        status = check_pages(&c, library->db);
    if (status == 0)
        status = check_index(&c);
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]) && status == 0; i++)
        status = check_count(&c, i);
    if (status == 0)
        status = check_derived(&c);
    return status < 0 ? status : c.faults;
}
