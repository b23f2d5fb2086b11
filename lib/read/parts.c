/*
 * parts.c - lines -> paragraphs, list items, rows and notes in the making. A new part begins at a printed mark, after
 * more than the usual space, at another indentation or font, and where a line ended although the next word had room.
 */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

/* A page has no more lines than PAGE_LINES. Indents are counted in characters of a typed page, one more or less. */
enum { PAGE_LINES = 120, NOTE_PAGES = 3, CELL_LEN = 60, INDENTS = 13, INDENT_SLACK = 10 };

/* What is asked again and again while lines are gathered: how far right the lines around each line reach. */
typedef struct gathering {
    scrl__layout *layout;
    int *rights;
    int indent; /* typed text: by how much the first line of a paragraph is set in; 0 where space parts them */
} gathering;

/* More than 'percent' of the usual distance between lines, or a step back up the page. */
static bool is_gap(const scrl__layout *layout, const scrl__line *before, const scrl__line *line, int percent)
{
    int size = line->size > before->size ? line->size : before->size;
    int gap = line->top - before->top;
    return gap <= 0 || (long)gap * layout->body_size * 100 > (long)layout->pitch * size * percent;
}

static bool gap_between(const scrl__layout *layout, const scrl__line *before, const scrl__line *line)
{
    return is_gap(layout, before, line, 125);
}

/* Runs of lines at one left edge without space between show their own right edge, when they are long enough; the
 * column's is taken else. */
static void find_rights(gathering *g)
{
    const scrl__layout *layout = g->layout;
    for (size_t i = 0; i < layout->line_count;) {
        const scrl__line *line = &layout->lines[i];
        int right = line->right;
        size_t end = i + 1;
        while (end < layout->line_count) {
            const scrl__line *next = &layout->lines[end];
            if (next->frame != line->frame || next->use != line->use || gap_between(layout, next - 1, next))
                break;
            right = next->right > right ? next->right : right;
            end++;
        }
        const scrl__frame *frame = &layout->frames[line->frame];
        int width = frame->right - frame->left < layout->body_width ? frame->right - frame->left : layout->body_width;
        /* A few short lines on a typed page, as on a cover, show no edge of their own. */
        bool narrow = layout->typed && (right - frame->left) * 10 < width * 7;
        if (end - i < (layout->typed ? 2 : 5) || narrow)
            right = frame->right;
        /* A line much wider than the rest of the document was not wrapped and shows no edge either. */
        if (layout->typed && layout->body_width > 0 &&
            (long)(right - frame->left) * 100 > (long)layout->body_width * 115)
            right = frame->left + layout->body_width;
        for (; i < end; i++)
            g->rights[i] = right;
    }
}

/* Whether a line of a typed page stands at the edge of its column, set in by 'indent'. */
static bool stands_at(const scrl__layout *layout, const scrl__line *line, int indent)
{
    int apart = line->left - layout->frames[line->frame].left - indent;
    return line->use == SCRL__LINE_TEXT && line->cell_count == 1 && apart <= INDENT_SLACK && apart >= -INDENT_SLACK;
}

/* Whether the two lines from 'index' on are the beginning of a paragraph whose first line is set in by 'indent'. */
static bool opens_with(const scrl__layout *layout, size_t index, int indent)
{
    const scrl__line *line = &layout->lines[index], *next = line + 1;
    return index + 1 < layout->line_count && next->frame == line->frame && !gap_between(layout, line, next) &&
           stands_at(layout, line, indent) && stands_at(layout, next, 0) &&
           scrl__mark_read(scrl__line_text(layout, line), line->len).kind == SCRL__MARK_NONE;
}

/* The usual indent of first lines, where most paragraphs have one. */
static int find_indent(const scrl__layout *layout)
{
    uint32_t counts[INDENTS] = {0}, flush = 0, best = 0;
    for (size_t i = 1; layout->typed && i < layout->line_count; i++) {
        const scrl__line *line = &layout->lines[i];
        if (line->frame != line[-1].frame)
            continue;
        flush += gap_between(layout, line - 1, line) && opens_with(layout, i, 0);
        for (uint32_t n = 2; n < INDENTS; n++)
            counts[n] += opens_with(layout, i, (int)n * INDENT_SLACK);
    }
    for (uint32_t n = 2; n < INDENTS; n++)
        best = counts[n] > counts[best] ? n : best;
    return counts[best] >= 5 && counts[best] > flush * 2 ? (int)best * INDENT_SLACK : 0;
}

