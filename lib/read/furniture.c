/*
 * furniture.c - finds running headers, running footers and page numbers. They stand outside the area of running text,
 * and their words, with digits left out, come again on other pages.
 */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* One line near the edge of a page. */
typedef struct edge_line {
    uint64_t hash; /* of its words and of the edge */
    uint32_t line, sheet;
    bool number; /* nothing but a page number */
} edge_line;

typedef struct edge_list {
    edge_line *items;
    size_t count, cap;
} edge_list;

/* Where running text begins and ends, as distances from the edges of the page. */
typedef struct text_area {
    int top, bottom;
} text_area;

static bool is_roman(const char *word, size_t len)
{
    if (len == 0 || len > 7)
        return false;
    for (size_t i = 0; i < len; i++)
        if (strchr("ivxlIVXL", word[i]) == NULL)
            return false;
    return true;
}

bool scrl__page_number_like(const char *text, size_t len)
{
    while (len > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
        len--;
    if (len == 0)
        return false;
    size_t digits = 0;
    while (digits < len && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    return (digits == len && len <= 4) || is_roman(text, len);
}

/* Writes the words of a line in lower case with each run of digits, or roman numeral, as '#'. Returns its length. */
static size_t normalise(const char *text, size_t len, char *out, size_t room)
{
    size_t n = 0, at = 0;
    while (at < len && n + 1 < room) {
        unsigned char c = (unsigned char)text[at];
        if (c == ' ' || c == '\t') {
            at++;
            continue;
        }
        size_t end = at;
        while (end < len && text[end] != ' ' && text[end] != '\t')
            end++;
        if (is_roman(text + at, end - at)) {
            out[n++] = '#';
            at = end;
            continue;
        }
        while (at < end && n + 1 < room) {
            c = (unsigned char)text[at++];
            if (c >= '0' && c <= '9') {
                if (n == 0 || out[n - 1] != '#')
                    out[n++] = '#';
            } else {
                out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            }
        }
    }
    out[n] = '\0';
    return n;
}

static bool only_number(const char *words)
{
    static const char *const forms[] = {
        "#",  "page#", "page#of#", "p#",     "#of#",   "#/#", "-#-", "\xe2\x80\x93#\xe2\x80\x93",
        "|#", "#|",    "|page#",   "#|page", "page|#", "[#]", "(#)"};
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        if (strcmp(words, forms[i]) == 0)
            return true;
    return false;
}

/* Signs between the words do not count, nor how many numbers stand side by side: where a page was read from its
 * picture, a dash or a page number comes out as another sign, or not at all. */
static uint64_t hash_words(const char *words, size_t len, bool top)
{
    uint64_t hash = top ? 1469598103934665603u : 1469598103934665604u;
    bool number = false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)words[i];
        bool dash = c == 0xe2 && i + 2 < len && (unsigned char)words[i + 1] == 0x80;
        bool word = c >= 0x80 || (c >= 'a' && c <= 'z');
        i += dash ? 2 : 0;
        if (dash || (!word && (c != '#' || number)))
            continue;
        hash = (hash ^ c) * 1099511628211u;
        number = c == '#';
    }
    return hash;
}

/* The distance of a line from the foot of its page; typed pages end with their last line. */
static int from_foot(const scrl__layout *layout, const scrl__line *line)
{
    const scrl__sheet *sheet = &layout->sheets[line->sheet];
    return sheet->height - line->bottom;
}

static bool near_edge(const scrl__layout *layout, const scrl__line *line, bool *top)
{
    const scrl__sheet *sheet = &layout->sheets[line->sheet];
    int band = layout->typed ? 4 * 20 : sheet->height * 14 / 100;
    *top = line->top < sheet->height / 2;
    return *top ? line->top < band : from_foot(layout, line) < band;
}

static int collect_edges(scrl__layout *layout, edge_list *list)
{
    for (size_t i = 0; i < layout->line_count; i++) {
        const scrl__line *line = &layout->lines[i];
        bool top = false;
        if (!near_edge(layout, line, &top) || line->len > 400)
            continue;
        char words[512];
        size_t len = normalise(scrl__line_text(layout, line), line->len, words, sizeof(words));
        int status = scrl__grow((void **)&list->items, &list->cap, list->count, sizeof(edge_line));
        if (status != 0)
            return status;
        list->items[list->count++] =
            (edge_line){hash_words(words, len, top), (uint32_t)i, line->sheet, only_number(words)};
    }
    return 0;
}

