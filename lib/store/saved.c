/*
 * saved.c - questions kept under a name, and the passages that each had at the last look. A passage is known by its
 * review and a hash of its words, not by its number, so that reading a review again makes none of it new.
 */
#include <stdlib.h>
#include <string.h>

#include "store/columns.h"
#include "store/library.h"
#include "store/run.h"
#include "store/store.h"

/* FNV-1a. */
static int64_t hash_words(const char *text, size_t len)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211U;
    return (int64_t)(hash & INT64_MAX);
}

/* Runs a statement that gives no rows, with text parameters; '*changes' (may be NULL) is how many rows it changed. */
static int run_texts(scrl_library *library, const char *sql, const char *const texts[], int count, int *changes)
{
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(library, sql, &statement);
    if (status != 0)
        return status;
    for (int i = 0; i < count; i++)
        sqlite3_bind_text(statement, i + 1, texts[i], -1, SQLITE_STATIC);
    int rc = sqlite3_step(statement);
    sqlite3_finalize(statement);
    if (rc != SQLITE_DONE)
        return scrl__store_fail(library, rc, "keep a question");
    if (changes != NULL)
        *changes = sqlite3_changes(library->db);
    return 0;
}

int scrl__saved_put(scrl_library *library, const char *name, const char *question)
{
    bool own = true;
    const char *texts[] = {name, question};
    int status = scrl__store_begin(library, &own);
    if (status != 0)
        return status;
    status = run_texts(library, "DELETE FROM seen WHERE saved = ?1", texts, 1, NULL);
    if (status == 0)
        status =
            run_texts(library, "INSERT OR REPLACE INTO saved(name, question, looks) VALUES(?1, ?2, 0)", texts, 2, NULL);
    return scrl__store_end(library, own, status);
}

static int unknown_name(scrl_library *library)
{
    return scrl__fail(library->ctx, SCRL_ENOTFOUND, "store", "no question is saved under this name");
}

int scrl_saved_remove(scrl_library *library, const char *name)
{
    bool own = true;
    int changes = 0;
    if (library == NULL || name == NULL)
        return SCRL_EINVAL;
    int status = scrl__store_begin(library, &own);
    if (status != 0)
        return status;
    status = run_texts(library, "DELETE FROM seen WHERE saved = ?1", &name, 1, NULL);
    if (status == 0)
        status = run_texts(library, "DELETE FROM saved WHERE name = ?1", &name, 1, &changes);
    if (status == 0 && changes == 0)
        status = unknown_name(library);
    return scrl__store_end(library, own, status);
}

int scrl__saved_look_begin(scrl_library *library, const char *name)
{
    int changes = 0;
    int status = run_texts(library, "UPDATE saved SET looks = looks + 1 WHERE name = ?1", &name, 1, &changes);
    if (status == 0 && changes == 0)
        return unknown_name(library);
    return status == 0 ? run_texts(library, "DELETE FROM seen WHERE saved = ?1", &name, 1, NULL) : status;
}

int scrl__saved_see(scrl_library *library, const char *name, const char *sha256, const char *text, size_t len)
{
    sqlite3_stmt *statement = NULL;
    int status =
        scrl__store_prepare(library, "INSERT OR IGNORE INTO seen(saved, sha256, words) VALUES(?1, ?2, ?3)", &statement);
    if (status != 0)
        return status;
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, sha256, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, hash_words(text, len));
    int rc = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "note what was seen");
}

static int check_name(scrl_library *library, const char *name)
{
    int64_t found = 0;
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(library, "SELECT count(*) FROM saved WHERE name = ?1", &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
    int rc = sqlite3_step(row);
    found = rc == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
    sqlite3_finalize(row);
    if (rc != SQLITE_ROW)
        return scrl__store_fail(library, rc, "look up a question");
    return found > 0 ? 0 : unknown_name(library);
}

/* Whether the passage was there at the last look: 1, 0, or a recorded failure. */
static int was_seen(scrl_library *library, sqlite3_stmt *passage, sqlite3_stmt *seen, int64_t id)
{
    sqlite3_reset(passage);
    sqlite3_bind_int64(passage, 1, id);
    int rc = sqlite3_step(passage);
    if (rc != SQLITE_ROW)
        return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "look up what was seen");
    const char *text = (const char *)sqlite3_column_text(passage, 1);
    sqlite3_reset(seen);
    sqlite3_bind_value(seen, 2, sqlite3_column_value(passage, 0));
    sqlite3_bind_int64(seen, 3, hash_words(text, text == NULL ? 0 : (size_t)sqlite3_column_bytes(passage, 1)));
    rc = sqlite3_step(seen);
    if (rc == SQLITE_ROW)
        return 1;
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "look up what was seen");
}

