/*
 * find.c - the passages that a plan chooses: one FTS5 MATCH gives them all, in the order of their ids, with their
 * scores. BM25 is FTS5's own, with weight 1 for the text and 0 for the filter words.
 */
#include <stdlib.h>

#include "base/str.h"
#include "store/expression.h"
#include "store/library.h"
#include "store/run.h"

static int read_found(scrl_library *library, sqlite3_stmt *statement, scrl__found **found, size_t *count)
{
    size_t cap = 0;
    int rc;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        if (scrl__grow((void **)found, &cap, *count, sizeof(**found)) != 0)
            return scrl__fail_memory(library->ctx, "query");
        (*found)[(*count)++] =
            (scrl__found){sqlite3_column_int64(statement, 0), 0.0 - sqlite3_column_double(statement, 1)};
    }
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "search the library");
}

int scrl__run_find(scrl_library *library, const scrl__plan *plan, bool scored, scrl__found **found, size_t *count)
{
    const char *sql = "SELECT id, 0.0 FROM passage ORDER BY id";
    if (plan->root != 0)
        sql = scored ? "SELECT rowid, bm25(fts, 1.0, 0.0) FROM fts WHERE fts MATCH ?1 ORDER BY rowid"
                     : "SELECT rowid, 0.0 FROM fts WHERE fts MATCH ?1 ORDER BY rowid";
    scrl__str expression = SCRL__STR_INIT;
    sqlite3_stmt *statement = NULL;
    scrl__found *items = NULL;
    size_t item_count = 0;
    int status = plan->root == 0 ? 0 : scrl__expression(library, plan, &expression);
    if (status == 0)
        status = scrl__store_prepare(library, sql, &statement);
    if (status == 0 && plan->root != 0)
        sqlite3_bind_text(statement, 1, scrl__str_text(&expression), -1, SQLITE_STATIC);
    if (status == 0)
        status = read_found(library, statement, &items, &item_count);
    sqlite3_finalize(statement);
    scrl__str_free(&expression);
    if (status != 0) {
        free(items);
        return status;
    }
    *found = items;
    *count = item_count;
    return 0;
}
