/*
 * choose.c - evaluates a plan to a set of passages. The order of work in an AND is: what costs little first, then the
 * full-text index, then what has to look at texts, only among what is left.
 */
#include "store/choose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "store/same.h"
#include "store/terms.h"

int scrl__choose_begin(scrl__chooser *c)
{
    size_t count = (size_t)c->plan->node_count + 1;
    c->answers = calloc(count, sizeof(*c->answers));
    c->asked = calloc(count, sizeof(*c->asked));
    return c->answers != NULL && c->asked != NULL ? 0 : scrl__fail_memory(c->library->ctx, "query");
}

void scrl__choose_end(scrl__chooser *c)
{
    for (uint32_t i = 0; c->answers != NULL && i < c->plan->node_count; i++)
        scrl__answer_free(&c->answers[i]);
    free(c->answers);
    free(c->asked);
}

static int set_make(const scrl__chooser *c, scrl__bits *out)
{
    *out = scrl__bits_new(c->columns->count);
    return out->bits != NULL ? 0 : scrl__fail_memory(c->library->ctx, "query");
}

static int set_all(const scrl__chooser *c, scrl__bits *out)
{
    int status = set_make(c, out);
    if (status == 0)
        scrl__bits_add_range(out, 0, c->columns->count);
    return status;
}

bool scrl__choose_can_ask(const scrl__chooser *c, uint32_t number)
{
    if (c->plan->nodes[number].kind == SCRL__PLAN_NEAR)
        return !scrl__needles_check(c->needles, number);
    return !c->needles->items[number].never && c->needles->items[number].ask != NULL;
}

int scrl__choose_ask(const scrl__chooser *c, uint32_t number, const scrl__answer **out)
{
    scrl__str near = SCRL__STR_INIT;
    const char *ask = c->needles->items[number].ask, *stem = scrl__needles_stem(c->needles, number);
    int status = 0;
    *out = &c->answers[number];
    if (c->asked[number])
        return 0;
    if (c->plan->nodes[number].kind == SCRL__PLAN_NEAR) {
        scrl__needles_near(c->needles, number, &near);
        ask = scrl__str_text(&near);
    }
    if (near.failed)
        status = scrl__fail_memory(c->library->ctx, "query");
    if (status == 0)
        status = scrl__rank_ask(c->library, c->columns, ask, stem, c->scored, &c->answers[number]);
    c->asked[number] = status == 0;
    scrl__str_free(&near);
    return status;
}

/* Adds what the index offers for a side of a NEAR, or for a TEXT; '*open': any passage may have it. */
static int add_offered(const scrl__chooser *c, uint32_t side, scrl__bits *out, bool *open)
{
    bool alone = c->plan->nodes[side].kind != SCRL__PLAN_OR;
    const scrl__answer *answer = NULL;
    int status = 0;
    for (uint32_t t = alone ? side : c->plan->nodes[side].first_child; t != 0 && status == 0;
         t = alone ? 0 : c->plan->nodes[t].next) {
        if (!scrl__choose_can_ask(c, t)) {
            *open = *open || !c->needles->items[t].never;
            continue;
        }
        status = scrl__choose_ask(c, t, &answer);
        if (status == 0)
            scrl__bits_or(out, &answer->set);
    }
    return status;
}

static int side_offered(const scrl__chooser *c, uint32_t side, scrl__bits *out)
{
    bool open = false;
    int status = set_make(c, out);
    if (status == 0)
        status = add_offered(c, side, out, &open);
    if (status == 0 && open)
        scrl__bits_add_range(out, 0, c->columns->count);
    return status;
}

int scrl__choose_offered(const scrl__chooser *c, uint32_t number, scrl__bits *out)
{
    const scrl__plan_node *node = &c->plan->nodes[number];
    scrl__bits other = {NULL, 0};
    if (node->kind != SCRL__PLAN_NEAR || scrl__choose_can_ask(c, number))
        return side_offered(c, number, out);
    int status = side_offered(c, node->first_child, out);
    if (status == 0)
        status = side_offered(c, c->plan->nodes[node->first_child].next, &other);
    if (status == 0)
        scrl__bits_and(out, &other);
    scrl__bits_free(&other);
    return status;
}

