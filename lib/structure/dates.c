/*
 * Reads dates as reviews print them: 23/3/10, 12.03.19, 7th February 2021, March 2020, spring 2014, "in 2004", ranges
 * of these, and dates that borrow their year from the date before. The words (months, seasons, parts of a year) are
 * tables of the data files; the grammar of a date is here.
 */
#include "structure/dates.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"

/* Two-digit years above this belong to the last century. */
#define CENTURY_PIVOT 40

/* A date that lacks its year lies at most so many months after the date before it; else it looks back. */
#define MONTHS_AHEAD 9

/* Days of one month that may be listed: "12, 15 and 19 March". */
#define DAYS_LISTED_MAX 8u

/* So far behind a date without a year the next one may give it. */
#define AHEAD_BYTES 160u

#define FEAST_WORDS_MAX 3u

/* A date as printed; 0 stands for a part that is not there. */
typedef struct raw_date {
    scrl__precision precision;
    int day, month, last_month, year;
    int last_day; /* of a week: its last day; else 0 */
    bool weak;    /* may be something else: counts only where the words before it lead to a date */
    uint32_t start, end;
    int years; /* of several years: how many follow the first */
    int week;  /* 1: the day begins a week, -1: it ends one */
} raw_date;

typedef struct scan {
    const scrl_structure *structure;
    const char *text;
    uint32_t begin, end;
    unsigned flags;
} scan;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

static char at(const scan *s, uint32_t pos)
{
    return pos < s->end ? s->text[pos] : '\0';
}

static uint32_t skip_spaces(const scan *s, uint32_t pos)
{
    while (at(s, pos) == ' ')
        pos++;
    return pos;
}

/* ASCII letters only: month and season names have no others. */
static uint32_t word_end(const scan *s, uint32_t pos)
{
    while ((at(s, pos) >= 'a' && at(s, pos) <= 'z') || (at(s, pos) >= 'A' && at(s, pos) <= 'Z'))
        pos++;
    return pos;
}

static int32_t lookup(const scan *s, const char *table, uint32_t start, uint32_t end)
{
    return scrl__word_value(s->structure, table, s->text + start, end - start, 0);
}

static uint32_t skip_back(const scan *s, uint32_t pos)
{
    while (pos > s->begin && (s->text[pos - 1] == ' ' || s->text[pos - 1] == '-' || s->text[pos - 1] == '('))
        pos--;
    return pos;
}

/* Where the word before 'pos' begins, with nothing but spaces, hyphens and brackets between; 'pos' when there is
 * none. */
static uint32_t word_before(const scan *s, uint32_t pos)
{
    uint32_t end = skip_back(s, pos), start = end;
    while (start > s->begin && is_letter(s->text[start - 1]))
        start--;
    return start < end ? start : pos;
}

static int32_t lookup_before(const scan *s, const char *table, uint32_t pos)
{
    uint32_t start = word_before(s, pos);
    return start < pos ? lookup(s, table, start, skip_back(s, pos)) : 0;
}

/* Reads up to 'most' digits; returns how many, 0 when there are more. */
static uint32_t read_number(const scan *s, uint32_t pos, uint32_t most, int *value)
{
    uint32_t n = 0;
    *value = 0;
    while (n <= most && is_digit(at(s, pos + n))) {
        *value = *value * 10 + (at(s, pos + n) - '0');
        n++;
    }
    return n > most ? 0 : n;
}

static int full_year(int year, uint32_t digits)
{
    if (digits == 2)
        return year + (year <= CENTURY_PIVOT ? 2000 : 1900);
    return digits == 4 && year >= 1900 && year <= 2100 ? year : 0;
}

/* A four-digit year at 'pos', after spaces, a comma or "of"; 0 when there is none. '*end' moves behind it. */
static int year_after(const scan *s, uint32_t pos, uint32_t *end)
{
    int year;
    bool joined = at(s, pos) == '-' && is_digit(at(s, pos + 1)); /* 08-Feb-2022 */
    uint32_t p = skip_spaces(s, at(s, pos) == ',' || joined ? pos + 1 : pos);
    uint32_t w = word_end(s, p);
    if (w > p && (lookup(s, "link", p, w) != 0 || lookup(s, "part", p, w) != 0))
        p = skip_spaces(s, w);
    w = word_end(s, p);
    if (w > p && lookup(s, "part", p, w) != 0)
        p = skip_spaces(s, w);
    uint32_t n = read_number(s, p, 4, &year);
    if (n != 4 || full_year(year, 4) == 0)
        return 0;
    *end = p + n;
    return year;
}

