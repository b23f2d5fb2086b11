/*
 * marks.c - what a reader says of a library: kept in a table of its own, by the review's source hash and the words of
 * the place, and brought into the tags of a review whenever these are written. So the table is what was said, and the
 * state of a tag follows from it.
 */
#include "store/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/fill.h"
#include "store/load.h"
#include "store/place.h"
#include "store/store.h"
#include "store/terms.h"

#define NOTE_BYTES 8192u

typedef struct mark_row {
    scrl_mark mark; /* 'size' is set */
    scrl__mark_place was;
    bool used; /* a tag with the claim is there */
} mark_row;

struct scrl_marks {
    scrl_context *ctx;
    scrl__arena *arena;
    mark_row *rows;
    size_t count, at;
};

const char *scrl_mark_kind_name(scrl_mark_kind kind)
{
    return kind == SCRL_MARK_NOTE ? "note" : scrl_state_name((scrl_state)kind);
}

static const char *keep(const scrl_marks *marks, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text == NULL ? NULL : scrl__arena_strdup(marks->arena, text);
}

/* A number of a row; one that cannot be is larger than all that can. */
static uint32_t number_of(sqlite3_stmt *row, int column)
{
    int64_t value = sqlite3_column_int64(row, column);
    return value < 0 || value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static int take_row(scrl_library *library, scrl_marks *marks, sqlite3_stmt *row, size_t *cap)
{
    if (scrl__grow((void **)&marks->rows, cap, marks->count, sizeof(*marks->rows)) != 0)
        return scrl__fail_memory(library->ctx, "store");
    mark_row *r = &marks->rows[marks->count];
    *r = (mark_row){.mark = {.size = sizeof(r->mark),
                             .id = (uint64_t)sqlite3_column_int64(row, 0),
                             .kind = (scrl_mark_kind)number_of(row, 1),
                             .review = keep(marks, row, 2),
                             .start = number_of(row, 3),
                             .end = number_of(row, 4),
                             .words = keep(marks, row, 5),
                             .theme = keep(marks, row, 6),
                             .polarity = (scrl_polarity)number_of(row, 7),
                             .level = (scrl_level)number_of(row, 8),
                             .note = keep(marks, row, 9),
                             .placed = sqlite3_column_int(row, 10) != 0},
                    .was = {SCRL_NONE, number_of(row, 3), number_of(row, 4), number_of(row, 11), number_of(row, 12)}};
    if (r->mark.review == NULL || r->mark.words == NULL || r->mark.theme == NULL || r->mark.note == NULL)
        return scrl__fail_memory(library->ctx, "store");
    if ((unsigned)r->mark.kind > SCRL_MARK_MANUAL || (unsigned)r->mark.polarity > SCRL_POLARITY_NEUTRAL ||
        (unsigned)r->mark.level > SCRL_LEVEL_SYSTEM)
        return scrl__store_fail(library, SQLITE_CORRUPT, "read what readers said");
    marks->count++;
    return 0;
}

/* Reads the marks of one review, or with 'sha256' NULL all. */
static int marks_read(scrl_library *library, const char *sha256, scrl_marks *marks)
{
    sqlite3_stmt *row = NULL;
    size_t cap = 0;
    int rc = SQLITE_DONE;
    int status =
        scrl__store_prepare(library,
                            "SELECT id, kind, sha256, start_byte, end_byte, words, theme, polarity, level, note,"
                            " placed, nth, total FROM mark WHERE ?1 IS NULL OR sha256 = ?1"
                            " ORDER BY sha256, start_byte, end_byte, kind, theme, id",
                            &row);
    if (status == 0)
        sqlite3_bind_text(row, 1, sha256, -1, SQLITE_STATIC);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = take_row(library, marks, row, &cap);
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read what readers said");
}

int scrl_marks_new(scrl_library *library, scrl_marks **out)
{
    if (library == NULL || out == NULL)
        return SCRL_EINVAL;
    scrl_marks *marks = calloc(1, sizeof(*marks));
    if (marks != NULL)
        marks->arena = scrl__arena_new();
    int status = marks == NULL || marks->arena == NULL ? scrl__fail_memory(library->ctx, "store")
                                                       : marks_read(library, NULL, marks);
    if (status != 0) {
        scrl_marks_free(marks);
        return status;
    }
    marks->ctx = library->ctx;
    *out = marks;
    return 0;
}

void scrl_marks_free(scrl_marks *marks)
{
    if (marks == NULL)
        return;
    free(marks->rows);
    scrl__arena_free(marks->arena);
    free(marks);
}

int scrl_marks_next(scrl_marks *marks, scrl_mark *mark)
{
    if (marks == NULL || mark == NULL)
        return SCRL_EINVAL;
    if (marks->at >= marks->count)
        return 0;
    int status = scrl__record_fill(mark, &marks->rows[marks->at].mark, sizeof(*mark));
    marks->at += status == 0;
    return status == 0 ? 1 : status;
}

/* Runs a statement that gives no rows, and drops it. */
static int change(scrl_library *library, sqlite3_stmt *statement)
{
    int rc = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "keep what a reader said");
}

