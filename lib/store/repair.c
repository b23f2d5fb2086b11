/*
 * repair.c - writes what can be read of a damaged library into a new one. Reviews are saved whole or not at all, since
 * their files can be read again; what readers said is saved row by row, since it cannot. What is worked out from the
 * passages, such as the full-text index, is made anew, and the damaged file is only read.
 *
 * A list that cannot be read through is read from both ends, and what lies between two damaged pages is asked for by
 * its number. Sources name reviews too: those that are lost are named by their files, as far as these can be read.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/derived.h"
#include "store/store.h"
#include "store/words.h"

typedef struct repairing {
    scrl_library *from, *to;
    void (*report)(void *user, const char *line);
    void *user;
    int lost;
} repairing;

static void lose(repairing *r, const char *line)
{
    r->lost++;
    if (r->report != NULL)
        r->report(r->user, line);
}

/* Copies the rows of a query into a table with as many columns; ?1 is 'id'. Gives SQLite's result: SQLITE_DONE when all
 * could be read. What the new file refuses, such as a second row with the same key, is passed over. */
static int copy_rows(repairing *r, const char *table, const char *where, int64_t id)
{
    char sql[256];
    sqlite3_stmt *row = NULL, *insert = NULL;
    snprintf(sql, sizeof(sql), "SELECT * FROM %s WHERE %s", table, where);
    int rc = sqlite3_prepare_v2(r->from->db, sql, -1, &row, NULL);
    if (rc == SQLITE_OK) {
        int columns = sqlite3_column_count(row);
        int len = snprintf(sql, sizeof(sql), "INSERT OR IGNORE INTO %s VALUES(?", table);
        for (int i = 1; i < columns; i++)
            len += snprintf(sql + len, sizeof(sql) - (size_t)len, ",?");
        snprintf(sql + len, sizeof(sql) - (size_t)len, ")");
        rc = sqlite3_prepare_v2(r->to->db, sql, -1, &insert, NULL);
        sqlite3_bind_int64(row, 1, id);
    }
    while (rc == SQLITE_OK && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(row); i++)
            sqlite3_bind_value(insert, i + 1, sqlite3_column_value(row, i));
        rc = sqlite3_step(insert);
        sqlite3_reset(insert);
        rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
    sqlite3_finalize(row);
    sqlite3_finalize(insert);
    return rc;
}

/* A fault of the damaged file is something lost; any other ends the repair. */
static int lost_or_failed(repairing *r, int rc, const char *line)
{
    int status = scrl__store_status(rc);
    if (status == 0)
        return 0;
    if (status != SCRL_ECORRUPT)
        return scrl__store_fail(r->to, rc, "save what can be read");
    lose(r, line);
    return 0;
}

/* Whether a review came over with all its parts. */
static int is_whole(repairing *r, int64_t id, bool *whole)
{
    static const char sql[] =
        "SELECT r.passages = (SELECT count(*) FROM passage WHERE review = r.id AND id >= r.first_passage AND id <"
        " r.first_passage + r.passages AND ordinal = id - r.first_passage) AND r.sections = (SELECT count(*) FROM "
        "section"
        " WHERE review = r.id) AND r.statements = (SELECT count(*) FROM statement WHERE review = r.id) AND r.events ="
        " (SELECT count(*) FROM event WHERE passage >= r.first_passage AND passage < r.first_passage + r.passages)"
        " AND r.tags = (SELECT count(*) FROM tag WHERE passage >= r.first_passage AND passage < r.first_passage +"
        " r.passages AND theme IN (SELECT id FROM term) AND rule IN (SELECT id FROM term) AND model IN (SELECT id FROM"
        " term)) AND EXISTS (SELECT 1 FROM source WHERE review = r.id AND origin = 1)"
        " FROM review AS r WHERE r.id = ?1";
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(r->to, sql, &row);
    if (status != 0)
        return status;
    sqlite3_bind_int64(row, 1, id);
    int rc = sqlite3_step(row);
    *whole = rc == SQLITE_ROW && sqlite3_column_int(row, 0) != 0;
    sqlite3_finalize(row);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : scrl__store_fail(r->to, rc, "save a review");
}

/* All rows of one review; SQLite's result. */
static int copy_review(repairing *r, int64_t id)
{
    static const char of_passages[] = "passage >= (SELECT first_passage FROM review WHERE id = ?1)"
                                      " AND passage < (SELECT first_passage + passages FROM review WHERE id = ?1)";
    static const struct {
        const char *table, *where;
    } parts[] = {{"review", "id = ?1"},
                 {"source", "review = ?1"},
                 {"passage", "id >= (SELECT first_passage FROM review WHERE id = ?1)"
                             " AND id < (SELECT first_passage + passages FROM review WHERE id = ?1)"},
                 {"section", "review = ?1"},
                 {"statement", "review = ?1"},
                 {"statement_name", "review = ?1"},
                 {"value", "review = ?1"},
                 {"warning", "review = ?1"},
                 {"event", of_passages},
                 {"tag", of_passages}};
    int rc = SQLITE_DONE;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && rc == SQLITE_DONE; i++)
        rc = copy_rows(r, parts[i].table, parts[i].where, id);
    return rc;
}

