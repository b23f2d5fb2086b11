/*
 * zones.c - which pages are set in two columns, and in which order the pieces of a page are read. A page in two columns
 * has an empty strip in its middle with running text on both sides; where tables or little text hide it, other pages of
 * the document show where it lies.
 */
#include "read/lines.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 128, SIZES = 256, MOST_PIECES = 4000 };

int scrl__pieces_usual_size(const scrl__piece_box *pieces, uint32_t count)
{
    uint32_t weights[SIZES] = {0};
    int best = 0;
    for (uint32_t i = 0; i < count; i++)
        if (pieces[i].size < SIZES)
            weights[pieces[i].size] += pieces[i].len;
    for (int size = 1; size < SIZES; size++)
        best = weights[size] > weights[best] ? size : best;
    return best;
}

/* The empty strip between two columns. */
typedef struct gutter {
    bool found;
    int left, right;
} gutter;

/* How many pieces cover each of BINS strips of the page, headers and footers left out. */
static void cover_strips(const scrl__layout *layout, const scrl__sheet *sheet, uint32_t counts[BINS])
{
    memset(counts, 0, BINS * sizeof(counts[0]));
    for (uint32_t i = 0; i < sheet->piece_count; i++) {
        const scrl__piece_box *p = &layout->pieces[sheet->piece + i];
        if (p->top < sheet->height / 12 || p->bottom > sheet->height - sheet->height / 12)
            continue;
        long from = (long)p->left * BINS / sheet->width, to = (long)p->right * BINS / sheet->width;
        for (long bin = from < 0 ? 0 : from; bin <= to && bin < BINS; bin++)
            counts[bin]++;
    }
}

/* The emptiest strip in the middle of the page. */
static gutter emptiest_strip(const scrl__sheet *sheet, const uint32_t counts[BINS])
{
    gutter g = {false, 0, 0};
    uint32_t most = 0;
    for (int bin = 0; bin < BINS; bin++)
        most = counts[bin] > most ? counts[bin] : most;
    int best = -1, best_len = 0;
    for (int bin = BINS * 38 / 100; bin < BINS * 62 / 100; bin++) {
        int len = 0;
        while (bin + len < BINS * 62 / 100 && counts[bin + len] * 12 <= most)
            len++;
        if (len > best_len) {
            best = bin;
            best_len = len;
        }
        bin += len;
    }
    if (best < 0 || most < 12)
        return g;
    g.found = true;
    g.left = (int)((long)best * sheet->width / BINS);
    g.right = (int)((long)(best + best_len) * sheet->width / BINS);
    return g;
}

static int compare_tops(const void *a, const void *b)
{
    const scrl__piece_box *x = a, *y = b;
    if (x->top != y->top)
        return x->top < y->top ? -1 : 1;
    return (x->left > y->left) - (x->left < y->left);
}

/* The space at the right of a page between the text above and below a height. */
typedef struct right_gap {
    int top, bottom; /* -1 where no text stands above or below */
    bool display;    /* beside text that is larger than usual */
} right_gap;

static right_gap gap_at_right(const scrl__piece_box *pieces, uint32_t count, int middle, int height, int usual)
{
    right_gap gap = {-1, -1, false};
    int above = 0, below = 0;
    for (uint32_t i = 0; i < count; i++) {
        const scrl__piece_box *p = &pieces[i];
        int centre = (p->top + p->bottom) / 2;
        if (p->left < middle)
            continue;
        if (centre < height && p->bottom > gap.top) {
            gap.top = p->bottom;
            above = p->size;
        } else if (centre >= height && (gap.bottom < 0 || p->top < gap.bottom)) {
            gap.bottom = p->top;
            below = p->size;
        }
    }
    gap.display = above * 100 > usual * 108 || below * 100 > usual * 108;
    return gap;
}

/* In a table the gaps between rows lie at the same height on both sides of the strip; in running text they seldom do,
 * but around headings, which may run over both columns. Where a few agree by chance they are as high as those between
 * paragraphs: the shorter cell of a row leaves more, and rows of one line have a gap above each. */
