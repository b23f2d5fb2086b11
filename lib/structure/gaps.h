/* gaps.h - times of the story for which no event is dated. */
#ifndef SCRL_STRUCTURE_GAPS_H
#define SCRL_STRUCTURE_GAPS_H

#include "structure/draft.h"

/* Needs the events, in the order of the review. Returns 0 or SCRL_ENOMEM. */
int scrl__find_gaps(scrl__draft *d);

#endif
