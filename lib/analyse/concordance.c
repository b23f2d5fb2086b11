/*
 * concordance.c - a found word or phrase with what stands before and after it, cut between words, and lines in the order
 * of their neighbours, so that patterns of usage stand under each other.
 */
#include <stdlib.h>
#include <string.h>

#include "analyse/texts.h"
#include "base/str.h"
#include "base/utf8.h"

#define WIDTH 60

static bool is_inside(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80; /* a later byte of a character */
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Where the context before 'start' begins: at most 'width' characters, at the beginning of a word. */
static uint32_t left_edge(const char *text, uint32_t start, uint32_t width)
{
    uint32_t at = start;
    for (uint32_t left = width; at > 0 && left > 0; left--) {
        at--;
        while (at > 0 && is_inside(text[at]))
            at--;
    }
    while (at > 0 && at < start && !is_blank(text[at - 1]))
        at++;
    return at;
}

/* Where the context after 'end' ends: at the end of a word. */
static uint32_t right_edge(const char *text, uint32_t len, uint32_t end, uint32_t width)
{
    uint32_t at = end;
    for (uint32_t left = width; at < len && left > 0; left--) {
        at++;
        while (at < len && is_inside(text[at]))
            at++;
    }
    while (at < len && at > end && !is_blank(text[at]))
        at--;
    return at;
}

/* Adds words in lower case, without marks, one blank between: forwards, or the last one first. */
static void add_words(scrl__str *out, const char *text, uint32_t start, uint32_t end, bool backwards)
{
    while (start < end) {
        uint32_t from = start, to = end;
        if (backwards) {
            for (from = end; from > start && !is_blank(text[from - 1]);)
                from--;
            end = from > start ? from - 1 : start;
        } else {
            for (to = start; to < end && !is_blank(text[to]);)
                to++;
            start = to + 1;
        }
        size_t before = out->len;
        scrl__text_fold(out, text + from, to - from);
        if (out->len > before)
            scrl__str_addc(out, ' ');
    }
}

/* What a line is sorted by. */
static void write_sort(scrl_line_sort sort, const char *text, const scrl__line *line, scrl__str *out)
{
    switch (sort) {
    case SCRL_LINE_PLACE:
        break;
    case SCRL_LINE_LEFT:
        add_words(out, text, line->left_start, line->key_start, true);
        break;
    case SCRL_LINE_KEY:
        add_words(out, text, line->key_start, line->right_end, false);
        break;
    case SCRL_LINE_RIGHT:
        add_words(out, text, line->key_end, line->right_end, false);
        break;
    }
}

int scrl__concordance_add(scrl_context *ctx, const scrl_concordance_options *options, uint32_t passage,
                          const char *text, size_t len, uint32_t start, uint32_t end, scrl__result *out)
{
    uint32_t width = options->width > 0 ? options->width : WIDTH;
    scrl__str sort = SCRL__STR_INIT;
    scrl__line line = {.passage = passage, .place = out->count, .key_start = start, .key_end = end};
    line.left_start = left_edge(text, start, width);
    line.right_end = right_edge(text, (uint32_t)len, end, width);
    write_sort(options->sort, text, &line, &sort);
    line.left = scrl__arena_strndup(out->arena, text + line.left_start, start - line.left_start);
    line.key = scrl__arena_strndup(out->arena, text + start, end - start);
    line.right = scrl__arena_strndup(out->arena, text + end, line.right_end - end);
    line.sort = sort.failed ? NULL : scrl__arena_strndup(out->arena, scrl__str_text(&sort), sort.len);
    scrl__str_free(&sort);
    if (line.left == NULL || line.key == NULL || line.right == NULL || line.sort == NULL)
        return scrl__fail_memory(ctx, "analyse");
    out->totals.found++;
    return scrl__result_add(ctx, out, &line);
}

static int compare_lines(const void *left, const void *right)
{
    const scrl__line *a = left, *b = right;
    int order = strcmp(a->sort, b->sort);
    if (order != 0)
        return order;
    return a->place < b->place ? -1 : a->place > b->place;
}

void scrl__concordance_sort(const scrl_concordance_options *options, scrl__result *out)
{
    scrl__result_sort(out, compare_lines);
    if (options->limit > 0 && out->count > options->limit)
        out->count = (size_t)options->limit;
}
