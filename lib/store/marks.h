/* marks.h - what readers said, brought to a review that is stored or tagged anew. For fill.c and put.c. */
#ifndef SCRL_STORE_MARKS_H
#define SCRL_STORE_MARKS_H

#include <scrl/mark.h>

#include "model/tag.h"
#include "store/library.h"

/* Places the marks of a document's review in its text, notes the places, and gives 'tags' (may be NULL) with the
 * reader's decisions and tags; '*out' stays NULL when he made none. Inside the caller's transaction. */
int scrl__marks_apply(scrl_library *library, scrl_document *doc, const scrl_tags *tags, scrl_tags **out);

/* The review goes: its marks stay, not placed. */
int scrl__marks_unplace(scrl_library *library, int64_t review);

/* The review is about to be replaced by one with another source hash, which gets its marks and what saved questions have seen of it. */
int scrl__marks_move(scrl_library *library, int64_t review, const char *sha256);

#endif
