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
#include "store/choose.h"
#include "store/units.h"

/* A passage, or a review with one, that the walk visits. */
typedef struct stop {
    int64_t id;   /* of the passage or review */
    double group; /* the best score of its review, where reviews stand together */
    double score;
    uint32_t review; /* index into the columns' reviews */
} stop;

/* Where a cursor stands in the order. */
typedef struct cursor {
    bool set;
    double score, group;
    uint32_t rank; /* of its review */
    uint32_t ordinal;
} cursor;

struct scrl__run {
    scrl_library *library;
    const scrl__plan *plan;
    scrl__run_options options;
    scrl__columns *columns; /* held */
    uint32_t *ranks;        /* of the reviews in an order by text; NULL for that of their hashes */
    double *best;           /* score of each review's best passage; NULL where that does not matter */
    scrl__found *found;     /* by place */
    size_t found_count;
    stop *stops;
    size_t stop_count, at;
    cursor after;
    sqlite3_stmt *rows, *reviews;
    bool in_rows; /* 'rows' stands inside the rows of stops[at] */
    scrl__arena *item_arena, *review_arena;
    scrl_hit review; /* members of the review at hand */
    uint32_t review_at;
    char cursor_text[128];
    scrl__needles needles; /* for highlights */
    int begun;             /* 1: begin() has made the walk ready; below 0: how it failed */
    uint64_t given;
};

/* Which text of a review its order goes by; "" stands last. */
static const char *order_text(const scrl__column_review *review, scrl_sort sort)
{
    return sort == SCRL_SORT_DATE ? review->published : sort == SCRL_SORT_AREA ? review->area : review->type;
}

/* Newest first, or by area or type from A to Z; then by hash. */
static int compare_reviews(const void *left, const void *right, void *user)
{
    const scrl__run *run = user;
    const scrl__column_review *one = &run->columns->reviews[*(const uint32_t *)left];
    const scrl__column_review *other = &run->columns->reviews[*(const uint32_t *)right];
    const char *a = order_text(one, run->options.sort), *b = order_text(other, run->options.sort);
    int order = (a[0] == '\0') - (b[0] == '\0');
    if (order == 0)
        order = run->options.sort == SCRL_SORT_DATE ? strcmp(b, a) : strcmp(a, b);
    return order != 0 ? order : one->rank < other->rank ? -1 : one->rank > other->rank;
}

/* Where reviews stand by a text of theirs, each gets its place in that order; else it is that of their hashes. */
static int rank_reviews(scrl__run *run)
{
    uint32_t count = run->columns->review_count;
    bool by_text = run->options.sort == SCRL_SORT_DATE || run->options.sort == SCRL_SORT_AREA ||
                   run->options.sort == SCRL_SORT_TYPE;
    if (!by_text)
        return 0;
    uint32_t *order = calloc((size_t)count + 1, sizeof(*order));
    run->ranks = calloc((size_t)count + 1, sizeof(*run->ranks));
    if (order == NULL || run->ranks == NULL) {
        free(order);
        return scrl__fail_memory(run->library->ctx, "query");
    }
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    if (count > 0)
        qsort_r(order, count, sizeof(*order), compare_reviews, run);
    for (uint32_t i = 0; i < count; i++)
        run->ranks[order[i]] = i;
    free(order);
    return 0;
}

static uint32_t rank_of(const scrl__run *run, uint32_t review)
{
    return run->ranks != NULL ? run->ranks[review] : run->columns->reviews[review].rank;
}

static int compare_stops(const void *left, const void *right, void *user)
{
    const stop *a = left, *b = right;
    const scrl__run *run = user;
    if (a->group != b->group)
        return a->group > b->group ? -1 : 1;
    if (run->best != NULL && a->review != b->review)
        return rank_of(run, a->review) < rank_of(run, b->review) ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->review != b->review)
        return rank_of(run, a->review) < rank_of(run, b->review) ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

/* Whether a stop lies wholly before the cursor: -1; holds it: 0; lies after it: 1. */
static int place_of_stop(const scrl__run *run, const stop *s)
{
    const cursor *after = &run->after;
    if (!after->set)
        return 1;
    if (s->group != after->group)
        return s->group > after->group ? -1 : 1;
    uint32_t rank = rank_of(run, s->review);
    if (run->best != NULL && rank != after->rank)
        return rank < after->rank ? -1 : 1;
    if (s->score != after->score)
        return s->score > after->score ? -1 : 1;
    return rank < after->rank ? -1 : rank > after->rank;
}