/* Whether the first word of 'line' would not have fitted on the line before: so the text runs on. */
static bool runs_on(const gathering *g, uint32_t index)
{
    const scrl__layout *layout = g->layout;
    const scrl__line *line = &layout->lines[index], *before = line - 1;
    long width = scrl__first_word_width(scrl__line_text(layout, line), line->len, line->left, line->right);
    int room = g->rights[index - 1] - before->right, column = g->rights[index - 1] - before->left;
    bool ended = scrl__ends_sentence(scrl__line_text(layout, before), before->len);
    if (layout->typed && room < 0)
        return !ended;
    if (width + line->size / 4 > room - line->size / 3)
        return true;
    /* Letters differ in width, so a nearly full line is full unless a sentence ends there; on typed pages, where
     * proportional letters were put on a grid of characters, the edge is rougher still. */
    if (layout->typed)
        return ended ? width > room - line->size * 3 : room * 4 < column;
    return !ended && room * 7 < column;
}

/* Whether a line ended far from the edge with room for the next word: so do the items of a list that begin in lower
 * case. Typed lines are only certain where a semicolon ends them. */
static bool ends_short(const gathering *g, uint32_t index)
{
    const scrl__layout *layout = g->layout;
    const scrl__line *line = &layout->lines[index], *before = line - 1;
    const char *text = scrl__line_text(layout, before);
    char last = ' ';
    for (uint32_t i = before->len; i > 0 && last == ' '; i--)
        last = text[i - 1];
    if (last == ';' || last == '-')
        return last == ';';
    long width = scrl__first_word_width(scrl__line_text(layout, line), line->len, line->left, line->right);
    int room = g->rights[index - 1] - before->right, column = g->rights[index - 1] - before->left;
    return !layout->typed && scrl__same_edge(layout, line->left, before->left) && (room - width) * 4 > column;
}

static bool styles_differ(const scrl__line *a, const scrl__line *b)
{
    int larger = a->size > b->size ? a->size : b->size;
    int smaller = a->size > b->size ? b->size : a->size;
    return larger - smaller > 1 && larger * 10 > smaller * 11;
}

/* Whether a part all bold or all italic is followed by a line that begins in neither: a heading that fills its line. */
static bool font_changes(const scrl__layout *layout, const scrl__part *part, const scrl__line *line)
{
    return !layout->typed && part->count <= 2 &&
           ((part->bold && !line->begins_bold) || (part->italic && !line->begins_italic));
}

/* Larger or bolder than running text: its lines are set short on purpose. */
static bool is_display(const scrl__layout *layout, const scrl__line *line)
{
    return line->size * 10 > layout->body_size * 11 || (line->bold && !layout->typed);
}

/* A mark that begins a new part, rather than a number that happens to stand at the start of a line. */
static bool begins_item(const gathering *g, const scrl__part *part, uint32_t index)
{
    const scrl__layout *layout = g->layout;
    const scrl__line *line = &layout->lines[index], *before = line - 1;
    scrl__mark mark = scrl__mark_read(scrl__line_text(layout, line), line->len);
    if (mark.kind == SCRL__MARK_NONE)
        return false;
    if (mark.skip >= line->len &&
        (mark.kind == SCRL__MARK_BULLET || (layout->typed && (mark.depth > 1 || mark.kind == SCRL__MARK_LABEL))))
        return true;
    /* "c. August 2019" and the like stand inside sentences. */
    bool bare =
        mark.kind == SCRL__MARK_LETTER && !mark.apart && scrl__line_text(layout, line)[mark.number_len - 1] != ')';
    if (bare && !scrl__ends_sentence(scrl__line_text(layout, before), before->len))
        return false;
    bool hangs =
        part->count > 1 && line->left < part->text_left && !scrl__same_edge(layout, line->left, part->text_left);
    bool ended = scrl__ends_sentence(scrl__line_text(layout, before), before->len) || !runs_on(g, index);
    char first = scrl__line_text(layout, line)[0];
    if (mark.kind == SCRL__MARK_BULLET && first != '-' && first != '*' && (unsigned char)first != 0xe2)
        return true;
    if (mark.kind == SCRL__MARK_BULLET && (unsigned char)first == 0xe2 && scrl__line_text(layout, line)[1] != '\x80')
        return true;
    if (mark.apart || hangs)
        return true;
    return ended ||
           (mark.kind == SCRL__MARK_BULLET && part->mark_len > 0 && scrl__same_edge(layout, line->left, part->left));
}

