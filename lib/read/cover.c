/*
 * cover.c - the pages before the report begins, and its title. Lines of a cover are set in any size and become plain
 * paragraphs, except the title.
 */
#include "read/lines.h"

#include <string.h>

enum { COVER_SHEETS = 4, TITLE_PARTS = 16 };

static bool sheet_has_prose(const scrl__layout *layout, uint32_t sheet)
{
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        if (scrl__part_first(layout, part)->sheet != sheet)
            continue;
        if (part->contents || (part->count >= 3 && part->chars >= 200 && !scrl__part_larger(layout, part)))
            return true;
        if (part->mark_len > 0 && part->count > 1)
            return true;
    }
    return false;
}

static bool has_word(const scrl__layout *layout, const scrl__part *part, const char *word)
{
    const scrl__line *line = scrl__part_first(layout, part);
    const char *text = scrl__line_text(layout, line);
    for (uint32_t i = 0; i < line->len; i++)
        if ((i == 0 || text[i - 1] == ' ') && scrl__starts_with_word(text + i, line->len - i, word))
            return true;
    return false;
}

/* The title: what is set largest on the cover; on typed pages, what names a review or report. */
static size_t find_title(const scrl__layout *layout, uint32_t sheet)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < layout->part_count; i++) {
        const scrl__part *part = &layout->parts[i];
        if (scrl__part_first(layout, part)->sheet != sheet || !part->cover || part->chars > 300)
            continue;
        if (layout->typed && best == SIZE_MAX && (has_word(layout, part, "review") || has_word(layout, part, "report")))
            best = i;
        if (!layout->typed && (best == SIZE_MAX || part->size > layout->parts[best].size))
            best = i;
    }
    return best;
}

/* Typed titles go on in capitals over a blank line at most. */
static bool goes_on_typed(const scrl__layout *layout, const scrl__part *title, const scrl__part *part)
{
    const scrl__line *head = scrl__part_first(layout, title), *line = scrl__part_first(layout, part);
    return part->gap >= 0 && part->gap <= layout->pitch * 2 &&
           scrl__in_capitals(scrl__line_text(layout, head), head->len) &&
           scrl__in_capitals(scrl__line_text(layout, line), line->len);
}

/* Makes one part of the title's parts that follow each other in the same size. */
static void join_title(scrl__layout *layout, size_t title)
{
    scrl__part *part = &layout->parts[title];
    size_t end = title + 1;
    while (end < layout->part_count && (!layout->typed || goes_on_typed(layout, part, &layout->parts[end])) &&
           layout->parts[end].size == part->size && layout->parts[end].bold == part->bold &&
           layout->parts[end].kind == SCRL_BLOCK_PARAGRAPH &&
           scrl__part_first(layout, &layout->parts[end])->sheet == scrl__part_first(layout, part)->sheet)
        end++;
    for (size_t i = title + 1; i < end; i++) {
        part->count = layout->parts[i].first + layout->parts[i].count - part->first;
        part->chars += layout->parts[i].chars;
    }
    memmove(&layout->parts[title + 1], &layout->parts[end], (layout->part_count - end) * sizeof(scrl__part));
    layout->part_count -= end - title - 1;
    part->kind = SCRL_BLOCK_HEADING;
    part->level = 0;
    part->mark_len = part->skip = 0;
    part->cover = true;
}

void scrl__cover_find(scrl__layout *layout)
{
    uint32_t sheet = 0, covers = 0, first = UINT32_MAX;
    while (layout->sheet_count > 1 && sheet < layout->sheet_count && sheet < COVER_SHEETS &&
           !sheet_has_prose(layout, sheet))
        covers = ++sheet;
    if (covers == layout->sheet_count)
        covers = 0;
    for (size_t i = 0; i < layout->part_count; i++) {
        uint32_t at = scrl__part_first(layout, &layout->parts[i])->sheet;
        layout->parts[i].cover = at < covers;
        if (first == UINT32_MAX)
            first = at;
    }
    size_t title = first < covers ? find_title(layout, first) : SIZE_MAX;
    if (title != SIZE_MAX)
        join_title(layout, title);
}

/* Whether headings of this style stand below part 'from'. */
static bool style_recurs(const scrl__layout *layout, const scrl__part *part, size_t from)
{
    for (size_t i = from; i < layout->part_count; i++) {
        const scrl__part *other = &layout->parts[i];
        if (other->kind == SCRL_BLOCK_HEADING && other->size == part->size && other->bold == part->bold)
            return true;
    }
    return false;
}

/* Whether a list of contents stands near the beginning. */
static bool has_contents_ahead(const scrl__layout *layout)
{
    for (size_t i = 0; i < layout->part_count && i < TITLE_PARTS; i++)
        if (layout->parts[i].contents)
            return true;
    return false;
}

/* Whether a typed part is a sentence under a heading, so that the text has begun. */
static bool is_headed_sentence(const scrl__layout *layout, size_t index)
{
    const scrl__part *part = &layout->parts[index];
    return layout->typed && index > 0 && part[-1].kind == SCRL_BLOCK_HEADING && scrl__part_words(layout, part) > 2 &&
           scrl__part_final(layout, part) == '.';
}

