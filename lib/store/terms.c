/* terms.c - reads the dictionary of shared strings, and adds to it: one look-up in the file a term and transaction. */
#include "store/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define MOST_TERMS ((INT64_C(1) << 27) - 1)

/* The number of a term; false for one that no library gives, since the facts of passages have no room for it (columns.h). */
static bool term_number(int64_t value, uint32_t *id)
{
    *id = (uint32_t)value;
    return value > 0 && value <= MOST_TERMS;
}

static int terms_read(scrl_library *library, sqlite3_stmt *statement, scrl__terms *terms, size_t *cap)
{
    int rc;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        if (scrl__grow((void **)&terms->items, cap, terms->count, sizeof(terms->items[0])) != 0)
            return scrl__fail_memory(library->ctx, "store");
        const char *value = (const char *)sqlite3_column_text(statement, 1);
        char *copy = scrl__arena_strdup(terms->arena, value != NULL ? value : "");
        if (copy == NULL)
            return scrl__fail_memory(library->ctx, "store");
        terms->items[terms->count].value = copy;
        if (!term_number(sqlite3_column_int64(statement, 0), &terms->items[terms->count++].id))
            return scrl__store_fail(library, SQLITE_CORRUPT, "read the terms of a filter");
    }
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "read the terms of a filter");
}

int scrl__terms_load(scrl_library *library, const char *field, scrl__terms *out)
{
    scrl__terms terms = {scrl__arena_new(), NULL, 0};
    sqlite3_stmt *statement = NULL;
    size_t cap = 0;
    int status = 0;
    if (terms.arena == NULL) {
        status = scrl__fail_memory(library->ctx, "store");
        goto done;
    }
    status = scrl__store_take(library, SCRL__KEPT_TERMS, "SELECT id, value FROM term WHERE field = ?1 ORDER BY id",
                              &statement);
    if (status == 0)
        sqlite3_bind_text(statement, 1, field, -1, SQLITE_STATIC);
    if (status == 0)
        status = terms_read(library, statement, &terms, &cap);
done:
    scrl__store_give(library, SCRL__KEPT_TERMS, statement);
    if (status == 0)
        *out = terms;
    else
        scrl__terms_free(&terms);
    return status;
}

void scrl__terms_free(scrl__terms *terms)
{
    free(terms->items);
    scrl__arena_free(terms->arena);
    *terms = (scrl__terms){NULL, NULL, 0};
}

struct scrl__term_node {
    scrl__term_node *next;
    const char *field, *value;
    uint32_t id;
};

static size_t term_hash(const char *field, const char *value)
{
    uint64_t hash = 14695981039346656037U;
    for (const char *p = field; *p != '\0'; p++)
        hash = (hash ^ (unsigned char)*p) * 1099511628211U;
    for (const char *p = value; *p != '\0'; p++)
        hash = (hash ^ (unsigned char)*p) * 1099511628211U;
    return (size_t)(hash % SCRL__TERM_BUCKETS);
}

static int term_remember(scrl_library *library, const char *field, const char *value, uint32_t id)
{
    if (library->term_arena == NULL)
        library->term_arena = scrl__arena_new();
    if (library->term_arena == NULL)
        return scrl__fail_memory(library->ctx, "store");
    scrl__term_node *node = scrl__arena_alloc(library->term_arena, sizeof(*node));
    char *field_copy = scrl__arena_strdup(library->term_arena, field);
    char *value_copy = scrl__arena_strdup(library->term_arena, value);
    if (node == NULL || field_copy == NULL || value_copy == NULL)
        return scrl__fail_memory(library->ctx, "store");
    scrl__term_node **bucket = &library->term_buckets[term_hash(field, value)];
    *node = (scrl__term_node){*bucket, field_copy, value_copy, id};
    *bucket = node;
    return 0;
}

int scrl__term_find(scrl_library *library, const char *field, const char *value, uint32_t *id)
{
    sqlite3_stmt *statement = NULL;
    int status =
        scrl__store_take(library, SCRL__KEPT_TERM, "SELECT id FROM term WHERE field = ?1 AND value = ?2", &statement);
    if (status != 0)
        return status;
    sqlite3_bind_text(statement, 1, field, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
    int rc = sqlite3_step(statement);
    if (rc == SQLITE_ROW && !term_number(sqlite3_column_int64(statement, 0), id))
        rc = SQLITE_CORRUPT;
    scrl__store_give(library, SCRL__KEPT_TERM, statement);
    if (rc == SQLITE_ROW)
        return 1;
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "look up a term");
}

static int term_add(scrl_library *library, const char *field, const char *value, uint32_t *id)
{
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(library, "INSERT INTO term(field, value) VALUES(?1, ?2)", &statement);
    if (status != 0)
        return status;
    sqlite3_bind_text(statement, 1, field, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
    int rc = sqlite3_step(statement);
    sqlite3_finalize(statement);
    if (rc == SQLITE_DONE && !term_number(sqlite3_last_insert_rowid(library->db), id))
        rc = SQLITE_CORRUPT;
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "store a term");
}

int scrl__term_intern(scrl_library *library, const char *field, const char *value, uint32_t *id)
{
    for (const scrl__term_node *node = library->term_buckets[term_hash(field, value)]; node != NULL;
         node = node->next) {
        if (strcmp(node->value, value) == 0 && strcmp(node->field, field) == 0) {
            *id = node->id;
            return 0;
        }
    }
    int status = scrl__term_find(library, field, value, id);
    if (status == 0)
        status = term_add(library, field, value, id);
    if (status < 0)
        return status;
    return term_remember(library, field, value, *id);
}

void scrl__term_forget(scrl_library *library)
{
    scrl__arena_free(library->term_arena);
    library->term_arena = NULL;
    memset(library->term_buckets, 0, sizeof(library->term_buckets));
}
