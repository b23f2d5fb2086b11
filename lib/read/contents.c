/*
 * contents.c - marks lines that are no running text and no table: entries of contents pages, and footnotes.
 */
#include "read/lines.h"

#include <string.h>

#include "base/utf8.h"

/* --- Contents pages
 * ------------------------------------------------------------------------------------------------ */

/* Where the last word of a text begins. */
static size_t last_word(const char *text, size_t len)
{
    size_t at = len;
    while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\t' && text[at - 1] != '.')
        at--;
    return at;
}

static size_t trimmed(const char *text, size_t len)
{
    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
        len--;
    return len;
}

/* A line that ends with a page number; '*leader' when dots lead to it. */
static bool ends_in_page_number(const scrl__layout *layout, const scrl__line *line, bool *leader)
{
    const char *text = scrl__line_text(layout, line);
    size_t len = trimmed(text, line->len), word = last_word(text, len), dots = 0;
    *leader = false;
    if (len == word || word == 0 || !scrl__page_number_like(text + word, len - word))
        return false;
    for (size_t at = word; at > 0; at--) {
        char c = text[at - 1];
        if (c == '.')
            dots++;
        else if (c == '\xa6' && at > 2 && memcmp(text + at - 3, "\xe2\x80\xa6", 3) == 0) {
            dots += 3;
            at -= 2;
        } else if (c != ' ' && c != '\t')
            break;
    }
    *leader = dots >= 4;
    return true;
}

/* Printed without their layout, entries end in dots with the page number on the next line with text. */
static bool ends_in_leader(const scrl__layout *layout, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    size_t len = trimmed(text, line->len), at = len;
    while (at > 0 && (text[at - 1] == '.' || text[at - 1] == ' '))
        at--;
    return layout->typed && at > 0 && len - at >= 4 && text[len - 1] == '.';
}

static bool is_lone_number(const scrl__layout *layout, const scrl__line *line)
{
    return layout->typed && scrl__page_number_like(scrl__line_text(layout, line), line->len);
}

static bool is_contents_title(const scrl__layout *layout, const scrl__line *line)
{
    static const char *const titles[] = {"contents",        "tableofcontents", "contentspage",    "listofcontents",
                                         "listoffigures",   "listoftables",    "figures",         "tables",
                                         "indexofcontents", "cynnwys",         "listofappendices"};
    if (line->len > 40)
        return false;
    scrl__str folded = SCRL__STR_INIT;
    scrl__text_fold(&folded, scrl__line_text(layout, line), line->len);
    bool found = false;
    for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]) && !found; i++)
        found = strcmp(scrl__str_text(&folded), titles[i]) == 0;
    scrl__str_free(&folded);
    return found;
}

/* Marks the entries from line 'first' of a page on to the last that ends in a page number, when at least half of
 * the lines do; with 'title' the first line is the title. Returns whether any were marked. */
static bool mark_contents(scrl__layout *layout, uint32_t first, uint32_t end, bool title)
{
    uint32_t numbered = 0, led = 0, lines = 0, last = first, best = 0;
    for (uint32_t i = first + title; i < end; i++) {
        bool leader = false;
        if (layout->lines[i].use != SCRL__LINE_TEXT)
            continue;
        lines++;
        const scrl__line *line = &layout->lines[i];
        if (ends_in_page_number(layout, line, &leader) || ends_in_leader(layout, line) ||
            is_lone_number(layout, line)) {
            numbered++;
            led += leader;
            /* Below entries with dots a line of the text may end in a year. */
            if (numbered * 2 >= lines && (leader || led < 2 || !ends_in_page_number(layout, line, &leader))) {
                last = i;
                best = numbered;
            }
        }
    }
    if (best < 2)
        return false;
    for (uint32_t i = first; i <= last; i++)
        if (layout->lines[i].use == SCRL__LINE_TEXT)
            layout->lines[i].use = SCRL__LINE_CONTENTS;
    return true;
}

void scrl__contents_find(scrl__layout *layout)
{
    bool going = false;
    for (size_t s = 0; s < layout->sheet_count; s++) {
        const scrl__sheet *sheet = &layout->sheets[s];
        uint32_t end = sheet->line + sheet->line_count, first = end;
        bool title = false, leader = false;
        for (uint32_t i = sheet->line; i < end && !title; i++) {
            if (layout->lines[i].use != SCRL__LINE_TEXT)
                continue;
            first = first == end ? i : first;
            title = is_contents_title(layout, &layout->lines[i]);
            first = title ? i : first;
        }
        going = first < end && (title || going) && mark_contents(layout, first, end, title);
        for (uint32_t i = sheet->line; i < end; i++)
            if (layout->lines[i].use == SCRL__LINE_TEXT && ends_in_page_number(layout, &layout->lines[i], &leader) &&
                leader)
                layout->lines[i].use = SCRL__LINE_CONTENTS;
    }
}

/* --- Footnotes
 * ----------------------------------------------------------------------------------------------------- */

static bool is_small(const scrl__layout *layout, const scrl__line *line)
{
    return line->size * 10 <= layout->body_size * 9;
}

/* Distance from the line before at which a new paragraph begins. */
bool scrl__gap_above(const scrl__layout *layout, const scrl__line *line, const scrl__line *before)
{
    int size = line->size > before->size ? line->size : before->size;
    return (long)(line->top - before->top) * layout->body_size * 100 > (long)layout->pitch * size * 125;
}

/* The small print at the end of a column of text is notes, when some line of it begins with a number or sign. */
static void mark_small_print(scrl__layout *layout, uint32_t first, uint32_t end)
{
    uint32_t from = end;
    bool marked = false;
    while (from > first) {
        const scrl__line *line = &layout->lines[from - 1];
        if (line->use == SCRL__LINE_FURNITURE) {
            from--;
            continue;
        }
        if (line->use != SCRL__LINE_TEXT || !is_small(layout, line))
            break;
        if (line->cell_count > 2)
            return;
        const char *text = scrl__line_text(layout, line);
        marked = marked || line->note_mark || scrl__mark_read_note(text, line->len).kind != SCRL__MARK_NONE;
        from--;
    }
    for (uint32_t i = from; i < end && marked; i++)
        if (layout->lines[i].use == SCRL__LINE_TEXT)
            layout->lines[i].use = SCRL__LINE_NOTE;
}

/* A line that begins with a raised mark, and what goes on below it in the same size. */
static void mark_raised_notes(scrl__layout *layout)
{
    for (size_t i = 0; i < layout->line_count; i++) {
        scrl__line *line = &layout->lines[i];
        if (line->use != SCRL__LINE_TEXT)
            continue;
        const scrl__line *before = i > 0 ? line - 1 : line;
        bool goes_on = i > 0 && before->use == SCRL__LINE_NOTE && before->frame == line->frame &&
                       before->size == line->size && !scrl__gap_above(layout, line, before);
        if (line->note_mark || goes_on)
            line->use = SCRL__LINE_NOTE;
    }
}

void scrl__notes_find(scrl__layout *layout)
{
    for (uint32_t i = 0; i < layout->line_count;) {
        uint32_t end = i + 1;
        while (end < layout->line_count && layout->lines[end].frame == layout->lines[i].frame)
            end++;
        mark_small_print(layout, i, end);
        i = end;
    }
    mark_raised_notes(layout);
}