/* Behind an ordinal ending at 'pos' ("th", " th"), or 'pos'. */
static uint32_t skip_ordinal(const scan *s, uint32_t pos)
{
    uint32_t p = skip_spaces(s, pos);
    uint32_t w = word_end(s, p);
    if (w == p + 2 && lookup(s, "ordinal", p, w) != 0)
        return w;
    return pos;
}

/* "paragraph 4.12.13", "and 4.12.14": a number with full stops may be that of a paragraph. */
static bool refers(const scan *s, uint32_t pos, char sep)
{
    int32_t kind = lookup_before(s, "reference", pos);
    return kind == 1 || (kind == 2 && sep == '.');
}

/* The three numbers of 23/3/10, as they stand; the place behind them, or 0. */
static uint32_t read_numbers(const scan *s, uint32_t pos, int *first, int *second, int *year)
{
    uint32_t p = pos, n = read_number(s, p, 2, first);
    char sep = at(s, p + n);
    if (n == 0 || (sep != '/' && sep != '.' && sep != '-'))
        return 0;
    p += n + 1;
    n = read_number(s, p, 2, second);
    if (n == 0 || at(s, p + n) != sep)
        return 0;
    p += n + 1;
    n = read_number(s, p, 4, year);
    *year = full_year(*year, n);
    if (*year == 0 || (n != 2 && n != 4) || is_letter(at(s, p + n)))
        return 0;
    return at(s, p + n) == sep && is_digit(at(s, p + n + 1)) ? 0 : p + n;
}

/* 23/3/10, 12.03.19, 19-07-2021; with the month first where the document has it so, or no other reading is a date. */
static bool read_numeric(const scan *s, uint32_t pos, raw_date *out)
{
    int first, second, year;
    uint32_t end = read_numbers(s, pos, &first, &second, &year);
    if (end == 0)
        return false;
    char sep = at(s, is_digit(at(s, pos + 1)) ? pos + 2 : pos + 1);
    bool american = sep == '/' && scrl__date_valid(year, first, second);
    bool european = scrl__date_valid(year, second, first);
    if ((!american && !european) || refers(s, pos, sep))
        return false;
    bool month_first = american && ((s->flags & SCRL__DATES_MONTH_FIRST) != 0 || !european);
    int month = month_first ? first : second;
    *out = (raw_date){SCRL__DATE_DAY, month_first ? second : first, month, month, year, 0, false, pos, end, 0, 0};
    return true;
}

/* 2021-07-19. */
static bool read_iso(const scan *s, uint32_t pos, raw_date *out)
{
    int year, month, day;
    if (read_number(s, pos, 4, &year) != 4 || at(s, pos + 4) != '-' || read_number(s, pos + 5, 2, &month) != 2 ||
        at(s, pos + 7) != '-' || read_number(s, pos + 8, 2, &day) != 2 || !scrl__date_valid(year, month, day))
        return false;
    *out = (raw_date){SCRL__DATE_DAY, day, month, month, year, 0, false, pos, pos + 10, 0, 0};
    return true;
}

/* 3/10 or 03/2010, where a table's date column says so. */
static bool read_short(const scan *s, uint32_t pos, raw_date *out)
{
    int month, year;
    uint32_t n = read_number(s, pos, 2, &month);
    if ((s->flags & SCRL__DATES_SHORT) == 0 || n == 0 || at(s, pos + n) != '/')
        return false;
    uint32_t p = pos + n + 1;
    n = read_number(s, p, 4, &year);
    year = full_year(year, n);
    if (year == 0 || month < 1 || month > 12 || at(s, p + n) == '/')
        return false;
    *out = (raw_date){SCRL__DATE_MONTH, 0, month, month, year, 0, false, pos, p + n, 0, 0};
    return true;
}

/* Where one more day of the same month follows ("22 and 29 January"), the place behind it; else 'pos'. */
static uint32_t skip_another_day(const scan *s, uint32_t pos)
{
    uint32_t p = skip_spaces(s, pos);
    uint32_t w = word_end(s, p);
    int day;
    if (w > p && lookup(s, "connector", p, w) != 0) {
        p = skip_spaces(s, w);
        w = word_end(s, p);
        if (w > p && lookup(s, "range_filler", p, w) != 0)
            p = skip_spaces(s, w);
    } else if (at(s, p) == '-' || at(s, p) == '&' || at(s, p) == ',' || at(s, p) == '/') {
        p = skip_spaces(s, p + 1);
    } else if (strncmp(s->text + p, "\xE2\x80\x93", 3) == 0) {
        p = skip_spaces(s, p + 3);
    } else {
        return pos;
    }
    uint32_t n = read_number(s, p, 2, &day);
    return n > 0 && day >= 1 && day <= 31 && !is_digit(at(s, p + n)) ? skip_ordinal(s, p + n) : pos;
}

