/*
 * Dated events: rows of chronology tables and sentences of narrative and background. Elsewhere only a date that has not
 * been told before is an event. Sentences about the review itself are none, nor are the dates of laws and guidance.
 */
#include "structure/events.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "structure/addressees.h"
#include "structure/dates.h"
#include "structure/relative.h"

/* A date in the first words of a sentence is where the story stands. */
#define OPENING_BYTES 25u

/* "Wednesday" and a space may stand before a day. */
#define WEEKDAY_BYTES 11u

/* A chapter with fewer dates is not asked whether others told them before. */
#define RETOLD_DATES 4u

/* Days that a review may speak of: 1900 to 2104. */
#define FIRST_DAY (-25567)
#define DAYS 74875

typedef struct teller {
    scrl__draft *d;
    scrl__date_anchor anchor;
    scrl__found_date last; /* told last, in 'last_block' */
    uint32_t last_block;
    int32_t
        *told; /* for sets of first days, the earliest last day told: a binary indexed tree over the days, backwards */
    int32_t *story;          /* the same of what the sections of the story told, up to the one that is being read */
    size_t known;            /* events that are in 'story' */
    scrl__found_date headed; /* a day that stands alone on the line above, for what is told below it */
    scrl__found_date row;    /* in the first cell of the row 'row_block' or of one above that it reaches down from */
    uint32_t row_block;
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
    static const char *const ids[] = {"analysis", "voice_of_child", "family_views", "lessons", "findings"};
    return is_one_of(role, ids, sizeof(ids) / sizeof(ids[0]));
}

/* Where the days from 'day' on stand in 'told'. */
static int32_t place(int32_t day)
{
    int32_t n = day - FIRST_DAY;
    return DAYS - (n < 0 ? 0 : n >= DAYS ? DAYS - 1 : n);
}

/* Something that lies within the days from..to is in the tree. */
static bool was_told(const int32_t *tree, int32_t from, int32_t to)
{
    for (int32_t i = place(from); i > 0; i -= i & -i)
        if (tree[i] <= to)
            return true;
    return false;
}

static void remember(int32_t *tree, int32_t from, int32_t to)
{
    for (int32_t i = place(from); i <= DAYS; i += i & -i)
        if (tree[i] > to)
            tree[i] = to;
}

/* The first age printed in [start, end); NULL when there is none. */
static const char *age_told(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        uint32_t at = 0;
        const scrl__hit *hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_AGE, SCRL__ROLE_NONE, &at);
        if (hit != NULL && hit->start >= start && hit->end <= end)
            return scrl__draft_copy(d, hit->group_start, hit->group_end);
    }
    return NULL;
}

static void tell(teller *t, const scrl__found_date *date, uint32_t block, uint32_t start, uint32_t end)
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
        remember(t->told, date->from, date->to);
        t->last = *date;
        t->last_block = block;
    }
    scrl__addressees told = {.name_count = 0};
    scrl__find_agencies(d, block, start, end, &told);
    const scrl__event_in event = {.from = from,
                                  .to = to,
                                  .precision = scrl__precision_name(date->precision),
                                  .printed = printed,
                                  .age = age_told(d, block, start, end),
                                  .page = scrl_document_page_at(d->doc, start),
                                  .start = start,
                                  .end = end,
                                  .agencies = told.agencies,
                                  .agency_count = told.agency_count};
    scrl__review_builder_event(d->out, &event);
    if (d->out->status != 0)
        t->status = d->out->status;
}

/* "rented since 1989", "was due in May", "for two years before": the words before the date make it no event. Only a
 * date that hangs on another is the 'length' of something, and only a day may be when what lasted "until" then ended. */
static bool is_led(const scrl__draft *d, uint32_t sentence, const scrl__found_date *date, bool hangs)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_LEAD, SCRL__ROLE_NONE, &at)) != NULL) {
        const char *id = scrl__hit_cue(d, hit)->id;
        if (hit->start >= date->start || hit->end + 1 < date->start || (!hangs && strcmp(id, "length") == 0) ||
            strcmp(id, "row") == 0 || (strcmp(id, "until") == 0 && (hangs || date->precision == SCRL__DATE_DAY)))
            continue;
        return true;
    }
    return false;
}

