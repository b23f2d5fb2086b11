/*
 * fill.c - turns a review into rows and removes them again. Passages and their full text are written together, so that
 * the index is never out of step: the index keeps no copy of the text, and a row can only be taken out of it by giving
 * the very words that were put in. What the rows say of each passage is worked out from them at the end (derived.c).
 */
#include "store/fill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/derived.h"
#include "store/lists.h"
#include "store/marks.h"
#include "store/terms.h"
#include "store/words.h"

enum {
    FILL_REVIEW,
    FILL_PASSAGE,
    FILL_FTS,
    FILL_SECTION,
    FILL_STATEMENT,
    FILL_STATEMENT_NAME,
    FILL_EVENT,
    FILL_VALUE,
    FILL_TAG,
    FILL_WARNING,
    FILL_IDS,
    FILL_EXTENT,
    FILL_OLD_PASSAGES,
    FILL_FTS_DELETE,
    FILL_TAG_COUNT,
    FILL_LAST,
    FILL_DELETE /* and as many as there are deletes */
};
#define DELETES 10
_Static_assert(FILL_DELETE + DELETES <= SCRL__FILL_WORD, "no slot is used twice");

static const char delete_tags[] = "DELETE FROM tag WHERE passage >= ?1 AND passage < ?2";

/* No library has as many; a crafted one may say so, to make sums overflow. */
#define MOST_PASSAGES ((int64_t)1 << 48)

static int bind_all(sqlite3_stmt *statement, const char *types, va_list args)
{
    int rc = SQLITE_OK;
    for (int i = 1; types[i - 1] != '\0' && rc == SQLITE_OK; i++) {
        const char *text;
        size_t len;
        uint32_t number;
        switch (types[i - 1]) {
        case 'u':
            rc = sqlite3_bind_int64(statement, i, va_arg(args, uint32_t));
            break;
        case 'o':
            number = va_arg(args, uint32_t);
            rc = number == SCRL_NONE ? sqlite3_bind_null(statement, i) : sqlite3_bind_int64(statement, i, number);
            break;
        case 'i':
            rc = sqlite3_bind_int64(statement, i, va_arg(args, int64_t));
            break;
        case 's':
            rc = sqlite3_bind_text(statement, i, va_arg(args, const char *), -1, SQLITE_STATIC);
            break;
        case 't':
            text = va_arg(args, const char *);
            len = va_arg(args, size_t);
            rc = sqlite3_bind_text64(statement, i, text, len, SQLITE_STATIC, SQLITE_UTF8);
            break;
        case 'b':
            text = va_arg(args, const char *);
            len = va_arg(args, size_t);
            rc = sqlite3_bind_blob64(statement, i, text, len, SQLITE_STATIC);
            break;
        default:
            rc = SQLITE_MISUSE;
        }
    }
    return rc;
}

