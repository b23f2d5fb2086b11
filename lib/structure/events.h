/* events.h - dated events of chronology, narrative and background. */
#ifndef SCRL_STRUCTURE_EVENTS_H
#define SCRL_STRUCTURE_EVENTS_H

#include "structure/draft.h"

/* Needs roles and type. Returns 0 or SCRL_ENOMEM. */
int scrl__find_events(scrl__draft *d);

#endif
