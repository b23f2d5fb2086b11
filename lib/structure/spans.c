/*
 * Dates of the minimum data set. Which words speak of the incident, the period or the publication is data; this file
 * knows in which order the places that speak of them are believed, and how a period hangs on the incident.
 */
#include "structure/spans.h"

#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool is_one_of(uint32_t role, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (scrl__role_is(role, ids[i]))
            return true;
    return false;
}

void scrl__span_value(scrl__draft *d, const char *field, const scrl__found_date *date)
{
    char iso[11];
    scrl__date_short(date->from, date->first, iso);
    if (!scrl__draft_has(d, field, NULL))
        scrl__review_builder_value(d->out, field, iso, date->start, date->end);
}

static bool first_date(const scrl__draft *d, uint32_t start, uint32_t end, scrl__found_date *out)
{
    scrl__date_anchor anchor = {false, 0};
    return scrl__date_next(d->structure, d->doc->text, &start, end, d->date_flags | SCRL__DATES_BARE_YEAR, &anchor,
                           out);
}

/* So far from where a sentence begins a date may open it. */
#define OPENING_BYTES 12u

/* Further from the words than this a date belongs to something else. */
#define NEAR_BYTES 110u

/* The date of [start, end) that stands nearest to a hit. */
static bool nearest_date(const scrl__draft *d, const scrl__hit *hit, uint32_t start, uint32_t end,
                         scrl__found_date *out)
{
    scrl__date_anchor anchor = {false, 0};
    scrl__found_date date;
    uint32_t least = UINT32_MAX, pos = start;
    while (
        scrl__date_next(d->structure, d->doc->text, &pos, end, d->date_flags | SCRL__DATES_BARE_YEAR, &anchor, &date)) {
        uint32_t away = date.start >= hit->end   ? date.start - hit->end
                        : date.end <= hit->start ? hit->start - date.end
                                                 : 0;
        if (away >= least || away > NEAR_BYTES || scrl__date_of_law(d->structure, d->doc->text, start, &date))
            continue;
        least = away;
        *out = date;
    }
    return least != UINT32_MAX;
}

/* ---- publication ---- */

/* The line above names a death: in the template of domestic homicide reviews a date alone below it is that of the
 * death. */
static bool dates_the_death(const scrl__draft *d, uint32_t block)
{
    return is(d->type, "dhr") && block > 0 &&
           scrl__hit_best(d, SCRL__ON_COVER, block - 1, SCRL__CUE_SPAN, SCRL__ROLE_NONE) != NULL;
}

/* A date that stands alone, or behind "Date:", "Final report," and the like. */
static bool fills_block(const scrl__draft *d, uint32_t block, scrl__found_date *date)
{
    const scrl__block *b = &d->doc->blocks[block];
    const char *text = d->doc->text;
    uint32_t start = b->start;
    while (start < b->end) {
        uint32_t word = start;
        while (word < b->end && (text[word] | 32) >= 'a' && (text[word] | 32) <= 'z')
            word++;
        if (word == start || scrl__word_value(d->structure, "date_lead", text + start, word - start, 0) == 0)
            break;
        start = word + (uint32_t)strspn(text + word, " :,");
    }
    return first_date(d, start, b->end, date) && date->start == start && date->end == b->end;
}

/* A date that the cover calls the date of publication; else one that stands alone where no other date is given. */
static void find_published(scrl__draft *d)
{
    scrl__found_date date, alone = {.resolved = false};
    bool other = false;
    for (uint32_t i = 0; i < d->cover_end; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        bool completed = false;
        while ((hit = scrl__hit_next(d, SCRL__ON_COVER, i, SCRL__CUE_FIELD, SCRL__ROLE_NONE, &at)) != NULL) {
            completed = completed || is(scrl__hit_cue(d, hit)->id, "completed");
            if (is(scrl__hit_cue(d, hit)->id, "published") && first_date(d, hit->start, d->doc->blocks[i].end, &date))
                scrl__span_value(d, "published", &date);
        }
        other = other || completed;
        if (!completed && fills_block(d, i, &date) && !dates_the_death(d, i))
            alone = date;
    }
    if (alone.resolved && !other)
        scrl__span_value(d, "published", &alone);
}

/* ---- incident ---- */

