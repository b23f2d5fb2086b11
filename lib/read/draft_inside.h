/* draft_inside.h - the inside of a draft, shared by draft.c (collecting) and draft_build.c (deciding). */
#ifndef SCRL_READ_DRAFT_INSIDE_H
#define SCRL_READ_DRAFT_INSIDE_H

#include "base/str.h"
#include "read/draft.h"

/* A paragraph; its strings are offsets into the draft's pool, NUL-terminated there. */
typedef struct scrl__draft_para {
    scrl__draft_part part;
    scrl_block_kind kind;
    uint32_t level, page, list, zone;
    scrl__draft_look look;
    bool page_break, from_table, has_number;
    size_t number, text, text_len;
    size_t shift;            /* bytes taken from the start of the text for a typed number */
    size_t turn, turn_count; /* range of the draft's turns */
} scrl__draft_para;

typedef struct scrl__draft_list {
    scrl__draft_para *items;
    size_t count, cap;
} scrl__draft_list;

typedef struct scrl__draft_cell {
    size_t first; /* first paragraph; the cell ends where the next one begins */
    uint32_t columns;
} scrl__draft_cell;

typedef struct scrl__draft_row {
    size_t cell, cell_count;
    size_t after, after_count; /* what was kept back in it, notes for example */
} scrl__draft_row;

/* Cells that reach down are followed in so many columns. */
#define SCRL__DRAFT_COLUMNS 64u

typedef struct scrl__draft_table {
    bool may_lay_out;
    uint32_t column;                       /* of the open row's next cell */
    uint16_t reaches[SCRL__DRAFT_COLUMNS]; /* further rows that a cell of each column reaches down to */
    size_t held;                           /* how much was kept back when it began: that stands before it */
    scrl__draft_list paras, after;
    scrl__draft_cell *cells;
    size_t cell_count, cell_cap;
    scrl__draft_row *rows;
    size_t row_count, row_cap;
} scrl__draft_table;

struct scrl__draft {
    scrl_context *ctx;
    int status; /* first failure */
    uint64_t charged;
    bool pending_break; /* a page break waits for the next paragraph with text */
    scrl__str pool;
    scrl__draft_list paras, deferred;
    scrl__draft_turn *turns;
    size_t turn_count, turn_cap;
    scrl__draft_table **places; /* open tables from the outside in; NULL for a text box */
    size_t place_count, place_cap;
};

#endif