/* A heading's line ends a part at a full stop; a colon ends it only in the size of running text ("Chapter 2:" goes
 * on). */
static bool ends_display(const scrl__layout *layout, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    bool larger = line->size * 10 > layout->body_size * 11;
    bool colon = memchr(text + (line->len > 3 ? line->len - 3 : 0), ':', line->len > 3 ? 3 : line->len) != NULL;
    return scrl__ends_sentence(text, line->len) && !(larger && colon);
}

static bool is_capitals(const scrl__layout *layout, const scrl__line *line)
{
    return scrl__in_capitals(scrl__line_text(layout, line), line->len);
}

/* The lines in capitals of a typed title: on a cover, centred, or below a comma. */
static bool is_typed_title(const scrl__layout *layout, const scrl__line *line, const scrl__line *before)
{
    if (!layout->typed || !is_capitals(layout, line) || !is_capitals(layout, before))
        return false;
    int middle = line->left + line->right - before->left - before->right;
    bool centred =
        !scrl__same_edge(layout, line->left, before->left) && middle <= line->size * 3 && middle >= -line->size * 3;
    bool open = before->len > 0 && scrl__line_text(layout, before)[before->len - 1] == ',';
    return centred || open || (line->sheet == 0 && layout->sheet_count > 1);
}

/* Whether only one of two typed lines is in capitals, as headings are: the one above, or the one below where what
 * stands above is complete. */
static bool capitals_begin_or_end(const scrl__layout *layout, const scrl__line *line, const scrl__line *before)
{
    bool above = is_capitals(layout, before);
    if (!layout->typed || above == is_capitals(layout, line))
        return false;
    return above ? !scrl__begins_lower(scrl__line_text(layout, line), line->len)
                 : scrl__ends_sentence(scrl__line_text(layout, before), before->len);
}

/* Whether the indentation says that a new paragraph begins. */
static bool indent_breaks(const gathering *g, const scrl__part *part, uint32_t index)
{
    const scrl__layout *layout = g->layout;
    const scrl__line *line = &layout->lines[index], *before = line - 1;
    int em = line->size;
    bool on = runs_on(g, index);
    if (scrl__same_edge(layout, line->left, part->text_left) ||
        (part->count > 1 && scrl__same_edge(layout, line->left, before->left)))
        return false;
    int middle = line->left + line->right - before->left - before->right;
    if (middle <= em && middle >= -em)
        return false;
    if (part->count == 1 && part->mark_len > 0 && line->left >= part->left - em / 3 &&
        line->left <= part->text_left + em * 6)
        return false;
    if (part->count == 1 && line->left < part->left && part->left - line->left <= em * 5 && on)
        return false;
    return !(on && scrl__begins_lower(scrl__line_text(layout, line), line->len));
}

static bool begins_note(const scrl__layout *layout, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    return line->note_mark || scrl__mark_read_note(text, line->len).kind != SCRL__MARK_NONE;
}

static bool begins_entry(const scrl__layout *layout, const scrl__line *before)
{
    const char *text = scrl__line_text(layout, before);
    size_t end = before->len;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    size_t at = end;
    while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\t' && text[at - 1] != '.')
        at--;
    return scrl__page_number_like(text + at, end - at) || before->len < 24;
}