/* The first part of running text: what stands above it on the first page may be a title. */
static size_t first_prose(const scrl__layout *layout)
{
    bool contents = has_contents_ahead(layout);
    size_t i = 0;
    while (i < layout->part_count && i < TITLE_PARTS) {
        const scrl__part *part = &layout->parts[i];
        if (part->contents || (!contents && is_headed_sentence(layout, i)) || part->kind == SCRL_BLOCK_TABLE_ROW ||
            part->count > 2 || part->mark_len > 0 || part->chars > 160 ||
            (layout->typed && part->chars > 80 && scrl__part_final(layout, part) == '.'))
            break;
        i++;
    }
    return i;
}

static bool is_numbered(const scrl__layout *layout, const scrl__part *part)
{
    const scrl__line *line = scrl__part_first(layout, part);
    return scrl__mark_read_heading(scrl__line_text(layout, line), line->len).kind != SCRL__MARK_NONE;
}

/* Where the first heading of the text stands, below which running text begins at 'prose': a chapter's heading and that
 * of its first section may follow each other. */
static size_t first_heading(const scrl__layout *layout, size_t prose)
{
    size_t at = prose;
    while (at > 0 && layout->parts[at - 1].kind == SCRL_BLOCK_HEADING &&
           (at == prose || is_numbered(layout, &layout->parts[at - 1]) ||
            scrl__part_first(layout, &layout->parts[at - 1])->title != SCRL__TITLE_NONE))
        at--;
    return at;
}

/* Whether the text begins with the only "# " and has "## " below it. */
static bool is_hashed_title(const scrl__layout *layout)
{
    uint32_t highest = 0, others = 0;
    for (size_t i = 0; i < layout->line_count; i++) {
        highest += layout->lines[i].hashes == 1;
        others += layout->lines[i].hashes > 1;
    }
    return scrl__part_first(layout, &layout->parts[0])->hashes == 1 && highest == 1 && others > 0;
}

/* Whether the first line is in capitals and no heading of the text, as it is where others like it stand below and a
 * sentence right under it. */
static bool is_capital_title(const scrl__layout *layout)
{
    const scrl__part *first = &layout->parts[0];
    bool others = false;
    for (size_t i = 1; i < layout->part_count; i++)
        others = others || (layout->parts[i].kind == SCRL_BLOCK_HEADING && layout->parts[i].capitals);
    return first->kind == SCRL_BLOCK_HEADING && first->capitals && !is_numbered(layout, first) &&
           !(others && is_headed_sentence(layout, 1));
}

/* Typed, without pages: what looks like headings above the contents or the first heading of the text is the cover; the
 * title is the first line that names a review or report, or one in capitals or with the highest sign at the top. */
static void find_typed_title(scrl__layout *layout)
{
    size_t prose = first_prose(layout), best = SIZE_MAX, end = first_heading(layout, prose);
    bool contents = prose < layout->part_count && layout->parts[prose].contents;
    end = contents ? prose : end < prose && scrl__part_final(layout, &layout->parts[0]) != '.' ? end : 0;
    for (size_t i = 0; i < end; i++) {
        scrl__part *part = &layout->parts[i];
        bool names = has_word(layout, part, "review") || has_word(layout, part, "report");
        if (best == SIZE_MAX && names && part->chars < 160)
            best = i;
        part->kind = part->kind == SCRL_BLOCK_HEADING ? SCRL_BLOCK_PARAGRAPH : part->kind;
        part->cover = true;
    }
    if (best == SIZE_MAX && (end > 0 || is_hashed_title(layout) || is_capital_title(layout)))
        best = 0;
    if (best != SIZE_MAX) {
        layout->parts[best].kind = SCRL_BLOCK_HEADING;
        layout->parts[best].level = 0;
        layout->parts[best].cover = true;
    }
}

/* Without a cover the title stands above the text of the first page, in a style that the report's headings do not
 * have; the largest if there are several such lines. */
void scrl__title_find(scrl__layout *layout)
{
    if (layout->part_count < 2 || layout->parts[0].cover)
        return;
    if (layout->typed) {
        find_typed_title(layout);
        return;
    }
    size_t prose = first_prose(layout), best = SIZE_MAX;
    for (size_t i = 0; i < prose; i++) {
        scrl__part *part = &layout->parts[i];
        if (part->kind != SCRL_BLOCK_HEADING || scrl__part_first(layout, part)->sheet != 0 ||
            style_recurs(layout, part, prose))
            continue;
        part->kind = SCRL_BLOCK_PARAGRAPH;
        part->cover = true;
        if (best == SIZE_MAX || part->size > layout->parts[best].size)
            best = i;
    }
    if (best != SIZE_MAX) {
        layout->parts[best].kind = SCRL_BLOCK_HEADING;
        layout->parts[best].level = 0;
        layout->parts[best].cover = true;
    }
}
