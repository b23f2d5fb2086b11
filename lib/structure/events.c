/*
 * Dated events: rows of chronology tables and sentences of narrative and background. Elsewhere only a date that has not
 * been told before is an event. Sentences about the review itself are none, nor are the dates of laws and guidance.
 */
#include "structure/events.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "structure/dates.h"

/* A date in the first words of a sentence is where the story stands. */
#define OPENING_BYTES 25u

typedef struct span {
    int32_t from, to;
} span;

typedef struct teller {
    scrl__draft *d;
    scrl__date_anchor anchor;
    span *seen; /* told so far */
    size_t seen_count, seen_cap;
    int status;
} teller;

static bool is_one_of(uint32_t role, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (scrl__role_is(role, ids[i]))
            return true;
    return false;
}

/* Where a case is told. */
static bool is_story(uint32_t role)
{
    static const char *const ids[] = {"chronology", "family_background"};
    return is_one_of(role, ids, sizeof(ids) / sizeof(ids[0]));
}

/* What stands before the story, and what comes after it. */
static bool is_opening(uint32_t role)
{
    static const char *const ids[] = {"introduction", "executive_summary"};
    return is_one_of(role, ids, sizeof(ids) / sizeof(ids[0]));
}

static bool is_reflection(uint32_t role)
{
    static const char *const ids[] = {"analysis", "voice_of_child", "family_views"};
    return is_one_of(role, ids, sizeof(ids) / sizeof(ids[0]));
}

/* Something of the days from..to has been told. */
static bool was_told(const teller *t, int32_t from, int32_t to)
{
    for (size_t i = 0; i < t->seen_count; i++)
        if (t->seen[i].from >= from && t->seen[i].to <= to)
            return true;
    return false;
}

static void remember(teller *t, int32_t from, int32_t to)
{
    if (scrl__grow((void **)&t->seen, &t->seen_cap, t->seen_count, sizeof(*t->seen)) != 0) {
        t->status = SCRL_ENOMEM;
        return;
    }
    t->seen[t->seen_count++] = (span){from, to};
}

static void tell(teller *t, const scrl__found_date *date, uint32_t start, uint32_t end)
{
    scrl__draft *d = t->d;
    char from[11] = "", to[11] = "";
    const char *printed = scrl__draft_copy(d, date->start, date->end);
    if (printed == NULL) {
        t->status = SCRL_ENOMEM;
        return;
    }
    if (date->resolved) {
        scrl__date_iso(date->from, from);
        scrl__date_iso(date->to, to);
        remember(t, date->from, date->to);
    }
    scrl__review_builder_event(d->out, from, to, scrl__precision_name(date->precision), printed,
                               scrl_document_page_at(d->doc, start), start, end);
    if (d->out->status != 0)
        t->status = d->out->status;
}

/* A row's date stands in one of its first cells. */
static void tell_row(teller *t, uint32_t block)
{
    scrl__draft *d = t->d;
    const scrl__block *b = &d->doc->blocks[block];
    const char *text = d->doc->text;
    const char *tab = memchr(text + b->start, '\t', b->end - b->start);
    uint32_t first_end = tab != NULL ? (uint32_t)(tab - text) : b->end;
    uint32_t pos = b->start;
    scrl__found_date date;
    bool any = false;
    while (t->status == 0 &&
           scrl__date_next(d->structure, text, &pos, first_end,
                           SCRL__DATES_BARE_YEAR | SCRL__DATES_SHORT | SCRL__DATES_PARTIAL, &t->anchor, &date)) {
        tell(t, &date, b->start, b->end);
        any = true;
    }
    scrl__date_anchor own = t->anchor;
    pos = first_end;
    while (t->status == 0 &&
           scrl__date_next(d->structure, text, &pos, b->end, any ? 0 : SCRL__DATES_PARTIAL, &own, &date))
        tell(t, &date, b->start, b->end);
}

static bool is_process(const scrl__draft *d, uint32_t sentence)
{
    uint32_t role = scrl__block_role(d, d->doc->sentences[sentence].block), at = 0;
    const scrl__hit *hit;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_SPAN, role, &at)) != NULL)
        if (strcmp(scrl__hit_cue(d, hit)->id, "incident") == 0)
            return false;
    return scrl__hit_best(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_PROCESS, role) != NULL;
}

