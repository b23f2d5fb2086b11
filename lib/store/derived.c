/*
 * derived.c - works the facts of passages out from their rows. What a passage has is read from its filter words, so that
 * index and facts say the same; how many words it has, from its text.
 */
#include "store/derived.h"

#include <stdlib.h>
#include <string.h>

#include "store/columns.h"
#include "store/words.h"

/* A number of decimal digits; '*text' moves behind it. */
static uint32_t digits(const char **text)
{
    uint32_t number = 0;
    for (; **text >= '0' && **text <= '9'; ++*text)
        number = number * 10 + (uint32_t)(**text - '0');
    return number;
}

/* The code of one filter word; false for those that say what another says too. */
static bool code_of(const char *token, uint32_t *code)
{
    static const char letters[] = {
        [SCRL__CODE_TAG] = 't', [SCRL__CODE_KIND] = 'k', [SCRL__CODE_AGENCY] = 'g', [SCRL__CODE_STATE] = 's'};
    const char *class = token[0] == 'z' && token[1] != '\0' ? memchr(letters, token[1], sizeof(letters)) : NULL;
    if (class == NULL)
        return false;
    const char *at = token + 2;
    uint32_t term = digits(&at), polarity = 0, level = 0;
    if (class == letters + SCRL__CODE_TAG) {
        if (*at++ != 'p')
            return false;
        polarity = digits(&at);
        if (*at++ != 'l')
            return false;
        level = digits(&at);
    }
    *code = scrl__code((unsigned)(class - letters), term, polarity, level);
    return true;
}

static int compare_codes(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static int codes_read(scrl__derived *d, const char *tokens)
{
    uint32_t code = 0;
    d->code_count = 0;
    for (const char *token = tokens; *token != '\0'; token += strspn(token, " ")) {
        if (code_of(token, &code)) {
            if (scrl__grow((void **)&d->codes, &d->code_cap, d->code_count, sizeof(*d->codes)) != 0)
                return SCRL_ENOMEM;
            d->codes[d->code_count++] = code;
        }
        token += strcspn(token, " ");
    }
    if (d->code_count > 1)
        qsort(d->codes, d->code_count, sizeof(*d->codes), compare_codes);
    return 0;
}

int scrl__derived_add(scrl__derived *d, uint32_t words, uint32_t kind, uint32_t role, uint32_t heading,
                      const char *tokens)
{
    if (codes_read(d, tokens) != 0)
        return SCRL_ENOMEM;
    scrl__facts_add(&d->facts, words);
    scrl__facts_add(&d->facts, kind);
    scrl__facts_add(&d->facts, role);
    scrl__facts_add(&d->facts, heading);
    scrl__facts_add(&d->facts, (uint32_t)d->code_count);
    for (size_t i = 0; i < d->code_count; i++)
        scrl__facts_add(&d->facts, d->codes[i] - (i > 0 ? d->codes[i - 1] : 0));
    return d->facts.failed ? SCRL_ENOMEM : 0;
}

void scrl__derived_free(scrl__derived *d)
{
    scrl__str_free(&d->facts);
    free(d->codes);
    *d = (scrl__derived){.codes = NULL};
}

static uint32_t number(sqlite3_stmt *row, int column)
{
    return (uint32_t)sqlite3_column_int64(row, column);
}

static int add_row(scrl_library *library, sqlite3_stmt *row, scrl__cut *cut, scrl__derived *out)
{
    const char *tokens = (const char *)sqlite3_column_text(row, 3), *text = (const char *)sqlite3_column_text(row, 4);
    int status = scrl__words_cut(library, text != NULL ? text : "", (size_t)sqlite3_column_bytes(row, 4), false, cut);
    if (status != 0)
        return status;
    status = scrl__derived_add(out, (uint32_t)cut->count, number(row, 0), number(row, 1), number(row, 2),
                               tokens != NULL ? tokens : "");
    return status == 0 ? 0 : scrl__fail_memory(library->ctx, "store");
}

int scrl__derived_review(scrl_library *library, int64_t review, scrl__derived *out)
{
    sqlite3_stmt *row = NULL;
    scrl__cut cut = {.words = NULL};
    int rc = SQLITE_DONE;
    int status = scrl__store_prepare(
        library,
        "SELECT p.kind, p.role, coalesce(s.heading + 1, 0), p.tokens, p.text FROM review AS r JOIN passage AS p"
        " ON p.id >= r.first_passage AND p.id < r.first_passage + r.passages"
        " LEFT JOIN section AS s ON s.review = p.review AND s.ordinal = p.section WHERE r.id = ?1 ORDER BY p.id",
        &row);
    scrl__str_truncate(&out->facts, 0);
    if (status == 0)
        sqlite3_bind_int64(row, 1, review);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = add_row(library, row, &cut, out);
    sqlite3_finalize(row);
    scrl__cut_free(&cut);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read the passages of a review");
}

int scrl__derived_store(scrl_library *library, int64_t review)
{
    sqlite3_stmt *statement = NULL;
    scrl__derived derived = {.codes = NULL};
    int status = scrl__derived_review(library, review, &derived);
    if (status == 0)
        status = scrl__store_prepare(library, "INSERT OR REPLACE INTO facts(review, data) VALUES(?1, ?2)", &statement);
    if (status == 0) {
        sqlite3_bind_int64(statement, 1, review);
        sqlite3_bind_blob64(statement, 2, scrl__str_text(&derived.facts), derived.facts.len, SQLITE_STATIC);
        int rc = sqlite3_step(statement);
        if (rc != SQLITE_DONE)
            status = scrl__store_fail(library, rc, "note what passages have");
    }
    sqlite3_finalize(statement);
    scrl__derived_free(&derived);
    return status;
}

int scrl__derived_store_all(scrl_library *library)
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE, status = scrl__store_prepare(library, "SELECT id FROM review ORDER BY id", &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = scrl__derived_store(library, sqlite3_column_int64(row, 0));
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read the reviews");
}

int scrl__derived_check(scrl_library *library, int64_t *wrong)
{
    sqlite3_stmt *row = NULL;
    scrl__derived derived = {.codes = NULL};
    int rc = SQLITE_DONE;
    int status = scrl__store_prepare(
        library, "SELECT r.id, f.data FROM review AS r LEFT JOIN facts AS f ON f.review = r.id ORDER BY r.id", &row);
    for (*wrong = 0; status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW;) {
        status = scrl__derived_review(library, sqlite3_column_int64(row, 0), &derived);
        const void *data = sqlite3_column_blob(row, 1);
        size_t len = (size_t)sqlite3_column_bytes(row, 1);
        bool there = sqlite3_column_type(row, 1) == SQLITE_BLOB && len == derived.facts.len;
        *wrong += !there || (len > 0 && memcmp(data, derived.facts.data, len) != 0);
    }
    sqlite3_finalize(row);
    scrl__derived_free(&derived);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read what passages have");
}
