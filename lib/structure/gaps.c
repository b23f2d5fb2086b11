/*
 * Gaps in the story: events that are dated to the day or month, put into the order of time; where the next begins long
 * after all before it have ended, nothing is told of the time between. Years and seasons neither open nor close a gap:
 * nobody knows where in them something happened.
 */
#include "structure/gaps.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define LEAST_DAYS 60

typedef struct dated {
    int32_t from, to;
    uint32_t event;
} dated;

static int compare_dated(const void *left, const void *right)
{
    const dated *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->event < b->event ? -1 : a->event > b->event;
}

/* Events of the story that are dated closely, in the order of time. */
static size_t list_dated(const scrl__draft *d, dated *out)
{
    const scrl__review_builder *b = d->out;
    const char *strings = b->strings.bytes.data;
    size_t count = 0;
    for (size_t i = 0; i < b->event_count; i++) {
        const char *precision = strings + b->events[i].precision;
        dated item = {0, 0, (uint32_t)i};
        if (strcmp(precision, "day") != 0 && strcmp(precision, "month") != 0 && strcmp(precision, "relative") != 0)
            continue;
        if (scrl__date_read(strings + b->events[i].from, &item.from) &&
            scrl__date_read(strings + b->events[i].to, &item.to))
            out[count++] = item;
    }
    if (count > 1)
        qsort(out, count, sizeof(*out), compare_dated);
    return count;
}

static void add_gap(scrl__draft *d, const dated *last, const dated *next)
{
    char from[11], to[11];
    scrl__date_iso(last->to + 1, from);
    scrl__date_iso(next->from - 1, to);
    scrl__review_builder_gap(d->out, from, to, (uint32_t)(next->from - last->to - 1), last->event, next->event);
}

int scrl__find_gaps(scrl__draft *d)
{
    dated *events = malloc((d->out->event_count + 1) * sizeof(*events));
    if (events == NULL)
        return SCRL_ENOMEM;
    size_t count = list_dated(d, events);
    const dated *last = events; /* ends latest of those before */
    for (size_t i = 1; i < count; i++) {
        if (events[i].from - last->to - 1 >= LEAST_DAYS)
            add_gap(d, last, &events[i]);
        if (events[i].to > last->to)
            last = &events[i];
    }
    free(events);
    return d->out->status;
}
