/*
 * columns.c - pieces that hold words of two columns of a table. Where a reader can tell the boxes of single words, such
 * pieces are cut at the edges of the columns, which other lines of the page show.
 */
#include "read/lines.h"

#include <string.h>

enum { MOST_EDGES = 48, WINDOW = 24, MOST_PIECES = 4000, SLACK = 2 };

/* A left edge at which cells begin that have another cell beside them; 'top' and 'bottom' of the area in which they stand. */
typedef struct edge {
    int left, top, bottom;
    uint32_t count;
} edge;

static bool beside(const scrl__piece_box *a, const scrl__piece_box *b)
{
    int overlap = (a->bottom < b->bottom ? a->bottom : b->bottom) - (a->top > b->top ? a->top : b->top);
    int height = a->bottom - a->top < b->bottom - b->top ? a->bottom - a->top : b->bottom - b->top;
    return overlap * 2 > height;
}

/* Whether a piece stands to the right of another with a wide gap between; readers give pieces of a line near each other. */
static bool begins_second_cell(const scrl__piece_box *pieces, uint32_t count, uint32_t index)
{
    const scrl__piece_box *p = &pieces[index];
    uint32_t from = index > WINDOW ? index - WINDOW : 0, to = index + WINDOW < count ? index + WINDOW : count;
    bool found = false;
    for (uint32_t i = from; i < to; i++) {
        int gap = p->left - pieces[i].right;
        if (i == index || pieces[i].left >= p->left || !beside(p, &pieces[i]))
            continue;
        if (gap * 10 < p->size * 8)
            return false;
        found = true;
    }
    return found;
}

static uint32_t find_edges(const scrl__layout *layout, const scrl__sheet *sheet, edge *edges)
{
    const scrl__piece_box *pieces = &layout->pieces[sheet->piece];
    uint32_t count = 0, kept = 0;
    for (uint32_t i = 0; i < sheet->piece_count && sheet->piece_count <= MOST_PIECES; i++) {
        const scrl__piece_box *p = &pieces[i];
        if (!begins_second_cell(pieces, sheet->piece_count, i))
            continue;
        uint32_t at = 0;
        while (at < count && (edges[at].left - p->left > SLACK || p->left - edges[at].left > SLACK))
            at++;
        if (at == MOST_EDGES)
            continue;
        if (at == count)
            edges[count++] = (edge){p->left, p->top, p->bottom, 0};
        edges[at].count++;
        edges[at].top = p->top < edges[at].top ? p->top : edges[at].top;
        edges[at].bottom = p->bottom > edges[at].bottom ? p->bottom : edges[at].bottom;
    }
    for (uint32_t i = 0; i < count; i++)
        if (edges[i].count >= 2)
            edges[kept++] = edges[i];
    return kept;
}

/* Whether a piece with a blank in it runs over the edge, near the cells that show it. */
static bool crosses(const scrl__layout *layout, const scrl__piece_box *p, const edge *e)
{
    return p->left + p->size / 2 < e->left && p->right > e->left + p->size / 3 && p->bottom > e->top - 5 * p->size &&
           p->top < e->bottom + 3 * p->size && memchr(layout->pool.data + p->text, ' ', p->len) != NULL;
}

static bool crosses_any(const scrl__layout *layout, const scrl__piece_box *p, const edge *edges, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (crosses(layout, p, &edges[i]))
            return true;
    return false;
}

bool scrl__layout_page_has_columns(const scrl__layout *layout, size_t index)
{
    const scrl__sheet *sheet = &layout->sheets[index];
    edge edges[MOST_EDGES];
    uint32_t count = find_edges(layout, sheet, edges);
    for (uint32_t i = 0; i < sheet->piece_count && count > 0; i++)
        if (crosses_any(layout, &layout->pieces[sheet->piece + i], edges, count))
            return true;
    return false;
}

