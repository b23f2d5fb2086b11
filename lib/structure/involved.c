/*
 * The agencies of the minimum data set are those that had a part in the case: they gave a report to the review, did
 * something on a date, or their practice is judged. One that is only named once counts for nothing, as does one that is
 * asked to act, has no contact to tell of, or stands in words that are quoted.
 */
#include "structure/involved.h"

#include <stdlib.h>
#include <string.h>

#include "structure/aliases.h"

/* A mention that tells of a part in the case is enough; of others it takes so many. */
#define ENOUGH 2u
#define AGENCIES_MAX 32u

typedef struct tally {
    const char *id;
    uint32_t count, start, end;
} tally;

typedef struct tallies {
    tally items[AGENCIES_MAX];
    size_t count;
    uint32_t start, end, weight; /* of the words being counted */
} tallies;

static int by_count(const void *a, const void *b)
{
    const tally *x = a, *y = b;
    return x->count != y->count ? (x->count > y->count ? -1 : 1) : strcmp(x->id, y->id);
}

static void add(void *user, const char *id)
{
    tallies *t = user;
    size_t k = 0;
    while (k < t->count && strcmp(t->items[k].id, id) != 0)
        k++;
    if (k == AGENCIES_MAX)
        return;
    if (k == t->count)
        t->items[t->count++] = (tally){id, 0, t->start, t->end};
    t->items[k].count += t->weight;
}

/* Where the practice of agencies is described; what is asked of them, or what their short names mean, is none. */
static bool describes_practice(uint32_t role)
{
    static const char *const ids[] = {"recommendations", "action_plan", "glossary",           "references",
                                      "contents",        "appendix",    "terms_of_reference", "front_matter",
                                      "other",           "methodology", "family_background"};
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
        if (scrl__role_is(role, ids[i]))
            return false;
    return true;
}

static bool is_dated(const scrl__draft *d, const scrl__sentence *s)
{
    scrl__date_anchor anchor = {false, 0};
    scrl__found_date date;
    uint32_t pos = s->start;
    return scrl__date_next(d->structure, d->doc->text, &pos, s->end, d->date_flags, &anchor, &date);
}

/* What a sentence says of who took part: "gave", "none", or NULL. */
static const char *says(const scrl__draft *d, uint32_t sentence)
{
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_INVOLVED, SCRL__ROLE_NONE);
    return hit != NULL ? scrl__hit_cue(d, hit)->id : NULL;
}

static bool is_row(const scrl__draft *d, uint32_t block)
{
    scrl_block_kind kind = d->doc->blocks[block].kind;
    return kind == SCRL_BLOCK_TABLE_ROW || kind == SCRL_BLOCK_LIST_ITEM;
}

/* What the paragraph says that a list or table stands below. */
static const char *led_in(const scrl__draft *d, uint32_t block)
{
    uint32_t lead = block;
    while (lead > 0 && is_row(d, lead))
        lead--;
    if (lead == block || d->doc->blocks[lead].kind != SCRL_BLOCK_PARAGRAPH ||
        d->block_sentence[lead + 1] == d->block_sentence[lead])
        return NULL;
    return says(d, d->block_sentence[lead + 1] - 1);
}

/* How much a mention in a sentence says. */
static uint32_t weigh(const scrl__draft *d, uint32_t sentence)
{
    const scrl__sentence *s = &d->doc->sentences[sentence];
    uint32_t role = scrl__block_role(d, s->block);
    const char *said = says(d, sentence);
    if (said == NULL && is_row(d, s->block))
        said = led_in(d, s->block);
    if (said != NULL)
        return strcmp(said, "gave") == 0 ? ENOUGH : 0;
    if (describes_practice(role))
        return scrl__role_is(role, "chronology") || is_dated(d, s) ? ENOUGH : 1;
    return is_row(d, s->block) && scrl__role_is(role, "methodology") ? ENOUGH : 0;
}

/* Words between quotation marks are those of somebody else: "told to ring the crisis team". */
static bool is_quoted(const scrl__draft *d, const scrl__sentence *s, uint32_t pos)
{
    static const char open[] = "\xE2\x80\x98", close[] = "\xE2\x80\x99";
    const char *text = d->doc->text;
    uint32_t start = UINT32_MAX;
    for (uint32_t i = s->start; i + 3 <= s->end && i < pos; i++) {
        if (memcmp(text + i, open, 3) == 0)
            start = i;
        else if (memcmp(text + i, close, 3) == 0 && strchr(" .,;:)", text[i + 3]) != NULL)
            start = UINT32_MAX;
    }
    return start != UINT32_MAX && memmem(text + pos, s->end - pos, close, 3) != NULL;
}

static void count_sentence(const scrl__draft *d, uint32_t sentence, tallies *t)
{
    const scrl__sentence *s = &d->doc->sentences[sentence];
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__agency_next(d, sentence, SCRL__CUE_AGENCY, &at)) != NULL) {
        t->start = hit->start;
        t->end = hit->end;
        if (!is_quoted(d, s, hit->start) && !scrl__is_court(d, hit))
            add(t, scrl__hit_agency(d, hit));
    }
    t->start = s->start;
    t->end = s->end;
    scrl__each_alias(d, s->start, s->end, add, t);
}

/* Whose practice a statement judges; what a recommendation asks is no past practice. */
static bool judges(const char *kind)
{
    return strcmp(kind, "good_practice") == 0 || strcmp(kind, "missed_opportunity") == 0;
}

/* Agencies that the words of such statements name. */
static void count_judged(const scrl__draft *d, tallies *t)
{
    const scrl__review_builder *b = d->out;
    t->weight = ENOUGH;
    for (size_t i = 0; i < b->statement_count; i++) {
        const scrl__statement *st = &b->statements[i];
        if (!judges(b->strings.bytes.data + st->kind))
            continue;
        for (uint32_t k = 0; k < d->doc->sentence_count; k++) {
            const scrl__sentence *s = &d->doc->sentences[k];
            if (s->start >= st->start && s->end <= st->end)
                count_sentence(d, k, t);
        }
    }
}

int scrl__find_involved(scrl__draft *d)
{
    tallies t = {.count = 0};
    if (strcmp(d->type, "other") == 0)
        return 0;
    for (uint32_t i = 0; i < d->doc->sentence_count; i++) {
        t.weight = weigh(d, i);
        if (t.weight > 0)
            count_sentence(d, i, &t);
    }
    count_judged(d, &t);
    qsort(t.items, t.count, sizeof(t.items[0]), by_count);
    for (size_t i = 0; i < t.count && t.items[i].count >= ENOUGH; i++)
        if (strcmp(t.items[i].id, "agency_partnership") != 0)
            scrl__review_builder_value(d->out, "agencies", t.items[i].id, t.items[i].start, t.items[i].end);
    return d->out->status;
}
