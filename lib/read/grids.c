/*
 * grids.c - marks the lines of tables on typed pages, where every letter stands on a grid and a line holds what was
 * printed at about its height. Columns are found from cells that lie over each other, rows from blank lines and, where
 * there are none, from columns that have text again. Tables of pages with boxes are in tables.c.
 */
#include "read/lines.h"

#include <string.h>

enum { MAX_COLUMNS = 24, ROW_LINES = 60, SPANS = -1, FREE = -2 };

/* A table in the making. */
typedef struct grid {
    scrl__track columns[MAX_COLUMNS];
    uint32_t column_count;
    uint32_t first, last; /* lines */
    uint32_t body;        /* the first line with several cells */
    uint32_t rows;        /* lines with several cells */
} grid;

static int overlap(const scrl__track *column, const scrl__cell *cell)
{
    int right = cell->right < column->right ? cell->right : column->right;
    int left = cell->left > column->left ? cell->left : column->left;
    return right > left ? right - left : 0;
}

/* The column in which a cell lies: FREE where there is none, SPANS where it lies over several. A little of a neighbour
 * does not count: columns drift by a few letters from row to row. */
static int column_of(const grid *g, const scrl__cell *cell)
{
    int best = FREE, most = 0;
    uint32_t held = 0;
    for (uint32_t t = 0; t < g->column_count; t++) {
        const scrl__track *column = &g->columns[t];
        int common = overlap(column, cell), narrow = cell->right - cell->left;
        if (column->right - column->left < narrow)
            narrow = column->right - column->left;
        held += common * 3 > narrow;
        if (common > most) {
            most = common;
            best = (int)t;
        }
    }
    return held > 1 ? SPANS : best;
}

/* Widens a column for a cell, as far as its neighbours are. */
static void widen(grid *g, uint32_t t, const scrl__cell *cell)
{
    scrl__track *column = &g->columns[t];
    int left = t > 0 ? g->columns[t - 1].right : cell->left;
    int right = t + 1 < g->column_count ? g->columns[t + 1].left : cell->right;
    left = cell->left > left ? cell->left : left;
    right = cell->right < right ? cell->right : right;
    column->left = left < column->left ? left : column->left;
    column->right = right > column->right ? right : column->right;
}

static void insert_column(grid *g, const scrl__cell *cell)
{
    if (g->column_count == MAX_COLUMNS)
        return;
    uint32_t at = g->column_count++;
    for (; at > 0 && g->columns[at - 1].left > cell->left; at--)
        g->columns[at] = g->columns[at - 1];
    g->columns[at] = (scrl__track){cell->left, cell->right};
}

static void take_line(const scrl__layout *layout, grid *g, const scrl__line *line)
{
    for (uint32_t c = 0; c < line->cell_count; c++) {
        const scrl__cell *cell = &layout->cells[line->cell + c];
        int column = column_of(g, cell);
        if (column >= 0)
            widen(g, (uint32_t)column, cell);
        else if (column == FREE)
            insert_column(g, cell);
    }
}

/* How many columns a line has text in; SPANS when a cell lies over several or two cells in one. */
static int columns_held(const scrl__layout *layout, const grid *g, const scrl__line *line)
{
    int before = FREE, held = 0;
    for (uint32_t c = 0; c < line->cell_count; c++) {
        int column = column_of(g, &layout->cells[line->cell + c]);
        if (column == SPANS || (column >= 0 && column == before))
            return SPANS;
        before = column;
        held += column >= 0;
    }
    return held;
}

static bool is_apart(const scrl__layout *layout, uint32_t index)
{
    const scrl__line *line = &layout->lines[index];
    return scrl__gap_above(layout, line, line - 1);
}

/* Whether line 'index' goes on from the one before it without a break of the page or of the text. */
static bool follows(const scrl__layout *layout, uint32_t index)
{
    const scrl__line *line = &layout->lines[index];
    return index < layout->line_count && line->use == SCRL__LINE_TEXT && line->frame == line[-1].frame &&
           line->top - line[-1].top <= layout->pitch * 4;
}

/* Whether a line has several cells; close below another one, a number and the text beside it can be two. */
static bool has_several(const scrl__layout *layout, uint32_t index, int held)
{
    const scrl__line *line = &layout->lines[index];
    return scrl__line_cells(layout, line) > 1 || (line->cell_count > 1 && held > 0 && !is_apart(layout, index));
}

/* Whether all lines from 'index' to the next blank one, as many as a row may have, lie in columns, and whether one of
 * them has several cells. */
static bool rest_fits(const scrl__layout *layout, const grid *g, uint32_t index, bool *several)
{
    *several = false;
    for (uint32_t i = index; i == index || (i < index + ROW_LINES && follows(layout, i) && !is_apart(layout, i)); i++) {
        int held = columns_held(layout, g, &layout->lines[i]);
        if (held == SPANS)
            return false;
        *several = *several || has_several(layout, i, held);
    }
    return true;
}

/* Whether a line with one cell is a further line of a row: it lies in one column, or in none yet; in the first one it
 * begins at its edge, or all lines down to the next blank one lie in columns. Below a blank line one of them has
 * several cells. */