/* Finds the reference to a note where it is glued to the end of a word on the same page, once, or on one of those before
 * that; 0 when it is not. Some printers of PDF do not show that it is raised, and typed pages cannot. */
static uint32_t glued_reference(const scrl__layout *layout, const scrl__part *note, uint32_t pages)
{
    const scrl__line *foot = &layout->lines[note->first];
    const char *number = layout->pool.data + note->mark;
    uint32_t found = 0, count = 0, len = note->mark_len;
    ptrdiff_t most = (ptrdiff_t)PAGE_LINES * pages;
    const scrl__line *least = foot - layout->lines > most ? foot - most : layout->lines;
    for (const scrl__line *line = foot; line > least && (line - 1)->sheet + pages > foot->sheet; line--) {
        const scrl__line *above = line - 1;
        const char *text = scrl__line_text(layout, above);
        for (uint32_t i = 2; i + len <= above->len; i++) {
            bool word = (text[i - 1] >= 'a' && text[i - 1] <= 'z') || strchr(".,;:)", text[i - 1]) != NULL;
            bool ends = i + len == above->len || strchr(" .,;:)", text[i + len]) != NULL;
            if (word && ends && memcmp(text + i, number, len) == 0 && !(text[i - 2] >= '0' && text[i - 2] <= '9')) {
                found = above->text + i;
                count++;
            }
        }
    }
    return count == 1 ? found : 0;
}

/* Typed pages print the number of a footnote on a line of its own, small as it was. */
static bool is_lone_note_number(const scrl__layout *layout, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    return layout->typed && line->len < 4 && text[0] <= '9' && scrl__page_number_like(text, line->len);
}

/* Whether the space above a line begins a part. Boxes and quotations are often set wider than running text: an
 * open sentence goes on over more space, as does a large heading whose next word had no room, and lines keep the rhythm
 * of those above. */
static bool is_new_step(const scrl__layout *layout, const scrl__part *part, uint32_t index, bool on, bool lower)
{
    const scrl__line *line = &layout->lines[index], *before = line - 1;
    int change = line->top - before->top - part->step;
    if (!gap_between(layout, before, line))
        return false;
    bool open = !scrl__ends_sentence(scrl__line_text(layout, before), before->len);
    if (on && part->count > 1 && change <= 2 && change >= -2)
        return false;
    bool large = line->size * 10 > layout->body_size * 12;
    if (open && lower)
        return is_gap(layout, before, line, on ? 210 : 150);
    return is_gap(layout, before, line, open && on && large ? 150 : 125);
}

static bool is_lone_bullet(const scrl__layout *layout, const scrl__line *line)
{
    scrl__mark mark = scrl__mark_read(scrl__line_text(layout, line), line->len);
    return mark.kind == SCRL__MARK_BULLET && mark.skip >= line->len;
}

/* Whether the one line so far is a question and the next begins a sentence: on a typed page, a heading. */
static bool asks_alone(const scrl__layout *layout, const scrl__line *line, const scrl__line *before)
{
    const char *text = scrl__line_text(layout, before);
    return layout->typed && before->len > 0 && text[before->len - 1] == '?' &&
           scrl__begins_like_question(text, before->len) &&
           !scrl__begins_lower(scrl__line_text(layout, line), line->len);
}

/* Whether a bracket that the line before has opened is closed on this one. */
static bool closes_bracket(const scrl__layout *layout, const scrl__line *line, const scrl__line *before)
{
    const char *text = scrl__line_text(layout, line), *above = scrl__line_text(layout, before);
    uint32_t at = 0, end = before->len;
    while (end > 0 && above[end - 1] != '(' && above[end - 1] != ')')
        end--;
    while (at < line->len && text[at] != '(' && text[at] != ')')
        at++;
    return end > 0 && above[end - 1] == '(' && at < line->len && text[at] == ')';
}

/* Whether the line before is the number of what stands on this one: of a note, to which a word refers, or of text that
 * is longer than the cells of a table are. */
