/*
 * number.h - printed numbers: writing a counter as a word processor shows it, and finding a number that was typed at
 * the start of a paragraph. Numbers are given as printed, without a closing full stop.
 */
#ifndef SCRL_READ_NUMBER_H
#define SCRL_READ_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define SCRL__NUMBER_MAX 48 /* bytes of a printed number, with its NUL */

typedef enum scrl__number_form {
    SCRL__NUMBER_NONE,
    SCRL__NUMBER_BULLET,
    SCRL__NUMBER_DECIMAL,
    SCRL__NUMBER_DECIMAL_ZERO, /* 01, 02 */
    SCRL__NUMBER_UPPER_LETTER, /* A ... Z, AA, BB */
    SCRL__NUMBER_LOWER_LETTER,
    SCRL__NUMBER_UPPER_ROMAN,
    SCRL__NUMBER_LOWER_ROMAN
} scrl__number_form;

/* Adds 'value' in the given form; nothing for NONE, a bullet for BULLET. */
void scrl__number_write(scrl__str *out, scrl__number_form form, uint32_t value);

/* Where a number is looked for: the more a place expects one, the less proof is needed. */
typedef enum scrl__number_place {
    SCRL__NUMBER_IN_TEXT,    /* "1. ", "4.2 " before a capital, "(a) ", a bullet */
    SCRL__NUMBER_IN_HEADING, /* also "4 " and "A. " */
    SCRL__NUMBER_IN_NOTE     /* also "12 " before anything */
} scrl__number_place;

typedef struct scrl__number {
    char text[SCRL__NUMBER_MAX]; /* as printed, without a closing full stop; a bullet is always U+2022 */
    size_t skip;                 /* bytes of number and white space before the text proper */
    uint32_t depth;              /* parts: 2 for 4.2; 0 for letters and bullets */
    bool item;                   /* the mark of a list item: a bullet, (a), iv) */
    bool like_date;              /* could as well be a date such as 8.2.22 */
} scrl__number;

/* Finds a number typed at the start of 'text'. Text must remain after it. */
bool scrl__number_typed(const char *text, size_t len, scrl__number_place place, scrl__number *out);

/* Whether raised 'text' marks a note that was typed: a number or a sign behind a word or the end of one, but no power
 * ("10^3", "50 m^2"). 'before' is the paragraph's text so far. */
bool scrl__number_is_mark(const char *before, size_t before_len, const char *text, size_t len);

/* Number of parts of a printed number: 2 for "4.2", 0 when it has no digits. */
uint32_t scrl__number_depth(const char *number);

/* Whether a heading begins with "Appendix", "Glossary" and the like: parts of a report that stand beside its chapters. */
bool scrl__names_part(const char *text, size_t len);

/* Whether a text begins like a caption, "Table 3", "Figure 1: ..."; "Table 3 shows that" is a sentence. */
bool scrl__names_figure(const char *text, size_t len);

/* Whether a label holds words ("Recommendation 1:"): they are text that people search for; a mere number is not. */
bool scrl__number_has_words(const char *label);

#endif
