/* aliases.h - local names of agencies that a document itself explains: "Harbour House (drug and alcohol service)". */
#ifndef SCRL_STRUCTURE_ALIASES_H
#define SCRL_STRUCTURE_ALIASES_H

#include "structure/draft.h"

/* Fills 'aliases' from the rows of its tables. Returns 0 or SCRL_ENOMEM. */
int scrl__find_aliases(scrl__draft *d);

/* Calls 'found' with the agency of every alias in [start, end) of the text. */
void scrl__each_alias(const scrl__draft *d, uint32_t start, uint32_t end, void (*found)(void *user, const char *agency),
                      void *user);

#endif
