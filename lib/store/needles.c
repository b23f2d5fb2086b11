/* needles.c - words and phrases as the index is asked for them, and as a text is looked through for them. */
#include "store/needles.h"

#include <stdlib.h>
#include <string.h>

#define MOST_PAIRS 64u /* of words that a NEAR is written out for */

static const char *written(const scrl__cut *cut, size_t i)
{
    return cut->letters.data + cut->words[i].written;
}

static const char *stem(const scrl__cut *cut, size_t i)
{
    return cut->letters.data + cut->words[i].stem;
}

/* Keeps 'out' as what the index is asked. */
static int keep_ask(scrl__needles *n, scrl__needle *needle, const scrl__str *out)
{
    needle->ask = out->failed ? NULL : scrl__arena_strndup(n->arena, scrl__str_text(out), out->len);
    return needle->ask == NULL ? scrl__fail_memory(n->library->ctx, "query") : 0;
}

/* A user's words, quoted. The parser leaves no quotation mark in them; one that came by another way is doubled. */
static int ask_text(scrl__needles *n, scrl__needle *needle, const char *text)
{
    scrl__str out = SCRL__STR_INIT;
    scrl__str_addc(&out, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            scrl__str_addc(&out, '"');
        scrl__str_addc(&out, *c);
    }
    scrl__str_addc(&out, '"');
    int status = keep_ask(n, needle, &out);
    scrl__str_free(&out);
    return status;
}

/* The words before the last, then the beginning that the stems of all words share which the last may be. */
static int ask_beginning(scrl__needles *n, scrl__needle *needle)
{
    scrl__str out = SCRL__STR_INIT, shared = SCRL__STR_INIT;
    uint64_t count = 0;
    bool only = false;
    size_t last = needle->cut.count - 1;
    int status = scrl__words_beginning(n->library, written(&needle->cut, last), &shared, &count, &only);
    needle->never = needle->never || count == 0;
    needle->check = needle->check || !only || shared.len == 0;
    for (size_t i = 0; i < last; i++)
        scrl__str_addf(&out, "%s%s", i > 0 ? " " : "\"", written(&needle->cut, i));
    if (shared.len > 0)
        scrl__str_addf(&out, "%s%s\" *", last > 0 ? " " : "\"", scrl__str_text(&shared));
    else if (last > 0)
        scrl__str_addc(&out, '"');
    if (status == 0 && out.len > 0)
        status = keep_ask(n, needle, &out);
    scrl__str_free(&out);
    scrl__str_free(&shared);
    return status;
}

static int exact_words(scrl__needles *n, scrl__needle *needle)
{
    size_t whole = needle->cut.count - (needle->prefix ? 1 : 0);
    int status = 0;
    for (size_t i = 0; i < whole && status == 0; i++) {
        bool known = false, only = false;
        status = scrl__words_exact(n->library, written(&needle->cut, i), stem(&needle->cut, i), &known, &only);
        needle->never = needle->never || !known;
        needle->check = needle->check || !only;
    }
    return status;
}

static int needle_make(scrl__needles *n, uint32_t number)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    scrl__needle *needle = &n->items[number];
    needle->exact = node->exact;
    needle->prefix = node->prefix;
    int status = scrl__words_cut(n->library, node->text, strlen(node->text), true, &needle->cut);
    if (status != 0)
        return status;
    if (needle->cut.count == 0) {
        needle->never = true;
        return 0;
    }
    if (node->exact)
        status = exact_words(n, needle);
    if (status != 0)
        return status;
    return node->prefix ? ask_beginning(n, needle) : ask_text(n, needle, node->text);
}

/* heading:"core group" asks for words, too. */
static bool is_heading(const scrl__plan_node *node)
{
    return node->kind == SCRL__PLAN_FILTER && node->value == NULL && node->compare == SCRL__COMPARE_WORDS;
}