static int compare_edges(const void *a, const void *b)
{
    const edge_line *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* The running text's area: on each page the first and last line that is as wide as text is, those lines that are
 * 'repeated' left aside; of all pages the value of the tenth part (rounded), so that one odd page does not count. */
static int find_text_area(const scrl__layout *layout, const uint8_t *repeated, text_area *area)
{
    int *tops = malloc((layout->sheet_count + 1) * 2 * sizeof(*tops));
    if (tops == NULL)
        return SCRL_ENOMEM;
    int *bottoms = tops + layout->sheet_count + 1;
    size_t count = 0;
    for (size_t s = 0; s < layout->sheet_count; s++) {
        const scrl__sheet *sheet = &layout->sheets[s];
        int top = -1, bottom = -1;
        for (uint32_t i = sheet->line; i < sheet->line + sheet->line_count; i++) {
            const scrl__line *line = &layout->lines[i];
            if (repeated[i] || line->len < 45 || (line->right - line->left) * 10 < sheet->width * 4)
                continue;
            top = top < 0 || line->top < top ? line->top : top;
            bottom = bottom < 0 || from_foot(layout, line) < bottom ? from_foot(layout, line) : bottom;
        }
        if (top >= 0) {
            tops[count] = top;
            bottoms[count++] = bottom;
        }
    }
    qsort(tops, count, sizeof(*tops), compare_ints);
    qsort(bottoms, count, sizeof(*bottoms), compare_ints);
    area->top = count > 0 ? tops[(count + 5) / 10] : 0;
    area->bottom = count > 0 ? bottoms[(count + 5) / 10] : 0;
    free(tops);
    return 0;
}

/* Whether a line lies wholly above or below the running text. */
static bool outside(const scrl__layout *layout, const scrl__line *line, const text_area *area)
{
    int half = (line->bottom - line->top) / 2;
    return line->top + half < area->top || from_foot(layout, line) + half < area->bottom;
}

/* How often the words of a line stand at the edge of pages. */
enum { RARELY = 0, AGAIN = 1, MOSTLY = 2 };

/* On how many pages each edge line's words stand: marks those on three, or on both of two. */
static void mark_repeated(const scrl__layout *layout, const edge_list *list, uint8_t *repeated)
{
    for (size_t i = 0; i < list->count;) {
        size_t end = i, pages = 0;
        while (end < list->count && list->items[end].hash == list->items[i].hash) {
            pages += end == i || list->items[end].sheet != list->items[end - 1].sheet;
            end++;
        }
        bool often = pages >= 3 || (pages == 2 && layout->sheet_count <= 3);
        for (size_t j = i; j < end && often; j++)
            repeated[list->items[j].line] = pages * 2 > layout->sheet_count ? MOSTLY : AGAIN;
        i = end;
    }
}

/* Where headers and footers that are known stand, to know others by: the name of a short chapter stands there once
 * or twice. */
typedef struct furniture_place {
    int top, size;
    uint32_t count;
} furniture_place;

enum { MAX_PLACES = 32 };

static size_t place_of(furniture_place *places, size_t count, const scrl__line *line)
{
    size_t at = 0;
    while (at < count &&
           (places[at].size != line->size || places[at].top - line->top > 2 || line->top - places[at].top > 2))
        at++;
    return at;
}

static void mark_in_place(scrl__layout *layout, const edge_list *list, const text_area *area)
{
    furniture_place places[MAX_PLACES];
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const scrl__line *line = &layout->lines[list->items[i].line];
        if (line->use != SCRL__LINE_FURNITURE || list->items[i].number)
            continue;
        size_t at = place_of(places, count, line);
        if (at == count && count < MAX_PLACES)
            places[count++] = (furniture_place){line->top, line->size, 0};
        if (at < count)
            places[at].count++;
    }
    for (size_t i = 0; i < list->count; i++) {
        scrl__line *line = &layout->lines[list->items[i].line];
        size_t at = place_of(places, count, line);
        if (line->use == SCRL__LINE_TEXT && at < count && places[at].count >= 3 && outside(layout, line, area))
            line->use = SCRL__LINE_FURNITURE;
    }
}

/* A typed page may have its header right above its text, a blank line between: the outermost lines of a page that
 * most pages have are furniture wherever running text begins. */
static void mark_outermost(scrl__layout *layout, const uint8_t *repeated)
{
    for (size_t s = 0; s < layout->sheet_count; s++) {
        const scrl__sheet *sheet = &layout->sheets[s];
        uint32_t first = sheet->line, end = sheet->line + sheet->line_count;
        while (first < end && (repeated[first] == MOSTLY || layout->lines[first].use == SCRL__LINE_FURNITURE))
            layout->lines[first++].use = SCRL__LINE_FURNITURE;
        while (end > first && (repeated[end - 1] == MOSTLY || layout->lines[end - 1].use == SCRL__LINE_FURNITURE))
            layout->lines[--end].use = SCRL__LINE_FURNITURE;
    }
}

/* What runs up the margin of three pages or more is a running header; on fewer it stays, as a paragraph. */
static void mark_upright(scrl__layout *layout)
{
    size_t pages = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < layout->line_count; i++) {
        if (layout->lines[i].upright && layout->lines[i].sheet != last) {
            last = layout->lines[i].sheet;
            pages++;
        }
    }
    for (size_t i = 0; i < layout->line_count && pages >= 3; i++)
        if (layout->lines[i].upright)
            layout->lines[i].use = SCRL__LINE_FURNITURE;
}

int scrl__furniture_find(scrl__layout *layout)
{
    edge_list list = {NULL, 0, 0};
    text_area area = {0, 0};
    uint8_t *repeated = calloc(layout->line_count + 1, sizeof(*repeated));
    if (repeated == NULL)
        return SCRL_ENOMEM;
    int status = collect_edges(layout, &list);
    if (status != 0)
        goto done;
    if (list.count > 0)
        qsort(list.items, list.count, sizeof(*list.items), compare_edges);
    mark_repeated(layout, &list, repeated);
    status = find_text_area(layout, repeated, &area);
    for (size_t i = 0; i < list.count && status == 0; i++) {
        scrl__line *line = &layout->lines[list.items[i].line];
        bool away = outside(layout, line, &area);
        bool again = repeated[list.items[i].line] != RARELY;
        bool lone_number = list.items[i].number && (away || area.top == 0);
        if ((again && (away || area.top == 0)) || lone_number)
            line->use = SCRL__LINE_FURNITURE;
    }
    mark_upright(layout);
    if (status == 0 && layout->typed && layout->sheet_count > 3)
        mark_outermost(layout, repeated);
    else if (status == 0 && !layout->typed)
        mark_in_place(layout, &list, &area);
done:
    free(list.items);
    free(repeated);
    return status;
}
