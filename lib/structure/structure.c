/*
 * The recipe by which a document becomes a review: meet every cue once, then roles, type, metadata, people, statements,
 * events, citations, gaps and acts, each of which is a file of its own and reads what the earlier ones found.
 */
#include <stdlib.h>
#include <string.h>

#include "structure/acts.h"
#include "structure/ages.h"
#include "structure/aliases.h"
#include "structure/citations.h"
#include "structure/draft.h"
#include "structure/events.h"
#include "structure/finder.h"
#include "structure/gaps.h"
#include "structure/involved.h"
#include "structure/metadata.h"
#include "structure/people.h"
#include "structure/roles.h"
#include "structure/statements.h"

/* A label or an announcement stands in the first words of a block. */
#define OPENING_BYTES 160u

uint32_t scrl__front_role(const scrl__draft *d)
{
    return d->doc->section_count == 0 ? scrl__role_number("other", 5) : scrl__role_number("front_matter", 12);
}

uint32_t scrl__block_role(const scrl__draft *d, uint32_t block)
{
    uint32_t section = d->doc->blocks[block].section;
    return section == SCRL_NONE ? scrl__front_role(d) : d->sections[section].role;
}

bool scrl__role_is(uint32_t role, const char *id)
{
    return strcmp(scrl__role_id(role), id) == 0;
}

bool scrl__draft_has(const scrl__draft *d, const char *field, const char *text)
{
    const char *strings = d->out->strings.bytes.data;
    for (size_t i = 0; i < d->out->value_count; i++)
        if (strcmp(strings + d->out->values[i].field, field) == 0 &&
            (text == NULL || strcmp(strings + d->out->values[i].value, text) == 0))
            return true;
    return false;
}

static bool is_about_adults(const scrl__draft *d)
{
    static const char *const types[] = {"sar", "apr", "dhr", "mhhr"};
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (strcmp(d->type, types[i]) == 0)
            return true;
    return false;
}

bool scrl__is_court(const scrl__draft *d, const scrl__hit *hit)
{
    return strcmp(scrl__hit_cue(d, hit)->id, "court") == 0;
}

const char *scrl__hit_agency(const scrl__draft *d, const scrl__hit *hit)
{
    const char *id = scrl__hit_cue(d, hit)->id;
    if (strcmp(id, "social_work") == 0)
        return is_about_adults(d) ? "agency_adult_social_care" : "agency_childrens_social_care";
    if (strcmp(id, "community_nursing") == 0)
        return is_about_adults(d) ? "agency_adult_community_health" : "agency_community_child_health";
    return strcmp(id, "court") == 0 ? "agency_court_and_cafcass" : id;
}

uint32_t scrl__sentence_words(const scrl__draft *d, uint32_t sentence)
{
    const scrl__sentence *s = &d->doc->sentences[sentence];
    uint32_t words = 1;
    for (uint32_t i = s->start; i < s->end; i++)
        words += d->doc->text[i] == ' ';
    return words;
}

char *scrl__draft_copy(const scrl__draft *d, uint32_t start, uint32_t end)
{
    return scrl__arena_strndup(d->arena, d->doc->text + start, end - start);
}

/* Small words stay small in a title. */
static bool is_small(const char *word, size_t len)
{
    static const char *const small[] = {"of", "in", "the", "and", "for",  "to", "into",
                                        "on", "by", "a",   "an",  "with", "at"};
    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
        if (strlen(small[i]) == len && strncmp(small[i], word, len) == 0)
            return true;
    return false;
}

static bool is_shouted(const char *s)
{
    size_t upper = 0;
    for (; *s != '\0'; s++) {
        if (*s >= 'a' && *s <= 'z')
            return false;
        upper += *s >= 'A' && *s <= 'Z';
    }
    return upper > 3;
}

char *scrl__draft_title(const scrl__draft *d, uint32_t start, uint32_t end)
{
    char *s = scrl__draft_copy(d, start, end);
    if (s == NULL || !is_shouted(s))
        return s;
    for (char *p = s; *p != '\0';) {
        size_t len = 0;
        while ((p[len] >= 'A' && p[len] <= 'Z') || (len > 0 && (p[len] & 0x80) != 0 && p[len + 1] != '\0'))
            len++;
        for (size_t i = 0; i < len; i++)
            if (p[i] >= 'A' && p[i] <= 'Z')
                p[i] = (char)(p[i] + 32);
        if (len > 0 && !(p != s && is_small(p, len)))
            p[0] = (char)(p[0] >= 'a' && p[0] <= 'z' ? p[0] - 32 : p[0]);
        p += len > 0 ? len : 1;
    }
    return s;
}