static int append_piece(scrl__layout *layout, const scrl__piece_box *piece)
{
    int status = scrl__grow((void **)&layout->pieces, &layout->piece_cap, layout->piece_count, sizeof(scrl__piece_box));
    if (status == 0)
        layout->pieces[layout->piece_count++] = *piece;
    return status;
}

/* The words inside a piece from left to right; 0 when there are too many to tell. */
static size_t words_inside(const scrl__piece_box *p, const scrl__word_box *words, size_t count, scrl__word_box *out,
                           size_t room)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        int middle = (words[i].top + words[i].bottom) / 2;
        if (middle < p->top || middle > p->bottom || words[i].left + SLACK < p->left ||
            words[i].right > p->right + SLACK)
            continue;
        if (found == room)
            return 0;
        size_t at = found++;
        while (at > 0 && out[at - 1].left > words[i].left) {
            out[at] = out[at - 1];
            at--;
        }
        out[at] = words[i];
    }
    return found;
}

static size_t count_words(const char *text, size_t len)
{
    size_t words = 0;
    for (size_t i = 0; i < len; i++)
        words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
    return words;
}

/* Where word 'number', from 0, of a text begins. */
static uint32_t word_start(const char *text, uint32_t len, size_t number)
{
    for (uint32_t i = 0; i < len; i++)
        if (text[i] != ' ' && (i == 0 || text[i - 1] == ' ') && number-- == 0)
            return i;
    return len;
}

/* The first word of a piece, from 1 on, that begins at an edge after more than a blank; 0 when there is none. */
static size_t first_of_column(const scrl__layout *layout, const scrl__piece_box *p, const edge *edges,
                              uint32_t edge_count, const scrl__word_box *inside, size_t found)
{
    for (size_t k = 1; k < found; k++) {
        if ((inside[k].left - inside[k - 1].right) * 10 < p->size * 4)
            continue;
        for (uint32_t e = 0; e < edge_count; e++) {
            int apart = inside[k].left - edges[e].left;
            if (apart <= SLACK && apart >= -SLACK && crosses(layout, p, &edges[e]))
                return k;
        }
    }
    return 0;
}

/* Adds a piece, cut where it runs from one column into the next. */
static int append_cut(scrl__layout *layout, scrl__piece_box piece, const edge *edges, uint32_t edge_count,
                      const scrl__word_box *words, size_t count)
{
    enum { ROOM = 64 };
    scrl__word_box inside[ROOM];
    int status = 0;
    while (status == 0 && crosses_any(layout, &piece, edges, edge_count)) {
        const char *text = layout->pool.data + piece.text;
        size_t found = words_inside(&piece, words, count, inside, ROOM);
        size_t k = found == count_words(text, piece.len)
                       ? first_of_column(layout, &piece, edges, edge_count, inside, found)
                       : 0;
        if (k == 0)
            break;
        scrl__piece_box head = piece;
        uint32_t start = word_start(text, piece.len, k);
        head.len = start;
        while (head.len > 0 && text[head.len - 1] == ' ')
            head.len--;
        head.right = inside[k - 1].right;
        piece.left = inside[k].left;
        piece.text += start;
        piece.len -= start;
        status = append_piece(layout, &head);
    }
    return status == 0 ? append_piece(layout, &piece) : status;
}

/* The pieces of the page are laid anew behind all others. */
int scrl__layout_cut(scrl__layout *layout, size_t index, const scrl__word_box *words, size_t count)
{
    scrl__sheet *sheet = &layout->sheets[index];
    edge edges[MOST_EDGES];
    uint32_t edge_count = find_edges(layout, sheet, edges), first = (uint32_t)layout->piece_count;
    int status = 0;
    for (uint32_t i = 0; i < sheet->piece_count && status == 0; i++)
        status = append_cut(layout, layout->pieces[sheet->piece + i], edges, edge_count, words, count);
    sheet->piece_count = (uint32_t)layout->piece_count - first;
    sheet->piece = first;
    return status;
}
