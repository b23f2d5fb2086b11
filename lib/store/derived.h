/*
 * derived.h - works the rows of 'facts' (columns.h says what one holds) out from those of passages, sections, tags and
 * statements. There is no other way to them: storing and tagging a review ends with it, and so do repair and upgrade;
 * check compares.
 */
#ifndef SCRL_STORE_DERIVED_H
#define SCRL_STORE_DERIVED_H

#include "store/library.h"

/* Writes the facts of a stored review, or of all, anew. Inside the caller's transaction. 'words': how many words each of
 * its passages has, where that is known; NULL: their texts are cut. */
int scrl__derived_store(scrl_library *library, int64_t review, const uint32_t *words);
int scrl__derived_store_all(scrl_library *library);

/* How many reviews have other facts than their rows give. */
int scrl__derived_check(scrl_library *library, int64_t *wrong);

#endif