/* Whether a passage's stop lies after the cursor. */
static bool passage_follows(const scrl__run *run, const stop *s)
{
    int place = place_of_stop(run, s);
    return place > 0 || (place == 0 && s->id - run->columns->reviews[s->review].first > (int64_t)run->after.ordinal);
}

static stop stop_of(const scrl__run *run, const scrl__found *found)
{
    uint32_t review = run->columns->review_of[found->place];
    const scrl__column_review *r = &run->columns->reviews[review];
    return (stop){r->first + (found->place - r->place), run->best != NULL ? run->best[review] : 0.0, found->score,
                  review};
}

/* Lets the stop at 'i' of a heap, whose worst stands first, sink to where it belongs. */
static void sink(scrl__run *run, size_t i)
{
    for (;;) {
        size_t worst = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < run->stop_count; child++)
            if (compare_stops(&run->stops[child], &run->stops[worst], run) > 0)
                worst = child;
        if (worst == i)
            return;
        stop other = run->stops[i];
        run->stops[i] = run->stops[worst];
        run->stops[worst] = other;
        i = worst;
    }
}

/* Whether a passage is worse than the worst stop by its score alone. */
static bool too_late(const scrl__run *run, size_t most, const scrl__found *found)
{
    return run->best == NULL && most > 0 && run->stop_count == most && found->score < run->stops[0].score;
}

/* Only the passages that the limit lets through, or all. */
static void stops_of_passages(scrl__run *run, size_t most)
{
    for (size_t i = 0; i < run->found_count; i++) {
        if (too_late(run, most, &run->found[i]))
            continue;
        stop s = stop_of(run, &run->found[i]);
        if (run->options.unit == SCRL_UNIT_PASSAGE && !passage_follows(run, &s))
            continue;
        if (run->stop_count < most) {
            run->stops[run->stop_count++] = s;
            for (size_t j = run->stop_count == most ? most / 2 : 0; j > 0; j--)
                sink(run, j - 1);
        } else if (most > 0 && compare_stops(&s, &run->stops[0], run) < 0) {
            run->stops[0] = s;
            sink(run, 0);
        }
    }
}

/* Each review once: those without passages stand first among the columns' reviews. */
static int stops_of_reviews(scrl__run *run)
{
    const scrl__columns *columns = run->columns;
    const scrl__chooser chooser = {.library = run->library, .plan = run->plan, .columns = columns};
    int status = 0;
    for (uint32_t i = 0; i < columns->review_count && columns->reviews[i].passages == 0 && status == 0; i++) {
        bool chosen = false;
        status = scrl__choose_review(&chooser, i, &chosen);
        if (chosen)
            run->stops[run->stop_count++] = (stop){columns->reviews[i].id, 0.0, 0.0, i};
    }
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < run->found_count && status == 0; i++) {
        uint32_t review = columns->review_of[run->found[i].place];
        if (review != last)
            run->stops[run->stop_count++] =
                (stop){columns->reviews[review].id, run->best != NULL ? run->best[review] : 0.0, 0.0, review};
        last = review;
    }
    return status;
}

/* The best score of each review, where reviews stand in its order. */
static int find_best(scrl__run *run)
{
    bool wanted = run->options.sort == SCRL_SORT_GROUPED ||
                  (run->options.unit == SCRL_UNIT_REVIEW && run->options.sort == SCRL_SORT_RANK);
    if (!wanted)
        return 0;
    run->best = calloc((size_t)run->columns->review_count + 1, sizeof(*run->best));
    if (run->best == NULL)
        return scrl__fail_memory(run->library->ctx, "query");
    for (size_t i = 0; i < run->found_count; i++) {
        double *best = &run->best[run->columns->review_of[run->found[i].place]];
        *best = run->found[i].score > *best ? run->found[i].score : *best;
    }
    return 0;
}

