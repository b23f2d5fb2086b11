/*
 * units.c - one SQL text a unit, and the way from its columns to a hit. The columns of all units stand in the same
 * order, so that one function reads what they share.
 */
#include "store/units.h"

#include <string.h>

/* The words of a row that point into one passage 'p': its own text where they run over more than one. */
#define PART_OF_PASSAGE(row)                                                                                           \
    "CAST(substr(CAST(p.text AS BLOB), " row ".start_byte - p.start_byte + 1, " row ".end_byte - " row                 \
    ".start_byte) AS TEXT)"
#define HEADING                                                                                                        \
    "coalesce((SELECT h.text FROM section AS s JOIN review AS v ON v.id = s.review"                                    \
    " JOIN passage AS h ON h.id = v.first_passage + s.heading"                                                         \
    " WHERE s.review = p.review AND s.ordinal = p.section), '')"
#define ROLE "coalesce((SELECT value FROM term WHERE id = p.role), 'other')"
#define NAMES(what)                                                                                                    \
    "coalesce((SELECT group_concat(n.value, '; ') FROM statement_name AS n WHERE n.review = x.review"                  \
    " AND n.statement = x.ordinal AND n.what = '" what "'), '')"
#define TERM(column) "coalesce((SELECT value FROM term WHERE id = t." column "), '')"

/* Columns: ordinal, page, start, end, number, text, kind, heading, role; then what the unit has of its own. */
static const char *const unit_sql[] = {
    [SCRL_UNIT_PASSAGE] = "SELECT p.ordinal, p.page, p.start_byte, p.end_byte, p.number, p.text, p.kind, " HEADING
                          ", " ROLE " FROM passage AS p WHERE p.id = ?1",
    [SCRL_UNIT_STATEMENT] =
        "SELECT x.ordinal, x.page, x.start_byte, x.end_byte, p.number, coalesce(x.text, " PART_OF_PASSAGE(
            "x") "), x.kind, " HEADING ", " ROLE
                 ", x.label, x.passage, x.last_passage, x.deadline, x.owner, " NAMES("addressee") ", " NAMES(
                     "ask") ", " NAMES("type") ", " NAMES("repeat") " FROM statement AS x JOIN passage AS p ON p.id = "
                                                                    "x.passage WHERE x.review = ?1 ORDER BY x.ordinal",
    [SCRL_UNIT_EVENT] =
        "SELECT e.ordinal, e.page, e.start_byte, e.end_byte, p.number, coalesce(e.text, " PART_OF_PASSAGE(
            "e") "), e.precision, " HEADING ", " ROLE ", e.printed, e.from_day, e.to_day"
                 " FROM event AS e JOIN passage AS p ON p.id = e.passage WHERE e.passage = ?1 ORDER BY e.ordinal",
    [SCRL_UNIT_TAG] = "SELECT t.ordinal, p.page, t.start_byte, t.end_byte, p.number, " PART_OF_PASSAGE(
        "t") ", '', " HEADING ", " ROLE
             ", " TERM("theme") ", t.polarity, t.level, t.evidence_start, t.evidence_end, " TERM("rule") ", " TERM(
                 "model") ", t.confidence, " TERM("polarity_by") ", " TERM("level_by") ", t.state FROM tag AS t JOIN "
                                                                                       "passage AS "
                                                                                       "p ON p.id = t.passage WHERE "
                                                                                       "t.passage = ?1 ORDER BY "
                                                                                       "t.ordinal",
    [SCRL_UNIT_REVIEW] = "SELECT 0, 0, 0, text_bytes, '', title, '', '', '' FROM review WHERE id = ?1",
    [SCRL_UNIT_SECTION] =
        "SELECT s.ordinal, s.page, s.start_byte, s.end_byte, s.number, h.text, '', h.text,"
        " coalesce((SELECT value FROM term WHERE id = s.role), 'other'), s.level"
        " FROM section AS s JOIN review AS v ON v.id = s.review"
        " JOIN passage AS h ON h.id = v.first_passage + s.heading WHERE s.review = ?1 ORDER BY s.ordinal",
    [SCRL_UNIT_VALUE] =
        ("SELECT ordinal, 0, start_byte, end_byte, '', value, field, '', '' FROM value WHERE review = ?1"
         " ORDER BY ordinal"),
    [SCRL_UNIT_WARNING] =
        "SELECT ordinal, page, 0, 0, '', message, code, '', '' FROM warning WHERE review = ?1 ORDER BY ordinal",
};

bool scrl__unit_by_passage(scrl_unit unit)
{
    return unit == SCRL_UNIT_PASSAGE || unit == SCRL_UNIT_EVENT || unit == SCRL_UNIT_TAG;
}

const char *scrl__unit_sql(scrl_unit unit)
{
    return unit_sql[unit];
}

scrl_hit scrl__unit_blank(scrl_unit unit)
{
    scrl_hit hit = SCRL_HIT_INIT;
    hit.unit = unit;
    const char **strings[] = {
        &hit.cursor,   &hit.review, &hit.file,   &hit.title,        &hit.review_type, &hit.publisher,   &hit.published,
        &hit.heading,  &hit.role,   &hit.number, &hit.text,         &hit.kind,        &hit.label,       &hit.addressees,
        &hit.from,     &hit.to,     &hit.theme,  &hit.rule,         &hit.model,       &hit.polarity_by, &hit.level_by,
        &hit.deadline, &hit.owner,  &hit.asks,   &hit.type_printed, &hit.repeats};
    for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
        *strings[i] = "";
    return hit;
}

