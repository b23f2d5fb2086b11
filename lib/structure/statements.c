/*
 * Statements stand in four ways: behind a printed label, as items of a list whose heading names their kind, as rows
 * of a table with named columns (rows.c), and inside running text (running.c). This file finds each in turn and keeps one
 * where the same words stand twice; which words announce what is data.
 */
#include "structure/statements.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "structure/addressees.h"
#include "structure/details.h"

/* A longer section of lessons or good practice discusses them: its paragraphs are not an item each. */
#define LIST_BLOCKS 14u

/* A paragraph of so many sentences does more than introduce. */
#define PREFACE_SENTENCES 3u

/* Who is to act stands in so many words before "should". */
#define MODAL_WORDS 24u

/* So many items make a single paragraph a list. */
#define MIN_ITEMS 3u

/* A longer paragraph of a coroner says what the matter is, also where it begins like an introduction. */
#define MATTER_BYTES 300u

/* A recommendation with the same number that shares so many of its words is the same one. */
#define SAME_PERCENT 85u

/* Places of one statement that are told; no review repeats one more often. */
#define REPEATS_MAX 8u

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

/* Statements of a summary, and then those of an appendix or plan, give way to those of the body. */
static uint32_t rank_of(const scrl__draft *d, uint32_t section)
{
    uint32_t rank = 0;
    for (; section != SCRL_NONE; section = d->doc->sections[section].parent) {
        uint32_t role = d->sections[section].role;
        if (scrl__role_is(role, "action_plan") || scrl__role_is(role, "appendix"))
            return 2;
        if (scrl__role_is(role, "executive_summary") || scrl__role_is(role, "introduction"))
            rank = 1;
    }
    return rank;
}

scrl__found *scrl__found_add(scrl__finder *f, const char *kind, const char *label, uint32_t block, uint32_t start,
                             uint32_t end)
{
    if (f->status == 0 && scrl__grow((void **)&f->items, &f->cap, f->count, sizeof(*f->items)) != 0)
        f->status = SCRL_ENOMEM;
    while (start < end && f->d->doc->text[start] == ' ')
        start++;
    if (f->status != 0 || start >= end)
        return NULL;
    scrl__found *item = &f->items[f->count++];
    *item = (scrl__found){.kind = kind, .label = label != NULL ? label : "", .block = block, .heading = SCRL_NONE};
    item->section = f->d->doc->blocks[block].section;
    item->start = start;
    item->end = end;
    item->rank = rank_of(f->d, item->section);
    return item;
}

/* "a" or a bullet below "1": an item of the item. */
static bool is_inner(const scrl__draft *d, uint32_t outer, uint32_t block)
{
    const char *number = number_of(d, outer), *inner = number_of(d, block);
    bool digits = strpbrk(number, "0123456789") != NULL;
    return digits && strpbrk(inner, "0123456789") == NULL;
}

/* A block that carries on what the one before it says: a colon and its list, a sentence that was broken off. */
static bool carries_on(const scrl__draft *d, uint32_t first, uint32_t block)
{
    const scrl_document *doc = d->doc;
    const scrl__block *b = &doc->blocks[block], *before = &doc->blocks[block - 1];
    char begins = doc->text[b->start], ended = doc->text[before->end - 1];
    if (b->section != doc->blocks[first].section || !is_text(b->kind) || b->kind == SCRL_BLOCK_BOX ||
        scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_LABEL, SCRL__ROLE_NONE) != NULL)
        return false;
    bool lower = begins >= 'a' && begins <= 'z';
    bool listed = ended == ':' || (is_list_item(d, block - 1) && block - 1 > first) || ended == ';' || ended == ',';
    if (is_list_item(d, block))
        return listed && (!is_list_item(d, first) || is_inner(d, first, block));
    if (b->kind == SCRL_BLOCK_PARAGRAPH && number_of(d, block)[0] == '\0' && !is_list_item(d, first))
        return lower || (strchr(".?!:;)\"'", ended) == NULL && (ended & 0x80) == 0);
    return false;
}

