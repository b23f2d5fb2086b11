/* involved.h - the agencies that had a part in the case. */
#ifndef SCRL_STRUCTURE_INVOLVED_H
#define SCRL_STRUCTURE_INVOLVED_H

#include "structure/draft.h"

/* Needs the statements. Returns 0 or SCRL_ENOMEM. */
int scrl__find_involved(scrl__draft *d);

#endif