static bool gaps_agree(const scrl__piece_box *pieces, uint32_t count, int middle)
{
    uint32_t lines = 0, gaps = 0, shared = 0, wide = 0;
    int last = -1, usual = scrl__pieces_usual_size(pieces, count);
    for (uint32_t i = 0; i < count; i++) {
        const scrl__piece_box *p = &pieces[i];
        if (p->left >= middle)
            continue;
        if (p->size * 100 > usual * 108 || p->right > middle) {
            last = -1;
            continue;
        }
        int height = p->bottom - p->top, space = last >= 0 ? p->top - last : 0;
        right_gap right = {-1, -1, false};
        if (space > height / 2)
            right = gap_at_right(pieces, count, middle, last + space / 2, usual);
        if (right.top >= 0 && right.bottom >= 0 && !right.display) {
            bool agree = right.top <= p->top - height / 4 && right.bottom >= last + height / 4 &&
                         right.bottom - right.top > height / 2;
            int most = space > right.bottom - right.top ? space : right.bottom - right.top;
            gaps++;
            shared += agree;
            wide += agree && most > height + height / 2;
        }
        lines++;
        last = p->bottom > last ? p->bottom : last;
    }
    return shared >= 3 && shared * 2 >= gaps && (gaps * 5 >= lines || wide * 2 >= shared);
}

/* One side of the strip. */
typedef struct side {
    uint32_t pieces, full; /* full: lines of running text, from near the left edge over most of the width */
    long widths;
    int left, right;
} side;

static side measure_side(const scrl__piece_box *pieces, uint32_t count, int from, int to)
{
    side s = {0, 0, 0, INT_MAX, INT_MIN};
    for (uint32_t i = 0; i < count; i++) {
        const scrl__piece_box *p = &pieces[i];
        if (p->left < from || p->right > to)
            continue;
        s.pieces++;
        s.widths += p->right - p->left;
        s.left = p->left < s.left ? p->left : s.left;
        s.right = p->right > s.right ? p->right : s.right;
    }
    for (uint32_t i = 0; i < count; i++) {
        const scrl__piece_box *p = &pieces[i];
        if (p->left >= from && p->right <= to && (p->left - s.left) * 5 < s.right - s.left)
            s.full += (p->right - p->left) * 10 > (s.right - s.left) * 6;
    }
    return s;
}

/* Running text fills its column; where a table stands in it too, its cells do not. */
static bool is_column(const side *s, int width)
{
    return s->pieces >= 10 && (s->widths * 100 >= (long)width * s->pieces * 55 || s->full >= 12);
}

static gutter own_gutter(const scrl__layout *layout, const scrl__sheet *sheet)
{
    gutter none = {false, 0, 0};
    uint32_t counts[BINS];
    if (layout->typed || sheet->width < 100 || sheet->height < 100 || sheet->piece_count < 24 ||
        sheet->piece_count > MOST_PIECES)
        return none;
    cover_strips(layout, sheet, counts);
    gutter g = emptiest_strip(sheet, counts);
    if (!g.found)
        return none;
    const scrl__piece_box *pieces = &layout->pieces[sheet->piece];
    int middle = (g.left + g.right) / 2;
    side left = measure_side(pieces, sheet->piece_count, INT_MIN, middle);
    side right = measure_side(pieces, sheet->piece_count, middle, INT_MAX);
    uint32_t across = sheet->piece_count - left.pieces - right.pieces;
    if (across * 4 > left.pieces + right.pieces || !is_column(&left, middle - left.left) ||
        !is_column(&right, right.right - middle))
        return none;
    return gaps_agree(pieces, sheet->piece_count, middle) ? none : g;
}

/* The page while its zones are numbered. */
typedef struct zoning {
    scrl__piece_box *pieces;
    uint32_t count;
    int middle, right; /* of the gutter */
    int usual;
    int across_bottom; /* of the last piece across the gutter */
} zoning;

static bool has_right_beside(const zoning *z, const scrl__piece_box *p)
{
    for (uint32_t i = 0; i < z->count; i++)
        if (z->pieces[i].left >= z->middle && z->pieces[i].bottom > p->top && z->pieces[i].top < p->bottom)
            return true;
    return false;
}

/* Whether a heading at the left stands over both columns: the text on the right ends above it where that on the left
 * does, or goes on below it where that on the left does too, or after more space than lies between two paragraphs. */
static bool heads_both(const zoning *z, const scrl__piece_box *p)
{
    int left_end = -1, right_end = -1, left_next = INT_MAX, right_next = INT_MAX;
    for (uint32_t i = 0; i < z->count; i++) {
        const scrl__piece_box *o = &z->pieces[i];
        bool right = o->left >= z->middle;
        int *end = right ? &right_end : &left_end, *next = right ? &right_next : &left_next;
        if (o->top >= p->bottom)
            *next = o->top < *next ? o->top : *next;
        else if (o != p && o->bottom <= p->top + p->size / 3)
            *end = o->bottom > *end ? o->bottom : *end;
    }
    if (right_next < INT_MAX) {
        int apart = right_next - left_next, space = right_next - right_end, height = p->bottom - p->top;
        bool level = apart < z->usual && apart > -z->usual;
        return space * 4 > height * (level ? 5 : 7);
    }
    int apart = left_end - right_end;
    return right_end >= 0 && apart < z->usual * 5 && apart > -z->usual * 5;
}