/* Behind all days that follow: "12, 15 and 19 March". */
static uint32_t skip_other_days(const scan *s, uint32_t pos)
{
    uint32_t next = skip_another_day(s, pos);
    for (unsigned i = 0; i < DAYS_LISTED_MAX && next != pos; i++) {
        pos = next;
        next = skip_another_day(s, pos);
    }
    return pos;
}

/* "4th March 19 - police attended": two digits behind a month that a mark or the end follows; 0 when there are none. */
static int short_year_after(const scan *s, uint32_t pos, uint32_t *end)
{
    int year;
    uint32_t p = skip_spaces(s, pos);
    if (strncmp(s->text + p, "\xE2\x80\x99", 3) == 0)
        p += 3;
    uint32_t n = read_number(s, p, 2, &year), mark = skip_spaces(s, p + n);
    bool ends = mark >= s->end || strchr("\t,;)", at(s, p + n)) != NULL ||
                (at(s, mark) == '-' && mark > p + n && !is_digit(at(s, mark + 1))) ||
                strncmp(s->text + mark, "\xE2\x80\x93 ", 4) == 0 || (at(s, mark) == ':' && !is_digit(at(s, mark + 1)));
    if (n != 2 || !ends)
        return 0;
    *end = p + n;
    return full_year(year, 2);
}

/* "on the", "until the" before a day of the month. */
static bool is_on(const scan *s, uint32_t pos)
{
    return lookup_before(s, "before_day", word_before(s, pos)) != 0;
}

/* "on the 6th and again on the 9th", "on the 6th Otto rang", and not "on the 6th floor": no noun follows. */
static bool ends_there(const scan *s, uint32_t pos)
{
    uint32_t p = skip_spaces(s, pos), w = word_end(s, p);
    if (at(s, p) >= 'A' && at(s, p) <= 'Z')
        return true;
    if (w > p && lookup(s, "behind_day", p, w) == 2) {
        p = skip_spaces(s, w);
        w = word_end(s, p);
    }
    return w > p && lookup(s, "behind_day", p, w) == 1;
}

/* 7 February 2021, 7th of February, 22 and 29 January, the 22nd. */
static bool read_day(const scan *s, uint32_t pos, raw_date *out)
{
    int day;
    uint32_t n = read_number(s, pos, 2, &day);
    if (n == 0 || day < 1 || day > 31)
        return false;
    uint32_t own_end = skip_ordinal(s, pos + n);
    bool ordinal = own_end != pos + n;
    uint32_t p = skip_other_days(s, own_end);
    bool shared = p != own_end;
    p = skip_spaces(s, at(s, p) == '-' && is_letter(at(s, p + 1)) ? p + 1 : p);
    uint32_t w = word_end(s, p);
    if (w > p && lookup(s, "link", p, w) == 1) {
        p = skip_spaces(s, w);
        w = word_end(s, p);
    }
    int month = w > p ? lookup(s, "month", p, w) : 0;
    if (month != 0) {
        uint32_t end = w;
        int year = year_after(s, w, &end);
        if (year == 0)
            year = short_year_after(s, w, &end);
        *out = (raw_date){SCRL__DATE_DAY, day, month, month, year, 0, false, pos, shared ? own_end : end, 0, 0};
        return year == 0 || scrl__date_valid(year, month, day);
    }
    bool led = lookup_before(s, "weekday", pos) != 0 ||
               (lookup_before(s, "article", pos) != 0 &&
                (!is_letter(at(s, skip_spaces(s, own_end))) || (is_on(s, pos) && ends_there(s, own_end))));
    *out = (raw_date){SCRL__DATE_DAY, day, 0, 0, 0, 0, true, pos, own_end, 0, 0};
    return ordinal && led;
}

/* "early", "late" before a year, also in "the early months of 2021"; 0 when there is none. */
static int part_before(const scan *s, uint32_t pos)
{
    for (int n = 0; n < 4; n++) {
        int32_t part = lookup_before(s, "part", pos);
        if (part != 0 || lookup_before(s, "part_filler", pos) == 0)
            return part;
        pos = word_before(s, pos);
    }
    return 0;
}