static bool cell_fits(const scrl__layout *layout, const grid *g, uint32_t index)
{
    const scrl__line *line = &layout->lines[index];
    const scrl__cell *cell = &layout->cells[line->cell];
    int column = line->cell_count == 1 ? column_of(g, cell) : SPANS;
    bool several = false;
    bool fits = rest_fits(layout, g, index, &several);
    if (is_apart(layout, index) && column != SPANS)
        return fits && several;
    if (column == FREE)
        return fits;
    if (column < 0 || ((uint32_t)column + 1 < g->column_count && cell->right > g->columns[column + 1].left))
        return false;
    return column > 0 || fits || scrl__same_edge(layout, cell->left, g->columns[0].left);
}

/* Follows a table from a line with several cells on. */
static grid grow_grid(const scrl__layout *layout, uint32_t first)
{
    grid g = {.first = first, .last = first, .body = first, .rows = 1};
    take_line(layout, &g, &layout->lines[first]);
    for (uint32_t i = first + 1; follows(layout, i); i++) {
        const scrl__line *line = &layout->lines[i];
        bool close = !is_apart(layout, i);
        int held = columns_held(layout, &g, line);
        bool several = has_several(layout, i, held);
        if (several ? held < (close ? 0 : 2) : !cell_fits(layout, &g, i))
            break;
        if (several || (close && g.last + 1 == i)) {
            take_line(layout, &g, line);
            g.last = i;
        }
        g.rows += several;
    }
    return g;
}

/* The lines close above the first one with several cells, up to the last that lies in another column than the first. */
static void take_header(const scrl__layout *layout, grid *g)
{
    uint32_t first = g->first;
    for (uint32_t i = g->first; i > 0 && follows(layout, i) && !is_apart(layout, i); i--) {
        const scrl__line *line = &layout->lines[i - 1];
        scrl__mark mark = scrl__mark_read_heading(scrl__line_text(layout, line), line->len);
        bool numbered = line->cell_count == 1 && mark.kind != SCRL__MARK_NONE;
        if (line->use != SCRL__LINE_TEXT || numbered || columns_held(layout, g, line) == SPANS)
            break;
        const scrl__cell *cell = &layout->cells[line->cell];
        if (line->cell_count > 1 || cell->left >= g->columns[0].right || column_of(g, cell) > 0)
            first = i - 1;
    }
    for (; g->first > first; g->first--)
        take_line(layout, g, &layout->lines[g->first - 1]);
}

/* --- Rows
 * ----------------------------------------------------------------------------------------------------------- */

/* The latest cell of each column in the row so far. */
typedef struct row_cells {
    const scrl__cell *last[MAX_COLUMNS];
} row_cells;

static void remember(const scrl__layout *layout, const grid *g, const scrl__line *line, row_cells *row)
{
    for (uint32_t c = 0; c < line->cell_count; c++) {
        int column = column_of(g, &layout->cells[line->cell + c]);
        if (column >= 0)
            row->last[column] = &layout->cells[line->cell + c];
    }
}

/* Whether the first word of a cell has room beside the one above it in its column, with 'spare' to be left. */
static bool has_room(const scrl__layout *layout, const scrl__track *column, const scrl__cell *above,
                     const scrl__cell *cell, int spare)
{
    long width = scrl__first_word_width(layout->pool.data + cell->text, cell->len, cell->left, cell->right);
    return width + spare <= column->right - column->left - (above->right - above->left);
}

/* How a cell stands to the one above it in its column. */
typedef enum seam { SEAM_ON, SEAM_OPEN, SEAM_ENDS } seam;

/* It goes on in lower case or where the first word had no room; figures and dates are as wide as their column and tell
 * nothing; it begins something where the word had room. */
static seam seam_of(const scrl__layout *layout, const scrl__track *column, const scrl__cell *above,
                    const scrl__cell *cell)
{
    const char *text = layout->pool.data + cell->text, *before = layout->pool.data + above->text;
    if (scrl__begins_lower(text, cell->len))
        return SEAM_ON;
    if (cell->len == 0 || (text[0] >= '0' && text[0] <= '9') || scrl__ends_sentence(before, above->len))
        return SEAM_OPEN;
    if (has_room(layout, column, above, cell, layout->body_size * 2))
        return SEAM_ENDS;
    bool several = memchr(before, ' ', above->len) != NULL;
    return several && !has_room(layout, column, above, cell, 0) ? SEAM_ON : SEAM_OPEN;
}

/* Whether a line with text in the first column and others begins a row although no blank line stands above it: a
 * column has text again that was without on the line before, or the cells do not go on. */