static int note_place(scrl_library *library, const mark_row *r, const scrl__mark_place *place)
{
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(
        library, "UPDATE mark SET placed = ?2, start_byte = ?3, end_byte = ?4, nth = ?5, total = ?6 WHERE id = ?1",
        &statement);
    if (status != 0)
        return status;
    sqlite3_bind_int64(statement, 1, (int64_t)r->mark.id);
    sqlite3_bind_int(statement, 2, r->mark.placed);
    sqlite3_bind_int64(statement, 3, place->start);
    sqlite3_bind_int64(statement, 4, place->end);
    sqlite3_bind_int64(statement, 5, place->nth);
    sqlite3_bind_int64(statement, 6, place->total);
    return change(library, statement);
}

/* Finds the place of each mark in the document; what has changed is noted. */
static int place_all(scrl_library *library, const scrl_document *doc, scrl_marks *marks)
{
    int status = 0;
    for (size_t i = 0; i < marks->count && status == 0; i++) {
        mark_row *r = &marks->rows[i];
        scrl__mark_place place = r->was;
        bool placed = scrl__mark_place_again(doc, r->mark.words, &r->was, &place);
        bool same = placed == (r->mark.placed != 0) && place.start == r->was.start && place.end == r->was.end &&
                    place.nth == r->was.nth && place.total == r->was.total;
        r->mark.placed = placed;
        r->mark.start = place.start;
        r->mark.end = place.end;
        r->was = place;
        if (!same)
            status = note_place(library, r, &place);
    }
    return status;
}

static bool decides(const mark_row *r, const scrl__tag_in *tag)
{
    return r->mark.kind != SCRL_MARK_NOTE && r->mark.placed && r->mark.start == tag->start && r->mark.end == tag->end &&
           r->mark.polarity == tag->polarity && r->mark.level == tag->level && strcmp(r->mark.theme, tag->theme) == 0;
}

static void add_found(scrl__tags_builder *b, const scrl_tags *tags, scrl_marks *marks)
{
    for (uint32_t i = 0; tags != NULL && i < tags->count; i++) {
        scrl__tag_in in = scrl__tags_in(tags, i);
        for (size_t j = 0; j < marks->count; j++) {
            if (decides(&marks->rows[j], &in)) {
                in.state = (scrl_state)marks->rows[j].mark.kind;
                marks->rows[j].used = true;
            }
        }
        scrl__tags_builder_add(b, &in);
    }
}

/* Claims that rules do not make: the reader's own tags, and decisions on what rules no longer find. */
static void add_said(scrl__tags_builder *b, const scrl_marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        const scrl_mark *mark = &marks->rows[i].mark;
        if (mark->kind == SCRL_MARK_NOTE || !mark->placed || marks->rows[i].used)
            continue;
        scrl__tag_in in = {.theme = mark->theme,
                           .rule = SCRL__READER,
                           .model = SCRL__READER,
                           .polarity_by = SCRL__READER,
                           .level_by = SCRL__READER,
                           .block = marks->rows[i].was.block,
                           .start = mark->start,
                           .end = mark->end,
                           .evidence_start = mark->start,
                           .evidence_end = mark->end,
                           .polarity = mark->polarity,
                           .level = mark->level,
                           .confidence = 100,
                           .state = (scrl_state)mark->kind};
        scrl__tags_builder_add(b, &in);
    }
}