/* "Between May 2021 and his death": a date that begins such a span goes on to the incident. */
static bool reach_incident(const scrl__draft *d, uint32_t sentence, scrl__found_date *date)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_RELATIVE, SCRL__ROLE_NONE, &at)) != NULL) {
        bool spans = strcmp(scrl__hit_cue(d, hit)->id, "until") == 0 && d->incident_known;
        if (!spans || date->start < hit->start || date->end > hit->end || date->from > d->incident.from)
            continue;
        date->last = d->incident.precision;
        date->precision = SCRL__DATE_RANGE;
        date->to = d->incident.to;
        date->end = hit->end;
        return true;
    }
    return false;
}

/* What a relative date hangs on is certain when a date was told before it in the same paragraph, or when it stands in the
 * first sentence of the next one and the last date told is a day. */
static bool is_anchored(const teller *t, const scrl__hit *hit, uint32_t block)
{
    if (!t->last.resolved)
        return false;
    const scrl__draft *d = t->d;
    bool opens = hit->start < d->doc->sentences[d->block_sentence[block]].end;
    return t->last_block == block || (opens && t->last_block + 1 == block && t->last.from == t->last.to);
}

/* The date that a hit is: the incident, a time before it, or one that hangs on the date told last. Not resolved where that
 * is not certain. */
static scrl__found_date relative_date(const teller *t, const scrl__hit *hit, uint32_t block)
{
    const scrl__draft *d = t->d;
    scrl__found_date date = {.precision = SCRL__DATE_RELATIVE, .start = hit->start, .end = hit->end};
    const char *id = scrl__hit_cue(d, hit)->id;
    bool same = strcmp(id, "incident") == 0, before = strcmp(id, "before") == 0;
    if (same && d->incident_known && d->incident.precision == SCRL__DATE_DAY) {
        date.resolved = true;
        date.from = d->incident.from;
        date.to = d->incident.to;
    } else if (before && d->incident_known) {
        scrl__relative_resolve(d->structure, d->doc->text, &d->incident, &date);
    } else if (!same && !before && is_anchored(t, hit, block)) {
        scrl__relative_resolve(d->structure, d->doc->text, &t->last, &date);
    }
    return date;
}

/* Dates of a sentence, behind 'from', that hang on another. 'certain': only those that can be resolved. They are events
 * of the range start..end. */
static void tell_relative(teller *t, uint32_t sentence, uint32_t start, uint32_t end, uint32_t from, bool certain)
{
    scrl__draft *d = t->d;
    uint32_t block = d->doc->sentences[sentence].block, at = 0;
    const scrl__hit *hit;
    while (t->status == 0 &&
           (hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_RELATIVE, SCRL__ROLE_NONE, &at)) != NULL) {
        const char *id = scrl__hit_cue(d, hit)->id;
        scrl__found_date date = relative_date(t, hit, block);
        if (hit->start < from || strcmp(id, "until") == 0 || is_led(d, sentence, &date, true))
            continue;
        const scrl__found_date before = t->last;
        if (date.resolved || (!certain && id[0] == '\0'))
            tell(t, &date, block, start, end);
        if (before.resolved && t->last.from < before.from) /* a look back: what comes next hangs on the story */
            t->last = before;
    }
}

static bool is_led_in_row(const scrl__draft *d, uint32_t block, const scrl__found_date *date)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++)
        if (is_led(d, i, date, false))
            return true;
    return false;
}

/* "Before 2012": a row of what lies before the story. */
static bool tells_background(const scrl__draft *d, uint32_t block)
{
    uint32_t first = d->block_sentence[block], at = 0;
    const scrl__hit *hit;
    while (first < d->block_sentence[block + 1] &&
           (hit = scrl__hit_next(d, SCRL__ON_SENTENCE, first, SCRL__CUE_LEAD, SCRL__ROLE_NONE, &at)) != NULL)
        if (strcmp(scrl__hit_cue(d, hit)->id, "row") == 0)
            return true;
    return false;
}

/* A date may reach down over several rows and is printed in the first alone. Of a row that only goes on from the one above,
 * over a page say, one cell has text. */
static bool is_dated_above(const teller *t, uint32_t block, uint32_t first_end)
{
    const scrl__block *b = &t->d->doc->blocks[block];
    const char *text = t->d->doc->text;
    uint32_t cells = 0;
    for (uint32_t i = b->start + 1; i < b->end; i++)
        cells += text[i - 1] == '\t' && text[i] != '\t';
    return first_end == b->start && cells > 1 && t->row.resolved && t->row_block + 1 == block;
}