static bool begins_row(const scrl__layout *layout, const grid *g, const scrl__line *line, const row_cells *row)
{
    const scrl__cell *before = &layout->cells[(line - 1)->cell];
    uint32_t on = 0, cells = 0, ends = 0;
    bool first_on = false;
    if (line->cell_count < 2 || column_of(g, &layout->cells[line->cell]) != 0)
        return false;
    for (uint32_t c = 0; c < line->cell_count; c++) {
        const scrl__cell *cell = &layout->cells[line->cell + c];
        int column = column_of(g, cell);
        const scrl__cell *above = column >= 0 ? row->last[column] : NULL;
        if (above == NULL)
            continue;
        if (above < before || (column == 0 && scrl__figures(layout, above, cell)))
            return true;
        seam s = seam_of(layout, &g->columns[column], above, cell);
        cells++;
        on += s == SEAM_ON;
        ends += s == SEAM_ENDS;
        first_on = first_on || (column == 0 && s == SEAM_ON);
    }
    return on == 0 || (!first_on && on * 2 <= cells) || (ends > 0 && line->cell_count == g->column_count);
}

/* Whether all lines have a cell in every column and none of them goes on in lower case: each is a row. Three lines are
 * too few to tell. */
static bool is_line_by_line(const scrl__layout *layout, const grid *g)
{
    for (uint32_t i = g->first; i <= g->last; i++) {
        const scrl__line *line = &layout->lines[i];
        if (line->cell_count != g->column_count)
            return false;
        for (uint32_t c = 0; c < line->cell_count; c++) {
            const scrl__cell *cell = &layout->cells[line->cell + c];
            if (scrl__begins_lower(layout->pool.data + cell->text, cell->len))
                return false;
        }
    }
    return g->last > g->first + 2;
}

/* Whether the lines between two blank ones have all their columns in the first line, as where cells begin at the top
 * of their rows; the other lines then say where further rows begin. */
static bool begins_at_top(const scrl__layout *layout, const grid *g, uint32_t first)
{
    bool held[MAX_COLUMNS] = {false};
    for (uint32_t i = first; i <= g->last && (i == first || !is_apart(layout, i)); i++) {
        const scrl__line *line = &layout->lines[i];
        for (uint32_t c = 0; c < line->cell_count; c++) {
            int column = column_of(g, &layout->cells[line->cell + c]);
            if (column >= 0 && i > first && !held[column])
                return false;
            if (column >= 0)
                held[column] = true;
        }
    }
    return true;
}

/* Whether cells begin at the top of their rows in most of the table; without blank lines nothing speaks against it. */
static bool is_set_at_top(const scrl__layout *layout, const grid *g)
{
    uint32_t top = 0, others = 0, gaps = 0;
    for (uint32_t i = g->body; i <= g->last; i++) {
        if (i > g->body && !is_apart(layout, i))
            continue;
        bool at_top = begins_at_top(layout, g, i);
        gaps += i > g->body;
        top += at_top;
        others += !at_top;
    }
    return gaps == 0 || top > others * 3;
}

/* Whether the lines from 'first' to the next blank one are a row: a cell in the first column, or in several. Others are
 * a further paragraph of a cell above. */
static bool holds_row(const scrl__layout *layout, const grid *g, uint32_t first)
{
    int seen = FREE;
    for (uint32_t i = first; i <= g->last && (i == first || !is_apart(layout, i)); i++) {
        const scrl__line *line = &layout->lines[i];
        int column = column_of(g, &layout->cells[line->cell]);
        if (column == 0 || line->cell_count > 1 || (seen >= 0 && column >= 0 && column != seen))
            return true;
        seen = column;
    }
    return false;
}

static void mark_rows(scrl__layout *layout, const grid *g, uint32_t number)
{
    bool each = is_line_by_line(layout, g), top = is_set_at_top(layout, g);
    row_cells row = {{NULL}};
    for (uint32_t i = g->first; i <= g->last; i++) {
        scrl__line *line = &layout->lines[i];
        line->table = number;
        line->row_start = each || i == g->first ||
                          (is_apart(layout, i) ? holds_row(layout, g, i) : top && begins_row(layout, g, line, &row));
        if (line->row_start)
            memset(&row, 0, sizeof(row));
        remember(layout, g, line, &row);
    }
    for (uint32_t i = g->first; i <= g->last; i++)
        layout->lines[i].use = SCRL__LINE_TABLE;
}

static int keep_grid(scrl__layout *layout, const grid *g)
{
    int status = scrl__grow((void **)&layout->tables, &layout->table_cap, layout->table_count, sizeof(scrl__table));
    if (status != 0)
        return status;
    scrl__table *table = &layout->tables[layout->table_count++];
    *table = (scrl__table){(uint32_t)layout->track_count, 0};
    for (; table->track_count < g->column_count; table->track_count++) {
        status = scrl__grow((void **)&layout->tracks, &layout->track_cap, layout->track_count, sizeof(scrl__track));
        if (status != 0)
            return status;
        layout->tracks[layout->track_count++] = g->columns[table->track_count];
    }
    mark_rows(layout, g, (uint32_t)layout->table_count);
    return 0;
}

int scrl__grids_find(scrl__layout *layout)
{
    int status = 0;
    for (uint32_t i = 0; i < layout->line_count && status == 0; i++) {
        if (layout->lines[i].use != SCRL__LINE_TEXT || scrl__line_cells(layout, &layout->lines[i]) < 2)
            continue;
        grid g = grow_grid(layout, i);
        if (g.rows < 2 || g.column_count < 2)
            continue;
        take_header(layout, &g);
        status = keep_grid(layout, &g);
        i = g.last;
    }
    return status;
}
