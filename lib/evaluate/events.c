/* events.c - dated events: are they found, with the same days? One sentence may hold several, so days and words are matched
 * together. */
#include <stdio.h>
#include <string.h>

#include "evaluate/case.h"

struct event {
    scrl_event record;
    const char *text;
    bool taken;
};

static int get_events(scrl__case *c, struct event **out, size_t *count)
{
    *count = scrl_review_event_count(c->review);
    struct event *events = scrl__arena_alloc(c->arena, *count * sizeof(*events));
    for (size_t i = 0; events != NULL && i < *count; i++) {
        struct event *e = &events[i];
        e->record = (scrl_event)SCRL_EVENT_INIT;
        scrl_review_event(c->review, i, &e->record);
        e->text = scrl__case_text(c, e->record.start, e->record.end);
        if (e->text == NULL)
            events = NULL;
    }
    *out = events;
    return events == NULL ? scrl__fail_memory(c->ctx, "use") : 0;
}

/* A gold quote of ten words goes on into the next sentence where its own is shorter. */
static bool is_quoted(const char *text, const char *quote)
{
    const char *second = strchr(text, ' ');
    bool words = second != NULL && strchr(second + 1, ' ') != NULL;
    return scrl__plain_begins(text, quote) || (words && scrl__plain_begins(quote, text));
}

/* The first event that is not taken and has the words and, where they count, the days of gold; of several with equal days
 * rather the one with the same precision. */
static size_t find_event(const struct event *events, size_t count, const scrl__gold_event *gold, bool days)
{
    size_t found = SIZE_MAX;
    for (size_t j = 0; j < count; j++) {
        const scrl_event *e = &events[j].record;
        if (events[j].taken || !is_quoted(events[j].text, gold->quote) ||
            (days && (strcmp(e->from, gold->from) != 0 || strcmp(e->to, gold->to) != 0)))
            continue;
        if (strcmp(e->precision, gold->precision) == 0)
            return j;
        if (found == SIZE_MAX)
            found = j;
    }
    return found;
}

/* "2010-03-01..2010-03-31 month" */
static void describe(const char *from, const char *to, const char *precision, char *out, size_t size)
{
    if (from[0] == '\0')
        snprintf(out, size, "not resolved, %s", precision);
    else if (strcmp(from, to) == 0)
        snprintf(out, size, "%s, %s", from, precision);
    else
        snprintf(out, size, "%s..%s, %s", from, to, precision);
}

static void disagree(scrl__case *c, scrl__measure_id id, const char *what, const scrl__gold_event *gold,
                     const struct event *event)
{
    char gold_days[128] = "", found_days[256] = "";
    scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
    if (gold != NULL)
        describe(gold->from, gold->to, gold->precision, gold_days, sizeof(gold_days));
    if (event != NULL) {
        describe(event->record.from, event->record.to, event->record.precision, found_days, sizeof(found_days));
        d.start = event->record.start;
        d.end = event->record.end;
    }
    d.what = what;
    d.gold = gold_days;
    d.found = found_days;
    d.text = event != NULL ? event->text : gold->quote;
    scrl__case_disagree(c, id, &d);
}

/* What is left on both sides. The same words with other days are one disagreement, though two of the counts. */
static void report_rest(scrl__case *c, struct event *events, size_t count, const bool *matched)
{
    for (size_t i = 0; i < c->gold->event_count; i++) {
        const scrl__gold_event *gold = &c->gold->events[i];
        if (matched[i])
            continue;
        size_t j = find_event(events, count, gold, false);
        if (j != SIZE_MAX)
            events[j].taken = true;
        disagree(c, SCRL__EVENT, j == SIZE_MAX ? "missed" : "wrong", gold, j == SIZE_MAX ? NULL : &events[j]);
    }
    for (size_t j = 0; j < count; j++) {
        if (!events[j].taken)
            disagree(c, SCRL__EVENT, "extra", NULL, &events[j]);
    }
}

int scrl__measure_events(scrl__case *c)
{
    struct event *events = NULL;
    size_t count = 0;
    uint64_t right = 0, precise = 0;
    bool *matched = scrl__arena_alloc(c->arena, c->gold->event_count);
    if (matched == NULL)
        return scrl__fail_memory(c->ctx, "use");
    int status = get_events(c, &events, &count);
    if (status != 0)
        return status;
    for (size_t i = 0; i < c->gold->event_count; i++) {
        const scrl__gold_event *gold = &c->gold->events[i];
        size_t j = find_event(events, count, gold, true);
        if (j == SIZE_MAX)
            continue;
        events[j].taken = matched[i] = true;
        right++;
        if (strcmp(events[j].record.precision, gold->precision) == 0)
            precise++;
        else
            disagree(c, SCRL__EVENT_PRECISION, "wrong", gold, &events[j]);
    }
    scrl__report_count(c->report, SCRL__EVENT, "", c->gold->event_count, count, right);
    scrl__report_count(c->report, SCRL__EVENT_PRECISION, "", c->gold->event_count, right, precise);
    report_rest(c, events, count, matched);
    return 0;
}