/* The first text that a query about review 'id' gives; false when it cannot be read. */
static bool path_by(repairing *r, const char *sql, int64_t id, char path[400])
{
    sqlite3_stmt *row = NULL;
    bool there = false;
    if (sqlite3_prepare_v2(r->from->db, sql, -1, &row, NULL) == SQLITE_OK) {
        sqlite3_bind_int64(row, 1, id);
        there = sqlite3_step(row) == SQLITE_ROW && sqlite3_column_type(row, 0) == SQLITE_TEXT;
        snprintf(path, 400, "%s", there ? (const char *)sqlite3_column_text(row, 0) : "not known");
    }
    sqlite3_finalize(row);
    return there;
}

/* Names the review by the file that has to be read again. One of which there is no trace, neither a row nor a file, was
 * only asked for. */
static void lose_review(repairing *r, int64_t id, bool traced)
{
    char line[512], path[400] = "not known";
    bool there = path_by(r, "SELECT min(path) FROM source WHERE review = ?1 AND origin = 1", id, path) ||
                 path_by(r, "SELECT min(path) FROM source WHERE review = ?1", id, path);
    if (!there && !traced)
        return;
    snprintf(line, sizeof(line), "a review is lost; read its file again: %s", path);
    lose(r, line);
}

/* Whether the damaged file has the row of a review, of those that can be read. */
static bool has_row(repairing *r, int64_t id)
{
    sqlite3_stmt *row = NULL;
    bool has = false;
    if (sqlite3_prepare_v2(r->from->db, "SELECT 1 FROM review WHERE id = ?1", -1, &row, NULL) == SQLITE_OK) {
        sqlite3_bind_int64(row, 1, id);
        has = sqlite3_step(row) == SQLITE_ROW;
    }
    sqlite3_finalize(row);
    return has;
}

/* Notes that a review is tried; '*fresh': it was not before. */
static int note_tried(repairing *r, int64_t id, bool *fresh)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(r->to, "INSERT OR IGNORE INTO temp.tried VALUES(?1)", &row);
    if (status != 0)
        return status;
    sqlite3_bind_int64(row, 1, id);
    int rc = sqlite3_step(row);
    *fresh = sqlite3_changes(r->to->db) > 0;
    sqlite3_finalize(row);
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(r->to, rc, "save a review");
}

static int save_review(repairing *r, int64_t id, bool listed)
{
    bool whole = false, fresh = false;
    int status = note_tried(r, id, &fresh);
    if (status == 0 && fresh)
        status = scrl__store_exec(r->to, "SAVEPOINT review", "save a review");
    if (status != 0 || !fresh)
        return status;
    int rc = copy_review(r, id);
    if (rc != SQLITE_DONE && scrl__store_status(rc) != SCRL_ECORRUPT)
        return scrl__store_fail(r->to, rc, "save a review");
    if (rc == SQLITE_DONE)
        status = is_whole(r, id, &whole);
    if (status == 0 && !whole) {
        status = scrl__store_exec(r->to, "ROLLBACK TO review", "save a review");
        lose_review(r, id, listed || has_row(r, id));
    }
    return status == 0 ? scrl__store_exec(r->to, "RELEASE review", "save a review") : status;
}

/* A row that cannot be read is passed over: that some are lost is said once for all. */
static int save_row(repairing *r, const char *table, int64_t id)
{
    int rc = copy_rows(r, table, "id = ?1", id);
    return rc == SQLITE_DONE || scrl__store_status(rc) == SCRL_ECORRUPT ? 0 : scrl__store_fail(r->to, rc, "save a row");
}

static int save_mark(repairing *r, int64_t id, bool listed)
{
    (void)listed;
    return save_row(r, "mark", id);
}

static int save_term(repairing *r, int64_t id, bool listed)
{
    (void)listed;
    return save_row(r, "term", id);
}

/* Saves what a number of a list stands for; 'listed' is false for one that is only tried. */
typedef int (*saver)(repairing *r, int64_t id, bool listed);

/* Walks a list of numbers as far as it can be read; '*last' is where it ended. */
static int walk(repairing *r, const char *sql, saver save, int64_t *last, bool *all)
{
    sqlite3_stmt *row = NULL;
    int rc = sqlite3_prepare_v2(r->from->db, sql, -1, &row, NULL), status = 0;
    while (status == 0 && (rc == SQLITE_OK || rc == SQLITE_ROW)) {
        rc = sqlite3_step(row);
        if (rc == SQLITE_ROW) {
            *last = sqlite3_column_int64(row, 0);
            status = save(r, *last, true);
        }
    }
    sqlite3_finalize(row);
    *all = rc == SQLITE_DONE;
    return status != 0 || scrl__store_status(rc) == 0 || scrl__store_status(rc) == SCRL_ECORRUPT
               ? status
               : scrl__store_fail(r->from, rc, "read the damaged library");
}

