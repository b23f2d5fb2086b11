/* profile.h - the keys of a review that tell what it gives room to, for the writers of this room. */
#ifndef SCRL_OUT_PROFILE_H
#define SCRL_OUT_PROFILE_H

#include <scrl/review.h>

#include "base/json.h"

/* Writes acts, checks, gaps and citations into the open object. */
void scrl__write_profile(scrl__json *json, const scrl_review *review);

#endif
