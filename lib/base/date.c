/* date.c - calendar days as numbers, by the era arithmetic of 400 years (146,097 days), which needs no tables and is
 * right for years before 1970 and before 0 too. */
#include "base/date.h"

#include <stdio.h>

#define DAYS_OF_ERA 146097
#define EPOCH 719468 /* days from 1 March of year 0 to 1 January 1970 */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int scrl__date_month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

bool scrl__date_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && day >= 1 && day <= scrl__date_month_length(year, month);
}

int32_t scrl__date_days(int year, int month, int day)
{
    /* Years start in March here, so that the leap day is the last day of one. */
    int shifted = month <= 2 ? year - 1 : year;
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int of_era = shifted - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return (int32_t)(era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH);
}

void scrl__date_parts(int32_t days, int *year, int *month, int *day)
{
    int64_t shifted = (int64_t)days + EPOCH;
    int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA;
    int of_era = (int)(shifted - era * DAYS_OF_ERA);
    int years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * years + years / 4 - years / 100);
    int from_march = (5 * of_year + 2) / 153;
    *day = of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = (int)(era * 400) + years + (*month <= 2);
}

void scrl__date_iso(int32_t days, char out[11])
{
    int year, month, day;
    scrl__date_parts(days, &year, &month, &day);
    /* Only years of four digits have this form; others are held at its ends. */
    if (year < 0)
        year = 0;
    if (year > 9999)
        year = 9999;
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000U, (unsigned)month % 100U, (unsigned)day % 100U);
}

bool scrl__date_read(const char *iso, int32_t *days)
{
    int year, month, day, end = 0;
    if (sscanf(iso, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || iso[end] != '\0' || end != 10 ||
        !scrl__date_valid(year, month, day))
        return false;
    *days = scrl__date_days(year, month, day);
    return true;
}

int32_t scrl__date_add_months(int32_t days, int months)
{
    int year, month, day;
    scrl__date_parts(days, &year, &month, &day);
    int64_t total = (int64_t)year * 12 + (month - 1) + months;
    int64_t of_year = (total % 12 + 12) % 12;
    year = (int)((total - of_year) / 12);
    month = (int)of_year + 1;
    int length = scrl__date_month_length(year, month);
    return scrl__date_days(year, month, day < length ? day : length);
}