/* How exactly a date must be given: "the winter of 2020" is none. */
static bool is_exact(const scrl__found_date *date)
{
    return date->resolved && date->precision != SCRL__DATE_RANGE &&
           (date->first == SCRL__DATE_DAY || date->first == SCRL__DATE_MONTH || date->first == SCRL__DATE_YEAR);
}

static void set_incident(scrl__draft *d, const scrl__found_date *date)
{
    if (d->incident_known || !is_exact(date))
        return;
    d->incident = *date;
    d->incident_known = true;
    scrl__span_value(d, "incident_date", date);
}

/* A line of the cover that says nothing else: "Date of death: 3 May 2016". */
static void incident_of_cover(scrl__draft *d)
{
    scrl__found_date date;
    for (uint32_t i = 0; i < d->cover_end; i++) {
        const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_COVER, i, SCRL__CUE_SPAN, SCRL__ROLE_NONE);
        if (hit != NULL && is(scrl__hit_cue(d, hit)->id, "incident_line") &&
            first_date(d, hit->end, d->doc->blocks[i].end, &date))
            set_incident(d, &date);
    }
}

/* A line of the title that dates the death: "Robin (died February 2022)". */
static bool incident_of_title(const scrl__draft *d, scrl__found_date *date)
{
    for (uint32_t i = 0; i < d->title_count; i++) {
        uint32_t block = d->title_blocks[i];
        const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_COVER, block, SCRL__CUE_SPAN, SCRL__ROLE_NONE);
        if (hit == NULL)
            continue;
        if (first_date(d, hit->start, d->doc->blocks[block].end, date))
            return true;
        if (block + 1 < d->cover_end && dates_the_death(d, block + 1) && fills_block(d, block + 1, date))
            return true;
    }
    return false;
}

/* Which part of the report states the incident and the period. */
bool scrl__states_facts(uint32_t role)
{
    static const char *const ids[] = {"introduction", "executive_summary", "terms_of_reference",
                                      "methodology",  "family_background", "front_matter"};
    return is_one_of(role, ids, sizeof(ids) / sizeof(ids[0]));
}

static bool tells_story(uint32_t role)
{
    return scrl__role_is(role, "chronology");
}

/* A sentence's date of the event that cues of 'id' tell of. */
static bool date_of(const scrl__draft *d, uint32_t sentence, const char *id, scrl__found_date *out)
{
    const scrl__sentence *s = &d->doc->sentences[sentence];
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_SPAN, SCRL__ROLE_NONE, &at)) != NULL)
        if (is(scrl__hit_cue(d, hit)->id, id) && nearest_date(d, hit, s->start, s->end, out) && is_exact(out))
            return true;
    return false;
}

static bool is_closer(const scrl__found_date *date, const scrl__found_date *rough)
{
    return date->first == SCRL__DATE_DAY && rough->first != SCRL__DATE_DAY && date->from >= rough->from &&
           date->to <= rough->to;
}

/* The first such date in sections that 'takes' accepts, or the last; where it is a month or year, the first day inside
 * of it that is given. A title's date, which may be less exact, must hold it. */
static void incident_of_text(scrl__draft *d, const char *id, bool (*takes)(uint32_t role), bool last,
                             const scrl__found_date *titled)
{
    scrl__found_date date, kept = {.resolved = false};
    for (uint32_t i = 0; i < d->doc->sentence_count && !d->incident_known; i++) {
        if (!takes(scrl__block_role(d, d->doc->sentences[i].block)) || !date_of(d, i, id, &date))
            continue;
        if (titled->resolved && (date.from < titled->from || date.to > titled->to))
            continue;
        if (last || !kept.resolved || is_closer(&date, &kept))
            kept = date;
        if (!last && kept.first == SCRL__DATE_DAY)
            break;
    }
    set_incident(d, &kept);
}

/* "On 3 May 2021 a nurse saw ...": the first sentence of the opening parts that begins with a day, and does not tell of
 * the review, tells what it is about. */
static bool incident_of_opening(const scrl__draft *d, scrl__found_date *date)
{
    for (uint32_t i = 0; i < d->doc->sentence_count; i++) {
        const scrl__sentence *s = &d->doc->sentences[i];
        uint32_t role = scrl__block_role(d, s->block);
        if (!scrl__role_is(role, "introduction") && !scrl__role_is(role, "executive_summary"))
            continue;
        if (!first_date(d, s->start, s->end, date) || date->start > s->start + OPENING_BYTES ||
            date->precision != SCRL__DATE_DAY)
            continue;
        return scrl__hit_best(d, SCRL__ON_SENTENCE, i, SCRL__CUE_PROCESS, role) == NULL;
    }
    return false;
}