/* A row's date stands in one of its first cells. One of another cell counts where it has its year, or is a day. */
static void tell_row(teller *t, uint32_t block)
{
    scrl__draft *d = t->d;
    const scrl__block *b = &d->doc->blocks[block];
    const char *text = d->doc->text;
    const char *tab = memchr(text + b->start, '\t', b->end - b->start);
    uint32_t first_end = tab != NULL ? (uint32_t)(tab - text) : b->end;
    uint32_t pos = tells_background(d, block) ? first_end : b->start;
    scrl__found_date date;
    bool any = false;
    bool says = first_end + 2 < b->end || strlen("2019 to 2020") < first_end - b->start; /* more than a year */
    while (t->status == 0 &&
           scrl__date_next(d->structure, text, &pos, first_end,
                           d->date_flags | SCRL__DATES_BARE_YEAR | SCRL__DATES_SHORT | SCRL__DATES_PARTIAL, &t->anchor,
                           &date)) {
        if (says)
            tell(t, &date, block, b->start, b->end);
        t->row = date;
        t->row_block = block;
        any = true;
    }
    if (t->status == 0 && !any && is_dated_above(t, block, first_end)) {
        tell(t, &t->row, block, b->start, b->end);
        t->row_block = block;
    }
    scrl__date_anchor own = t->anchor;
    pos = first_end;
    while (t->status == 0 &&
           scrl__date_next(d->structure, text, &pos, b->end, d->date_flags | SCRL__DATES_PARTIAL, &own, &date))
        if (!any || !date.borrowed || (date.precision == SCRL__DATE_DAY && !is_led_in_row(d, block, &date)))
            tell(t, &date, block, b->start, b->end);
    for (uint32_t i = d->block_sentence[block]; any && i < d->block_sentence[block + 1]; i++)
        tell_relative(t, i, b->start, b->end, first_end, true);
}

static bool is_process(const scrl__draft *d, uint32_t sentence)
{
    uint32_t role = scrl__block_role(d, d->doc->sentences[sentence].block), at = 0;
    const scrl__hit *hit;
    bool process = false;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_PROCESS, role, &at)) != NULL) {
        const char *id = scrl__hit_cue(d, hit)->id;
        if (strcmp(id, "always") == 0)
            return true;
        process = process || (strcmp(id, "comment") != 0 && (strcmp(id, "pfd") != 0 || strcmp(d->type, "pfd") == 0));
    }
    at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_SPAN, role, &at)) != NULL)
        if (strcmp(scrl__hit_cue(d, hit)->id, "incident") == 0)
            return false;
    return process;
}

/* Whether a date is only looked at from where the story stands: it lies behind, or itself hangs on that time, and the
 * sentence does not open with it. */
static bool is_aside(const teller *t, const scrl__date_anchor *story_time, const scrl__sentence *s,
                     const scrl__found_date *date)
{
    return story_time->known && (date->borrowed || t->anchor.day < story_time->day) &&
           date->start > s->start + OPENING_BYTES;
}

/* A relative's "in 2019" is news although days of that year were told: only the same period told again is none, nor one
 * in which the incident lies. */
static bool is_relatives_news(const teller *t, const scrl__found_date *date)
{
    const scrl__draft *d = t->d;
    char from[11], to[11];
    if (d->incident_known && date->from <= d->incident.from && date->to >= d->incident.to)
        return false;
    scrl__date_iso(date->from, from);
    scrl__date_iso(date->to, to);
    const char *strings = d->out->strings.bytes.data;
    for (size_t i = 0; i < d->out->event_count; i++)
        if (strcmp(strings + d->out->events[i].from, from) == 0 && strcmp(strings + d->out->events[i].to, to) == 0)
            return false;
    return true;
}

/* Outside the story only whole dates that have not been told are events; in the introduction and the family's words,
 * years too. */
static bool is_news(const teller *t, const scrl__found_date *date, uint32_t role)
{
    if (scrl__role_is(role, "family_views") && !date->borrowed)
        return is_relatives_news(t, date);
    bool season = date->precision == SCRL__DATE_SEASON && !date->borrowed; /* days in it were told: something else */
    bool exact = season || date->precision == SCRL__DATE_DAY || date->precision == SCRL__DATE_MONTH;
    return (season || !was_told(t->told, date->from, date->to)) &&
           (exact || scrl__role_is(role, "introduction") || scrl__role_is(role, "family_views"));
}

/* Where the clause of a date begins: behind the last comma or date before it. */
static uint32_t clause_start(const scrl__draft *d, uint32_t start, uint32_t end)
{
    uint32_t pos = end;
    while (pos > start && d->doc->text[pos - 1] != ',')
        pos--;
    return pos;
}

