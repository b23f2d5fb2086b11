/*
 * headings.c - which parts are headings, where fonts or capitals show it. Looks at size, weight, capitals, printed
 * numbers and the space around. Levels are found in levels.c, headings in the font of running text in plain.c.
 */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const char *first_digit(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] >= '0' && text[i] <= '9')
            return text + i;
    return NULL;
}

static bool has_letters(const char *text, size_t len, uint32_t least)
{
    uint32_t letters = 0;
    for (size_t at = 0; at < len && letters < least;) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(text + at, len - at, &code);
        if (step == 0)
            break;
        letters += scrl__utf8_is_letter(code);
        at += step;
    }
    return letters >= least;
}

/* The length of a text without a reference in brackets at its end: "... reviewed urgently. (113.7)". */
static uint32_t without_reference(const char *text, uint32_t len)
{
    uint32_t at = len;
    if (len == 0 || text[len - 1] != ')')
        return len;
    while (at > 0 && text[at - 1] != '(')
        at--;
    at -= at > 0;
    while (at > 0 && text[at - 1] == ' ')
        at--;
    return at > 0 && text[at - 1] == '.' ? at : len;
}

/* Whether the line above the last one ends a sentence: the last holds a reference alone. */
static bool holds_sentence(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_last(layout, part) - 1;
    return scrl__line_text(layout, line + 1)[0] == '(' && scrl__ends_sentence(scrl__line_text(layout, line), line->len);
}

/* Whether a text ends like a sentence, closing quotes and brackets left aside; questions and a short lead-in with
 * a colon do not. */
static bool ends_like_sentence(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_last(layout, part);
    const char *text = scrl__line_text(layout, line);
    uint32_t end = line->len;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    if (without_reference(text, end) < end ||
        (part->count > 2 && end > 0 && text[end - 1] == ')' && holds_sentence(layout, part)))
        return true;
    if (!scrl__ends_sentence(text, line->len))
        return line->len > 0 && scrl__part_final(layout, part) == ',';
    for (uint32_t i = line->len; i > 0; i--) {
        if (strchr(".;", text[i - 1]) != NULL && text[i - 1] != '\0')
            return true;
        if (text[i - 1] == '?')
            return false;
        /* "Recommendation 3:" is a heading, "The exercise should:" leads into a list. */
        if (text[i - 1] == ':')
            return scrl__part_words(layout, part) > 3 ||
                   (scrl__part_words(layout, part) > 1 && first_digit(text, line->len) == NULL);
    }
    return false;
}

/* --- What may be a heading
 * ----------------------------------------------------------------------------------------- */

