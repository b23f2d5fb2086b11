/*
 * lines.c - pieces of text -> lines in reading order. Joins what stands on one baseline within a zone of the page, drops raised footnote marks and watermarks, and cuts a line into cells at wide gaps.
 */
#include "read/lines.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { SIZES = 256 };

static int compare_zones(const void *a, const void *b)
{
    const scrl__piece_box *x = a, *y = b;
    if (x->zone != y->zone)
        return x->zone < y->zone ? -1 : 1;
    int mx = x->top + x->bottom, my = y->top + y->bottom;
    if (mx != my)
        return mx < my ? -1 : 1;
    return (x->left > y->left) - (x->left < y->left);
}

static int compare_lefts(const void *a, const void *b)
{
    const scrl__piece_box *x = a, *y = b;
    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    return (x->right > y->right) - (x->right < y->right);
}

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* Whether a piece stands on the line of another: at its height, or, smaller or larger, more beside it than not. Cells
 * set in the middle of their row stand half a line off. */
static bool on_one_line(const scrl__piece_box *of, const scrl__piece_box *p)
{
    int overlap = (of->bottom < p->bottom ? of->bottom : p->bottom) - (of->top > p->top ? of->top : p->top);
    int height = of->bottom - of->top < p->bottom - p->top ? of->bottom - of->top : p->bottom - p->top;
    return overlap * 10 > height * (of->size == p->size ? 7 : 5);
}

/* Text that runs up or down the margin is as high as others are long, or printed with no width at all: it would tie
 * lines together. */
static bool is_upright(const scrl__piece_box *p)
{
    int width = p->right - p->left;
    return p->bottom - p->top > p->size / 2 &&
           (width < 2 || (p->len > 2 && p->bottom - p->top > p->size * 2 && width < p->size * 2));
}

static bool has_lower(const scrl__layout *layout, const scrl__piece_box *p)
{
    for (uint32_t i = 0; i < p->len; i++)
        if (layout->pool.data[p->text + i] >= 'a' && layout->pool.data[p->text + i] <= 'z')
            return true;
    return false;
}

/* The size in which most of the line is set; sixty pieces tell. Small capitals have the size of their large ones. */
static int main_size(const scrl__layout *layout, const scrl__piece_box *pieces, uint32_t count)
{
    count = count < 60 ? count : 60;
    int best = 0, largest = 0;
    uint32_t best_len = 0;
    bool lower = false;
    for (uint32_t i = 0; i < count; i++) {
        lower = lower || has_lower(layout, &pieces[i]);
        largest = pieces[i].size > largest ? pieces[i].size : largest;
        uint32_t len = 0;
        for (uint32_t j = 0; j < count; j++)
            len += pieces[j].size == pieces[i].size ? pieces[j].len : 0;
        if (len > best_len || (len == best_len && pieces[i].size > best)) {
            best_len = len;
            best = pieces[i].size;
        }
    }
    return lower || largest * 10 > best * 15 ? best : largest;
}

/* Short, its foot above the foot of the line, and smaller: in two thirds of the size, or, where it stands right beside
 * a word, in any that is not larger. */
