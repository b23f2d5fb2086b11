/*
 * Statements stand in four ways: behind a printed label, as items of a list whose heading names their kind, as rows
 * of a table with named columns, and inside running text where the wording announces them. This file finds each in
 * turn and keeps one where the same words stand twice; which words announce what is data.
 */
#include "structure/statements.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "structure/addressees.h"

/* A cell of fewer bytes is a title or a mark, no statement. */
#define CELL_BYTES 40u
#define COLUMN_MAX 16u

/* A longer section of lessons or good practice discusses them: its paragraphs are not an item each. */
#define LIST_BLOCKS 14u

/* So many items make a single paragraph a list. */
#define MIN_ITEMS 3u

/* A longer paragraph of a coroner says what the matter is, also where it begins like an introduction. */
#define MATTER_BYTES 300u

/* Cues of this weight say in so many words that the review recommends. */
#define EXPLICIT_WEIGHT 7u

typedef struct found {
    const char *kind, *label, *deadline, *owner;
    uint32_t block, section, start, end;
    uint32_t rank; /* of two with equal words the lower one stays */
    uint64_t hash;
    bool dropped;
} found;

typedef struct finder {
    scrl__draft *d;
    found *items;
    size_t count, cap;
    bool lists_recommendations;  /* a section of them exists */
    uint32_t surveyed, blocks;   /* the section last surveyed, and its blocks of text */
    bool has_items, has_numbers; /* what it has */
    uint8_t *labelled;           /* of each section: bits of the kinds that have labels in it or below */
    bool strict;                 /* not a review: only what is labelled counts */
    int status;
} finder;

static bool is_kind(const char *kind, const char *name)
{
    return kind != NULL && strcmp(kind, name) == 0;
}

static const char *number_of(const scrl__draft *d, uint32_t block)
{
    return scrl__doc_string(d->doc, d->doc->blocks[block].number);
}

static bool ends_with(const scrl__draft *d, uint32_t block, char c)
{
    const scrl__block *b = &d->doc->blocks[block];
    return d->doc->text[b->end - 1] == c;
}

static bool is_list_item(const scrl__draft *d, uint32_t block)
{
    return block < d->doc->block_count && d->doc->blocks[block].kind == SCRL_BLOCK_LIST_ITEM;
}

static bool is_text(scrl_block_kind kind)
{
    return kind == SCRL_BLOCK_PARAGRAPH || kind == SCRL_BLOCK_LIST_ITEM || kind == SCRL_BLOCK_BOX;
}

static found *add(finder *f, const char *kind, const char *label, uint32_t block, uint32_t start, uint32_t end)
{
    if (f->status == 0 && scrl__grow((void **)&f->items, &f->cap, f->count, sizeof(*f->items)) != 0)
        f->status = SCRL_ENOMEM;
    while (start < end && f->d->doc->text[start] == ' ')
        start++;
    if (f->status != 0 || start >= end)
        return NULL;
    uint32_t role = scrl__block_role(f->d, block);
    found *item = &f->items[f->count++];
    *item = (found){.kind = kind, .label = label != NULL ? label : "", .block = block};
    item->section = f->d->doc->blocks[block].section;
    item->start = start;
    item->end = end;
    item->rank = scrl__role_is(role, "executive_summary") || scrl__role_is(role, "introduction") ? 1
                 : scrl__role_is(role, "action_plan") || scrl__role_is(role, "appendix")         ? 2
                                                                                                 : 0;
    return item;
}

/* The block behind a statement that begins with 'block': a colon takes the list items below with it. */
static uint32_t extent(const scrl__draft *d, uint32_t block)
{
    uint32_t next = block + 1;
    if (!ends_with(d, block, ':'))
        return next;
    bool item = is_list_item(d, block);
    while (!item && is_list_item(d, next) && d->doc->blocks[next].section == d->doc->blocks[block].section)
        next++;
    return next;
}

