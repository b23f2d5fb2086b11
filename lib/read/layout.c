/*
 * layout.c - holds the pieces of the pages and runs the passes over them. What the passes know is in their own files;
 * see lines.h for the order.
 */
#include "read/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/lines.h"

int scrl__layout_new(scrl_context *ctx, scrl__layout **out)
{
    scrl__layout *layout = calloc(1, sizeof(*layout));
    if (layout == NULL)
        return scrl__fail_memory(ctx, "read");
    layout->ctx = ctx;
    *out = layout;
    return 0;
}

void scrl__layout_free(scrl__layout *layout)
{
    if (layout == NULL)
        return;
    scrl__str_free(&layout->pool);
    free(layout->pieces);
    free(layout->sheets);
    free(layout->lines);
    free(layout->cells);
    free(layout->frames);
    free(layout->tables);
    free(layout->tracks);
    free(layout->parts);
    free(layout);
}

void scrl__layout_typed(scrl__layout *layout)
{
    layout->typed = true;
}

void scrl__layout_page(scrl__layout *layout, uint32_t number, int width, int height)
{
    if (layout->status == 0)
        layout->status =
            scrl__grow((void **)&layout->sheets, &layout->sheet_cap, layout->sheet_count, sizeof(scrl__sheet));
    if (layout->status != 0)
        return;
    scrl__sheet *sheet = &layout->sheets[layout->sheet_count++];
    memset(sheet, 0, sizeof(*sheet));
    sheet->number = number;
    sheet->width = width;
    sheet->height = height;
    sheet->piece = (uint32_t)layout->piece_count;
    layout->current = layout->sheet_count - 1;
}

void scrl__layout_reopen(scrl__layout *layout, uint32_t number)
{
    for (size_t i = 0; i < layout->sheet_count; i++) {
        scrl__sheet *sheet = &layout->sheets[i];
        if (sheet->number == number && sheet->piece_count == 0) {
            sheet->piece = (uint32_t)layout->piece_count;
            layout->current = i;
            return;
        }
    }
}

static bool is_blank(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(text + at, len - at, &code);
        if (step == 0 || (!scrl__utf8_is_space(code) && code >= 0x20 && code != 0xad && code != 0x200b))
            return false;
        at += step;
    }
    return true;
}

/* A box beyond this is nonsense, and would overflow the arithmetic on edges. */
static int clamp(int value)
{
    return value < -1000000 ? -1000000 : value > 1000000 ? 1000000 : value;
}

void scrl__layout_piece(scrl__layout *layout, const scrl__piece *piece)
{
    if (layout->status != 0 || layout->sheet_count == 0 || is_blank(piece->text, piece->len))
        return;
    layout->status =
        scrl__grow((void **)&layout->pieces, &layout->piece_cap, layout->piece_count, sizeof(scrl__piece_box));
    if (layout->status != 0)
        return;
    if (layout->pool.len == 0)
        scrl__str_addc(&layout->pool, ' ');
    scrl__piece_box *box = &layout->pieces[layout->piece_count];
    memset(box, 0, sizeof(*box));
    box->left = clamp(piece->left);
    box->top = clamp(piece->top);
    box->right = clamp(piece->right);
    box->bottom = clamp(piece->bottom);
    if (box->right <= box->left)
        box->right = box->left + 1;
    if (box->bottom <= box->top)
        box->bottom = box->top + 1;
    box->size = piece->size > 0 ? clamp(piece->size) : 1;
    box->bold = piece->bold;
    box->italic = piece->italic;
    box->colour = piece->colour;
    box->text = (uint32_t)layout->pool.len;
    box->len = (uint32_t)piece->len;
    scrl__str_add(&layout->pool, piece->text, piece->len);
    if (layout->pool.failed || layout->pool.len > UINT32_MAX / 2) {
        layout->status = SCRL_ENOMEM;
        return;
    }
    layout->piece_count++;
    layout->sheets[layout->current].piece_count++;
}

size_t scrl__layout_page_count(const scrl__layout *layout)
{
    return layout->sheet_count;
}

bool scrl__layout_page_has_text(const scrl__layout *layout, size_t index)
{
    return layout->sheets[index].piece_count > 0;
}

uint32_t scrl__layout_page_number(const scrl__layout *layout, size_t index)
{
    return layout->sheets[index].number;
}

int scrl__layout_emit(scrl__layout *layout, scrl__builder *b)
{
    int status = layout->status;
    if (status == 0)
        status = scrl__lines_find(layout);
    if (status == 0)
        status = scrl__furniture_find(layout);
    if (status == 0)
        status = scrl__lines_measure(layout);
    if (status == 0) {
        scrl__contents_find(layout);
        scrl__notes_find(layout);
        status = layout->typed ? scrl__grids_find(layout) : scrl__tables_find(layout);
    }
    if (status == 0)
        status = scrl__titles_find(layout);
    if (status == 0)
        status = scrl__parts_find(layout);
    if (status == 0) {
        scrl__counted_find(layout);
        scrl__cover_find(layout);
        scrl__captions_find(layout);
        if (!scrl__headings_find(layout))
            scrl__plain_headings_find(layout);
        scrl__signatures_drop(layout);
        scrl__site_find(layout);
        scrl__title_find(layout);
        scrl__levels_find(layout);
        scrl__kinds_find(layout);
        status = scrl__blocks_emit(layout, b);
    }
    return status == SCRL_ENOMEM ? scrl__fail_memory(layout->ctx, "read") : status;
}
