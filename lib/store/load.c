/*
 * load.c - the way back from rows to a review. Blocks go through the builder that every reader uses, which cuts the
 * sentences and nests the sections as it did the first time; where its offsets are not those of the rows, the rows are
 * not what a reader gave, and the review is refused.
 */
#include "store/load.h"

#include <stdlib.h>
#include <string.h>

/* What loading one review needs at hand. */
typedef struct loading {
    scrl_library *library;
    int64_t id;
    char sha256[65];
    int64_t first_passage, end_passage;
    scrl__builder *blocks;
    scrl_document *doc;
    scrl__review_builder review;
} loading;

static const char *text_of(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text != NULL ? text : "";
}

/* An offset or number of a row; what does not fit is as wrong as what is not there. */
static uint32_t number_of(sqlite3_stmt *row, int column)
{
    int64_t value = sqlite3_column_int64(row, column);
    return sqlite3_column_type(row, column) != SQLITE_INTEGER || value < 0 || value > UINT32_MAX ? SCRL_NONE
                                                                                                 : (uint32_t)value;
}

static int refuse(const loading *l)
{
    return scrl__store_fail(l->library, SQLITE_CORRUPT, "take a review out of the library");
}

static bool is_prefix(const char *prefix)
{
    size_t len = strlen(prefix);
    return len > 0 && len <= 64 && strspn(prefix, "0123456789abcdefABCDEF") == len;
}

int scrl__review_find(scrl_library *library, const char *prefix, int64_t *id, char sha256[65])
{
    sqlite3_stmt *row = NULL;
    int count = 0, rc;
    if (!is_prefix(prefix))
        return scrl__fail(library->ctx, SCRL_EINVAL, "store", "a review is named by the first digits of its SHA-256");
    int status = scrl__store_prepare(
        library, "SELECT id, sha256 FROM review WHERE substr(sha256, 1, length(?1)) = lower(?1) LIMIT 2", &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, prefix, -1, SQLITE_STATIC);
    while ((rc = sqlite3_step(row)) == SQLITE_ROW && count++ == 0) {
        *id = sqlite3_column_int64(row, 0);
        if (sha256 != NULL)
            strncpy(memset(sha256, 0, 65), text_of(row, 1), 64);
    }
    sqlite3_finalize(row);
    if (rc != SQLITE_DONE && rc != SQLITE_ROW)
        return scrl__store_fail(library, rc, "look up a review");
    if (count == 0)
        return scrl__fail(library->ctx, SCRL_ENOTFOUND, "store", "the library has no review %.64s", prefix);
    return count == 1
               ? 0
               : scrl__fail(library->ctx, SCRL_EINVAL, "store", "more than one review begins with %.64s", prefix);
}

/* Calls 'each' for every row of a query with a review's id, or with the extent of its passages. */
static int each_row(loading *l, const char *sql, bool by_extent, int (*each)(loading *, sqlite3_stmt *))
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE;
    int status = scrl__store_prepare(l->library, sql, &row);
    if (status == 0) {
        sqlite3_bind_int64(row, 1, by_extent ? l->first_passage : l->id);
        sqlite3_bind_int64(row, 2, l->end_passage);
    }
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = each(l, row);
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(l->library, rc, "read a review");
}

static int take_review(loading *l, sqlite3_stmt *row)
{
    l->first_passage = sqlite3_column_int64(row, 0);
    l->end_passage = sqlite3_column_int64(row, 1);
    strncpy(l->sha256, text_of(row, 2), 64);
    int status = scrl__builder_new(l->library->ctx, "", text_of(row, 3), &l->blocks);
    if (status == 0)
        scrl__builder_language(l->blocks, text_of(row, 4));
    return status;
}

static int take_block(loading *l, sqlite3_stmt *row)
{
    uint32_t kind = number_of(row, 0), level = number_of(row, 1);
    scrl__block_in in = {.kind = (scrl_block_kind)kind,
                         .page = number_of(row, 2),
                         .level = (uint8_t)level,
                         .number = text_of(row, 3),
                         .text = text_of(row, 4),
                         .text_len = (size_t)sqlite3_column_bytes(row, 4)};
    if (kind > SCRL_BLOCK_BOX || level > UINT8_MAX)
        return refuse(l);
    return scrl__builder_block(l->blocks, &in);
}