/* "the first half of 2016", "the last three months of 2016": first and last month, and where the words begin. 0 when
 * there are none. */
static int months_before(const scan *s, uint32_t pos, uint32_t *start)
{
    uint32_t of = word_before(s, pos), unit = word_before(s, of), count = word_before(s, unit);
    int place = lookup_before(s, "week_number", unit), months = 6;
    *start = count;
    if (lookup_before(s, "link", pos) != 1)
        return 0;
    if (lookup_before(s, "half", of) == 0) {
        months = lookup_before(s, "relative_unit", of) == 4 ? lookup_before(s, "count", unit) : 0;
        place = lookup_before(s, "week_number", count);
        *start = word_before(s, count);
    }
    if (months < 2 || months > 11)
        return 0;
    return place == 1 ? 100 + months : place == 5 || place == 2 ? (13 - months) * 100 + 12 : 0;
}

/* "2015, 2017 and 2019": a year stands before it in a list. */
static bool follows_year(const scan *s, uint32_t pos)
{
    int year;
    if (pos < 6 || strncmp(s->text + pos - 2, ", ", 2) != 0)
        return false;
    return read_number(s, pos - 6, 4, &year) == 4 && full_year(year, 4) != 0;
}

/* "2015/16", "the academic year 2015-16": two years, or the months of a year at school. */
static bool read_double_year(const scan *s, uint32_t pos, int year, raw_date *out)
{
    int second;
    uint32_t p = pos + 4, word = word_before(s, pos);
    uint32_t n = at(s, p) == '/' || at(s, p) == '-' ? 1 : strncmp(s->text + p, "\xE2\x80\x93", 3) == 0 ? 3 : 0;
    if (n == 0 || read_number(s, p + n, 2, &second) != 2 || second != (year + 1) % 100 || is_letter(at(s, p + n + 2)))
        return false;
    uint32_t end = p + n + 2, next = skip_spaces(s, end);
    bool school = (word < pos && lookup_before(s, "school_year", word) != 0) ||
                  lookup(s, "school_year", next, word_end(s, next)) != 0;
    *out = (raw_date){.precision = SCRL__DATE_RANGE, .year = year, .start = pos, .end = end, .years = school ? 0 : 1};
    out->month = school ? 9 : 0;
    out->last_month = school ? 8 : 0;
    return school || lookup_before(s, "before_year", pos) != 0 || (s->flags & SCRL__DATES_BARE_YEAR) != 0;
}

static bool read_year(const scan *s, uint32_t pos, raw_date *out)
{
    int year;
    if (read_number(s, pos, 4, &year) != 4 || full_year(year, 4) == 0 || is_letter(at(s, pos + 4)))
        return false;
    if (read_double_year(s, pos, year, out))
        return true;
    uint32_t start;
    int part = months_before(s, pos, &start);
    bool led =
        lookup_before(s, "before_year", pos) != 0 || follows_year(s, pos) || (pos == s->begin && at(s, pos + 4) == ':');
    if (part > 0) {
        *out = (raw_date){SCRL__DATE_RANGE, 0, part / 100, part % 100, year, 0, false, start, pos + 4, 0, 0};
        return true;
    }
    part = part_before(s, pos);
    if (part > 0) {
        *out = (raw_date){SCRL__DATE_SEASON, 0, part / 100, part % 100, year, 0, false, pos, pos + 4, 0, 0};
        return true;
    }
    *out = (raw_date){SCRL__DATE_YEAR, 0, 0, 0, year, 0, false, pos, pos + 4, 0, 0};
    return led || (s->flags & SCRL__DATES_BARE_YEAR) != 0;
}