static bool is_raised_mark(const scrl__layout *layout, const scrl__piece_box *p, int size, int bottom, bool glued)
{
    bool small = p->size * 10 <= size * 8 && (bottom - p->bottom) * 8 >= size;
    bool high = glued && p->size <= size && (bottom - p->bottom) * 5 >= size;
    if (p->len > 12 || !(small || high))
        return false;
    const char *text = layout->pool.data + p->text;
    for (uint32_t i = 0; i < p->len; i++)
        if ((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z'))
            return false;
    return true;
}

static uint8_t last_byte(const scrl__layout *layout)
{
    return layout->pool.len > 0 ? (uint8_t)layout->pool.data[layout->pool.len - 1] : (uint8_t)' ';
}

static int open_cell(scrl__layout *layout, scrl__line *line, int left)
{
    int status = scrl__grow((void **)&layout->cells, &layout->cell_cap, layout->cell_count, sizeof(scrl__cell));
    if (status != 0)
        return status;
    if (line->cell_count > 0)
        scrl__str_addc(&layout->pool, '\t');
    scrl__cell *cell = &layout->cells[layout->cell_count++];
    cell->left = left;
    cell->right = left;
    cell->text = (uint32_t)layout->pool.len;
    cell->len = 0;
    line->cell_count++;
    return 0;
}

/* Copies one piece's text to the pool, tabs and line ends as spaces, without spaces at a cell's beginning. The hyphen
 * that some programs use where they break a word is the ordinary one. */
static void add_piece_text(scrl__layout *layout, const scrl__piece_box *p, bool at_start)
{
    for (uint32_t i = 0; i < p->len; i++) {
        char c = layout->pool.data[p->text + i];
        if (i + 2 < p->len && memcmp(layout->pool.data + p->text + i, "\xe2\x80\x90", 3) == 0) {
            c = '-';
            i += 2;
        }
        if (c == '\t' || c == '\n' || c == '\r')
            c = ' ';
        if (at_start && c == ' ')
            continue;
        at_start = false;
        scrl__str_addc(&layout->pool, c);
    }
}

/* Whether at least four pieces of the page begin at this edge, as the cells of a column do. */
static bool is_shared_left(const scrl__sheet *sheet, const int *lefts, int left)
{
    size_t low = 0, high = sheet->piece_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (lefts[middle] < left - 1)
            low = middle + 1;
        else
            high = middle;
    }
    return low + 3 < sheet->piece_count && lefts[low + 3] <= left + 1;
}

/* Whether a piece begins a new cell: after a wide gap, or after a narrow one at an edge that other lines share. */
static bool begins_cell(const scrl__sheet *sheet, const int *lefts, const scrl__piece_box *p, int right, int size)
{
    int gap = (p->left - right) * 10;
    return gap > size * 8 || (gap > size * 3 && is_shared_left(sheet, lefts, p->left));
}

/* Takes the box and colour of a line from its first piece, then from those in its main size. */
static void take_box(scrl__line *line, const scrl__piece_box *p, bool first, bool raised)
{
    if (first) {
        line->left = p->left;
        line->note_mark = raised;
        line->bold = line->italic = true;
        line->begins_bold = p->bold;
        line->begins_italic = p->italic;
    }
    if (first || p->size == line->size) {
        line->top = p->top;
        line->bottom = p->bottom;
    }
    if (p->size == line->size)
        line->colour = p->colour;
    line->bold = line->bold && (p->bold || raised);
    line->italic = line->italic && (p->italic || raised);
}

/* Adds one piece to the line's last cell, or to a new one. */
static int add_to_line(scrl__layout *layout, scrl__line *line, const scrl__piece_box *p, bool opens)
{
    int status = opens ? open_cell(layout, line, p->left) : 0;
    if (status != 0)
        return status;
    scrl__cell *cell = &layout->cells[layout->cell_count - 1];
    if (!opens && (p->left - cell->right) * 7 > line->size && last_byte(layout) != ' ')
        scrl__str_addc(&layout->pool, ' ');
    add_piece_text(layout, p, opens);
    cell->len = (uint32_t)layout->pool.len - cell->text;
    cell->right = p->right > cell->right ? p->right : cell->right;
    line->right = p->right > line->right ? p->right : line->right;
    return layout->pool.failed ? SCRL_ENOMEM : 0;
}

/* The foot of the pieces in the line's main size, from which raised marks stand off. */
static int main_bottom(const scrl__piece_box *pieces, uint32_t count, int size)
{
    int bottom = INT_MIN;
    for (uint32_t i = 0; i < count; i++)
        if (pieces[i].size == size && pieces[i].bottom > bottom)
            bottom = pieces[i].bottom;
    return bottom;
}

/* Joins the pieces of one line, sorted by their left edges. 'lefts' are the sorted left edges of the page. Raised
 * marks inside the line are references to notes and are left out; one at its beginning is the number of a note. */
static int make_line(scrl__layout *layout, uint32_t sheet, const int *lefts, const scrl__piece_box *pieces,
                     uint32_t count)
{
    int status = scrl__grow((void **)&layout->lines, &layout->line_cap, layout->line_count, sizeof(scrl__line));
    if (status != 0)
        return status;
    scrl__line *line = &layout->lines[layout->line_count];
    memset(line, 0, sizeof(*line));
    line->sheet = sheet;
    line->frame = (uint32_t)layout->frame_count - 1;
    line->size = main_size(layout, pieces, count);
    line->cell = (uint32_t)layout->cell_count;
    line->right = pieces[0].left;
    line->upright = is_upright(&pieces[0]);
    int bottom = main_bottom(pieces, count, line->size);
    for (uint32_t i = 0; i < count && status == 0; i++) {
        const scrl__piece_box *p = &pieces[i];
        bool glued =
            i > 0 ? (p->left - line->right) * 4 < line->size : count > 1 && (p[1].left - p->right) * 4 < line->size;
        bool raised = is_raised_mark(layout, p, line->size, bottom, glued);
        if (raised && i > 0) {
            line->right = p->right > line->right ? p->right : line->right;
            layout->cells[layout->cell_count - 1].right = line->right;
            continue;
        }
        bool after_mark = line->note_mark && i == 1;
        bool opens = i == 0 || after_mark || begins_cell(&layout->sheets[sheet], lefts, p, line->right, line->size);
        take_box(line, p, i == 0, raised);
        status = add_to_line(layout, line, p, opens);
    }
    line->text = layout->cells[line->cell].text;
    line->len = (uint32_t)layout->pool.len - line->text;
    layout->line_count++;
    return status;
}

static int open_frame(scrl__layout *layout, int page_width)
{
    int status = scrl__grow((void **)&layout->frames, &layout->frame_cap, layout->frame_count, sizeof(scrl__frame));
    if (status == 0)
        layout->frames[layout->frame_count++] = (scrl__frame){0, 0, page_width};
    return status;
}

/* Moves the small print that stands apart from the larger words of its line, as in a drawing beside a heading, behind
 * them. 'pieces' are sorted by their left edges. Returns how many stay. */
static uint32_t part_small_print(const scrl__layout *layout, scrl__piece_box *pieces, uint32_t count)
{
    enum { MOST = 64 };
    scrl__piece_box small[MOST];
    int size = 0;
    uint32_t kept = 0, apart = 0;
    for (uint32_t i = 0; i < count; i++)
        size = pieces[i].size > size ? pieces[i].size : size;
    if (count > MOST || layout->typed)
        return count;
    for (uint32_t i = 0; i < count; i++) {
        bool before = i > 0 && pieces[i].left - pieces[i - 1].right < size * 2;
        bool after = i + 1 < count && pieces[i + 1].left - pieces[i].right < size * 2;
        if (pieces[i].size * 10 <= size * 6 && !before && !after)
            small[apart++] = pieces[i];
        else
            pieces[kept++] = pieces[i];
    }
    memcpy(pieces + kept, small, apart * sizeof(*small));
    return kept > 0 ? kept : count;
}

static int find_sheet_lines(scrl__layout *layout, uint32_t index, int *lefts)
{
    scrl__sheet *sheet = &layout->sheets[index];
    scrl__piece_box *pieces = layout->pieces + sheet->piece;
    sheet->line = (uint32_t)layout->line_count;
    if (sheet->piece_count == 0)
        return 0;
    for (uint32_t i = 0; i < sheet->piece_count; i++)
        pieces[i].zone = is_upright(&pieces[i]) ? UINT32_MAX : pieces[i].zone;
    qsort(pieces, sheet->piece_count, sizeof(*pieces), compare_zones);
    for (uint32_t i = 0; i < sheet->piece_count; i++)
        lefts[i] = pieces[i].left;
    qsort(lefts, sheet->piece_count, sizeof(*lefts), compare_ints);
    int status = 0;
    for (uint32_t i = 0; i < sheet->piece_count && status == 0;) {
        const scrl__piece_box *longest = &pieces[i];
        uint32_t n = 1;
        while (i + n < sheet->piece_count && pieces[i + n].zone == pieces[i].zone &&
               on_one_line(longest, &pieces[i + n])) {
            if (pieces[i + n].len > pieces[i].len)
                longest = &pieces[i + n];
            n++;
        }
        if (i == 0 || pieces[i].zone != pieces[i - 1].zone)
            status = open_frame(layout, sheet->width);
        qsort(&pieces[i], n, sizeof(*pieces), compare_lefts);
        uint32_t kept = part_small_print(layout, &pieces[i], n);
        if (status == 0)
            status = make_line(layout, index, lefts, &pieces[i], kept);
        if (status == 0 && kept < n)
            status = make_line(layout, index, lefts, &pieces[i + kept], n - kept);
        i += n;
    }
    sheet->line_count = (uint32_t)layout->line_count - sheet->line;
    return status;
}

/* --- Watermarks
 * ---------------------------------------------------------------------------------------------------- */

/* Words printed over or under the text of a page: larger than any heading, and on most pages in the same place. */
static bool is_watermark(const scrl__layout *layout, const scrl__piece_box *p)
{
    size_t pages = 0;
    for (size_t s = 0; s < layout->sheet_count; s++) {
        const scrl__sheet *sheet = &layout->sheets[s];
        bool here = false;
        for (uint32_t i = sheet->piece; i < sheet->piece + sheet->piece_count && !here; i++) {
            const scrl__piece_box *o = &layout->pieces[i];
            here = o->size == p->size && o->left == p->left && o->top == p->top && o->len == p->len &&
                   memcmp(layout->pool.data + o->text, layout->pool.data + p->text, p->len) == 0;
        }
        pages += here;
    }
    return pages >= 3 && pages * 2 > layout->sheet_count;
}

/* Takes the watermarks of one page off all pages: their boxes would tie lines of text together. */
static void drop_watermarks(scrl__layout *layout)
{
    enum { MOST = 8 };
    scrl__piece_box marks[MOST];
    size_t count = 0;
    int usual = scrl__pieces_usual_size(layout->pieces, (uint32_t)layout->piece_count);
    const scrl__sheet *model = &layout->sheets[layout->sheet_count / 2];
    for (uint32_t i = model->piece; i < model->piece + model->piece_count && count < MOST; i++)
        if (layout->pieces[i].size > usual * 3 && is_watermark(layout, &layout->pieces[i]))
            marks[count++] = layout->pieces[i];
    for (size_t s = 0; s < layout->sheet_count && count > 0; s++) {
        scrl__sheet *sheet = &layout->sheets[s];
        uint32_t kept = 0;
        for (uint32_t i = 0; i < sheet->piece_count; i++) {
            const scrl__piece_box *p = &layout->pieces[sheet->piece + i];
            bool mark = false;
            for (size_t m = 0; m < count; m++)
                mark = mark || (p->size == marks[m].size && p->left == marks[m].left && p->top == marks[m].top);
            if (!mark)
                layout->pieces[sheet->piece + kept++] = *p;
        }
        sheet->piece_count = kept;
    }
}

int scrl__lines_find(scrl__layout *layout)
{
    int status = 0;
    if (!layout->typed && layout->sheet_count > 2)
        drop_watermarks(layout);
    status = scrl__zones_find(layout);
    if (status != 0)
        return status;
    int *lefts = malloc((layout->piece_count + 1) * sizeof(*lefts));
    if (lefts == NULL)
        return SCRL_ENOMEM;
    for (uint32_t i = 0; i < layout->sheet_count && status == 0; i++)
        status = find_sheet_lines(layout, i, lefts);
    free(lefts);
    return status;
}

/* The value with the greatest weight in a histogram, its neighbours counted with it. */
static int heaviest(const uint32_t *weights, int count)
{
    int best = 0;
    uint64_t most = 0;
    for (int i = 0; i < count; i++) {
        uint64_t weight =
            (uint64_t)weights[i] * 2 + (i > 0 ? weights[i - 1] : 0) + (i + 1 < count ? weights[i + 1] : 0);
        if (weights[i] > 0 && weight > most) {
            most = weight;
            best = i;
        }
    }
    return best;
}

/* On typed pages rows are as far apart as the grid says, and short paragraphs with blank lines between may outnumber
 * them: the least distance that an eighth of the lines have. */
static int least_common(const uint32_t *weights, int count)
{
    uint64_t total = 0;
    for (int i = 0; i < count; i++)
        total += weights[i];
    for (int i = 0; i < count; i++)
        if (weights[i] > 0 && (uint64_t)weights[i] * 8 >= total)
            return i;
    return 0;
}

/* Whether typed lines stand so far apart that blank lines lie between them and yet the text runs on over most of them.
 * Else a blank line ends a paragraph, however many of the paragraphs have only one line. */
static bool is_double_spaced(const scrl__layout *layout, int pitch)
{
    uint32_t on = 0, ended = 0;
    for (size_t i = 1; i < layout->line_count; i++) {
        const scrl__line *line = &layout->lines[i], *before = line - 1;
        if (line->use != SCRL__LINE_TEXT || before->frame != line->frame || line->top - before->top != pitch)
            continue;
        bool open = !scrl__ends_sentence(scrl__line_text(layout, before), before->len);
        if (open && scrl__begins_lower(scrl__line_text(layout, line), line->len))
            on++;
        else
            ended++;
    }
    return on > 1 && on > ended;
}

static void measure_font(scrl__layout *layout)
{
    uint32_t sizes[SIZES] = {0}, gaps[SIZES] = {0};
    for (size_t i = 0; i < layout->line_count; i++) {
        const scrl__line *line = &layout->lines[i];
        if (line->use == SCRL__LINE_TEXT && line->size < SIZES)
            sizes[line->size] += line->len;
    }
    uint32_t most = 0;
    for (int i = 0; i < SIZES; i++) {
        if (sizes[i] > most) {
            most = sizes[i];
            layout->body_size = i;
        }
    }
    if (layout->body_size == 0)
        layout->body_size = 1;
    uint32_t coloured = 0;
    for (size_t i = 0; i < layout->line_count; i++) {
        const scrl__line *line = &layout->lines[i], *before = i > 0 ? line - 1 : NULL;
        if (line->use != SCRL__LINE_TEXT || line->size != layout->body_size)
            continue;
        if (line->len > coloured) {
            coloured = line->len;
            layout->body_colour = line->colour;
        }
        int gap =
            before != NULL && before->frame == line->frame && before->size == line->size ? line->top - before->top : 0;
        if (gap * 10 > line->size * 7 && gap * 10 < line->size * 26 && gap < SIZES)
            gaps[gap]++;
    }
    layout->pitch = layout->typed ? least_common(gaps, SIZES) : heaviest(gaps, SIZES);
    int single = layout->body_size * 5 / 4;
    if (layout->pitch == 0 ||
        (layout->typed && layout->pitch * 2 > single * 3 && !is_double_spaced(layout, layout->pitch)))
        layout->pitch = single;
}

/* The right edge: the furthest right that any line reaches, of a long typed page one in fifty. 'rights' is room for all
 * lines. */
static int right_edge(const scrl__layout *layout, size_t first, size_t end, int *rights)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        if (layout->lines[i].use != SCRL__LINE_FURNITURE)
            rights[count++] = layout->lines[i].right;
    if (count == 0)
        return 0;
    qsort(rights, count, sizeof(*rights), compare_ints);
    return rights[count - 1 - (layout->typed ? count / 50 : 0)];
}

