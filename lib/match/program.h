/*
 * program.h - expressions of the plain kind that phrases give, as small programs that are run without PCRE2.
 *
 * PCRE2 with JIT makes about 9 KB of machine code of an expression, and thousands of expressions are met once in some sentences
 * each: most of the time goes into fetching that code. A program is a few hundred bytes, and groups with the same text, such as
 * a list of agencies, are one for all programs. Its matches are those of PCRE2 (UTF, UCP, caseless), which tests compare.
 *
 * Programs are immutable once all are added, and may then be shared between threads.
 */
#ifndef SCRL_MATCH_PROGRAM_H
#define SCRL_MATCH_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct scrl__programs scrl__programs;

#define SCRL__NO_PROGRAM UINT32_MAX

/* NULL when memory is out. */
scrl__programs *scrl__programs_new(void);
void scrl__programs_free(scrl__programs *programs);

/* Adds an expression. '*program' is its number, or SCRL__NO_PROGRAM when it uses what programs cannot: parentheses with numbers,
 * look-arounds but (?<!\w) and (?!\w), letters in classes, and so on. Returns 0 or SCRL_ENOMEM. */
int scrl__program_add(scrl__programs *programs, const char *pattern, uint32_t *program);

/* Where all matches begin where a word of ASCII letters or digits begins, or at a long s or Kelvin sign: with which bytes, as bits of
 * scrl__word_begin(). Else 0. */
uint32_t scrl__program_begins(const scrl__programs *programs, uint32_t program);

/* The bit of an ASCII letter or digit: of a letter whatever its case, of all digits the same. */
static inline uint32_t scrl__word_begin(char byte)
{
    return UINT32_C(1) << (byte <= '9' ? 26 : (byte | 0x20) - 'a');
}

/* The match that begins at 'at', in a text that is valid UTF-8. Returns 1 with its end, 0 for none, SCRL_ELIMIT when the step
 * limit was reached. */
int scrl__program_match_at(const scrl__programs *programs, uint32_t program, const char *text, size_t len, size_t at,
                           size_t *end);

/* The first match that begins at 'from' or after it and at 'last' or before it, where characters
 * begin. Returns as above. */
int scrl__program_match(const scrl__programs *programs, uint32_t program, const char *text, size_t len, size_t from,
                        size_t last, size_t *start, size_t *end);

#endif
