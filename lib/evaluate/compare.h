/* compare.h - text as it is compared, and finding the words of a gold quote in a document. */
#ifndef SCRL_EVALUATE_COMPARE_H
#define SCRL_EVALUATE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <scrl/document.h>

#include "base/arena.h"
#include "base/str.h"

/* Adds 'text' as it is compared: NFC, ligatures spelled out, curly quotes straight, an ellipsis as three stops, every run of
 * white space one space, none at the ends. */
void scrl__plain_add(scrl__str *out, const char *text, size_t len);

/* The same into an arena; NULL when memory is out. */
const char *scrl__plain(scrl__arena *arena, const char *text, size_t len);

/* Whether 'text' begins with 'quote' and a word does not go on behind it. Both as compared. */
bool scrl__plain_begins(const char *text, const char *quote);

/* Equal without regard to case. */
bool scrl__plain_same(const char *left, const char *right);

/* Letters and digits of a document, in lower case, and the way back to its text. Quotes are found by these alone: a reader may
 * have lost a hyphen at a line end or a space, and the words are there all the same. */
typedef struct scrl__finder {
    scrl__str text;
    uint32_t *starts; /* for each byte of 'text' the byte of the document at which its letter begins, ... */
    uint32_t *ends;   /* ... and ends */
    uint8_t *edges;   /* 1 where a block or a cell begins; one more at the end */
} scrl__finder;

/* Returns 0 or SCRL_ENOMEM. Free in both cases. */
int scrl__finder_init(scrl__finder *finder, const scrl_document *doc);
void scrl__finder_free(scrl__finder *finder);

/* The range of the document that holds the words of 'quote'; where they stand more than once, rather a whole block or cell
 * than the beginning of one, rather that than elsewhere, else the first. A passage that a page header or a footnote
 * interrupts is found by its beginning and its end. False when it is not there. */
bool scrl__finder_find(const scrl__finder *finder, scrl__arena *arena, const char *quote, uint32_t *start,
                       uint32_t *end);

#endif
