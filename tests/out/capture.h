/* capture.h - what a writer wrote, read again by SQLite's JSON functions: a reader that scrl did not make. */
#ifndef SCRL_TESTS_OUT_CAPTURE_H
#define SCRL_TESTS_OUT_CAPTURE_H

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "suite.h"

typedef struct capture {
    char *text;
    size_t len;
    long stop_after; /* bytes after which the writer is told to stop; negative: never */
} capture;

#define CAPTURE_INIT                                                                                                   \
    {                                                                                                                  \
        NULL, 0, -1                                                                                                    \
    }

static inline int capture_write(void *user, const char *bytes, size_t len)
{
    capture *c = user;
    if (c->stop_after >= 0 && c->len + len > (size_t)c->stop_after)
        return 1;
    char *text = realloc(c->text, c->len + len + 1);
    ck_assert_ptr_nonnull(text);
    memcpy(text + c->len, bytes, len);
    c->text = text;
    c->len += len;
    c->text[c->len] = '\0';
    return 0;
}

static inline void capture_free(capture *c)
{
    free(c->text);
    *c = (capture)CAPTURE_INIT;
}

/* The answer of SQLite to 'sql', in which ?1 is 'text'; rows with "," between. "(null)" for NULL. Lent, eight at a time. */
static inline const char *json_ask(const char *text, const char *sql)
{
    static char answers[8][8192];
    static int turn;
    char *answer = answers[turn++ % 8];
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    int rc;
    size_t len = 0;
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_bind_text(row, 1, text, -1, SQLITE_STATIC);
    answer[0] = '\0';
    while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
        const char *value = (const char *)sqlite3_column_text(row, 0);
        len += (size_t)snprintf(answer + len, 8192 - len, "%s%s", len > 0 ? "," : "", value != NULL ? value : "(null)");
        ck_assert_uint_lt(len, 8192);
    }
    ck_assert_msg(rc == SQLITE_DONE, "%s", sqlite3_errmsg(db));
    sqlite3_finalize(row);
    sqlite3_close(db);
    return answer;
}

/* The value at a path, such as "$.tags[0].theme". */
static inline const char *json_at(const char *text, const char *path)
{
    char sql[256];
    snprintf(sql, sizeof(sql), "SELECT json_extract(?1, '%s')", path);
    return json_ask(text, sql);
}

/* The keys of the object at a path, in their order, with "," between. */
static inline const char *json_keys(const char *text, const char *path)
{
    char sql[256];
    snprintf(sql, sizeof(sql), "SELECT key FROM json_each(?1, '%s')", path);
    return json_ask(text, sql);
}

static inline const char *json_type_at(const char *text, const char *path)
{
    char sql[256];
    snprintf(sql, sizeof(sql), "SELECT json_type(?1, '%s')", path);
    return json_ask(text, sql);
}

/* One line, one JSON value. */
static inline void check_line(const char *text)
{
    ck_assert_str_eq(json_ask(text, "SELECT json_valid(?1)"), "1");
    ck_assert_uint_gt(strlen(text), 0);
    ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
}

#endif
