/*
 * run.c - gives the hits of a question one by one: orders the passages that find.c found, walks them (or their reviews), and
 * lets units.c read each. The order of reviews is that of their source hashes or dates, so that it is the same in every
 * library with the same content.
 */
#include "store/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/expression.h"
#include "store/units.h"

/* A review of the library, as far as ordering needs it. */
typedef struct review_place {
    int64_t id, first_passage, passages;
    char sha256[65];
    char published[11];
    uint32_t rank; /* place among all reviews in the order asked for */
} review_place;

/* A passage, or a review with one, that the walk visits. */
typedef struct stop {
    int64_t id; /* of the passage or review */
    double score;
    uint32_t review; /* index into 'reviews' */
} stop;

/* Where a cursor stands in the order. */
typedef struct cursor {
    bool set;
    double score;
    uint32_t rank; /* of its review, or of the one that would stand there */
    bool exact;    /* its review is in the library */
    uint32_t ordinal;
} cursor;

struct scrl__run {
    scrl_library *library;
    const scrl__plan *plan;
    scrl__run_options options;
    scrl__str expression; /* for highlights */
    review_place *reviews;
    size_t review_count;
    scrl__found *found; /* by id */
    size_t found_count;
    stop *stops;
    size_t stop_count, at;
    cursor after;
    sqlite3_stmt *rows, *highlight;
    bool in_rows; /* 'rows' stands inside the rows of stops[at] */
    scrl__arena *item_arena, *review_arena;
    scrl_hit review; /* members of the review at hand */
    uint32_t review_at;
    char cursor_text[120];
    uint32_t *marks; /* start, end, start, end ... of the highlights */
    size_t mark_count, mark_cap;
    uint64_t given;
};

static int compare_hash(const void *left, const void *right)
{
    return strcmp(((const review_place *)left)->sha256, ((const review_place *)right)->sha256);
}

/* Newest first; undated last; then by hash. */
static int compare_date(const void *left, const void *right)
{
    int order = strcmp(((const review_place *)right)->published, ((const review_place *)left)->published);
    return order != 0 ? order : compare_hash(left, right);
}

static int compare_first(const void *left, const void *right)
{
    int64_t a = ((const review_place *)left)->first_passage, b = ((const review_place *)right)->first_passage;
    return a < b ? -1 : a > b;
}

static int load_reviews(scrl__run *run)
{
    sqlite3_stmt *row = NULL;
    size_t cap = 0;
    int rc, status = scrl__store_prepare(run->library,
                                         "SELECT id, first_passage, passages, sha256, coalesce(published, '') FROM review", &row);
    if (status != 0)
        return status;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
        if (scrl__grow((void **)&run->reviews, &cap, run->review_count, sizeof(*run->reviews)) != 0) {
            status = scrl__fail_memory(run->library->ctx, "query");
            break;
        }
        review_place *place = &run->reviews[run->review_count++];
        *place = (review_place){.id = sqlite3_column_int64(row, 0),
                                .first_passage = sqlite3_column_int64(row, 1),
                                .passages = sqlite3_column_int64(row, 2)};
        snprintf(place->sha256, sizeof(place->sha256), "%s", (const char *)sqlite3_column_text(row, 3));
        snprintf(place->published, sizeof(place->published), "%.10s", (const char *)sqlite3_column_text(row, 4));
    }
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(run->library, rc, "read the reviews");
}

/* Ranks the reviews in the order asked for, then sorts them by their passages, so that one is found by a passage's id. */
static void rank_reviews(scrl__run *run)
{
    if (run->review_count == 0)
        return;
    qsort(run->reviews, run->review_count, sizeof(*run->reviews),
          run->options.sort == SCRL_SORT_DATE ? compare_date : compare_hash);
    for (size_t i = 0; i < run->review_count; i++)
        run->reviews[i].rank = (uint32_t)i;
    qsort(run->reviews, run->review_count, sizeof(*run->reviews), compare_first);
}

