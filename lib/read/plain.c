/*
 * plain.c - headings in the font of running text: known by standing alone, short and unpunctuated, by their numbers,
 * and by what stands above and below them.
 */
#include "read/lines.h"

#include <string.h>

#include "read/number.h"

/* A number with so little text is the cell of a table. */
enum { CELL_CHARS = 8 };

/* "Episode 2: The move", "Appendix 1: Action plan": a number before the colon; any other colon is a label's. */
static bool colon_fits(const char *text, size_t len)
{
    const char *colon = memchr(text, ':', len);
    return colon == NULL || (colon > text && colon[-1] >= '0' && colon[-1] <= '9' && text[0] > '9');
}

/* Begins as questions do, so that a line of its own is a heading even where no space stands around it. */
bool scrl__begins_like_question(const char *text, size_t len)
{
    static const char *const words[] = {"how",  "what",  "why",    "when",  "where", "who", "whose", "which", "was",
                                        "were", "did",   "do",     "does",  "is",    "are", "has",   "have",  "had",
                                        "can",  "could", "should", "would", "to",    "in",  "at"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (scrl__starts_with_word(text, len, words[i]))
            return true;
    return false;
}

/* Whether one of two short questions close to each other is part 'other'. */
static bool is_question_beside(const scrl__layout *layout, const scrl__part *other, const scrl__part *below)
{
    return scrl__part_final(layout, other) == '?' && other->chars <= 160 && other->mark_len == 0 && below->gap >= 0 &&
           below->gap * 100 <= layout->pitch * 125;
}

/* Whether a typed part is one of a list of questions. */
static bool is_among_questions(const scrl__layout *layout, const scrl__part *part)
{
    if (!layout->typed || part->mark_len > 0 || scrl__part_final(layout, part) != '?')
        return false;
    bool above = part > layout->parts && is_question_beside(layout, part - 1, part);
    bool below = part + 1 < layout->parts + layout->part_count && is_question_beside(layout, part + 1, part + 1);
    return above || below;
}

/* A question under another one that is no heading is one of a list of questions. */
static bool asks(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    if (scrl__part_final(layout, part) != '?')
        return false;
    bool first = part == layout->parts || scrl__part_final(layout, part - 1) != '?' || part[-1].mark_len > 0;
    scrl__mark mark = scrl__mark_read_heading(text, line->len);
    return first && scrl__begins_like_question(text + mark.skip, line->len - mark.skip);
}

static bool has_word(const char *text, size_t len, const char *word)
{
    for (size_t at = 1; at < len; at++)
        if (text[at - 1] == ' ' && scrl__starts_with_word(text + at, len - at, word))
            return true;
    return false;
}

/* A full stop inside the text, after a word and before a capital: more than one sentence. */
static bool has_inner_stop(const char *text, size_t len)
{
    for (size_t at = 3; at + 2 < len; at++)
        if ((text[at] == '.' || text[at] == '?') && text[at + 1] == ' ' && text[at - 1] >= 'a' && text[at - 1] <= 'z' &&
            text[at - 2] >= 'a' && text[at - 2] <= 'z' && text[at + 2] >= 'A' && text[at + 2] <= 'Z')
            return true;
    return false;
}

/* "II Psychotic disorder", "I (b) Fall from height": causes of death as certificates number them. */
static bool begins_with_cause(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && text[at] == 'I')
        at++;
    return at > 0 && at < 4 && at + 2 < len && text[at] == ' ' && (at > 1 || text[at + 1] == '(');
}

