/*
 * same.c - sentences are cut from the stored passages as they were when the passages were tagged, and each is asked by
 * itself; sections are told apart by their headings.
 */
#include "store/same.h"

#include <stdlib.h>
#include <string.h>

#include "base/sentence.h"
#include "store/terms.h"

/* A tag of the passage at hand; its range counts from the passage's first byte. */
typedef struct tag_row {
    int64_t theme, start, end;
    int polarity, level;
} tag_row;

/* What looking at the sentences of passages needs. */
typedef struct looking {
    const scrl__chooser *c;
    sqlite3_stmt *passage, *tags;
    uint32_t *themes; /* of each TAG node: the term of its theme, 0 for any, UINT32_MAX for one that no passage has */
    tag_row *rows;
    size_t row_count, row_cap;
} looking;

static int looking_start(looking *l, const scrl__chooser *c)
{
    *l = (looking){.c = c, .themes = calloc((size_t)c->plan->node_count + 1, sizeof(*l->themes))};
    if (l->themes == NULL)
        return scrl__fail_memory(c->library->ctx, "query");
    for (uint32_t i = 1; i < c->plan->node_count; i++) {
        if (c->plan->nodes[i].kind != SCRL__PLAN_TAG || c->plan->nodes[i].text == NULL)
            continue;
        int found = scrl__term_find(c->library, "theme", c->plan->nodes[i].text, &l->themes[i]);
        if (found < 0)
            return found;
        l->themes[i] = found == 1 ? l->themes[i] : UINT32_MAX;
    }
    int status = scrl__store_prepare(c->library, "SELECT text, start_byte FROM passage WHERE id = ?1", &l->passage);
    if (status == 0)
        status = scrl__store_prepare(
            c->library,
            "SELECT theme, polarity, level, start_byte, end_byte FROM tag WHERE passage = ?1 AND state <> 2", &l->tags);
    return status;
}

static void looking_end(looking *l)
{
    sqlite3_finalize(l->passage);
    sqlite3_finalize(l->tags);
    free(l->themes);
    free(l->rows);
}

static int tags_read(looking *l, int64_t passage, int64_t start)
{
    int rc;
    l->row_count = 0;
    sqlite3_reset(l->tags);
    sqlite3_bind_int64(l->tags, 1, passage);
    while ((rc = sqlite3_step(l->tags)) == SQLITE_ROW) {
        if (scrl__grow((void **)&l->rows, &l->row_cap, l->row_count, sizeof(*l->rows)) != 0)
            return scrl__fail_memory(l->c->library->ctx, "query");
        l->rows[l->row_count++] = (tag_row){sqlite3_column_int64(l->tags, 0), sqlite3_column_int64(l->tags, 3) - start,
                                            sqlite3_column_int64(l->tags, 4) - start, sqlite3_column_int(l->tags, 1),
                                            sqlite3_column_int(l->tags, 2)};
    }
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(l->c->library, rc, "read the tags of a passage");
}

/* A sentence as bytes of its passage and as words of the text at hand. */
typedef struct sentence {
    size_t start, end, first_word, end_word;
} sentence;

static bool tag_holds(const looking *l, uint32_t number, const sentence *s)
{
    const scrl__plan_node *node = &l->c->plan->nodes[number];
    uint32_t theme = l->themes[number];
    for (size_t i = 0; i < l->row_count; i++) {
        const tag_row *t = &l->rows[i];
        if ((theme == 0 || t->theme == theme) && (node->polarity < 0 || t->polarity == node->polarity) &&
            (node->level < 0 || t->level == node->level) && t->start < (int64_t)s->end && t->end > (int64_t)s->start)
            return true;
    }
    return false;
}

static bool holds(const looking *l, uint32_t number, const sentence *s);

static bool children_hold(const looking *l, uint32_t number, const sentence *s, bool all)
{
    for (uint32_t child = l->c->plan->nodes[number].first_child; child != 0; child = l->c->plan->nodes[child].next)
        if (holds(l, child, s) != all)
            return !all;
    return all;
}

static bool holds(const looking *l, uint32_t number, const sentence *s)
{
    switch (l->c->plan->nodes[number].kind) {
    case SCRL__PLAN_TAG:
        return tag_holds(l, number, s);
    case SCRL__PLAN_TEXT:
    case SCRL__PLAN_NEAR:
        return scrl__needles_found(l->c->needles, number, s->first_word, s->end_word);
    case SCRL__PLAN_NOT:
        return !holds(l, l->c->plan->nodes[number].first_child, s);
    case SCRL__PLAN_OR:
        return children_hold(l, number, s, false);
    case SCRL__PLAN_AND:
    case SCRL__PLAN_SAME:
        return children_hold(l, number, s, true);
    case SCRL__PLAN_FILTER: /* the parser lets none in */
        break;
    }
    return false;
}