const scrl__hit *scrl__hit_next(const scrl__draft *d, scrl__scope scope, uint32_t unit, scrl__cue_field field,
                                uint32_t role, uint32_t *at)
{
    const scrl__hits *hits = &d->hits[scope];
    if (unit >= hits->unit_count)
        return NULL;
    for (uint32_t i = hits->first[unit] + *at; i < hits->first[unit + 1]; i++) {
        const scrl__cue *cue = &d->structure->cues[hits->items[i].cue];
        if (cue->field != field || (cue->roles != 0 && role != SCRL__ROLE_NONE && (cue->roles & (1u << role)) == 0))
            continue;
        *at = i + 1 - hits->first[unit];
        return &hits->items[i];
    }
    return NULL;
}

const scrl__hit *scrl__agency_next(const scrl__draft *d, uint32_t sentence, scrl__cue_field field, uint32_t *at)
{
    const scrl__hit *hit, *other;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, field, SCRL__ROLE_NONE, at)) != NULL) {
        uint32_t k = 0;
        while ((other = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, field, SCRL__ROLE_NONE, &k)) != NULL)
            if (other->start <= hit->start && other->end >= hit->end &&
                other->end - other->start > hit->end - hit->start)
                break;
        if (other == NULL)
            return hit;
    }
    return NULL;
}

const scrl__hit *scrl__hit_best(const scrl__draft *d, scrl__scope scope, uint32_t unit, scrl__cue_field field,
                                uint32_t role)
{
    const scrl__hit *best = NULL, *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, scope, unit, field, role, &at)) != NULL) {
        uint32_t weight = scrl__hit_cue(d, hit)->weight, least = best != NULL ? scrl__hit_cue(d, best)->weight : 0;
        if (weight > least || (weight == least && hit->end - hit->start > best->end - best->start))
            best = hit;
    }
    return best;
}

/* Collects the matches of one run. */
typedef struct collector {
    scrl__draft *draft;
    scrl__hits *hits;
    const uint32_t *unit_names; /* unit of the run -> block or sentence */
    const scrl__unit *units;
    int status;
} collector;

static int collect(void *user, const scrl__match *match)
{
    collector *c = user;
    scrl__draft *d = c->draft;
    const scrl__cue *cue = &d->structure->cues[match->id];
    const scrl__group *g = match->groups;
    if (cue->not != NULL) {
        scrl__group groups[SCRL__GROUPS_MAX];
        const scrl__unit *unit = &c->units[match->unit];
        int found =
            scrl__regex_match(cue->not, d->inner, d->doc->text + unit->start, unit->end - unit->start, 0, groups);
        if (found != 0)
            return found < 0 ? found : 0;
    }
    if (scrl__grow((void **)&c->hits->items, &c->hits->cap, c->hits->count, sizeof(*c->hits->items)) != 0)
        return SCRL_ENOMEM;
    bool grouped = g[1].start != SIZE_MAX;
    c->hits->items[c->hits->count++] = (scrl__hit){match->id,
                                                   c->unit_names[match->unit],
                                                   (uint32_t)g[0].start,
                                                   (uint32_t)g[0].end,
                                                   (uint32_t)(grouped ? g[1].start : g[0].start),
                                                   (uint32_t)(grouped ? g[1].end : g[0].end)};
    return 0;
}

/* Notes for every unit where its hits begin. */
static int index_hits(scrl__hits *hits, uint32_t unit_count)
{
    hits->first = calloc((size_t)unit_count + 1, sizeof(*hits->first));
    if (hits->first == NULL)
        return SCRL_ENOMEM;
    hits->unit_count = unit_count;
    size_t at = 0;
    for (uint32_t unit = 0; unit <= unit_count; unit++) {
        while (at < hits->count && hits->items[at].unit < unit)
            at++;
        hits->first[unit] = (uint32_t)at;
    }
    return 0;
}

static bool is_of_sentences(scrl__scope scope)
{
    return scope == SCRL__ON_SENTENCE || scope == SCRL__ON_JUDGING;
}

/* The units of one scope; returns how many there are. */
static uint32_t list_units(const scrl__draft *d, scrl__scope scope, scrl__unit *units, uint32_t *names)
{
    const scrl_document *doc = d->doc;
    uint32_t n = 0;
    if (is_of_sentences(scope)) {
        for (uint32_t i = 0; i < doc->sentence_count; i++) {
            if (scope == SCRL__ON_JUDGING && !scrl__judges_practice(d, doc->sentences[i].block))
                continue;
            units[n] = (scrl__unit){doc->sentences[i].start, doc->sentences[i].end};
            names[n++] = i;
        }
        return n;
    }
    uint32_t block_count = scope == SCRL__ON_COVER ? d->cover_end : doc->block_count;
    for (uint32_t i = 0; i < block_count; i++) {
        const scrl__block *block = &doc->blocks[i];
        if (scope == SCRL__ON_HEADING && block->kind != SCRL_BLOCK_HEADING)
            continue;
        uint32_t end = block->end;
        if (scope == SCRL__ON_OPENING && end - block->start > OPENING_BYTES) {
            end = block->start + OPENING_BYTES;
            while ((doc->text[end] & 0xC0) == 0x80)
                end--;
        }
        units[n] = (scrl__unit){block->start, end};
        names[n++] = i;
    }
    return n;
}

