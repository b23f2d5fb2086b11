/*
 * parse.c - a recursive descent over the question: OR binds loosest, then AND (written or not), then NOT and near/N. It
 * knows the grammar; which filters there are stands in filters.c, how a plan is printed in canonical.c.
 */
#include "query/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "query/canonical.h"
#include "query/filters.h"
#include "query/suggest.h"

#define LONGEST_QUESTION 10000u /* bytes */
#define MOST_NODES 400u         /* SQLite's FTS5 refuses expressions deeper or wider than about this */
#define DEEPEST 20u /* brackets; the parser of FTS5 has a stack of 100 entries, of which each takes up to four */

typedef struct parser {
    scrl_context *ctx;
    const char *text;
    size_t len, at;
    const scrl__known_themes *themes;
    scrl__arena *arena;
    scrl__plan_node *nodes;
    size_t count, cap;
    unsigned depth;
    int status;
} parser;

static uint32_t parse_or(parser *p);

/* The character position of a byte. */
static uint32_t position_of(const parser *p, size_t at)
{
    uint32_t characters = 0;
    for (size_t i = 0; i < at && i < p->len; i++)
        characters += ((unsigned char)p->text[i] & 0xC0) != 0x80;
    return characters;
}

static uint32_t fail(parser *p, size_t at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Records the first mistake. Gives 0, the number of no node. */
static uint32_t fail(parser *p, size_t at, const char *format, ...)
{
    char message[400];
    if (p->status != 0)
        return 0;
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    p->status = scrl__fail(p->ctx, SCRL_EQUERY, "query", "%s", message);
    scrl__fail_at(p->ctx, "", 0, position_of(p, at));
    return 0;
}

static uint32_t add_node(parser *p, scrl__plan_kind kind, size_t at)
{
    if (p->status != 0)
        return 0;
    if (p->count >= MOST_NODES)
        return fail(p, at, "the question has too many parts");
    if (scrl__grow((void **)&p->nodes, &p->cap, p->count, sizeof(*p->nodes)) != 0) {
        p->status = scrl__fail_memory(p->ctx, "query");
        return 0;
    }
    p->nodes[p->count] = (scrl__plan_node){.kind = kind, .polarity = -1, .level = -1, .position = position_of(p, at)};
    return (uint32_t)p->count++;
}

static const char *keep(parser *p, const char *s, size_t len)
{
    const char *copy = scrl__arena_strndup(p->arena, s, len);
    if (copy == NULL && p->status == 0)
        p->status = scrl__fail_memory(p->ctx, "query");
    return copy;
}

/* Bytes of white space at 'at': blanks, and no-break and other spaces of more bytes. */
static size_t space_at(const parser *p, size_t at)
{
    uint32_t code;
    size_t size = scrl__utf8_decode(p->text + at, p->len - at, &code);
    return size > 0 && (scrl__utf8_is_space(code) || code < 0x20) ? size : 0;
}

static void skip_space(parser *p)
{
    size_t size;
    while (p->at < p->len && (size = space_at(p, p->at)) > 0)
        p->at += size;
}

/* Bytes of a quotation mark at 'at', straight or curly; 0 for anything else. */
static size_t quote_at(const parser *p, size_t at)
{
    if (at < p->len && p->text[at] == '"')
        return 1;
    if (p->len - at >= 3 &&
        (memcmp(p->text + at, "\xE2\x80\x9C", 3) == 0 || memcmp(p->text + at, "\xE2\x80\x9D", 3) == 0))
        return 3;
    return 0;
}

/* The end of the run of characters that is neither blank, bracket nor quotation mark. */
static size_t word_end(const parser *p, size_t at)
{
    while (at < p->len && space_at(p, at) == 0 && p->text[at] != '(' && p->text[at] != ')' && quote_at(p, at) == 0) {
        uint32_t code;
        at += scrl__utf8_decode(p->text + at, p->len - at, &code);
    }
    return at;
}

static bool word_is(const parser *p, const char *word)
{
    size_t end = word_end(p, p->at);
    return end - p->at == strlen(word) && memcmp(p->text + p->at, word, end - p->at) == 0;
}

/* Whether there is a letter or digit, so that the index can hold it. */
static bool has_substance(const char *s, size_t len)
{
    uint32_t code;
    for (size_t i = 0, size; i < len && (size = scrl__utf8_decode(s + i, len - i, &code)) > 0; i += size) {
        if (scrl__utf8_is_letter(code) || scrl__utf8_is_digit(code))
            return true;
    }
    return false;
}

static uint32_t text_node(parser *p, const char *s, size_t len, bool prefix, bool exact, size_t at)
{
    if (!has_substance(s, len))
        return fail(p, at, "there is no letter or digit to look up in '%.*s'", (int)len, s);
    uint32_t node = add_node(p, SCRL__PLAN_TEXT, at);
    const char *copy = keep(p, s, len);
    if (p->status != 0)
        return 0;
    p->nodes[node].text = copy;
    p->nodes[node].prefix = prefix;
    p->nodes[node].exact = exact;
    return node;
}

/* Finds the end of what a quotation mark at p->at opens and steps over it; false, with the mistake recorded, when it
 * is not closed. */
static bool take_quoted(parser *p, size_t *start, size_t *end)
{
    size_t opened = p->at;
    *start = p->at + quote_at(p, p->at);
    *end = *start;
    while (*end < p->len && quote_at(p, *end) == 0)
        ++*end;
    if (*end >= p->len) {
        fail(p, opened, "the quotation mark is not closed");
        return false;
    }
    p->at = *end + quote_at(p, *end);
    return true;
}

static uint32_t parse_phrase(parser *p, bool exact, size_t at)
{
    size_t start, end;
    if (!take_quoted(p, &start, &end))
        return 0;
    bool prefix = p->at < p->len && p->text[p->at] == '*';
    p->at += prefix;
    return text_node(p, p->text + start, end - start, prefix, exact, at);
}

/* A word or phrase at p->at; the question's part begins at 'at'. */
static uint32_t parse_text(parser *p, bool exact, size_t at)
{
    if (quote_at(p, p->at) > 0)
        return parse_phrase(p, exact, at);
    size_t start = p->at, end = word_end(p, start);
    p->at = end;
    const char *star = memchr(p->text + start, '*', end - start);
    if (star == NULL)
        return text_node(p, p->text + start, end - start, false, exact, at);
    if (star != p->text + end - 1)
        return fail(p, (size_t)(star - p->text), "'*' may stand only at the end of a word");
    return text_node(p, p->text + start, end - start - 1, true, exact, at);
}

static uint32_t unknown_value(parser *p, const scrl__filter *filter, const char *value, size_t len, size_t at,
                              const char *const *items, size_t count)
{
    const char *near = scrl__suggest(value, len, items, count);
    if (near != NULL)
        return fail(p, at, "%s:%.*s: did you mean %s?", filter->name, (int)len, value, near);
    return fail(p, at, "%s:%.*s: there is no such %s", filter->name, (int)len, value, filter->name);
}

/* The index of a value in a closed list, or -1 with the mistake recorded. */
static int closed_value(parser *p, const scrl__filter *filter, const char *value, size_t len, size_t at)
{
    size_t count = 0;
    for (; filter->values[count] != NULL; count++) {
        if (strlen(filter->values[count]) == len && memcmp(filter->values[count], value, len) == 0)
            return (int)count;
    }
    unknown_value(p, filter, value, len, at, filter->values, count);
    return -1;
}

static bool theme_known(const scrl__known_themes *themes, const char *id)
{
    for (size_t i = 0; i < themes->count; i++) {
        if (strcmp(themes->ids[i], id) == 0)
            return true;
    }
    return themes->count == 0;
}

/* A theme id in the arena; a filter's ids may be written without their beginning. NULL, with the mistake recorded, when
 * it is not known. */
static const char *theme_id(parser *p, const scrl__filter *filter, const char *value, size_t len, size_t at)
{
    const char *beginning = filter->beginning != NULL ? filter->beginning : "";
    const char *id = keep(p, value, len);
    bool whole = id != NULL && (strncmp(id, beginning, strlen(beginning)) == 0 ||
                                (p->themes->count > 0 && theme_known(p->themes, id)));
    if (id != NULL && !whole) {
        scrl__str longer = SCRL__STR_INIT;
        scrl__str_addf(&longer, "%s%s", beginning, id);
        id = keep(p, scrl__str_text(&longer), longer.len);
        scrl__str_free(&longer);
    }
    if (id != NULL && !theme_known(p->themes, id)) {
        unknown_value(p, filter, id, strlen(id), at, p->themes->ids, p->themes->count);
        id = NULL;
    }
    return id;
}

/* Takes digits at '*s', from 'least' to 'most' of them. */
static bool take_number(const char **s, const char *end, int least, int most, int32_t *out)
{
    int digits = 0;
    for (*out = 0; digits < most && *s < end && **s >= '0' && **s <= '9'; digits++)
        *out = *out * 10 + (*(*s)++ - '0');
    return digits >= least;
}

/* 2015, 2015-03 or 2015-03-07 as its first and last day; a month is given 31 days, which compare the same. */
static bool parse_date(const char *s, size_t len, int32_t *first, int32_t *last)
{
    const char *end = s + len;
    int32_t year, month = 0, day = 0;
    if (!take_number(&s, end, 1, 4, &year))
        return false;
    if (s < end && (*s++ != '-' || !take_number(&s, end, 2, 2, &month) || month < 1 || month > 12))
        return false;
    if (s < end && (*s++ != '-' || !take_number(&s, end, 2, 2, &day) || day < 1 || day > 31))
        return false;
    *first = year * 10000 + (month > 0 ? month : 1) * 100 + (day > 0 ? day : 1);
    *last = year * 10000 + (month > 0 ? month : 12) * 100 + (day > 0 ? day : 31);
    return s == end;
}

static uint32_t dates_node(parser *p, const scrl__filter *filter, const char *value, size_t len, size_t at)
{
    int32_t first = INT32_MIN, last = INT32_MAX, other;
    const char *dots = memmem(value, len, "..", 2);
    size_t first_len = dots == NULL ? len : (size_t)(dots - value);
    size_t last_len = dots == NULL ? len : len - first_len - 2;
    const char *last_text = dots == NULL ? value : dots + 2;
    if ((first_len > 0 && !parse_date(value, first_len, &first, &other)) ||
        (last_len > 0 && !parse_date(last_text, last_len, &other, &last)) || (first_len == 0 && last_len == 0))
        return fail(p, at, "a date is wanted after '%s:', such as 2015, 2015-03, 2015..2020 or 2015-03..",
                    filter->name);
    if (first > last)
        return fail(p, at, "the dates stand in the wrong order: did you mean %s:%.*s..%.*s?", filter->name,
                    (int)last_len, last_text, (int)first_len, value);
    uint32_t node = add_node(p, SCRL__PLAN_FILTER, at);
    if (p->status == 0) {
        p->nodes[node].field = filter->name;
        p->nodes[node].value = filter->value;
        p->nodes[node].compare = SCRL__COMPARE_RANGE;
        p->nodes[node].first = first;
        p->nodes[node].last = last;
    }
    return node;
}

static uint32_t tag_node(parser *p, const scrl__filter *filter, const char *value, size_t len, size_t at)
{
    const char *theme = NULL;
    int choice = -1;
    if (filter->kind == SCRL__FILTER_THEME)
        theme = theme_id(p, filter, value, len, at);
    else
        choice = closed_value(p, filter, value, len, at);
    uint32_t node = add_node(p, SCRL__PLAN_TAG, at);
    if (p->status != 0)
        return 0;
    p->nodes[node].text = theme;
    if (filter->kind == SCRL__FILTER_POLARITY)
        p->nodes[node].polarity = choice;
    if (filter->kind == SCRL__FILTER_LEVEL)
        p->nodes[node].level = choice;
    return node;
}

static scrl__compare compare_of(const scrl__filter *filter)
{
    return filter->kind == SCRL__FILTER_WORDS    ? SCRL__COMPARE_WORDS
           : filter->kind == SCRL__FILTER_PREFIX ? SCRL__COMPARE_PREFIX
                                                 : SCRL__COMPARE_EQUAL;
}

static uint32_t field_node(parser *p, const scrl__filter *filter, const char *value, size_t len, size_t at)
{
    const char *text = NULL;
    if (filter->kind == SCRL__FILTER_NAMED) {
        text = theme_id(p, filter, value, len, at);
    } else {
        if (filter->kind == SCRL__FILTER_ID)
            closed_value(p, filter, value, len, at);
        if (filter->kind == SCRL__FILTER_WORDS && !has_substance(value, len))
            fail(p, at, "there is no letter or digit to look up in '%.*s'", (int)len, value);
        text = keep(p, value, len);
    }
    uint32_t node = add_node(p, SCRL__PLAN_FILTER, at);
    if (p->status != 0)
        return 0;
    p->nodes[node].field = filter->name;
    p->nodes[node].value = filter->value;
    p->nodes[node].compare = compare_of(filter);
    p->nodes[node].text = text;
    return node;
}

/* The value after the colon, quoted or not; false, with the mistake recorded, when there is none. */
static bool take_value(parser *p, size_t colon, const char *name, size_t *start, size_t *end)
{
    *start = p->at = colon + 1;
    if (quote_at(p, *start) > 0) {
        if (!take_quoted(p, start, end))
            return false;
    } else {
        p->at = *end = word_end(p, *start);
    }
    if (*end > *start)
        return true;
    fail(p, colon, "a value is wanted after '%s:'", name);
    return false;
}

static uint32_t unknown_filter(parser *p, size_t at, size_t len)
{
    const char *near = scrl__filter_suggest(p->text + at, len);
    if (near != NULL)
        return fail(p, at, "there is no filter '%.*s:': did you mean %s:?", (int)len, p->text + at, near);
    return fail(p, at, "there is no filter '%.*s:'; to look for the words, put them in quotation marks", (int)len,
                p->text + at);
}

/* Takes a filter at p->at whose colon stands at 'colon'. */
static uint32_t parse_filter(parser *p, size_t colon)
{
    size_t at = p->at, start, end;
    const scrl__filter *filter = scrl__filter_find(p->text + at, colon - at);
    if (filter == NULL)
        return unknown_filter(p, at, colon - at);
    if (!take_value(p, colon, filter->name, &start, &end))
        return 0;
    if (filter->kind == SCRL__FILTER_DATES)
        return dates_node(p, filter, p->text + start, end - start, at);
    if (filter->kind == SCRL__FILTER_THEME || filter->kind == SCRL__FILTER_POLARITY ||
        filter->kind == SCRL__FILTER_LEVEL)
        return tag_node(p, filter, p->text + start, end - start, at);
    return field_node(p, filter, p->text + start, end - start, at);
}

/* Where the colon stands when p->at begins "letters:", else 0. */
static size_t filter_colon(const parser *p)
{
    size_t i = p->at;
    while (i < p->len &&
           ((p->text[i] >= 'a' && p->text[i] <= 'z') || (p->text[i] >= 'A' && p->text[i] <= 'Z') || p->text[i] == '_'))
        i++;
    return i > p->at && i < p->len && p->text[i] == ':' ? i : 0;
}

static uint32_t parse_group(parser *p)
{
    size_t opened = p->at++;
    if (++p->depth > DEEPEST)
        return fail(p, opened, "the brackets are nested too deeply");
    uint32_t node = parse_or(p);
    p->depth--;
    skip_space(p);
    if (p->status == 0 && (p->at >= p->len || p->text[p->at] != ')'))
        return fail(p, opened, "the bracket is not closed");
    p->at++;
    return node;
}

/* Whether a part may be asked of one sentence: words, and what tags say of a sentence. */
static bool fits_sentence(const parser *p, uint32_t number)
{
    const scrl__plan_node *node = &p->nodes[number];
    if (node->kind == SCRL__PLAN_FILTER || node->kind == SCRL__PLAN_SAME)
        return false;
    for (uint32_t child = node->first_child; child != 0; child = p->nodes[child].next)
        if (!fits_sentence(p, child))
            return false;
    return true;
}

/* same:sentence(a b), whose colon stands at 'colon'. */
static uint32_t parse_same(parser *p, size_t colon)
{
    static const char *const scopes[] = {"sentence", "passage", "section", NULL};
    static const scrl__filter same = {.name = "same", .values = scopes};
    size_t at = p->at, start, end;
    if (!take_value(p, colon, same.name, &start, &end))
        return 0;
    int scope = closed_value(p, &same, p->text + start, end - start, at);
    skip_space(p);
    if (p->status == 0 && (p->at >= p->len || p->text[p->at] != '('))
        return fail(p, at, "brackets with two or more parts are wanted after same:%s, such as same:%s(father police)",
                    scopes[scope], scopes[scope]);
    uint32_t inside = p->status == 0 ? parse_group(p) : 0;
    if (p->status != 0)
        return 0;
    if (p->nodes[inside].kind != SCRL__PLAN_AND)
        return fail(p, at, "same:%s wants two or more parts in its brackets", scopes[scope]);
    if (scope == SCRL__SAME_SENTENCE && !fits_sentence(p, inside))
        return fail(p, at,
                    "same:sentence takes words, near/, theme:, polarity: and level:; other filters stand outside "
                    "its brackets");
    p->nodes[inside].kind = SCRL__PLAN_SAME;
    p->nodes[inside].scope = (scrl__scope)scope;
    p->nodes[inside].position = position_of(p, at);
    return inside;
}

static bool name_is(const parser *p, size_t colon, const char *name)
{
    return colon - p->at == strlen(name) && memcmp(p->text + p->at, name, colon - p->at) == 0;
}

/* What begins with a name and a colon. */
static uint32_t parse_named(parser *p, size_t colon)
{
    size_t at = p->at;
    if (name_is(p, colon, "same"))
        return parse_same(p, colon);
    if (!name_is(p, colon, "exact"))
        return parse_filter(p, colon);
    p->at = colon + 1;
    if (p->at < p->len && (quote_at(p, p->at) > 0 || word_end(p, p->at) > p->at))
        return parse_text(p, true, at);
    return fail(p, colon, "a value is wanted after 'exact:'");
}

static uint32_t parse_primary(parser *p)
{
    size_t colon;
    skip_space(p);
    if (p->at >= p->len)
        return fail(p, p->len, "something to look for is wanted at the end");
    if (p->text[p->at] == ')')
        return fail(p, p->at, "something to look for is wanted before ')'");
    if (p->text[p->at] == '(')
        return parse_group(p);
    if (word_is(p, "OR") || word_is(p, "AND"))
        return fail(p, p->at, "something to look for is wanted before '%.*s'", (int)(word_end(p, p->at) - p->at),
                    p->text + p->at);
    if ((colon = filter_colon(p)) > 0)
        return parse_named(p, colon);
    size_t at = p->at;
    bool exact = p->text[at] == '=' && at + 1 < p->len && (quote_at(p, at + 1) > 0 || word_end(p, at + 1) > at + 1);
    p->at += exact;
    return parse_text(p, exact, at);
}

/* The number after "near/" at p->at, or 0; a bare "near" is a word like any other. */
static uint32_t near_distance(parser *p, size_t *end)
{
    *end = word_end(p, p->at);
    size_t len = *end - p->at;
    if (len < 6 || (memcmp(p->text + p->at, "near/", 5) != 0 && memcmp(p->text + p->at, "NEAR/", 5) != 0))
        return 0;
    uint32_t distance = 0;
    for (size_t i = p->at + 5; i < *end; i++) {
        if (p->text[i] < '0' || p->text[i] > '9' || distance > 100)
            return fail(p, p->at, "a number from 1 to 100 is wanted after 'near/'");
        distance = distance * 10 + (uint32_t)(p->text[i] - '0');
    }
    if (distance == 0 || distance > 100)
        return fail(p, p->at, "a number from 1 to 100 is wanted after 'near/'");
    return distance;
}

/* A word, a phrase, or some of them joined by OR. */
static bool fits_near(const parser *p, uint32_t number)
{
    if (p->nodes[number].kind == SCRL__PLAN_TEXT)
        return true;
    if (p->nodes[number].kind != SCRL__PLAN_OR)
        return false;
    for (uint32_t child = p->nodes[number].first_child; child != 0; child = p->nodes[child].next)
        if (p->nodes[child].kind != SCRL__PLAN_TEXT)
            return false;
    return true;
}

static uint32_t parse_near(parser *p)
{
    uint32_t left = parse_primary(p);
    skip_space(p);
    size_t at = p->at, end;
    uint32_t distance = p->status == 0 && at < p->len ? near_distance(p, &end) : 0;
    if (p->status != 0 || distance == 0)
        return left;
    p->at = end;
    uint32_t right = parse_primary(p);
    if (p->status != 0)
        return 0;
    if (!fits_near(p, left) || !fits_near(p, right))
        return fail(p, at, "near/%u wants a word, a phrase or some of them joined by OR on either side", distance);
    skip_space(p);
    if (p->at < p->len && near_distance(p, &end) > 0)
        return fail(p, p->at, "near/ joins two: write a near/%u b, and b near/%u c beside it", distance, distance);
    uint32_t node = add_node(p, SCRL__PLAN_NEAR, at);
    if (p->status != 0)
        return 0;
    p->nodes[node].distance = distance;
    p->nodes[node].first_child = left;
    p->nodes[left].next = right;
    return node;
}

static uint32_t parse_unary(parser *p)
{
    skip_space(p);
    size_t at = p->at;
    bool minus = at + 1 < p->len && p->text[at] == '-' && space_at(p, at + 1) == 0;
    if (!minus && !word_is(p, "NOT"))
        return parse_near(p);
    p->at += minus ? 1 : 3;
    if (++p->depth > DEEPEST)
        return fail(p, at, "NOT is nested too deeply");
    uint32_t child = parse_unary(p);
    p->depth--;
    uint32_t node = add_node(p, SCRL__PLAN_NOT, at);
    if (p->status == 0)
        p->nodes[node].first_child = child;
    return node;
}

/* Tries to make one tag question of two: true when 'tag' took over what 'other' asks. */
static bool merge_tags(scrl__plan_node *tag, const scrl__plan_node *other)
{
    if ((tag->text != NULL && other->text != NULL) || (tag->polarity >= 0 && other->polarity >= 0) ||
        (tag->level >= 0 && other->level >= 0))
        return false;
    tag->text = other->text != NULL ? other->text : tag->text;
    tag->polarity = other->polarity >= 0 ? other->polarity : tag->polarity;
    tag->level = other->level >= 0 ? other->level : tag->level;
    return true;
}

/* Adds a child at the end of a list that begins at *first and ends at *last. */
static void append(parser *p, uint32_t *first, uint32_t *last, uint32_t child)
{
    if (*first == 0)
        *first = child;
    else
        p->nodes[*last].next = child;
    *last = child;
}

static uint32_t group(parser *p, scrl__plan_kind kind, uint32_t first, uint32_t last, size_t at)
{
    if (p->status != 0 || first == last)
        return first;
    uint32_t node = add_node(p, kind, at);
    if (p->status == 0)
        p->nodes[node].first_child = first;
    return node;
}

static uint32_t parse_and(parser *p)
{
    size_t at = p->at;
    uint32_t first = 0, last = 0, tag = 0;
    do {
        skip_space(p);
        if (first != 0 && word_is(p, "AND"))
            p->at += 3;
        uint32_t child = parse_unary(p);
        if (p->status != 0)
            return 0;
        bool is_tag = p->nodes[child].kind == SCRL__PLAN_TAG && p->nodes[child].next == 0;
        if (!(is_tag && tag != 0 && merge_tags(&p->nodes[tag], &p->nodes[child])))
            append(p, &first, &last, child);
        if (is_tag && last == child)
            tag = child;
        skip_space(p);
    } while (p->at < p->len && p->text[p->at] != ')' && !word_is(p, "OR"));
    return group(p, SCRL__PLAN_AND, first, last, at);
}

static uint32_t parse_or(parser *p)
{
    size_t at = p->at;
    uint32_t first = 0, last = 0;
    for (;;) {
        uint32_t child = parse_and(p);
        if (p->status != 0)
            return 0;
        append(p, &first, &last, child);
        skip_space(p);
        if (p->at >= p->len || !word_is(p, "OR"))
            return group(p, SCRL__PLAN_OR, first, last, at);
        p->at += 2;
    }
}

static int parse_whole(parser *p, uint32_t *root)
{
    if (p->len > LONGEST_QUESTION) {
        fail(p, LONGEST_QUESTION, "the question is longer than %u bytes", LONGEST_QUESTION);
        return p->status;
    }
    for (size_t i = 0, size; i < p->len; i += size) {
        uint32_t code;
        size = scrl__utf8_decode(p->text + i, p->len - i, &code);
        if (size == 0) {
            fail(p, i, "the question is not valid UTF-8 here");
            return p->status;
        }
    }
    add_node(p, SCRL__PLAN_AND, 0); /* number 0 is no node */
    skip_space(p);
    *root = p->at < p->len ? parse_or(p) : 0;
    if (p->status == 0 && p->at < p->len)
        fail(p, p->at, "this bracket closes nothing");
    return p->status;
}

/* Moves the nodes into the plan's arena and prints the canonical form. */
static int finish(parser *p, uint32_t root, scrl__plan **out)
{
    scrl__plan *plan = scrl__arena_alloc(p->arena, sizeof(*plan));
    if (plan == NULL)
        return scrl__fail_memory(p->ctx, "query");
    plan->arena = p->arena;
    plan->nodes = scrl__arena_copy(p->arena, p->nodes, p->count, sizeof(*p->nodes));
    plan->node_count = (uint32_t)p->count;
    plan->root = root;
    plan->canonical = plan->nodes == NULL ? NULL : scrl__plan_canonical(plan);
    if (plan->canonical == NULL)
        return scrl__fail_memory(p->ctx, "query");
    *out = plan;
    return 0;
}

int scrl__query_parse(scrl_context *ctx, const char *question, const scrl__known_themes *themes, scrl__plan **out)
{
    static const scrl__known_themes none = {NULL, 0};
    parser p = {.ctx = ctx, .text = question, .len = strlen(question), .themes = themes != NULL ? themes : &none};
    uint32_t root = 0;
    p.arena = scrl__arena_new();
    if (p.arena == NULL)
        return scrl__fail_memory(ctx, "query");
    int status = parse_whole(&p, &root);
    if (status == 0)
        status = finish(&p, root, out);
    if (status != 0)
        scrl__arena_free(p.arena);
    free(p.nodes);
    return status;
}