static bool is_preface(const scrl__draft *d, uint32_t block)
{
    uint32_t role = scrl__block_role(d, block);
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block] + 1 && i < d->block_sentence[block + 1];
         i++)
        if (scrl__hit_best(d, SCRL__ON_SENTENCE, i, SCRL__CUE_PREFACE, role) != NULL)
            return true;
    return scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_PREFACE, role) != NULL;
}

/* ---- behind a label ---- */

/* "R4" or "7" as the printed number of a block. */
static const char *label_from_number(const scrl__draft *d, uint32_t block, const char *kind)
{
    const char *number = number_of(d, block);
    bool letter = (number[0] >= 'A' && number[0] <= 'Z');
    bool plain = number[0] >= '0' && number[0] <= '9' && strspn(number, "0123456789") == strlen(number);
    if (letter && strpbrk(number, "0123456789") != NULL)
        return number;
    return plain && (is_kind(kind, "recommendation") || is_kind(kind, "consideration")) ? number : "";
}

/* The paragraph that states what a label alone on its line announces; SCRL_NONE when there is none. */
static uint32_t stated_below(const scrl__draft *d, uint32_t block)
{
    const scrl_document *doc = d->doc;
    for (uint32_t i = block + 1; i < doc->block_count && i < block + 4; i++) {
        if (doc->blocks[i].kind == SCRL_BLOCK_HEADING) {
            if (doc->blocks[block].kind == SCRL_BLOCK_HEADING &&
                doc->sections[doc->blocks[i].section].parent != doc->blocks[block].section)
                return SCRL_NONE;
            continue;
        }
        if (is_text(doc->blocks[i].kind) || doc->blocks[i].kind == SCRL_BLOCK_QUOTE)
            return i;
    }
    return SCRL_NONE;
}

/* A label stands where statements of its kind are made, or the document is a review. */
static const scrl__hit *label_hit(const finder *f, uint32_t block)
{
    const scrl__draft *d = f->d;
    uint32_t role = scrl__block_role(d, block);
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_LABEL, role);
    if (hit == NULL || hit->start != d->doc->blocks[block].start)
        return NULL;
    if (f->strict && !(scrl__role_is(role, "recommendations") && is_kind(scrl__hit_cue(d, hit)->id, "recommendation")))
        return NULL;
    return hit;
}

static uint32_t take_labelled(finder *f, uint32_t block, const scrl__hit *hit)
{
    scrl__draft *d = f->d;
    const scrl_document *doc = d->doc;
    const char *kind = scrl__hit_cue(d, hit)->id;
    const scrl__block *b = &doc->blocks[block];
    const char *label = scrl__draft_copy(d, hit->group_start, hit->group_end);
    bool heading = b->kind == SCRL_BLOCK_HEADING;
    uint32_t start = hit->end, words = 0;
    if (label == NULL) {
        f->status = SCRL_ENOMEM;
        return block + 1;
    }
    for (uint32_t i = start; i < b->end; i++)
        words += doc->text[i] == ' ';
    if (start < b->end && (!heading || words >= 8 || ends_with(d, block, '.'))) {
        uint32_t next = extent(d, block);
        add(f, kind, label, block, start, doc->blocks[next - 1].end);
        return next;
    }
    uint32_t below = stated_below(d, block);
    if (below != SCRL_NONE) {
        uint32_t next = extent(d, below);
        add(f, kind, label, below, doc->blocks[below].start, doc->blocks[next - 1].end);
        return next;
    }
    if (start < b->end && heading)
        add(f, kind, label, block, start, b->end);
    return block + 1;
}

/* ---- as a list ---- */

