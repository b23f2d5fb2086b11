/*
 * put.c - decides what storing a source file means: a new review, one that takes the place of another, or one more
 * source of a review that is there already. The rows themselves are written by fill.c.
 *
 * A review belongs to the sources that name it; one of them is its origin, the file it was read from. It goes when its
 * last source goes. All decisions depend only on what was put before, so the same files in the same order give the same
 * library.
 */
#include <stdio.h>
#include <string.h>

#include "store/fill.h"
#include "store/marks.h"
#include "store/store.h"

/* Fewer words than this are equal by chance: forms, covers, notices. */
#define DUPLICATE_WORDS 200

enum {
    PUT_SOURCE_GET = SCRL__FILL_SLOTS,
    PUT_SOURCE_SET,
    PUT_SOURCE_FAIL,
    PUT_SOURCE_TOUCH,
    PUT_SOURCE_MOVE,
    PUT_SOURCE_DELETE,
    PUT_SAME_BYTES,
    PUT_SAME_WORDS,
    PUT_OTHERS,
    PUT_PROMOTE,
    PUT_REREAD,
    PUT_META
};

/* The row of a source, as far as putting needs it. */
typedef struct known_source {
    bool known;
    bool origin;
    int64_t review; /* 0: none */
} known_source;

static int source_get(scrl_library *library, const char *path, known_source *out)
{
    sqlite3_stmt *row;
    *out = (known_source){false, false, 0};
    int status = scrl__fill_run(library, PUT_SOURCE_GET,
                                "SELECT coalesce(review, 0), origin, bytes, mtime_ns, sha256, code, message, made_by"
                                " FROM source WHERE path = ?1",
                                &row, "s", path);
    if (row != NULL)
        *out = (known_source){true, sqlite3_column_int(row, 1) != 0, sqlite3_column_int64(row, 0)};
    scrl__fill_reset(row);
    return status;
}

static const char *column_string(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text != NULL ? text : "";
}

int scrl__library_source(scrl_library *library, const char *path, scrl__source *out)
{
    sqlite3_stmt *row = NULL;
    int status =
        scrl__store_prepare(library,
                            "SELECT coalesce(review, 0), origin, bytes, mtime_ns, sha256, code, message, made_by"
                            " FROM source WHERE path = ?1",
                            &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, path, -1, SQLITE_STATIC);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW) {
        memset(out, 0, sizeof(*out));
        out->stored = sqlite3_column_int64(row, 0) != 0;
        out->duplicate = out->stored && sqlite3_column_int(row, 1) == 0;
        out->bytes = (uint64_t)sqlite3_column_int64(row, 2);
        out->mtime_ns = sqlite3_column_int64(row, 3);
        snprintf(out->sha256, sizeof(out->sha256), "%s", column_string(row, 4));
        out->code = sqlite3_column_int(row, 5);
        scrl__str_adds(&out->message, column_string(row, 6));
        scrl__str_adds(&out->made_by, column_string(row, 7));
        status = 1;
        if (out->message.failed || out->made_by.failed) {
            scrl__source_free(out);
            status = scrl__fail_memory(library->ctx, "store");
        }
    } else if (rc != SQLITE_DONE) {
        status = scrl__store_fail(library, rc, "look up a source");
    }
    sqlite3_finalize(row);
    return status;
}

void scrl__source_free(scrl__source *source)
{
    scrl__str_free(&source->message);
    scrl__str_free(&source->made_by);
}

void scrl__made_by(scrl__str *out, const char *set)
{
    scrl__str_addf(out, "%s %s", scrl_version(), set);
}

static int source_set(scrl_library *library, const scrl__source_in *in, int64_t review, bool origin)
{
    return scrl__fill_run(library, PUT_SOURCE_SET,
                          "INSERT INTO source(path, bytes, mtime_ns, sha256, review, origin, code, message, made_by)"
                          " VALUES(?1,?2,?3,?4,?5,?6,0,'',?7) ON CONFLICT(path) DO UPDATE SET bytes=?2, mtime_ns=?3,"
                          " sha256=?4, review=?5, origin=?6, code=0, message='', made_by=?7",
                          NULL, "siisius", in->path, (int64_t)in->bytes, in->mtime_ns, in->sha256, review,
                          (uint32_t)origin, in->made_by);
}

/* The first row's integer of a query with a review id and a path. */
static int number_get(scrl_library *library, int slot, const char *sql, int64_t review, const char *path, int64_t *out)
{
    sqlite3_stmt *row;
    int status = scrl__fill_run(library, slot, sql, &row, "is", review, path);
    *out = row != NULL ? sqlite3_column_int64(row, 0) : 0;
    scrl__fill_reset(row);
    return status;
}

static int others_count(scrl_library *library, int64_t review, const char *path, int64_t *count)
{
    return number_get(library, PUT_OTHERS, "SELECT count(*) FROM source WHERE review = ?1 AND path <> ?2", review, path,
                      count);
}

