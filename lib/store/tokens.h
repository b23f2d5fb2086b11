/*
 * tokens.h - how filters become words of the full-text index.
 *
 * Every passage has, beside its text, a second column 'tokens': a list of made-up words, one for each thing that a
 * filter may ask of the passage itself. What is asked of its review is looked up once a review (columns.h).
 *
 *     zt17          has a tag of theme 17
 *     zt17p1l0      has a tag of theme 17 with polarity 1 and level 0
 *     zp1l0         has a tag of any theme with polarity 1 and level 0
 *     zr5           role of its section
 *     zk2           kind of a statement that covers some of it
 *     zs11          has a tag of which a reader said: accepted, rejected, manual
 *     zg4           agency that a tag of it or such a statement names
 *
 * Numbers are ids of the table 'term' (field, value); polarity and level are the numbers of the public enums. Less common combinations (theme + polarity with any level) are an OR of these, made by
 * scrl__token_tag_match(). Each token is ASCII, begins with z and ends in a digit, so that unicode61 keeps it whole and
 * the porter stemmer leaves it alone. Words of the text can look like that too: always match with the column filter.
 * Only words that begin with z need it on the other side (needles.h).
 */
#ifndef SCRL_STORE_TOKENS_H
#define SCRL_STORE_TOKENS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/library.h"

#define SCRL__TOKEN_SIZE 40

/* The letter of a filter field: "theme", "role", "kind", "agency", "state"; 0 for another. */
char scrl__token_letter(const char *field);

/* Writes z<letter><number>, such as "zr5", and returns its length. */
size_t scrl__token_write(char letter, uint32_t number, char out[SCRL__TOKEN_SIZE]);

/* Writes the token of one tag, such as "zt17p1l0"; theme 0: any theme, "zp1l0". */
size_t scrl__token_write_tag(uint32_t theme, scrl_polarity polarity, scrl_level level, char out[SCRL__TOKEN_SIZE]);

/* Adds an FTS5 expression for "has the value": tokens : zr5 */
void scrl__token_match(scrl__str *out, char letter, uint32_t number);

/* Adds an FTS5 expression for "has one tag with theme (0: any), polarity (-1: any) and level (-1: any)", such as
 * tokens : (zt17p1l0 OR zt17p1l1). It is one operand: no further parentheses are needed. */
void scrl__token_tag_match(scrl__str *out, uint32_t theme, int polarity, int level);

/* The terms of one field, in the order of their ids. Theme tags use the field "theme", agency filters "agency". */
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