/* A statement, an addressee or a lead-in that has lost its full stop, which typed text often has. */
static bool reads_as_text(const scrl__layout *layout, const scrl__part *part, const scrl__mark *mark)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line) + mark->skip;
    size_t len = line->len - mark->skip;
    bool dash = part->count == 1 && len > 1 &&
                (text[len - 1] == '-' || (len > 3 && memcmp(text + len - 3, "\xe2\x80\x93", 3) == 0));
    bool letter = mark->kind == SCRL__MARK_LETTER && text[-(int)mark->skip] >= 'a';
    if (has_inner_stop(text, len) || dash || letter)
        return true;
    if (!layout->typed || scrl__part_final(layout, part) == '?')
        return false;
    bool verb = has_word(text, len, "was") || has_word(text, len, "were") || has_word(text, len, "had");
    return (verb && !scrl__begins_like_question(text, len)) || begins_with_cause(text, len) ||
           (len > 7 && memcmp(text, "To the ", 7) == 0) ||
           (len > 4 && memcmp(text, "On ", 3) == 0 && text[3] >= '0' && text[3] <= '9');
}

/* Whether a typed part stands right below a short one with a number and with space above it, as the heading of a section
 * stands below that of its chapter. */
static bool is_numbered_above(const scrl__layout *layout, size_t index)
{
    const scrl__part *above = &layout->parts[index - 1];
    const scrl__line *line = scrl__part_first(layout, above);
    scrl__mark mark = scrl__mark_read_heading(scrl__line_text(layout, line), line->len);
    return layout->typed && (mark.kind == SCRL__MARK_INTEGER || mark.kind == SCRL__MARK_DECIMAL) && above->count == 1 &&
           above->chars <= 60 && (above->gap < 0 || above->gap * 100 > layout->pitch * 125) &&
           layout->parts[index].mark_len == 0 && scrl__heading_shape(layout, above);
}

/* Whether a typed part of two lines was broken long before the edge of its column, as larger letters are. */
static bool is_broken_early(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const scrl__frame *frame = &layout->frames[line->frame];
    if (!layout->typed || part->count != 2)
        return false;
    long width = scrl__first_word_width(scrl__line_text(layout, line + 1), line[1].len, line[1].left, line[1].right);
    int room = frame->right - line->right;
    return room > width + part->size * 2 && room * 6 > frame->right - frame->left && line[1].cell_count == 1;
}

/* In the font of running text: known by standing alone, short and unpunctuated. 'airy': paragraphs have space
 * between. */
static bool stands_alone(const scrl__layout *layout, size_t index, bool airy)
{
    const scrl__part *part = &layout->parts[index];
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    const scrl__frame *frame = &layout->frames[line->frame];
    scrl__mark mark = scrl__mark_read_heading(text, line->len);
    bool question = layout->typed && asks(layout, part);
    bool longer = question || (scrl__part_final(layout, part) != '?' && is_broken_early(layout, part));
    if (part->count > (longer ? 2u : 1u) || line->cell_count > (mark.apart ? 2u : 1u) ||
        part->chars > (longer ? 120u : 90u) || scrl__part_words(layout, part) > (longer ? 20u : 14u) ||
        part->size != layout->body_size || is_among_questions(layout, part) || reads_as_text(layout, part, &mark))
        return false;
    bool numbered = mark.kind == SCRL__MARK_DECIMAL || mark.kind == SCRL__MARK_INTEGER;
    if (scrl__starts_with_quote(text, line->len) || !(numbered || colon_fits(text, line->len)))
        return false;
    if (scrl__ends_sentence(text, line->len) && scrl__part_final(layout, part) != '?')
        return false;
    /* Where typed pages were printed from others, a note at the foot can stand a character further out. */
    int out = line->left - frame->left;
    if (!scrl__same_edge(layout, line->left, frame->left) && !(layout->typed && out > 0 && out < layout->body_size) &&
        !scrl__is_centred(layout, part))
        return false;
    if (!airy)
        return part->count > 1 || (line->right - frame->left) * 10 < (frame->right - frame->left) * 9;
    bool below_heading = index > 0 && (part[-1].kind == SCRL_BLOCK_HEADING || is_numbered_above(layout, index));
    return below_heading || question || part->gap < 0 || part->gap * 100 > layout->pitch * 125;
}

/* Running text: more than a line of it, a whole sentence, or printed with a number. On typed pages the cells of a
 * table may stand line by line, but none of them is as wide as the text. */
