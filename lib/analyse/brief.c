/*
 * brief.c - chooses statements that stand for what reviews say of a theme. It writes nothing: a message is a printed
 * statement, and what was chosen is what most other reviews also say.
 */
#include <stdlib.h>
#include <string.h>

#include "analyse/texts.h"
#include "base/str.h"

#define GROUPS 3
#define ALIKE 0.3 /* similarity from which two statements say much the same */
/* Shorter ones are headings, longer ones are read as a page, not as a message. */
#define SHORTEST 8
#define LONGEST 90

typedef struct candidate {
    uint32_t statement;
    uint64_t alike, alike_reviews;
    double central; /* how near it is to the others, each review counted once */
    bool system, readable, taken;
} candidate;

typedef struct search {
    const scrl__facts *facts;
    const scrl__fact_statement *items;
    const uint8_t *chosen;
    const uint32_t *groups; /* of each statement; SCRL_NONE for those that are not chosen */
} search;

static bool accept(const void *user, uint32_t i, uint32_t j)
{
    const search *s = user;
    return s->groups[j] == s->groups[i] && s->items[i].review != s->items[j].review;
}

/* Whether the k-th of the near ones is the first of its review. */
static bool is_first(const search *s, const scrl__near *near, size_t k)
{
    for (size_t j = 0; j < k; j++) {
        if (s->items[near[j].statement].review == s->items[near[k].statement].review)
            return false;
    }
    return true;
}

/* How many others of other cases say much the same, and how near all are. */
static void count_alike(scrl__closeness *closeness, const search *s, candidate *c)
{
    scrl__near near[SCRL__NEAR_MOST];
    size_t count = scrl__closeness_near(closeness, c->statement, 0, accept, s, near);
    for (size_t i = 0; i < count; i++) {
        bool first = is_first(s, near, i), alike = near[i].similarity >= ALIKE;
        if (alike && scrl__closeness_same_case(closeness, s->facts, c->statement, near[i].statement))
            continue;
        c->central += first ? near[i].similarity : 0;
        c->alike += alike;
        c->alike_reviews += alike && first;
    }
}

/* What most other reviews say comes first, then what is said of the system, then what is nearest to all others; among
 * equals the order of place. */
static int compare_candidates(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->readable != b->readable)
        return a->readable ? -1 : 1;
    if (a->alike_reviews != b->alike_reviews)
        return a->alike_reviews > b->alike_reviews ? -1 : 1;
    if (a->system != b->system)
        return a->system ? -1 : 1;
    if (a->central != b->central)
        return a->central > b->central ? -1 : 1;
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

/* Gathers the candidates of a group; '*reviews' is how many reviews have one. */
static size_t gather(scrl__closeness *closeness, const search *s, uint32_t group, candidate *out, uint64_t *reviews)
{
    uint32_t last = SCRL_NONE;
    size_t count = 0;
    *reviews = 0;
    for (uint32_t i = 0; i < closeness->statements->count; i++) {
        const scrl__fact_statement *statement = &s->items[i];
        if (s->groups[i] != group)
            continue;
        candidate c = {.statement = i,
                       .system = (s->chosen[i] & SCRL__ABOUT_SYSTEM) != 0,
                       .readable = statement->words >= SHORTEST && statement->words <= LONGEST};
        count_alike(closeness, s, &c);
        out[count++] = c;
        *reviews += statement->review != last;
        last = statement->review;
    }
    if (count > 1)
        qsort(out, count, sizeof(*out), compare_candidates);
    return count;
}

/* Whether a candidate adds something to those that were taken: it says something else and, unless 'again', is of a
 * case that has not spoken yet. */
static bool adds(const scrl__closeness *closeness, const search *s, const candidate *candidates, size_t count, size_t i,
                 bool again)
{
    uint32_t one = candidates[i].statement;
    for (size_t j = 0; j < count; j++) {
        uint32_t other = candidates[j].statement;
        if (!candidates[j].taken)
            continue;
        if (scrl__closeness_of(closeness, one, other) >= ALIKE ||
            (!again && (s->items[one].review == s->items[other].review ||
                        scrl__closeness_same_case(closeness, s->facts, one, other))))
            return false;
    }
    return true;
}

static const char *explain(scrl_context *ctx, const candidate *c, bool again, scrl__result *out)
{
    scrl__str text = SCRL__STR_INIT;
    if (c->alike_reviews > 0)
        scrl__str_addf(&text, "%llu other review%s say%s much the same", (unsigned long long)c->alike_reviews,
                       c->alike_reviews == 1 ? "" : "s", c->alike_reviews == 1 ? "s" : "");
    else
        scrl__str_adds(&text, c->central > 0 ? "no other review says much the same; nearest to what the others say"
                                             : "no other review says anything like it");
    scrl__str_adds(&text, c->system ? "; said of the system" : "; said of this case");
    if (!c->readable)
        scrl__str_addf(&text, "; not between %d and %d words long", SHORTEST, LONGEST);
    if (again)
        scrl__str_adds(&text, "; no other review had something else to say");
    const char *why = text.failed ? NULL : scrl__result_keep(ctx, out, scrl__str_text(&text));
    if (text.failed)
        scrl__fail_memory(ctx, "analyse");
    scrl__str_free(&text);
    return why;
}

/* Takes up to 'each' candidates of a group: first from cases that have not spoken, then from any. */
static int take(scrl_context *ctx, const scrl__closeness *closeness, const search *s, candidate *candidates,
                size_t count, scrl__message record, uint64_t each, scrl__result *out)
{
    int status = 0;
    for (int again = 0; again < 2; again++) {
        for (size_t i = 0; i < count && record.rank < each && status == 0; i++) {
            candidate *c = &candidates[i];
            if (c->taken || !adds(closeness, s, candidates, count, i, again != 0))
                continue;
            c->taken = true;
            record.rank++;
            record.statement = c->statement;
            record.alike = c->alike;
            record.alike_reviews = c->alike_reviews;
            record.why = explain(ctx, c, again != 0, out);
            status = record.why != NULL ? scrl__result_add(ctx, out, &record) : SCRL_ENOMEM;
        }
    }
    return status;
}

int scrl__brief(scrl_context *ctx, const scrl__facts *facts, scrl__closeness *closeness, const uint8_t *chosen,
                uint64_t each, scrl__result *out)
{
    candidate *candidates = calloc((size_t)closeness->statements->count + 1, sizeof(*candidates));
    uint32_t *groups = calloc((size_t)closeness->statements->count + 1, sizeof(*groups));
    search s = {facts, closeness->statements->items, chosen, groups};
    int status = candidates == NULL || groups == NULL ? scrl__fail_memory(ctx, "analyse") : 0;
    for (uint32_t i = 0; i < closeness->statements->count && status == 0; i++)
        groups[i] = chosen[i] != 0 ? scrl__statement_group(s.items[i].kind) : SCRL_NONE;
    for (uint32_t group = 0; group < GROUPS && status == 0; group++) {
        uint64_t reviews;
        size_t count = gather(closeness, &s, group, candidates, &reviews);
        scrl__message record = {.group = group, .candidates = count, .candidate_reviews = reviews};
        out->totals.statements += count;
        status = take(ctx, closeness, &s, candidates, count, record, each > 0 ? each : 3, out);
    }
    free(candidates);
    free(groups);
    return status;
}
