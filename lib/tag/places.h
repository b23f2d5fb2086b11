/* places.h - rules whose words do not stand in the sentence itself: "by" says where they do. */
#ifndef SCRL_TAG_PLACES_H
#define SCRL_TAG_PLACES_H

#include "match/regex.h"
#include "model/review.h"
#include "tag/themes.h"

/* A hit of such a rule: the sentence, and the words that show it. */
typedef struct scrl__placed {
    uint32_t rule, sentence, start, end;
} scrl__placed;

/* Calls 'found' with each hit, block by block; what it returns ends the walk unless it is 0. Else 0, or how a pattern
 * failed. */
int scrl__places_find(const scrl_themes *themes, const scrl_review *review, scrl__scratch *scratch,
                      int (*found)(void *user, const scrl__placed *hit), void *user);

#endif
