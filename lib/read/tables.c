/*
 * tables.c - marks the lines of tables, whose columns are found from cells that stand under each other and whose rows
 * from the space between them.
 */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

/* --- Tables
 * -------------------------------------------------------------------------------------------------------- */

/* Lines further apart than this many hundredths of the usual step belong to two rows. */
enum { MAX_TRACKS = 24, ROW_STEP = 114 };

/* A word that counts has its first digit before this byte. */
#define COUNT_BYTES 4u

/* A table in the making. */
typedef struct region {
    scrl__track tracks[MAX_TRACKS];
    uint32_t track_count;
    uint32_t first, last; /* lines; 'last' has several cells or goes on from one that has */
    uint32_t rows;        /* lines with several cells */
    bool counted;         /* the latest of these that begins at the left edge does so with a number or a label */
    int size;
} region;

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

/* Whether no column of the table has text where this cell stands. */
static bool is_free_place(const region *r, const scrl__cell *cell)
{
    for (uint32_t t = 0; t < r->track_count; t++)
        if (cell->left < r->tracks[t].right && cell->right > r->tracks[t].left)
            return false;
    return true;
}

/* "12", "4.2", "R1": rows are counted so. */
static bool begins_with_count(const scrl__layout *layout, const scrl__line *line)
{
    const char *text = scrl__line_text(layout, line);
    for (size_t i = 0; i < line->len && i < COUNT_BYTES && text[i] != ' '; i++)
        if (text[i] >= '0' && text[i] <= '9')
            return true;
    return false;
}