/* What follows a month's name: a day and a year (February 26th 2015), a year, a short year (Oct 08), or nothing. */
static bool read_month(const scan *s, uint32_t pos, uint32_t w, int month, raw_date *out)
{
    uint32_t end = w, p = skip_spaces(s, at(s, w) == '.' ? w + 1 : w);
    int number, year = year_after(s, w, &end);
    bool capital = s->text[pos] >= 'A' && s->text[pos] <= 'Z';
    *out = (raw_date){SCRL__DATE_MONTH, 0, month, month, year, 0, false, pos, end, 0, 0};
    if (year != 0)
        return true;
    if (!capital)
        return false;
    if (strncmp(s->text + p, "\xE2\x80\x99", 3) == 0)
        p += 3;
    uint32_t n = read_number(s, p, 2, &number);
    if (n > 0) {
        uint32_t day_end = skip_ordinal(s, p + n);
        year = year_after(s, day_end, &end);
        if (number >= 1 && number <= 31 && (year != 0 || day_end != p + n)) {
            *out =
                (raw_date){SCRL__DATE_DAY, number, month, month, year, 0, false, pos, year != 0 ? end : day_end, 0, 0};
            return true;
        }
        if (n == 2 && (w - pos == 3 || at(s, p) == '0' || p > w + 2)) {
            *out = (raw_date){SCRL__DATE_MONTH, 0, month, month, full_year(number, 2), 0, false, pos, p + n, 0, 0};
            return true;
        }
    }
    out->weak = lookup_before(s, "before_month", pos) == 0;
    return true;
}

/* "the last ten days of January" */
static void narrow_to_days(const scan *s, raw_date *d, uint32_t days)
{
    uint32_t count = word_before(s, days), part = word_before(s, count);
    int unit = lookup_before(s, "relative_unit", word_before(s, d->start));
    int number = lookup_before(s, "count", days) * (unit == 3 ? 7 : 1), place = lookup_before(s, "week_number", count);
    if ((unit != 2 && unit != 3) || number <= 0 || number > 27 || (place != 1 && place != 5))
        return;
    int length = scrl__date_month_length(d->year != 0 ? d->year : 2001, d->month);
    d->precision = SCRL__DATE_RANGE;
    d->day = place == 1 ? 1 : length - number + 1;
    d->last_day = place == 1 ? number : 31;
    d->start = part;
    d->weak = false;
}

/* "the week beginning 6 April", "w/c 6 April" */
static int week_of(const scan *s, uint32_t pos)
{
    uint32_t lead = word_before(s, pos), week = word_before(s, lead);
    uint32_t back = skip_back(s, pos);
    if (back >= s->begin + 3 && (s->text[back - 3] | 32) == 'w' && s->text[back - 2] == '/')
        return (s->text[back - 1] | 32) == 'c' ? 1 : (s->text[back - 1] | 32) == 'e' ? -1 : 0;
    if (week == lead || lookup_before(s, "week", lead) == 0)
        return 0;
    return lookup_before(s, "week_lead", pos) == 2 ? -1 : lookup_before(s, "week_lead", pos);
}

/* "the third week of January": the days of that week. */
static void narrow_to_week(const scan *s, raw_date *d)
{
    uint32_t of = word_before(s, d->start), week = word_before(s, of);
    if (d->precision != SCRL__DATE_MONTH || lookup_before(s, "link", d->start) == 0)
        return;
    if (lookup_before(s, "week", of) == 0) {
        narrow_to_days(s, d, week);
        return;
    }
    int number = lookup_before(s, "week_number", week);
    if (number == 0)
        return;
    d->precision = SCRL__DATE_RANGE;
    d->day = number * 7 - 6;
    d->last_day = number < 5 ? number * 7 : 31;
    d->start = word_before(s, week);
    d->weak = false;
}

/* "early June 2021": its first ten days; "late June": those behind the twentieth. */
static void narrow_to_third(const scan *s, raw_date *d)
{
    int part = d->precision == SCRL__DATE_MONTH ? lookup_before(s, "part", d->start) : 0;
    if (part == 0)
        return;
    d->precision = SCRL__DATE_RANGE;
    d->day = part / 100 == 1 ? 1 : part % 100 == 12 ? 21 : 11;
    d->last_day = d->day == 21 ? 31 : d->day + 9;
    d->start = word_before(s, d->start);
    d->weak = false;
}

/* "the winter of early 2023" is the part of that winter which lies in 2023. */
static int turn_of_year(const scan *s, uint32_t pos, int months)
{
    uint32_t p = skip_spaces(s, pos), w = word_end(s, p);
    if (w > p && lookup(s, "link", p, w) != 0) {
        p = skip_spaces(s, w);
        w = word_end(s, p);
    }
    bool early = w > p && lookup(s, "part", p, w) / 100 == 1;
    return early && months / 100 > months % 100 ? 100 + months % 100 : months;
}

/* "early summer" is its first month, "late summer" its last. */
static int part_of_season(int months, int part)
{
    int first = months / 100, last = months % 100;
    return part / 100 == 1 ? first * 101 : part % 100 == 12 ? last * 101 : months;
}