/* A look back inside a sentence does not move the time of the story, nor does a date that itself hangs on it. */
static void keep_story_time(teller *t, const scrl__date_anchor *before, const scrl__sentence *s,
                            const scrl__found_date *date)
{
    bool aside = date->borrowed || t->anchor.day < before->day;
    if (before->known && aside && date->start > s->start + OPENING_BYTES)
        t->anchor = *before;
}

static void tell_relative(teller *t, uint32_t sentence)
{
    scrl__draft *d = t->d;
    const scrl__sentence *s = &d->doc->sentences[sentence];
    const scrl__hit *hit;
    uint32_t at = 0;
    while (t->status == 0 &&
           (hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_RELATIVE, SCRL__ROLE_NONE, &at)) != NULL) {
        scrl__found_date date = {.precision = SCRL__DATE_RELATIVE, .start = hit->start, .end = hit->end};
        tell(t, &date, s->start, s->end);
    }
}

/* Outside the story only whole dates that have not been told are events; in the introduction and the family's words, years too. */
static bool is_news(const teller *t, const scrl__found_date *date, uint32_t role)
{
    bool exact = date->precision == SCRL__DATE_DAY || date->precision == SCRL__DATE_MONTH;
    return !was_told(t, date->from, date->to) &&
           (exact || scrl__role_is(role, "introduction") || scrl__role_is(role, "family_views"));
}

static void tell_sentence(teller *t, uint32_t sentence, bool story)
{
    scrl__draft *d = t->d;
    const scrl__sentence *s = &d->doc->sentences[sentence];
    uint32_t role = scrl__block_role(d, s->block);
    scrl__found_date date, last = {.resolved = false};
    scrl__date_anchor before = t->anchor;
    uint32_t pos = s->start;
    if (is_process(d, sentence))
        return;
    while (t->status == 0 && scrl__date_next(d->structure, d->doc->text, &pos, s->end, story ? SCRL__DATES_PARTIAL : 0,
                                             &t->anchor, &date)) {
        bool again = last.resolved && last.from == date.from && last.to == date.to;
        keep_story_time(t, &before, s, &date);
        before = t->anchor;
        last = date;
        if (!again && (story || is_news(t, &date, role)))
            tell(t, &date, s->start, s->end);
    }
    if (story && !last.resolved)
        tell_relative(t, sentence);
}

/* The date of a period's heading is what dates below it borrow from. */
static void anchor_at(teller *t, uint32_t block)
{
    const scrl__block *b = &t->d->doc->blocks[block];
    uint32_t pos = b->start;
    scrl__found_date date;
    scrl__date_anchor anchor = t->anchor;
    if (t->d->doc->blocks[block].level <= 1)
        t->anchor.known = false;
    if (scrl__date_next(t->d->structure, t->d->doc->text, &pos, b->end, SCRL__DATES_BARE_YEAR, &anchor, &date))
        t->anchor = (scrl__date_anchor){true, date.from};
}

/* One pass over the sections of some roles. */
static void pass(teller *t, bool (*takes)(uint32_t role), bool story)
{
    const scrl_document *doc = t->d->doc;
    for (uint32_t i = t->d->cover_end; i < doc->block_count && t->status == 0; i++) {
        uint32_t role = scrl__block_role(t->d, i);
        if (doc->blocks[i].section == SCRL_NONE || !takes(role))
            continue;
        if (doc->blocks[i].kind == SCRL_BLOCK_HEADING) {
            anchor_at(t, i);
        } else if (doc->blocks[i].kind == SCRL_BLOCK_TABLE_ROW) {
            if (scrl__role_is(role, "chronology"))
                tell_row(t, i);
        } else if (doc->blocks[i].kind != SCRL_BLOCK_FOOTNOTE && doc->blocks[i].kind != SCRL_BLOCK_CAPTION) {
            for (uint32_t s = t->d->block_sentence[i]; s < t->d->block_sentence[i + 1] && t->status == 0; s++)
                tell_sentence(t, s, story);
        }
    }
}

int scrl__find_events(scrl__draft *d)
{
    teller t = {.d = d};
    if (strcmp(d->type, "other") == 0)
        return 0;
    pass(&t, is_opening, false);
    t.anchor.known = false;
    pass(&t, is_story, true);
    pass(&t, is_reflection, false);
    free(t.seen);
    return t.status;
}
