/* compare.c - text as it is compared. What scrl and gold have is brought to one form here, so that a difference between
 * printers (a curly quote, a ligature, a line end) is never counted as a difference between readings. */
#include "evaluate/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* How many letters of its beginning and its end must be found of a passage that is interrupted; how far apart they may lie. */
#define ENDS_LEN 24
#define MOST_GAP 600

static const char *spelling(uint32_t code)
{
    static const struct {
        uint32_t code;
        const char *plain;
    } spellings[] = {{0x2018, "'"},  {0x2019, "'"},  {0x201A, "'"},  {0x201B, "'"},  {0x2032, "'"},
                     {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x201F, "\""}, {0x2033, "\""},
                     {0x2010, "-"},  {0x2011, "-"},  {0x2026, "..."}};
    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
        if (spellings[i].code == code)
            return spellings[i].plain;
    }
    return NULL;
}

void scrl__plain_add(scrl__str *out, const char *text, size_t len)
{
    scrl__str clean = SCRL__STR_INIT;
    scrl__text_clean(&clean, text, len, false);
    size_t at = 0, used;
    uint32_t code = 0;
    while ((used = scrl__utf8_decode(scrl__str_text(&clean) + at, clean.len - at, &code)) > 0) {
        const char *plain = spelling(code);
        if (plain != NULL)
            scrl__str_adds(out, plain);
        else
            scrl__str_add(out, clean.data + at, used);
        at += used;
    }
    out->failed = out->failed || clean.failed;
    scrl__str_free(&clean);
}

const char *scrl__plain(scrl__arena *arena, const char *text, size_t len)
{
    scrl__str plain = SCRL__STR_INIT;
    scrl__plain_add(&plain, text, len);
    const char *copy = plain.failed ? NULL : scrl__arena_strndup(arena, scrl__str_text(&plain), plain.len);
    scrl__str_free(&plain);
    return copy;
}

static bool is_word(uint32_t code)
{
    return scrl__utf8_is_letter(code) || scrl__utf8_is_digit(code);
}

/* Whether the last character of a text is part of a word. */
static bool ends_in_word(const char *text, size_t len)
{
    uint32_t code = 0;
    size_t at = len;
    while (at > 0 && ((unsigned char)text[--at] & 0xC0) == 0x80)
        continue;
    return scrl__utf8_decode(text + at, len - at, &code) > 0 && is_word(code);
}

bool scrl__plain_begins(const char *text, const char *quote)
{
    size_t len = strlen(quote);
    uint32_t code = 0;
    if (len == 0 || strncmp(text, quote, len) != 0)
        return false;
    size_t used = scrl__utf8_decode(text + len, strlen(text + len), &code);
    return used == 0 || !is_word(code) || !ends_in_word(quote, len);
}

bool scrl__plain_same(const char *left, const char *right)
{
    size_t left_len = strlen(left), right_len = strlen(right), l = 0, r = 0;
    uint32_t a = 0, b = 0;
    while (l < left_len && r < right_len) {
        size_t left_used = scrl__utf8_decode(left + l, left_len - l, &a);
        size_t right_used = scrl__utf8_decode(right + r, right_len - r, &b);
        if (left_used == 0 || right_used == 0 || scrl__utf8_fold(a) != scrl__utf8_fold(b))
            return false;
        l += left_used;
        r += right_used;
    }
    return l == left_len && r == right_len;
}

/* Goes through the letters and digits of a text; 'finder' NULL writes them only. */
static void squeeze(const char *text, size_t len, scrl__str *out, scrl__finder *finder)
{
    bool edge = true;
    size_t at = 0, used;
    for (; at < len; at += used) {
        uint32_t code = 0;
        char bytes[4];
        used = scrl__utf8_decode(text + at, len - at, &code);
        if (used == 0) {
            used = 1;
            continue;
        }
        edge = edge || code == '\n' || code == '\t';
        if (!is_word(code))
            continue;
        size_t count = scrl__utf8_encode(scrl__utf8_fold(code), bytes), from = out->len;
        scrl__str_add(out, bytes, count);
        for (size_t i = 0; finder != NULL && i < count; i++) {
            finder->starts[from + i] = (uint32_t)at;
            finder->ends[from + i] = (uint32_t)(at + used);
            finder->edges[from + i] = i == 0 && edge;
        }
        edge = false;
    }
    if (finder != NULL)
        finder->edges[out->len] = 1;
}

