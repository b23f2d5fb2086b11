/*
 * counted.c - printed numbers that only their order shows. "R1 The board should ..." and "2 That the trust ..." have
 * nothing but a blank behind the number, as sentences that begin with a number do: three paragraphs or more that are
 * counted through from one make it a number.
 */
#include "read/lines.h"

#include <string.h>

enum { CHAINS = 16, LEAST = 3 };

/* A number that a paragraph may begin with: up to three capitals and up to three digits. */
typedef struct loose_mark {
    char letters[4];
    uint32_t value, len, skip;
} loose_mark;

/* Paragraphs counted through so far, with the same letters. */
typedef struct chain {
    char letters[4];
    uint32_t next;
    size_t parts[LEAST];
} chain;

static bool read_loose(const char *text, size_t len, loose_mark *mark)
{
    size_t at = 0, letters = 0;
    memset(mark, 0, sizeof(*mark));
    while (at < len && at < 3 && text[at] >= 'A' && text[at] <= 'Z')
        mark->letters[letters++] = text[at++];
    while (at < len && at < letters + 3 && text[at] >= '0' && text[at] <= '9')
        mark->value = mark->value * 10 + (uint32_t)(text[at++] - '0');
    mark->len = (uint32_t)at;
    if (at == letters || !scrl__labels_statement(text, letters))
        return false;
    if (at < len && (text[at] == '.' || text[at] == ':'))
        at++;
    size_t blanks = 0;
    while (at < len && text[at] == ' ') {
        blanks++;
        at++;
    }
    mark->skip = (uint32_t)at;
    return blanks > 0 && at < len && !scrl__begins_lower(text + at, len - at);
}

static void set_loose(scrl__layout *layout, size_t index)
{
    scrl__part *part = &layout->parts[index];
    const scrl__line *line = scrl__part_first(layout, part);
    loose_mark mark;
    if (!read_loose(scrl__line_text(layout, line), line->len, &mark))
        return;
    part->mark = line->text;
    part->mark_len = mark.len;
    part->skip = mark.skip;
}

/* Takes paragraph 'index' into the chain of its letters; the third one settles the first two. */
static void count_part(scrl__layout *layout, chain *c, size_t index, uint32_t value)
{
    if (value == 1 && c->next != 1)
        c->next = 1;
    if (value != c->next)
        return;
    if (value <= LEAST)
        c->parts[value - 1] = index;
    if (value == LEAST)
        for (size_t i = 0; i < LEAST; i++)
            set_loose(layout, c->parts[i]);
    if (value > LEAST)
        set_loose(layout, index);
    c->next++;
}

void scrl__counted_find(scrl__layout *layout)
{
    chain chains[CHAINS];
    size_t count = 0;
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        const scrl__line *line = scrl__part_first(layout, part);
        loose_mark mark;
        if (part->kind != SCRL_BLOCK_PARAGRAPH || part->contents || part->mark_len > 0 || part->bold ||
            scrl__part_larger(layout, part) || !read_loose(scrl__line_text(layout, line), line->len, &mark))
            continue;
        size_t at = 0;
        while (at < count && strcmp(chains[at].letters, mark.letters) != 0)
            at++;
        if (at == CHAINS)
            continue;
        if (at == count) {
            memset(&chains[count], 0, sizeof(chains[0]));
            memcpy(chains[count].letters, mark.letters, sizeof(mark.letters));
            chains[count++].next = 1;
        }
        count_part(layout, &chains[at], i, mark.value);
    }
}
