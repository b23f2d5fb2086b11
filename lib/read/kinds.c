/*
 * kinds.c - what parts are that are no headings: captions, list items, quotations, and the continuations of parts
 * from an earlier page or column. Also the small questions about a part that the passes over parts share.
 */
#include "read/lines.h"

#include <string.h>

#include "read/number.h"

#include "base/utf8.h"

const scrl__line *scrl__part_first(const scrl__layout *layout, const scrl__part *part)
{
    return &layout->lines[part->first];
}

const scrl__line *scrl__part_last(const scrl__layout *layout, const scrl__part *part)
{
    return &layout->lines[part->first + part->count - 1];
}

uint32_t scrl__part_words(const scrl__layout *layout, const scrl__part *part)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < part->count; i++) {
        const scrl__line *line = &layout->lines[part->first + i];
        words += scrl__text_words(scrl__line_text(layout, line), line->len);
    }
    return words;
}

/* The last character that is no blank. */
char scrl__part_final(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_last(layout, part);
    const char *text = scrl__line_text(layout, line);
    for (uint32_t i = line->len; i > 0; i--)
        if (text[i - 1] != ' ' && text[i - 1] != '\t')
            return text[i - 1];
    return ' ';
}

bool scrl__starts_with_word(const char *text, size_t len, const char *word)
{
    size_t n = strlen(word);
    if (len < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((text[i] | 0x20) != word[i])
            return false;
    return len == n || !((text[n] | 0x20) >= 'a' && (text[n] | 0x20) <= 'z');
}

bool scrl__starts_with_quote(const char *text, size_t len)
{
    return len > 0 &&
           (text[0] == '"' || text[0] == '\'' || text[0] == '(' || (len > 2 && memcmp(text, "\xe2\x80\x98", 3) == 0) ||
            (len > 2 && memcmp(text, "\xe2\x80\x9c", 3) == 0));
}

bool scrl__part_larger(const scrl__layout *layout, const scrl__part *part)
{
    return part->size > layout->body_size && part->size * 100 >= layout->body_size * 108;
}

static bool is_caption(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    return part->chars < 240 && scrl__names_figure(scrl__line_text(layout, line), line->len);
}

/* --- Other kinds
 * --------------------------------------------------------------------------------------------------- */

/* Some reports number their paragraphs 1 to n from beginning to end. */
static bool numbers_run_through(const scrl__layout *layout)
{
    uint32_t expected = 1, in_order = 0, out_of_order = 0;
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_PARAGRAPH || part->mark_len == 0 || part->contents)
            continue;
        const scrl__line *line = scrl__part_first(layout, part);
        scrl__mark mark = scrl__mark_read(scrl__line_text(layout, line), line->len);
        if (mark.kind != SCRL__MARK_INTEGER)
            continue;
        if (mark.value == expected) {
            expected++;
            in_order++;
        } else {
            out_of_order++;
        }
    }
    return in_order >= 12 && in_order > out_of_order;
}

static void set_item_kind(const scrl__layout *layout, scrl__part *part, bool run_through)
{
    const scrl__line *line = scrl__part_first(layout, part);
    scrl__mark mark = scrl__mark_read(scrl__line_text(layout, line), line->len);
    bool bracket = part->mark_len > 0 && layout->pool.data[part->mark + part->mark_len - 1] == ')';
    bool integer = mark.kind == SCRL__MARK_INTEGER && (bracket || !run_through);
    if (mark.kind == SCRL__MARK_BULLET || mark.kind == SCRL__MARK_LETTER || integer)
        part->kind = SCRL_BLOCK_LIST_ITEM;
}