/* What stands directly in a section: are there items, are there numbered paragraphs, how many blocks of text? */
static void survey(finder *f, uint32_t section)
{
    const scrl__draft *d = f->d;
    if (f->surveyed == section)
        return;
    f->surveyed = section;
    f->blocks = 0;
    f->has_items = f->has_numbers = false;
    uint32_t first = d->doc->sections[section].block + 1;
    for (uint32_t i = first; i < d->doc->block_count && d->doc->blocks[i].section == section; i++) {
        f->blocks += is_text(d->doc->blocks[i].kind);
        f->has_items = f->has_items || is_list_item(d, i);
        f->has_numbers =
            f->has_numbers || (d->doc->blocks[i].kind == SCRL_BLOCK_PARAGRAPH && number_of(d, i)[0] != '\0');
    }
}

static uint8_t kind_bit(const char *kind)
{
    static const char *const kinds[] = {
        "recommendation", "finding", "lesson", "good_practice", "consideration", "concern", "missed_opportunity"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (is_kind(kind, kinds[i]))
            return (uint8_t)(1u << i);
    return 0;
}

/* Where some statements of a list have printed labels, the rest of the text is about them. */
static void survey_labels(finder *f)
{
    const scrl__draft *d = f->d;
    for (uint32_t i = d->cover_end; i < d->doc->block_count; i++) {
        uint32_t section = d->doc->blocks[i].section;
        const scrl__hit *hit =
            section != SCRL_NONE && d->doc->blocks[i].kind != SCRL_BLOCK_TABLE_ROW ? label_hit(f, i) : NULL;
        for (; hit != NULL && section != SCRL_NONE; section = d->doc->sections[section].parent)
            f->labelled[section] |= kind_bit(scrl__hit_cue(d, hit)->id);
    }
}

static bool has_labels(const finder *f, uint32_t section, const char *kind)
{
    const scrl__draft *d = f->d;
    uint32_t parent;
    while ((parent = d->doc->sections[section].parent) != SCRL_NONE && is_kind(d->sections[parent].listed, kind))
        section = parent;
    return (f->labelled[section] & kind_bit(kind)) != 0;
}

/* The best cue that a sentence is a statement of 'kind'. */
static const scrl__hit *wording(const scrl__draft *d, uint32_t sentence, const char *kind, uint32_t role)
{
    const scrl__hit *hit, *best = NULL;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_STATEMENT, role, &at)) != NULL)
        if (kind == NULL || is_kind(scrl__hit_cue(d, hit)->id, kind))
            if (best == NULL || scrl__hit_cue(d, hit)->weight > scrl__hit_cue(d, best)->weight)
                best = hit;
    return best;
}

static bool is_worded(const scrl__draft *d, uint32_t block, const char *kind)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++)
        if (wording(d, i, kind, SCRL__ROLE_NONE) != NULL)
            return true;
    return false;
}

/* Whether a block in a list of 'kind' is an item of it. */
static bool is_item(const scrl__draft *d, uint32_t block, const char *kind, bool items, bool numbered)
{
    const scrl__block *b = &d->doc->blocks[block];
    bool own_number = number_of(d, block)[0] != '\0';
    bool introduces = ends_with(d, block, ':') && is_list_item(d, block + 1);
    bool long_matter = strcmp(kind, "concern") == 0 && b->end - b->start > MATTER_BYTES && !ends_with(d, block, ':');
    if (is_preface(d, block) && !long_matter)
        return false;
    if (b->kind == SCRL_BLOCK_LIST_ITEM)
        return true;
    if (introduces && !(own_number && is_worded(d, block, "recommendation")))
        return own_number && strcmp(kind, "recommendation") == 0 && strchr(number_of(d, block), '.') == NULL;
    if (strcmp(kind, "finding") == 0)
        return own_number && strchr(number_of(d, block), '.') == NULL;
    if (own_number)
        return true;
    if (strcmp(kind, "recommendation") == 0)
        return is_worded(d, block, kind) || (!items && !numbered);
    if (strcmp(kind, "consideration") == 0)
        return ends_with(d, block, '?') || is_worded(d, block, "recommendation");
    return !items && !numbered;
}