/* "had joined in March" looks back: a month that took its year from the date before lies before that date. */
static void look_back(const teller *t, const scrl__date_anchor *before, uint32_t start, scrl__found_date *date)
{
    const char *text = t->d->doc->text;
    if (!date->borrowed || !before->known || date->from <= before->day || date->precision == SCRL__DATE_RANGE)
        return;
    start = clause_start(t->d, start, date->start);
    if (memmem(text + start, date->start - start, " had ", 5) == NULL)
        return;
    date->from = scrl__date_add_months(date->from, -12);
    date->to = scrl__date_add_months(date->to, -12);
}

/* Dates of a sentence. One that is only looked at from where the story stands is what the rest of the sentence borrows
 * from, and does not move that time. */
static void tell_sentence(teller *t, uint32_t sentence, bool story)
{
    scrl__draft *d = t->d;
    const scrl__sentence *s = &d->doc->sentences[sentence];
    uint32_t role = scrl__block_role(d, s->block), pos = s->start;
    scrl__found_date date, last = {.resolved = false, .end = s->start};
    scrl__date_anchor before = t->anchor, story_time = t->anchor;
    if (is_process(d, sentence))
        return;
    for (; t->status == 0 && scrl__date_next(d->structure, d->doc->text, &pos, s->end,
                                             d->date_flags | SCRL__DATES_PARTIAL, &t->anchor, &date);
         before = t->anchor) {
        if (scrl__date_of_law(d->structure, d->doc->text, s->start, &date)) {
            t->anchor = before;
            continue;
        }
        bool again = last.resolved && last.from == date.from && last.to == date.to;
        look_back(t, &before, last.end, &date);
        if (!is_aside(t, &story_time, s, &date))
            story_time = t->anchor;
        else if (date.borrowed)
            t->anchor = before;
        bool reaches = reach_incident(d, sentence, &date);
        last = date;
        if (!again && !is_led(d, sentence, &date, false) && (story || reaches || is_news(t, &date, role)))
            tell(t, &date, s->block, s->start, s->end);
    }
    t->anchor = story_time;
    if (story || is_opening(role))
        tell_relative(t, sentence, s->start, s->end, last.resolved ? last.end + 3 : s->start, last.resolved || !story);
}

/* "Comment: ...", "Good practice: ...": an author's words on what the story told. */
static bool comments(const scrl__draft *d, uint32_t block)
{
    const scrl__hit *hit;
    uint32_t at = 0, first = d->block_sentence[block];
    if (scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_LABEL, SCRL__ROLE_NONE) != NULL)
        return true;
    while (first < d->block_sentence[block + 1] &&
           (hit = scrl__hit_next(d, SCRL__ON_SENTENCE, first, SCRL__CUE_PROCESS, SCRL__ROLE_NONE, &at)) != NULL)
        if (strcmp(scrl__hit_cue(d, hit)->id, "comment") == 0)
            return true;
    return false;
}

/* Keeps the day that a heading or line is, where it is nothing else: "Wednesday 6 March 2019". */
static bool is_day_line(teller *t, uint32_t block)
{
    const scrl__draft *d = t->d;
    const scrl__block *b = &d->doc->blocks[block];
    scrl__date_anchor anchor = t->anchor;
    scrl__found_date date;
    uint32_t pos = b->start;
    if (!scrl__date_next(d->structure, d->doc->text, &pos, b->end, d->date_flags | SCRL__DATES_PARTIAL, &anchor,
                         &date) ||
        date.first != SCRL__DATE_DAY || date.start > b->start + WEEKDAY_BYTES || date.end + 2 < b->end)
        return false;
    t->headed = date;
    return true;
}

/* What stands below a line that is a day happened on it. */
static void tell_headed(teller *t, uint32_t block)
{
    const scrl__draft *d = t->d;
    uint32_t first = d->block_sentence[block];
    scrl__found_date date = t->headed;
    t->headed.resolved = false;
    if (date.resolved && first < d->block_sentence[block + 1] && !is_process(d, first))
        tell(t, &date, block, d->doc->sentences[first].start, d->doc->sentences[first].end);
}