static void find_incident(scrl__draft *d)
{
    scrl__found_date titled = {.resolved = false}, opening;
    incident_of_cover(d);
    if (!incident_of_title(d, &titled))
        titled.resolved = false;
    incident_of_text(d, "incident", scrl__states_facts, false, &titled);
    if (titled.resolved)
        set_incident(d, &titled);
    incident_of_text(d, "incident_injury", scrl__states_facts, false, &titled);
    if (scrl__draft_has(d, "outcome", "death"))
        incident_of_text(d, "incident", tells_story, true, &titled);
    if (!scrl__draft_has(d, "outcome", "death") && incident_of_opening(d, &opening))
        set_incident(d, &opening);
    incident_of_text(d, "incident_found", scrl__states_facts, false, &titled);
    incident_of_text(d, "incident_told", scrl__states_facts, false, &titled);
    incident_of_text(d, "incident_removal", scrl__states_facts, false, &titled);
}

/* ---- period ---- */

/* A sentence that closes the period stands so near behind the one that begins it. */
#define CLOSED_WITHIN 2u

static bool names_span(const scrl__draft *d, uint32_t sentence, const char *id, const scrl__hit **out)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_SPAN, SCRL__ROLE_NONE, &at)) != NULL)
        if (is(scrl__hit_cue(d, hit)->id, id)) {
            *out = hit;
            return true;
        }
    return false;
}

/* The end of a period: the last day of a range's second date, or a date by itself. */
static void end_value(scrl__draft *d, const scrl__found_date *date)
{
    char iso[11];
    bool range = date->precision == SCRL__DATE_RANGE;
    scrl__date_short(range ? date->to : date->from, range ? date->last : date->precision, iso);
    if (!scrl__draft_has(d, "period_to", NULL))
        scrl__review_builder_value(d->out, "period_to", iso, date->start, date->end);
}

/* "the two years before ...": the period begins so long before 'end'. Group 1 of the cue is the number, its unit
 * follows; or it is "year". A month as the end counts as one of the months. */
static void begin_before(scrl__draft *d, const scrl__hit *hit, const scrl__found_date *end, bool inclusive)
{
    const char *text = d->doc->text + hit->group_start;
    size_t len = hit->group_end - hit->group_start;
    int months = (int)scrl__word_value(d->structure, "count", text, len, 0);
    if (months == 0)
        months = (int)scrl__word_value(d->structure, "months_of", text, len, 0);
    for (size_t i = 0; i < len && text[i] >= '0' && text[i] <= '9'; i++)
        months = months * 10 + text[i] - '0';
    if (months <= 0 || months > 240 || scrl__draft_has(d, "period_from", NULL))
        return;
    if (memmem(d->doc->text + hit->group_end, hit->end - hit->group_end, "year", 4) != NULL)
        months *= 12;
    bool whole = end->first != SCRL__DATE_DAY;
    scrl__found_date from = *end;
    from.from = scrl__date_add_months(end->from, (inclusive && whole ? 1 : 0) - months);
    scrl__span_value(d, "period_from", &from);
}

/* "the two years ending in December 2021": the date is the end of the period. */
static void period_up_to(scrl__draft *d, const scrl__hit *hit, uint32_t end)
{
    scrl__found_date date;
    if (!first_date(d, hit->start, end, &date))
        return;
    end_value(d, &date);
    if (hit->group_start != hit->start)
        begin_before(d, hit, &date, true);
}

/* "the two years before her death" */
static void period_before_incident(scrl__draft *d, const scrl__hit *hit)
{
    if (!d->incident_known)
        return;
    begin_before(d, hit, &d->incident, false);
    scrl__span_value(d, "period_to", &d->incident);
}

/* Both ends of a period as far as a sentence gives them. */
typedef struct ends {
    scrl__found_date from, to;
    bool begun, ended;
} ends;

/* "to the date of the homicide", behind 'start' in the sentence: the incident ends the period. */
static bool ends_with_incident(const scrl__draft *d, uint32_t sentence, uint32_t start, ends *out)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_SPAN, SCRL__ROLE_NONE, &at)) != NULL) {
        if (!d->incident_known || hit->start < start || !is(scrl__hit_cue(d, hit)->id, "period_to_incident"))
            continue;
        out->to = d->incident;
        return true;
    }
    return false;
}

