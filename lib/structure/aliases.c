/*
 * A table of agencies or abbreviations explains local names: the name stands at the head of a row, and the brackets,
 * dash or cell behind it say what kind of agency it is. Running text gives the name in brackets behind the kind. Only
 * names that say nothing by themselves are taken.
 */
#include "structure/aliases.h"

#include <string.h>

#define ALIASES_MAX 64u
#define NAME_BYTES 48u

/* "housing officer", "drug service team": so much may stand between the words that tell the agency and the name. */
#define KIND_BYTES 24u

#define TRUST_BYTES 5u

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
        else if (bracketed_name(d, hit, s->end, &from, &to) && agency_in(d, s->block, from, to) == NULL)
            status = add_alias(d, from, to, scrl__hit_agency(d, hit));
    return status;
}

int scrl__find_aliases(scrl__draft *d)
{
    const scrl_document *doc = d->doc;
    for (uint32_t i = d->cover_end; i < doc->block_count; i++) {
        uint32_t name_end, rest, role = scrl__block_role(d, i);
        const scrl__block *b = &doc->blocks[i];
        if (b->kind != SCRL_BLOCK_TABLE_ROW || !split_row(d, i, &name_end, &rest))
            continue;
        bool glossary = scrl__role_is(role, "glossary");
        bool upper = doc->text[b->start] >= 'A' && doc->text[b->start] <= 'Z';
        if (!upper || (doc->text[name_end] == '\t' && !glossary) || (!glossary && !scrl__role_is(role, "methodology")))
            continue;
        const char *agency = agency_in(d, i, rest, rest_end(d, i, rest));
        if (agency_in(d, i, b->start, name_end) != NULL)
            continue;
        int status = add_alias(d, b->start, name_end, agency);
        if (status != 0)
            return status;
    }
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        int status = names_in_sentence(d, i);
        if (status != 0)
            return status;
    }
    return 0;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

void scrl__each_alias(const scrl__draft *d, uint32_t start, uint32_t end, void (*found)(void *user, const char *agency),
                      void *user)
{
    const char *text = d->doc->text;
    for (uint32_t i = 0; i < d->alias_count; i++) {
        const scrl__alias *alias = &d->aliases[i];
        size_t len = alias->end - alias->start;
        if (alias->agency == NULL)
            continue;
        const char *p = memmem(text + start, end - start, text + alias->start, len);
        bool whole = p != NULL && (p == text || !is_word_byte(p[-1])) && !is_word_byte(p[len]);
        if (whole)
            found(user, alias->agency);
    }
}
