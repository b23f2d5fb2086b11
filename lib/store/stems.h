/* stems.h - cuts text into words exactly as the full-text index does, for what compares texts. */
#ifndef SCRL_STORE_STEMS_H
#define SCRL_STORE_STEMS_H

#include <stdint.h>

#include "base/ctx.h"

typedef struct scrl_library scrl_library;
typedef struct scrl__stems scrl__stems;

int scrl__stems_new(scrl_library *library, scrl__stems **out);
void scrl__stems_free(scrl__stems *words);

/* Called for each word: its stem, and the bytes of the text that it stands for. Non-zero stops. */
typedef int (*scrl__stem_fn)(void *user, const char *stem, size_t stem_len, size_t start, size_t end);

/* Returns 0, what 'word' returned, or a recorded failure. */
int scrl__stems_each(scrl__stems *words, const char *text, size_t len, scrl__stem_fn word, void *user);

#endif
