/*
 * set.h - many patterns against many short texts, fast: one pass finds word-start literals, the literals choose
 * candidates, regex confirms.
 *
 * Its hits are those that each pattern gives by itself on each unit (a test compares them with plain PCRE2). A
 * compiled set is immutable and shared between threads; a scratch belongs to one thread.
 */
#ifndef SCRL_MATCH_SET_H
#define SCRL_MATCH_SET_H

#include <stdint.h>

#include "match/regex.h"

typedef struct scrl__set scrl__set;

int scrl__set_new(scrl__set **out);
void scrl__set_free(scrl__set *set);

/* Adds a pattern; 'id' is handed to the hit callback and need not be unique. Errors as scrl__regex_new().
 * '*unanchored' (may be NULL) is set to true when no literal could be derived, so that the pattern is tried on every
 * unit. */
int scrl__set_add(scrl__set *set, const char *pattern, unsigned flags, uint32_t id, bool *unanchored, char *message,
                  size_t message_size, size_t *position);

/* Ends adding. Must be called before the first run. Returns 0 or SCRL_ENOMEM. */
int scrl__set_compile(scrl__set *set);

/* A text to be matched by itself: [start, end) of the text given to run. Units ascend and do not overlap. */
typedef struct scrl__unit {
    uint32_t start, end;
} scrl__unit;

typedef struct scrl__match {
    uint32_t id;               /* of the pattern */
    uint32_t unit;             /* index of the unit */
    const scrl__group *groups; /* SCRL__GROUPS_MAX of them, offsets into the whole text; lent during the call */
} scrl__match;

/* A non-zero return stops the run, which returns it. Must not use the scratch of the run. */
typedef int (*scrl__match_fn)(void *user, const scrl__match *match);

/* Runs all patterns over all units: for each unit in order, for each pattern that matches, in the order of adding,
 * its matches from left to right without overlap ('first_only': its first match). Returns 0, or a negative status:
 * SCRL_EFORMAT when a unit is not valid UTF-8,
 * SCRL_ELIMIT when a pattern reached its step limit on a unit ('*limited', may be NULL, is then its id; the run stops
 * there). */
int scrl__set_run(const scrl__set *set, scrl__scratch *scratch, const char *text, size_t len, const scrl__unit *units,
                  size_t unit_count, bool first_only, scrl__match_fn fn, void *user, uint32_t *limited);

#endif
