/*
 * terms.h - the dictionary of strings that many rows share: the table 'term' gives each a number, within a field such as
 * theme, role, kind, agency, state, rule.
 */
#ifndef SCRL_STORE_TERMS_H
#define SCRL_STORE_TERMS_H

#include <stdint.h>

#include "base/arena.h"
#include "store/library.h"

/* The terms of one field, in the order of their ids. Themes of tags use the field "theme", agencies "agency". */
typedef struct scrl__term {
    uint32_t id;
    const char *value;
} scrl__term;

typedef struct scrl__terms {
    scrl__arena *arena;
    scrl__term *items;
    size_t count;
} scrl__terms;

/* Reads all terms of a field (some may be in no review any more). Free with scrl__terms_free(). */
int scrl__terms_load(scrl_library *library, const char *field, scrl__terms *out);
void scrl__terms_free(scrl__terms *terms);

/* 1 and '*id', 0 when the library does not have the term, or a recorded failure. */
int scrl__term_find(scrl_library *library, const char *field, const char *value, uint32_t *id);

/* The id of a term, made when it is new. Only inside a transaction; remembered until that ends. */
int scrl__term_intern(scrl_library *library, const char *field, const char *value, uint32_t *id);

/* Forgets interned terms: at the end of every transaction, since a rollback or another process may change them. */
void scrl__term_forget(scrl_library *library);

#endif