/* Copies a text column; NULL when memory is out. */
static const char *keep(sqlite3_stmt *row, int column, scrl__arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text == NULL ? "" : scrl__arena_strndup(arena, text, (size_t)sqlite3_column_bytes(row, column));
}

static uint32_t number(sqlite3_stmt *row, int column)
{
    return (uint32_t)sqlite3_column_int64(row, column);
}

static void fill_statement(sqlite3_stmt *row, scrl__arena *arena, scrl_hit *hit, int64_t span[2])
{
    hit->label = keep(row, 9, arena);
    span[0] = sqlite3_column_int64(row, 10);
    span[1] = sqlite3_column_int64(row, 11);
    hit->deadline = keep(row, 12, arena);
    hit->owner = keep(row, 13, arena);
    hit->addressees = keep(row, 14, arena);
    hit->asks = keep(row, 15, arena);
    hit->type_printed = keep(row, 16, arena);
    hit->repeats = keep(row, 17, arena);
}

static void fill_event(sqlite3_stmt *row, scrl__arena *arena, scrl_hit *hit)
{
    hit->label = keep(row, 9, arena);
    hit->from = keep(row, 10, arena);
    hit->to = keep(row, 11, arena);
}

static void fill_tag(sqlite3_stmt *row, scrl__arena *arena, scrl_hit *hit)
{
    hit->theme = keep(row, 9, arena);
    hit->polarity = (scrl_polarity)sqlite3_column_int(row, 10);
    hit->level = (scrl_level)sqlite3_column_int(row, 11);
    hit->evidence_start = number(row, 12) - hit->start;
    hit->evidence_end = number(row, 13) - hit->start;
    hit->rule = keep(row, 14, arena);
    hit->model = keep(row, 15, arena);
    if (hit->evidence_start > hit->evidence_end || hit->evidence_end > hit->text_len) /* only in a crafted library */
        hit->evidence_start = hit->evidence_end = 0;
    hit->confidence = number(row, 16);
    hit->polarity_by = keep(row, 17, arena);
    hit->level_by = keep(row, 18, arena);
    hit->state = (scrl_state)sqlite3_column_int(row, 19);
}

/* Whether copying ran out of memory: every string is then NULL instead of "". */
static bool complete(const scrl_hit *hit)
{
    return hit->number != NULL && hit->text != NULL && hit->kind != NULL && hit->heading != NULL && hit->role != NULL &&
           hit->label != NULL && hit->addressees != NULL && hit->from != NULL && hit->to != NULL &&
           hit->theme != NULL && hit->rule != NULL && hit->model != NULL && hit->polarity_by != NULL &&
           hit->level_by != NULL && hit->deadline != NULL && hit->owner != NULL && hit->asks != NULL &&
           hit->type_printed != NULL && hit->repeats != NULL;
}

int scrl__unit_fill(scrl_unit unit, sqlite3_stmt *row, scrl__arena *arena, scrl_hit *hit, int64_t span[2])
{
    hit->ordinal = number(row, 0);
    hit->page = number(row, 1);
    hit->start = number(row, 2);
    hit->end = number(row, 3);
    hit->number = keep(row, 4, arena);
    hit->text = keep(row, 5, arena);
    hit->text_len = (size_t)sqlite3_column_bytes(row, 5);
    hit->kind = unit == SCRL_UNIT_PASSAGE ? scrl_block_kind_name((scrl_block_kind)sqlite3_column_int(row, 6))
                                          : keep(row, 6, arena);
    hit->heading = keep(row, 7, arena);
    hit->role = keep(row, 8, arena);
    span[0] = span[1] = 0;
    if (unit == SCRL_UNIT_STATEMENT)
        fill_statement(row, arena, hit, span);
    else if (unit == SCRL_UNIT_EVENT)
        fill_event(row, arena, hit);
    else if (unit == SCRL_UNIT_TAG)
        fill_tag(row, arena, hit);
    else if (unit == SCRL_UNIT_SECTION)
        hit->level_number = number(row, 9);
    return complete(hit) ? 0 : SCRL_ENOMEM;
}

const char *scrl__unit_review_sql(void)
{
    return "SELECT sha256, title, coalesce(review_type, ''), coalesce(publisher, ''), coalesce(published, ''), pages,"
           " words, coalesce((SELECT min(path) FROM source WHERE review = ?1 AND origin = 1), '')"
           " FROM review WHERE id = ?1";
}

int scrl__unit_review(scrl_library *library, sqlite3_stmt *row, int64_t review, scrl__arena *arena, scrl_hit *hit)
{
    int status = 0;
    sqlite3_reset(row);
    sqlite3_bind_int64(row, 1, review);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW) {
        hit->review = keep(row, 0, arena);
        hit->title = keep(row, 1, arena);
        hit->review_type = keep(row, 2, arena);
        hit->publisher = keep(row, 3, arena);
        hit->published = keep(row, 4, arena);
        hit->review_pages = number(row, 5);
        hit->review_words = number(row, 6);
        hit->file = keep(row, 7, arena);
        if (hit->review == NULL || hit->title == NULL || hit->review_type == NULL || hit->publisher == NULL ||
            hit->published == NULL || hit->file == NULL)
            status = scrl__fail_memory(library->ctx, "query");
    } else {
        status = rc == SQLITE_DONE ? SCRL_ENOTFOUND : scrl__store_fail(library, rc, "read a review");
    }
    sqlite3_reset(row);
    return status;
}
