/*
 * words.c - asks a child program, poppler's pdftotext, for the boxes of single words. pdftohtml, which knows fonts, puts
 * text together across a gap of up to a line's height, and so the words of two narrow columns of a table.
 */
#include "read/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/process.h"
#include "base/str.h"
#include "base/xml.h"

enum { MOST_WORDS = 20000 }; /* of a page */

/* pdftohtml's units are 1.5 to a point. */
static const double units = 1.5;

typedef struct intake {
    scrl__layout *layout;
    size_t page; /* index of the page at hand */
    bool begun;
    scrl__word_box *words;
    size_t count, cap;
} intake;

static int value_of(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    const char *text = scrl__xml_attr_get(attrs, count, name);
    double value = text != NULL ? strtod(text, NULL) * units : 0;
    return value > -1e6 && value < 1e6 ? (int)(value + 0.5) : 0;
}

static int on_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                    uint32_t line)
{
    intake *in = user;
    (void)ns;
    (void)line;
    if (strcmp(name, "page") == 0) {
        in->page += in->begun;
        in->begun = true;
        in->count = 0;
    } else if (strcmp(name, "word") == 0 && in->count < MOST_WORDS) {
        if (scrl__grow((void **)&in->words, &in->cap, in->count, sizeof(*in->words)) != 0)
            return SCRL_ENOMEM;
        in->words[in->count++] = (scrl__word_box){value_of(attrs, count, "xMin"), value_of(attrs, count, "yMin"),
                                                  value_of(attrs, count, "xMax"), value_of(attrs, count, "yMax")};
    }
    return 0;
}

static int on_end(void *user, const char *ns, const char *name)
{
    intake *in = user;
    (void)ns;
    if (strcmp(name, "page") == 0 && in->page < scrl__layout_page_count(in->layout) &&
        scrl__layout_page_has_columns(in->layout, in->page))
        return scrl__layout_cut(in->layout, in->page, in->words, in->count);
    return 0;
}

static int on_text(void *user, const char *text, size_t len)
{
    (void)user;
    (void)text;
    (void)len;
    return 0;
}

/* Asks for pages first..last, which are indices, and cuts those with columns. */
static int cut_range(scrl_context *ctx, const char *bytes, size_t len, scrl__layout *layout, size_t first, size_t last)
{
    static const scrl__xml_handler handler = {on_start, on_end, on_text};
    scrl__str from = SCRL__STR_INIT, to = SCRL__STR_INIT, xml = SCRL__STR_INIT;
    intake in = {.layout = layout, .page = first};
    scrl__str_addf(&from, "%u", (unsigned)scrl__layout_page_number(layout, first));
    scrl__str_addf(&to, "%u", (unsigned)scrl__layout_page_number(layout, last));
    int exit_code = 0, status = from.failed || to.failed ? SCRL_ENOMEM : 0;
    if (status == 0) {
        const char *const argv[] = {"pdftotext", "-bbox", "-f", from.data, "-l", to.data, "-", "-", NULL};
        scrl__process process = {.argv = argv, .input = bytes, .input_len = len};
        status = scrl__process_run(ctx, &process, &xml, NULL, &exit_code);
    }
    if (status == 0 && exit_code == 0 && xml.len > 0)
        status = scrl__xml_parse(ctx, "read", "", xml.data, xml.len, true, &handler, &in, NULL, NULL);
    free(in.words);
    scrl__str_free(&from);
    scrl__str_free(&to);
    scrl__str_free(&xml);
    return status == SCRL_ENOMEM ? scrl__fail_memory(ctx, "read") : 0;
}

/* The last page with columns that is asked for together with 'first': starting the child costs as much as passing over a
 * few pages. */
static size_t end_of_range(const scrl__layout *layout, size_t first)
{
    enum { NEAR = 4 };
    size_t pages = scrl__layout_page_count(layout), last = first;
    for (size_t i = first + 1; i < pages && i - last <= NEAR; i++) {
        if (scrl__layout_page_number(layout, i) != scrl__layout_page_number(layout, first) + (i - first))
            break;
        last = scrl__layout_page_has_columns(layout, i) ? i : last;
    }
    return last;
}

int scrl__pieces_cut(scrl_context *ctx, const char *bytes, size_t len, scrl__layout *layout)
{
    size_t pages = scrl__layout_page_count(layout);
    int status = 0;
    for (size_t i = 0; i < pages && status == 0; i++) {
        if (!scrl__layout_page_has_columns(layout, i))
            continue;
        size_t last = end_of_range(layout, i);
        status = cut_range(ctx, bytes, len, layout, i, last);
        i = last;
    }
    return status;
}