/* The block behind a statement that begins with 'block'. */
static uint32_t extent(const scrl__draft *d, uint32_t block)
{
    uint32_t next = block + 1;
    while (next < d->doc->block_count && carries_on(d, block, next))
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
    return plain && (scrl__is(kind, "recommendation") || scrl__is(kind, "consideration")) ? number : "";
}

static bool is_labelled(const scrl__draft *d, uint32_t block)
{
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_LABEL, SCRL__ROLE_NONE);
    return hit != NULL && hit->start == d->doc->blocks[block].start;
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
        if (is_labelled(d, i))
            return SCRL_NONE;
        if (is_text(doc->blocks[i].kind) || doc->blocks[i].kind == SCRL_BLOCK_QUOTE)
            return i;
    }
    return SCRL_NONE;
}

/* A label stands where statements of its kind are made, or the document is a review. */
static const scrl__hit *label_hit(const scrl__finder *f, uint32_t block)
{
    const scrl__draft *d = f->d;
    uint32_t role = scrl__block_role(d, block);
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_LABEL, role);
    if (hit == NULL || hit->start != d->doc->blocks[block].start)
        return NULL;
    bool recommends = scrl__is(scrl__hit_cue(d, hit)->id, "recommendation");
    bool expected = scrl__role_is(role, "recommendations") || (f->numbers && !is_list_item(d, block));
    return f->strict && !(recommends && expected) ? NULL : hit;
}

/* Whether the first words of [start, end) hold one that asks: "should", "must" ... */
bool scrl__asks(const scrl__draft *d, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    uint32_t words = 0;
    for (uint32_t i = start, next; i < end && words <= MODAL_WORDS; i = next) {
        next = i;
        while (next < end && ((text[next] | 32) >= 'a' && (text[next] | 32) <= 'z'))
            next++;
        if (next > i && scrl__word_value(d->structure, "asking", text + i, next - i, 0) != 0)
            return true;
        words += next > i;
        next += next == i;
    }
    return false;
}

/* "Recommendation 3: A better approach to risk": a title, which the text below spells out. */
static bool is_title(const scrl__draft *d, uint32_t block, uint32_t start)
{
    const char *text = d->doc->text;
    uint32_t end = d->doc->blocks[block].end;
    bool asks =
        scrl__asks(d, start, end) || strncmp(text + start, "That ", 5) == 0 || strncmp(text + start, "To ", 3) == 0;
    return start < end && !asks && strchr(".?!:;", text[end - 1]) == NULL;
}

/* A title and a page number. */
static bool is_contents_line(const scrl__draft *d, uint32_t block, uint32_t start)
{
    const char *text = d->doc->text;
    uint32_t p = d->doc->blocks[block].end;
    while (p > start && text[p - 1] >= '0' && text[p - 1] <= '9')
        p--;
    return p > start && p < d->doc->blocks[block].end && text[p - 1] == ' ' && is_title(d, block, start);
}

/* The block behind a recommendation that has a heading of its own: what goes on asking below belongs to it. */
static uint32_t extent_below(const scrl__draft *d, uint32_t block)
{
    const scrl_document *doc = d->doc;
    uint32_t next = extent(d, block);
    while (next < doc->block_count && doc->blocks[next].section == doc->blocks[block].section &&
           doc->blocks[next].kind == SCRL_BLOCK_PARAGRAPH && number_of(d, next)[0] == '\0' && !is_labelled(d, next) &&
           !is_preface(d, next) && scrl__asks(d, doc->blocks[next].start, doc->blocks[next].end))
        next = extent(d, next);
    return next;
}

static uint32_t take_labelled(scrl__finder *f, uint32_t block, const scrl__hit *hit)
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
    bool recommends = scrl__is(kind, "recommendation"), title = recommends && is_title(d, block, start);
    uint32_t below = start == b->end || title || heading ? stated_below(d, block) : SCRL_NONE;
    title = title && below != SCRL_NONE && scrl__asks(d, doc->blocks[below].start, doc->blocks[below].end);
    if (recommends && !heading && !title && is_contents_line(d, block, start))
        return block + 1;
    uint32_t next = block + 1;
    scrl__found *item = NULL;
    if (start < b->end && !title && (!heading || words >= 8 || ends_with(d, block, '.') || below == SCRL_NONE)) {
        next = heading ? block + 1 : extent(d, block);
        item = scrl__found_add(f, kind, label, block, start, doc->blocks[next - 1].end);
    } else if (below != SCRL_NONE) {
        next = recommends && (heading || title) ? extent_below(d, below) : extent(d, below);
        item = scrl__found_add(f, kind, label, below, doc->blocks[below].start, doc->blocks[next - 1].end);
    }
    if (item != NULL && heading)
        item->heading = block;
    return next;
}

