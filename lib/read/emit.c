/*
 * emit.c - parts -> blocks of the builder. Puts lines together, decides at each hyphen at a line's end whether it
 * belongs to the word, and keeps the page of every piece of a paragraph that runs over a page.
 */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* The words of the document as hashes, to look up what a hyphen has cut. */
typedef struct word_set {
    uint64_t *slots;
    size_t size;     /* a power of two */
    bool cuts_words; /* the document breaks words at line ends as a habit */
} word_set;

static uint64_t hash_letters(uint64_t hash, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
    }
    return hash == 0 ? 1 : hash;
}

static const uint64_t hash_start = 1469598103934665603u;

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xc3 ||
           ((unsigned char)c >= 0x80 && (unsigned char)c < 0xc0);
}

static void add_word(word_set *words, const char *text, size_t len)
{
    uint64_t hash = hash_letters(hash_start, text, len);
    size_t at = (size_t)hash & (words->size - 1);
    while (words->slots[at] != 0 && words->slots[at] != hash)
        at = (at + 1) & (words->size - 1);
    words->slots[at] = hash;
}

static bool knows(const word_set *words, uint64_t hash)
{
    size_t at = (size_t)hash & (words->size - 1);
    while (words->slots[at] != 0 && words->slots[at] != hash)
        at = (at + 1) & (words->size - 1);
    return words->slots[at] == hash;
}

/* Whether a line ends with a letter and a hyphen. */
static bool ends_in_hyphen(const char *text, size_t len)
{
    while (len > 0 && text[len - 1] == ' ')
        len--;
    return len > 1 && text[len - 1] == '-' && is_word_byte(text[len - 2]);
}

/* Adds the whole words of a line (a word keeps its inner hyphens): not the one that a hyphen cuts at its end. */
static void add_line_words(const scrl__layout *layout, const scrl__line *line, word_set *words)
{
    const char *text = scrl__line_text(layout, line);
    for (size_t at = 0; at < line->len;) {
        size_t end = at;
        while (end < line->len && (is_word_byte(text[end]) || (text[end] == '-' && end > at)))
            end++;
        if (end > at && text[end - 1] != '-')
            add_word(words, text + at, end - at);
        at = end > at ? end : at + 1;
    }
}

static int gather_words(const scrl__layout *layout, word_set *words)
{
    size_t bytes = 0, hyphens = 0, lines = 0;
    for (size_t i = 0; i < layout->line_count; i++)
        bytes += layout->lines[i].len;
    words->size = 1024;
    while (words->size < bytes)
        words->size *= 2;
    words->slots = calloc(words->size, sizeof(*words->slots));
    if (words->slots == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < layout->line_count; i++) {
        const scrl__line *line = &layout->lines[i];
        if (line->use == SCRL__LINE_FURNITURE)
            continue;
        add_line_words(layout, line, words);
        lines++;
        hyphens += ends_in_hyphen(scrl__line_text(layout, line), line->len);
    }
    words->cuts_words = lines > 40 && hyphens * 30 > lines;
    return 0;
}

/* Prefixes that keep their hyphen. */
static bool is_prefix(const char *word, size_t len)
{
    static const char *const prefixes[] = {
        "multi",  "non",   "self", "re",  "co",    "pre",   "post", "inter", "intra", "anti",  "ex",    "sub",  "semi",
        "well",   "cross", "half", "mid", "under", "over",  "long", "short", "high",  "low",   "part",  "full", "step",
        "follow", "drop",  "face", "one", "two",   "three", "four", "five",  "six",   "child", "family"};
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        size_t n = strlen(prefixes[i]), same = 0;
        while (n == len && same < n && (word[same] | 0x20) == prefixes[i][same])
            same++;
        if (n == len && same == n)
            return true;
    }
    return false;
}

/* Whether the hyphen at the end of 'head' goes when 'tail' is put behind it. */
static bool drops_hyphen(const word_set *words, const char *head, size_t head_len, const char *tail, size_t tail_len)
{
    size_t end = head_len - 1, start = end, tail_end = 0;
    while (start > 0 && (is_word_byte(head[start - 1]) || head[start - 1] == '-'))
        start--;
    while (tail_end < tail_len && (is_word_byte(tail[tail_end]) || tail[tail_end] == '-'))
        tail_end++;
    if (!scrl__begins_lower(tail, tail_end) || memchr(head + start, '-', end - start) != NULL)
        return false;
    uint64_t with = hash_letters(hash_letters(hash_start, head + start, head_len - start), tail, tail_end);
    uint64_t without = hash_letters(hash_letters(hash_start, head + start, end - start), tail, tail_end);
    if (knows(words, with))
        return false;
    if (knows(words, without))
        return true;
    return words->cuts_words && !is_prefix(head + start, end - start) && memchr(tail, '-', tail_end) == NULL;
}