int scrl__needles_make(scrl_library *library, const scrl__plan *plan, scrl__needles *out)
{
    *out = (scrl__needles){.library = library, .plan = plan, .arena = scrl__arena_new()};
    out->items = calloc((size_t)plan->node_count + 1, sizeof(*out->items));
    if (out->arena == NULL || out->items == NULL)
        return scrl__fail_memory(library->ctx, "query");
    int status = 0;
    for (uint32_t i = 1; i < plan->node_count && status == 0; i++)
        if (plan->nodes[i].kind == SCRL__PLAN_TEXT || is_heading(&plan->nodes[i]))
            status = needle_make(out, i);
    return status;
}

void scrl__needles_free(scrl__needles *n)
{
    for (uint32_t i = 0; n->items != NULL && i < n->plan->node_count; i++)
        scrl__cut_free(&n->items[i].cut);
    free(n->items);
    free(n->marks);
    scrl__cut_free(&n->text);
    scrl__arena_free(n->arena);
}

/* The first of the texts that a node stands for: itself, or the children of an OR; the others follow by 'next'. */
static uint32_t first_text(const scrl__plan *plan, uint32_t number)
{
    return plan->nodes[number].kind == SCRL__PLAN_OR ? plan->nodes[number].first_child : number;
}

static uint32_t next_text(const scrl__plan *plan, uint32_t number, uint32_t of)
{
    return number == of ? 0 : plan->nodes[number].next;
}

bool scrl__needles_check(const scrl__needles *n, uint32_t number)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    size_t pairs = 1;
    if (node->kind == SCRL__PLAN_TEXT)
        return n->items[number].check;
    uint32_t left = node->first_child, sides[2] = {left, n->plan->nodes[left].next};
    for (size_t i = 0; i < 2; i++) {
        size_t count = 0;
        for (uint32_t t = first_text(n->plan, sides[i]); t != 0; t = next_text(n->plan, t, sides[i]), count++)
            if (n->items[t].check || n->items[t].never)
                return true;
        pairs *= count;
    }
    return pairs > MOST_PAIRS;
}

const char *scrl__needles_stem(const scrl__needles *n, uint32_t number)
{
    const scrl__needle *needle = &n->items[number];
    return needle->cut.count == 1 && !needle->prefix ? stem(&needle->cut, 0) : NULL;
}

void scrl__needles_near(const scrl__needles *n, uint32_t number, scrl__str *out)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    uint32_t left = node->first_child, right = n->plan->nodes[left].next;
    for (uint32_t a = first_text(n->plan, left); a != 0; a = next_text(n->plan, a, left))
        for (uint32_t b = first_text(n->plan, right); b != 0; b = next_text(n->plan, b, right))
            scrl__str_addf(out, "%sNEAR(%s %s, %u)", out->len > 0 ? " OR " : "", n->items[a].ask, n->items[b].ask,
                           node->distance);
}

int scrl__needles_text(scrl__needles *n, const char *text, size_t len)
{
    return scrl__words_cut(n->library, text, len, true, &n->text);
}

static bool word_fits(const scrl__needle *needle, size_t j, const scrl__cut *text, size_t i)
{
    const scrl__word *asked = &needle->cut.words[j], *word = &text->words[i];
    if (needle->prefix && j + 1 == needle->cut.count)
        return word->written_len >= asked->written_len &&
               memcmp(written(text, i), written(&needle->cut, j), asked->written_len) == 0;
    if (needle->exact)
        return strcmp(written(text, i), written(&needle->cut, j)) == 0;
    return strcmp(stem(text, i), stem(&needle->cut, j)) == 0;
}

/* How many words of the text, from 'i' and before 'end', a needle covers; 0 when it is not there. */
static size_t fits_at(const scrl__needles *n, uint32_t number, size_t i, size_t end)
{
    const scrl__needle *needle = &n->items[number];
    size_t count = needle->cut.count;
    if (count == 0 || end - i < count)
        return 0;
    for (size_t j = 0; j < count; j++)
        if (!word_fits(needle, j, &n->text, i + j))
            return 0;
    return count;
}