/* ---- below an announcement ---- */

/* "We recommend that:" and nothing behind it: the numbered or marked items below are statements. */
static uint32_t take_announced(scrl__finder *f, uint32_t block)
{
    scrl__draft *d = f->d;
    const scrl_document *doc = d->doc;
    uint32_t last = d->block_sentence[block + 1], next = block + 1;
    bool box = doc->blocks[block].kind == SCRL_BLOCK_BOX;
    if (last == d->block_sentence[block] || (!box && doc->blocks[block].kind != SCRL_BLOCK_PARAGRAPH))
        return 0;
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_SENTENCE, last - 1, SCRL__CUE_ANNOUNCE, SCRL__ROLE_NONE);
    if (hit == NULL || hit->end != doc->blocks[block].end)
        return 0;
    const char *kind = scrl__hit_cue(d, hit)->id;
    while (next < doc->block_count && doc->blocks[next].section == doc->blocks[block].section &&
           (is_list_item(d, next) || (box && doc->blocks[next].kind == SCRL_BLOCK_BOX)) && !is_labelled(d, next)) {
        uint32_t end = extent(d, next);
        scrl__found_add(f, kind, label_from_number(d, next, kind), next, doc->blocks[next].start,
                        doc->blocks[end - 1].end);
        next = end;
    }
    return next > block + 1 ? next : 0;
}

/* ---- as a list ---- */

/* What stands directly in a section: items or rows, numbered paragraphs, how many blocks of text, how many that ask? */
static void survey(scrl__finder *f, uint32_t section)
{
    const scrl__draft *d = f->d;
    if (f->surveyed == section)
        return;
    f->surveyed = section;
    f->blocks = f->asking = 0;
    f->has_items = f->has_numbers = false;
    uint32_t first = d->doc->sections[section].block + 1;
    for (uint32_t i = first; i < d->doc->block_count && d->doc->blocks[i].section == section; i++) {
        f->blocks += is_text(d->doc->blocks[i].kind);
        f->asking += is_text(d->doc->blocks[i].kind) && scrl__is_worded(d, i, "recommendation");
        f->has_items = f->has_items || is_list_item(d, i) || d->doc->blocks[i].kind == SCRL_BLOCK_TABLE_ROW;
        f->has_numbers = f->has_numbers || (d->doc->blocks[i].kind == SCRL_BLOCK_PARAGRAPH &&
                                            number_of(d, i)[0] != '\0' && !is_preface(d, i));
    }
}

static uint8_t kind_bit(const char *kind)
{
    static const char *const kinds[] = {
        "recommendation", "finding", "lesson", "good_practice", "consideration", "concern", "missed_opportunity"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (scrl__is(kind, kinds[i]))
            return (uint8_t)(1u << i);
    return 0;
}

/* So many different labels are no accident of running text. */
#define MIN_LABELS 3u

/* Headings or paragraphs begin with the labels of recommendations all through the document. */
static bool numbers_recommendations(const scrl__draft *d)
{
    uint32_t count = 0;
    for (uint32_t i = d->cover_end; i < d->doc->block_count; i++) {
        const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, i, SCRL__CUE_LABEL, SCRL__ROLE_NONE);
        scrl_block_kind kind = d->doc->blocks[i].kind;
        count += hit != NULL && hit->start == d->doc->blocks[i].start && hit->group_end > hit->group_start &&
                 scrl__is(scrl__hit_cue(d, hit)->id, "recommendation") &&
                 (kind == SCRL_BLOCK_HEADING || kind == SCRL_BLOCK_PARAGRAPH);
    }
    return count >= MIN_LABELS;
}