static bool begins_with_number(const scrl__layout *layout, const scrl__line *line, const scrl__line *before)
{
    scrl__part note = {.first = (uint32_t)(before - layout->lines), .mark = before->text, .mark_len = before->len};
    return is_lone_note_number(layout, before) &&
           (line->len > CELL_LEN || glued_reference(layout, &note, NOTE_PAGES) > 0);
}

static bool begins_part(const gathering *g, const scrl__part *part, uint32_t index)
{
    const scrl__layout *layout = g->layout;
    const scrl__line *line = &layout->lines[index], *before = line - 1;
    if (line->use != before->use || line->table != before->table || line->frame != before->frame)
        return true;
    if (line->use == SCRL__LINE_TABLE)
        return line->row_start;
    if (line->use == SCRL__LINE_CONTENTS)
        return begins_entry(layout, before);
    if (line->use == SCRL__LINE_NOTE)
        return begins_note(layout, line);
    if (line->title != SCRL__TITLE_NONE || before->title != SCRL__TITLE_NONE)
        return line->title != SCRL__TITLE_GOES_ON;
    if (is_lone_bullet(layout, line) || (part->count == 1 && asks_alone(layout, line, before)))
        return true;
    if (part->count == 1 && (part->skip >= before->len || begins_with_number(layout, line, before)))
        return false;
    bool on = runs_on(g, index);
    bool lower = scrl__begins_lower(scrl__line_text(layout, line), line->len);
    if (is_new_step(layout, part, index, on, lower) || begins_item(g, part, index))
        return true;
    if (styles_differ(before, line))
        return true;
    if (!lower && ((before->bold != line->bold && !on) || font_changes(layout, part, line)))
        return true;
    if (is_display(layout, line) && is_display(layout, before) && before->bold == line->bold)
        return ends_display(layout, before) && !on;
    if (is_typed_title(layout, line, before))
        return false;
    if (capitals_begin_or_end(layout, line, before))
        return true;
    if (g->indent > 0 && (stands_at(layout, before, 0) || stands_at(layout, before, g->indent))) {
        if (stands_at(layout, line, g->indent))
            return !lower;
        if (stands_at(layout, line, 0))
            return false;
    }
    if (indent_breaks(g, part, index))
        return true;
    return !on && (!lower || ends_short(g, index)) && !(layout->typed && closes_bracket(layout, line, before));
}

static void set_mark(const scrl__layout *layout, scrl__part *part, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    scrl__mark mark = scrl__mark_read(text, line->len);
    if (line->use == SCRL__LINE_NOTE)
        mark = scrl__mark_read_note(text, line->len);
    if (line->use == SCRL__LINE_TABLE || line->use == SCRL__LINE_CONTENTS || mark.kind == SCRL__MARK_NONE)
        return;
    part->mark = line->text + mark.number;
    part->mark_len = mark.number_len;
    part->skip = mark.skip;
    for (uint32_t c = 1; c < line->cell_count; c++) {
        const scrl__cell *cell = &layout->cells[line->cell + c];
        if (cell->text >= line->text + mark.skip) {
            part->text_left = cell->text == line->text + mark.skip ? cell->left : part->text_left;
            break;
        }
    }
}

static int open_part(gathering *g, uint32_t index)
{
    scrl__layout *layout = g->layout;
    int status = scrl__grow((void **)&layout->parts, &layout->part_cap, layout->part_count, sizeof(scrl__part));
    if (status != 0)
        return status;
    const scrl__line *line = &layout->lines[index];
    scrl__part *part = &layout->parts[layout->part_count++];
    memset(part, 0, sizeof(*part));
    part->first = index;
    part->count = 1;
    part->left = part->text_left = line->left;
    part->size = line->size;
    part->bold = line->bold;
    part->italic = line->italic;
    part->accent = line->accent;
    part->kind = line->use == SCRL__LINE_TABLE  ? SCRL_BLOCK_TABLE_ROW
                 : line->use == SCRL__LINE_NOTE ? SCRL_BLOCK_FOOTNOTE
                                                : SCRL_BLOCK_PARAGRAPH;
    part->contents = line->use == SCRL__LINE_CONTENTS;
    part->chars = line->len;
    part->gap = -1; /* the first of its column */
    if (index > 0 && (line - 1)->frame == line->frame)
        part->gap = line->top - (line - 1)->top;
    set_mark(layout, part, line);
    return 0;
}