/* Left edge: the leftmost that more than one line has. 'lefts' is room for all lines. */
static void measure_frame(scrl__layout *layout, size_t first, size_t end, int *lefts)
{
    scrl__frame *frame = &layout->frames[layout->lines[first].frame];
    size_t count = 0;
    frame->right = right_edge(layout, first, end, lefts);
    for (size_t i = first; i < end; i++) {
        const scrl__line *line = &layout->lines[i];
        if (line->use == SCRL__LINE_FURNITURE)
            continue;
        lefts[count++] = line->left;
    }
    if (count == 0)
        return;
    qsort(lefts, count, sizeof(*lefts), compare_ints);
    frame->left = lefts[0];
    for (size_t i = 1; i < count; i++) {
        if (scrl__same_edge(layout, lefts[i], lefts[i - 1])) {
            frame->left = lefts[i - 1];
            break;
        }
    }
}

/* The width that most pages have. */
static int usual_page(const scrl__layout *layout)
{
    int best = -1;
    size_t most = 0;
    for (size_t i = 0; i < layout->frame_count; i++) {
        size_t count = 0;
        for (size_t k = i; k < layout->frame_count && layout->frames[i].page_width != best; k++)
            count += layout->frames[k].page_width == layout->frames[i].page_width;
        if (count > most) {
            most = count;
            best = layout->frames[i].page_width;
        }
    }
    return best;
}

