/*
 * run.c - gives the hits of a question one by one: orders the passages that find.c found, walks them (or their
 * reviews), and lets units.c read each. The order of reviews is that of their source hashes or dates, so that it is
 * the same in every library with the same content.
 */
#include "store/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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
    uint32_t rank; /* of its review */
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
    char cursor_text[128];
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

/* Those without passages come first: their number may have been given to another review's passage since. */
static int compare_first(const void *left, const void *right)
{
    const review_place *one = left, *other = right;
    int64_t a = one->passages > 0 ? one->first_passage : 0, b = other->passages > 0 ? other->first_passage : 0;
    return a < b ? -1 : a > b;
}

static int load_reviews(scrl__run *run)
{
    sqlite3_stmt *row = NULL;
    size_t cap = 0;
    int rc, status = scrl__store_prepare(
                run->library, "SELECT id, first_passage, passages, sha256, coalesce(published, '') FROM review", &row);
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

/* Ranks the reviews in the order asked for, then sorts them by their passages, so that one is found by a passage's
 * id. */
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

/* The review that holds a passage: the last one whose first passage is not after it; SCRL_NONE in a damaged library. */
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
    const review_place *place = low < high ? &run->reviews[low] : NULL;
    bool inside = place != NULL && passage >= place->first_passage && passage - place->first_passage < place->passages;
    return inside ? (uint32_t)low : SCRL_NONE;
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

static int add_stop(scrl__run *run, int64_t id, double score, uint32_t review)
{
    if (review == SCRL_NONE)
        return scrl__fail(run->library->ctx, SCRL_ECORRUPT, "store", "a passage of the library belongs to no review");
    run->stops[run->stop_count++] = (stop){id, score, review};
    return 0;
}

/* Whether a question chooses a review that has no passage (a scanned document): one that asks for nothing, or for the review
 * alone. */
static bool chooses_empty(const scrl__run *run, const review_place *place)
{
    const scrl__plan_node *root = &run->plan->nodes[run->plan->root];
    return run->plan->root == 0 || (root->kind == SCRL__PLAN_FILTER && strcmp(root->field, "review") == 0 &&
                                    strncasecmp(place->sha256, root->text, strlen(root->text)) == 0);
}

static int stops_of_passages(scrl__run *run)
{
    bool ranked = run->options.sort == SCRL_SORT_RANK;
    int status = 0;
    for (size_t i = 0; i < run->found_count && status == 0; i++) {
        const scrl__found *found = &run->found[i];
        status = add_stop(run, found->id, ranked ? found->score : 0.0, review_of(run, found->id));
    }
    return status;
}

/* Each review once: those without passages stand first in 'reviews', the others in the order of the passages found. */
static int stops_of_reviews(scrl__run *run)
{
    int status = 0;
    for (uint32_t i = 0; i < run->review_count && run->reviews[i].passages == 0; i++) {
        if (chooses_empty(run, &run->reviews[i]))
            add_stop(run, run->reviews[i].id, 0.0, i);
    }
    uint32_t last = SCRL_NONE;
    for (size_t i = 0; i < run->found_count && status == 0; i++) {
        uint32_t review = review_of(run, run->found[i].id);
        if (review == last && review != SCRL_NONE)
            continue;
        status = add_stop(run, review != SCRL_NONE ? run->reviews[review].id : 0, 0.0, review);
        last = review;
    }
    return status;
}

/* Makes the stops of the walk: the passages, or each review once. */
static int make_stops(scrl__run *run)
{
    bool by_passage = scrl__unit_by_passage(run->options.unit);
    size_t most = by_passage ? run->found_count : run->review_count;
    run->stops = calloc(most + 1, sizeof(*run->stops));
    if (run->stops == NULL)
        return scrl__fail_memory(run->library->ctx, "query");
    int status = by_passage ? stops_of_passages(run) : stops_of_reviews(run);
    if (status == 0 && run->stop_count > 0)
        qsort_r(run->stops, run->stop_count, sizeof(*run->stops), compare_stops, run);
    return status;
}

/* A number for the question, its unit and its order together with a place (FNV-1a): a cursor serves no other search. */
static uint64_t cursor_check(const scrl__run *run, const char *place)
{
    const char *const parts[] = {run->plan->canonical, place};
    uint64_t check = 14695981039346656037U + (uint64_t)run->options.unit * 4 + (uint64_t)run->options.sort;
    for (size_t i = 0; i < 2; i++) {
        for (const char *c = parts[i]; *c != '\0'; c++)
            check = (check ^ (unsigned char)*c) * 1099511628211U;
        check = (check ^ '\n') * 1099511628211U;
    }
    return check;
}

/* A cursor is "<check>.<place>", a place "<bits of the score>.<hash of the review>.<ordinal>". */
static void write_cursor(scrl__run *run, double score, const char *sha256, uint32_t ordinal)
{
    uint64_t bits;
    char place[96];
    memcpy(&bits, &score, sizeof(bits));
    snprintf(place, sizeof(place), "%016" PRIx64 ".%.64s.%" PRIu32, bits, sha256, ordinal);
    snprintf(run->cursor_text, sizeof(run->cursor_text), "%016" PRIx64 ".%s", cursor_check(run, place), place);
}

/* Takes a cursor apart; false when it is none that write_cursor() made for this search. */
static bool parse_cursor(const scrl__run *run, const char *text, cursor *out, char sha256[65])
{
    uint64_t bits;
    char check[20];
    const char *place = strchr(text, '.');
    if (place == NULL)
        return false;
    snprintf(check, sizeof(check), "%016" PRIx64 ".", cursor_check(run, place + 1));
    if (strncmp(text, check, 17) != 0 ||
        sscanf(place + 1, "%16" SCNx64 ".%64[0-9a-f].%" SCNu32, &bits, sha256, &out->ordinal) != 3)
        return false;
    memcpy(&out->score, &bits, sizeof(bits));
    return true;
}

static int read_cursor(scrl__run *run)
{
    char sha256[65];
    if (run->options.cursor == NULL)
        return 0;
    bool known = parse_cursor(run, run->options.cursor, &run->after, sha256);
    for (size_t i = 0; i < run->review_count && known && !run->after.set; i++) {
        run->after.set = strcmp(run->reviews[i].sha256, sha256) == 0;
        run->after.rank = run->reviews[i].rank;
    }
    if (run->after.set)
        return 0;
    return scrl__fail(run->library->ctx, SCRL_EINVAL, "query",
                      known ? "the review in which the cursor stands is no longer in the library"
                            : "this is not a cursor that this search gave");
}

/* Whether a stop lies wholly before the cursor: -1; holds it: 0; lies after it: 1. */
static int place_of_stop(const scrl__run *run, const stop *s)
{
    if (!run->after.set)
        return 1;
    if (s->score != run->after.score)
        return s->score > run->after.score ? -1 : 1;
    uint32_t rank = run->reviews[s->review].rank;
    return rank < run->after.rank ? -1 : rank > run->after.rank;
}

static bool tag_matches(const scrl__plan_node *node, const scrl_hit *hit)
{
    return hit->state != SCRL_STATE_REJECTED && (node->text == NULL || strcmp(node->text, hit->theme) == 0) &&
           (node->polarity < 0 || node->polarity == (int)hit->polarity) &&
           (node->level < 0 || node->level == (int)hit->level);
}

/* What a question says of a statement or tag beside its passage: 1 it asks for such a one, 0 for others only, -1
 * nothing. Of several that it asks for in one passage each is wanted, whether they are joined by AND or by OR; only
 * under OR, what says nothing lets all pass. */
static int asks_for(const scrl__plan *plan, uint32_t number, const scrl_hit *hit)
{
    const scrl__plan_node *node = &plan->nodes[number];
    if (node->kind == SCRL__PLAN_FILTER && hit->unit == SCRL_UNIT_STATEMENT && strcmp(node->field, "kind") == 0)
        return strcmp(node->text, hit->kind) == 0;
    if (node->kind == SCRL__PLAN_FILTER && hit->unit == SCRL_UNIT_TAG && strcmp(node->field, "state") == 0)
        return strcmp(node->text, scrl_state_name(hit->state)) == 0;
    if (node->kind == SCRL__PLAN_TAG && hit->unit == SCRL_UNIT_TAG)
        return tag_matches(node, hit);
    if (node->kind != SCRL__PLAN_AND && node->kind != SCRL__PLAN_OR)
        return -1;
    bool asked = false, others = false, nothing = false;
    for (uint32_t child = node->first_child; child != 0; child = plan->nodes[child].next) {
        int one = asks_for(plan, child, hit);
        asked = asked || one == 1;
        others = others || one == 0;
        nothing = nothing || one < 0;
    }
    if (asked)
        return 1;
    return others && !(nothing && node->kind == SCRL__PLAN_OR) ? 0 : -1;
}

/* A question chooses passages; what it says of tags and statements also chooses among those of a passage. */
static bool item_wanted(const scrl__run *run, const scrl_hit *hit)
{
    return run->plan->root == 0 || asks_for(run->plan, run->plan->root, hit) != 0;
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
    if (status != 0) /* what a writer has removed since the question was asked is no hit any more */
        return status == SCRL_ENOTFOUND ? 0 : status;
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
    for (const char *c = marked != NULL ? marked : ""; *c != '\0'; c++) {
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
    scrl__run_options options = {run->options.unit, SCRL_SORT_PLACE, 0, NULL, run->options.unseen_by};
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
        status = scrl__store_prepare(
            run->library, "SELECT highlight(fts, 0, char(1), char(2)) FROM fts WHERE fts MATCH ?1 AND rowid = ?2",
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
    bool own = false;
    int status = scrl__store_snapshot(library, &own);
    if (status == 0)
        status = load_reviews(run);
    if (status == 0) {
        rank_reviews(run);
        status = read_cursor(run);
    }
    if (status == 0)
        status = scrl__run_find(library, plan, scored, &run->found, &run->found_count);
    if (status == 0 && options->unseen_by != NULL)
        status = scrl__saved_drop_seen(library, options->unseen_by, run->found, &run->found_count);
    scrl__store_snapshot_end(library, own);
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
