/*
 * What a statement says of itself beyond its words. Kinds of change, types of pattern and the questions that head the
 * parts of a finding are cues of the data files; this file knows where to look for them.
 */
#include "structure/details.h"

#include <string.h>

/* A longer block is text, no line that names a type or heads a part. */
#define LINE_BYTES 130u

static void add_ask(const char *asks[SCRL__ASKS_MAX], size_t *count, const char *id)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(asks[i], id) == 0)
            return;
    if (*count < SCRL__ASKS_MAX)
        asks[(*count)++] = id;
}

size_t scrl__find_asks(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end,
                       const char *asks[SCRL__ASKS_MAX])
{
    size_t count = 0;
    for (uint32_t i = d->block_sentence[block]; i < d->doc->sentence_count && d->doc->sentences[i].start < end; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_ASK, SCRL__ROLE_NONE, &at)) != NULL)
            if (hit->start >= start && hit->end <= end)
                add_ask(asks, &count, scrl__hit_cue(d, hit)->id);
    }
    return count;
}

/* The words of a type in a block; false when it has none. */
static bool type_in(const scrl__draft *d, uint32_t block, uint32_t *start, uint32_t *end)
{
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_HEADING, block, SCRL__CUE_PATTERN, SCRL__ROLE_NONE);
    for (uint32_t i = d->block_sentence[block]; hit == NULL && i < d->block_sentence[block + 1]; i++)
        hit = scrl__hit_best(d, SCRL__ON_SENTENCE, i, SCRL__CUE_PATTERN, SCRL__ROLE_NONE);
    if (hit == NULL)
        return false;
    *start = hit->group_start;
    *end = hit->group_end;
    return true;
}

static const scrl__hit *part_at(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    if (b->kind != SCRL_BLOCK_HEADING && b->end - b->start > LINE_BYTES)
        return NULL;
    return scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_PART, SCRL__ROLE_NONE);
}

void scrl__find_pattern_type(const scrl__draft *d, const scrl__found *item, uint32_t *start, uint32_t *end)
{
    const scrl_document *doc = d->doc;
    *start = *end = item->end;
    if (item->heading != SCRL_NONE && type_in(d, item->heading, start, end))
        return;
    if (type_in(d, item->block, start, end))
        return;
    for (uint32_t i = item->block + 1; item->heading != SCRL_NONE && i < doc->block_count && i < item->block + 4; i++) {
        const scrl__block *b = &doc->blocks[i];
        if (part_at(d, i) != NULL || b->kind == SCRL_BLOCK_HEADING)
            return;
        if (b->end - b->start <= LINE_BYTES && type_in(d, i, start, end))
            return;
    }
}

static bool has_part(const scrl__place_in *parts, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(parts[i].part, id) == 0)
            return true;
    return false;
}

size_t scrl__find_parts(const scrl__draft *d, const scrl__found *item, scrl__place_in parts[SCRL__PARTS_MAX])
{
    const scrl_document *doc = d->doc;
    if (item->heading == SCRL_NONE || strcmp(item->kind, "finding") != 0)
        return 0;
    size_t count = 1;
    uint32_t level = 0;
    bool open = false;
    parts[0] = (scrl__place_in){"pattern", item->section, item->start, item->end};
    uint32_t last = d->sections[doc->blocks[item->heading].section].last;
    for (uint32_t i = item->heading + 1; i < last; i++) {
        const scrl__block *b = &doc->blocks[i];
        const scrl__hit *hit = part_at(d, i);
        if (hit != NULL && count < SCRL__PARTS_MAX && !has_part(parts, count, scrl__hit_cue(d, hit)->id)) {
            parts[count++] = (scrl__place_in){scrl__hit_cue(d, hit)->id, b->section, b->end, b->end};
            level = b->level;
            open = true;
        } else if (b->kind == SCRL_BLOCK_HEADING && b->level <= level) {
            open = false;
        } else if (open) {
            if (parts[count - 1].end == parts[count - 1].start)
                parts[count - 1].start = b->start;
            parts[count - 1].end = b->end;
        }
    }
    return count > 1 ? count : 0;
}