/* A coroner's matter goes on in the paragraphs below it that have no number of their own. */
static uint32_t extend_concern(const scrl__draft *d, uint32_t next, bool numbered)
{
    const scrl_document *doc = d->doc;
    uint32_t section = doc->blocks[next - 1].section;
    while (numbered && next < doc->block_count && doc->blocks[next].section == section &&
           doc->blocks[next].kind != SCRL_BLOCK_HEADING && number_of(d, next)[0] == '\0' && !is_preface(d, next))
        next++;
    return next;
}

/* A sentence that goes on about what the one before it speaks of. */
static bool goes_on(const scrl__draft *d, uint32_t sentence)
{
    const scrl__sentence *s = &d->doc->sentences[sentence];
    size_t len = strcspn(d->doc->text + s->start, " ,.");
    return scrl__word_value(d->structure, "goes_on", d->doc->text + s->start, len, 0) != 0;
}

/* A list of good practice may be one paragraph, with a sentence or two for each item. */
static bool take_sentences(finder *f, uint32_t block, const char *kind)
{
    const scrl__draft *d = f->d;
    uint32_t first = d->block_sentence[block], last = d->block_sentence[block + 1], items = 0;
    for (uint32_t i = first; i < last; i++)
        items += i == first || !goes_on(d, i);
    if (f->blocks > 1 || !is_kind(kind, "good_practice") || items < MIN_ITEMS)
        return false;
    for (uint32_t i = first, next; i < last; i = next) {
        for (next = i + 1; next < last && goes_on(d, next);)
            next++;
        add(f, kind, "", block, d->doc->sentences[i].start, d->doc->sentences[next - 1].end);
    }
    return true;
}

static uint32_t take_listed(finder *f, uint32_t block, const char *kind)
{
    scrl__draft *d = f->d;
    const char *number = number_of(d, block);
    bool lettered = number[0] >= 'A' && number[0] <= 'Z' && strpbrk(number, "0123456789") != NULL;
    if (!lettered && has_labels(f, d->doc->blocks[block].section, kind))
        return 0;
    survey(f, d->doc->blocks[block].section);
    bool discusses = f->blocks > LIST_BLOCKS && (is_kind(kind, "lesson") || is_kind(kind, "good_practice"));
    if (discusses && !is_list_item(d, block))
        return 0;
    if (!is_item(d, block, kind, f->has_items, f->has_numbers))
        return 0;
    if (take_sentences(f, block, kind))
        return block + 1;
    uint32_t next = extent(d, block);
    if (strcmp(kind, "concern") == 0 && number_of(d, block)[0] != '\0')
        next = extend_concern(d, next, true);
    add(f, kind, label_from_number(d, block, kind), block, d->doc->blocks[block].start, d->doc->blocks[next - 1].end);
    return next;
}

/* ---- as rows of a table ---- */

typedef struct table {
    const char *columns[COLUMN_MAX]; /* what each holds, or NULL */
    bool named;
} table;

/* The bounds of cell 'n' of a row; false when it has fewer. */
static bool cell(const scrl__draft *d, uint32_t block, uint32_t n, uint32_t *start, uint32_t *end)
{
    const scrl__block *b = &d->doc->blocks[block];
    uint32_t p = b->start;
    for (; n > 0 && p < b->end; p++)
        if (d->doc->text[p] == '\t')
            n--;
    if (n > 0 || p > b->end)
        return false;
    *start = p;
    while (p < b->end && d->doc->text[p] != '\t')
        p++;
    *end = p;
    return true;
}

static void read_columns(const scrl__draft *d, uint32_t block, table *t)
{
    uint32_t start, end, best[COLUMN_MAX] = {0};
    *t = (table){.named = false};
    for (uint32_t n = 0; n < COLUMN_MAX && cell(d, block, n, &start, &end); n++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, SCRL__ON_OPENING, block, SCRL__CUE_COLUMN, SCRL__ROLE_NONE, &at)) != NULL) {
            uint32_t weight = scrl__hit_cue(d, hit)->weight;
            if (hit->start < start || hit->end > end || weight <= best[n] || end - start > CELL_BYTES)
                continue;
            best[n] = weight;
            t->columns[n] = scrl__hit_cue(d, hit)->id;
            t->named = true;
        }
    }
}

