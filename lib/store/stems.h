/* stems.h - cuts text into words exactly as the full-text index does, for what compares texts. */
#ifndef SCRL_STORE_STEMS_H
#define SCRL_STORE_STEMS_H

#include <stddef.h>

typedef struct scrl_library scrl_library;

/* Called for each word: its stem, and the bytes of the text that it stands for. Non-zero stops. */
typedef int (*scrl__stem_fn)(void *user, const char *stem, size_t stem_len, size_t start, size_t end);

/* Returns 0, what 'word' returned, or a recorded failure. */
int scrl__stems_each(scrl_library *library, const char *text, size_t len, scrl__stem_fn word, void *user);

#endif
