/*
 * draft.h - a document in the making, for formats that know paragraphs but not what they mean. A reader hands in every
 * paragraph with its look and its style's part, tables cell by cell, and notes and text boxes as they are met; when all
 * is known, the draft decides what is a title, a heading or a list item, moves typed numbers out of the text, and fills
 * the builder.
 */
#ifndef SCRL_READ_DRAFT_H
#define SCRL_READ_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "model/doc.h"

/* What the style or element of a paragraph says that it is. */
typedef enum scrl__draft_part {
    SCRL__DRAFT_TEXT,
    SCRL__DRAFT_HEADING, /* at 'level' */
    SCRL__DRAFT_TITLE,
    SCRL__DRAFT_SUBTITLE,
    SCRL__DRAFT_CONTENTS /* an entry of the list of contents */
} scrl__draft_part;

/* How all, or nearly all, of a paragraph looks. */
typedef struct scrl__draft_look {
    bool bold, italic, underlined, capitals, centred;
    uint16_t half_points; /* 0 when not known */
} scrl__draft_look;

/* From the byte 'offset' of a paragraph's text on, it is 'page'. */
typedef struct scrl__draft_turn {
    size_t offset;
    uint32_t page;
} scrl__draft_turn;

typedef struct scrl__draft_in {
    scrl__draft_part part;
    scrl_block_kind kind; /* what it is where it turns out to be no heading and no title */
    uint32_t level;       /* of a heading, from 1 */
    uint32_t page;        /* 0: without pages */
    bool page_break;      /* begins a page by the author's will */
    scrl__draft_look look;
    const char *number; /* automatic number; NULL: none, and one may be typed in the text */
    uint32_t list;      /* the counted list that 'number' comes from, from 1; 0: none */
    uint32_t zone;      /* area of the page that it belongs to, for whoever filters by scrl__draft_filter(); else 0 */
    const char *text;
    size_t text_len;
    const scrl__draft_turn *turns;
    size_t turn_count;
} scrl__draft_in;

typedef struct scrl__draft scrl__draft;

int scrl__draft_new(scrl_context *ctx, scrl__draft **out);
void scrl__draft_free(scrl__draft *draft);

/* Adds a paragraph where the draft now stands: in the text, in a cell, in a box. One without text is left out. As
 * with the builder, the first failure (memory, limits) is kept and returned by every later call. */
int scrl__draft_add(scrl__draft *draft, const scrl__draft_in *in);

/* Keeps a paragraph (a note) back until scrl__draft_release(), which puts all that was kept back behind what stands
 * there; inside a table, behind the row. */
int scrl__draft_defer(scrl__draft *draft, const scrl__draft_in *in);
int scrl__draft_release(scrl__draft *draft);

/* Text boxes: what is added between begin and end is kept back, as with scrl__draft_defer(), as blocks of kind box. */
int scrl__draft_box_begin(scrl__draft *draft);
int scrl__draft_box_end(scrl__draft *draft);

/* Tables. A cell spans 'columns' columns and 'rows' rows (0 as 1), and the rows below get an empty cell in its place;
 * where a format writes those out itself, 'rows' is 1. Rows of a table in a cell join that cell. A table with one column is a
 * box; with 'may_lay_out' a table that holds headings is taken for a means of layout and its paragraphs stand for
 * themselves. */
int scrl__draft_table_begin(scrl__draft *draft, bool may_lay_out);
int scrl__draft_row_begin(scrl__draft *draft);
int scrl__draft_cell_begin(scrl__draft *draft, uint32_t columns, uint32_t rows);
int scrl__draft_row_end(scrl__draft *draft, bool drop);
int scrl__draft_table_end(scrl__draft *draft);
bool scrl__draft_in_table(const scrl__draft *draft);

/* Removes the paragraphs for which 'keep' is false. */
typedef struct scrl__draft_item {
    scrl__draft_part part;
    uint32_t level;
    uint32_t zone;
    size_t text_len;
} scrl__draft_item;
void scrl__draft_filter(scrl__draft *draft, bool (*keep)(void *user, const scrl__draft_item *item), void *user);

/* Decides and hands everything to 'b'. */
int scrl__draft_build(scrl__draft *draft, scrl__builder *b);

#endif
