/* sets.h - several theme sets used as one: tags of all of them, and one name for all of them. For the roof. */
#ifndef SCRL_SETS_H
#define SCRL_SETS_H

#include <scrl/store.h>

#include "base/str.h"

#define SCRL__MOST_SETS 8u

typedef struct scrl__sets {
    const scrl_themes *items[SCRL__MOST_SETS];
    size_t count;
} scrl__sets;

/* Adds 'count' sets. A theme id that stands in two sets, or too many sets, are refused (SCRL_EINVAL). */
int scrl__sets_add(scrl_context *ctx, scrl__sets *sets, const scrl_themes *const *themes, size_t count);

/* Adds the fingerprints, and 'own' where it is not "", in an order of their own with "+" between. */
void scrl__sets_fingerprint(const scrl__sets *sets, const char *own, scrl__str *out);

/* Tags a review with every set. */
int scrl__sets_tag(scrl_context *ctx, const scrl__sets *sets, const scrl_review *review, scrl_tags **out);

/* Makes all their ids known to a library. */
int scrl__sets_note(scrl_library *library, const scrl__sets *sets);

#endif
