/*
 * A table of agencies, abbreviations or people explains local names: the name stands at the head of a row, and the
 * brackets, dash or cell behind it say what kind of agency it is. Running text gives the name in brackets behind the
 * kind, or the kind behind the name: "Northgate, a local charity". Only names that say nothing by themselves are taken.
 */
#include "structure/aliases.h"

#include <string.h>

#include "base/utf8.h"
#define ALIASES_MAX 64u
#define NAME_BYTES 48u

/* "housing officer", "drug service team": so much may stand between the words that tell the agency and the name. */
#define KIND_BYTES 24u

/* "a small local charity": so much may stand between the comma behind a name and the kind. */
#define KIND_BEFORE_BYTES 32u

#define TRUST_BYTES 5u

/* A shorter first word is no name by itself. */
#define SHORT_FORM_BYTES 5u

/* "SW2", "CCN": a longer word is no code. */
#define CODE_BYTES 5u

/* The agency of the first cue in [start, end) of a block, or NULL. */
static const char *agency_in(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_AGENCY, SCRL__ROLE_NONE, &at)) != NULL)
            if (hit->start >= start && hit->end <= end)
                return scrl__hit_agency(d, hit);
    }
    return NULL;
}

/* Where the name at the head of a row ends, and where its explanation begins; false when there is none. */
static bool split_row(const scrl__draft *d, uint32_t block, uint32_t *name_end, uint32_t *rest)
{
    const scrl__block *b = &d->doc->blocks[block];
    const char *text = d->doc->text;
    for (uint32_t p = b->start; p < b->end; p++) {
        size_t mark = text[p] == '\t'                               ? 1
                      : strncmp(text + p, " (", 2) == 0             ? 2
                      : strncmp(text + p, " \xE2\x80\x93 ", 5) == 0 ? 5
                                                                    : 0;
        if (mark == 0)
            continue;
        *name_end = p;
        *rest = p + (uint32_t)mark;
        return p > b->start + 1 && p - b->start <= NAME_BYTES;
    }
    return false;
}

/* Length of the code of a worker or team at 'pos' ("SW2", "CCN"); 0 where there is none. */
static uint32_t code_at(const char *text, uint32_t pos, uint32_t end)
{
    uint32_t p = pos;
    while (p < end && ((text[p] >= 'A' && text[p] <= 'Z') || (p > pos && text[p] >= '0' && text[p] <= '9')))
        p++;
    return p - pos >= 2 && p - pos <= CODE_BYTES ? p - pos : 0;
}

/* "C1", "C1 and C2": nothing but codes. */
static bool is_codes(const char *text, uint32_t start, uint32_t end)
{
    while (start < end) {
        uint32_t len = code_at(text, start, end);
        if (len == 0)
            return false;
        start += len;
        if (start < end && strncmp(text + start, " and ", 5) == 0)
            start += 5;
        else if (start < end && strncmp(text + start, ", ", 2) == 0)
            start += 2;
        else
            return start == end;
    }
    return true;
}

/* A cell explains a name where it is brackets behind it, or where the table is a list of abbreviations. */
static uint32_t rest_end(const scrl__draft *d, uint32_t block, uint32_t rest)
{
    const scrl__block *b = &d->doc->blocks[block];
    const char *tab = memchr(d->doc->text + rest, '\t', b->end - rest);
    return tab != NULL ? (uint32_t)(tab - d->doc->text) : b->end;
}

/* A name that is explained in several ways says nothing: its agency becomes NULL. */
static int add_alias(scrl__draft *d, uint32_t start, uint32_t end, const char *agency)
{
    const char *text = d->doc->text;
    for (uint32_t i = 0; i < d->alias_count; i++) {
        scrl__alias *known = &d->aliases[i];
        if (known->end - known->start != end - start || memcmp(text + known->start, text + start, end - start) != 0)
            continue;
        if (agency == NULL || known->agency == NULL || strcmp(known->agency, agency) != 0)
            known->agency = NULL;
        return 0;
    }
    if (d->aliases == NULL)
        d->aliases = scrl__arena_alloc(d->arena, ALIASES_MAX * sizeof(*d->aliases));
    if (d->aliases == NULL)
        return SCRL_ENOMEM;
    if (d->alias_count < ALIASES_MAX)
        d->aliases[d->alias_count++] = (scrl__alias){start, end, agency};
    return 0;
}

/* "The drug and alcohol service (Harbour House)", "the housing officer (Ms K)": where the brackets behind a hit hold a
 * name; false when they do not. */