/* The same for a side of a NEAR: the first of its texts that fits. */
static size_t side_fits_at(const scrl__needles *n, uint32_t side, size_t i, size_t end)
{
    size_t count = 0;
    for (uint32_t t = first_text(n->plan, side); t != 0 && count == 0; t = next_text(n->plan, t, side))
        count = fits_at(n, t, i, end);
    return count;
}

/* Where the other side of a NEAR stands close enough to words i to i + count: its first word, or SIZE_MAX. */
static size_t partner(const scrl__needles *n, uint32_t side, uint32_t distance, size_t i, size_t count, size_t first,
                      size_t end, size_t *length)
{
    for (size_t j = first; j < end && j <= i + count + distance; j++) {
        *length = side_fits_at(n, side, j, end);
        if (*length > 0 && j + *length + distance >= i)
            return j;
    }
    return SIZE_MAX;
}

bool scrl__needles_found(const scrl__needles *n, uint32_t number, size_t first, size_t end)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    if (node->kind == SCRL__PLAN_TEXT) {
        for (size_t i = first; i < end; i++)
            if (fits_at(n, number, i, end) > 0)
                return true;
        return false;
    }
    uint32_t left = node->first_child, right = n->plan->nodes[left].next;
    for (size_t i = first; i < end; i++) {
        size_t length, count = side_fits_at(n, left, i, end);
        if (count > 0 && partner(n, right, node->distance, i, count, first, end, &length) != SIZE_MAX)
            return true;
    }
    return false;
}

static int mark(scrl__needles *n, size_t first, size_t count)
{
    for (size_t i = 0; i < 2; i++) {
        if (scrl__grow((void **)&n->marks, &n->mark_cap, n->mark_count, sizeof(*n->marks)) != 0)
            return scrl__fail_memory(n->library->ctx, "query");
        n->marks[n->mark_count++] = i == 0 ? n->text.words[first].start : n->text.words[first + count - 1].end;
    }
    return 0;
}

static int mark_near(scrl__needles *n, const scrl__plan_node *node)
{
    uint32_t sides[2] = {node->first_child, n->plan->nodes[node->first_child].next};
    size_t end = n->text.count, length;
    int status = 0;
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < end && status == 0; i++) {
            size_t count = side_fits_at(n, sides[side], i, end);
            if (count > 0 && partner(n, sides[1 - side], node->distance, i, count, 0, end, &length) != SIZE_MAX)
                status = mark(n, i, count);
        }
    return status;
}

static int mark_node(scrl__needles *n, uint32_t number)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    int status = 0;
    if (node->kind == SCRL__PLAN_NOT)
        return 0;
    if (node->kind == SCRL__PLAN_NEAR)
        return mark_near(n, node);
    if (node->kind == SCRL__PLAN_TEXT) {
        for (size_t i = 0; i < n->text.count && status == 0; i++) {
            size_t count = fits_at(n, number, i, n->text.count);
            status = count > 0 ? mark(n, i, count) : 0;
        }
        return status;
    }
    for (uint32_t child = node->first_child; child != 0 && status == 0; child = n->plan->nodes[child].next)
        status = mark_node(n, child);
    return status;
}

static int compare_marks(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return a[0] != b[0] ? (a[0] < b[0] ? -1 : 1) : a[1] < b[1] ? -1 : a[1] > b[1];
}

int scrl__needles_mark(scrl__needles *n)
{
    n->mark_count = 0;
    int status = n->plan->root != 0 ? mark_node(n, n->plan->root) : 0;
    if (status != 0 || n->mark_count == 0)
        return status;
    qsort(n->marks, n->mark_count / 2, 2 * sizeof(*n->marks), compare_marks);
    size_t kept = 2;
    for (size_t i = 2; i < n->mark_count; i += 2) {
        if (n->marks[i] >= n->marks[kept - 1]) {
            n->marks[kept] = n->marks[i];
            n->marks[kept + 1] = n->marks[i + 1];
            kept += 2;
        } else if (n->marks[i + 1] > n->marks[kept - 1]) {
            n->marks[kept - 1] = n->marks[i + 1];
        }
    }
    n->mark_count = kept;
    return 0;
}
