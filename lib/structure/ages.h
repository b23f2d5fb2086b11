/* ages.h - how old those were whom the review is about. */
#ifndef SCRL_STRUCTURE_AGES_H
#define SCRL_STRUCTURE_AGES_H

#include "structure/draft.h"

/* Needs the title's names. Returns 0 or SCRL_ENOMEM. */
int scrl__find_ages(scrl__draft *d);

#endif