/* Where some statements of a list have printed labels, the rest of the text is about them. */
static void survey_labels(scrl__finder *f)
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

static bool has_labels(const scrl__finder *f, uint32_t section, const char *kind)
{
    const scrl__draft *d = f->d;
    const scrl__hit *own =
        scrl__hit_best(d, SCRL__ON_HEADING, d->doc->sections[section].block, SCRL__CUE_LISTED, SCRL__ROLE_NONE);
    if (own != NULL && scrl__is(scrl__hit_cue(d, own)->id, kind) && !is_labelled(d, d->doc->sections[section].block))
        return (f->labelled[section] & kind_bit(kind)) != 0;
    uint32_t parent;
    while ((parent = d->doc->sections[section].parent) != SCRL_NONE && scrl__is(d->sections[parent].listed, kind))
        section = parent;
    return (f->labelled[section] & kind_bit(kind)) != 0;
}

/* How a block is marked: not at all, with digits, with letters or roman figures, with a bullet. */
typedef enum mark { MARK_NONE, MARK_DIGITS, MARK_LETTERS, MARK_BULLET } mark;

static mark mark_of(const scrl__draft *d, uint32_t block)
{
    const char *number = number_of(d, block), *text = d->doc->text + d->doc->blocks[block].start;
    size_t roman = strspn(text, "ivx");
    if (number[0] == '\0') /* "iv." may have been read as a word */
        return roman > 0 && (text[roman] == '.' || text[roman] == ')') ? MARK_LETTERS : MARK_NONE;
    if (strpbrk(number, "0123456789") != NULL)
        return MARK_DIGITS;
    return strpbrk(number, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL ? MARK_LETTERS : MARK_BULLET;
}

/* A matter of a coroner may begin like an introduction; its length, or its number, tells that it is none. */
static bool states_matter(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    uint32_t bytes = b->end - b->start;
    if (ends_with(d, block, ':'))
        return number_of(d, block)[0] != '\0' && bytes > MATTER_BYTES / 2;
    return bytes > MATTER_BYTES || number_of(d, block)[0] != '\0';
}

/* Where most paragraphs of recommendations ask in so many words, one that does not ask only speaks of them. */
static bool mostly_asks(const scrl__finder *f)
{
    return f->asking >= MIN_ITEMS && f->asking * 2 > f->blocks;
}

/* Whether a block in a list of 'kind' is an item of it. */
static bool is_item(const scrl__finder *f, uint32_t block, const char *kind)
{
    const scrl__draft *d = f->d;
    const scrl__block *b = &d->doc->blocks[block];
    bool items = f->has_items, numbered = f->has_numbers;
    bool own_number = number_of(d, block)[0] != '\0';
    bool introduces = ends_with(d, block, ':') && is_list_item(d, block + 1);
    bool matter = strcmp(kind, "concern") == 0 && states_matter(d, block);
    if (strcmp(kind, "concern") == 0 && mark_of(d, block) != MARK_NONE)
        return matter || !is_preface(d, block);
    if (is_preface(d, block) && !matter)
        return false;
    if (b->kind == SCRL_BLOCK_LIST_ITEM)
        return true;
    if (introduces && !(own_number && scrl__is_worded(d, block, "recommendation")))
        return own_number && strcmp(kind, "recommendation") == 0 && strchr(number_of(d, block), '.') == NULL;
    if (strcmp(kind, "finding") == 0)
        return own_number && strchr(number_of(d, block), '.') == NULL;
    if (own_number)
        return true;
    if (strcmp(kind, "recommendation") == 0)
        return scrl__is_worded(d, block, kind) || scrl__asks(d, b->start, b->end) ||
               (!items && !numbered && !d->sections[b->section].by_text && !mostly_asks(f) &&
                scrl__goes_on_at(d, b->start) != 2);
    if (strcmp(kind, "consideration") == 0)
        return ends_with(d, block, '?') || scrl__is_worded(d, block, "recommendation");
    return !items && !numbered;
}

/* A line such as "In relation to the prison:", above matters of its own. */
static bool heads_matters(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    return mark_of(d, block) == MARK_NONE && ends_with(d, block, ':') && b->end - b->start < MATTER_BYTES / 2 &&
           block + 1 < d->doc->block_count && mark_of(d, block + 1) == MARK_DIGITS;
}

/* A coroner's matter goes on in the paragraphs below it that have no number of their own, and in its items. */
static uint32_t extend_concern(const scrl__draft *d, uint32_t block)
{
    const scrl_document *doc = d->doc;
    bool headed = doc->blocks[block].kind == SCRL_BLOCK_HEADING;
    mark own = headed ? MARK_DIGITS : mark_of(d, block);
    uint32_t next = block + 1;
    for (; next < doc->block_count && doc->blocks[next].section == doc->blocks[block].section; next++) {
        mark m = mark_of(d, next);
        if (doc->blocks[next].kind == SCRL_BLOCK_HEADING || (m != MARK_NONE && m <= own) || heads_matters(d, next) ||
            (m == MARK_NONE && !headed && is_preface(d, next)))
            break;
    }
    return next;
}

/* "1. Evidence was heard that:" before "2. I am concerned that:": what was heard is no matter of its own. The block behind
 * its items, or 0. */
static uint32_t behind_evidence(const scrl__draft *d, uint32_t block)
{
    const scrl_document *doc = d->doc;
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_PREFACE, SCRL__ROLE_NONE);
    if (hit == NULL || strcmp(scrl__hit_cue(d, hit)->id, "evidence") != 0 || mark_of(d, block) != MARK_DIGITS ||
        !ends_with(d, block, ':'))
        return 0;
    uint32_t next = extend_concern(d, block);
    bool other = next < doc->block_count && doc->blocks[next].section == doc->blocks[block].section &&
                 mark_of(d, next) == MARK_DIGITS && ends_with(d, next, ':');
    return other ? next : 0;
}