/* How 'tail' goes on from the text before it: '*cut' when the last hyphen has to go. Returns whether nothing
 * stands between. */
static bool joins(const word_set *words, const char *head, size_t head_len, const char *tail, size_t tail_len,
                  bool *cut)
{
    *cut = false;
    while (head_len > 0 && head[head_len - 1] == ' ')
        head_len--;
    if (head_len > 2 && memcmp(head + head_len - 2, "\xc2\xad", 2) == 0)
        return true;
    if (!ends_in_hyphen(head, head_len) || tail_len == 0 || !is_word_byte(tail[0]))
        return false;
    *cut = drops_hyphen(words, head, head_len, tail, tail_len);
    return true;
}

static void trim(scrl__str *s)
{
    while (s->len > 0 && (s->data[s->len - 1] == ' ' || s->data[s->len - 1] == '\t'))
        scrl__str_truncate(s, s->len - 1);
}

static void append(const word_set *words, scrl__str *out, const char *text, size_t len)
{
    bool cut = false;
    trim(out);
    if (out->len > 0 && joins(words, out->data, out->len, text, len, &cut)) {
        if (cut)
            scrl__str_truncate(out, out->len - 1);
    } else if (out->len > 0 && out->data[out->len - 1] != '\t') {
        scrl__str_addc(out, ' ');
    }
    scrl__str_add(out, text, len);
}

static void append_lines(const scrl__layout *layout, const word_set *words, const scrl__part *part, scrl__str *out)
{
    for (uint32_t i = 0; i < part->count; i++) {
        const scrl__line *line = &layout->lines[part->first + i];
        uint32_t skip = i == 0 && part->skip <= line->len ? part->skip : 0;
        if (skip < line->len)
            append(words, out, scrl__line_text(layout, line) + skip, line->len - skip);
    }
}

/* The column of a table in which a cell stands: the one that it overlaps most, else the nearest to the left. */
static uint32_t track_of_cell(const scrl__layout *layout, const scrl__table *table, const scrl__cell *cell)
{
    uint32_t best = 0;
    int most = 0;
    for (uint32_t t = 0; t < table->track_count; t++) {
        const scrl__track *track = &layout->tracks[table->track + t];
        int overlap = (cell->right < track->right ? cell->right : track->right) -
                      (cell->left > track->left ? cell->left : track->left);
        if (overlap > most) {
            most = overlap;
            best = t;
        } else if (most == 0 && cell->left >= track->left) {
            best = t;
        }
    }
    return best;
}

static void append_row(const scrl__layout *layout, const word_set *words, const scrl__part *part, scrl__str *out)
{
    const scrl__table *table = &layout->tables[layout->lines[part->first].table - 1];
    scrl__str cell_text = SCRL__STR_INIT;
    for (uint32_t t = 0; t < table->track_count; t++) {
        scrl__str_truncate(&cell_text, 0);
        for (uint32_t i = 0; i < part->count; i++) {
            const scrl__line *line = &layout->lines[part->first + i];
            for (uint32_t c = 0; c < line->cell_count; c++) {
                const scrl__cell *cell = &layout->cells[line->cell + c];
                if (track_of_cell(layout, table, cell) == t)
                    append(words, &cell_text, layout->pool.data + cell->text, cell->len);
            }
        }
        if (t > 0)
            scrl__str_addc(out, '\t');
        scrl__str_add(out, scrl__str_text(&cell_text), cell_text.len);
    }
    out->failed = out->failed || cell_text.failed;
    scrl__str_free(&cell_text);
}

/* Dots that lead to a page number become a space. */
static void drop_leaders(scrl__str *s)
{
    size_t out = 0;
    for (size_t at = 0; at < s->len;) {
        size_t end = at, dots = 0;
        while (end < s->len && (s->data[end] == '.' || s->data[end] == ' ' || s->data[end] == '\t'))
            dots += s->data[end++] == '.';
        if (dots >= 3) {
            s->data[out++] = ' ';
            at = end;
            continue;
        }
        do
            s->data[out++] = s->data[at++];
        while (at < end);
    }
    scrl__str_truncate(s, out);
}

