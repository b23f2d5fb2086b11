/* acts.h - what each sentence does, and whose words it gives. */
#ifndef SCRL_STRUCTURE_ACTS_H
#define SCRL_STRUCTURE_ACTS_H

#include "structure/draft.h"

/* Needs roles and statements. */
void scrl__find_acts(scrl__draft *d);

#endif
