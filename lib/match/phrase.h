/*
 * phrase.h - phrases as a researcher writes them, turned into a PCRE2 pattern.
 *
 *   missed appointment+        words in order; case does not matter; between words stand spaces, hyphens, dashes, commas, quotes or brackets
 *   visit+                     the word and its regular or irregular forms: visit, visits, visited, visiting, visit's; seek, sought ...
 *   neglect*                   any ending
 *   (a b|c|d+)                 alternatives, may nest
 *   word?  (a|b)?              may be absent
 *   ..  ..6                    a gap of 0 to 3 words, of 0 to 6 words, within the sentence
 *   {agency}                   a named word list: alternatives separated by |
 *   #                          a number, in digits or in words (one to twenty, thirty ... hundred)
 *   ^ at the start, $ at the end   only at the beginning, or the end, of the sentence
 *
 * A straight apostrophe stands for both kinds. Accents are as written. A backslash takes the next character as it is.
 */
#ifndef SCRL_MATCH_PHRASE_H
#define SCRL_MATCH_PHRASE_H

#include <stddef.h>

#include "base/str.h"

/* Gives the text of a named list (a phrase: alternatives separated by |), or NULL. */
typedef const char *(*scrl__list_fn)(void *user, const char *name, size_t name_len);

/* Adds the pattern to 'out'. A mistake returns SCRL_EFORMAT, one line in 'message' and its byte in '*position'. Lists
 * may name lists, to a depth of 8. 'lists' may be NULL. */
int scrl__phrase_pattern(const char *phrase, scrl__list_fn lists, void *user, scrl__str *out, char *message,
                         size_t message_size, size_t *position);

#endif