int scrl__saved_drop_seen(scrl_library *library, const char *name, const scrl__columns *columns, scrl__found *found,
                          size_t *count)
{
    sqlite3_stmt *passage = NULL, *seen = NULL;
    size_t kept = 0;
    int status = check_name(library, name);
    if (status == 0)
        status = scrl__store_prepare(
            library, "SELECT r.sha256, p.text FROM passage AS p JOIN review AS r ON r.id = p.review WHERE p.id = ?1",
            &passage);
    if (status == 0)
        status =
            scrl__store_prepare(library, "SELECT 1 FROM seen WHERE saved = ?1 AND sha256 = ?2 AND words = ?3", &seen);
    if (status == 0)
        sqlite3_bind_text(seen, 1, name, -1, SQLITE_STATIC);
    for (size_t i = 0; i < *count && status >= 0; i++) {
        status = was_seen(library, passage, seen, scrl__columns_passage(columns, found[i].place));
        if (status == 0)
            found[kept++] = found[i];
    }
    sqlite3_finalize(passage);
    sqlite3_finalize(seen);
    *count = kept;
    return status < 0 ? status : 0;
}

struct scrl_saved_list {
    scrl__arena *arena;
    scrl_saved *items;
    size_t count, cap, at;
};

static int take_saved(scrl_library *library, scrl_saved_list *list, sqlite3_stmt *row)
{
    const char *name = (const char *)sqlite3_column_text(row, 0), *question = (const char *)sqlite3_column_text(row, 1);
    if (scrl__grow((void **)&list->items, &list->cap, list->count, sizeof(*list->items)) != 0)
        return scrl__fail_memory(library->ctx, "store");
    scrl_saved *saved = &list->items[list->count];
    *saved = (scrl_saved){.size = sizeof(*saved),
                          .name = scrl__arena_strdup(list->arena, name != NULL ? name : ""),
                          .question = scrl__arena_strdup(list->arena, question != NULL ? question : ""),
                          .looks = (uint64_t)sqlite3_column_int64(row, 2)};
    if (saved->name == NULL || saved->question == NULL)
        return scrl__fail_memory(library->ctx, "store");
    list->count++;
    return 0;
}

int scrl_saved_list_new(scrl_library *library, scrl_saved_list **out)
{
    sqlite3_stmt *row = NULL;
    if (library == NULL || out == NULL)
        return SCRL_EINVAL;
    scrl_saved_list *list = calloc(1, sizeof(*list));
    if (list != NULL)
        list->arena = scrl__arena_new();
    int rc = SQLITE_DONE, status = list == NULL || list->arena == NULL ? scrl__fail_memory(library->ctx, "store") : 0;
    if (status == 0)
        status = scrl__store_prepare(library, "SELECT name, question, looks FROM saved ORDER BY name", &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = take_saved(library, list, row);
    sqlite3_finalize(row);
    if (status == 0 && rc != SQLITE_DONE)
        status = scrl__store_fail(library, rc, "read the saved questions");
    if (status != 0)
        scrl_saved_list_free(list);
    else
        *out = list;
    return status;
}

void scrl_saved_list_free(scrl_saved_list *list)
{
    if (list == NULL)
        return;
    free(list->items);
    scrl__arena_free(list->arena);
    free(list);
}

int scrl_saved_list_next(scrl_saved_list *list, scrl_saved *saved)
{
    if (list == NULL || saved == NULL)
        return SCRL_EINVAL;
    if (list->at >= list->count)
        return 0;
    int status = scrl__record_fill(saved, &list->items[list->at], sizeof(*saved));
    list->at += status == 0;
    return status == 0 ? 1 : status;
}