/* Items whose bullets are drawn, not printed: after a colon, set in from the text, at least two of them. */
static size_t set_unmarked_items(scrl__layout *layout, size_t index)
{
    const scrl__part *lead = &layout->parts[index];
    if (scrl__part_final(layout, lead) != ':' || lead->kind == SCRL_BLOCK_HEADING || lead->cover || lead->contents)
        return index;
    size_t end = index + 1;
    int left = 0;
    while (end < layout->part_count) {
        const scrl__part *part = &layout->parts[end];
        if (part->kind != SCRL_BLOCK_PARAGRAPH || part->mark_len > 0 ||
            scrl__same_edge(layout, part->left, lead->left) || scrl__same_edge(layout, part->left, lead->text_left) ||
            (end > index + 1 && !scrl__same_edge(layout, part->left, left)))
            break;
        left = part->left;
        end++;
    }
    if (end < index + 3)
        return index;
    for (size_t i = index + 1; i < end; i++)
        layout->parts[i].kind = SCRL_BLOCK_LIST_ITEM;
    return end - 1;
}

static bool is_quote(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    const scrl__line *last = scrl__part_last(layout, part);
    const char *tail = scrl__line_text(layout, last);
    int indent = part->left - layout->frames[line->frame].left;
    bool opens = scrl__starts_with_quote(text, line->len) && text[0] != '(';
    bool closes = last->len > 3 && (memcmp(tail + last->len - 3, "\xe2\x80\x9d", 3) == 0 ||
                                    memcmp(tail + last->len - 3, "\xe2\x80\x99", 3) == 0 || tail[last->len - 1] == '"');
    return indent > layout->body_size && (opens || part->italic) && (closes || part->italic) && part->chars > 20;
}

static void set_kinds(scrl__layout *layout)
{
    bool run_through = numbers_run_through(layout);
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_PARAGRAPH || part->cover || part->contents)
            continue;
        if (part->mark_len > 0)
            set_item_kind(layout, part, run_through);
        else if (is_quote(layout, part))
            part->kind = SCRL_BLOCK_QUOTE;
    }
    for (size_t i = 0; i < layout->part_count; i++)
        i = set_unmarked_items(layout, i);
}

/* --- Over the page
 * ------------------------------------------------------------------------------------------------- */

static bool goes_on(const scrl__layout *layout, const scrl__part *before, const scrl__part *part)
{
    const scrl__line *last = scrl__part_last(layout, before), *line = scrl__part_first(layout, part);
    bool text = before->kind == SCRL_BLOCK_PARAGRAPH || before->kind == SCRL_BLOCK_LIST_ITEM ||
                before->kind == SCRL_BLOCK_QUOTE;
    bool more =
        part->kind == SCRL_BLOCK_PARAGRAPH || part->kind == SCRL_BLOCK_QUOTE || part->kind == SCRL_BLOCK_LIST_ITEM;
    if (!text || !more || part->mark_len > 0 || before->contents || part->contents || before->cover || part->cover)
        return false;
    if (before->size != part->size || line->frame == last->frame)
        return false;
    if (scrl__begins_lower(scrl__line_text(layout, line), line->len))
        return true;
    if (scrl__ends_sentence(scrl__line_text(layout, last), last->len))
        return false;
    const scrl__frame *here = &layout->frames[last->frame], *there = &layout->frames[line->frame];
    return last->right - here->left > (here->right - here->left) * 3 / 5 &&
           scrl__same_edge(layout, before->text_left - here->left, part->left - there->left);
}

static void find_continuations(scrl__layout *layout)
{
    size_t before = SIZE_MAX;
    uint32_t frame = UINT32_MAX;
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        if (part->kind == SCRL_BLOCK_FOOTNOTE)
            continue;
        uint32_t here = scrl__part_first(layout, part)->frame;
        if (before != SIZE_MAX && here != frame)
            part->follows = goes_on(layout, &layout->parts[before], part);
        before = i;
        frame = scrl__part_last(layout, part)->frame;
    }
}

void scrl__captions_find(scrl__layout *layout)
{
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        if (!part->cover && part->kind == SCRL_BLOCK_PARAGRAPH && is_caption(layout, part))
            part->kind = SCRL_BLOCK_CAPTION;
    }
}

void scrl__kinds_find(scrl__layout *layout)
{
    set_kinds(layout);
    find_continuations(layout);
}