static bool is_prose(const scrl__layout *layout, const scrl__part *part)
{
    if (part->kind != SCRL_BLOCK_PARAGRAPH || part->contents || part->cover || part->size != layout->body_size)
        return false;
    if (layout->typed && part->chars <= CELL_CHARS)
        return false;
    if (part->mark_len > 0 || part->chars > 100)
        return true;
    if (!layout->typed)
        return part->count > 1;
    const scrl__line *line = scrl__part_first(layout, part);
    bool wide = (line->right - line->left) * 10 > layout->body_width * 6;
    bool sentence =
        scrl__ends_sentence(scrl__line_text(layout, scrl__part_last(layout, part)), scrl__part_last(layout, part)->len);
    return (part->count > 1 && wide) || (sentence && scrl__part_words(layout, part) >= 5);
}

/* Short parts one under the other, with nothing close below the last, are the cells of a table that was printed without its layout. */
static bool is_among_cells(const scrl__layout *layout, size_t index)
{
    uint32_t cells = 0;
    for (size_t i = index; layout->typed && i > 0 && cells < 3; i--) {
        const scrl__part *part = &layout->parts[i - 1];
        if (part->kind != SCRL_BLOCK_PARAGRAPH || part->contents || part->cover ||
            (part->mark_len > 0 && part->chars > CELL_CHARS) || part->chars > 60 || is_prose(layout, part))
            break;
        cells++;
    }
    const scrl__part *next = &layout->parts[index + 1];
    const scrl__part *part = &layout->parts[index];
    bool apart = index > 0 && part->gap > part[-1].gap && part[-1].gap > 0;
    bool leads = next->gap >= 0 && (apart || next->gap * 100 <= layout->pitch * 125) && is_prose(layout, next);
    return cells >= 3 && !leads;
}

/* The number of a part that begins with a single one; 0 for others. */
static uint32_t lone_number(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    if (part->kind == SCRL_BLOCK_FOOTNOTE || part->kind == SCRL_BLOCK_TABLE_ROW || part->contents)
        return 0;
    scrl__mark mark = scrl__mark_read_heading(scrl__line_text(layout, line), line->len);
    return mark.kind == SCRL__MARK_INTEGER ? mark.value : 0;
}

/* "1. ..." directly above or below "2. ...": a list, not two headings. */
static bool is_in_list(const scrl__layout *layout, size_t index)
{
    const scrl__part *part = &layout->parts[index];
    uint32_t value = lone_number(layout, part);
    if (value == 0)
        return false;
    return (index + 1 < layout->part_count && lone_number(layout, part + 1) == value + 1) ||
           (index > 0 && lone_number(layout, part - 1) == value - 1 && value > 1);
}

/* Whether the short numbered lines that stand apart are counted through from 1: those of chapters. */
static bool has_numbered_chapters(const scrl__layout *layout, bool airy)
{
    uint32_t expected = 1, others = 0;
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        uint32_t value = lone_number(layout, part);
        if (value == 0 || part->cover || part->kind != SCRL_BLOCK_PARAGRAPH || !scrl__heading_shape(layout, part) ||
            !stands_alone(layout, i, airy) || is_in_list(layout, i))
            continue;
        if (value == expected)
            expected++;
        else
            others++;
    }
    return expected > 2 && others < expected;
}

/* Whether the part before is complete, so that this one begins something: a sentence has ended, or it may be a
 * heading itself. */
static bool ends_before(const scrl__layout *layout, size_t index, bool airy)
{
    if (index == 0)
        return true;
    const scrl__part *before = &layout->parts[index - 1];
    const scrl__line *line = scrl__part_last(layout, before);
    if (before->kind != SCRL_BLOCK_PARAGRAPH || before->contents || before->cover)
        return true;
    if (scrl__heading_shape(layout, before) && stands_alone(layout, index - 1, airy))
        return true;
    char final = scrl__part_final(layout, before);
    const scrl__part *part = &layout->parts[index], *next = part + 1;
    bool above = part->gap * 100 > layout->pitch * 150;
    if (above && scrl__is_centred(layout, part))
        return true;
    bool close = index + 1 < layout->part_count && next->gap >= 0 && next->gap * 100 <= layout->pitch * 125;
    if (layout->typed && above && close && final != ',')
        return final != ':';
    return scrl__ends_sentence(scrl__line_text(layout, line), line->len) && final != ':';
}

