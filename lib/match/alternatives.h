/* alternatives.h - the alternatives of a phrase's pattern, each as a pattern of its own. */
#ifndef SCRL_MATCH_ALTERNATIVES_H
#define SCRL_MATCH_ALTERNATIVES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Writes the alternative that begins at '*at' (0 for the first) to 'out', which is emptied before, and moves '*at' behind it.
 * False when there are no more. A pattern that is not of the form that phrases give, (?<!\w)(?:...)(?!\w) without numbered
 * parentheses, is its only alternative. A failed 'out' says that memory is out. */
bool scrl__alternative_next(const char *pattern, size_t *at, scrl__str *out);

#endif
