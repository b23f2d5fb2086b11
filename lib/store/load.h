/* load.h - a stored review as it was when it was read, as far as tagging needs it. */
#ifndef SCRL_STORE_LOAD_H
#define SCRL_STORE_LOAD_H

#include "model/review.h"
#include "model/tag.h"
#include "store/library.h"

/* Finds the one review whose source hash begins with 'prefix': its id, and its whole hash (may be NULL). Errors:
 * SCRL_ENOTFOUND, SCRL_EINVAL (more than one). */
int scrl__review_find(scrl_library *library, const char *prefix, int64_t *id, char sha256[65]);

/* Makes document and review anew from the rows: text, blocks, sections with their roles, statements and minimum data.
 * Events, warnings and what sentences do are not loaded. Free with scrl_review_free(). Errors: SCRL_ECORRUPT (rows that
 * no document gives), SCRL_ENOMEM. */
int scrl__review_load(scrl_library *library, int64_t id, scrl_review **out);

/* The tags of a review that rules or models found, before a reader said anything. 'doc' is the review's document. */
int scrl__tags_load(scrl_library *library, int64_t id, scrl_document *doc, scrl_tags **out);

/* The rule and model of a tag that a reader gave. */
#define SCRL__READER "reader"

#endif