static int combine(scrl_library *library, scrl_document *doc, const scrl_tags *tags, scrl_marks *marks, scrl_tags **out)
{
    scrl__tags_builder b;
    int status = scrl__tags_builder_init(&b, doc);
    if (status == 0) {
        add_found(&b, tags, marks);
        add_said(&b, marks);
        status = scrl__tags_builder_finish(&b, tags != NULL ? tags->strings + tags->model : "", out);
    }
    scrl__tags_builder_free(&b);
    return status == 0 ? 0 : scrl__fail_memory(library->ctx, "store");
}

int scrl__marks_apply(scrl_library *library, scrl_document *doc, const scrl_tags *tags, scrl_tags **out)
{
    scrl_marks marks = {.arena = scrl__arena_new()};
    int status =
        marks.arena == NULL ? scrl__fail_memory(library->ctx, "store") : marks_read(library, doc->sha256, &marks);
    if (status == 0)
        status = place_all(library, doc, &marks);
    if (status == 0 && marks.count > 0)
        status = combine(library, doc, tags, &marks, out);
    free(marks.rows);
    scrl__arena_free(marks.arena);
    return status;
}

int scrl__marks_unplace(scrl_library *library, int64_t review)
{
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(
        library, "UPDATE mark SET placed = 0 WHERE sha256 = (SELECT sha256 FROM review WHERE id = ?1)", &statement);
    if (status != 0)
        return status;
    sqlite3_bind_int64(statement, 1, review);
    return change(library, statement);
}

int scrl__marks_move(scrl_library *library, int64_t review, const char *sha256)
{
    static const char *const moves[] = {
        "UPDATE mark SET sha256 = ?2 WHERE sha256 = (SELECT sha256 FROM review WHERE id = ?1)",
        "UPDATE OR REPLACE seen SET sha256 = ?2 WHERE sha256 = (SELECT sha256 FROM review WHERE id = ?1)"};
    int status = 0;
    for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]) && status == 0; i++) {
        sqlite3_stmt *statement = NULL;
        status = scrl__store_prepare(library, moves[i], &statement);
        if (status != 0)
            return status;
        sqlite3_bind_int64(statement, 1, review);
        sqlite3_bind_text(statement, 2, sha256, -1, SQLITE_STATIC);
        status = change(library, statement);
    }
    return status;
}

static int wrong_use(scrl_library *library, const char *why)
{
    return scrl__fail(library->ctx, SCRL_EINVAL, "use", "%s", why);
}

/* Finds the place that a reader means. */
static int find_place(scrl_library *library, const scrl_document *doc, const scrl_mark *mark, scrl__mark_place *out)
{
    if (mark->start < mark->end) {
        bool inside = scrl__mark_place_at(doc, mark->start, mark->end, out);
        return inside ? 0 : wrong_use(library, "the range does not lie in one passage of the review");
    }
    if (mark->words == NULL || mark->words[0] == '\0')
        return wrong_use(library, "a mark needs a place: a range, or words");
    *out = scrl__mark_place_of(doc, mark->words);
    if (out->total == 0)
        return scrl__fail(library->ctx, SCRL_ENOTFOUND, "store", "the words do not stand in a passage of the review");
    if (out->total > 1)
        return scrl__fail(library->ctx, SCRL_EINVAL, "store",
                          "the words stand in %u places of the review: give more of them", (unsigned)out->total);
    return 0;
}

/* Accepting and rejecting need a tag with that claim; other tags a theme that the library knows. */
static int check_claim(scrl_library *library, int64_t review, const scrl_mark *mark, const scrl__mark_place *place)
{
    sqlite3_stmt *row = NULL;
    uint32_t theme = 0;
    if (mark->kind == SCRL_MARK_NOTE)
        return 0;
    int found = scrl__term_find(library, "theme", mark->theme, &theme);
    if (found < 0)
        return found;
    if (found == 0)
        return scrl__fail(library->ctx, SCRL_EINVAL, "store", "the library knows no theme '%.64s'", mark->theme);
    if (mark->kind == SCRL_MARK_MANUAL)
        return 0;
    int status =
        scrl__store_prepare(library,
                            "SELECT 1 FROM tag WHERE passage = (SELECT first_passage FROM review WHERE id = ?1)"
                            " + ?2 AND theme = ?3 AND polarity = ?4 AND level = ?5 AND start_byte = ?6"
                            " AND end_byte = ?7",
                            &row);
    if (status != 0)
        return status;
    const int64_t values[] = {review, place->block, theme, mark->polarity, mark->level, place->start, place->end};
    for (int i = 0; i < 7; i++)
        sqlite3_bind_int64(row, i + 1, values[i]);
    int rc = sqlite3_step(row);
    sqlite3_finalize(row);
    if (rc == SQLITE_DONE)
        return scrl__fail(library->ctx, SCRL_ENOTFOUND, "store", "there is no such tag to %s",
                          mark->kind == SCRL_MARK_ACCEPTED ? "accept" : "reject");
    return rc == SQLITE_ROW ? 0 : scrl__store_fail(library, rc, "look up a tag");
}

