/* people.h - the names by which a review speaks of children, relatives and workers. */
#ifndef SCRL_STRUCTURE_PEOPLE_H
#define SCRL_STRUCTURE_PEOPLE_H

#include "structure/draft.h"

/* Hands the pseudonyms to the builder; needs the title. Returns 0 or SCRL_ENOMEM. */
int scrl__find_people(scrl__draft *d);

#endif
