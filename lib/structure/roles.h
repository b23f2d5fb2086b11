/* roles.h - the role of each section, and the statements and addressees that its heading announces. */
#ifndef SCRL_STRUCTURE_ROLES_H
#define SCRL_STRUCTURE_ROLES_H

#include "structure/draft.h"

/* Finds where the cover ends: the first block that belongs to the report itself. */
void scrl__find_cover(scrl__draft *d);

/* Fills 'sections' and hands the roles to the builder. Returns 0 or SCRL_ENOMEM. */
int scrl__find_roles(scrl__draft *d);

#endif
