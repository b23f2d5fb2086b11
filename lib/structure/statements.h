/* statements.h - findings, lessons, good practice, recommendations, considerations, concerns and missed
 * opportunities. */
#ifndef SCRL_STRUCTURE_STATEMENTS_H
#define SCRL_STRUCTURE_STATEMENTS_H

#include "structure/draft.h"

/* Needs roles and the review type. Returns 0 or SCRL_ENOMEM. */
int scrl__find_statements(scrl__draft *d);

#endif