/* A page with little text does not show how wide its column is: the document's usual width does, on pages of the usual
 * width. */
static void widen_frames(scrl__layout *layout, int *widths)
{
    int page = usual_page(layout);
    size_t count = 0;
    for (size_t i = 0; i < layout->frame_count; i++)
        if (layout->frames[i].page_width == page)
            widths[count++] = layout->frames[i].right - layout->frames[i].left;
    qsort(widths, count, sizeof(*widths), compare_ints);
    layout->body_width = count > 0 ? widths[count * 3 / 4] : 0;
    for (size_t i = 0; i < layout->frame_count; i++) {
        scrl__frame *frame = &layout->frames[i];
        int width = frame->right - frame->left;
        if (frame->page_width == page && width < layout->body_width && width * 10 > layout->body_width * 6)
            frame->right = frame->left + layout->body_width;
    }
}

int scrl__lines_measure(scrl__layout *layout)
{
    int *room = malloc((layout->line_count + 1) * sizeof(*room));
    if (room == NULL)
        return SCRL_ENOMEM;
    measure_font(layout);
    for (size_t i = 0; i < layout->line_count; i++)
        layout->lines[i].accent = layout->lines[i].colour != layout->body_colour;
    for (size_t i = 0; i < layout->line_count;) {
        size_t end = i + 1;
        while (end < layout->line_count && layout->lines[end].frame == layout->lines[i].frame)
            end++;
        measure_frame(layout, i, end, room);
        i = end;
    }
    widen_frames(layout, room);
    free(room);
    return 0;
}

