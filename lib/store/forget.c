/*
 * forget.c - takes a review out of a library so that its words are not in the file any more. Deleting alone leaves them:
 * in free pages, in segments of the full-text index that only mark them as gone, in words and strings that reviews share. So what
 * is deleted is overwritten, index, lists and words are made anew from the passages that are left, and the file is written anew.
 */
#include "store/fill.h"
#include "store/load.h"
#include "store/store.h"
#include "store/words.h"

static int run_for(scrl_library *library, const char *sql, int64_t id)
{
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(library, sql, &statement);
    if (status != 0)
        return status;
    sqlite3_bind_int64(statement, 1, id);
    int rc = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "forget a review");
}

static int remove_rows(scrl_library *library, const char *review)
{
    static const char *const before[] = {"DELETE FROM mark WHERE sha256 = (SELECT sha256 FROM review WHERE id = ?1)",
                                         "DELETE FROM seen WHERE sha256 = (SELECT sha256 FROM review WHERE id = ?1)",
                                         "DELETE FROM source WHERE review = ?1"};
    int64_t id = 0;
    int status = scrl__review_find(library, review, &id, NULL);
    for (size_t i = 0; i < sizeof(before) / sizeof(before[0]) && status == 0; i++)
        status = run_for(library, before[i], id);
    if (status == 0)
        status = scrl__fill_delete(library, id);
    /* the shared strings that can hold words of a document */
    if (status == 0)
        status = scrl__store_exec(library,
                                  "DELETE FROM term WHERE field = 'by' AND id NOT IN (SELECT polarity_by FROM tag)"
                                  " AND id NOT IN (SELECT level_by FROM tag)",
                                  "forget a review");
    return status;
}

/* Samples of ANALYZE may hold words; VACUUM needs to attach a database of its own. */
static int write_anew(scrl_library *library)
{
    sqlite3_limit(library->db, SQLITE_LIMIT_ATTACHED, 1);
    int status = scrl__store_exec(library, "DROP TABLE IF EXISTS sqlite_stat4; VACUUM", "write the library anew");
    sqlite3_limit(library->db, SQLITE_LIMIT_ATTACHED, 0);
    return status;
}

int scrl_library_forget(scrl_library *library, const char *review)
{
    bool own = true;
    if (library == NULL)
        return SCRL_EINVAL;
    if (review == NULL)
        return scrl__fail(library->ctx, SCRL_EINVAL, "use", "scrl_library_forget needs a review");
    int status = scrl__library_commit(library);
    if (status == 0)
        status = scrl__store_begin(library, &own);
    if (status != 0)
        return status;
    status = scrl__store_exec(library, "PRAGMA secure_delete=ON", "forget a review");
    if (status == 0)
        status = remove_rows(library, review);
    if (status == 0)
        status = scrl__store_exec(library, "DELETE FROM list; INSERT INTO fts(fts) VALUES('rebuild')",
                                  "build the index anew");
    if (status == 0)
        status = scrl__words_rebuild(library);
    status = scrl__store_end(library, own, status);
    return status == 0 ? write_anew(library) : status;
}