static int run_bound(scrl_library *library, const char *sql, const scrl_mark *mark, const char *sha256,
                     const scrl_document *doc, const scrl__mark_place *place)
{
    sqlite3_stmt *statement = NULL;
    int status = scrl__store_prepare(library, sql, &statement);
    if (status != 0)
        return status;
    sqlite3_bind_text(statement, 1, sha256, -1, SQLITE_STATIC);
    sqlite3_bind_int(statement, 2, (int)mark->kind);
    sqlite3_bind_text(statement, 3, mark->theme, -1, SQLITE_STATIC);
    sqlite3_bind_int(statement, 4, (int)mark->polarity);
    sqlite3_bind_int(statement, 5, (int)mark->level);
    sqlite3_bind_int64(statement, 6, place->start);
    sqlite3_bind_int64(statement, 7, place->end);
    sqlite3_bind_text(statement, 8, mark->note, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 9, doc->text + place->start, (int)(place->end - place->start), SQLITE_STATIC);
    sqlite3_bind_int64(statement, 10, place->nth);
    sqlite3_bind_int64(statement, 11, place->total);
    return change(library, statement);
}

#define ON_THE_CLAIM                                                                                                   \
    " WHERE sha256 = ?1 AND kind <> 0 AND placed AND theme = ?3 AND polarity = ?4 AND level = ?5 AND start_byte = ?6"  \
    " AND end_byte = ?7"

/* A decision replaces an earlier one on the same claim, whose reason stays as a note. */
static int insert_mark(scrl_library *library, const scrl_mark *mark, const char *sha256, const scrl_document *doc,
                       const scrl__mark_place *place)
{
    static const char *const replaces[] = {"UPDATE mark SET kind = 0, theme = '', polarity = 0, level = 0" ON_THE_CLAIM
                                           " AND note NOT IN ('', ?8)",
                                           "DELETE FROM mark" ON_THE_CLAIM};
    int status = 0;
    for (size_t i = 0; i < 2 && mark->kind != SCRL_MARK_NOTE && status == 0; i++)
        status = run_bound(library, replaces[i], mark, sha256, doc, place);
    if (status == 0)
        status = run_bound(library,
                           "INSERT INTO mark(sha256, kind, theme, polarity, level, start_byte, end_byte, note, words,"
                           " nth, total, placed) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1)",
                           mark, sha256, doc, place);
    return status;
}

/* Writes the tags of a review again, with all that was said of them. */
static int refresh(scrl_library *library, int64_t id, const scrl_review *review)
{
    scrl_tags *tags = NULL;
    int status = scrl__tags_load(library, id, review->doc, &tags);
    if (status == 0)
        status = scrl__fill_retag(library, id, review, tags);
    scrl_tags_free(tags);
    return status;
}

static int add_mark(scrl_library *library, const scrl_mark *mark, uint64_t *id)
{
    int64_t review_id = 0;
    char sha256[65];
    scrl_review *review = NULL;
    scrl__mark_place place;
    int status = scrl__review_find(library, mark->review, &review_id, sha256);
    if (status == 0)
        status = scrl__review_load(library, review_id, &review);
    if (status == 0)
        status = find_place(library, review->doc, mark, &place);
    if (status == 0)
        status = check_claim(library, review_id, mark, &place);
    if (status == 0)
        status = insert_mark(library, mark, sha256, review->doc, &place);
    if (status == 0)
        *id = (uint64_t)sqlite3_last_insert_rowid(library->db);
    if (status == 0 && mark->kind != SCRL_MARK_NOTE)
        status = refresh(library, review_id, review);
    scrl_review_free(review);
    return status;
}