/* The document's offsets are those of the rows. */
static int check_block(loading *l, sqlite3_stmt *row)
{
    uint32_t i = number_of(row, 0);
    bool same = i < l->doc->block_count && l->doc->blocks[i].start == number_of(row, 1) &&
                l->doc->blocks[i].end == number_of(row, 2);
    return same ? 0 : refuse(l);
}

static int load_document(loading *l)
{
    int status = each_row(l,
                          "SELECT p.kind, coalesce((SELECT s.level FROM section AS s WHERE s.review = p.review AND"
                          " s.ordinal = p.section AND s.heading = p.ordinal), 0), p.page, p.number, p.text"
                          " FROM passage AS p WHERE p.id >= ?1 AND p.id < ?2 ORDER BY p.id",
                          true, take_block);
    if (status == 0)
        status = scrl__builder_finish(l->blocks, "", 0, &l->doc);
    if (status != 0)
        return status;
    memcpy(l->doc->sha256, l->sha256, sizeof(l->sha256));
    if ((int64_t)l->doc->block_count != l->end_passage - l->first_passage)
        return refuse(l);
    return each_row(l, "SELECT ordinal, start_byte, end_byte FROM passage WHERE id >= ?1 AND id < ?2", true,
                    check_block);
}

static int take_role(loading *l, sqlite3_stmt *row)
{
    uint32_t section = number_of(row, 0);
    if (section >= l->doc->section_count)
        return refuse(l);
    scrl__review_builder_role(&l->review, section, text_of(row, 1));
    return 0;
}

static int take_front_role(loading *l, sqlite3_stmt *row)
{
    scrl__review_builder_role(&l->review, SCRL_NONE, text_of(row, 0));
    return 0;
}

static int take_value(loading *l, sqlite3_stmt *row)
{
    scrl__review_builder_value(&l->review, text_of(row, 0), text_of(row, 1), number_of(row, 2), number_of(row, 3));
    return 0;
}

#define MOST_NAMES 64u

/* The agencies of a statement, separated by line ends in column 6, are cut apart in place. */
static size_t cut_names(char *names, const char *out[MOST_NAMES])
{
    size_t count = 0;
    char *rest = names;
    for (char *name = strsep(&rest, "\n"); name != NULL && count < MOST_NAMES; name = strsep(&rest, "\n")) {
        if (name[0] != '\0')
            out[count++] = name;
    }
    return count;
}

static int take_statement(loading *l, sqlite3_stmt *row)
{
    const char *agencies[MOST_NAMES];
    char *names = strdup(text_of(row, 6));
    if (names == NULL)
        return scrl__fail_memory(l->library->ctx, "store");
    scrl__statement_in in = {.kind = text_of(row, 0),
                             .label = text_of(row, 1),
                             .section = number_of(row, 2),
                             .page = number_of(row, 3),
                             .start = number_of(row, 4),
                             .end = number_of(row, 5),
                             .agencies = agencies,
                             .agency_count = cut_names(names, agencies)};
    bool sound = in.start < in.end && in.end <= l->doc->text_len;
    if (sound)
        scrl__review_builder_statement(&l->review, &in);
    free(names);
    return sound ? 0 : refuse(l);
}

static int load_meaning(loading *l)
{
    int status = each_row(l,
                          "SELECT s.ordinal, coalesce((SELECT value FROM term WHERE id = s.role), 'other')"
                          " FROM section AS s WHERE s.review = ?1",
                          false, take_role);
    if (status == 0)
        status = each_row(l, "SELECT value FROM term WHERE id = (SELECT front_role FROM review WHERE id = ?1)", false,
                          take_front_role);
    if (status == 0)
        status = each_row(l, "SELECT field, value, start_byte, end_byte FROM value WHERE review = ?1 ORDER BY ordinal",
                          false, take_value);
    if (status == 0)
        status = each_row(l,
                          "SELECT s.kind, s.label, s.section, s.page, s.start_byte, s.end_byte, coalesce((SELECT"
                          " group_concat(n.value, char(10)) FROM statement_name AS n WHERE n.review = s.review"
                          " AND n.statement = s.ordinal AND n.what = 'agency'), '')"
                          " FROM statement AS s WHERE s.review = ?1 ORDER BY s.ordinal",
                          false, take_statement);
    return status;
}

