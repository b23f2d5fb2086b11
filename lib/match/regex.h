/*
 * regex.h - compiled regular expressions. regex.c is the only file that includes pcre2.h.
 *
 * Always UTF, UCP, caseless unless asked otherwise, JIT where the machine has it. A compiled expression is immutable
 * and may be shared between threads; a scratch belongs to one thread.
 */
#ifndef SCRL_MATCH_REGEX_H
#define SCRL_MATCH_REGEX_H

#include <stdbool.h>
#include <stddef.h>

typedef struct scrl__regex scrl__regex;
typedef struct scrl__scratch scrl__scratch;

#define SCRL__REGEX_CASE 1u /* case matters */

/* Compiles. On a bad pattern returns SCRL_EFORMAT and writes one line to 'message' and the byte of the pattern to
 * '*position'. */
int scrl__regex_new(const char *pattern, unsigned flags, scrl__regex **out, char *message, size_t message_size,
                    size_t *position);
void scrl__regex_free(scrl__regex *regex);

/* Working memory for matching; NULL when memory is out. */
scrl__scratch *scrl__scratch_new(void);
void scrl__scratch_free(scrl__scratch *scratch);

/* At least 'size' bytes that belong to the scratch, aligned for any type, not cleared; valid until the next call.
 * NULL when memory is out. */
void *scrl__scratch_memory(scrl__scratch *scratch, size_t size);

#define SCRL__GROUPS_MAX 10u

/* The first match at or after 'from': 1, with groups[0] the whole and groups[1..9] the parentheses ({SIZE_MAX,
 * SIZE_MAX} when unset); 0 for none; SCRL_ELIMIT when the step limit was reached (never taken for "none");
 * SCRL_EFORMAT for invalid UTF-8. */
typedef struct scrl__group {
    size_t start, end;
} scrl__group;
int scrl__regex_match(const scrl__regex *regex, scrl__scratch *scratch, const char *text, size_t len, size_t from,
                      scrl__group groups[SCRL__GROUPS_MAX]);

/* The same for a match that begins at 'last' or before, in a text that is known to be valid UTF-8 (which is not checked
 * again); 'from' is where a character begins. */
int scrl__regex_match_within(const scrl__regex *regex, scrl__scratch *scratch, const char *text, size_t len,
                             size_t from, size_t last, scrl__group groups[SCRL__GROUPS_MAX]);

#endif
