/*
 * filter_words.c - gathers the filter words of a review's passages: what its sections, statements and tags say of each.
 * Writing one word is tokens.c; putting them into the index is fill.c.
 */
#include "store/filter_words.h"

#include <stdlib.h>
#include <string.h>

#include "store/tokens.h"

uint32_t scrl__filter_words_block(const scrl_document *doc, uint32_t offset)
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

void scrl__filter_words_extent(const scrl_document *doc, const scrl__statement *statement, uint32_t *first,
                               uint32_t *last)
{
    *first = scrl__filter_words_block(doc, statement->start);
    *last = scrl__filter_words_block(doc, statement->end > statement->start ? statement->end - 1 : statement->start);
}

static int token_add(scrl__filter_words *w, uint32_t block, const char *text)
{
    if (scrl__grow((void **)&w->items, &w->item_cap, w->item_count, sizeof(w->items[0])) != 0)
        return scrl__fail_memory(w->library->ctx, "store");
    scrl__block_word *item = &w->items[w->item_count++];
    memset(item, 0, sizeof(*item));
    item->block = block;
    memcpy(item->text, text, strnlen(text, sizeof(item->text) - 1));
    return 0;
}

static int token_add_term(scrl__filter_words *w, uint32_t first, uint32_t last, const char *field, const char *value)
{
    uint32_t id = 0;
    char token[SCRL__TOKEN_SIZE];
    int status = scrl__term_intern(w->library, field, value, &id);
    scrl__token_write(scrl__token_letter(field), id, token);
    for (uint32_t block = first; block <= last && status == 0; block++)
        status = token_add(w, block, token);
    return status;
}

static int tokens_of_tag(scrl__filter_words *w, const scrl__tag *tag)
{
    const char *theme = w->tags->strings + tag->theme;
    scrl_polarity polarity = (scrl_polarity)tag->polarity;
    scrl_level level = (scrl_level)tag->level;
    char token[SCRL__TOKEN_SIZE];
    uint32_t id = 0;
    int status = scrl__term_intern(w->library, "theme", theme, &id);
    if (status != 0)
        return status;
    if (tag->state != SCRL_STATE_AUTO)
        status = token_add_term(w, tag->block, tag->block, "state", scrl_state_name((scrl_state)tag->state));
    if (status != 0 || tag->state == SCRL_STATE_REJECTED)
        return status;
    scrl__token_write('t', id, token);
    status = token_add(w, tag->block, token);
    scrl__token_write_tag(id, polarity, level, token);
    if (status == 0)
        status = token_add(w, tag->block, token);
    scrl__token_write_tag(0, polarity, level, token);
    if (status == 0)
        status = token_add(w, tag->block, token);
    if (status == 0 && strncmp(theme, "agency_", strlen("agency_")) == 0)
        status = token_add_term(w, tag->block, tag->block, "agency", theme);
    return status;
}

static int tokens_of_statement(scrl__filter_words *w, const scrl__statement *statement)
{
    uint32_t first, last;
    scrl__filter_words_extent(w->review->doc, statement, &first, &last);
    int status = token_add_term(w, first, last, "kind", scrl__review_string(w->review, statement->kind));
    for (uint32_t i = 0; i < statement->agency_count && status == 0; i++) {
        uint32_t agency = w->review->lists[statement->agency_first + i];
        status = token_add_term(w, first, last, "agency", scrl__review_string(w->review, agency));
    }
    return status;
}

static int token_compare(const void *left, const void *right)
{
    const scrl__block_word *a = left, *b = right;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    return strcmp(a->text, b->text);
}

static int collect(scrl__filter_words *w)
{
    int status = 0;
    for (uint32_t i = 0; w->tags != NULL && i < w->tags->count && status == 0; i++)
        status = tokens_of_tag(w, &w->tags->tags[i]);
    for (uint32_t i = 0; i < w->review->statement_count && status == 0; i++)
        status = tokens_of_statement(w, &w->review->statements[i]);
    if (status == 0 && w->item_count > 1)
        qsort(w->items, w->item_count, sizeof(w->items[0]), token_compare);
    return status;
}

static int intern_roles(scrl__filter_words *w)
{
    uint32_t count = w->review->doc->section_count;
    int status = 0;
    w->roles = calloc((size_t)count + 1, sizeof(w->roles[0]));
    if (w->roles == NULL)
        return scrl__fail_memory(w->library->ctx, "store");
    for (uint32_t i = 0; i <= count && status == 0; i++)
        status =
            scrl__term_intern(w->library, "role", scrl_review_role(w->review, i < count ? i : SCRL_NONE), &w->roles[i]);
    return status;
}

int scrl__filter_words_init(scrl__filter_words *w, scrl_library *library, const scrl_review *review,
                            const scrl_tags *tags)
{
    *w = (scrl__filter_words){.library = library, .review = review, .tags = tags};
    int status = intern_roles(w);
    return status == 0 ? collect(w) : status;
}

void scrl__filter_words_free(scrl__filter_words *w)
{
    free(w->roles);
    free(w->items);
    scrl__str_free(&w->passage);
}

uint32_t scrl__filter_words_role(const scrl__filter_words *w, uint32_t block)
{
    const scrl_document *doc = w->review->doc;
    uint32_t section = doc->blocks[block].section;
    return w->roles[section < doc->section_count ? section : doc->section_count];
}

int scrl__filter_words_of(scrl__filter_words *w, uint32_t block)
{
    char token[SCRL__TOKEN_SIZE];
    scrl__str_truncate(&w->passage, 0);
    scrl__str_add(&w->passage, token, scrl__token_write('r', scrl__filter_words_role(w, block), token));
    const char *before = "";
    for (; w->next < w->item_count && w->items[w->next].block <= block; w->next++) {
        const scrl__block_word *item = &w->items[w->next];
        if (item->block < block || strcmp(item->text, before) == 0)
            continue;
        scrl__str_addc(&w->passage, ' ');
        scrl__str_adds(&w->passage, item->text);
        before = item->text;
    }
    return w->passage.failed ? scrl__fail_memory(w->library->ctx, "store") : 0;
}
