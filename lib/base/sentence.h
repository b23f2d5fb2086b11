/* sentence.h - cuts a paragraph into sentences, for reports: abbreviations (Dr., para. 4.2, e.g.), initials, numbered
 * lists, quotations, dates (12.03.19). */
#ifndef SCRL_BASE_SENTENCE_H
#define SCRL_BASE_SENTENCE_H

#include <stddef.h>
#include <stdint.h>

/* Finds the next sentence of 'text' at or after '*pos': 1 and its range without surrounding white space, with '*pos'
 * moved past it; 0 at the end. Tabs always end one (cells of a table row). */
int scrl__sentence_next(const char *text, size_t len, size_t *pos, size_t *start, size_t *end);

#endif