/* The cell of a row in the column that holds 'what'; false when there is none or it is empty. */
static bool column_cell(const scrl__draft *d, uint32_t block, const table *t, const char *what, uint32_t *start,
                        uint32_t *end)
{
    for (uint32_t n = 0; n < COLUMN_MAX; n++)
        if (is_kind(t->columns[n], what) && cell(d, block, n, start, end) && *start < *end)
            return true;
    return false;
}

static const char *column_text(const scrl__draft *d, uint32_t block, const table *t, const char *what)
{
    uint32_t start, end;
    return column_cell(d, block, t, what, &start, &end) ? scrl__draft_copy(d, start, end) : NULL;
}

static void take_row(finder *f, uint32_t block, const table *t)
{
    static const char *const kinds[] = {"recommendation", "finding", "lesson", "good_practice", "concern"};
    scrl__draft *d = f->d;
    uint32_t start, end;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (!column_cell(d, block, t, kinds[i], &start, &end) || end - start < CELL_BYTES)
            continue;
        found *item = add(f, kinds[i], column_text(d, block, t, "number"), block, start, end);
        if (item != NULL && i == 0) {
            item->owner = column_text(d, block, t, "owner");
            item->deadline = column_text(d, block, t, "deadline");
        }
        return;
    }
}

/* An action plan's row that names a recommendation by its number gives it an owner and a date. */
static void complete_from_row(finder *f, uint32_t block, const table *t)
{
    scrl__draft *d = f->d;
    const char *number = column_text(d, block, t, "number");
    if (number == NULL)
        number = column_text(d, block, t, "recommendation");
    size_t skip = number != NULL ? strcspn(number, "0123456789") : 0;
    if (number == NULL || number[skip] == '\0' || strlen(number) > CELL_BYTES)
        return;
    for (size_t i = 0; i < f->count; i++) {
        found *item = &f->items[i];
        if (strcmp(item->kind, "recommendation") != 0 || item->label[0] == '\0' ||
            strcmp(item->label + strcspn(item->label, "0123456789"), number + skip) != 0)
            continue;
        if (item->owner == NULL)
            item->owner = column_text(d, block, t, "owner");
        if (item->deadline == NULL)
            item->deadline = column_text(d, block, t, "deadline");
    }
}

static uint32_t take_table(finder *f, uint32_t block)
{
    scrl__draft *d = f->d;
    const scrl_document *doc = d->doc;
    uint32_t role = scrl__block_role(d, block), section = doc->blocks[block].section, i = block;
    bool plan = scrl__role_is(role, "action_plan");
    bool counts = plan || scrl__role_is(role, "recommendations") || scrl__role_is(role, "findings") ||
                  scrl__role_is(role, "lessons") || scrl__role_is(role, "good_practice");
    table t;
    read_columns(d, block, &t);
    for (; i < doc->block_count && doc->blocks[i].kind == SCRL_BLOCK_TABLE_ROW && doc->blocks[i].section == section;
         i++) {
        if (i == block || !t.named || !counts || f->strict)
            continue;
        take_row(f, i, &t);
        if (plan)
            complete_from_row(f, i, &t);
    }
    return i;
}

/* ---- inside running text ---- */

static bool speaks_of_practice(uint32_t role)
{
    static const char *const ids[] = {
        "analysis",       "chronology",   "findings",           "conclusion",        "lessons",        "good_practice",
        "voice_of_child", "family_views", "practitioner_views", "family_background", "recommendations"};
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
        if (scrl__role_is(role, ids[i]))
            return true;
    return false;
}

