/*
 * recur.c - for a statement, the nearest ones of other cases that were published before it. Dates are compared as far
 * as both are printed: 2019 and 2019-05 do not tell which came first, and such pairs are shown as unknown.
 */
#include <stdlib.h>
#include <string.h>

#include "analyse/texts.h"

#define LEAST_SHARED 3 /* telling words: two alike may be chance */

static const struct {
    const char *kind;
    uint32_t group;
} groups[] = {{"finding", 0},        {"lesson", 0},        {"concern", 0},      {"missed_opportunity", 0},
              {"recommendation", 1}, {"consideration", 1}, {"good_practice", 2}};
const char *const scrl__group_names[] = {"finding", "recommendation", "good_practice"};

uint32_t scrl__statement_group(const char *kind)
{
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        if (strcmp(groups[i].kind, kind) == 0)
            return groups[i].group;
    }
    return SCRL_NONE;
}

typedef enum order { EARLIER, LATER, UNKNOWN } order;

/* The first and last day that a printed date can mean, as yyyymmdd. */
typedef struct when {
    uint32_t low, high;
} when;

/* Dates are printed to the year, the month or the day, or not at all. */
static when when_of(const char *published)
{
    when w = {0, 0};
    size_t digits = 0;
    for (const char *c = published; *c != '\0' && digits < 8; c++) {
        if (*c < '0' || *c > '9')
            continue;
        w.low = w.low * 10 + (uint32_t)(*c - '0');
        digits++;
    }
    for (w.high = w.low; digits < 8; digits++) {
        w.low *= 10;
        w.high = w.high * 10 + 9;
    }
    return w;
}

/* When 'other' was published, seen from 'own'. */
static order order_of(when own, when other)
{
    if (other.high < own.low)
        return EARLIER;
    return other.low > own.high ? LATER : UNKNOWN;
}

typedef struct search {
    const scrl__facts *facts;
    const scrl__fact_statement *items;
    const uint32_t *groups; /* of each statement */
    const when *dates;      /* of each review */
    order order;
} search;

/* Another review's statement of the same group, in the order asked for. */
static bool accept(const void *user, uint32_t i, uint32_t j)
{
    const search *s = user;
    const scrl__fact_statement *a = &s->items[i], *b = &s->items[j];
    return s->groups[i] == s->groups[j] && a->review != b->review &&
           order_of(s->dates[a->review], s->dates[b->review]) == s->order;
}

/* Whether a statement would repeat one that was added for the same statement: the words of another document of its
 * case. */
static bool is_repeated(const scrl__closeness *closeness, const search *s, uint32_t other, const scrl__result *out,
                        size_t from)
{
    const scrl__recurrence *records = out->records;
    for (size_t k = from; k < out->count; k++) {
        if (scrl__closeness_of(closeness, other, records[k].other) >= SCRL__NEARLY_EQUAL &&
            scrl__closeness_same_case(closeness, s->facts, other, records[k].other))
            return true;
    }
    return false;
}

/* Adds up to 'each' statements of one order. */
static int add_order(scrl_context *ctx, scrl__closeness *closeness, const search *s, uint32_t i, double least,
                     uint64_t each, scrl__result *out)
{
    scrl__near near[SCRL__NEAR_MOST];
    int status = 0;
    size_t from = out->count, count = scrl__closeness_near(closeness, i, least, accept, s, near);
    for (size_t k = 0; k < count && out->count - from < each && status == 0; k++) {
        uint32_t other = near[k].statement;
        scrl__recurrence record = {i, other, near[k].similarity, s->order == UNKNOWN};
        if (scrl__closeness_shared(closeness, i, other) >= LEAST_SHARED &&
            !scrl__closeness_same_case(closeness, s->facts, i, other) && !is_repeated(closeness, s, other, out, from))
            status = scrl__result_add(ctx, out, &record);
    }
    if (s->order == EARLIER)
        out->totals.repeated += out->count > from;
    return status;
}

/* Looks up every chosen statement. */
static int look_up(scrl_context *ctx, scrl__closeness *closeness, search *s, const uint8_t *chosen,
                   const scrl_recur_options *options, scrl__result *out)
{
    uint64_t each = options->each > 0 ? options->each : 3;
    double least = options->least > 0 ? options->least : 0.3;
    int status = 0;
    for (uint32_t i = 0; i < closeness->statements->count && status == 0; i++) {
        if (chosen[i] == 0)
            continue;
        out->totals.statements++;
        out->totals.undated_statements += s->facts->reviews[s->items[i].review].published[0] == '\0';
        s->order = EARLIER;
        status = add_order(ctx, closeness, s, i, least, each, out);
        s->order = UNKNOWN;
        if (status == 0)
            status = add_order(ctx, closeness, s, i, least, each, out);
    }
    return status;
}

int scrl__recur(scrl_context *ctx, const scrl__facts *facts, scrl__closeness *closeness, const uint8_t *chosen,
                const scrl_recur_options *options, scrl__result *out)
{
    const scrl__fact_statements *statements = closeness->statements;
    uint32_t *group_of = calloc((size_t)statements->count + 1, sizeof(*group_of));
    when *dates = calloc((size_t)facts->review_count + 1, sizeof(*dates));
    int status = group_of == NULL || dates == NULL ? scrl__fail_memory(ctx, "analyse") : 0;
    for (uint32_t i = 0; i < statements->count && status == 0; i++)
        group_of[i] = scrl__statement_group(statements->items[i].kind);
    for (uint32_t i = 0; i < facts->review_count && status == 0; i++)
        dates[i] = when_of(facts->reviews[i].published);
    search s = {facts, statements->items, group_of, dates, EARLIER};
    if (status == 0)
        status = look_up(ctx, closeness, &s, chosen, options, out);
    free(group_of);
    free(dates);
    return status;
}