static void add_line(scrl__layout *layout, uint32_t index)
{
    scrl__part *part = &layout->parts[layout->part_count - 1];
    const scrl__line *line = &layout->lines[index];
    if (part->count == 1)
        part->text_left = line->left;
    part->step = line->top - (line - 1)->top;
    part->count = index - part->first + 1;
    part->bold = part->bold && line->bold;
    part->italic = part->italic && line->italic;
    part->accent = part->accent && line->accent;
    part->chars += line->len;
}

/* A byte that cleaning drops takes its place. */
static void drop_reference(scrl__layout *layout, const scrl__part *note)
{
    uint32_t found = glued_reference(layout, note, layout->typed ? NOTE_PAGES : 1);
    if (found > 0)
        memset(layout->pool.data + found, 1, note->mark_len);
}

static void drop_glued_references(scrl__layout *layout)
{
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        bool digits = part->mark_len > 0 && layout->pool.data[part->mark] <= '9';
        if (part->kind == SCRL_BLOCK_FOOTNOTE && digits)
            drop_reference(layout, part);
    }
}

/* Makes a part a note when it begins with a number to which one word on its page refers, or on one of the 'pages' up to
 * it. */
static bool make_typed_note(scrl__layout *layout, scrl__part *part, uint32_t pages)
{
    const scrl__line *line = &layout->lines[part->first];
    scrl__mark mark = scrl__mark_read_note(scrl__line_text(layout, line), line->len);
    scrl__part note = *part;
    bool alone = part->count > 1 && is_lone_note_number(layout, line);
    if (part->kind != SCRL_BLOCK_PARAGRAPH || part->contents ||
        (!alone && (mark.kind == SCRL__MARK_NONE || mark.value == 0)))
        return false;
    note.mark = line->text;
    note.mark_len = alone ? line->len : mark.number_len;
    note.skip = alone ? line->len : mark.skip;
    note.kind = SCRL_BLOCK_FOOTNOTE;
    if (glued_reference(layout, &note, pages) == 0)
        return false;
    *part = note;
    return true;
}

/* A sentence behind a bare number: notes at the end of a chapter stand above the next one. */
static bool is_numbered_sentence(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = &layout->lines[part->first];
    scrl__mark mark = scrl__mark_read_note(scrl__line_text(layout, line), line->len);
    scrl__mark item = scrl__mark_read(scrl__line_text(layout, line), line->len);
    return part->kind == SCRL_BLOCK_PARAGRAPH && mark.kind != SCRL__MARK_NONE && !mark.dotted &&
           item.kind == SCRL__MARK_NONE && scrl__part_final(layout, part) == '.';
}

/* On typed pages: a number on a line of its own with lines below it, a sentence behind a number, and the last paragraphs
 * of a page. */
static void find_typed_notes(scrl__layout *layout)
{
    bool last = true;
    for (size_t i = layout->part_count; i > 0 && layout->typed; i--) {
        scrl__part *part = &layout->parts[i - 1];
        const scrl__line *line = &layout->lines[part->first];
        if (i < layout->part_count && layout->lines[layout->parts[i].first].sheet != line->sheet)
            last = true;
        bool apart = is_lone_note_number(layout, line) || is_numbered_sentence(layout, part);
        bool note = (last || apart) && make_typed_note(layout, part, apart ? NOTE_PAGES : 1);
        last = last && note;
    }
}

/* --- Items without marks
 * ------------------------------------------------------------------------------------------- */

/* Whether a sentence ends at the end of line 'index' and another begins on the next. */
static bool breaks_after(const scrl__layout *layout, uint32_t index)
{
    const scrl__line *line = &layout->lines[index], *next = line + 1;
    const char *text = scrl__line_text(layout, line);
    return line->len > 0 && (text[line->len - 1] == '.' || text[line->len - 1] == ';') &&
           !scrl__begins_lower(scrl__line_text(layout, next), next->len);
}