/* The review that holds a passage: the last one whose first passage is not after it. */
static uint32_t review_of(const scrl__run *run, int64_t passage)
{
    size_t low = 0, high = run->review_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (run->reviews[middle].first_passage <= passage)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static int compare_stops(const void *left, const void *right, void *user)
{
    const stop *a = left, *b = right;
    const scrl__run *run = user;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    uint32_t rank_a = run->reviews[a->review].rank, rank_b = run->reviews[b->review].rank;
    if (rank_a != rank_b)
        return rank_a < rank_b ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

/* Makes the stops of the walk: the passages, or each review once. With an empty question reviews without any passage (a
 * scanned document) are stops too. */
static int make_stops(scrl__run *run)
{
    bool by_passage = scrl__unit_by_passage(run->options.unit), all = !by_passage && run->plan->root == 0;
    size_t count = all ? run->review_count : run->found_count;
    if (count == 0)
        return 0;
    run->stops = calloc(count, sizeof(*run->stops));
    if (run->stops == NULL)
        return scrl__fail_memory(run->library->ctx, "query");
    for (size_t i = 0; i < count; i++) {
        uint32_t review = all ? (uint32_t)i : review_of(run, run->found[i].id);
        if (by_passage)
            run->stops[run->stop_count++] =
                (stop){run->found[i].id, run->options.sort == SCRL_SORT_RANK ? run->found[i].score : 0.0, review};
        else if (run->stop_count == 0 || run->stops[run->stop_count - 1].review != review)
            run->stops[run->stop_count++] = (stop){run->reviews[review].id, 0.0, review};
    }
    qsort_r(run->stops, run->stop_count, sizeof(*run->stops), compare_stops, run);
    return 0;
}

/* A cursor is "<bits of the score>.<hash of the review>.<ordinal>". */
static void write_cursor(scrl__run *run, double score, const char *sha256, uint32_t ordinal)
{
    uint64_t bits;
    memcpy(&bits, &score, sizeof(bits));
    snprintf(run->cursor_text, sizeof(run->cursor_text), "%016" PRIx64 ".%s.%" PRIu32, bits, sha256, ordinal);
}

static int read_cursor(scrl__run *run)
{
    uint64_t bits;
    char sha256[65];
    uint32_t ordinal;
    int end = 0;
    const char *text = run->options.cursor;
    if (text == NULL)
        return 0;
    if (sscanf(text, "%16" SCNx64 ".%64[0-9a-f].%" SCNu32 "%n", &bits, sha256, &ordinal, &end) != 3 || text[end] != '\0')
        return scrl__fail(run->library->ctx, SCRL_EINVAL, "query", "this is not a cursor that a search gave");
    run->after.set = true;
    run->after.ordinal = ordinal;
    memcpy(&run->after.score, &bits, sizeof(bits));
    for (size_t i = 0; i < run->review_count; i++) {
        int order = strcmp(run->reviews[i].sha256, sha256);
        if (order == 0) {
            run->after.rank = run->reviews[i].rank;
            run->after.exact = true;
            return 0;
        }
        if (order < 0 && run->reviews[i].rank + 1 > run->after.rank)
            run->after.rank = run->reviews[i].rank + 1;
    }
    return 0;
}

/* Whether a stop lies wholly before the cursor: -1; holds it: 0; lies after it: 1. */
static int place_of_stop(const scrl__run *run, const stop *s)
{
    if (!run->after.set)
        return 1;
    if (s->score != run->after.score)
        return s->score > run->after.score ? -1 : 1;
    uint32_t rank = run->reviews[s->review].rank;
    if (rank != run->after.rank)
        return rank < run->after.rank ? -1 : 1;
    return run->after.exact ? 0 : 1;
}

/* Whether the filters that stand at the top of the question let an item of its unit pass. A question chooses passages; what it says
 * of tags and statements also chooses among those of a passage. */
static bool item_wanted(const scrl__run *run, const scrl_hit *hit)
{
    const scrl__plan *plan = run->plan;
    const scrl__plan_node *top = &plan->nodes[plan->root];
    bool group = plan->root != 0 && top->kind == SCRL__PLAN_AND, tags = false, tag_wanted = false;
    for (uint32_t n = group ? top->first_child : plan->root; n != 0; n = group ? plan->nodes[n].next : 0) {
        const scrl__plan_node *node = &plan->nodes[n];
        if (hit->unit == SCRL_UNIT_STATEMENT && node->kind == SCRL__PLAN_FILTER && strcmp(node->field, "kind") == 0 &&
            strcmp(node->text, hit->kind) != 0)
            return false;
        if (hit->unit != SCRL_UNIT_TAG || node->kind != SCRL__PLAN_TAG)
            continue;
        tags = true;
        tag_wanted = tag_wanted || ((node->text == NULL || strcmp(node->text, hit->theme) == 0) &&
                                    (node->polarity < 0 || node->polarity == (int)hit->polarity) &&
                                    (node->level < 0 || node->level == (int)hit->level));
    }
    return !tags || tag_wanted;
}

/* Whether any found passage lies in [first, last]. */
static bool span_found(const scrl__run *run, const int64_t span[2])
{
    if (run->plan->root == 0 || span[0] == 0)
        return true;
    size_t low = 0, high = run->found_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (run->found[middle].id < span[0])
            low = middle + 1;
        else
            high = middle;
    }
    return low < run->found_count && run->found[low].id <= span[1];
}

static int read_review(scrl__run *run, uint32_t review)
{
    if (run->review_at == review)
        return 0;
    scrl__arena_free(run->review_arena);
    run->review_arena = scrl__arena_new();
    if (run->review_arena == NULL)
        return scrl__fail_memory(run->library->ctx, "query");
    run->review = scrl__unit_blank(run->options.unit);
    int status = scrl__unit_review(run->library, run->reviews[review].id, run->review_arena, &run->review);
    run->review_at = status == 0 ? review : SCRL_NONE;
    return status;
}

/* Makes the hit of the row that 'rows' stands on: 1, 0 when the question does not want it, or a failure. */
static int take_row(scrl__run *run, const stop *s, scrl_hit *hit)
{
    int64_t span[2];
    int status = read_review(run, s->review);
    if (status != 0)
        return status;
    scrl__arena_free(run->item_arena);
    run->item_arena = scrl__arena_new();
    *hit = run->review;
    if (run->item_arena == NULL || scrl__unit_fill(run->options.unit, run->rows, run->item_arena, hit, span) != 0)
        return scrl__fail_memory(run->library->ctx, "query");
    hit->score = s->score;
    if (place_of_stop(run, s) == 0 && hit->ordinal <= run->after.ordinal)
        return 0;
    if (!item_wanted(run, hit) || !span_found(run, span))
        return 0;
    write_cursor(run, s->score, hit->review, hit->ordinal);
    hit->cursor = run->cursor_text;
    return 1;
}

/* Moves to the next row of the walk: 1, 0 at its end, or a failure. */
static int next_row(scrl__run *run, const stop **s)
{
    while (run->at < run->stop_count) {
        *s = &run->stops[run->at];
        if (!run->in_rows && place_of_stop(run, *s) >= 0) {
            sqlite3_reset(run->rows);
            sqlite3_bind_int64(run->rows, 1, (*s)->id);
            run->in_rows = true;
        }
        int rc = run->in_rows ? sqlite3_step(run->rows) : SQLITE_DONE;
        if (rc == SQLITE_ROW)
            return 1;
        run->in_rows = false;
        if (rc != SQLITE_DONE)
            return scrl__store_fail(run->library, rc, "read the answer");
        run->at++;
    }
    return 0;
}

/* Notes where FTS5 put its marks, bytes 1 and 2, which no text of a document contains. */
static int note_marks(scrl__run *run, const char *marked)
{
    uint32_t at = 0;
    for (const char *c = marked; *c != '\0'; c++) {
        if (*c != 1 && *c != 2) {
            at++;
            continue;
        }
        if (scrl__grow((void **)&run->marks, &run->mark_cap, run->mark_count, sizeof(*run->marks)) != 0)
            return scrl__fail_memory(run->library->ctx, "query");
        run->marks[run->mark_count++] = at;
    }
    return 0;
}

/* Finds the words of the question in a passage. */
static int mark_passage(scrl__run *run, int64_t id, scrl_hit *hit)
{
    run->mark_count = 0;
    if (run->highlight == NULL)
        return 0;
    sqlite3_reset(run->highlight);
    sqlite3_bind_int64(run->highlight, 2, id);
    int rc = sqlite3_step(run->highlight), status = 0;
    if (rc == SQLITE_ROW)
        status = note_marks(run, (const char *)sqlite3_column_text(run->highlight, 0));
    else if (rc != SQLITE_DONE)
        status = scrl__store_fail(run->library, rc, "find the words of the question");
    hit->highlight_count = run->mark_count / 2;
    return status;
}

int scrl__run_next(scrl__run *run, scrl_hit *hit)
{
    const stop *s = NULL;
    int status;
    if (run->options.limit > 0 && run->given >= run->options.limit)
        return 0;
    while ((status = next_row(run, &s)) == 1) {
        status = take_row(run, s, hit);
        if (status < 0)
            return status;
        if (status == 0)
            continue;
        run->given++;
        if (run->options.unit == SCRL_UNIT_PASSAGE && (status = mark_passage(run, s->id, hit)) < 0)
            return status;
        return 1;
    }
    return status;
}

int scrl__run_highlight(const scrl__run *run, size_t j, uint32_t *start, uint32_t *end)
{
    if (j >= run->mark_count / 2)
        return SCRL_EINVAL;
    *start = run->marks[2 * j];
    *end = run->marks[2 * j + 1];
    return 0;
}

int scrl__run_total(scrl__run *run, uint64_t *out)
{
    if (run->options.unit == SCRL_UNIT_PASSAGE || run->options.unit == SCRL_UNIT_REVIEW) {
        *out = run->stop_count;
        return 0;
    }
    scrl__run_options options = {run->options.unit, SCRL_SORT_PLACE, 0, NULL};
    scrl__run *all = NULL;
    scrl_hit hit;
    uint64_t count = 0;
    int status = scrl__run_new(run->library, run->plan, &options, &all);
    while (status == 0 && (status = scrl__run_next(all, &hit)) == 1) {
        count++;
        status = 0;
    }
    scrl__run_free(all);
    if (status == 0)
        *out = count;
    return status;
}

static int prepare_rows(scrl__run *run)
{
    int status = scrl__store_prepare(run->library, scrl__unit_sql(run->options.unit), &run->rows);
    if (status != 0 || run->plan->root == 0 || run->options.unit != SCRL_UNIT_PASSAGE)
        return status;
    status = scrl__expression(run->library, run->plan, &run->expression);
    if (status == 0)
        status = scrl__store_prepare(run->library,
                                     "SELECT highlight(fts, 0, char(1), char(2)) FROM fts WHERE fts MATCH ?1 AND rowid = ?2",
                                     &run->highlight);
    if (status == 0)
        sqlite3_bind_text(run->highlight, 1, scrl__str_text(&run->expression), -1, SQLITE_STATIC);
    return status;
}

int scrl__run_new(scrl_library *library, const scrl__plan *plan, const scrl__run_options *options, scrl__run **out)
{
    scrl__run *run = calloc(1, sizeof(*run));
    if (run == NULL)
        return scrl__fail_memory(library->ctx, "query");
    run->library = library;
    run->plan = plan;
    run->options = *options;
    run->review_at = SCRL_NONE;
    bool scored = options->unit == SCRL_UNIT_PASSAGE && options->sort == SCRL_SORT_RANK && plan->root != 0;
    int status = load_reviews(run);
    if (status == 0) {
        rank_reviews(run);
        status = read_cursor(run);
    }
    if (status == 0)
        status = scrl__run_find(library, plan, scored, &run->found, &run->found_count);
    if (status == 0)
        status = make_stops(run);
    if (status == 0)
        status = prepare_rows(run);
    if (status != 0) {
        scrl__run_free(run);
        return status;
    }
    *out = run;
    return 0;
}

void scrl__run_free(scrl__run *run)
{
    if (run == NULL)
        return;
    sqlite3_finalize(run->rows);
    sqlite3_finalize(run->highlight);
    scrl__str_free(&run->expression);
    scrl__arena_free(run->item_arena);
    scrl__arena_free(run->review_arena);
    free(run->reviews);
    free(run->found);
    free(run->stops);
    free(run->marks);
    free(run);
}
