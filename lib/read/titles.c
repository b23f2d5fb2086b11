/*
 * titles.c - lines known to be headings by something other than a font, before paragraphs are gathered around them.
 * They come again and again as the sub-headings of a template do, are named on the contents page, or have a typed line
 * under them or signs before them.
 */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { TITLE_LEN = 140, ENTRY_LEN = 240, MAX_LINES = 3 };

/* One line, or run of lines, by the hash of its letters and digits. */
typedef struct keyed {
    uint64_t hash;
    uint32_t line;
    bool free; /* what stands above is complete */
} keyed;

typedef struct keyed_list {
    keyed *items;
    size_t count, cap;
} keyed_list;

static const uint64_t key_start = 1469598103934665603u;

/* Goes on with the hash of the letters and digits of a text; a hyphen at a line's end is none of them. */
static uint64_t key_add(uint64_t hash, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(text + at, len - at, &code);
        if (step == 0)
            break;
        if (scrl__utf8_is_letter(code) || scrl__utf8_is_digit(code))
            hash = (hash ^ scrl__utf8_fold(code)) * 1099511628211u;
        at += step;
    }
    return hash;
}

static int keep_key(keyed_list *list, uint64_t hash, uint32_t line)
{
    int status = scrl__grow((void **)&list->items, &list->cap, list->count, sizeof(keyed));
    if (status == 0)
        list->items[list->count++] = (keyed){hash, line, false};
    return status;
}