/* Not with a bracket or double quote, nor as "1a" does; and no ISBN. */
static bool begins_like_heading(const char *text, size_t len)
{
    size_t digits = 0;
    while (digits < len && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    bool glued =
        digits > 0 && digits < 3 && digits < len && ((text[digits] | 0x20) >= 'a' && (text[digits] | 0x20) <= 'z');
    bool quoted = len > 2 && memcmp(text, "\xe2\x80\x9c", 3) == 0;
    return !glued && !quoted && len > 0 && strchr("([\"{", text[0]) == NULL &&
           !scrl__starts_with_word(text, len, "isbn");
}

/* Whether a typed line stands in the middle of its column. Letters of all widths were put on a grid of characters, so
 * that the middle is a rough one, and wide letters leave more at the right; what stands at the edge of the part above
 * or below is an item or a quotation. */
bool scrl__is_centred(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const scrl__frame *frame = &layout->frames[line->frame];
    int left = line->left - frame->left, right = frame->right - line->right;
    if (!layout->typed || part->count > 1 || left < part->size * 3 || right < part->size * 2)
        return false;
    bool above = part > layout->parts && scrl__same_edge(layout, part[-1].left, line->left);
    bool below = part + 1 < layout->parts + layout->part_count && scrl__same_edge(layout, part[1].left, line->left);
    int slack = part->size * 2 + (left + right) / 4;
    return !above && !below && left - right < slack && right - left < slack + (line->right - line->left) / 6;
}

/* Whether the text goes on in the part below: it begins in lower case, or this one fills its line in the font of
 * running text. */
static bool runs_into_next(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__part *next = part + 1;
    if (next >= layout->parts + layout->part_count)
        return false;
    const scrl__line *line = scrl__part_last(layout, part), *below = scrl__part_first(layout, next);
    if (below->frame != line->frame || next->gap * 100 > layout->pitch * 140 || next->mark_len > 0)
        return false;
    bool full = (layout->frames[line->frame].right - line->right) * 8 < layout->frames[line->frame].right - line->left;
    return scrl__begins_lower(scrl__line_text(layout, below), below->len) ||
           (full && !scrl__part_larger(layout, part) && !part->bold && !scrl__is_centred(layout, part));
}

/* Short enough, with words in it, and not ended like a sentence. */
bool scrl__heading_shape(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    if (part->kind != SCRL_BLOCK_PARAGRAPH || part->contents || line->upright || part->count > 5 || part->chars > 220 ||
        scrl__part_words(layout, part) > 30)
        return false;
    scrl__mark mark = scrl__mark_read_heading(text, line->len);
    bool bracket = mark.number_len > 0 && text[mark.number + mark.number_len - 1] == ')';
    if (mark.kind == SCRL__MARK_BULLET || bracket || (mark.kind == SCRL__MARK_LABEL && part->count > 1))
        return false;
    if (line->cell_count > (mark.apart ? 2u : 1u))
        return false;
    if (ends_like_sentence(layout, part) || !begins_like_heading(text, line->len) || runs_into_next(layout, part))
        return false;
    if (!has_letters(text + mark.skip, line->len - mark.skip, 2) && part->count == 1)
        return false;
    return !scrl__begins_lower(text + mark.skip, line->len - mark.skip);
}

/* Set off from running text by its font or by capitals. */
static bool stands_out(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    bool quote = scrl__starts_with_quote(text, line->len);
    if (part->size * 100 < layout->body_size * 92)
        return false;
    /* An entry of a glossary that has lost its table: "MARAC". */
    if (layout->typed && part->count == 1 && part->chars <= 6)
        return false;
    if (scrl__part_larger(layout, part) || part->capitals)
        return true;
    if (part->bold || part->accent)
        return part->count <= 3 && part->chars <= 160;
    const scrl__part *next = part + 1 < layout->parts + layout->part_count ? part + 1 : part;
    bool space = (part->gap < 0 || part->gap * 100 > layout->pitch * 125) &&
                 (next->gap < 0 || next->gap * 100 > layout->pitch * 125 || !next->italic);
    return part->italic && space && !quote && part->count == 1 && part->chars <= 90 &&
           scrl__part_final(layout, part) != ':';
}

/* The depth that a heading's printed number shows; 0 when it has none. */
uint32_t scrl__heading_depth(const scrl__layout *layout, const scrl__part *part, scrl__mark *mark)
{
    const scrl__line *line = scrl__part_first(layout, part);
    *mark = scrl__mark_read_heading(scrl__line_text(layout, line), line->len);
    if (mark->kind == SCRL__MARK_DECIMAL)
        return mark->depth == 2 && mark->value == 0 ? 1 : mark->depth;
    return mark->kind == SCRL__MARK_INTEGER ? 1 : 0;
}

/* A part is in capitals when all its lines are, short last lines left aside. */
static void find_capitals(scrl__layout *layout)
{
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        const scrl__line *line = scrl__part_first(layout, part);
        part->capitals = scrl__in_capitals(scrl__line_text(layout, line), line->len);
        for (uint32_t k = 1; k < part->count && part->capitals; k++)
            part->capitals = scrl__in_capitals(scrl__line_text(layout, line + k), line[k].len) || line[k].len < 12;
    }
}