/* "from 1 January 2018 to 3 May 2021", or "to the date of the homicide": a range is believed before single dates. */
static ends ends_of(const scrl__draft *d, uint32_t sentence, uint32_t pos)
{
    uint32_t end = d->doc->sentences[sentence].end;
    scrl__date_anchor anchor = {false, 0};
    scrl__found_date date;
    ends out = {.begun = false, .ended = false};
    while (
        scrl__date_next(d->structure, d->doc->text, &pos, end, d->date_flags | SCRL__DATES_BARE_YEAR, &anchor, &date)) {
        if (date.precision == SCRL__DATE_RANGE && date.last != SCRL__DATE_RANGE) {
            out.from = out.to = date;
            out.begun = out.ended = true;
            return out;
        }
        if (!out.begun) {
            out.from = date;
            out.begun = true;
        } else if (!out.ended && date.from > out.from.from) {
            out.to = date;
            out.ended = true;
        }
    }
    if (out.begun && !out.ended)
        out.ended = ends_with_incident(d, sentence, out.from.start, &out);
    return out;
}

static void period_values(scrl__draft *d, const ends *e)
{
    if (!e->begun || scrl__draft_has(d, "period_from", NULL))
        return;
    scrl__span_value(d, "period_from", &e->from);
    if (e->ended)
        end_value(d, &e->to);
}

/* A sentence behind one that begins the period: "It ends with her death." */
static void close_period(scrl__draft *d, uint32_t sentence)
{
    const scrl__hit *hit;
    for (uint32_t i = sentence; i < d->doc->sentence_count && i <= sentence + CLOSED_WITHIN; i++) {
        if (!names_span(d, i, "period_close", &hit))
            continue;
        ends e = {.ended = first_date(d, hit->start, d->doc->sentences[i].end, &e.to)};
        if (e.ended || ends_with_incident(d, i, hit->start, &e))
            end_value(d, &e.to);
    }
}

/* "the eighteen months before her death", "the year ending in May 2021", without a range in the same words. */
static void period_by_length(scrl__draft *d, uint32_t sentence)
{
    const scrl__hit *hit;
    if (names_span(d, sentence, "period_before_incident", &hit)) {
        ends e = ends_of(d, sentence, hit->start);
        if (e.begun && e.ended)
            period_values(d, &e);
        else
            period_before_incident(d, hit);
    } else if (names_span(d, sentence, "period_end", &hit)) {
        period_up_to(d, hit, d->doc->sentences[sentence].end);
    }
}

/* Takes the period from a sentence that cues of 'id' name; 'whole': only where both its ends are given. */
static void period_in(scrl__draft *d, uint32_t sentence, const char *id, bool whole)
{
    const scrl__hit *hit;
    if (!names_span(d, sentence, id, &hit))
        return;
    ends e = ends_of(d, sentence, hit->start);
    if (!e.begun)
        e = ends_of(d, sentence, d->doc->sentences[sentence].start);
    bool late = e.begun && d->incident_known && e.from.from > d->incident.to; /* a date of the review itself */
    if ((whole && !e.ended) || late)
        return;
    period_values(d, &e);
    if (e.begun && !e.ended)
        close_period(d, sentence);
}

static bool anywhere(uint32_t role)
{
    return !tells_story(role);
}

/* Places that speak of the period, in the order in which they are believed. */
static void find_period(scrl__draft *d)
{
    static const struct {
        const char *id; /* NULL: a length of time */
        bool whole;
        bool (*takes)(uint32_t role);
    } steps[] = {{"period", true, scrl__states_facts},
                 {NULL, true, scrl__states_facts},
                 {"period_looked_at", true, scrl__states_facts},
                 {"period", false, scrl__states_facts},
                 {"period", true, anywhere}};
    for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++)
        for (uint32_t i = 0; i < d->doc->sentence_count && !scrl__draft_has(d, "period_from", NULL); i++) {
            if (!steps[k].takes(scrl__block_role(d, d->doc->sentences[i].block)))
                continue;
            if (steps[k].id == NULL)
                period_by_length(d, i);
            else
                period_in(d, i, steps[k].id, steps[k].whole);
        }
}

void scrl__find_spans(scrl__draft *d)
{
    find_published(d);
    find_incident(d);
    if (!is(d->type, "pfd") && !is(d->type, "inquiry"))
        find_period(d);
}