uint32_t scrl__line_cells(const scrl__layout *layout, const scrl__line *line)
{
    if (line->cell_count != 2)
        return line->cell_count;
    scrl__mark mark = scrl__mark_read(scrl__line_text(layout, line), line->len);
    return mark.kind != SCRL__MARK_NONE && line->text + mark.skip >= layout->cells[line->cell + 1].text ? 1 : 2;
}

bool scrl__figures(const scrl__layout *layout, const scrl__cell *above, const scrl__cell *cell)
{
    const char *text = layout->pool.data + cell->text, *before = layout->pool.data + above->text;
    return cell->len > 0 && above->len > 0 && text[0] >= '0' && text[0] <= '9' && before[0] >= '0' &&
           before[0] <= '9' && before[above->len - 1] >= '0' && before[above->len - 1] <= '9';
}

long scrl__first_word_width(const char *text, uint32_t len, int left, int right)
{
    uint32_t word = 0;
    while (word < len && text[word] != ' ' && text[word] != '\t')
        word++;
    return len > 0 ? (long)(right - left) * word / len : 0;
}

bool scrl__same_edge(const scrl__layout *layout, int a, int b)
{
    int slack = layout->body_size > 0 ? layout->body_size / 3 : 4;
    return a - b <= slack && b - a <= slack;
}
