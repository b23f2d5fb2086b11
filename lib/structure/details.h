/* details.h - what a statement says of itself beyond its words: the kinds of change it asks for, the type of pattern
 * that a finding is, and the parts in which it is discussed. */
#ifndef SCRL_STRUCTURE_DETAILS_H
#define SCRL_STRUCTURE_DETAILS_H

#include "structure/finder.h"

#define SCRL__ASKS_MAX 8u
#define SCRL__PARTS_MAX 6u

/* The kinds of change that [start, end) of a block and those behind it asks for; returns how many. */
size_t scrl__find_asks(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end,
                       const char *asks[SCRL__ASKS_MAX]);

/* The printed type of a finding's pattern: in its heading, in its words or on a line below. Where it stands, or an
 * empty range. */
void scrl__find_pattern_type(const scrl__draft *d, const scrl__found *item, uint32_t *start, uint32_t *end);

/* The parts of a finding that has a section of its own, in reading order, each once; returns how many. */
size_t scrl__find_parts(const scrl__draft *d, const scrl__found *item, scrl__place_in parts[SCRL__PARTS_MAX]);

#endif