/* Pieces that run over the gutter, short headings over both columns, and the short last lines of such text. */
static bool runs_across(const zoning *z, const scrl__piece_box *p, bool after_across)
{
    if (p->left >= z->middle)
        return false;
    if (p->right > z->right)
        return true;
    bool last_line = after_across && p->top - z->across_bottom < p->size;
    bool heading = p->size * 100 > z->usual * 108;
    return (last_line || heading) && !has_right_beside(z, p) && (last_line || heads_both(z, p));
}

/* Numbers the zones of a page in reading order: between two stretches that run across the gutter, left before right. */
static void assign_zones(scrl__layout *layout, const scrl__sheet *sheet, gutter g)
{
    scrl__piece_box *pieces = &layout->pieces[sheet->piece];
    zoning z = {pieces, sheet->piece_count, (g.left + g.right) / 2, g.right, 0, 0};
    uint32_t across = 0;
    bool after_across = false;
    z.usual = g.found ? scrl__pieces_usual_size(pieces, z.count) : 0;
    for (uint32_t i = 0; g.found && i < z.count; i++) {
        scrl__piece_box *p = &pieces[i];
        bool beside = across > 0 && p->top + (p->bottom - p->top) / 2 < z.across_bottom &&
                      p->top >= z.across_bottom - 2 * p->size;
        bool runs = runs_across(&z, p, after_across);
        if (runs) {
            across += !after_across;
            z.across_bottom = p->bottom;
        }
        after_across = runs || (beside && after_across);
        p->zone = across * 3 + (runs || beside ? 0 : p->left < z.middle ? 1 : 2);
    }
}

/* Whether two pages have their gutter in one place. */
static bool one_place(const scrl__sheet *a, gutter g, const scrl__sheet *b, gutter h)
{
    int apart = (g.left + g.right - h.left - h.right) / 2, slack = a->width / 40;
    return g.found && h.found && a->width == b->width && apart <= slack && apart >= -slack;
}

/* The gutter that most pages share; none where no two do. '*page' is one that has it. */
static gutter shared_gutter(const scrl__layout *layout, const gutter *gutters, size_t *page)
{
    gutter best = {false, 0, 0};
    size_t most = 1;
    for (size_t i = 0; i < layout->sheet_count; i++) {
        size_t count = 0;
        for (size_t k = 0; k < layout->sheet_count && gutters[i].found; k++)
            count += one_place(&layout->sheets[i], gutters[i], &layout->sheets[k], gutters[k]);
        if (count > most) {
            most = count;
            best = gutters[i];
            *page = i;
        }
    }
    return best;
}

/* Whether a page, full of tables or nearly empty, has the gutter of others: hardly anything crosses it, and some line
 * begins beside it where the right column does. */
static bool fits(const scrl__layout *layout, const scrl__sheet *sheet, gutter g)
{
    const scrl__piece_box *pieces = &layout->pieces[sheet->piece];
    int middle = (g.left + g.right) / 2, slack = sheet->width / BINS + 1;
    uint32_t across = 0, beside = 0, count = 0;
    for (uint32_t i = 0; i < sheet->piece_count; i++) {
        const scrl__piece_box *p = &pieces[i];
        if (p->top < sheet->height / 12 || p->bottom > sheet->height - sheet->height / 12)
            continue;
        count++;
        across += p->left < middle && p->right > g.right;
        beside += p->left >= middle && p->left >= g.right - slack && p->left <= g.right + 2 * slack;
    }
    return beside > 0 && across * 5 <= count && !gaps_agree(pieces, sheet->piece_count, middle);
}

int scrl__zones_find(scrl__layout *layout)
{
    gutter *gutters = calloc(layout->sheet_count + 1, sizeof(*gutters));
    size_t page = 0;
    if (gutters == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < layout->sheet_count; i++) {
        const scrl__sheet *sheet = &layout->sheets[i];
        if (sheet->piece_count > 0)
            qsort(layout->pieces + sheet->piece, sheet->piece_count, sizeof(*layout->pieces), compare_tops);
        gutters[i] = own_gutter(layout, sheet);
    }
    gutter shared = shared_gutter(layout, gutters, &page);
    for (size_t i = 0; i < layout->sheet_count; i++) {
        const scrl__sheet *sheet = &layout->sheets[i];
        bool same = one_place(sheet, gutters[i], &layout->sheets[page], shared);
        bool lent = shared.found && !gutters[i].found && sheet->width == layout->sheets[page].width &&
                    sheet->piece_count <= MOST_PIECES && fits(layout, sheet, shared);
        assign_zones(layout, sheet, same || lent ? shared : gutters[i]);
    }
    free(gutters);
    return 0;
}
