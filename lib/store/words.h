/* words.h - cuts text into words exactly as the full-text index does, for what compares texts. */
#ifndef SCRL_STORE_WORDS_H
#define SCRL_STORE_WORDS_H

#include <stdint.h>

#include "base/ctx.h"

typedef struct scrl_library scrl_library;
typedef struct scrl__words scrl__words;

int scrl__words_new(scrl_library *library, scrl__words **out);
void scrl__words_free(scrl__words *words);

/* Called for each word: its stem, and the bytes of the text that it stands for. Non-zero stops. */
typedef int (*scrl__word_fn)(void *user, const char *stem, size_t stem_len, size_t start, size_t end);

/* Returns 0, what 'word' returned, or a recorded failure. */
int scrl__words_each(scrl__words *words, const char *text, size_t len, scrl__word_fn word, void *user);

#endif
