/*
 * tables.c - marks lines that are no running text: entries of contents pages, footnotes, and tables, whose columns
 * are found from cells that stand under each other and whose rows from the space between them.
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
    uint32_t numbered = 0, lines = 0, last = first, best = 0;
    for (uint32_t i = first + title; i < end; i++) {
        bool leader = false;
        if (layout->lines[i].use != SCRL__LINE_TEXT)
            continue;
        lines++;
        if (ends_in_page_number(layout, &layout->lines[i], &leader)) {
            numbered++;
            if (numbered * 2 >= lines) {
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
static bool gap_above(const scrl__layout *layout, const scrl__line *line, const scrl__line *before)
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
                       before->size == line->size && !gap_above(layout, line, before);
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

/* --- Tables
 * -------------------------------------------------------------------------------------------------------- */

enum { MAX_TRACKS = 24 };

/* A table in the making. */
typedef struct region {
    scrl__track tracks[MAX_TRACKS];
    uint32_t track_count;
    uint32_t first, last; /* lines; 'last' has several cells or goes on from one that has */
    uint32_t rows;        /* lines with several cells */
    int size;
} region;

/* Cells of a line, its printed number not counted. */
static uint32_t cells_of(const scrl__layout *layout, const scrl__line *line)
{
    if (line->cell_count != 2)
        return line->cell_count;
    scrl__mark mark = scrl__mark_read(scrl__line_text(layout, line), line->len);
    return mark.kind != SCRL__MARK_NONE && line->text + mark.skip >= layout->cells[line->cell + 1].text ? 1 : 2;
}

/* The track in which a cell stands: an edge in common, or most of the cell's width; -1 when there is none or it
 * spans several. */
static int track_of(const scrl__layout *layout, const region *r, const scrl__cell *cell)
{
    int found = -1;
    for (uint32_t t = 0; t < r->track_count; t++) {
        const scrl__track *track = &r->tracks[t];
        if (cell->left < track->right && cell->right > track->left) {
            if (found >= 0)
                return -1;
            found = (int)t;
        } else if (scrl__same_edge(layout, cell->left, track->left)) {
            found = (int)t;
        }
    }
    return found;
}

/* Widens a track for a cell, unless it would run into its neighbours. */
static void widen(region *r, uint32_t t, const scrl__cell *cell)
{
    int left = cell->left < r->tracks[t].left ? cell->left : r->tracks[t].left;
    int right = cell->right > r->tracks[t].right ? cell->right : r->tracks[t].right;
    for (uint32_t o = 0; o < r->track_count; o++)
        if (o != t && left < r->tracks[o].right && right > r->tracks[o].left)
            return;
    r->tracks[t].left = left;
    r->tracks[t].right = right;
}

static void insert_track(region *r, const scrl__cell *cell)
{
    if (r->track_count == MAX_TRACKS)
        return;
    uint32_t at = r->track_count;
    while (at > 0 && r->tracks[at - 1].left > cell->left) {
        r->tracks[at] = r->tracks[at - 1];
        at--;
    }
    r->tracks[at] = (scrl__track){cell->left, cell->right};
    r->track_count++;
}

static void take_line(const scrl__layout *layout, region *r, const scrl__line *line)
{
    for (uint32_t c = 0; c < line->cell_count; c++) {
        const scrl__cell *cell = &layout->cells[line->cell + c];
        int track = track_of(layout, r, cell);
        bool free_place = track < 0;
        for (uint32_t t = 0; t < r->track_count && free_place; t++)
            free_place = cell->left >= r->tracks[t].right || cell->right <= r->tracks[t].left;
        if (track >= 0)
            widen(r, (uint32_t)track, cell);
        else if (free_place)
            insert_track(r, cell);
    }
}

/* Whether a line with several cells goes on with the table: two of its cells stand in different tracks. */
static bool row_fits(const scrl__layout *layout, const region *r, const scrl__line *line)
{
    int first = -1;
    for (uint32_t c = 0; c < line->cell_count; c++) {
        int track = track_of(layout, r, &layout->cells[line->cell + c]);
        if (track >= 0 && first >= 0 && track != first)
            return true;
        first = track >= 0 ? track : first;
    }
    return false;
}

/* Whether a line with one cell lies within one track, so that it can be a further line of a cell. */
static bool cell_fits(const scrl__layout *layout, const region *r, const scrl__line *line)
{
    const scrl__cell *cell = &layout->cells[line->cell];
    int track = line->cell_count == 1 ? track_of(layout, r, cell) : -1;
    if (track < 0)
        return false;
    if ((uint32_t)track + 1 < r->track_count && cell->right > r->tracks[track + 1].left)
        return false;
    return track > 0 || scrl__same_edge(layout, cell->left, r->tracks[0].left);
}