#define MOST_BETWEEN 100000 /* a damaged file may claim any number */

/* All rows of a table with numbers: upwards, downwards, and those between. */
static int save_numbered(repairing *r, const char *table, saver save, bool *all)
{
    char sql[80];
    bool down = false;
    int64_t first = 0, last = 0;
    snprintf(sql, sizeof(sql), "SELECT id FROM %s ORDER BY id", table);
    int status = walk(r, sql, save, &first, all);
    if (status != 0 || *all)
        return status;
    last = first;
    snprintf(sql, sizeof(sql), "SELECT id FROM %s ORDER BY id DESC", table);
    status = walk(r, sql, save, &last, &down);
    for (int tried = 0; first < last && ++first < last && tried < MOST_BETWEEN && status == 0; tried++)
        status = save(r, first, false);
    return status;
}

/* Reviews by their own list, and where that is damaged by those of their sources. */
static int save_reviews(repairing *r)
{
    static const char *const lists[] = {"SELECT review FROM source WHERE review NOTNULL ORDER BY path",
                                        "SELECT review FROM source WHERE review NOTNULL ORDER BY path DESC",
                                        "SELECT review FROM source WHERE review NOTNULL ORDER BY review",
                                        "SELECT review FROM source WHERE review NOTNULL ORDER BY review DESC"};
    bool all = false;
    int64_t last = 0;
    int status = scrl__store_exec(r->to, "CREATE TEMP TABLE tried(id INTEGER PRIMARY KEY)", "save the reviews");
    if (status == 0)
        status = save_numbered(r, "review", save_review, &all);
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]) && status == 0 && !all; i++)
        status = walk(r, lists[i], save_review, &last, &all);
    if (status == 0 && !all)
        lose(r, "the list of reviews is damaged: reviews may be lost that are not named here");
    return status == 0 ? scrl__store_exec(r->to, "DROP TABLE temp.tried", "save the reviews") : status;
}

static int save_all(repairing *r)
{
    static const struct {
        const char *table, *where, *line;
    } loose[] = {{"meta", "1", "what made the library could not be read"},
                 {"saved", "1", "not all saved questions could be read"},
                 {"seen", "1", "not all of what saved questions have seen could be read"},
                 {"source", "review IS NULL", "not all failed files could be read"}};
    bool terms = false, marks = false;
    int status = save_numbered(r, "mark", save_mark, &marks);
    if (status == 0 && !marks)
        lose(r, "not all of what readers said could be read");
    if (status == 0)
        status = save_numbered(r, "term", save_term, &terms);
    if (status == 0 && !terms)
        lose(r, "not all shared strings could be read");
    if (status == 0)
        status = save_reviews(r);
    for (size_t i = 0; i < sizeof(loose) / sizeof(loose[0]) && status == 0; i++)
        status = lost_or_failed(r, copy_rows(r, loose[i].table, loose[i].where, 0), loose[i].line);
    if (status == 0)
        status = scrl__store_exec(r->to,
                                  "UPDATE mark SET placed = 0 WHERE sha256 NOT IN (SELECT sha256 FROM review);"
                                  "INSERT INTO fts(fts) VALUES('rebuild')",
                                  "build the index anew");
    if (status == 0)
        status = scrl__derived_store_all(r->to);
    if (status == 0)
        status = scrl__words_rebuild(r->to);
    return status;
}

/* What is saved goes into a library that holds nothing yet. */
static int check_empty(scrl_library *to)
{
    int64_t rows = 0;
    int status = scrl__store_number(to, "SELECT (SELECT count(*) FROM source) + (SELECT count(*) FROM mark)", &rows);
    if (status == 0 && (rows > 0 || to->read_only))
        status = scrl__fail(to->ctx, SCRL_EINVAL, "use", "what is saved goes into a new, empty library");
    return status;
}

int scrl_library_repair(scrl_library *to, const char *damaged, void (*report)(void *user, const char *line), void *user)
{
    scrl_library *from = NULL;
    if (to == NULL)
        return SCRL_EINVAL;
    if (damaged == NULL || damaged[0] == '\0')
        return scrl__fail(to->ctx, SCRL_EINVAL, "use", "scrl_library_repair needs the path of a library");
    int status = check_empty(to);
    if (status == 0)
        status = scrl__library_open_damaged(to->ctx, damaged, &from);
    repairing r = {from, to, report, user, 0};
    if (status == 0)
        status = scrl__library_begin(to);
    if (status == 0)
        status = scrl__store_end(to, true, save_all(&r));
    scrl_library_close(from);
    return status == 0 ? r.lost : status;
}
