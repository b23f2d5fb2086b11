/* hidden.h - whether a PDF file may have text that it does not show. */
#ifndef SCRL_READ_HIDDEN_H
#define SCRL_READ_HIDDEN_H

#include <stdbool.h>
#include <stddef.h>

/* Whether some stream of the file sets a text render mode that draws nothing (3 or 7), or cannot be looked into
 * (encrypted, in an old compression, too large). False is certain, true is not. */
bool scrl__pdf_may_hide(const char *bytes, size_t len);

#endif
