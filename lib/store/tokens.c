/*
 * tokens.c - writes the filter words of the full-text index and keeps the dictionary that numbers them. What each word
 * means stands in tokens.h; which passage gets which is decided in fill.c, which is asked for in expression.c.
 */
#include "store/tokens.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *field;
    char letter;
} letters[] = {
    {"theme", 't'}, {"role", 'r'}, {"kind", 'k'}, {"agency", 'g'}, {"state", 's'},
};

#define MOST_TERMS ((INT64_C(1) << 27) - 1)
#define POLARITIES 4
#define LEVELS 2

char scrl__token_letter(const char *field)
{
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
        if (strcmp(letters[i].field, field) == 0)
            return letters[i].letter;
    return 0;
}

/* A passage has a dozen tokens, so printf would show in the time that storing takes. */
static size_t write_number(char *out, uint32_t number)
{
    char digits[10];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    for (size_t i = 0; i < count; i++)
        out[i] = digits[count - 1 - i];
    return count;
}

size_t scrl__token_write(char letter, uint32_t number, char out[SCRL__TOKEN_SIZE])
{
    out[0] = 'z';
    out[1] = letter;
    size_t len = 2 + write_number(out + 2, number);
    out[len] = '\0';
    return len;
}

size_t scrl__token_write_tag(uint32_t theme, scrl_polarity polarity, scrl_level level, char out[SCRL__TOKEN_SIZE])
{
    size_t len = 1;
    out[0] = 'z';
    if (theme != 0)
        len = scrl__token_write('t', theme, out);
    out[len++] = 'p';
    len += write_number(out + len, (uint32_t)polarity);
    out[len++] = 'l';
    len += write_number(out + len, (uint32_t)level);
    out[len] = '\0';
    return len;
}

void scrl__token_match(scrl__str *out, char letter, uint32_t number)
{
    char token[SCRL__TOKEN_SIZE];
    scrl__token_write(letter, number, token);
    scrl__str_adds(out, "tokens : ");
    scrl__str_adds(out, token);
}

void scrl__token_tag_match(scrl__str *out, uint32_t theme, int polarity, int level)
{
    char token[SCRL__TOKEN_SIZE];
    if (theme != 0 && polarity < 0 && level < 0) {
        scrl__token_match(out, 't', theme);
        return;
    }
    const char *before = "tokens : (";
    for (int p = 0; p < POLARITIES; p++) {
        for (int l = 0; l < LEVELS; l++) {
            if ((polarity >= 0 && p != polarity) || (level >= 0 && l != level))
                continue;
            scrl__token_write_tag(theme, (scrl_polarity)p, (scrl_level)l, token);
            scrl__str_adds(out, before);
            scrl__str_adds(out, token);
            before = " OR ";
        }
    }
    scrl__str_addc(out, ')');
}

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
