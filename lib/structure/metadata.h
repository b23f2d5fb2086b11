/* metadata.h - the minimum data set: what the cover and the text state of the review itself. */
#ifndef SCRL_STRUCTURE_METADATA_H
#define SCRL_STRUCTURE_METADATA_H

#include "structure/draft.h"

/* Sets the review type; needs roles. Returns 0 or SCRL_ENOMEM. */
int scrl__find_type(scrl__draft *d);

/* Everything else but pseudonyms; needs the type. Returns 0 or SCRL_ENOMEM. */
int scrl__find_metadata(scrl__draft *d);

#endif