/* A review loses the source 'path'. Without another source it goes. When it loses its origin, another source takes that
 * place: one with the same bytes, or else one with the same words, which is marked to be read again, since page
 * numbers and layout were those of the file that is gone. */
static int review_release(scrl_library *library, int64_t review, bool origin, const char *path)
{
    static const char promote[] =
        "UPDATE source SET origin = 1 WHERE path = (SELECT path FROM source WHERE review = ?1 AND path <> ?2"
        " ORDER BY sha256 <> (SELECT sha256 FROM review WHERE id = ?1), path LIMIT 1)";
    static const char reread[] = "UPDATE source SET made_by = '' WHERE review = ?1 AND path <> ?2 AND origin = 1"
                                 " AND sha256 <> (SELECT sha256 FROM review WHERE id = ?1)";
    int64_t others = 0;
    int status = others_count(library, review, path, &others);
    if (status != 0)
        return status;
    if (others == 0)
        return scrl__fill_delete(library, review);
    if (!origin)
        return 0;
    status = scrl__fill_run(library, PUT_PROMOTE, promote, NULL, "is", review, path);
    if (status == 0)
        status = scrl__fill_run(library, PUT_REREAD, reread, NULL, "is", review, path);
    return status;
}

/* A review with the same source bytes, or else with the same words; 'review' is 0 for none. */
typedef struct same_review {
    int64_t review;
    int64_t others; /* how many other sources it has */
    bool current;   /* made by the same scrl and theme set */
} same_review;

static int same_find(scrl_library *library, const scrl_document *doc, const scrl__source_in *in, same_review *out)
{
    sqlite3_stmt *row;
    *out = (same_review){0, 0, false};
    int status = scrl__fill_run(library, PUT_SAME_BYTES, "SELECT id, made_by FROM review WHERE sha256 = ?1", &row, "s",
                                doc->sha256);
    if (status == 0 && row == NULL && doc->words >= DUPLICATE_WORDS)
        status = scrl__fill_run(library, PUT_SAME_WORDS,
                                "SELECT id, made_by FROM review WHERE text_sha256 = ?1 ORDER BY id LIMIT 1", &row, "s",
                                doc->text_sha256);
    if (row != NULL) {
        out->review = sqlite3_column_int64(row, 0);
        out->current = strcmp(column_string(row, 1), in->made_by) == 0;
    }
    scrl__fill_reset(row);
    if (status == 0 && out->review != 0)
        status = others_count(library, out->review, in->path, &out->others);
    return status;
}

static int link_duplicate(scrl_library *library, const scrl__source_in *in, const known_source *old, int64_t review)
{
    int status = 0;
    if (old->review != 0 && old->review != review)
        status = review_release(library, old->review, old->origin, in->path);
    if (status == 0)
        status = source_set(library, in, review, false);
    return status;
}

/* What readers said of a review goes over to the one that takes its place, unless another source keeps it. */
static int marks_follow(scrl_library *library, int64_t old, const char *path, const char *sha256)
{
    int64_t others = 0;
    int status = others_count(library, old, path, &others);
    return status != 0 || others > 0 ? status : scrl__marks_move(library, old, sha256);
}

/* Stores the review in the place of what the path had and of 'same', whose other sources move to it. */
static int replace_review(scrl_library *library, const scrl__source_in *in, const known_source *old,
                          const same_review *same, const scrl_review *review, const scrl_tags *tags)
{
    int64_t id = 0;
    int status = 0;
    if (old->review != 0 && old->review != same->review)
        status = marks_follow(library, old->review, in->path, review->doc->sha256);
    if (status == 0 && old->review != 0 && old->review != same->review)
        status = review_release(library, old->review, old->origin, in->path);
    if (status == 0 && same->review != 0)
        status = scrl__marks_move(library, same->review, review->doc->sha256);
    if (status == 0 && same->review != 0)
        status = scrl__fill_delete(library, same->review);
    if (status == 0)
        status = scrl__fill_insert(library, review, tags, in->made_by, &id);
    if (status == 0 && same->review != 0)
        status = scrl__fill_run(library, PUT_SOURCE_MOVE, "UPDATE source SET review = ?1, origin = 0 WHERE review = ?2",
                                NULL, "ii", id, same->review);
    if (status == 0)
        status = source_set(library, in, id, true);
    return status;
}

static int meta_set(scrl_library *library, const char *key, const char *value)
{
    return scrl__fill_run(library, PUT_META,
                          "INSERT INTO meta(key, value) VALUES(?1, ?2)"
                          " ON CONFLICT(key) DO UPDATE SET value = ?2 WHERE value <> ?2",
                          NULL, "ss", key, value);
}

