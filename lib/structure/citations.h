/* citations.h - laws and guidance that the text cites, each under one name. */
#ifndef SCRL_STRUCTURE_CITATIONS_H
#define SCRL_STRUCTURE_CITATIONS_H

#include "structure/draft.h"

/* Returns 0 or SCRL_ENOMEM. */
int scrl__find_citations(scrl__draft *d);

#endif