/* A matter may be a numbered heading with the text below it. */
static uint32_t take_headed_concern(scrl__finder *f, uint32_t block)
{
    const scrl__draft *d = f->d;
    const scrl__block *b = &d->doc->blocks[block];
    uint32_t parent = d->doc->sections[b->section].parent;
    if (number_of(d, block)[0] == '\0' || parent == SCRL_NONE || !scrl__is(d->sections[parent].listed, "concern"))
        return block + 1;
    uint32_t next = extend_concern(d, block);
    scrl__found_add(f, "concern", "", block, b->start, d->doc->blocks[next - 1].end);
    return next;
}

/* A list of good practice may be one paragraph, with a sentence or two for each item. */
static bool take_sentences(scrl__finder *f, uint32_t block, const char *kind)
{
    const scrl__draft *d = f->d;
    uint32_t first = d->block_sentence[block], last = d->block_sentence[block + 1], items = 0;
    for (uint32_t i = first; i < last; i++)
        items += i == first || !scrl__goes_on(d, i);
    if (f->blocks > 1 || !scrl__is(kind, "good_practice") || items < MIN_ITEMS)
        return false;
    for (uint32_t i = first, next; i < last; i = next) {
        for (next = i + 1; next < last && scrl__goes_on(d, next);)
            next++;
        scrl__found_add(f, kind, "", block, d->doc->sentences[i].start, d->doc->sentences[next - 1].end);
    }
    return true;
}

/* "2b How will the Board ...": where a number ends that the reader of the file took for a word; the block's start without one. */
static uint32_t typed_number(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    const char *text = d->doc->text;
    uint32_t i = b->start;
    while (i < b->end && i < b->start + 2 && text[i] >= '0' && text[i] <= '9')
        i++;
    bool lettered = i > b->start && i + 2 < b->end && text[i] >= 'a' && text[i] <= 'z' && text[i + 1] == ' ' &&
                    text[i + 2] >= 'A' && text[i + 2] <= 'Z';
    return lettered ? i + 1 : b->start;
}