/* Follows a table from a line with several cells on. */
static region grow_region(const scrl__layout *layout, uint32_t first)
{
    region r = {.first = first, .last = first, .rows = 1, .size = layout->lines[first].size};
    take_line(layout, &r, &layout->lines[first]);
    for (uint32_t i = first + 1; i < layout->line_count; i++) {
        const scrl__line *line = &layout->lines[i], *before = line - 1;
        if (line->use != SCRL__LINE_TEXT || line->frame != before->frame)
            break;
        if (line->top - before->top > layout->pitch * 4)
            break;
        bool several = cells_of(layout, line) > 1;
        if (several ? !row_fits(layout, &r, line) : !cell_fits(layout, &r, line))
            break;
        bool other = line->size != r.size || line->bold != before->bold;
        if (!several && other && gap_above(layout, line, before))
            break;
        bool close = !gap_above(layout, line, before);
        if (several) {
            take_line(layout, &r, line);
            r.rows++;
            r.last = i;
            r.size = line->size;
        } else if (close && r.last + 1 == i) {
            r.last = i;
        }
    }
    return r;
}

/* The header of a table may be set line by line, its cells centred upwards or downwards: single cells above the
 * first row, close together, in at least two columns. */
static void take_header(const scrl__layout *layout, region *r)
{
    uint32_t first = r->first;
    int seen = -1;
    bool several = false;
    while (first > 0) {
        const scrl__line *line = &layout->lines[first - 1], *below = line + 1;
        if (line->use != SCRL__LINE_TEXT || line->frame != below->frame || !cell_fits(layout, r, line) ||
            below->top - line->top > layout->pitch * 2 || line->size > layout->body_size)
            break;
        int track = track_of(layout, r, &layout->cells[line->cell]);
        several = several || (seen >= 0 && track != seen);
        seen = track;
        first--;
        bool close = !gap_above(layout, below, line) && line->bold == below->bold && line->size == below->size;
        if (several || (close && track != 0))
            r->first = first;
    }
}

/* A bold line across several columns, as far above the first row as the second row is below it, is the header with
 * its cells run together. */
static void take_merged_header(const scrl__layout *layout, region *r)
{
    const scrl__line *first = &layout->lines[r->first];
    if (r->first == 0 || r->first == r->last || first->bold)
        return;
    const scrl__line *line = first - 1, *second = first + 1;
    int difference = (first->top - line->top) - (second->top - first->top);
    if (line->use == SCRL__LINE_TEXT && line->frame == first->frame && line->bold && line->size == first->size &&
        line->cell_count == 1 && line->right > r->tracks[1].left && line->left < r->tracks[0].right &&
        difference <= 3 && difference >= -3)
        r->first--;
}

/* Rows begin where there is more space than between the lines of a cell; in a table set without such space, where
 * its first column has text. */
static void mark_rows(scrl__layout *layout, const region *r, uint32_t number)
{
    uint32_t loose = 0;
    for (uint32_t i = r->first + 1; i <= r->last; i++) {
        const scrl__line *line = &layout->lines[i];
        loose += (long)(line->top - (line - 1)->top) * layout->body_size * 100 > (long)layout->pitch * line->size * 118;
    }
    for (uint32_t i = r->first; i <= r->last; i++) {
        scrl__line *line = &layout->lines[i];
        line->use = SCRL__LINE_TABLE;
        line->table = number;
        bool apart = i > r->first && (long)(line->top - (line - 1)->top) * layout->body_size * 100 >
                                         (long)layout->pitch * line->size * 118;
        bool leads = track_of(layout, r, &layout->cells[line->cell]) == 0;
        if (loose * 4 >= r->rows)
            line->row_start = i == r->first || (apart && (leads || line->cell_count > 1));
        else
            line->row_start = i == r->first || (leads && line->cell_count > 1);
    }
}

static int keep_table(scrl__layout *layout, const region *r)
{
    int status = scrl__grow((void **)&layout->tables, &layout->table_cap, layout->table_count, sizeof(scrl__table));
    if (status != 0)
        return status;
    scrl__table *table = &layout->tables[layout->table_count++];
    table->track = (uint32_t)layout->track_count;
    table->track_count = 0;
    for (uint32_t t = 0; t < r->track_count; t++) {
        status = scrl__grow((void **)&layout->tracks, &layout->track_cap, layout->track_count, sizeof(scrl__track));
        if (status != 0)
            return status;
        layout->tracks[layout->track_count++] = r->tracks[t];
        table->track_count++;
    }
    mark_rows(layout, r, (uint32_t)layout->table_count);
    return 0;
}

int scrl__tables_find(scrl__layout *layout)
{
    int status = 0;
    for (uint32_t i = 0; i < layout->line_count && status == 0; i++) {
        if (layout->lines[i].use != SCRL__LINE_TEXT || cells_of(layout, &layout->lines[i]) < 2)
            continue;
        region r = grow_region(layout, i);
        if (r.rows < 2 || r.track_count < 2)
            continue;
        take_header(layout, &r);
        take_merged_header(layout, &r);
        status = keep_table(layout, &r);
        i = r.last;
    }
    return status;
}