/* Whether most paragraphs of more than one line have space above them. */
static bool has_space_between(const scrl__layout *layout)
{
    uint32_t apart = 0, close = 0;
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_PARAGRAPH || part->contents || part->cover || part->count < 2 || part->gap < 0)
            continue;
        if (part->gap * 100 > layout->pitch * 125)
            apart++;
        else
            close++;
    }
    return apart * 2 >= close;
}

/* "13/2/09" and nothing else: the first cell of a row. */
static bool is_dated(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    uint32_t signs = 0, digits = 0;
    for (uint32_t i = 0; i < line->len; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (!digit && strchr("/. -", text[i]) == NULL)
            return false;
        digits += digit;
        signs += text[i] == '/' || text[i] == '.';
    }
    return part->kind == SCRL_BLOCK_PARAGRAPH && part->mark_len == 0 && part->count == 1 && digits > 1 && signs > 0;
}

/* The parts of a chronology that was printed cell by cell: three dates or more with a few parts from each to the next,
 * and the rest of the last row. */
static void mark_cells(scrl__layout *layout)
{
    enum { APART = 8, REST = 3 };
    size_t first = 0, last = 0;
    uint32_t rows = 0;
    for (size_t i = 0; i < layout->part_count; i++) {
        if (!is_dated(layout, &layout->parts[i]))
            continue;
        if (rows == 0 || i > last + APART) {
            first = i;
            rows = 0;
        }
        last = i;
        rows++;
        for (size_t k = first; rows >= 3 && k < i + REST && k < layout->part_count; k++)
            layout->parts[k].cell = true;
    }
}

static size_t next_but_notes(const scrl__layout *layout, size_t index)
{
    index++;
    while (index + 1 < layout->part_count && layout->parts[index].kind == SCRL_BLOCK_FOOTNOTE)
        index++;
    return index;
}

/* A plain heading stands above running text, a heading or another plain heading that does; above a table only when
 * it is numbered or an appendix. From the end backwards, so that the next is known. */
void scrl__plain_headings_find(scrl__layout *layout)
{
    bool airy = has_space_between(layout), chapters = has_numbered_chapters(layout, airy);
    if (layout->typed)
        mark_cells(layout);
    for (size_t i = layout->part_count; i-- > 0;) {
        scrl__part *part = &layout->parts[i];
        size_t next = next_but_notes(layout, i);
        if (next >= layout->part_count || part->kind != SCRL_BLOCK_PARAGRAPH || part->cover || part->cell ||
            !scrl__heading_shape(layout, part) || !stands_alone(layout, i, airy) || !ends_before(layout, i, airy) ||
            is_in_list(layout, i))
            continue;
        const scrl__part *below = &layout->parts[next];
        const scrl__line *line = scrl__part_first(layout, part);
        scrl__mark mark;
        bool leads =
            scrl__heading_depth(layout, part, &mark) > 0 || scrl__names_part(scrl__line_text(layout, line), line->len);
        bool heading_below = below->kind == SCRL_BLOCK_HEADING && (leads || part->gap != below->gap);
        bool chapter = chapters && lone_number(layout, part) > 0;
        bool section = layout->typed && mark.kind == SCRL__MARK_DECIMAL;
        if (!leads && is_among_cells(layout, i))
            continue;
        if (is_prose(layout, below) || heading_below || chapter || section ||
            (leads && below->kind == SCRL_BLOCK_TABLE_ROW))
            part->kind = SCRL_BLOCK_HEADING;
    }
}
