/*
 * retag.c - gives stored reviews other tags, from what the library itself keeps of them. A review and its sources
 * remember what they were made by; only the part of it that names the theme sets changes.
 */
#include <stdlib.h>
#include <string.h>

#include "store/fill.h"
#include "store/load.h"
#include "store/store.h"

int scrl__library_reviews(scrl_library *library, int64_t **ids, size_t *count)
{
    sqlite3_stmt *row = NULL;
    int64_t *items = NULL;
    size_t used = 0, cap = 0;
    int rc = SQLITE_DONE, status = scrl__store_prepare(library, "SELECT id FROM review ORDER BY id", &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        status = scrl__grow((void **)&items, &cap, used, sizeof(*items));
        if (status == 0)
            items[used++] = sqlite3_column_int64(row, 0);
        else
            status = scrl__fail_memory(library->ctx, "store");
    }
    sqlite3_finalize(row);
    if (status == 0 && rc != SQLITE_DONE)
        status = scrl__store_fail(library, rc, "read the reviews");
    if (status != 0) {
        free(items);
        return status;
    }
    *ids = items;
    *count = used;
    return 0;
}

/* "<scrl version> <theme sets> <the rest>" with other theme sets. */
static void made_by_with(scrl__str *out, const char *made_by, const char *sets)
{
    size_t version = strcspn(made_by, " ");
    const char *rest = made_by + version + (made_by[version] == ' ');
    rest += strcspn(rest, " ");
    scrl__str_add(out, made_by, version);
    scrl__str_addf(out, " %s%s", sets, rest);
}

static int read_stored(scrl_library *library, int64_t id, const char *sets, scrl__stored *out)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(library,
                                     "SELECT sha256, made_by, coalesce((SELECT min(path) FROM source WHERE review ="
                                     " review.id AND origin = 1), '') FROM review WHERE id = ?1",
                                     &row);
    if (status != 0)
        return status;
    sqlite3_bind_int64(row, 1, id);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW) {
        scrl__str_adds(&out->sha256, (const char *)sqlite3_column_text(row, 0));
        scrl__str_adds(&out->made_by, (const char *)sqlite3_column_text(row, 1));
        scrl__str_adds(&out->file, (const char *)sqlite3_column_text(row, 2));
        made_by_with(&out->new_made_by, scrl__str_text(&out->made_by), sets);
    }
    sqlite3_finalize(row);
    if (rc == SQLITE_DONE) /* removed by another process since */
        return scrl__fail(library->ctx, SCRL_ENOTFOUND, "store", "the review is no longer in the library");
    if (rc != SQLITE_ROW)
        return scrl__store_fail(library, rc, "read a review");
    bool failed = out->sha256.failed || out->made_by.failed || out->file.failed || out->new_made_by.failed;
    return failed ? scrl__fail_memory(library->ctx, "store") : 0;
}

int scrl__library_stored(scrl_library *library, int64_t id, const char *sets, scrl__stored *out)
{
    memset(out, 0, sizeof(*out));
    out->id = id;
    int status = read_stored(library, id, sets, out);
    out->current = status == 0 && strcmp(scrl__str_text(&out->made_by), scrl__str_text(&out->new_made_by)) == 0;
    if (status != 0)
        scrl__stored_free(out);
    return status;
}

void scrl__stored_free(scrl__stored *stored)
{
    scrl__str_free(&stored->sha256);
    scrl__str_free(&stored->file);
    scrl__str_free(&stored->made_by);
    scrl__str_free(&stored->new_made_by);
}

int scrl__library_review(scrl_library *library, const scrl__stored *stored, scrl_review **out)
{
    return scrl__review_load(library, stored->id, out);
}

static int note_made_by(scrl_library *library, const scrl__stored *stored, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(library, sql, &statement);
    if (status != 0)
        return status;
    sqlite3_bind_int64(statement, 1, stored->id);
    sqlite3_bind_text(statement, 2, scrl__str_text(&stored->new_made_by), -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, scrl__str_text(&stored->made_by), -1, SQLITE_STATIC);
    int rc = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "tag a review");
}

int scrl__library_put_tags(scrl_library *library, const scrl__stored *stored, const scrl_review *review,
                           const scrl_tags *tags)
{
    bool own = true;
    int status = scrl__store_begin(library, &own);
    if (status != 0)
        return status;
    status = scrl__fill_retag(library, stored->id, review, tags);
    if (status == 0)
        status = note_made_by(library, stored, "UPDATE review SET made_by = ?2 WHERE id = ?1 AND made_by = ?3");
    if (status == 0)
        status = note_made_by(library, stored, "UPDATE source SET made_by = ?2 WHERE review = ?1 AND made_by = ?3");
    return scrl__store_end(library, own, status);
}