void scrl__fill_reset(sqlite3_stmt *statement)
{
    if (statement == NULL)
        return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

int scrl__fill_run(scrl_library *library, int slot, const char *sql, sqlite3_stmt **row, const char *types, ...)
{
    sqlite3_stmt **statement = &library->statements[slot];
    int rc = SQLITE_OK;
    if (row != NULL)
        *row = NULL;
    if (*statement == NULL)
        rc = sqlite3_prepare_v3(library->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    if (rc == SQLITE_OK) {
        va_list args;
        va_start(args, types);
        rc = bind_all(*statement, types, args);
        va_end(args);
    }
    if (rc == SQLITE_OK)
        rc = sqlite3_step(*statement);
    if (rc == SQLITE_ROW && row != NULL) {
        *row = *statement;
        return 0;
    }
    scrl__fill_reset(*statement);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? 0 : scrl__store_fail(library, rc, "write to the library");
}

/* What storing one review needs at hand. */
typedef struct storing {
    scrl_library *library;
    const scrl_review *review;
    const scrl_document *doc;
    const scrl_tags *tags;
    const char *made_by;
    int64_t id, first_passage;
    uint32_t *roles; /* term of each section's role, then that of the text before the first heading */
    uint32_t *words; /* how many each passage has */
} storing;

/* The block in which the byte 'offset' stands, or the one before it; 0 in an empty document. */
static uint32_t block_of(const scrl_document *doc, uint32_t offset)
{
    uint32_t low = 0, high = doc->block_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->blocks[middle].start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : 0;
}

/* The term of a block's role. */
static uint32_t role_of(const storing *s, uint32_t block)
{
    uint32_t section = s->doc->blocks[block].section;
    return s->roles[section < s->doc->section_count ? section : s->doc->section_count];
}

static int roles_intern(storing *s)
{
    uint32_t count = s->doc->section_count;
    int status = 0;
    s->roles = calloc((size_t)count + 1, sizeof(*s->roles));
    s->words = calloc((size_t)s->doc->block_count + 1, sizeof(*s->words));
    if (s->roles == NULL || s->words == NULL)
        return scrl__fail_memory(s->library->ctx, "store");
    for (uint32_t i = 0; i <= count && status == 0; i++)
        status =
            scrl__term_intern(s->library, "role", scrl_review_role(s->review, i < count ? i : SCRL_NONE), &s->roles[i]);
    return status;
}

/* The year at the front of an ISO 8601 date, or 0. */
static uint32_t year_of(const char *date)
{
    uint32_t year = 0;
    for (int i = 0; i < 4; i++) {
        if (date == NULL || date[i] < '0' || date[i] > '9')
            return 0;
        year = year * 10 + (uint32_t)(date[i] - '0');
    }
    return year;
}

static int review_insert(storing *s)
{
    static const char sql[] = "INSERT INTO review(id, sha256, text_sha256, title, review_type, publisher, published, "
                              "published_year, nation, area,"
                              " pages, words, text_bytes, repaired_bytes, reader, language, front_role, made_by, "
                              "first_passage, passages, sections,"
                              " statements, events, tags) "
                              "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,"
                              "?23,?24)";
    const scrl_document *doc = s->doc;
    const scrl_review *r = s->review;
    const char *title = scrl_review_field(r, "title");
    const char *language = scrl_review_field(r, "language");
    const char *published = scrl_review_field(r, "published");
    uint32_t year = year_of(published);
    return scrl__fill_run(
        s->library, FILL_REVIEW, sql, NULL, "issssssossuuuussusiuuuuu", s->id, doc->sha256, doc->text_sha256,
        title != NULL ? title : scrl__doc_string(doc, doc->title), scrl_review_field(r, "review_type"),
        scrl_review_field(r, "publisher"), published, year > 0 ? year : SCRL_NONE, scrl_review_field(r, "nation"),
        scrl_review_field(r, "area"), doc->pages, doc->words, doc->text_len, doc->repaired_bytes,
        scrl__doc_string(doc, doc->reader), language != NULL ? language : scrl__doc_string(doc, doc->language),
        s->roles[doc->section_count], s->made_by, s->first_passage, doc->block_count, doc->section_count,
        r->statement_count, r->event_count, s->tags != NULL ? s->tags->count : (uint32_t)0);
}

static int passage_insert(storing *s, uint32_t i)
{
    static const char sql[] = "INSERT INTO passage(id, review, ordinal, section, kind, role, page, number, start_byte,"
                              " end_byte, text) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)";
    const scrl__block *block = &s->doc->blocks[i];
    const char *text = s->doc->text + block->start;
    size_t len = block->end - block->start;
    int64_t id = s->first_passage + i;
    int status = scrl__words_note(s->library, text, len, &s->words[i]);
    if (status == 0)
        status = scrl__fill_run(s->library, FILL_PASSAGE, sql, NULL, "iiuouuusuut", id, s->id, i, block->section,
                                (uint32_t)block->kind, role_of(s, i), block->page,
                                scrl__doc_string(s->doc, block->number), block->start, block->end, text, len);
    if (status != 0)
        return status;
    return scrl__fill_run(s->library, FILL_FTS, "INSERT INTO fts(rowid, text) VALUES(?1, ?2)", NULL, "it", id, text,
                          len);
}

static int passages_insert(storing *s)
{
    int status = 0;
    for (uint32_t i = 0; i < s->doc->block_count && status == 0; i++)
        status = passage_insert(s, i);
    return status;
}

static int facts_insert(storing *s)
{
    return scrl__derived_store(s->library, s->id, s->words);
}

static int sections_insert(storing *s)
{
    static const char sql[] =
        "INSERT INTO section(review, ordinal, parent, level, number, heading, role, page, start_byte,"
        " end_byte) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)";
    int status = 0;
    for (uint32_t i = 0; i < s->doc->section_count && status == 0; i++) {
        const scrl__section *it = &s->doc->sections[i];
        status =
            scrl__fill_run(s->library, FILL_SECTION, sql, NULL, "iuousuuuuu", s->id, i, it->parent, it->level,
                           scrl__doc_string(s->doc, it->number), it->block, s->roles[i], it->page, it->start, it->end);
    }
    return status;
}

static int name_insert(storing *s, uint32_t i, const char *what, uint32_t ordinal, const char *value)
{
    static const char sql[] =
        "INSERT INTO statement_name(review, statement, what, ordinal, value) VALUES(?1,?2,?3,?4,?5)";
    return scrl__fill_run(s->library, FILL_STATEMENT_NAME, sql, NULL, "iusus", s->id, i, what, ordinal, value);
}

/* Names of statement 'i': 'count' strings of the review's lists from 'first' on. */
static int names_insert(storing *s, uint32_t i, const char *what, uint32_t first, uint32_t count)
{
    int status = 0;
    for (uint32_t j = 0; j < count && status == 0; j++)
        status = name_insert(s, i, what, j, scrl__review_string(s->review, s->review->lists[first + j]));
    return status;
}

/* The pages on which the words of statement 'i' stand again. */
static int repeats_insert(storing *s, uint32_t i)
{
    const scrl__statement *it = &s->review->statements[i];
    int status = 0;
    for (uint32_t j = 1; j < it->place_count && status == 0; j++) {
        uint32_t number = s->review->places[it->place_first + j].page;
        char page[24];
        snprintf(page, sizeof(page), "page %u", number);
        status = name_insert(s, i, "repeat", j - 1, number > 0 ? page : "no page number");
    }
    return status;
}

/* The text of a range where it is not a part of block 'block', else NULL: then the view cuts it out of the passage. */
static const char *text_beside(const scrl_document *doc, uint32_t block, uint32_t start, uint32_t end)
{
    if (block < doc->block_count && start >= doc->blocks[block].start && end <= doc->blocks[block].end)
        return NULL;
    return doc->text + start;
}

static int statement_insert(storing *s, uint32_t i)
{
    static const char sql[] = "INSERT INTO statement(review, ordinal, kind, label, section, page, start_byte, "
                              "end_byte, passage, last_passage,"
                              " deadline, owner, text) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)";
    const scrl_review *r = s->review;
    const scrl__statement *it = &r->statements[i];
    uint32_t first = block_of(s->doc, it->start);
    uint32_t last = block_of(s->doc, it->end > it->start ? it->end - 1 : it->start);
    int status = scrl__fill_run(s->library, FILL_STATEMENT, sql, NULL, "iussouuuiisst", s->id, i,
                                scrl__review_string(r, it->kind), scrl__review_string(r, it->label), it->section,
                                it->page, it->start, it->end, s->first_passage + first, s->first_passage + last,
                                scrl__review_string(r, it->deadline), scrl__review_string(r, it->owner),
                                text_beside(s->doc, first, it->start, it->end), (size_t)(it->end - it->start));
    if (status == 0)
        status = names_insert(s, i, "addressee", it->addressee_first, it->addressee_count);
    if (status == 0)
        status = names_insert(s, i, "agency", it->agency_first, it->agency_count);
    if (status == 0)
        status = names_insert(s, i, "ask", it->ask_first, it->ask_count);
    if (status == 0 && scrl__review_string(r, it->type_printed)[0] != '\0')
        status = name_insert(s, i, "type", 0, scrl__review_string(r, it->type_printed));
    return status == 0 ? repeats_insert(s, i) : status;
}

static int statements_insert(storing *s)
{
    int status = 0;
    for (uint32_t i = 0; i < s->review->statement_count && status == 0; i++)
        status = statement_insert(s, i);
    return status;
}

static int events_insert(storing *s)
{
    static const char sql[] =
        "INSERT INTO event(passage, ordinal, from_day, to_day, precision, printed, page, start_byte,"
        " end_byte, text) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)";
    const scrl_review *r = s->review;
    int status = 0;
    for (uint32_t i = 0; i < r->event_count && status == 0; i++) {
        const scrl__event *it = &r->events[i];
        uint32_t block = block_of(s->doc, it->start);
        status = scrl__fill_run(s->library, FILL_EVENT, sql, NULL, "iussssuuut", s->first_passage + block, i,
                                scrl__review_string(r, it->from), scrl__review_string(r, it->to),
                                scrl__review_string(r, it->precision), scrl__review_string(r, it->printed), it->page,
                                it->start, it->end, text_beside(s->doc, block, it->start, it->end),
                                (size_t)(it->end - it->start));
    }
    return status;
}

static int values_insert(storing *s)
{
    static const char sql[] = "INSERT INTO value(review, ordinal, field, value, start_byte, end_byte)"
                              " VALUES(?1,?2,?3,?4,?5,?6)";
    int status = 0;
    for (uint32_t i = 0; i < s->review->value_count && status == 0; i++) {
        const scrl__value *it = &s->review->values[i];
        status = scrl__fill_run(s->library, FILL_VALUE, sql, NULL, "iussuu", s->id, i,
                                scrl__review_string(s->review, it->field), scrl__review_string(s->review, it->value),
                                it->start, it->end);
    }
    return status;
}

static int tag_insert(storing *s, uint32_t i)
{
    static const char sql[] =
        "INSERT INTO tag(passage, ordinal, theme, polarity, level, start_byte, end_byte, evidence_start, evidence_end, "
        "rule,"
        " model, confidence, polarity_by, level_by, state)"
        " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)";
    const scrl__tag *tag = &s->tags->tags[i];
    const char *strings = s->tags->strings;
    uint32_t theme, rule = 0, model = 0, polarity_by = 0, level_by = 0;
    int status = scrl__term_intern(s->library, "theme", strings + tag->theme, &theme);
    if (status == 0)
        status = scrl__term_intern(s->library, "rule", strings + tag->rule, &rule);
    if (status == 0)
        status = scrl__term_intern(s->library, "model", strings + tag->model, &model);
    if (status == 0)
        status = scrl__term_intern(s->library, "by", strings + tag->polarity_by, &polarity_by);
    if (status == 0)
        status = scrl__term_intern(s->library, "by", strings + tag->level_by, &level_by);
    if (status != 0)
        return status;
    return scrl__fill_run(s->library, FILL_TAG, sql, NULL, "iuuuuuuuuuuuuuu", s->first_passage + tag->block, i, theme,
                          (uint32_t)tag->polarity, (uint32_t)tag->level, tag->start, tag->end, tag->evidence_start,
                          tag->evidence_end, rule, model, (uint32_t)tag->confidence, polarity_by, level_by,
                          (uint32_t)tag->state);
}

static int tags_insert(storing *s)
{
    int status = 0;
    for (uint32_t i = 0; s->tags != NULL && i < s->tags->count && status == 0; i++)
        status = tag_insert(s, i);
    return status;
}

static int warnings_insert(storing *s)
{
    static const char sql[] = "INSERT INTO warning(review, ordinal, code, page, message) VALUES(?1,?2,?3,?4,?5)";
    int status = 0;
    for (uint32_t i = 0; i < s->doc->warning_count && status == 0; i++) {
        const scrl__warning *it = &s->doc->warnings[i];
        status = scrl__fill_run(s->library, FILL_WARNING, sql, NULL, "iusus", s->id, i,
                                scrl__doc_string(s->doc, it->code), it->page, scrl__doc_string(s->doc, it->message));
    }
    return status;
}

/* Numbers for the new review and its first passage; none is given twice, since a reader may still hold an old one. */
static int ids_take(storing *s)
{
    static const char sql[] = "SELECT max(coalesce((SELECT max(id) FROM review), 0),"
                              " coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last_review'), 0)) + 1,"
                              " max(coalesce((SELECT max(id) FROM passage), 0),"
                              " coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last_passage'), 0)) + 1";
    sqlite3_stmt *row;
    int status = scrl__fill_run(s->library, FILL_IDS, sql, &row, "");
    if (row != NULL) {
        s->id = sqlite3_column_int64(row, 0);
        s->first_passage = sqlite3_column_int64(row, 1);
    }
    scrl__fill_reset(row);
    if (status == 0 && (s->id < 1 || s->id > UINT32_MAX || s->first_passage < 1 || s->first_passage > MOST_PASSAGES))
        status = scrl__store_fail(s->library, SQLITE_CORRUPT, "number a review");
    return status;
}

int scrl__fill_insert(scrl_library *library, const scrl_review *review, const scrl_tags *tags, const char *made_by,
                      int64_t *id)
{
    static int (*const steps[])(storing *) = {ids_take,        roles_intern,      review_insert,  passages_insert,
                                              sections_insert, statements_insert, events_insert,  values_insert,
                                              tags_insert,     facts_insert,      warnings_insert};
    scrl_tags *marked = NULL;
    int status = scrl__marks_apply(library, review->doc, tags, &marked);
    storing s = {.library = library,
                 .review = review,
                 .doc = review->doc,
                 .tags = marked != NULL ? marked : tags,
                 .made_by = made_by};
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && status == 0; i++)
        status = steps[i](&s);
    if (status == 0)
        *id = s.id;
    free(s.roles);
    free(s.words);
    scrl_tags_free(marked);
    return status;
}

/* The extent of a review's passages; a crafted one is refused. */
static int extent_get(scrl_library *library, int64_t id, int64_t *first, int64_t *end)
{
    sqlite3_stmt *row;
    int64_t count = 0;
    int status =
        scrl__fill_run(library, FILL_EXTENT, "SELECT first_passage, passages FROM review WHERE id = ?1", &row, "i", id);
    *first = 0;
    if (row != NULL) {
        *first = sqlite3_column_int64(row, 0);
        count = sqlite3_column_int64(row, 1);
    }
    scrl__fill_reset(row);
    if (status == 0 && (*first < 0 || *first > MOST_PASSAGES || count < 0 || count > MOST_PASSAGES))
        status = scrl__store_fail(library, SQLITE_CORRUPT, "use a review");
    *end = status == 0 ? *first + count : *first;
    return status;
}

int scrl__fill_retag(scrl_library *library, int64_t id, const scrl_review *review, const scrl_tags *tags)
{
    int64_t end = 0;
    scrl_tags *marked = NULL;
    storing s = {.library = library, .review = review, .doc = review->doc, .id = id};
    int status = extent_get(library, id, &s.first_passage, &end);
    if (status == 0 && end - s.first_passage != (int64_t)s.doc->block_count)
        status = scrl__store_fail(library, SQLITE_CORRUPT, "tag a review");
    if (status == 0)
        status = scrl__marks_apply(library, review->doc, tags, &marked);
    s.tags = marked != NULL ? marked : tags;
    if (status == 0)
        status = scrl__fill_run(library, FILL_DELETE, delete_tags, NULL, "ii", s.first_passage, end);
    if (status == 0)
        status = tags_insert(&s);
    if (status == 0)
        status = scrl__fill_run(library, FILL_TAG_COUNT, "UPDATE review SET tags = ?2 WHERE id = ?1", NULL, "iu", id,
                                s.tags != NULL ? s.tags->count : (uint32_t)0);
    if (status == 0)
        status = scrl__derived_store(library, id, NULL);
    scrl_tags_free(marked);
    return status;
}

/* Takes the passages first <= id < end out of the full-text index, with the words that it was given for them. */
static int fts_delete(scrl_library *library, int64_t first, int64_t end)
{
    static const char passages[] = "SELECT id, text FROM passage WHERE id >= ?1 AND id < ?2";
    sqlite3_stmt *row;
    int rc = SQLITE_ROW;
    int status = scrl__fill_run(library, FILL_OLD_PASSAGES, passages, &row, "ii", first, end);
    if (row == NULL)
        return status;
    while (status == 0 && rc == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(row, 1);
        size_t text_len = (size_t)sqlite3_column_bytes(row, 1);
        status = scrl__fill_run(library, FILL_FTS_DELETE, "INSERT INTO fts(fts, rowid, text) VALUES('delete', ?1, ?2)",
                                NULL, "it", (int64_t)sqlite3_column_int64(row, 0), text, text_len);
        if (status == 0)
            rc = sqlite3_step(row);
    }
    scrl__fill_reset(row);
    if (status == 0 && rc != SQLITE_DONE)
        status = scrl__store_fail(library, rc, "remove a review");
    return status;
}

int scrl__fill_delete(scrl_library *library, int64_t id)
{
    static const char keep_last[] =
        "INSERT INTO meta(key, value) VALUES('last_review', ?1), ('last_passage', ?2) ON CONFLICT(key)"
        " DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))";
    static const char *const by_passage[] = {delete_tags, "DELETE FROM event WHERE passage >= ?1 AND passage < ?2",
                                             "DELETE FROM passage WHERE id >= ?1 AND id < ?2"};
    static const char *const by_review[] = {"DELETE FROM section WHERE review = ?1",
                                            "DELETE FROM statement WHERE review = ?1",
                                            "DELETE FROM statement_name WHERE review = ?1",
                                            "DELETE FROM value WHERE review = ?1",
                                            "DELETE FROM warning WHERE review = ?1",
                                            "DELETE FROM facts WHERE review = ?1",
                                            "DELETE FROM review WHERE id = ?1"};
    _Static_assert(sizeof(by_passage) / sizeof(by_passage[0]) + sizeof(by_review) / sizeof(by_review[0]) == DELETES,
                   "each has a slot");
    const int passage_deletes = sizeof(by_passage) / sizeof(by_passage[0]);
    const int review_deletes = sizeof(by_review) / sizeof(by_review[0]);
    int64_t first = 0, end = 0;
    int status = extent_get(library, id, &first, &end);
    if (status == 0)
        status = scrl__marks_unplace(library, id);
    if (status == 0)
        status = scrl__fill_run(library, FILL_LAST, keep_last, NULL, "ii", id, end - 1);
    if (status == 0)
        status = fts_delete(library, first, end);
    for (int i = 0; i < passage_deletes && status == 0; i++)
        status = scrl__fill_run(library, FILL_DELETE + i, by_passage[i], NULL, "ii", first, end);
    if (status == 0)
        status = scrl__lists_drop(library, first, end);
    for (int i = 0; i < review_deletes && status == 0; i++)
        status = scrl__fill_run(library, FILL_DELETE + passage_deletes + i, by_review[i], NULL, "i", id);
    return status;
}