static bool bracketed_name(const scrl__draft *d, const scrl__hit *hit, uint32_t end, uint32_t *from, uint32_t *to)
{
    const char *text = d->doc->text;
    uint32_t p = hit->end;
    while (p < end && p < hit->end + KIND_BYTES && (text[p + 1] == ' ' || (text[p + 1] >= 'a' && text[p + 1] <= 'z')))
        p++;
    if (p + 3 >= end || strncmp(text + p, " (", 2) != 0)
        return false;
    p += 2;
    if (end - p > 4 && strncmp(text + p, "the ", 4) == 0)
        p += 4;
    const char *close = memchr(text + p, ')', end - p);
    if (close == NULL || !(text[p] >= 'A' && text[p] <= 'Z'))
        return false;
    *from = p;
    *to = (uint32_t)(close - text);
    return *to - p >= 2 && *to - p <= NAME_BYTES && strpbrk(text + p, ",;:)") == close;
}

/* "Northgate, a local charity": where the capitalised words before the comma and
 * the article that lead to a hit begin and end; false when there are none. */
static bool name_before(const scrl__draft *d, const scrl__hit *hit, uint32_t start, uint32_t *from, uint32_t *to)
{
    const char *text = d->doc->text;
    uint32_t least = hit->start > start + KIND_BEFORE_BYTES ? hit->start - KIND_BEFORE_BYTES : start,
             comma = hit->start;
    while (comma > least && text[comma] != ',')
        comma--;
    if (strncmp(text + comma, ", a ", 4) != 0 && strncmp(text + comma, ", an ", 5) != 0)
        return false;
    for (uint32_t p = comma + 2; p < hit->start; p++)
        if (!(text[p] == ' ' || text[p] == '-' || (text[p] >= 'a' && text[p] <= 'z')))
            return false;
    *to = *from = comma;
    while (*from > start) {
        uint32_t word = *from - (*from < comma);
        while (word > start && text[word - 1] != ' ')
            word--;
        if (!scrl__is_capital(text[word]) || comma - word > NAME_BYTES ||
            memchr(text + word, '.', comma - word) != NULL)
            break;
        *from = word;
    }
    return *to - *from > 2;
}

/* "Hilltop Mental Health NHS Trust": what "the Trust" is, where the text names trusts of one kind only. */
static bool is_trust(const scrl__draft *d, const scrl__hit *hit)
{
    return hit->end - hit->start > TRUST_BYTES &&
           memcmp(d->doc->text + hit->end - TRUST_BYTES, "Trust", TRUST_BYTES) == 0;
}

/* Names that running text explains, behind the agency or the worker who goes by them. */
static int names_in_sentence(scrl__draft *d, uint32_t sentence)
{
    const scrl__sentence *s = &d->doc->sentences[sentence];
    const scrl__hit *hit;
    uint32_t at = 0, from, to;
    int status = 0;
    while (status == 0 && (hit = scrl__agency_next(d, sentence, SCRL__CUE_AGENCY, &at)) != NULL)
        if (is_trust(d, hit))
            status = add_alias(d, hit->end - TRUST_BYTES, hit->end, scrl__hit_agency(d, hit));
        else if ((bracketed_name(d, hit, s->end, &from, &to) || name_before(d, hit, s->start, &from, &to)) &&
                 agency_in(d, s->block, from, to) == NULL)
            status = add_alias(d, from, to, scrl__hit_agency(d, hit));
    return status;
}

/* In what happened and in what is asked a row's first cell says who acts, and its others what. */
static bool tells_of_acts(uint32_t role)
{
    return scrl__role_is(role, "chronology") || scrl__role_is(role, "recommendations") ||
           scrl__role_is(role, "action_plan");
}

/* Whether the words at the head of a row are a name that the rest explains. */
static bool is_explained(const scrl__draft *d, uint32_t block, uint32_t name_end)
{
    const scrl__block *b = &d->doc->blocks[block];
    const char *text = d->doc->text;
    uint32_t role = scrl__block_role(d, block);
    if (scrl__role_is(role, "glossary"))
        return text[b->start] >= 'A' && text[b->start] <= 'Z';
    if (text[name_end] == '\t')
        return !tells_of_acts(role) && is_codes(text, b->start, name_end);
    return text[b->start] >= 'A' && text[b->start] <= 'Z' && scrl__role_is(role, "methodology");
}