static int put_review(scrl_library *library, const scrl__source_in *in, const scrl_review *review,
                      const scrl_tags *tags, scrl_index_outcome *outcome)
{
    known_source old;
    same_review same;
    int status = source_get(library, in->path, &old);
    if (status == 0)
        status = same_find(library, review->doc, in, &same);
    if (status != 0)
        return status;
    bool is_origin = old.review == same.review && old.origin;
    if (same.review != 0 && same.others > 0 && same.current && !is_origin) {
        *outcome = SCRL_INDEX_DUPLICATE;
        status = link_duplicate(library, in, &old, same.review);
    } else {
        *outcome = old.review != 0 ? SCRL_INDEX_REPLACED : SCRL_INDEX_ADDED;
        status = replace_review(library, in, &old, &same, review, tags);
    }
    if (status == 0)
        status = meta_set(library, "scrl", scrl_version());
    if (status == 0 && tags != NULL)
        status = meta_set(library, "themes", tags->strings + tags->model);
    return status;
}

int scrl__library_put_source(scrl_library *library, const scrl__source_in *in, const scrl_review *review,
                             const scrl_tags *tags, scrl_index_outcome *outcome)
{
    if (tags != NULL && tags->doc != review->doc)
        return scrl__fail(library->ctx, SCRL_EINVAL, "use", "the tags belong to another document");
    bool own = true;
    scrl_index_outcome what = SCRL_INDEX_ADDED;
    scrl__source_in full = *in;
    scrl__str made_by = SCRL__STR_INIT;
    int status = 0;
    if (full.made_by == NULL) {
        scrl__made_by(&made_by, tags != NULL ? tags->strings + tags->model : "");
        full.made_by = scrl__str_text(&made_by);
        if (made_by.failed)
            status = scrl__fail_memory(library->ctx, "store");
    }
    if (status == 0)
        status = scrl__store_begin(library, &own);
    if (status == 0)
        status = scrl__store_end(library, own, put_review(library, &full, review, tags, &what));
    if (status == 0)
        *outcome = what;
    scrl__str_free(&made_by);
    return status;
}

int scrl_library_put(scrl_library *library, const char *path, const scrl_review *review, const scrl_tags *tags,
                     int *duplicate)
{
    if (library == NULL)
        return SCRL_EINVAL;
    if (path == NULL || path[0] == '\0' || review == NULL)
        return scrl__fail(library->ctx, SCRL_EINVAL, "use", "scrl_library_put needs a path and a review");
    scrl_index_outcome outcome;
    scrl__source_in in = {path, 0, 0, review->doc->sha256, NULL};
    int status = scrl__library_put_source(library, &in, review, tags, &outcome);
    if (status == 0 && duplicate != NULL)
        *duplicate = outcome == SCRL_INDEX_DUPLICATE;
    return status;
}

static int put_failure(scrl_library *library, const scrl__source_in *in, int code, const char *message)
{
    return scrl__fill_run(library, PUT_SOURCE_FAIL,
                          "INSERT INTO source(path, bytes, mtime_ns, sha256, review, origin, code, message, made_by)"
                          " VALUES(?1,?2,?3,?4,NULL,0,?5,?6,?7) ON CONFLICT(path) DO UPDATE SET bytes=?2, mtime_ns=?3,"
                          " sha256=?4, code=?5, message=?6, made_by=?7",
                          NULL, "siisiss", in->path, (int64_t)in->bytes, in->mtime_ns, in->sha256, (int64_t)code,
                          message, in->made_by);
}

int scrl__library_put_failure(scrl_library *library, const scrl__source_in *in, int code, const char *message)
{
    bool own = true;
    int status = scrl__store_begin(library, &own);
    if (status != 0)
        return status;
    return scrl__store_end(library, own, put_failure(library, in, code, message));
}

int scrl__library_touch(scrl_library *library, const scrl__source_in *in)
{
    bool own = true;
    int status = scrl__store_begin(library, &own);
    if (status != 0)
        return status;
    status = scrl__fill_run(library, PUT_SOURCE_TOUCH, "UPDATE source SET bytes = ?2, mtime_ns = ?3 WHERE path = ?1",
                            NULL, "sii", in->path, (int64_t)in->bytes, in->mtime_ns);
    return scrl__store_end(library, own, status);
}

static int remove_source(scrl_library *library, const char *path)
{
    known_source old;
    int status = source_get(library, path, &old);
    if (status == 0 && !old.known) {
        scrl__fail(library->ctx, SCRL_ENOTFOUND, "store", "the library has no such source");
        return scrl__fail_at(library->ctx, path, 0, 0);
    }
    if (status == 0 && old.review != 0)
        status = review_release(library, old.review, old.origin, path);
    if (status == 0)
        status = scrl__fill_run(library, PUT_SOURCE_DELETE, "DELETE FROM source WHERE path = ?1", NULL, "s", path);
    return status;
}

int scrl_library_remove(scrl_library *library, const char *path)
{
    if (library == NULL)
        return SCRL_EINVAL;
    if (path == NULL)
        return scrl__fail(library->ctx, SCRL_EINVAL, "use", "scrl_library_remove needs a path");
    bool own = true;
    int status = scrl__store_begin(library, &own);
    if (status != 0)
        return status;
    return scrl__store_end(library, own, remove_source(library, path));
}