/* Skips blanks, no-break spaces too. */
static size_t skip_blanks(const char *text, size_t len, size_t at)
{
    while (at < len && (text[at] == ' ' || (at + 1 < len && memcmp(text + at, "\xc2\xa0", 2) == 0)))
        at += text[at] == ' ' ? 1 : 2;
    return at;
}

/* "18 July 2024" and nothing else. */
static bool is_date_alone(const scrl__layout *layout, const scrl__part *part)
{
    static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december"};
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    size_t at = 0, month = 0;
    while (at < line->len && text[at] >= '0' && text[at] <= '9')
        at++;
    if (part->count != 1 || at == 0 || at > 2 || skip_blanks(text, line->len, at) == at)
        return false;
    at = skip_blanks(text, line->len, at);
    while (month < 12 && !scrl__starts_with_word(text + at, line->len - at, months[month]))
        month++;
    at += month < 12 ? strlen(months[month]) : 0;
    at = skip_blanks(text, line->len, at);
    while (month < 12 && at < line->len && text[at] >= '0' && text[at] <= '9')
        at++;
    return month < 12 && skip_blanks(text, line->len, at) == line->len;
}

/* 'words' in lower case, blanks between. */
static bool starts_with_words(const char *text, size_t len, const char *words)
{
    size_t n = strlen(words);
    for (size_t i = 0; i < n; i++)
        if (i >= len || (words[i] == ' ' ? text[i] != ' ' : (text[i] | 0x20) != words[i]))
            return false;
    return len == n || !((text[n] | 0x20) >= 'a' && (text[n] | 0x20) <= 'z');
}

static bool begins_with_honorific(const scrl__layout *layout, const scrl__part *part)
{
    static const char *const words[] = {
        "the rt hon", "rt hon",          "the right honourable", "sir", "dame", "baroness",
        "signed",     "yours sincerely", "yours faithfully"};
    const scrl__line *line = scrl__part_first(layout, part);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (starts_with_words(scrl__line_text(layout, line), line->len, words[i]))
            return true;
    return false;
}

/* A signature ends a chapter: a date, or a name with its honours, with no text of its own below, and the short line
 * above a date. */
void scrl__signatures_drop(scrl__layout *layout)
{
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_HEADING || part->cover)
            continue;
        bool date = is_date_alone(layout, part);
        const scrl__part *next = i + 1 < layout->part_count ? part + 1 : NULL;
        bool leads = next != NULL && next->kind != SCRL_BLOCK_HEADING && next->kind != SCRL_BLOCK_FOOTNOTE &&
                     scrl__part_first(layout, next)->sheet == scrl__part_first(layout, part)->sheet;
        bool signed_above = date && i > 0 && begins_with_honorific(layout, part - 1);
        if (!signed_above && (!(date || begins_with_honorific(layout, part)) || leads))
            continue;
        part->kind = SCRL_BLOCK_PARAGRAPH;
        scrl__part *above = i > 0 ? part - 1 : part;
        if (date && above->kind == SCRL_BLOCK_HEADING && !above->cover && above->count == 1 &&
            scrl__part_words(layout, above) <= 8 &&
            scrl__part_first(layout, above)->sheet == scrl__part_first(layout, part)->sheet)
            above->kind = SCRL_BLOCK_PARAGRAPH;
    }
}

bool scrl__headings_find(scrl__layout *layout)
{
    bool fonts = false;
    find_capitals(layout);
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        if (scrl__part_first(layout, part)->title != SCRL__TITLE_NONE && part->kind == SCRL_BLOCK_PARAGRAPH &&
            !part->cover && !part->contents) {
            part->kind = SCRL_BLOCK_HEADING;
            continue;
        }
        if (part->cover || part->kind != SCRL_BLOCK_PARAGRAPH || !scrl__heading_shape(layout, part) ||
            !stands_out(layout, part))
            continue;
        part->kind = SCRL_BLOCK_HEADING;
        fonts = fonts || part->bold;
    }
    return fonts;
}