/* Counts the stops inside the lines of a part. */
static uint32_t inner_stops(const scrl__layout *layout, const scrl__part *part)
{
    uint32_t stops = 0;
    for (uint32_t i = 0; i < part->count; i++) {
        const scrl__line *line = &layout->lines[part->first + i];
        const char *text = scrl__line_text(layout, line);
        for (uint32_t k = 1; k + 2 < line->len; k++)
            stops += text[k] == '.' && text[k + 1] == ' ' && text[k + 2] >= 'A' && text[k + 2] <= 'Z';
    }
    return stops;
}

/* Cuts a part after its line 'at'. */
static int cut_part(scrl__layout *layout, size_t index, uint32_t at)
{
    int status = scrl__grow((void **)&layout->parts, &layout->part_cap, layout->part_count, sizeof(scrl__part));
    if (status != 0)
        return status;
    scrl__part *part = &layout->parts[index];
    memmove(part + 1, part, (layout->part_count - index) * sizeof(*part));
    layout->part_count++;
    scrl__part *rest = part + 1;
    rest->first += at + 1;
    rest->count -= at + 1;
    part->count = at + 1;
    rest->gap = layout->lines[rest->first].top - layout->lines[rest->first - 1].top;
    part->chars = rest->chars = 0;
    for (uint32_t i = 0; i < part->count; i++)
        part->chars += layout->lines[part->first + i].len;
    for (uint32_t i = 0; i < rest->count; i++)
        rest->chars += layout->lines[rest->first + i].len;
    return 0;
}

/* The end of the run of parts without marks below part 'lead', at one left edge and on one page. */
static size_t items_end(const scrl__layout *layout, size_t lead)
{
    size_t end = lead + 1;
    while (end < layout->part_count) {
        const scrl__part *part = &layout->parts[end], *first = &layout->parts[lead + 1];
        if (part->kind != SCRL_BLOCK_PARAGRAPH || part->mark_len > 0 || part->contents ||
            !scrl__same_edge(layout, part->left, first->left) ||
            layout->lines[part->first].frame != layout->lines[first->first].frame ||
            (end > lead + 1 && part->gap * 100 > layout->pitch * 125))
            break;
        end++;
    }
    return end;
}

/* Below a colon, items of one sentence each stand close together on a typed page: one whose last line is full does
 * not show where it ends, but the stop at the line's end does. */
static int split_typed_items(scrl__layout *layout)
{
    int status = 0;
    for (size_t i = 0; i + 1 < layout->part_count && layout->typed && status == 0; i++) {
        if (scrl__part_final(layout, &layout->parts[i]) != ':')
            continue;
        size_t end = items_end(layout, i);
        uint32_t stops = 0;
        for (size_t k = i + 1; k < end; k++)
            stops += inner_stops(layout, &layout->parts[k]);
        if (end < i + 3 || stops > 0)
            continue;
        for (size_t k = i + 1; k < end && status == 0; k++) {
            const scrl__part *part = &layout->parts[k];
            uint32_t at = 0;
            while (at + 1 < part->count && !breaks_after(layout, part->first + at))
                at++;
            if (at + 1 < part->count) {
                status = cut_part(layout, k, at);
                end++;
            }
        }
    }
    return status;
}

int scrl__parts_find(scrl__layout *layout)
{
    gathering g = {layout, malloc((layout->line_count + 1) * sizeof(int)), find_indent(layout)};
    if (g.rights == NULL)
        return SCRL_ENOMEM;
    find_rights(&g);
    int status = 0;
    bool open = false;
    for (uint32_t i = 0; i < layout->line_count && status == 0; i++) {
        if (layout->lines[i].use == SCRL__LINE_FURNITURE) {
            open = false;
            continue;
        }
        if (open && !begins_part(&g, &layout->parts[layout->part_count - 1], i)) {
            add_line(layout, i);
            continue;
        }
        status = open_part(&g, i);
        open = true;
    }
    free(g.rights);
    if (status == 0)
        status = split_typed_items(layout);
    find_typed_notes(layout);
    drop_glued_references(layout);
    return status;
}