/* "the second quarter of 2015" */
static bool read_quarter(const scan *s, uint32_t pos, uint32_t w, raw_date *out)
{
    int number = lookup(s, "week_number", pos, w);
    uint32_t p = skip_spaces(s, w), end = word_end(s, p);
    if (number == 0 || end == p || lookup(s, "quarter", p, end) == 0)
        return false;
    p = skip_spaces(s, end);
    w = word_end(s, p);
    if (w > p && lookup(s, "link", p, w) != 0)
        end = w;
    int year = year_after(s, end, &end), last = (number < 5 ? number : 4) * 3;
    *out = (raw_date){SCRL__DATE_QUARTER, 0, last - 2, last, year, 0, false, pos, end, 0, 0};
    return year != 0;
}

/* A day that has a name: "Christmas Eve 2019", "New Year's Day". */
static bool read_feast(const scan *s, uint32_t pos, raw_date *out)
{
    uint32_t end = pos;
    for (unsigned words = 1; words <= FEAST_WORDS_MAX; words++) {
        while (end < s->end && s->text[end] != ' ' && strchr(",.;:)", s->text[end]) == NULL)
            end++;
        int day = words > 1 ? lookup(s, "feast", pos, end) : 0;
        if (day != 0) {
            int year = year_after(s, end, &end);
            *out = (raw_date){SCRL__DATE_DAY, day % 100, day / 100, day / 100, year, 0, false, pos, end, 0, 0};
            return true;
        }
        if (at(s, end) != ' ')
            return false;
        end++;
    }
    return false;
}

static bool read_word(const scan *s, uint32_t pos, uint32_t w, raw_date *out)
{
    if (!scrl__word_begins_date(s->structure, s->text + pos, w - pos))
        return false;
    if (read_quarter(s, pos, w, out) || read_feast(s, pos, out))
        return true;
    int value = lookup(s, "month", pos, w);
    if (value != 0) {
        bool found = read_month(s, pos, w, value, out);
        if (found) {
            narrow_to_week(s, out);
            narrow_to_third(s, out);
        }
        return found;
    }
    value = lookup(s, "season", pos, w);
    if (value == 0)
        return false;
    uint32_t end = w, p = skip_spaces(s, w);
    uint32_t q = word_end(s, p);
    if (q > p && lookup(s, "season_tail", p, q) != 0) {
        int term = lookup(s, "term", pos, w);
        value = term != 0 && lookup(s, "season_tail", p, q) == 2 ? term : value;
        end = q;
    }
    value = part_of_season(turn_of_year(s, end, value), lookup_before(s, "part", pos));
    int year = year_after(s, end, &end);
    bool fest = lookup(s, "season", pos, w) / 100 == lookup(s, "season", pos, w) % 100;
    *out = (raw_date){.precision = fest ? SCRL__DATE_MONTH : SCRL__DATE_SEASON,
                      .month = value / 100,
                      .last_month = value % 100,
                      .year = year,
                      .weak = year == 0 && (fest || lookup_before(s, "before_season", pos) == 0),
                      .start = pos,
                      .end = end};
    return true;
}

/* A date that begins exactly at 'pos'. */
static bool read_raw(const scan *s, uint32_t pos, raw_date *out)
{
    if (is_digit(at(s, pos))) {
        bool found = read_iso(s, pos, out) || read_numeric(s, pos, out) || read_short(s, pos, out) ||
                     read_day(s, pos, out) || read_year(s, pos, out);
        if (found && out->precision == SCRL__DATE_DAY)
            out->week = week_of(s, pos);
        return found;
    }
    uint32_t w = word_end(s, pos);
    return w > pos && !is_letter(at(s, w)) && read_word(s, pos, w, out);
}

/* A connector after 'pos' ("to", "until", an en dash): the place where the other end of a range may begin, or 0. */
static uint32_t skip_connector(const scan *s, uint32_t pos, bool *is_and)
{
    uint32_t p = skip_spaces(s, pos);
    uint32_t w = word_end(s, p);
    *is_and = false;
    if (w > p) {
        int32_t kind = lookup(s, "connector", p, w);
        if (kind == 0)
            return 0;
        *is_and = kind == 2;
        p = w;
    } else if (at(s, p) == '-' || (at(s, p) == '/' && p == pos)) { /* the night of 4/5 March, March/April */
        p++;
    } else if (strncmp(s->text + p, "\xE2\x80\x93", 3) == 0 || strncmp(s->text + p, "\xE2\x80\x94", 3) == 0) {
        p += 3;
    } else {
        return 0;
    }
    p = skip_spaces(s, p);
    for (int i = 0; i < 4; i++) { /* to the end of August */
        w = word_end(s, p);
        if (w == p || lookup(s, "range_filler", p, w) == 0)
            break;
        p = skip_spaces(s, w);
    }
    return p;
}

