/*
 * derived.h - what the library notes beside the rows of passages and works out from them alone: the rows of 'facts'
 * (columns.h says what one holds). For fill.c, and for what makes them anew or checks them.
 */
#ifndef SCRL_STORE_DERIVED_H
#define SCRL_STORE_DERIVED_H

#include "base/str.h"
#include "store/library.h"

/* A row of 'facts' that is being written, passage by passage. All zero to begin with. */
typedef struct scrl__derived {
    scrl__str facts;
    uint32_t *codes; /* of the passage at hand */
    size_t code_count, code_cap;
} scrl__derived;

/* Adds a passage: how many words, kind, term of its role, 1 + ordinal of its section's heading (0: none), and its filter
 * words (tokens.h). Returns 0 or SCRL_ENOMEM. */
int scrl__derived_add(scrl__derived *d, uint32_t words, uint32_t kind, uint32_t role, uint32_t heading,
                      const char *tokens);
void scrl__derived_free(scrl__derived *d);

/* Works the facts of a stored review out from its passages. */
int scrl__derived_review(scrl_library *library, int64_t review, scrl__derived *out);

/* Writes the facts of a stored review, or of all, anew. Inside the caller's transaction. */
int scrl__derived_store(scrl_library *library, int64_t review);
int scrl__derived_store_all(scrl_library *library);

/* How many reviews have other facts than their passages give. */
int scrl__derived_check(scrl_library *library, int64_t *wrong);

#endif