/* A paragraph. Outside the story a year is not carried from one to the next. */
static void tell_block(teller *t, uint32_t block, bool story)
{
    const scrl__draft *d = t->d;
    scrl__date_anchor before = t->anchor;
    bool comment = story && comments(d, block);
    if (story && is_day_line(t, block)) {
        t->anchor = (scrl__date_anchor){true, t->headed.from};
        return;
    }
    if (story)
        tell_headed(t, block);
    if (!story)
        t->anchor.known = false;
    for (uint32_t s = d->block_sentence[block]; s < d->block_sentence[block + 1] && t->status == 0; s++)
        tell_sentence(t, s, story && !comment);
    if (comment)
        t->anchor = before;
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
    if (scrl__date_next(t->d->structure, t->d->doc->text, &pos, b->end, t->d->date_flags | SCRL__DATES_BARE_YEAR,
                        &anchor, &date))
        t->anchor = (scrl__date_anchor){true, date.from};
}

/* The section of the top level that a block lies in. */
static uint32_t chapter_of(const scrl_document *doc, uint32_t block)
{
    uint32_t section = doc->blocks[block].section;
    while (section != SCRL_NONE && doc->sections[section].parent != SCRL_NONE)
        section = doc->sections[section].parent;
    return section;
}

/* Whether the text of a chapter mostly dates what chapters before it told: an appraisal of practice behind a timeline goes
 * through the same days again. */
static bool retells(const teller *t, uint32_t block)
{
    const scrl_document *doc = t->d->doc;
    uint32_t chapter = chapter_of(doc, block), dates = 0, told = 0;
    scrl__date_anchor anchor = {false, 0};
    scrl__found_date date;
    for (uint32_t i = block; i < doc->block_count && chapter_of(doc, i) == chapter; i++) {
        uint32_t pos = doc->blocks[i].start;
        if (doc->blocks[i].kind == SCRL_BLOCK_TABLE_ROW)
            return false;
        while (
            scrl__date_next(t->d->structure, doc->text, &pos, doc->blocks[i].end, t->d->date_flags, &anchor, &date)) {
            dates++;
            told += was_told(t->story, date.from, date.to);
        }
    }
    return dates >= RETOLD_DATES && told * 3 >= dates * 2;
}

/* Takes what has been told so far as known to the chapters behind. */
static void end_chapter(teller *t)
{
    const scrl__review_builder *out = t->d->out;
    for (; t->known < out->event_count; t->known++) {
        int32_t from, to;
        const char *strings = out->strings.bytes.data;
        if (scrl__date_read(strings + out->events[t->known].from, &from) &&
            scrl__date_read(strings + out->events[t->known].to, &to))
            remember(t->story, from, to);
    }
}

/* One pass over the sections of some roles. */
static void pass(teller *t, bool (*takes)(uint32_t role), bool story)
{
    const scrl_document *doc = t->d->doc;
    uint32_t chapter = SCRL_NONE;
    bool tells = story;
    for (uint32_t i = t->d->cover_end; i < doc->block_count && t->status == 0; i++) {
        uint32_t role = scrl__block_role(t->d, i);
        if (doc->blocks[i].section == SCRL_NONE || !takes(role))
            continue;
        if (story && chapter_of(doc, i) != chapter) {
            end_chapter(t);
            chapter = chapter_of(doc, i);
            tells = !retells(t, i);
        }
        if (doc->blocks[i].kind == SCRL_BLOCK_HEADING) {
            t->headed.resolved = tells && is_day_line(t, i);
            anchor_at(t, i);
        } else if (doc->blocks[i].kind == SCRL_BLOCK_TABLE_ROW) {
            if (scrl__role_is(role, "chronology"))
                tell_row(t, i);
        } else if (doc->blocks[i].kind != SCRL_BLOCK_FOOTNOTE && doc->blocks[i].kind != SCRL_BLOCK_CAPTION) {
            tell_block(t, i, tells);
        }
    }
}

static int32_t *new_tree(void)
{
    int32_t *tree = malloc((DAYS + 1) * sizeof(*tree));
    for (int32_t i = 0; tree != NULL && i <= DAYS; i++)
        tree[i] = INT32_MAX;
    return tree;
}

int scrl__find_events(scrl__draft *d)
{
    teller t = {.d = d};
    if (strcmp(d->type, "other") == 0)
        return 0;
    t.told = new_tree();
    t.story = new_tree();
    t.status = t.told == NULL || t.story == NULL ? SCRL_ENOMEM : 0;
    pass(&t, is_opening, false);
    t.anchor.known = false;
    t.known = d->out->event_count;
    pass(&t, is_story, true);
    pass(&t, is_reflection, false);
    free(t.told);
    free(t.story);
    return t.status;
}