static int meet_cues(scrl__draft *d, scrl__scope scope)
{
    const scrl_document *doc = d->doc;
    uint32_t count = is_of_sentences(scope) ? doc->sentence_count : doc->block_count;
    scrl__unit *units = malloc(((size_t)count + 1) * sizeof(*units));
    uint32_t *names = malloc(((size_t)count + 1) * sizeof(*names));
    collector c = {d, &d->hits[scope], names, units, 0};
    int status = units == NULL || names == NULL ? SCRL_ENOMEM : 0;
    if (status == 0) {
        uint32_t n = list_units(d, scope, units, names);
        status = scrl__set_run(d->structure->sets[scope], d->scratch, doc->text, doc->text_len, units, n, false,
                               collect, &c, NULL);
    }
    if (status == 0)
        status = index_hits(&d->hits[scope], count);
    free(units);
    free(names);
    return status;
}

static int prepare(scrl__draft *d)
{
    const scrl_document *doc = d->doc;
    d->sections = scrl__arena_alloc(d->arena, ((size_t)doc->section_count + 1) * sizeof(*d->sections));
    d->block_sentence = scrl__arena_alloc(d->arena, ((size_t)doc->block_count + 1) * sizeof(*d->block_sentence));
    if (d->sections == NULL || d->block_sentence == NULL)
        return SCRL_ENOMEM;
    uint32_t at = 0;
    for (uint32_t i = 0; i <= doc->block_count; i++) {
        while (at < doc->sentence_count && doc->sentences[at].block < i)
            at++;
        d->block_sentence[i] = at;
    }
    d->date_flags = scrl__dates_month_first(doc->text, (uint32_t)doc->text_len) ? SCRL__DATES_MONTH_FIRST : 0;
    return 0;
}

static int find_all(scrl__draft *d)
{
    int status = prepare(d);
    if (status == 0)
        status = meet_cues(d, SCRL__ON_HEADING);
    if (status == 0)
        status = meet_cues(d, SCRL__ON_OPENING);
    if (status == 0)
        status = meet_cues(d, SCRL__ON_SENTENCE);
    if (status == 0) {
        scrl__find_cover(d);
        status = meet_cues(d, SCRL__ON_COVER);
    }
    if (status == 0)
        status = scrl__find_roles(d);
    if (status == 0)
        status = scrl__find_type(d);
    if (status == 0)
        status = scrl__find_aliases(d);
    if (status == 0)
        status = scrl__find_metadata(d);
    if (status == 0)
        status = scrl__find_people(d);
    if (status == 0)
        status = scrl__find_ages(d);
    if (status == 0)
        status = meet_cues(d, SCRL__ON_JUDGING);
    if (status == 0)
        status = scrl__find_statements(d);
    if (status == 0)
        status = scrl__find_involved(d);
    if (status == 0)
        status = scrl__find_events(d);
    if (status == 0)
        status = scrl__find_citations(d);
    scrl__review_builder_sort(d->out);
    if (status == 0)
        status = scrl__find_gaps(d);
    if (status == 0)
        scrl__find_acts(d);
    return status;
}

static void free_hits(scrl__draft *d)
{
    for (int i = 0; i < SCRL__SCOPE_COUNT; i++) {
        free(d->hits[i].items);
        free(d->hits[i].first);
    }
}

int scrl_review_new(scrl_context *ctx, const scrl_structure *structure, scrl_document *doc, scrl_review **out)
{
    if (ctx == NULL || structure == NULL || doc == NULL || out == NULL)
        return SCRL_EINVAL;
    scrl__review_builder builder;
    scrl__draft d = {
        .ctx = ctx, .structure = structure, .doc = doc, .out = &builder, .type = "other", .type_facts = ""};
    d.arena = scrl__arena_new();
    d.scratch = scrl__scratch_new();
    d.inner = scrl__scratch_new();
    int status = scrl__review_builder_init(&builder, doc);
    if (d.arena == NULL || d.scratch == NULL || d.inner == NULL)
        status = SCRL_ENOMEM;
    if (status == 0)
        status = find_all(&d);
    if (status == 0)
        status = scrl__review_builder_finish(&builder, out);
    scrl__review_builder_free(&builder);
    free_hits(&d);
    scrl__scratch_free(d.scratch);
    scrl__scratch_free(d.inner);
    scrl__arena_free(d.arena);
    if (status == SCRL_ELIMIT)
        return scrl__fail(ctx, SCRL_ELIMIT, "structure", "a structure phrase reached its step limit");
    return status == 0             ? 0
           : status == SCRL_ENOMEM ? scrl__fail_memory(ctx, "structure")
                                   : scrl__fail(ctx, status, "structure", "the structure could not be found");
}