/* Looks at the text of each passage that the index offers. */
static int choose_checked(const scrl__chooser *c, uint32_t number, const scrl__bits *within, scrl__bits *out)
{
    sqlite3_stmt *row = NULL;
    scrl__bits offered = {NULL, 0};
    int status = scrl__choose_offered(c, number, &offered);
    if (status == 0 && within != NULL)
        scrl__bits_and(&offered, within);
    if (status == 0)
        status = set_make(c, out);
    if (status == 0)
        status = scrl__store_prepare(c->library, "SELECT text FROM passage WHERE id = ?1", &row);
    for (uint32_t place = status == 0 ? scrl__bits_next(&offered, 0) : UINT32_MAX; place != UINT32_MAX && status == 0;
         place = scrl__bits_next(&offered, place + 1)) {
        sqlite3_reset(row);
        sqlite3_bind_int64(row, 1, scrl__columns_passage(c->columns, place));
        int rc = sqlite3_step(row);
        if (rc != SQLITE_ROW) {
            status = scrl__store_fail(c->library, rc == SQLITE_DONE ? SQLITE_CORRUPT : rc, "read a passage");
            break;
        }
        status = scrl__needles_text(c->needles, (const char *)sqlite3_column_text(row, 0),
                                    (size_t)sqlite3_column_bytes(row, 0));
        if (status == 0 && scrl__needles_found(c->needles, number, 0, c->needles->text.count))
            scrl__bits_add(out, place);
    }
    sqlite3_finalize(row);
    scrl__bits_free(&offered);
    return status;
}

/* An ISO date, shortened or not, as its first and last day; false for anything else. */
static bool days_of(const char *text, int32_t *first, int32_t *last)
{
    int year = 0, month = 0, day = 0;
    if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) < 1)
        return false;
    *first = year * 10000 + (month > 0 ? month : 1) * 100 + (day > 0 ? day : 1);
    *last = year * 10000 + (month > 0 ? month : 12) * 100 + (day > 0 ? day : 31);
    return true;
}

/* Whether the words of 'asked' stand side by side in 'cut'. */
static bool has_words(const scrl__cut *cut, const scrl__cut *asked)
{
    for (size_t i = 0; asked->count > 0 && i + asked->count <= cut->count; i++) {
        size_t j = 0;
        while (j < asked->count && strcmp(cut->letters.data + cut->words[i + j].written,
                                          asked->letters.data + asked->words[j].written) == 0)
            j++;
        if (j == asked->count)
            return true;
    }
    return false;
}

/* What comparing the values of one filter needs. */
typedef struct comparing {
    const scrl__chooser *c;
    const scrl__plan_node *node;
    scrl__cut asked, value;
} comparing;

static int compare_start(comparing *it, const scrl__chooser *c, const scrl__plan_node *node)
{
    *it = (comparing){.c = c, .node = node};
    return node->compare == SCRL__COMPARE_WORDS
               ? scrl__words_cut(c->library, node->text, strlen(node->text), false, &it->asked)
               : 0;
}

static void compare_end(comparing *it)
{
    scrl__cut_free(&it->asked);
    scrl__cut_free(&it->value);
}

static int value_fits(comparing *it, const char *value, bool *fits)
{
    const scrl__plan_node *node = it->node;
    int32_t first, last;
    int status = 0;
    switch (node->compare) {
    case SCRL__COMPARE_EQUAL:
        *fits = strcmp(value, node->text) == 0;
        break;
    case SCRL__COMPARE_PREFIX:
        *fits = strncasecmp(value, node->text, strlen(node->text)) == 0;
        break;
    case SCRL__COMPARE_RANGE:
        *fits = days_of(value, &first, &last) && first <= node->last && last >= node->first;
        break;
    case SCRL__COMPARE_WORDS:
        status = scrl__words_cut(it->c->library, value, strlen(value), false, &it->value);
        *fits = status == 0 && has_words(&it->value, &it->asked);
        break;
    }
    return status;
}

/* Passages of the reviews of which a value fits. */
static int choose_value(const scrl__chooser *c, uint32_t number, scrl__bits *out)
{
    comparing it;
    const scrl__columns *columns = c->columns;
    uint32_t first, count = scrl__columns_values(columns, c->plan->nodes[number].value, &first);
    bool fits = false;
    int status = compare_start(&it, c, &c->plan->nodes[number]);
    for (uint32_t i = first; i < first + count && status == 0; i++) {
        const scrl__column_value *v = &columns->values[i];
        const scrl__column_review *r = &columns->reviews[v->review];
        if (i == first || strcmp(v->value, v[-1].value) != 0)
            status = value_fits(&it, v->value, &fits);
        if (status == 0 && fits)
            scrl__bits_add_range(out, r->place, r->place + (uint32_t)r->passages);
    }
    compare_end(&it);
    return status;
}