int scrl__finder_init(scrl__finder *finder, const scrl_document *doc)
{
    size_t len = 0;
    const char *text = scrl_document_text(doc, &len);
    *finder = (scrl__finder){.text = SCRL__STR_INIT};
    /* Folding makes a letter longer by at most half (U+023A takes two bytes, its small form three). */
    size_t room = len + len / 2 + 4;
    finder->starts = calloc(room, sizeof(*finder->starts));
    finder->ends = calloc(room, sizeof(*finder->ends));
    finder->edges = calloc(room, sizeof(*finder->edges));
    if (finder->starts == NULL || finder->ends == NULL || finder->edges == NULL)
        return SCRL_ENOMEM;
    squeeze(text, len, &finder->text, finder);
    return finder->text.failed ? SCRL_ENOMEM : 0;
}

void scrl__finder_free(scrl__finder *finder)
{
    scrl__str_free(&finder->text);
    free(finder->starts);
    free(finder->ends);
    free(finder->edges);
}

/* The next place of 'words' at or after 'from', or SIZE_MAX. */
static size_t next_place(const scrl__finder *finder, const char *words, size_t len, size_t from)
{
    if (from > finder->text.len || len == 0)
        return SIZE_MAX;
    const char *text = scrl__str_text(&finder->text);
    const char *found = memmem(text + from, finder->text.len - from, words, len);
    return found == NULL ? SIZE_MAX : (size_t)(found - text);
}

static size_t best_place(const scrl__finder *finder, const char *words, size_t len)
{
    size_t best = SIZE_MAX;
    int best_rank = -1;
    for (size_t at = next_place(finder, words, len, 0); at != SIZE_MAX; at = next_place(finder, words, len, at + 1)) {
        int rank = finder->edges[at] ? 1 + finder->edges[at + len] : 0;
        if (rank > best_rank) {
            best = at;
            best_rank = rank;
        }
    }
    return best;
}

/* The length of an interrupted passage from its beginning at the returned place. */
static size_t interrupted_place(const scrl__finder *finder, const char *words, size_t *len)
{
    if (*len < 2 * ENDS_LEN)
        return SIZE_MAX;
    const char *end = words + *len - ENDS_LEN;
    for (size_t at = next_place(finder, words, ENDS_LEN, 0); at != SIZE_MAX;
         at = next_place(finder, words, ENDS_LEN, at + 1)) {
        size_t last = next_place(finder, end, ENDS_LEN, at + *len - ENDS_LEN);
        if (last != SIZE_MAX && last <= at + *len + MOST_GAP) {
            *len = last + ENDS_LEN - at;
            return at;
        }
    }
    return SIZE_MAX;
}

bool scrl__finder_find(const scrl__finder *finder, scrl__arena *arena, const char *quote, uint32_t *start,
                       uint32_t *end)
{
    scrl__str words = SCRL__STR_INIT;
    squeeze(quote, strlen(quote), &words, NULL);
    const char *kept = words.failed ? NULL : scrl__arena_strndup(arena, scrl__str_text(&words), words.len);
    size_t len = words.len;
    scrl__str_free(&words);
    if (kept == NULL || len == 0)
        return false;
    size_t at = best_place(finder, kept, len);
    if (at == SIZE_MAX)
        at = interrupted_place(finder, kept, &len);
    if (at == SIZE_MAX)
        return false;
    *start = finder->starts[at];
    *end = finder->ends[at + len - 1];
    return true;
}