/* Where the sentence stands in a short paragraph of recommendations, the paragraph is the statement. */
static void recommend(finder *f, uint32_t block, uint32_t sentence)
{
    const scrl__draft *d = f->d;
    uint32_t first = d->block_sentence[block], last = d->block_sentence[block + 1], worded = 0;
    for (uint32_t i = first; i < last; i++)
        worded += wording(d, i, "recommendation", SCRL__ROLE_NONE) != NULL;
    const scrl__block *b = &d->doc->blocks[block];
    if (worded * 2 >= last - first) {
        if (f->count == 0 || f->items[f->count - 1].start != b->start)
            add(f, "recommendation", "", block, b->start, b->end);
    } else {
        add(f, "recommendation", "", block, d->doc->sentences[sentence].start, d->doc->sentences[sentence].end);
    }
}

static bool is_mention(const scrl__draft *d, uint32_t sentence, const char *kind, uint32_t role)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_MENTION, role, &at)) != NULL)
        if (is_kind(scrl__hit_cue(d, hit)->id, kind) || is_kind(scrl__hit_cue(d, hit)->id, "any"))
            return true;
    return false;
}

/* A finding that is discussed under its own heading has parts; they are no findings of their own. */
static bool discusses_finding(const scrl__draft *d, uint32_t section)
{
    for (; section != SCRL_NONE; section = d->doc->sections[section].parent) {
        uint32_t heading = d->doc->sections[section].block;
        const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, heading, SCRL__CUE_LABEL, SCRL__ROLE_NONE);
        if (hit != NULL && hit->start == d->doc->blocks[heading].start && is_kind(scrl__hit_cue(d, hit)->id, "finding"))
            return true;
    }
    return false;
}

static void take_worded(finder *f, uint32_t block)
{
    const scrl__draft *d = f->d;
    uint32_t role = scrl__block_role(d, block);
    if (f->strict || is_kind(d->type, "pfd") || !speaks_of_practice(role))
        return;
    bool parts = discusses_finding(d, d->doc->blocks[block].section);
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__hit *hit = wording(d, i, NULL, role);
        if (hit == NULL)
            continue;
        const scrl__cue *cue = scrl__hit_cue(d, hit);
        if (is_mention(d, i, cue->id, role) || (parts && is_kind(cue->id, "finding")))
            continue;
        if (!is_kind(cue->id, "recommendation"))
            add(f, cue->id, "", block, d->doc->sentences[i].start, d->doc->sentences[i].end);
        else if (!f->lists_recommendations || cue->weight >= EXPLICIT_WEIGHT)
            recommend(f, block, i);
    }
}

/* ---- all together ---- */

static bool is_silent(uint32_t role)
{
    return scrl__role_is(role, "contents") || scrl__role_is(role, "glossary") || scrl__role_is(role, "references") ||
           scrl__role_is(role, "front_matter") || scrl__role_is(role, "terms_of_reference");
}

/* Takes what begins with a block; returns the next block to look at. */
static uint32_t take(finder *f, uint32_t block)
{
    const scrl__draft *d = f->d;
    const scrl__block *b = &d->doc->blocks[block];
    uint32_t role = scrl__block_role(d, block);
    if (b->section == SCRL_NONE || is_silent(role))
        return block + 1;
    if (b->kind == SCRL_BLOCK_TABLE_ROW)
        return take_table(f, block);
    const scrl__hit *label = label_hit(f, block);
    if (label != NULL)
        return take_labelled(f, block, label);
    if (!is_text(b->kind))
        return block + 1;
    const char *listed = d->sections[b->section].listed;
    if (listed != NULL && !f->strict) {
        uint32_t next = take_listed(f, block, listed);
        if (next != 0)
            return next;
    }
    if (!is_preface(d, block))
        take_worded(f, block);
    return block + 1;
}