static void take_line(const scrl__layout *layout, region *r, const scrl__line *line)
{
    bool hangs = r->track_count > 0 && !scrl__same_edge(layout, line->left, r->tracks[0].left);
    r->counted = hangs ? r->counted : begins_with_count(layout, line);
    for (uint32_t c = 0; c < line->cell_count; c++) {
        const scrl__cell *cell = &layout->cells[line->cell + c];
        int track = track_of(layout, r, cell);
        if (track >= 0)
            widen(r, (uint32_t)track, cell);
        else if (is_free_place(r, cell))
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

/* Whether a line has several cells. A number and the text beside it are an item of a list, unless they stand in two of
 * more than two columns. */
static bool has_several(const scrl__layout *layout, const region *r, const scrl__line *line)
{
    return scrl__line_cells(layout, line) > 1 ||
           (line->cell_count > 1 && r->track_count > 2 && row_fits(layout, r, line));
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
    bool hangs = r->counted && line->size <= layout->body_size && cell->left - r->tracks[0].left < 3 * line->size;
    return track > 0 || hangs || scrl__same_edge(layout, cell->left, r->tracks[0].left);
}

/* Whether a line stands beside the one before or after it, each of its cells in a column that the other has no text
 * in: cells set in the middle of their row do not share a line with a cell that has one more. */
static bool is_beside(const scrl__layout *layout, const region *r, const scrl__line *line, const scrl__line *next)
{
    if (line->top >= next->bottom || next->top >= line->bottom)
        return false;
    for (uint32_t c = 0; c < line->cell_count; c++) {
        const scrl__cell *cell = &layout->cells[line->cell + c];
        if (track_of(layout, r, cell) < 0 && !is_free_place(r, cell))
            return false;
        for (uint32_t k = 0; k < next->cell_count; k++) {
            const scrl__cell *other = &layout->cells[next->cell + k];
            if (cell->left < other->right && cell->right > other->left)
                return false;
        }
    }
    return true;
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
        bool several = has_several(layout, &r, line);
        bool beside = is_beside(layout, &r, line, before);
        if (!beside && (several ? !row_fits(layout, &r, line) : !cell_fits(layout, &r, line)))
            break;
        bool other = line->size != r.size || line->bold != before->bold;
        bool below_head = i == first + 1 && before->bold && !line->bold;
        if (!several && !beside && other && !below_head && scrl__gap_above(layout, line, before))
            break;
        bool close = !scrl__gap_above(layout, line, before);
        if (several || beside) {
            take_line(layout, &r, line);
            r.rows += several;
            r.last = i;
            r.size = line->size;
        } else if (close && r.last + 1 == i) {
            r.last = i;
        }
    }
    return r;
}

/* Whether a line can be one of a cell of the header, which may stand in the middle of its column. */
static bool header_fits(const scrl__layout *layout, const region *r, const scrl__line *line)
{
    const scrl__cell *cell = &layout->cells[line->cell];
    bool middle = line->bold && line->cell_count == 1 && track_of(layout, r, cell) == 0 && r->track_count > 1 &&
                  cell->right < r->tracks[1].left;
    return middle || cell_fits(layout, r, line);
}

/* The header of a table may be set line by line, its cells centred upwards or downwards: single cells above the
 * first row, close together, in at least two columns, and lines beside each other. */
static void take_header(const scrl__layout *layout, region *r)
{
    uint32_t first = r->first;
    int seen = -1;
    bool several = false;
    while (first > 0) {
        const scrl__line *line = &layout->lines[first - 1], *below = line + 1;
        bool beside = is_beside(layout, r, line, below);
        if (line->use != SCRL__LINE_TEXT || line->frame != below->frame || !(beside || header_fits(layout, r, line)) ||
            below->top - line->top > layout->pitch * 2 || line->size > layout->body_size)
            break;
        int track = track_of(layout, r, &layout->cells[line->cell]);
        several = several || beside || (seen >= 0 && track != seen);
        seen = track;
        first--;
        bool close = !scrl__gap_above(layout, below, line) && line->bold == below->bold && line->size == below->size;
        if (several || (close && track != 0))
            r->first = first;
        if (beside)
            take_line(layout, r, line);
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

/* Whether a cell's line goes on from the line above it in its column, which has room as far as 'right': it begins in
 * lower case, or its first word had no room there. Figures and dates are as wide as their column and tell nothing. */
static bool cell_goes_on(const scrl__layout *layout, int right, const scrl__cell *above, const scrl__cell *cell)
{
    const char *text = layout->pool.data + cell->text, *before = layout->pool.data + above->text;
    if (scrl__begins_lower(text, cell->len))
        return true;
    if (cell->len == 0 || (text[0] >= '0' && text[0] <= '9') || scrl__ends_sentence(before, above->len))
        return false;
    bool several = memchr(before, ' ', above->len) != NULL;
    long width = scrl__first_word_width(text, cell->len, cell->left, cell->right);
    return several && width > right - above->right;
}

/* Whether the first column has a number or date that goes on from nothing above: rows are counted or dated there. */
static bool begins_with_figure(const scrl__layout *layout, const region *r, const scrl__line *line,
                               const scrl__cell *above)
{
    const scrl__cell *cell = &layout->cells[line->cell];
    return above != NULL && track_of(layout, r, cell) == 0 && scrl__figures(layout, above, cell);
}

/* How far a column's text may reach: no cell of it need be as wide as that. */
static int column_right(const region *r, uint32_t track, int size)
{
    int right = r->tracks[track].right;
    int next = track + 1 < r->track_count ? r->tracks[track + 1].left - size : right;
    return next > right ? next : right;
}

/* In a table without space between its rows: whether line 'line' begins one. 'last' holds the latest cell of each
 * column of the row so far. No cell of the line goes on, or, where the first column says nothing against it, no more
 * than half of them do. */
static bool begins_tight_row(const scrl__layout *layout, const region *r, const scrl__line *line,
                             const scrl__cell *const *last)
{
    uint32_t cells = 0, going = 0;
    bool first_goes_on = false;
    if (begins_with_figure(layout, r, line, last[0]))
        return true;
    for (uint32_t c = 0; c < line->cell_count; c++) {
        const scrl__cell *cell = &layout->cells[line->cell + c];
        int track = track_of(layout, r, cell);
        if (track < 0 || last[track] == NULL)
            continue;
        bool on = cell_goes_on(layout, column_right(r, (uint32_t)track, line->size), last[track], cell);
        cells++;
        going += on;
        first_goes_on = first_goes_on || (track == 0 && on);
    }
    return going == 0 || (!first_goes_on && going * 2 <= cells);
}

static void remember_cells(const scrl__layout *layout, const region *r, const scrl__line *line, const scrl__cell **last)
{
    for (uint32_t c = 0; c < line->cell_count; c++) {
        int track = track_of(layout, r, &layout->cells[line->cell + c]);
        if (track >= 0)
            last[track] = &layout->cells[line->cell + c];
    }
}

/* A table while its rows are found: which lines its cells join to those above them. */
typedef struct row_seams {
    const region *r;
    bool *joined;   /* by line from the region's first: in one row with the line before it */
    bool *measured; /* likewise: a cell of it has one above it in its column */
    long limit;     /* longest step from line to line within a cell, in hundredths of the font's size */
} row_seams;

/* A visit of each cell of a region with the one above it in its column, 'lead' apart. */
typedef struct step_visit {
    const scrl__layout *layout;
    row_seams *seams;
    long shortest, longest, sum, count, going;
} step_visit;

/* 'cell' is one of line 'line'; the latest one above it in its column is on line 'above'. */
typedef void step_visitor(step_visit *visit, uint32_t above, uint32_t line, const scrl__cell *cell, long lead);

static void visit_steps(step_visit *visit, step_visitor *visitor)
{
    const scrl__layout *layout = visit->layout;
    const region *r = visit->seams->r;
    uint32_t last[MAX_TRACKS] = {0}; /* line after the latest one with a cell in this column */
    for (uint32_t i = r->first; i <= r->last; i++) {
        const scrl__line *line = &layout->lines[i];
        for (uint32_t c = 0; c < line->cell_count; c++) {
            int track = track_of(layout, r, &layout->cells[line->cell + c]);
            if (track < 0)
                continue;
            uint32_t above = last[track];
            last[track] = i + 1;
            if (above > 0 && above <= i && line->size > 0)
                visitor(visit, above - 1, i, &layout->cells[line->cell + c],
                        (long)(line->top - layout->lines[above - 1].top) * 100 / line->size);
        }
    }
}

static void find_shortest(step_visit *visit, uint32_t above, uint32_t line, const scrl__cell *cell, long lead)
{
    (void)above;
    (void)line;
    (void)cell;
    if (lead >= 98 && (visit->shortest == 0 || lead < visit->shortest))
        visit->shortest = lead;
}

/* Steps are whole numbers of dots, so the shortest of a small font is too short: all that are about as long count. */
static void add_short(step_visit *visit, uint32_t above, uint32_t line, const scrl__cell *cell, long lead)
{
    (void)above;
    (void)line;
    if (lead < 98 || lead * 100 > visit->shortest * (ROW_STEP + 4))
        return;
    bool on = scrl__begins_lower(visit->layout->pool.data + cell->text, cell->len);
    visit->sum += lead;
    visit->count++;
    visit->going += on;
    if (on && lead > visit->longest)
        visit->longest = lead;
}

static void join_close(step_visit *visit, uint32_t above, uint32_t line, const scrl__cell *cell, long lead)
{
    row_seams *seams = visit->seams;
    (void)cell;
    seams->measured[line - seams->r->first] = true;
    for (uint32_t k = above + 1; lead <= seams->limit && k <= line; k++)
        seams->joined[k - seams->r->first] = true;
}

/* A table may be set closer than running text, whose step is 'lead', or wider: then many of its lines at the shortest
 * step go on in lower case, and none of them is further from the line above. */
static void join_lines(const scrl__layout *layout, row_seams *seams, long lead)
{
    step_visit visit = {.layout = layout, .seams = seams};
    visit_steps(&visit, find_shortest);
    visit_steps(&visit, add_short);
    seams->limit = lead * ROW_STEP / 100;
    if (visit.shortest < lead && visit.count > 0 && visit.sum / visit.count < lead)
        seams->limit = visit.sum / visit.count * ROW_STEP / 100;
    else if (visit.shortest > seams->limit && visit.going * 3 > visit.count)
        seams->limit = visit.longest + 2;
    visit_steps(&visit, join_close);
}

/* Whether the lines from 'first' to the end of their stretch hold a row: a cell in the first column or in several. Others
 * are a further paragraph of a cell above. */
static bool holds_row(const scrl__layout *layout, const row_seams *seams, uint32_t first)
{
    int seen = -1;
    for (uint32_t i = first; i <= seams->r->last && (i == first || seams->joined[i - seams->r->first]); i++) {
        const scrl__line *line = &layout->lines[i];
        int track = track_of(layout, seams->r, &layout->cells[line->cell]);
        if (track == 0 || line->cell_count > 1 || (seen >= 0 && track >= 0 && track != seen))
            return true;
        seen = track >= 0 ? track : seen;
    }
    return false;
}

/* Whether all lines have a cell in every column and none of them goes on in lower case: each is a row. */
static bool is_line_by_line(const scrl__layout *layout, const region *r)
{
    for (uint32_t i = r->first; i <= r->last; i++) {
        const scrl__line *line = &layout->lines[i];
        if (line->cell_count != r->track_count)
            return false;
        for (uint32_t c = 0; c < line->cell_count; c++) {
            const scrl__cell *cell = &layout->cells[line->cell + c];
            if (scrl__begins_lower(layout->pool.data + cell->text, cell->len))
                return false;
        }
    }
    return r->last > r->first + 1;
}

/* Rows begin where there is more space than between the lines of each cell; in a table set without such space, where
 * its first column has text and the cells above are complete. */
static int mark_rows(scrl__layout *layout, const region *r, uint32_t number)
{
    uint32_t count = r->last - r->first + 1;
    bool *flags = calloc((size_t)count * 2, sizeof(bool));
    row_seams seams = {r, flags, flags + count, 0};
    const scrl__cell *last[MAX_TRACKS] = {NULL};
    uint32_t loose = 0;
    bool single = is_line_by_line(layout, r);
    if (flags == NULL)
        return SCRL_ENOMEM;
    join_lines(layout, &seams, (long)layout->pitch * 100 / layout->body_size);
    for (uint32_t i = r->first + 1; i <= r->last; i++)
        loose += seams.measured[i - r->first] && !seams.joined[i - r->first];
    for (uint32_t i = r->first; i <= r->last; i++) {
        scrl__line *line = &layout->lines[i];
        line->use = SCRL__LINE_TABLE;
        line->table = number;
        bool apart = !seams.joined[i - r->first];
        bool leads = track_of(layout, r, &layout->cells[line->cell]) == 0;
        if (single)
            line->row_start = true;
        else if (loose * 4 >= r->rows)
            line->row_start = i == r->first || (apart && holds_row(layout, &seams, i));
        else
            line->row_start =
                i == r->first || (leads && line->cell_count > 1 && (apart || begins_tight_row(layout, r, line, last)));
        if (line->row_start)
            memset(last, 0, sizeof(last));
        remember_cells(layout, r, line, last);
    }
    free(flags);
    return 0;
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
    return mark_rows(layout, r, (uint32_t)layout->table_count);
}

int scrl__tables_find(scrl__layout *layout)
{
    int status = 0;
    for (uint32_t i = 0; i < layout->line_count && status == 0; i++) {
        if (layout->lines[i].use != SCRL__LINE_TEXT || scrl__line_cells(layout, &layout->lines[i]) < 2)
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