/* Joins 'first' with a date that follows it as the end of a range. */
static bool read_range(const scan *s, const raw_date *first, raw_date *second)
{
    bool is_and;
    uint32_t p = skip_connector(s, first->end, &is_and);
    if (p == 0 || !read_raw(s, p, second))
        return false;
    if (!is_and)
        return true;
    bool between = lookup_before(s, "between", first->start) != 0 ||
                   (lookup_before(s, "article", first->start) != 0 &&
                    lookup_before(s, "between", word_before(s, first->start)) != 0);
    bool spans = first->precision == SCRL__DATE_MONTH || first->precision == SCRL__DATE_SEASON;
    bool adjoin = second->month == first->last_month % 12 + 1 && (first->start < 2 || s->text[first->start - 2] != ',');
    return between || (spans && adjoin && second->precision == first->precision && first->year == 0);
}

/* Gives a date without a year the one that follows from the date before it. */
static bool borrow(raw_date *d, const scrl__date_anchor *anchor)
{
    if (!anchor->known)
        return false;
    int year, month, day;
    scrl__date_parts(anchor->day, &year, &month, &day);
    if (d->month == 0) {
        d->month = d->last_month = month;
        if (d->day < day)
            d->last_month = d->month = month % 12 + 1;
        d->year = year + (d->month < month ? 1 : 0);
        return true;
    }
    int ahead = (d->month - month + 12) % 12;
    d->year = ahead <= MONTHS_AHEAD ? year + (d->month < month ? 1 : 0) : year - (d->month > month ? 1 : 0);
    return true;
}

static void bounds(const raw_date *d, int32_t *from, int32_t *to)
{
    int first = d->month != 0 ? d->month : 1, last = d->month != 0 ? d->last_month : 12;
    int last_year = d->year + d->years + (last < first ? 1 : 0);
    *from = scrl__date_days(d->year, first, d->day != 0 ? d->day : 1);
    int month_length = scrl__date_month_length(last_year, last);
    int last_day = d->last_day != 0 && d->last_day < month_length ? d->last_day : month_length;
    *to = scrl__date_days(last_year, last, d->day != 0 && d->last_day == 0 ? d->day : last_day);
    if (d->week > 0)
        *to = *from + 6;
    else if (d->week < 0)
        *from = *to - 6;
}

/* Where the next date of a list may begin: behind a comma or "and", and "again", "on", "in"; 0 at the end of the list. */
static uint32_t next_listed(const scan *s, uint32_t pos)
{
    uint32_t p = skip_spaces(s, pos), w;
    bool joined = at(s, p) == ',';
    p = skip_spaces(s, joined ? p + 1 : p);
    while ((w = word_end(s, p)) > p && lookup(s, "list_link", p, w) != 0) {
        joined = joined || lookup(s, "list_link", p, w) == 1;
        p = skip_spaces(s, w);
    }
    return joined ? p : 0;
}

/* "6 April, 9 May and 12 June 2019": the year of a date without one comes from the end of the list; where no date stands
 * before it, from the next date of the text. 0 when there is none. */
static int year_ahead(const scan *s, const raw_date *d, bool anchored)
{
    raw_date next;
    uint32_t p = next_listed(s, d->end);
    for (unsigned i = 0; p != 0 && i < DAYS_LISTED_MAX && read_raw(s, p, &next) && next.month != 0; i++) {
        if (next.year != 0)
            return next.year - (d->month > next.month ? 1 : 0);
        p = next_listed(s, next.end);
    }
    for (p = d->end; !anchored && p < s->end && p < d->end + AHEAD_BYTES; p++) {
        bool start = !is_letter(s->text[p - 1]) && !is_digit(s->text[p - 1]);
        if (start && (is_letter(s->text[p]) || is_digit(s->text[p])) && read_raw(s, p, &next) && next.year != 0)
            return next.month == 0 ? 0 : next.year - (d->month > next.month ? 1 : 0);
    }
    return 0;
}