static uint32_t page_of(const scrl__layout *layout, const scrl__part *part)
{
    return layout->sheets[layout->lines[part->first].sheet].number;
}

/* Bullets of symbol fonts are printed as the ordinary one. */
static void copy_mark(const scrl__layout *layout, const scrl__part *part, scrl__str *mark)
{
    const char *text = layout->pool.data + part->mark;
    uint32_t code = 0;
    if (part->mark_len > 0 && scrl__utf8_decode(text, part->mark_len, &code) > 0 && code >= 0xf000 && code <= 0xf0ff)
        scrl__str_adds(mark, "\xe2\x80\xa2");
    else
        scrl__str_add(mark, text, part->mark_len);
}

static void add_block(const scrl__layout *layout, const scrl__part *part, const scrl__str *text, scrl__builder *b)
{
    scrl__str mark = SCRL__STR_INIT;
    copy_mark(layout, part, &mark);
    long pct = layout->body_size > 0 ? (long)part->size * 100 / layout->body_size : 100;
    scrl__block_in in = {
        .kind = part->kind,
        .page = page_of(layout, part),
        .level = (uint8_t)part->level,
        .bold = part->bold && !layout->typed,
        .size_pct = (uint16_t)(layout->typed || pct > UINT16_MAX ? 100 : pct),
        .number = mark.len > 0 ? scrl__str_text(&mark) : NULL,
        .text = scrl__str_text(text),
        .text_len = text->len,
    };
    scrl__builder_block(b, &in);
    scrl__str_free(&mark);
}

/* The next part that belongs to the text itself, not to the notes between two pages. */
static size_t next_text(const scrl__layout *layout, size_t index)
{
    index++;
    while (index < layout->part_count && layout->parts[index].kind == SCRL_BLOCK_FOOTNOTE)
        index++;
    return index;
}

static void part_text(const scrl__layout *layout, const word_set *words, const scrl__part *part, scrl__str *out)
{
    scrl__str_truncate(out, 0);
    if (part->kind == SCRL_BLOCK_TABLE_ROW)
        append_row(layout, words, part, out);
    else
        append_lines(layout, words, part, out);
    trim(out);
    if (part->contents)
        drop_leaders(out);
}

/* Adds a part and all that goes on from it on later pages; the notes of the pages between come after it. A piece
 * is handed over only when the next is known, because the next decides about a hyphen at its end. */
static int emit_chain(const scrl__layout *layout, const word_set *words, size_t index, scrl__builder *b)
{
    scrl__str text = SCRL__STR_INIT, tail = SCRL__STR_INIT;
    bool joined = false, note = layout->parts[index].kind == SCRL_BLOCK_FOOTNOTE;
    size_t at = index;
    part_text(layout, words, &layout->parts[at], &text);
    while (true) {
        size_t next = next_text(layout, at);
        bool more = next < layout->part_count && layout->parts[next].follows && !note, cut = false, joins_next = false;
        if (more) {
            part_text(layout, words, &layout->parts[next], &tail);
            joins_next = joins(words, scrl__str_text(&text), text.len, scrl__str_text(&tail), tail.len, &cut);
        }
        if (cut)
            scrl__str_truncate(&text, text.len - 1);
        if (at == index)
            add_block(layout, &layout->parts[at], &text, b);
        else
            scrl__builder_continue(b, page_of(layout, &layout->parts[at]), scrl__str_text(&text), text.len, joined);
        if (!more)
            break;
        scrl__str swap = text;
        text = tail;
        tail = swap;
        joined = joins_next;
        at = next;
    }
    int status = text.failed || tail.failed ? SCRL_ENOMEM : 0;
    scrl__str_free(&text);
    scrl__str_free(&tail);
    return status;
}

int scrl__blocks_emit(scrl__layout *layout, scrl__builder *b)
{
    word_set words = {NULL, 0, false};
    int status = gather_words(layout, &words);
    for (size_t i = 0; i < layout->part_count && status == 0; i++)
        if (!layout->parts[i].follows)
            status = emit_chain(layout, &words, i, b);
    free(words.slots);
    return status;
}