/* Copies the caller's record and makes its strings whole; the note is cleaned into 'note'. */
static int check_mark(scrl_library *library, const scrl_mark *in, scrl_mark *mark, scrl__str *note)
{
    size_t size = in->size;
    if (size < offsetof(scrl_mark, note) + sizeof(mark->note) || size > 4096)
        return wrong_use(library, "the mark has no size");
    *mark = (scrl_mark)SCRL_MARK_INIT;
    memcpy(mark, in, size < sizeof(*mark) ? size : sizeof(*mark));
    if (mark->review == NULL || (unsigned)mark->kind > SCRL_MARK_MANUAL ||
        (unsigned)mark->polarity > SCRL_POLARITY_NEUTRAL || (unsigned)mark->level > SCRL_LEVEL_SYSTEM)
        return wrong_use(library, "a mark needs a kind, a review, a polarity and a level");
    if (mark->kind == SCRL_MARK_NOTE || mark->theme == NULL)
        mark->theme = "";
    size_t note_len = mark->note == NULL ? 0 : strnlen(mark->note, NOTE_BYTES + 1);
    if (note_len > NOTE_BYTES)
        return wrong_use(library, "a note has at most 8192 bytes");
    scrl__text_clean(note, mark->note, note_len, false);
    if (note->failed)
        return scrl__fail_memory(library->ctx, "store");
    mark->note = scrl__str_text(note);
    if (mark->kind == SCRL_MARK_NOTE && note->len == 0)
        return wrong_use(library, "a note needs words");
    return 0;
}

int scrl_library_mark(scrl_library *library, const scrl_mark *mark, uint64_t *id)
{
    scrl_mark whole;
    scrl__str note = SCRL__STR_INIT;
    uint64_t given = 0;
    bool own = true;
    if (library == NULL)
        return SCRL_EINVAL;
    if (mark == NULL)
        return wrong_use(library, "scrl_library_mark needs a mark");
    int status = check_mark(library, mark, &whole, &note);
    if (status == 0)
        status = scrl__store_begin(library, &own);
    if (status == 0)
        status = scrl__store_end(library, own, add_mark(library, &whole, &given));
    scrl__str_free(&note);
    if (status == 0 && id != NULL)
        *id = given;
    return status;
}

/* The review that a mark is about: its id, or 0 when it is not in the library. */
static int review_of_mark(scrl_library *library, uint64_t id, int64_t *review, bool *note)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(library,
                                     "SELECT coalesce((SELECT id FROM review WHERE sha256 = mark.sha256), 0), kind"
                                     " FROM mark WHERE id = ?1",
                                     &row);
    if (status != 0)
        return status;
    sqlite3_bind_int64(row, 1, (int64_t)id);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW) {
        *review = sqlite3_column_int64(row, 0);
        *note = sqlite3_column_int(row, 1) == SCRL_MARK_NOTE;
    }
    sqlite3_finalize(row);
    if (rc == SQLITE_DONE)
        return scrl__fail(library->ctx, SCRL_ENOTFOUND, "store", "the library has no mark %llu",
                          (unsigned long long)id);
    return rc == SQLITE_ROW ? 0 : scrl__store_fail(library, rc, "look up a mark");
}

static int remove_mark(scrl_library *library, uint64_t id)
{
    int64_t review_id = 0;
    bool note = false;
    sqlite3_stmt *statement = NULL;
    scrl_review *review = NULL;
    int status = review_of_mark(library, id, &review_id, &note);
    if (status == 0)
        status = scrl__store_prepare(library, "DELETE FROM mark WHERE id = ?1", &statement);
    if (status != 0)
        return status;
    sqlite3_bind_int64(statement, 1, (int64_t)id);
    status = change(library, statement);
    if (status != 0 || review_id == 0 || note)
        return status;
    status = scrl__review_load(library, review_id, &review);
    if (status == 0)
        status = refresh(library, review_id, review);
    scrl_review_free(review);
    return status;
}

int scrl_library_unmark(scrl_library *library, uint64_t id)
{
    bool own = true;
    if (library == NULL)
        return SCRL_EINVAL;
    int status = scrl__store_begin(library, &own);
    return status != 0 ? status : scrl__store_end(library, own, remove_mark(library, id));
}
