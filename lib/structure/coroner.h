/* coroner.h - what the numbered boxes of a coroner's report to prevent future deaths say of the report itself. */
#ifndef SCRL_STRUCTURE_CORONER_H
#define SCRL_STRUCTURE_CORONER_H

#include "structure/draft.h"

/* Hands recipients, the coroner and the date of the report to the builder. Returns 0 or SCRL_ENOMEM. */
int scrl__find_coroner(scrl__draft *d);

#endif
