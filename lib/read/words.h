/*
 * words.h - boxes of the words of a PDF's pages, asked for where its pieces alone do not tell columns apart.
 */
#ifndef SCRL_READ_WORDS_H
#define SCRL_READ_WORDS_H

#include "read/layout.h"

/* Cuts the pieces of 'layout' that run from one column of a table into the next. Only pages that have columns are asked
 * for. Returns 0 or SCRL_ENOMEM, recorded on ctx; where the boxes cannot be had the pieces stay as they are. */
int scrl__pieces_cut(scrl_context *ctx, const char *bytes, size_t len, scrl__layout *layout);

#endif
