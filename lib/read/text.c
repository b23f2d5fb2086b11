/*
 * text.c - reads plain text: what was typed, what pdftotext prints, what was pasted from elsewhere. Lines go to the
 * layout as pieces on a grid of characters, so that hard-wrapped paragraphs, columns, tables and running headers are
 * found as on any page.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "read/layout.h"
#include "read/reader.h"

/* The grid: a character is CELL wide, a row ROW high, its letters HEIGHT high and FONT in size. */
enum { CELL = 10, ROW = 20, HEIGHT = 18, FONT = 16, TAB_STOP = 8, LONG_LINE = 160 };

/* Text laid on the grid. */
typedef struct sheet_writer {
    scrl__layout *layout;
    bool wrapped; /* lines end where the page did; else each line is a paragraph */
    int row;
} sheet_writer;

static size_t line_length(const char *text, size_t len)
{
    size_t end = 0;
    while (end < len && text[end] != '\n' && text[end] != '\r' && text[end] != '\f')
        end++;
    return end;
}

/* Lines are wrapped unless many are longer than any page is wide. */
static bool is_wrapped(const char *text, size_t len)
{
    size_t lines = 0, longs = 0;
    for (size_t at = 0; at < len;) {
        size_t line = line_length(text + at, len - at);
        lines += line > 0;
        longs += line > LONG_LINE;
        at += line + 1;
    }
    return longs * 10 < lines;
}

static void add_piece(sheet_writer *w, const char *text, size_t len, int column, int end)
{
    scrl__piece piece = {
        .left = column * CELL,
        .right = end * CELL,
        .top = w->row * ROW,
        .bottom = w->row * ROW + HEIGHT,
        .size = FONT,
        .text = text,
        .len = len,
    };
    scrl__layout_piece(w->layout, &piece);
}

/* Cuts a line at gaps of three columns and more; a tab always leaves a gap. */
static void add_line(sheet_writer *w, const char *text, size_t len)
{
    int column = 0, start_column = 0, end_column = 0;
    size_t start = 0, end = 0;
    bool open = false;
    for (size_t at = 0; at < len && column < 90000;) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(text + at, len - at, &code);
        step = step == 0 ? 1 : step;
        if (code == '\t') {
            if (open)
                add_piece(w, text + start, end - start, start_column, end_column);
            open = false;
            column += TAB_STOP - column % TAB_STOP;
        } else {
            bool blank = code == ' ' || code == 0xa0;
            if (!blank && open && column - end_column >= 3) {
                add_piece(w, text + start, end - start, start_column, end_column);
                open = false;
            }
            if (!blank && !open) {
                start = at;
                start_column = column;
                open = true;
            }
            column++;
            if (!blank) {
                end = at + step;
                end_column = column;
            }
        }
        at += step;
    }
    if (open)
        add_piece(w, text + start, end - start, start_column, end_column);
    w->row += w->wrapped ? 1 : 3;
}

static int rows_of(const char *text, size_t len, bool wrapped)
{
    int rows = 0;
    for (size_t at = 0; at < len && rows < 40000; rows++)
        at += line_length(text + at, len - at) + 1;
    return wrapped ? rows : rows * 3;
}

static size_t line_end(const char *text, size_t len, size_t at)
{
    if (at + 1 < len && text[at] == '\r' && text[at + 1] == '\n')
        return at + 2;
    return at < len ? at + 1 : at;
}

/* A page ends at a form feed; what is blank at its end does not count. */
static void add_page(sheet_writer *w, const char *text, size_t len, uint32_t number)
{
    while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
        len--;
    w->row = 0;
    scrl__layout_page(w->layout, number, 0, rows_of(text, len, w->wrapped) * ROW);
    for (size_t at = 0; at < len;) {
        size_t line = line_length(text + at, len - at);
        /* A file may have more rows than the grid has: the rest stands on another sheet of the same page. */
        if (w->row >= 40000) {
            w->row = 0;
            scrl__layout_page(w->layout, number, 0, rows_of(text + at, len - at, w->wrapped) * ROW);
        }
        add_line(w, text + at, line);
        at = line_end(text, len, at + line);
    }
}

static int add_pages(scrl_context *ctx, sheet_writer *w, const char *text, size_t len, scrl__builder *b)
{
    const char *feed = memchr(text, '\f', len);
    uint32_t number = feed != NULL ? 1 : 0;
    for (size_t at = 0; at < len;) {
        feed = memchr(text + at, '\f', len - at);
        size_t end = feed != NULL ? (size_t)(feed - text) : len;
        if (number > ctx->limits.pages) {
            scrl__builder_warn(b, "page_limit", number - 1, "only the first %u pages were read",
                               (unsigned)ctx->limits.pages);
            break;
        }
        add_page(w, text + at, end - at, number);
        number += number > 0;
        at = end + 1;
    }
    scrl__builder_pages(b, number > 0 ? number - 1 : 0);
    return 0;
}

static int read_text(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                     const scrl_document_options *options, scrl__builder *b)
{
    (void)options;
    (void)name;
    sheet_writer w = {NULL, false, 0};
    scrl__str text = SCRL__STR_INIT;
    size_t bom = 0;
    if (len == 0)
        return scrl__fail(ctx, SCRL_EFORMAT, "read", "the file is empty");
    scrl__charset charset = scrl__charset_guess(bytes, len, &bom);
    scrl__builder_repaired(b, scrl__to_utf8(&text, bytes + bom, len - bom, charset));
    int status = text.failed ? scrl__fail_memory(ctx, "read") : scrl__layout_new(ctx, &w.layout);
    if (status != 0)
        goto done;
    scrl__layout_typed(w.layout);
    w.wrapped = is_wrapped(scrl__str_text(&text), text.len);
    status = add_pages(ctx, &w, scrl__str_text(&text), text.len, b);
    if (status == 0)
        status = scrl__layout_emit(w.layout, b);
done:
    scrl__str_free(&text);
    scrl__layout_free(w.layout);
    return status;
}

/* Text has no control characters but those that set lines. */
static bool sniff_text(const char *bytes, size_t len)
{
    size_t bom = 0, room = len < 8192 ? len : 8192;
    if (len == 0 || scrl__charset_guess(bytes, len, &bom) == SCRL__UTF16LE ||
        scrl__charset_guess(bytes, len, &bom) == SCRL__UTF16BE)
        return len > 0;
    for (size_t i = 0; i < room; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 && strchr("\t\n\r\f\x1b\b", c) == NULL)
            return false;
        if (c == 0)
            return false;
    }
    return true;
}

static const char *const text_suffixes[] = {"txt", "text", NULL};
const scrl__reader scrl__reader_text = {"text", 2, text_suffixes, sniff_text, read_text};