static uint32_t take_listed(scrl__finder *f, uint32_t block, const char *kind)
{
    scrl__draft *d = f->d;
    const char *number = number_of(d, block);
    bool lettered = number[0] >= 'A' && number[0] <= 'Z' && strpbrk(number, "0123456789") != NULL;
    if (!lettered && has_labels(f, d->doc->blocks[block].section, kind))
        return 0;
    survey(f, d->doc->blocks[block].section);
    bool discusses = f->blocks > LIST_BLOCKS && (scrl__is(kind, "lesson") || scrl__is(kind, "good_practice"));
    if (discusses && !is_list_item(d, block))
        return 0;
    uint32_t heard = strcmp(kind, "concern") == 0 ? behind_evidence(d, block) : 0;
    if (heard != 0)
        return heard;
    if (!is_item(f, block, kind))
        return 0;
    if (scrl__is(kind, "finding") && scrl__is_worded(d, block, "recommendation"))
        kind = "recommendation"; /* "Areas for development: the Committee should ..." */
    if (take_sentences(f, block, kind))
        return block + 1;
    uint32_t next = extent(d, block), start = d->doc->blocks[block].start, number_end = typed_number(d, block);
    const char *label = label_from_number(d, block, kind);
    if (number_end > start) {
        label = scrl__draft_copy(d, start, number_end);
        start = number_end + 1;
        if (label == NULL) {
            f->status = SCRL_ENOMEM;
            return next;
        }
    }
    if (strcmp(kind, "concern") == 0 && mark_of(d, block) != MARK_NONE) {
        next = extend_concern(d, block);
        if (number[0] == '\0')
            start += (uint32_t)strcspn(d->doc->text + start, " ");
    }
    scrl__found_add(f, kind, label, block, start, d->doc->blocks[next - 1].end);
    return next;
}

/* ---- all together ---- */

static bool is_silent(uint32_t role)
{
    return scrl__role_is(role, "contents") || scrl__role_is(role, "glossary") || scrl__role_is(role, "references") ||
           scrl__role_is(role, "front_matter") || scrl__role_is(role, "terms_of_reference");
}

/* A table of one cell is how some writers draw a box. */
static bool is_lone_cell(const scrl__draft *d, uint32_t block)
{
    const scrl_document *doc = d->doc;
    const scrl__block *b = &doc->blocks[block];
    return b->kind == SCRL_BLOCK_TABLE_ROW && memchr(doc->text + b->start, '\t', b->end - b->start) == NULL &&
           (block == 0 || doc->blocks[block - 1].kind != SCRL_BLOCK_TABLE_ROW) &&
           (block + 1 == doc->block_count || doc->blocks[block + 1].kind != SCRL_BLOCK_TABLE_ROW);
}

/* Takes what begins with a block; returns the next block to look at. */
static uint32_t take(scrl__finder *f, uint32_t block)
{
    const scrl__draft *d = f->d;
    const scrl__block *b = &d->doc->blocks[block];
    uint32_t role = scrl__block_role(d, block);
    if (b->section == SCRL_NONE || is_silent(role))
        return block + 1;
    bool lone = is_lone_cell(d, block);
    if (b->kind == SCRL_BLOCK_TABLE_ROW && !lone)
        return scrl__take_table(f, block);
    const scrl__hit *label = label_hit(f, block);
    if (label != NULL)
        return take_labelled(f, block, label);
    if (b->kind == SCRL_BLOCK_HEADING && scrl__is(d->sections[b->section].listed, "concern"))
        return take_headed_concern(f, block);
    if (!is_text(b->kind) && !lone)
        return block + 1;
    uint32_t announced = take_announced(f, block);
    if (announced != 0)
        return announced;
    const char *listed = d->sections[b->section].listed;
    if (listed != NULL && !f->strict) {
        uint32_t next = take_listed(f, block, listed);
        if (next != 0)
            return next;
    }
    bool brief = d->block_sentence[block + 1] - d->block_sentence[block] < PREFACE_SENTENCES;
    if (!brief || !is_preface(d, block))
        scrl__take_running(f, block);
    return block + 1;
}

