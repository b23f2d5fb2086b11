/* date.h - arithmetic on calendar days (proleptic Gregorian). Knows no way of printing dates but ISO 8601. */
#ifndef SCRL_BASE_DATE_H
#define SCRL_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* Days since 1970-01-01; the parts must be valid. */
int32_t scrl__date_days(int year, int month, int day);
void scrl__date_parts(int32_t days, int *year, int *month, int *day);
int scrl__date_month_length(int year, int month);
bool scrl__date_valid(int year, int month, int day);
void scrl__date_iso(int32_t days, char out[11]);

/* Reads what scrl__date_iso() writes; false for anything else. */
bool scrl__date_read(const char *iso, int32_t *days);

/* Adds months, keeping the day where the month has it, else its last day. */
int32_t scrl__date_add_months(int32_t days, int months);

#endif