static uint64_t hash_text(const finder *f, const found *item)
{
    scrl__str folded = SCRL__STR_INIT;
    uint64_t hash = 1469598103934665603u;
    scrl__text_fold(&folded, f->d->doc->text + item->start, item->end - item->start);
    for (size_t i = 0; i < folded.len; i++)
        hash = (hash ^ (unsigned char)folded.data[i]) * 1099511628211u;
    scrl__str_free(&folded);
    return hash;
}

static int by_words(const void *a, const void *b)
{
    const found *x = *(found *const *)a, *y = *(found *const *)b;
    int order = strcmp(x->kind, y->kind);
    if (order == 0 && x->hash != y->hash)
        order = x->hash < y->hash ? -1 : 1;
    if (order == 0 && x->rank != y->rank)
        order = x->rank < y->rank ? -1 : 1;
    return order != 0 ? order : x->start < y->start ? -1 : x->start > y->start;
}

/* Of statements with the same words the one in the section made for them stays. */
static int drop_repeats(finder *f)
{
    found **order = malloc((f->count + 1) * sizeof(found *));
    if (order == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < f->count; i++) {
        f->items[i].hash = hash_text(f, &f->items[i]);
        order[i] = &f->items[i];
    }
    qsort(order, f->count, sizeof(found *), by_words);
    found *kept = f->count > 0 ? order[0] : NULL;
    for (size_t i = 1; i < f->count; i++) {
        if (order[i]->hash != kept->hash || strcmp(order[i]->kind, kept->kind) != 0) {
            kept = order[i];
            continue;
        }
        order[i]->dropped = true;
        if (kept->owner == NULL)
            kept->owner = order[i]->owner;
        if (kept->deadline == NULL)
            kept->deadline = order[i]->deadline;
    }
    free(order);
    return 0;
}

/* Hands one statement to the builder, with those who are to act. */
static int hand_over(finder *f, const found *item)
{
    scrl__draft *d = f->d;
    scrl__addressees who = {0};
    scrl__statement_in in = {
        .kind = item->kind, .label = item->label, .deadline = item->deadline, .owner = item->owner};
    in.section = item->section;
    in.start = item->start;
    in.end = item->end;
    in.page = scrl_document_page_at(d->doc, item->start);
    bool asks = is_kind(item->kind, "recommendation") || is_kind(item->kind, "consideration");
    int status = scrl__find_addressees(d, item->block, item->start, item->end, asks, &who);
    if (status != 0)
        return status;
    if (is_kind(item->kind, "recommendation")) {
        bool row = d->doc->blocks[item->block].kind == SCRL_BLOCK_TABLE_ROW;
        if (in.deadline == NULL || (who.deadline != NULL && !row))
            in.deadline = who.deadline;
        if (in.owner == NULL || (who.owner != NULL && !row))
            in.owner = who.owner;
    }
    in.addressees = who.names;
    in.addressee_count = who.name_count;
    in.agencies = who.agencies;
    in.agency_count = who.agency_count;
    scrl__review_builder_statement(d->out, &in);
    return d->out->status;
}

int scrl__find_statements(scrl__draft *d)
{
    finder f = {
        .d = d, .surveyed = SCRL_NONE, .strict = strcmp(d->type, "other") == 0 || strcmp(d->type, "inquiry") == 0};
    for (uint32_t i = 0; i < d->doc->section_count; i++)
        if (is_kind(d->sections[i].listed, "recommendation") || is_kind(d->sections[i].listed, "consideration"))
            f.lists_recommendations = true;
    f.labelled = scrl__arena_alloc(d->arena, (size_t)d->doc->section_count + 1);
    if (f.labelled == NULL)
        return SCRL_ENOMEM;
    survey_labels(&f);
    for (uint32_t block = d->cover_end; block < d->doc->block_count && f.status == 0;)
        block = take(&f, block);
    if (f.status == 0)
        f.status = drop_repeats(&f);
    for (size_t i = 0; i < f.count && f.status == 0; i++)
        if (!f.items[i].dropped)
            f.status = hand_over(&f, &f.items[i]);
    free(f.items);
    return f.status;
}
