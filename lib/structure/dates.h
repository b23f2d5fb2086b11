/* dates.h - dates as they are printed: what they are, and the days that bound them. */
#ifndef SCRL_STRUCTURE_DATES_H
#define SCRL_STRUCTURE_DATES_H

#include "structure/phrases.h"

typedef enum scrl__precision {
    SCRL__DATE_DAY,
    SCRL__DATE_MONTH,
    SCRL__DATE_SEASON,
    SCRL__DATE_QUARTER,
    SCRL__DATE_YEAR,
    SCRL__DATE_RANGE,
    SCRL__DATE_RELATIVE
} scrl__precision;

typedef struct scrl__found_date {
    scrl__precision precision;
    int32_t from, to;            /* days since 1970-01-01, both inclusive */
    bool resolved;               /* 'from' and 'to' are known */
    bool borrowed;               /* its year, or month and year, come from the date before it */
    scrl__precision first, last; /* of both ends of a range; else equal to 'precision' */
    uint32_t start, end;         /* where it is printed */
} scrl__found_date;

/* What a date that lacks its year, or month, borrows from. */
typedef struct scrl__date_anchor {
    bool known;
    int32_t day; /* the last date read */
} scrl__date_anchor;

/* How much may be taken for a date. */
#define SCRL__DATES_BARE_YEAR 1u   /* a four-digit year without "in" or the like before it */
#define SCRL__DATES_SHORT 2u       /* 3/10 for March 2010, as in the date column of a table */
#define SCRL__DATES_PARTIAL 4u     /* dates without a year, where the anchor gives it */
#define SCRL__DATES_MONTH_FIRST 8u /* 05/04/2017 is the fourth of May */

/* The next date of text[*pos, end): true, with '*pos' moved behind it. The anchor follows the dates. */
bool scrl__date_next(const scrl_structure *structure, const char *text, uint32_t *pos, uint32_t end, unsigned flags,
                     scrl__date_anchor *anchor, scrl__found_date *out);

/* Whether the numeric dates of a text have the month first: more can only be read so than with the day first. */
bool scrl__dates_month_first(const char *text, uint32_t len);

/* Whether a date is the year of a law or of guidance, as in "the Care Act 2014"; the words before it begin at 'begin'. */
bool scrl__date_of_law(const scrl_structure *structure, const char *text, uint32_t begin, const scrl__found_date *date);

/* "day", "month" ... */
const char *scrl__precision_name(scrl__precision precision);

/* A day in ISO 8601, shortened to a precision: 2017-09-14, 2017-09, 2017. */
void scrl__date_short(int32_t day, scrl__precision precision, char out[11]);

#endif