int scrl__review_load(scrl_library *library, int64_t id, scrl_review **out)
{
    loading l = {.library = library, .id = id};
    int status = each_row(&l,
                          "SELECT first_passage, first_passage + passages, sha256, reader, language"
                          " FROM review WHERE id = ?1",
                          false, take_review);
    if (status == 0 && l.blocks == NULL)
        status = refuse(&l);
    if (status == 0)
        status = load_document(&l);
    if (status == 0 && scrl__review_builder_init(&l.review, l.doc) != 0)
        status = scrl__fail_memory(library->ctx, "store");
    if (status == 0)
        status = load_meaning(&l);
    if (status == 0 && scrl__review_builder_finish(&l.review, out) != 0)
        status = scrl__fail_memory(library->ctx, "store");
    if (l.doc != NULL)
        scrl__review_builder_free(&l.review);
    scrl_document_free(l.doc);
    scrl__builder_free(l.blocks);
    return status;
}

/* A range of a tag lies in the block that it belongs to. */
static bool range_sound(const scrl_document *doc, uint32_t block, uint32_t start, uint32_t end)
{
    return block < doc->block_count && start >= doc->blocks[block].start && start <= end &&
           end <= doc->blocks[block].end;
}

static int take_tag(scrl_library *library, scrl_document *doc, sqlite3_stmt *row, scrl__tags_builder *tags)
{
    scrl__tag_in in = {.block = number_of(row, 0),
                       .theme = text_of(row, 1),
                       .polarity = (scrl_polarity)number_of(row, 2),
                       .level = (scrl_level)number_of(row, 3),
                       .start = number_of(row, 4),
                       .end = number_of(row, 5),
                       .evidence_start = number_of(row, 6),
                       .evidence_end = number_of(row, 7),
                       .rule = text_of(row, 8),
                       .model = text_of(row, 9),
                       .confidence = number_of(row, 10),
                       .polarity_by = text_of(row, 11),
                       .level_by = text_of(row, 12)};
    if (!range_sound(doc, in.block, in.start, in.end) ||
        !range_sound(doc, in.block, in.evidence_start, in.evidence_end) ||
        (unsigned)in.polarity > SCRL_POLARITY_NEUTRAL || (unsigned)in.level > SCRL_LEVEL_SYSTEM)
        return scrl__store_fail(library, SQLITE_CORRUPT, "read the tags of a review");
    scrl__tags_builder_add(tags, &in);
    return 0;
}

#define NAME_OF(column) "coalesce((SELECT value FROM term WHERE id = t." column "), '')"

int scrl__tags_load(scrl_library *library, int64_t id, scrl_document *doc, scrl_tags **out)
{
    static const char sql[] = "SELECT t.passage - r.first_passage, " NAME_OF(
        "theme") ", t.polarity, t.level, t.start_byte, t.end_byte,"
                 " t.evidence_start, t.evidence_end, " NAME_OF("rule") ", " NAME_OF("model") ", t.confidence, " NAME_OF(
                     "polarity_by") ", " NAME_OF("level_by") " FROM review AS r JOIN tag AS t ON t.passage >= "
                                                             "r.first_passage AND t.passage <"
                                                             " r.first_passage + r.passages WHERE r.id = ?1 "
                                                             "AND " NAME_OF("rule") " <> '" SCRL__READER "'"
                                                                                    " ORDER BY t.ordinal";
    sqlite3_stmt *row = NULL;
    scrl__tags_builder tags;
    int rc = SQLITE_DONE;
    if (scrl__tags_builder_init(&tags, doc) != 0)
        return scrl__fail_memory(library->ctx, "store");
    int status = scrl__store_prepare(library, sql, &row);
    if (status == 0)
        sqlite3_bind_int64(row, 1, id);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = take_tag(library, doc, row, &tags);
    if (status == 0 && rc != SQLITE_DONE)
        status = scrl__store_fail(library, rc, "read the tags of a review");
    if (status == 0 && scrl__tags_builder_finish(&tags, "", out) != 0)
        status = scrl__fail_memory(library->ctx, "store");
    sqlite3_finalize(row);
    scrl__tags_builder_free(&tags);
    return status;
}
