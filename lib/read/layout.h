/*
 * layout.h - printed pages -> blocks, shared by the formats that have pages. A reader hands in pieces of text with
 * their boxes and fonts, page by page; the layout finds lines, running headers and footers, columns, tables,
 * paragraphs, notes and headings, and adds them to a builder in reading order.
 */
#ifndef SCRL_READ_LAYOUT_H
#define SCRL_READ_LAYOUT_H

#include "base/ctx.h"
#include "model/doc.h"

typedef struct scrl__layout scrl__layout;

/* A run of text in one font. Boxes in any one unit, y downwards; 'size' is the font's size in the same unit. */
typedef struct scrl__piece {
    int left, top, right, bottom;
    int size;
    bool bold, italic;
    uint32_t colour;
    const char *text; /* UTF-8, as the format has it: cleaned later */
    size_t len;
} scrl__piece;

int scrl__layout_new(scrl_context *ctx, scrl__layout **out);
void scrl__layout_free(scrl__layout *layout);

/* Text without fonts, one character a column: headings are then known by their words and by the space around them
 * alone, and the foot of a page is wherever its last line stands. */
void scrl__layout_typed(scrl__layout *layout);

/* Begins a page; pages come in order. Failures (memory) are kept and returned by scrl__layout_emit(). */
void scrl__layout_page(scrl__layout *layout, uint32_t number, int width, int height);

/* Makes a page that has no text so far the one that pieces are added to. An unknown number changes nothing. */
void scrl__layout_reopen(scrl__layout *layout, uint32_t number);

/* Adds a piece to the page begun last; the order within a page does not matter. Blank pieces are left out. */
void scrl__layout_piece(scrl__layout *layout, const scrl__piece *piece);

/* Pages so far, and whether page 'index', from 0, has text; its number as it was handed in. */
size_t scrl__layout_page_count(const scrl__layout *layout);
bool scrl__layout_page_has_text(const scrl__layout *layout, size_t index);
uint32_t scrl__layout_page_number(const scrl__layout *layout, size_t index);

/* Whether page 'index' has columns beside each other, and a piece that may hold words of two of them. */
bool scrl__layout_page_has_columns(const scrl__layout *layout, size_t index);

/* The box of one word, in the unit of the pieces. */
typedef struct scrl__word_box {
    int left, top, right, bottom;
} scrl__word_box;

/* Cuts the pieces of page 'index' that hold words of two columns, by the boxes of its words. Returns 0 or SCRL_ENOMEM. */
int scrl__layout_cut(scrl__layout *layout, size_t index, const scrl__word_box *words, size_t count);

/* Works everything out and adds the blocks to 'b'. Returns 0 or SCRL_ENOMEM; the builder keeps its own failures. */
int scrl__layout_emit(scrl__layout *layout, scrl__builder *b);

#endif