/* Passages of the sections whose heading has the words. */
static int choose_heading(const scrl__chooser *c, uint32_t number, scrl__bits *out)
{
    const scrl__columns *columns = c->columns;
    scrl__bits headings = {NULL, 0};
    int status = scrl__choose_offered(c, number, &headings);
    for (uint32_t place = 0; place < columns->count && status == 0; place++) {
        uint32_t heading = columns->heading[place];
        if (heading != UINT32_MAX && scrl__bits_has(&headings, heading))
            scrl__bits_add(out, place);
    }
    scrl__bits_free(&headings);
    return status;
}

/* Passages with an event that may lie between two days. */
static int choose_date(const scrl__chooser *c, uint32_t number, scrl__bits *out)
{
    const scrl__plan_node *node = &c->plan->nodes[number];
    sqlite3_stmt *row = NULL;
    uint32_t hint = 0;
    int rc = SQLITE_DONE, status = scrl__store_prepare(c->library, "SELECT passage, from_day, to_day FROM event", &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        int32_t first, last, other;
        uint32_t place = scrl__columns_place(c->columns, sqlite3_column_int64(row, 0), &hint);
        if (place != UINT32_MAX && days_of((const char *)sqlite3_column_text(row, 1), &first, &other) &&
            days_of((const char *)sqlite3_column_text(row, 2), &other, &last) && first <= node->last &&
            last >= node->first)
            scrl__bits_add(out, place);
    }
    sqlite3_finalize(row);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(c->library, rc, "read the events");
}

/* Passages with a tag, or a term of another field. */
static int choose_coded(const scrl__chooser *c, const scrl__plan_node *node, scrl__bits *out)
{
    bool tag = node->kind == SCRL__PLAN_TAG;
    uint32_t id = 0;
    int found = node->text == NULL ? 1 : scrl__term_find(c->library, tag ? "theme" : node->field, node->text, &id);
    if (found == 1 && tag)
        scrl__columns_tagged(c->columns, id, node->polarity, node->level, out);
    else if (found == 1)
        scrl__columns_having(c->columns, node->field, id, out);
    return found < 0 ? found : 0;
}

static int choose_filter(const scrl__chooser *c, uint32_t number, scrl__bits *out)
{
    const scrl__plan_node *node = &c->plan->nodes[number];
    int status = set_make(c, out);
    if (status != 0)
        return status;
    if (node->kind == SCRL__PLAN_TAG || scrl__columns_field(node->field))
        return choose_coded(c, node, out);
    if (node->value != NULL)
        return choose_value(c, number, out);
    return node->compare == SCRL__COMPARE_RANGE ? choose_date(c, number, out) : choose_heading(c, number, out);
}

static int choose_not(const scrl__chooser *c, uint32_t number, const scrl__bits *within, scrl__bits *out)
{
    scrl__bits excluded = {NULL, 0};
    int status = scrl__choose(c, c->plan->nodes[number].first_child, within, &excluded);
    if (status == 0)
        status = set_all(c, out);
    if (status == 0)
        scrl__bits_without(out, &excluded);
    scrl__bits_free(&excluded);
    return status;
}

static int choose_or(const scrl__chooser *c, uint32_t number, const scrl__bits *within, scrl__bits *out)
{
    int status = set_make(c, out);
    for (uint32_t child = c->plan->nodes[number].first_child; child != 0 && status == 0;
         child = c->plan->nodes[child].next) {
        scrl__bits one = {NULL, 0};
        status = scrl__choose(c, child, within, &one);
        if (status == 0)
            scrl__bits_or(out, &one);
        scrl__bits_free(&one);
    }
    return status;
}

bool scrl__choose_wordless(const scrl__plan *plan, uint32_t number)
{
    const scrl__plan_node *node = &plan->nodes[number];
    if (node->kind == SCRL__PLAN_TEXT)
        return false;
    for (uint32_t child = node->first_child; child != 0; child = plan->nodes[child].next)
        if (!scrl__choose_wordless(plan, child))
            return false;
    return true;
}