/* Makes the stops of the walk: the passages, or each review once. */
static int make_stops(scrl__run *run)
{
    bool by_passage = scrl__unit_by_passage(run->options.unit);
    size_t most = by_passage ? run->found_count : run->columns->review_count;
    if (run->options.unit == SCRL_UNIT_PASSAGE && run->options.limit > 0 && run->options.limit < most)
        most = (size_t)run->options.limit;
    run->stops = calloc(most + 1, sizeof(*run->stops));
    if (run->stops == NULL)
        return scrl__fail_memory(run->library->ctx, "query");
    int status = 0;
    if (by_passage)
        stops_of_passages(run, most);
    else
        status = stops_of_reviews(run);
    if (status == 0 && run->stop_count > 0)
        qsort_r(run->stops, run->stop_count, sizeof(*run->stops), compare_stops, run);
    return status;
}

/* A number for the question, its unit and its order together with a place (FNV-1a): a cursor serves no other search. */
static uint64_t cursor_check(const scrl__run *run, const char *place)
{
    const char *const parts[] = {run->plan->canonical, place};
    uint64_t check = 14695981039346656037U + (uint64_t)run->options.unit * 16 + (uint64_t)run->options.sort;
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
    const scrl__columns *columns = run->columns;
    if (run->options.cursor == NULL)
        return 0;
    bool known = parse_cursor(run, run->options.cursor, &run->after, sha256);
    for (uint32_t i = 0; i < columns->review_count && known && !run->after.set; i++) {
        run->after.set = strcmp(columns->reviews[i].sha256, sha256) == 0;
        run->after.rank = rank_of(run, i);
        run->after.group = run->best != NULL ? run->best[i] : 0.0;
    }
    if (run->after.set)
        return 0;
    return scrl__fail(run->library->ctx, SCRL_EINVAL, "query",
                      known ? "the review in which the cursor stands is no longer in the library"
                            : "this is not a cursor that this search gave");
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
    uint32_t hint = 0, first = 0, last = 0;
    if (run->plan->root == 0 || span[0] == 0)
        return true;
    first = scrl__columns_place(run->columns, span[0], &hint);
    last = scrl__columns_place(run->columns, span[1], &hint);
    size_t low = 0, high = run->found_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (run->found[middle].place < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low < run->found_count && run->found[low].place <= last;
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
    int status = scrl__unit_review(run->library, run->reviews, run->columns->reviews[review].id, run->review_arena,
                                   &run->review);
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

/* Finds the words of the question in a passage. */
static int mark_passage(scrl__run *run, scrl_hit *hit)
{
    int status = scrl__needles_text(&run->needles, hit->text, hit->text_len);
    if (status == 0)
        status = scrl__needles_mark(&run->needles);
    hit->highlight_count = run->needles.mark_count / 2;
    return status;
}

static scrl__kept kept_unit(const scrl__run *run)
{
    return (scrl__kept)(SCRL__KEPT_UNIT + run->options.unit);
}

/* What only hits need: who counts does not pay for it. */
static int begin(scrl__run *run)
{
    if (run->begun != 0)
        return run->begun < 0 ? run->begun : 0;
    int status = run->stops == NULL ? make_stops(run) : 0;
    if (status == 0)
        status = scrl__store_take(run->library, kept_unit(run), scrl__unit_sql(run->options.unit), &run->rows);
    if (status == 0)
        status = scrl__store_take(run->library, SCRL__KEPT_REVIEW, scrl__unit_review_sql(), &run->reviews);
    if (status == 0)
        status = scrl__needles_make(run->library, run->plan, &run->needles);
    run->begun = status == 0 ? 1 : status;
    return status;
}

int scrl__run_next(scrl__run *run, scrl_hit *hit)
{
    const stop *s = NULL;
    int status = begin(run);
    if (status != 0)
        return status;
    if (run->options.limit > 0 && run->given >= run->options.limit)
        return 0;
    while ((status = next_row(run, &s)) == 1) {
        status = take_row(run, s, hit);
        if (status < 0)
            return status;
        if (status == 0)
            continue;
        run->given++;
        if (run->options.unit == SCRL_UNIT_PASSAGE && (status = mark_passage(run, hit)) < 0)
            return status;
        return 1;
    }
    return status;
}

int scrl__run_highlight(const scrl__run *run, size_t j, uint32_t *start, uint32_t *end)
{
    if (j >= run->needles.mark_count / 2)
        return SCRL_EINVAL;
    *start = run->needles.marks[2 * j];
    *end = run->needles.marks[2 * j + 1];
    return 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Where the first word begins at or behind 'at', but not behind 'last'. */
static uint32_t word_start(const char *text, uint32_t at, uint32_t last)
{
    while (at > 0 && at < last && !is_blank(text[at - 1]))
        at++;
    return at;
}

/* Where the last word ends at or before 'at', but not before 'first'. */
static uint32_t word_end(const char *text, uint32_t at, uint32_t first)
{
    while (at > first && !is_blank(text[at]))
        at--;
    while (at > first && is_blank(text[at - 1]))
        at--;
    return at;
}

/* The marks that stand closest together: most of them in 'most' bytes, one at least where there is any. */
static void best_marks(const uint32_t *marks, size_t count, uint32_t most, uint32_t *from, uint32_t *to)
{
    size_t best = 0, best_count = count > 0;
    for (size_t i = 0; i < count; i++) {
        size_t j = i;
        while (j < count && marks[2 * j + 1] - marks[2 * i] <= most)
            j++;
        if (j - i > best_count) {
            best = i;
            best_count = j - i;
        }
    }
    *from = best_count > 0 ? marks[2 * best] : 0;
    *to = best_count > 0 ? marks[2 * (best + best_count) - 1] : 0;
}

void scrl__run_snippet(const scrl__run *run, const scrl_hit *hit, uint32_t most, uint32_t *start, uint32_t *end)
{
    uint32_t from, to, len = (uint32_t)hit->text_len;
    best_marks(run->needles.marks, run->needles.mark_count / 2, most, &from, &to);
    uint32_t spare = to - from < most ? most - (to - from) : 0;
    *start = len <= most ? 0 : word_start(hit->text, from > spare / 2 ? from - spare / 2 : 0, from);
    if (len - *start <= most) {
        *end = len;
        return;
    }
    uint32_t last = *start + most > to ? *start + most : to;
    *end = word_end(hit->text, last, to);
    if (*end > *start)
        return;
    for (*end = last; ((unsigned char)hit->text[*end] & 0xc0u) == 0x80u;) /* no word is that short */
        --*end;
}

int scrl__run_total(scrl__run *run, uint64_t *out)
{
    if (run->options.unit == SCRL_UNIT_PASSAGE || run->options.unit == SCRL_UNIT_REVIEW) {
        *out = run->options.unit == SCRL_UNIT_PASSAGE ? run->found_count : run->stop_count;
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

static scrl__scoring scoring_of(const scrl__run_options *options)
{
    if (options->unit != SCRL_UNIT_PASSAGE && options->unit != SCRL_UNIT_REVIEW)
        return SCRL__SCORE_NONE;
    return options->sort == SCRL_SORT_RANK || options->sort == SCRL_SORT_GROUPED ? SCRL__SCORE_WEIGHED
           : options->sort == SCRL_SORT_BM25                                     ? SCRL__SCORE_BM25
                                                                                 : SCRL__SCORE_NONE;
}

static int start(scrl__run *run)
{
    bool own = false;
    int status = scrl__store_snapshot(run->library, &own);
    if (status == 0)
        status = scrl__run_find(run->library, run->plan, scoring_of(&run->options), &run->found, &run->found_count);
    if (status == 0)
        run->columns = scrl__columns_hold(run->library);
    if (status == 0 && run->options.unseen_by != NULL)
        status =
            scrl__saved_drop_seen(run->library, run->options.unseen_by, run->columns, run->found, &run->found_count);
    scrl__store_snapshot_end(run->library, own);
    if (status == 0)
        status = rank_reviews(run);
    if (status == 0)
        status = find_best(run);
    if (status == 0)
        status = read_cursor(run);
    if (status == 0 && !scrl__unit_by_passage(run->options.unit)) /* reviews are counted by their stops */
        status = make_stops(run);
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
    int status = start(run);
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
    if (run->rows != NULL)
        scrl__store_give(run->library, kept_unit(run), run->rows);
    if (run->reviews != NULL)
        scrl__store_give(run->library, SCRL__KEPT_REVIEW, run->reviews);
    scrl__needles_free(&run->needles);
    scrl__arena_free(run->item_arena);
    scrl__arena_free(run->review_arena);
    scrl__columns_free(run->columns);
    free(run->ranks);
    free(run->best);
    free(run->found);
    free(run->stops);
    free(run);
}