/* One name, or the codes of several workers. */
static int add_names(scrl__draft *d, uint32_t start, uint32_t end, const char *agency)
{
    const char *text = d->doc->text;
    if (!is_codes(text, start, end))
        return add_alias(d, start, end, agency);
    int status = 0;
    for (uint32_t p = start; p < end && status == 0; p++) {
        uint32_t len = code_at(text, p, end);
        if (len > 0)
            status = add_alias(d, p, p + len, agency);
        p += len;
    }
    return status;
}

/* "Halden's": the name ends before the apostrophe, whichever it is. */
static bool ends_word(const char *text)
{
    return !scrl__is_word_byte(*text) || strncmp(text, "\xE2\x80\x99", 3) == 0;
}

/* "in Halden", "Halden Police": the word is a place, or begins another name. */
static bool is_of_another(const char *text, uint32_t pos, uint32_t len, const char *rest, uint32_t rest_len)
{
    static const char *const before[] = {" in ", " near ", " across ", " outside ", " around "};
    for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
        uint32_t n = (uint32_t)strlen(before[i]);
        if (pos >= n && strncmp(text + pos - n, before[i], n) == 0)
            return true;
    }
    return text[pos + len] == ' ' && scrl__is_capital(text[pos + len + 1]) &&
           strncmp(text + pos + len, rest, rest_len) != 0;
}

/* "Halden" for "Halden Recovery": the first word of a name, where the text has it alone and means nothing else by it. */
static int add_short_form(scrl__draft *d, uint32_t alias)
{
    const char *text = d->doc->text;
    uint32_t start = d->aliases[alias].start, end = d->aliases[alias].end, len = 0, alone = 0;
    while (start + len < end && text[start + len] != ' ')
        len++;
    if (start + len == end || len < SHORT_FORM_BYTES || !scrl__is_capital(text[start + len + 1]))
        return 0;
    const char *rest = text + start + len;
    for (const char *p = text; (p = strstr(p, " ")) != NULL; p++) {
        uint32_t at = (uint32_t)(p + 1 - text);
        if (strncmp(text + at, text + start, len) != 0 || !ends_word(text + at + len))
            continue;
        if (is_of_another(text, at, len, rest, end - start - len))
            return 0;
        alone += strncmp(text + at + len, rest, end - start - len) != 0;
    }
    return alone == 0 ? 0 : add_alias(d, start, start + len, d->aliases[alias].agency);
}

int scrl__find_aliases(scrl__draft *d)
{
    const scrl_document *doc = d->doc;
    for (uint32_t i = d->cover_end; i < doc->block_count; i++) {
        uint32_t name_end, rest;
        const scrl__block *b = &doc->blocks[i];
        if (b->kind != SCRL_BLOCK_TABLE_ROW || !split_row(d, i, &name_end, &rest) || !is_explained(d, i, name_end) ||
            agency_in(d, i, b->start, name_end) != NULL)
            continue;
        int status = add_names(d, b->start, name_end, agency_in(d, i, rest, rest_end(d, i, rest)));
        if (status != 0)
            return status;
    }
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        int status = names_in_sentence(d, i);
        if (status != 0)
            return status;
    }
    for (uint32_t i = 0, n = d->alias_count; i < n; i++) {
        int status = d->aliases[i].agency == NULL ? 0 : add_short_form(d, i);
        if (status != 0)
            return status;
    }
    for (uint32_t i = 0; i < d->alias_count; i++)
        if (d->aliases[i].agency != NULL)
            scrl__review_builder_value(d->out, "agency_names", d->aliases[i].agency, d->aliases[i].start,
                                       d->aliases[i].end);
    return d->out->status;
}

/* Whether the name stands in [start, end) as words of its own. */
static bool stands_in(const char *text, uint32_t start, uint32_t end, const char *name, size_t len)
{
    for (const char *p = text + start; (p = memmem(p, (size_t)(text + end - p), name, len)) != NULL; p++)
        if ((p == text || !scrl__is_word_byte(p[-1])) && ends_word(p + len))
            return true;
    return false;
}

void scrl__each_alias(const scrl__draft *d, uint32_t start, uint32_t end, void (*found)(void *user, const char *agency),
                      void *user)
{
    const char *text = d->doc->text;
    for (uint32_t i = 0; i < d->alias_count; i++) {
        const scrl__alias *alias = &d->aliases[i];
        if (alias->agency != NULL && stands_in(text, start, end, text + alias->start, alias->end - alias->start))
            found(user, alias->agency);
    }
}
