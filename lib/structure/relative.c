/*
 * Works out a date that hangs on another from its number, unit and direction, or from the month or season that it
 * names. The words are tables of the data files. A result is never finer than both the unit and the anchor.
 */
#include "structure/relative.h"

#include "base/date.h"

enum { UNIT_HOUR = 1, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_FORTNIGHT };

/* Values of the table "relative_way". */
enum { WAY_LATER = 1, WAY_EARLIER, WAY_SAME };

typedef struct words {
    int number, unit, way, month, season, weekday;
    bool vague, counted; /* counted: the number is printed */
} words;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void take_word(const scrl_structure *structure, const char *word, size_t len, words *w)
{
    int32_t value;
    if ((value = scrl__word_value(structure, "count", word, len, 0)) != 0)
        w->number = value;
    else if ((value = scrl__word_value(structure, "relative_unit", word, len, 0)) != 0)
        w->unit = value;
    else if ((value = scrl__word_value(structure, "relative_way", word, len, 0)) != 0)
        w->way = w->way == WAY_SAME || (value == WAY_SAME && w->number > 0) ? w->way : value; /* six weeks after that */
    else if ((value = scrl__word_value(structure, "month", word, len, 0)) != 0)
        w->month = value;
    else if ((value = scrl__word_value(structure, "season", word, len, 0)) != 0)
        w->season = value;
    else if ((value = scrl__word_value(structure, "weekday", word, len, 0)) != 0)
        w->weekday = value;
    else if (scrl__word_value(structure, "vague", word, len, 0) != 0)
        w->vague = true;
}

static words read_words(const scrl_structure *structure, const char *text, uint32_t pos, uint32_t end)
{
    words w = {.number = 0};
    while (pos < end) {
        uint32_t start = pos;
        if (text[pos] >= '0' && text[pos] <= '9' && w.number < 1000) {
            w.number = w.number * 10 + text[pos++] - '0';
            continue;
        }
        while (pos < end && is_letter(text[pos]))
            pos++;
        if (pos > start)
            take_word(structure, text + start, pos - start, &w);
        else
            pos++;
    }
    return w;
}

/* The whole month or year in which 'day' lies. */
static void whole(int32_t day, bool year, scrl__found_date *out)
{
    int y, m, d;
    scrl__date_parts(day, &y, &m, &d);
    out->from = scrl__date_days(y, year ? 1 : m, 1);
    out->to = scrl__date_days(y, year ? 12 : m, year ? 31 : scrl__date_month_length(y, m));
}

/* The first months first..last that begin after the anchor. */
static void months_after(int32_t anchor, int first, int last, scrl__found_date *out)
{
    int y, m, d;
    scrl__date_parts(anchor, &y, &m, &d);
    y += first <= m;
    int end = y + (last < first);
    out->from = scrl__date_days(y, first, 1);
    out->to = scrl__date_days(end, last, scrl__date_month_length(end, last));
}

/* Monday is 1, Sunday 7; 1970 began on a Thursday. */
static int weekday_of(int32_t day)
{
    return (int)(((day + 3) % 7 + 7) % 7) + 1;
}

/* A number of days, on from a day. */
static bool by_days(const words *w, const scrl__found_date *anchor, scrl__found_date *out)
{
    if (anchor->precision != SCRL__DATE_DAY &&
        !(anchor->precision == SCRL__DATE_RELATIVE && anchor->from == anchor->to))
        return false;
    int32_t unit = w->unit == UNIT_FORTNIGHT ? 14 : w->unit == UNIT_WEEK ? 7 : 1;
    int32_t days = w->unit == UNIT_HOUR || w->way == WAY_SAME ? 0 : w->number * unit;
    out->from = out->to = anchor->from + (w->way == WAY_EARLIER ? -days : days);
    if (w->unit == UNIT_WEEK && !w->counted && days != 0) { /* "the following week": from Monday to Sunday */
        out->from -= weekday_of(out->from) - 1;
        out->to = out->from + 6;
    }
    return w->unit != UNIT_HOUR || w->number <= 6;
}

static bool by_months(const words *w, const scrl__found_date *anchor, scrl__found_date *out)
{
    bool in_month = anchor->to - anchor->from < 31;
    int months = (w->unit == UNIT_YEAR ? 12 : 1) * w->number *
                 (w->way == WAY_EARLIER ? -1
                  : w->way == WAY_SAME  ? 0
                                        : 1);
    if (w->unit == UNIT_MONTH && !in_month)
        return false;
    whole(scrl__date_add_months(anchor->from, months), w->unit == UNIT_YEAR, out);
    return true;
}

/* "the following Monday": the first one behind a day. */
static bool by_weekday(const words *w, const scrl__found_date *anchor, scrl__found_date *out)
{
    int ahead = (w->weekday - weekday_of(anchor->to) + 7) % 7;
    out->from = out->to = anchor->to + (ahead == 0 ? 7 : ahead);
    return w->way == WAY_LATER && anchor->from == anchor->to;
}

bool scrl__relative_resolve(const scrl_structure *structure, const char *text, const scrl__found_date *anchor,
                            scrl__found_date *out)
{
    words w = read_words(structure, text, out->start, out->end);
    scrl__found_date date = *out;
    bool found = false;
    w.counted = w.number != 0;
    if (!w.counted)
        w.number = 1;
    if (!anchor->resolved || w.vague || w.way == 0 || w.number > 120)
        return false;
    if (w.weekday != 0) {
        found = by_weekday(&w, anchor, &date);
    } else if (w.month != 0 || w.season != 0) {
        found = w.way == WAY_LATER;
        int season = w.month != 0 ? w.month * 101 : w.season;
        if (found)
            months_after(anchor->to, season / 100, season % 100, &date);
    } else if (w.unit == UNIT_MONTH || w.unit == UNIT_YEAR) {
        found = by_months(&w, anchor, &date);
    } else if (w.unit != 0) {
        found = by_days(&w, anchor, &date);
    }
    if (!found)
        return false;
    date.resolved = true;
    *out = date;
    return true;
}