/* Whether some sentence of a passage has it all. */
static int passage_holds(looking *l, uint32_t number, int64_t id, bool *found)
{
    sqlite3_reset(l->passage);
    sqlite3_bind_int64(l->passage, 1, id);
    int rc = sqlite3_step(l->passage);
    if (rc != SQLITE_ROW)
        return scrl__store_fail(l->c->library, rc == SQLITE_DONE ? SQLITE_CORRUPT : rc, "read a passage");
    const char *text = (const char *)sqlite3_column_text(l->passage, 0);
    size_t len = (size_t)sqlite3_column_bytes(l->passage, 0), at = 0;
    const scrl__cut *words = &l->c->needles->text;
    sentence s = {0, 0, 0, 0};
    int status = scrl__needles_text(l->c->needles, text, len);
    if (status == 0)
        status = tags_read(l, id, sqlite3_column_int64(l->passage, 1));
    while (status == 0 && !*found && scrl__sentence_next(text, len, &at, &s.start, &s.end) == 1) {
        for (s.first_word = s.end_word; s.first_word < words->count && words->words[s.first_word].start < s.start;)
            s.first_word++;
        for (s.end_word = s.first_word; s.end_word < words->count && words->words[s.end_word].start < s.end;)
            s.end_word++;
        *found = holds(l, number, &s);
    }
    return status;
}

/* Passages that may have such a sentence: what a NOT says of sentences says nothing of passages. */
static int may_hold(const scrl__chooser *c, uint32_t number, const scrl__bits *within, scrl__bits *out)
{
    const scrl__plan_node *node = &c->plan->nodes[number];
    bool all = node->kind == SCRL__PLAN_AND || node->kind == SCRL__PLAN_SAME;
    if (node->kind == SCRL__PLAN_TAG)
        return scrl__choose(c, number, within, out);
    if (node->kind == SCRL__PLAN_TEXT || node->kind == SCRL__PLAN_NEAR)
        return scrl__choose_offered(c, number, out);
    *out = scrl__bits_new(c->columns->count);
    if (out->bits == NULL)
        return scrl__fail_memory(c->library->ctx, "query");
    if (all || node->kind == SCRL__PLAN_NOT)
        scrl__bits_add_range(out, 0, c->columns->count);
    if (node->kind == SCRL__PLAN_NOT)
        return 0;
    int status = 0;
    for (uint32_t child = node->first_child; child != 0 && status == 0; child = c->plan->nodes[child].next) {
        scrl__bits one = {NULL, 0};
        status = may_hold(c, child, within, &one);
        if (status == 0 && all)
            scrl__bits_and(out, &one);
        else if (status == 0)
            scrl__bits_or(out, &one);
        scrl__bits_free(&one);
    }
    return status;
}

static int same_sentence(const scrl__chooser *c, uint32_t number, const scrl__bits *within, scrl__bits *out)
{
    looking l;
    scrl__bits offered = {NULL, 0};
    int status = looking_start(&l, c);
    if (status == 0)
        status = may_hold(c, number, within, &offered);
    for (uint32_t place = status == 0 ? scrl__bits_next(&offered, 0) : UINT32_MAX; place != UINT32_MAX && status == 0;
         place = scrl__bits_next(&offered, place + 1)) {
        bool found = false;
        if (within == NULL || scrl__bits_has(within, place))
            status = passage_holds(&l, number, scrl__columns_passage(c->columns, place), &found);
        if (found)
            scrl__bits_add(out, place);
    }
    looking_end(&l);
    scrl__bits_free(&offered);
    return status;
}

/* A section's name among places: its heading, or the first passage of a review before all headings. */
static uint32_t section_of(const scrl__columns *columns, uint32_t place)
{
    uint32_t heading = columns->heading[place];
    return heading != UINT32_MAX ? heading : columns->reviews[columns->review_of[place]].place;
}

/* Keeps in 'sections' those that 'one' has passages of, and adds these passages to 'some'. */
static int sections_keep(const scrl__chooser *c, const scrl__bits *one, scrl__bits *sections, scrl__bits *some)
{
    scrl__bits those = scrl__bits_new(c->columns->count);
    if (those.bits == NULL)
        return scrl__fail_memory(c->library->ctx, "query");
    for (uint32_t place = scrl__bits_next(one, 0); place != UINT32_MAX; place = scrl__bits_next(one, place + 1))
        scrl__bits_add(&those, section_of(c->columns, place));
    scrl__bits_and(sections, &those);
    scrl__bits_or(some, one);
    scrl__bits_free(&those);
    return 0;
}

static int same_section(const scrl__chooser *c, uint32_t number, scrl__bits *out)
{
    scrl__bits sections = scrl__bits_new(c->columns->count), some = scrl__bits_new(c->columns->count);
    int status = sections.bits == NULL || some.bits == NULL ? scrl__fail_memory(c->library->ctx, "query") : 0;
    if (status == 0)
        scrl__bits_add_range(&sections, 0, c->columns->count);
    for (uint32_t child = c->plan->nodes[number].first_child; child != 0 && status == 0;
         child = c->plan->nodes[child].next) {
        scrl__bits one = {NULL, 0};
        status = scrl__choose(c, child, NULL, &one);
        if (status == 0)
            status = sections_keep(c, &one, &sections, &some);
        scrl__bits_free(&one);
    }
    for (uint32_t place = status == 0 ? scrl__bits_next(&some, 0) : UINT32_MAX; place != UINT32_MAX;
         place = scrl__bits_next(&some, place + 1))
        if (scrl__bits_has(&sections, section_of(c->columns, place)))
            scrl__bits_add(out, place);
    scrl__bits_free(&sections);
    scrl__bits_free(&some);
    return status;
}

int scrl__same(const scrl__chooser *c, uint32_t number, const scrl__bits *within, scrl__bits *out)
{
    return c->plan->nodes[number].scope == SCRL__SAME_SENTENCE ? same_sentence(c, number, within, out)
                                                               : same_section(c, number, out);
}