static bool resolve(const scan *s, raw_date *d, scrl__date_anchor *anchor, scrl__found_date *out)
{
    if (d->year == 0 && d->month != 0 && (s->flags & SCRL__DATES_PARTIAL) != 0)
        d->year = year_ahead(s, d, anchor->known || d->weak);
    bool borrowed = d->year == 0;
    if (borrowed && ((s->flags & SCRL__DATES_PARTIAL) == 0 || (d->weak && d->month != 0) || !borrow(d, anchor)))
        return false;
    if (d->day != 0 && !scrl__date_valid(d->year, d->month, d->day))
        return false;
    scrl__precision precision = d->week != 0 ? SCRL__DATE_RANGE : d->precision;
    *out = (scrl__found_date){precision, 0, 0, true, borrowed, d->precision, d->precision, d->start, d->end};
    bounds(d, &out->from, &out->to);
    *anchor = (scrl__date_anchor){true, out->from};
    return true;
}

/* Both ends of a range; the first may take its month or year from the second. */
static bool resolve_range(const scan *s, raw_date *first, raw_date *second, scrl__date_anchor *anchor,
                          scrl__found_date *out)
{
    scrl__found_date last;
    scrl__date_anchor before = *anchor;
    if (second->year == 0 && first->year != 0) {
        scrl__date_anchor own = {true, scrl__date_days(first->year, first->month != 0 ? first->month : 1, 1)};
        if (!borrow(second, &own))
            return false;
    }
    if (!resolve(s, second, anchor, &last))
        return false;
    if (first->year == 0 && second->month != 0) {
        if (first->month == 0)
            first->month = first->last_month = second->month;
        first->year = second->year - (first->month > second->month ? 1 : 0);
        if (first->day != 0 && !scrl__date_valid(first->year, first->month, first->day))
            first->year = 0;
    }
    if (first->year == 0 || !resolve(s, first, anchor, out) || out->from > last.to) {
        *anchor = before;
        return false;
    }
    out->precision = SCRL__DATE_RANGE;
    out->last = last.precision;
    out->to = last.to;
    out->end = last.end;
    return true;
}

bool scrl__date_next(const scrl_structure *structure, const char *text, uint32_t *pos, uint32_t end, unsigned flags,
                     scrl__date_anchor *anchor, scrl__found_date *out)
{
    const scan s = {structure, text, *pos, end, flags};
    for (uint32_t p = *pos; p < end; p++) {
        bool start = p == s.begin ||
                     !(is_letter(text[p - 1]) || is_digit(text[p - 1]) || text[p - 1] == '.' || text[p - 1] == '/');
        raw_date first, second;
        if (!start || !(is_letter(text[p]) || is_digit(text[p])) || !read_raw(&s, p, &first))
            continue;
        raw_date copy = first;
        if (read_range(&s, &copy, &second) && resolve_range(&s, &copy, &second, anchor, out)) {
            *pos = out->end;
            return true;
        }
        if (resolve(&s, &first, anchor, out)) {
            *pos = out->end;
            return true;
        }
        p = first.end > p ? first.end - 1 : p;
    }
    *pos = end;
    return false;
}

bool scrl__dates_month_first(const char *text, uint32_t len)
{
    const scan s = {NULL, text, 0, len, 0};
    uint32_t american = 0, european = 0;
    for (uint32_t p = 0; p < len; p++) {
        int first, second, year;
        if (text[p] != '/' || p < 2 || !is_digit(text[p - 1]))
            continue;
        uint32_t start = is_digit(text[p - 2]) ? p - 2 : p - 1;
        bool apart = start == 0 || !(is_digit(text[start - 1]) || text[start - 1] == '/');
        if (!apart || read_numbers(&s, start, &first, &second, &year) == 0)
            continue;
        american += second > 12 && scrl__date_valid(year, first, second);
        european += first > 12 && scrl__date_valid(year, second, first);
    }
    return american > european;
}

bool scrl__date_of_law(const scrl_structure *structure, const char *text, uint32_t begin, const scrl__found_date *date)
{
    const scan s = {structure, text, begin, date->end, 0};
    bool of = lookup_before(&s, "link", date->start) != 0;
    return date->precision == SCRL__DATE_YEAR &&
           lookup_before(&s, "law_word", of ? word_before(&s, date->start) : date->start) != 0;
}

const char *scrl__precision_name(scrl__precision precision)
{
    static const char *const names[] = {"day", "month", "season", "quarter", "year", "range", "relative"};
    return names[precision];
}

void scrl__date_short(int32_t day, scrl__precision precision, char out[11])
{
    scrl__date_iso(day, out);
    if (precision == SCRL__DATE_MONTH)
        out[7] = '\0';
    else if (precision != SCRL__DATE_DAY)
        out[4] = '\0';
}