/* Whether passages have to be looked at, for a node or some below it. */
static bool looks(const scrl__chooser *c, uint32_t number)
{
    const scrl__plan_node *node = &c->plan->nodes[number];
    if (node->kind == SCRL__PLAN_TEXT || node->kind == SCRL__PLAN_NEAR)
        return scrl__needles_check(c->needles, number);
    for (uint32_t child = node->first_child; child != 0; child = c->plan->nodes[child].next)
        if (looks(c, child))
            return true;
    return node->kind == SCRL__PLAN_SAME;
}

/* When a child of an AND has its turn: 0 filters, 1 what the index answers, 2 the rest. */
static int turn_of(const scrl__chooser *c, uint32_t child)
{
    return scrl__choose_wordless(c->plan, child) ? 0 : looks(c, child) ? 2 : 1;
}

/* Keeps in 'out' what a child chooses too; the first child fills it. */
static int narrow(const scrl__chooser *c, uint32_t child, const scrl__bits *within, scrl__bits *out)
{
    scrl__bits one = {NULL, 0};
    if (out->bits == NULL)
        return scrl__choose(c, child, within, out);
    int status = scrl__choose(c, child, out, &one);
    if (status == 0)
        scrl__bits_and(out, &one);
    scrl__bits_free(&one);
    return status;
}

static int choose_and(const scrl__chooser *c, uint32_t number, const scrl__bits *within, scrl__bits *out)
{
    int status = 0;
    for (int turn = 0; turn < 3; turn++)
        for (uint32_t child = c->plan->nodes[number].first_child; child != 0 && status == 0;
             child = c->plan->nodes[child].next)
            if (turn_of(c, child) == turn)
                status = narrow(c, child, within, out);
    return status;
}

int scrl__choose(const scrl__chooser *c, uint32_t number, const scrl__bits *within, scrl__bits *out)
{
    switch (c->plan->nodes[number].kind) {
    case SCRL__PLAN_AND:
        return choose_and(c, number, within, out);
    case SCRL__PLAN_OR:
        return choose_or(c, number, within, out);
    case SCRL__PLAN_NOT:
        return choose_not(c, number, within, out);
    case SCRL__PLAN_FILTER:
    case SCRL__PLAN_TAG:
        return choose_filter(c, number, out);
    case SCRL__PLAN_SAME:
        if (c->plan->nodes[number].scope == SCRL__SAME_PASSAGE)
            return choose_and(c, number, within, out);
        return set_make(c, out) != 0 ? SCRL_ENOMEM : scrl__same(c, number, within, out);
    case SCRL__PLAN_TEXT:
    case SCRL__PLAN_NEAR:
        break;
    }
    return scrl__needles_check(c->needles, number) ? choose_checked(c, number, within, out)
                                                   : scrl__choose_offered(c, number, out);
}

static int review_has(const scrl__chooser *c, uint32_t number, uint32_t review, bool *has)
{
    comparing it;
    uint32_t first, count = scrl__columns_values(c->columns, c->plan->nodes[number].value, &first);
    int status = compare_start(&it, c, &c->plan->nodes[number]);
    *has = false;
    for (uint32_t i = first; i < first + count && status == 0 && !*has; i++)
        if (c->columns->values[i].review == review)
            status = value_fits(&it, c->columns->values[i].value, has);
    compare_end(&it);
    return status;
}

/* What a node says of a review without passages: it has no words, tags, roles, events. */
static int review_fits(const scrl__chooser *c, uint32_t number, uint32_t review, bool *fits)
{
    const scrl__plan_node *node = &c->plan->nodes[number];
    bool all = node->kind == SCRL__PLAN_AND;
    *fits = all;
    if (node->kind == SCRL__PLAN_FILTER && node->value != NULL)
        return review_has(c, number, review, fits);
    if (node->kind != SCRL__PLAN_AND && node->kind != SCRL__PLAN_OR && node->kind != SCRL__PLAN_NOT)
        return 0;
    for (uint32_t child = node->first_child; child != 0; child = c->plan->nodes[child].next) {
        bool one = false;
        int status = review_fits(c, child, review, &one);
        if (status != 0)
            return status;
        *fits = node->kind == SCRL__PLAN_NOT ? !one : all ? *fits && one : *fits || one;
    }
    return 0;
}

int scrl__choose_review(const scrl__chooser *c, uint32_t review, bool *chosen)
{
    *chosen = true;
    return c->plan->root == 0 ? 0 : review_fits(c, c->plan->root, review, chosen);
}