/* Of its letters and digits; the type of a finding's pattern is no part of its words. */
static uint64_t hash_text(const scrl__finder *f, const scrl__found *item)
{
    scrl__str folded = SCRL__STR_INIT;
    uint64_t hash = 1469598103934665603u;
    uint32_t type_start = item->end, type_end = item->end;
    if (scrl__is(item->kind, "finding"))
        scrl__find_pattern_type(f->d, item, &type_start, &type_end);
    uint32_t end =
        type_start >= item->start && type_end + 2 >= item->end && type_end <= item->end ? type_start : item->end;
    scrl__text_fold(&folded, f->d->doc->text + item->start, end - item->start);
    for (size_t i = 0; i < folded.len; i++) {
        unsigned char c = (unsigned char)folded.data[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            hash = (hash ^ c) * 1099511628211u;
    }
    scrl__str_free(&folded);
    return hash;
}

static int by_words(const void *a, const void *b)
{
    const scrl__found *x = *(scrl__found *const *)a, *y = *(scrl__found *const *)b;
    int order = strcmp(x->kind, y->kind);
    if (order == 0 && x->hash != y->hash)
        order = x->hash < y->hash ? -1 : 1;
    if (order == 0 && x->rank != y->rank)
        order = x->rank < y->rank ? -1 : 1;
    return order != 0 ? order : x->start < y->start ? -1 : x->start > y->start;
}

/* Makes 'other' a further place of 'kept', which learns what only the other says. */
static void merge(scrl__found *kept, scrl__found *other)
{
    scrl__found **end = &kept->repeat;
    while (*end != NULL)
        end = &(*end)->repeat;
    *end = other;
    other->dropped = true;
    if (kept->owner == NULL) {
        kept->owner = other->owner;
        kept->owner_block = other->owner_block;
        kept->owner_start = other->owner_start;
        kept->owner_end = other->owner_end;
    }
    if (kept->deadline == NULL)
        kept->deadline = other->deadline;
    if (kept->type == NULL)
        kept->type = other->type;
    if (kept->label[0] == '\0')
        kept->label = other->label;
}

/* Of statements with the same words the one in the section made for them stays. */
static int merge_repeats(scrl__finder *f)
{
    scrl__found **order = malloc((f->count + 1) * sizeof(scrl__found *));
    if (order == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < f->count; i++) {
        f->items[i].hash = hash_text(f, &f->items[i]);
        order[i] = &f->items[i];
    }
    qsort(order, f->count, sizeof(scrl__found *), by_words);
    scrl__found *kept = f->count > 0 ? order[0] : NULL;
    for (size_t i = 1; i < f->count; i++) {
        if (order[i]->hash != kept->hash || strcmp(order[i]->kind, kept->kind) != 0)
            kept = order[i];
        else
            merge(kept, order[i]);
    }
    free(order);
    return 0;
}

/* How many of the words of 'a' stand in 'b', in per cent. */
static uint32_t shared_percent(const scrl__draft *d, const scrl__found *a, const scrl__found *b)
{
    const char *text = d->doc->text;
    uint32_t words = 0, shared = 0;
    for (uint32_t i = a->start, next; i < a->end; i = next + 1) {
        next = i + (uint32_t)strcspn(text + i, " \n\t.,;:");
        if (next <= i || next > a->end)
            continue;
        words++;
        shared += memmem(text + b->start, b->end - b->start, text + i, next - i) != NULL;
    }
    return words > 0 ? shared * 100 / words : 0;
}

static const char *digits_of(const scrl__found *item)
{
    return item->label + strcspn(item->label, "0123456789");
}

/* A summary or plan may shorten a recommendation; the same number and most of its words tell that it is the same. */
static void merge_shortened(scrl__finder *f)
{
    for (size_t i = 0; i < f->count; i++) {
        scrl__found *a = &f->items[i];
        if (a->dropped || !scrl__is(a->kind, "recommendation") || digits_of(a)[0] == '\0')
            continue;
        for (size_t k = 0; k < f->count; k++) {
            scrl__found *b = &f->items[k];
            bool other = k != i && !b->dropped && scrl__is(b->kind, "recommendation") && b->section != a->section;
            if (!other || strcmp(digits_of(a), digits_of(b)) != 0 || a->rank > b->rank || (a->rank == b->rank && i > k))
                continue;
            const scrl__found *shorter = a->end - a->start < b->end - b->start ? a : b;
            if (shared_percent(f->d, shorter, shorter == a ? b : a) >= SAME_PERCENT)
                merge(a, b);
        }
    }
}

/* Hands one statement to the builder, with those who are to act. */
static int hand_over(scrl__finder *f, const scrl__found *item)
{
    scrl__draft *d = f->d;
    scrl__addressees who = {0};
    scrl__statement_in in = {
        .kind = item->kind, .label = item->label, .deadline = item->deadline, .owner = item->owner};
    in.section = item->section;
    in.start = item->start;
    in.end = item->end;
    in.page = scrl_document_page_at(d->doc, item->start);
    bool asks = scrl__is(item->kind, "recommendation") || scrl__is(item->kind, "consideration");
    scrl__purpose purpose = asks ? SCRL__ASKS : scrl__is(item->kind, "good_practice") ? SCRL__CREDITS : SCRL__SAYS;
    int status = scrl__find_addressees(d, item->block, item->start, item->end, purpose, &who);
    if (status == 0 && item->owner_end > item->owner_start)
        status = scrl__add_owner(d, item->owner_block, item->owner_start, item->owner_end, &who);
    if (status != 0)
        return status;
    if (scrl__is(item->kind, "recommendation")) {
        bool row = d->doc->blocks[item->block].kind == SCRL_BLOCK_TABLE_ROW;
        if (in.deadline == NULL || (who.deadline != NULL && !row))
            in.deadline = who.deadline;
        if (in.owner == NULL || (who.owner != NULL && !row))
            in.owner = who.owner;
    }
    const char *asked[SCRL__ASKS_MAX];
    if (asks) {
        in.ask_count = scrl__find_asks(d, item->block, item->start, item->end, asked);
        in.asks = asked;
    }
    scrl__place_in parts[SCRL__PARTS_MAX], repeats[REPEATS_MAX];
    in.parts = parts;
    in.part_count = scrl__find_parts(d, item, parts);
    if (in.part_count > 0 || (item->heading != SCRL_NONE && !asks && who.agency_count == 0))
        scrl__find_discussed(d, item->block, d->sections[d->doc->blocks[item->heading].section].last, &who);
    in.repeats = repeats;
    for (const scrl__found *r = item->repeat; r != NULL && in.repeat_count < REPEATS_MAX; r = r->repeat)
        repeats[in.repeat_count++] = (scrl__place_in){NULL, r->section, r->start, r->end};
    in.type_printed = item->type;
    uint32_t type_start = 0, type_end = 0;
    if (scrl__is(item->kind, "finding") && item->type == NULL)
        scrl__find_pattern_type(d, item, &type_start, &type_end);
    if (type_end > type_start && (in.type_printed = scrl__draft_copy(d, type_start, type_end)) == NULL)
        return SCRL_ENOMEM;
    in.addressees = who.names;
    in.addressee_count = who.name_count;
    in.agencies = who.agencies;
    in.agency_count = who.agency_count;
    scrl__review_builder_statement(d->out, &in);
    return d->out->status;
}

int scrl__find_statements(scrl__draft *d)
{
    scrl__finder f = {
        .d = d, .surveyed = SCRL_NONE, .strict = strcmp(d->type, "other") == 0 || strcmp(d->type, "inquiry") == 0};
    for (uint32_t i = 0; i < d->doc->section_count; i++)
        if (scrl__is(d->sections[i].listed, "recommendation") || scrl__is(d->sections[i].listed, "consideration"))
            f.lists_recommendations = true;
    f.labelled = scrl__arena_alloc(d->arena, (size_t)d->doc->section_count + 1);
    if (f.labelled == NULL)
        return SCRL_ENOMEM;
    f.numbers = numbers_recommendations(d);
    survey_labels(&f);
    for (uint32_t block = d->cover_end; block < d->doc->block_count && f.status == 0;)
        block = take(&f, block);
    if (f.status == 0)
        f.status = merge_repeats(&f);
    if (f.status == 0)
        merge_shortened(&f);
    for (size_t i = 0; i < f.count && f.status == 0; i++)
        if (!f.items[i].dropped)
            f.status = hand_over(&f, &f.items[i]);
    free(f.items);
    return f.status;
}
