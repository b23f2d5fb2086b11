/*
 * derived.c - what each passage has, as its rows say it: how many words its text has, its kind, its role, the heading
 * over it, and as codes the tags on it, what readers said of them, the kinds of the statements that cover some of it, and
 * the agencies that those tags and statements name.
 */
#include "store/derived.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/columns.h"
#include "store/fill.h"
#include "store/terms.h"
#include "store/words.h"

/* Codes as columns.h builds them, in the order of passages; what a term is missing for is not there. */
#define CODE(term, class) "(" term ".id << 5) | " class
#define OF_REVIEW "p.id >= r.first_passage AND p.id < r.first_passage + r.passages"
static const char codes_sql[] =
    "WITH r AS (SELECT id, first_passage, passages FROM review WHERE id = ?1),"
    " tags AS (SELECT t.* FROM r JOIN tag AS t ON t.passage >= r.first_passage"
    "  AND t.passage < r.first_passage + r.passages),"
    " kinds AS (SELECT s.ordinal, s.kind, p.id AS passage FROM r JOIN statement AS s ON s.review = r.id"
    "  JOIN passage AS p ON p.id BETWEEN s.passage AND s.last_passage AND " OF_REVIEW ")"
    " SELECT passage, (theme << 5) | (polarity << 3) | (level << 2) FROM tags WHERE state <> 2"
    " UNION SELECT passage, " CODE(
        "x", "3") " FROM tags JOIN term AS x ON x.field = 'state'"
                  "  AND x.value = CASE state WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' ELSE 'manual' END WHERE "
                  "state <> 0"
                  " UNION SELECT passage, " CODE(
                      "x", "2") " FROM tags JOIN term AS y ON y.id = tags.theme"
                                "  JOIN term AS x ON x.field = 'agency' AND x.value = y.value WHERE state <> 2"
                                " UNION SELECT passage, " CODE(
                                    "x", "1") " FROM kinds JOIN term AS x ON x.field = 'kind' AND x.value = kinds.kind"
                                              " UNION SELECT passage, " CODE(
                                                  "x",
                                                  "2") " FROM r JOIN kinds JOIN statement_name AS n ON n.review = r.id"
                                                       "  AND n.statement = kinds.ordinal AND n.what = 'agency' JOIN "
                                                       "term AS x ON x.field = 'agency' AND x.value = n.value"
                                                       " ORDER BY 1, 2";

static const char passages_sql[] =
    "SELECT p.id, p.kind, p.role, coalesce(s.heading + 1, 0), p.text FROM review AS r JOIN passage AS p ON " OF_REVIEW
    " LEFT JOIN section AS s ON s.review = p.review AND s.ordinal = p.section WHERE r.id = ?1 ORDER BY p.id";

/* Names that a filter may ask for: each has to have a number. */
static const char names_sql[] =
    "WITH tags AS (SELECT t.theme, t.state FROM review AS r JOIN tag AS t ON t.passage >= r.first_passage"
    "  AND t.passage < r.first_passage + r.passages WHERE r.id = ?1)"
    " SELECT 'kind', kind FROM statement WHERE review = ?1"
    " UNION SELECT 'agency', value FROM statement_name WHERE review = ?1 AND what = 'agency'"
    " UNION SELECT 'agency', y.value FROM tags JOIN term AS y ON y.id = theme WHERE state <> 2"
    "  AND y.value GLOB 'agency_*'"
    " UNION SELECT 'state', CASE state WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' ELSE 'manual' END FROM tags"
    "  WHERE state <> 0";

/* A row of 'facts' that is being worked out. */
typedef struct deriving {
    scrl_library *library;
    const uint32_t *words;
    scrl__str facts;
    scrl__cut cut;
    uint32_t *codes; /* of the passage at hand */
    size_t code_count, code_cap;
} deriving;

static void deriving_end(deriving *d)
{
    scrl__str_free(&d->facts);
    scrl__cut_free(&d->cut);
    free(d->codes);
}

static uint32_t number(sqlite3_stmt *row, int column)
{
    return (uint32_t)sqlite3_column_int64(row, column);
}

/* Takes the codes of passage 'id' from rows that stand on its first or behind it; '*rc' is the state of the rows. */
static int take_codes(deriving *d, sqlite3_stmt *codes, int64_t id, int *rc)
{
    d->code_count = 0;
    for (; *rc == SQLITE_ROW && sqlite3_column_int64(codes, 0) <= id; *rc = sqlite3_step(codes)) {
        if (scrl__grow((void **)&d->codes, &d->code_cap, d->code_count, sizeof(*d->codes)) != 0)
            return scrl__fail_memory(d->library->ctx, "store");
        d->codes[d->code_count++] = number(codes, 1);
    }
    return *rc == SQLITE_ROW || *rc == SQLITE_DONE
               ? 0
               : scrl__store_fail(d->library, *rc, "read the tags and statements of a review");
}

