/* suggest.h - "did you mean ...?" */
#ifndef SCRL_QUERY_SUGGEST_H
#define SCRL_QUERY_SUGGEST_H

#include <stddef.h>

/* The item nearest to 'word' by edit distance (insertion, deletion, replacement, swap of neighbours), or NULL when none
 * is near enough to be meant: at most a third of the word's length. The first of equals wins. */
const char *scrl__suggest(const char *word, size_t word_len, const char *const *items, size_t count);

#endif