static int compare_keys(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static bool knows_key(const keyed_list *list, uint64_t hash)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->items[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->count && list->items[low].hash == hash;
}

/* --- Contents pages
 * ------------------------------------------------------------------------------------------------ */

/* The length of an entry without its page number and the dots that lead to it. */
static uint32_t entry_length(const char *text, uint32_t len)
{
    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
        len--;
    uint32_t at = len;
    while (at > 0 && strchr(" \t.", text[at - 1]) == NULL)
        at--;
    if (at > 0 && scrl__page_number_like(text + at, len - at))
        len = at;
    while (len > 0 &&
           (strchr(" \t.", text[len - 1]) != NULL || (len > 2 && memcmp(text + len - 3, "\xe2\x80\xa6", 3) == 0)))
        len -= strchr(" \t.", text[len - 1]) != NULL ? 1 : 3;
    return len;
}

/* Whether a line of the contents has a page number, so that its entry ends there. */
static bool ends_entry(const scrl__layout *layout, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    uint32_t len = line->len;
    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
        len--;
    return entry_length(text, len) < len;
}

/* Keeps the key of each entry; one that runs over several lines also together with those above it. */
static int gather_entries(const scrl__layout *layout, keyed_list *list)
{
    int status = 0;
    for (uint32_t i = 0; i < layout->line_count && status == 0; i++) {
        uint32_t letters = 0;
        for (uint32_t back = 0; back < MAX_LINES && back <= i && status == 0; back++) {
            const scrl__line *line = &layout->lines[i - back];
            if (line->use != SCRL__LINE_CONTENTS || letters > ENTRY_LEN || (back > 0 && ends_entry(layout, line)))
                break;
            uint64_t hash = key_start;
            for (uint32_t k = i - back; k <= i; k++) {
                const char *text = scrl__line_text(layout, &layout->lines[k]);
                uint32_t len = entry_length(text, layout->lines[k].len);
                hash = key_add(hash, text, len);
                letters += k == i - back ? len : 0;
            }
            if (letters >= 4)
                status = keep_key(list, hash, i);
        }
    }
    return status;
}

/* --- Lines that may be headings
 * ------------------------------------------------------------------------------------ */

static bool may_be_title(const scrl__layout *layout, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    scrl__mark mark = scrl__mark_read_heading(text, line->len);
    return line->use == SCRL__LINE_TEXT && line->len <= TITLE_LEN && line->len >= 4 &&
           line->cell_count <= (mark.apart ? 2u : 1u) && mark.kind != SCRL__MARK_BULLET &&
           !scrl__begins_lower(text + mark.skip, line->len - mark.skip);
}

/* Whether what stands above a line is complete, so that it can begin something. */
static bool is_free_above(const scrl__layout *layout, uint32_t index)
{
    const scrl__line *line = &layout->lines[index], *before = line - 1;
    if (index == 0 || before->frame != line->frame || before->use != SCRL__LINE_TEXT || before->title > 0)
        return true;
    const char *text = scrl__line_text(layout, before);
    const scrl__frame *frame = &layout->frames[line->frame];
    bool broken_off = (before->right - frame->left) * 10 < (frame->right - frame->left) * 6;
    return broken_off || scrl__ends_sentence(text, before->len) ||
           (line->top - before->top) * 100 > layout->pitch * 150;
}

/* Text stands below, and not as the rest of a sentence. */
static bool is_text_below(const scrl__layout *layout, uint32_t index)
{
    const scrl__line *line = &layout->lines[index];
    return index + 1 < layout->line_count && line[1].use == SCRL__LINE_TEXT && line[1].sheet == line->sheet &&
           !scrl__begins_lower(scrl__line_text(layout, line + 1), line[1].len);
}

/* Marks line 'index' and the next ones, as many as together are an entry of the contents. */
static void mark_entry(scrl__layout *layout, const keyed_list *entries, uint32_t index)
{
    uint64_t hash = key_start;
    uint32_t found = 0;
    for (uint32_t n = 0; n < MAX_LINES && index + n < layout->line_count; n++) {
        const scrl__line *line = &layout->lines[index + n];
        if (line->use != SCRL__LINE_TEXT || line->frame != layout->lines[index].frame || line->len > TITLE_LEN ||
            (n > 0 && line->cell_count > 1))
            break;
        hash = key_add(hash, scrl__line_text(layout, line), line->len);
        found = knows_key(entries, hash) ? n + 1 : found;
    }
    for (uint32_t k = 0; k < found; k++)
        layout->lines[index + k].title = k == 0 ? SCRL__TITLE_BEGINS : SCRL__TITLE_GOES_ON;
}

/* Whether there is more space above a line than between lines; underlined headings in the font of running text have. */
static bool has_space_above(const scrl__layout *layout, uint32_t index)
{
    const scrl__line *line = &layout->lines[index];
    return index == 0 || line[-1].frame != line->frame || scrl__gap_above(layout, line, line - 1);
}

/* The sub-headings of a template: lines with the same words and with text under them, three of which or more cannot
 * belong to what stands above. */
static int mark_recurring(scrl__layout *layout)
{
    keyed_list list = {NULL, 0, 0};
    int status = 0;
    for (uint32_t i = 0; i < layout->line_count && status == 0; i++) {
        const scrl__line *line = &layout->lines[i];
        const char *text = scrl__line_text(layout, line);
        bool question = line->len > 0 && text[line->len - 1] == '?';
        if (!may_be_title(layout, line) || scrl__text_words(text, line->len) < 3 || !is_text_below(layout, i) ||
            (scrl__ends_sentence(text, line->len) && !question) ||
            !scrl__same_edge(layout, line->left, layout->frames[line->frame].left))
            continue;
        if (!layout->typed && !has_space_above(layout, i))
            continue;
        status = keep_key(&list, key_add(key_start, text, line->len), i);
        if (status == 0)
            list.items[list.count - 1].free = is_free_above(layout, i);
    }
    if (list.count > 0)
        qsort(list.items, list.count, sizeof(*list.items), compare_keys);
    for (size_t i = 0; i < list.count;) {
        size_t end = i, count = 0;
        while (end < list.count && list.items[end].hash == list.items[i].hash)
            count += list.items[end++].free;
        for (size_t k = i; k < end && count >= 3; k++)
            layout->lines[list.items[k].line].title = SCRL__TITLE_BEGINS;
        i = end;
    }
    free(list.items);
    return status;
}

/* --- Lines drawn with characters, signs before headings
 * ----------------------------------------------------------------------------------- */

/* The character of a line that is nothing but - = ~ or _; else 0. */
static char drawn_with(const scrl__layout *layout, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    if (line->len < 3 || text[0] == '\0' || strchr("-=~_", text[0]) == NULL)
        return 0;
    for (uint32_t i = 1; i < line->len; i++)
        if (text[i] != text[0])
            return 0;
    return text[0];
}

/* A line drawn close under a short one that nothing stands close above makes it a heading and is no text itself. */
static void mark_underlined(scrl__layout *layout)
{
    for (uint32_t i = 1; i < layout->line_count; i++) {
        scrl__line *line = &layout->lines[i], *above = line - 1;
        char drawn = drawn_with(layout, line);
        if (drawn == 0 || line->use != SCRL__LINE_TEXT || above->frame != line->frame || !may_be_title(layout, above) ||
            (line->top - above->top) * 100 > layout->pitch * 150 || drawn_with(layout, above) != 0 ||
            !scrl__same_edge(layout, line->left, above->left) || (i > 1 && !is_free_above(layout, i - 1)))
            continue;
        int width = above->right - above->left, drawn_width = line->right - line->left;
        if (drawn_width * 2 < width || drawn_width > width * 2 + above->size * 4)
            continue;
        above->title = drawn == '=' ? SCRL__TITLE_DOUBLE_RULE : SCRL__TITLE_RULE;
        line->use = SCRL__LINE_FURNITURE;
    }
}

/* Lines such as "## Findings": the signs tell the level and leave the text, those that close it too. */
static void mark_hashed(scrl__layout *layout)
{
    for (uint32_t i = 0; i < layout->line_count; i++) {
        scrl__line *line = &layout->lines[i];
        const char *text = scrl__line_text(layout, line);
        uint32_t signs = 0, end = line->len;
        while (signs < line->len && text[signs] == '#')
            signs++;
        while (end > signs && (text[end - 1] == '#' || text[end - 1] == ' '))
            end--;
        if (signs == 0 || signs > 6 || text[signs] != ' ' || end <= signs + 1 || line->use != SCRL__LINE_TEXT ||
            line->cell_count > 1 || end > TITLE_LEN)
            continue;
        scrl__cell *cell = &layout->cells[line->cell];
        line->hashes = (uint8_t)signs;
        line->title = SCRL__TITLE_BEGINS;
        cell->text = line->text += signs + 1;
        cell->len = line->len = end - signs - 1;
    }
}

/* Whether only the contents can tell that a line is a heading: typed, or in the font of running text with space above. */
static bool is_untold(const scrl__layout *layout, uint32_t index)
{
    const scrl__line *line = &layout->lines[index];
    return layout->typed ||
           (!line->bold && !line->accent && line->size == layout->body_size && has_space_above(layout, index));
}

int scrl__titles_find(scrl__layout *layout)
{
    keyed_list entries = {NULL, 0, 0};
    if (layout->typed) {
        mark_hashed(layout);
        mark_underlined(layout);
    }
    int status = gather_entries(layout, &entries);
    if (entries.count > 0)
        qsort(entries.items, entries.count, sizeof(*entries.items), compare_keys);
    for (uint32_t i = 0; i < layout->line_count && status == 0 && entries.count > 0; i++)
        if (layout->lines[i].title == SCRL__TITLE_NONE && may_be_title(layout, &layout->lines[i]) &&
            is_free_above(layout, i) && is_untold(layout, i))
            mark_entry(layout, &entries, i);
    free(entries.items);
    return status == 0 ? mark_recurring(layout) : status;
}
