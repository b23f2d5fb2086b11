/*
 * place.c - where a mark stands in a document. Words decide, not offsets: what stands before a place may have changed.
 * A place is taken only when there is no doubt.
 */
#include "store/place.h"

#include <string.h>

static bool in_character(const scrl_document *doc, uint32_t offset)
{
    return ((unsigned char)doc->text[offset] & 0xC0u) == 0x80u;
}

/* The block that holds a range, or SCRL_NONE. */
static uint32_t block_of(const scrl_document *doc, uint32_t start, uint32_t end)
{
    uint32_t low = 0, high = doc->block_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->blocks[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    bool inside =
        low < doc->block_count && start >= doc->blocks[low].start && start < end && end <= doc->blocks[low].end;
    return inside && !in_character(doc, start) && !in_character(doc, end) ? low : SCRL_NONE;
}

/* Walks the places of 'words' that begin before 'limit'; the one with number 'nth' goes to '*out'. Returns how many there
 * are. */
static uint32_t walk(const scrl_document *doc, const char *words, size_t len, uint32_t limit, uint32_t nth,
                     scrl__mark_place *out)
{
    uint32_t count = 0;
    const char *at = doc->text, *end = doc->text + doc->text_len;
    while (len > 0 && (at = memmem(at, (size_t)(end - at), words, len)) != NULL && at < doc->text + limit) {
        uint32_t start = (uint32_t)(at - doc->text), block = block_of(doc, start, start + (uint32_t)len);
        if (block != SCRL_NONE && count++ == nth)
            *out = (scrl__mark_place){block, start, start + (uint32_t)len, nth, 0};
        at += block != SCRL_NONE ? len : 1;
    }
    return count;
}

scrl__mark_place scrl__mark_place_of(const scrl_document *doc, const char *words)
{
    scrl__mark_place place = {SCRL_NONE, 0, 0, 0, 0};
    place.total = walk(doc, words, strlen(words), doc->text_len, 0, &place);
    return place;
}

bool scrl__mark_place_at(const scrl_document *doc, uint32_t start, uint32_t end, scrl__mark_place *out)
{
    scrl__mark_place other;
    uint32_t block = start < end && end <= doc->text_len ? block_of(doc, start, end) : SCRL_NONE;
    if (block == SCRL_NONE)
        return false;
    *out = (scrl__mark_place){block, start, end, 0, 0};
    out->nth = walk(doc, doc->text + start, end - start, start, SCRL_NONE, &other);
    out->total = walk(doc, doc->text + start, end - start, doc->text_len, SCRL_NONE, &other);
    return true;
}

bool scrl__mark_place_again(const scrl_document *doc, const char *words, const scrl__mark_place *was,
                            scrl__mark_place *out)
{
    size_t len = strlen(words);
    bool same = was->start < was->end && was->end <= doc->text_len && was->end - was->start == len &&
                memcmp(doc->text + was->start, words, len) == 0;
    if (same && scrl__mark_place_at(doc, was->start, was->end, out))
        return true;
    scrl__mark_place first = scrl__mark_place_of(doc, words);
    uint32_t nth = first.total == 1 ? 0 : was->nth;
    if (first.total == 0 || (first.total > 1 && first.total != was->total) || nth >= first.total)
        return false;
    *out = first;
    walk(doc, words, len, doc->text_len, nth, out);
    out->total = first.total;
    return true;
}