static int count_words(deriving *d, sqlite3_stmt *row, uint32_t *words)
{
    const char *text = (const char *)sqlite3_column_text(row, 4);
    if (d->words != NULL) {
        *words = *d->words++;
        return 0;
    }
    int status =
        scrl__words_cut(d->library, text != NULL ? text : "", (size_t)sqlite3_column_bytes(row, 4), false, &d->cut);
    *words = (uint32_t)d->cut.count;
    return status;
}

static int add_passage(deriving *d, sqlite3_stmt *row)
{
    uint32_t words = 0;
    int status = count_words(d, row, &words);
    if (status != 0)
        return status;
    scrl__facts_add(&d->facts, words);
    for (int column = 1; column < 4; column++)
        scrl__facts_add(&d->facts, number(row, column));
    scrl__facts_add(&d->facts, (uint32_t)d->code_count);
    for (size_t i = 0; i < d->code_count; i++)
        scrl__facts_add(&d->facts, d->codes[i] - (i > 0 ? d->codes[i - 1] : 0));
    return d->facts.failed ? scrl__fail_memory(d->library->ctx, "store") : 0;
}

/* Works the facts of a review out into 'facts'. */
static int derive(deriving *d, int64_t review)
{
    sqlite3_stmt *codes = NULL, *row = NULL;
    int rc = SQLITE_DONE, codes_rc = SQLITE_DONE;
    scrl__str_truncate(&d->facts, 0);
    int status = scrl__fill_run(d->library, SCRL__FILL_CODES, codes_sql, &codes, "i", review);
    if (status == 0)
        status = scrl__fill_run(d->library, SCRL__FILL_PASSAGES, passages_sql, &row, "i", review);
    codes_rc = codes != NULL ? SQLITE_ROW : SQLITE_DONE;
    for (rc = row != NULL ? SQLITE_ROW : SQLITE_DONE; status == 0 && rc == SQLITE_ROW; rc = sqlite3_step(row)) {
        status = take_codes(d, codes, sqlite3_column_int64(row, 0), &codes_rc);
        if (status == 0)
            status = add_passage(d, row);
        if (status != 0)
            break;
    }
    scrl__fill_reset(codes);
    scrl__fill_reset(row);
    return status != 0 || rc == SQLITE_DONE ? status
                                            : scrl__store_fail(d->library, rc, "read the passages of a review");
}

/* Rows are written one by one: a statement that writes several makes the full-text index write out a segment. */
static int names_intern(scrl_library *library, int64_t review)
{
    sqlite3_stmt *row = NULL;
    uint32_t id;
    int rc, status = scrl__fill_run(library, SCRL__FILL_NAMES, names_sql, &row, "i", review);
    for (rc = row != NULL ? SQLITE_ROW : SQLITE_DONE; status == 0 && rc == SQLITE_ROW; rc = sqlite3_step(row)) {
        const char *value = (const char *)sqlite3_column_text(row, 1);
        status = scrl__term_intern(library, (const char *)sqlite3_column_text(row, 0), value != NULL ? value : "", &id);
        if (status != 0)
            break;
    }
    scrl__fill_reset(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read the names of a review");
}

int scrl__derived_store(scrl_library *library, int64_t review, const uint32_t *words)
{
    deriving d = {.library = library, .words = words};
    int status = names_intern(library, review);
    if (status == 0)
        status = derive(&d, review);
    if (status == 0)
        status = scrl__fill_run(library, SCRL__FILL_FACTS, "INSERT OR REPLACE INTO facts(review, data) VALUES(?1, ?2)",
                                NULL, "ib", review, scrl__str_text(&d.facts), d.facts.len);
    deriving_end(&d);
    return status;
}

int scrl__derived_store_all(scrl_library *library)
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE, status = scrl__store_prepare(library, "SELECT id FROM review ORDER BY id", &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = scrl__derived_store(library, sqlite3_column_int64(row, 0), NULL);
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read the reviews");
}

int scrl__derived_check(scrl_library *library, int64_t *wrong)
{
    sqlite3_stmt *row = NULL;
    deriving d = {.library = library};
    int rc = SQLITE_DONE;
    int status = scrl__store_prepare(
        library, "SELECT r.id, f.data FROM review AS r LEFT JOIN facts AS f ON f.review = r.id ORDER BY r.id", &row);
    for (*wrong = 0; status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW;) {
        status = derive(&d, sqlite3_column_int64(row, 0));
        const void *data = sqlite3_column_blob(row, 1);
        size_t len = (size_t)sqlite3_column_bytes(row, 1);
        bool there = sqlite3_column_type(row, 1) == SQLITE_BLOB && len == d.facts.len;
        *wrong += !there || (len > 0 && memcmp(data, d.facts.data, len) != 0);
    }
    sqlite3_finalize(row);
    deriving_end(&d);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read what passages have");
}
