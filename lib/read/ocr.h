/*
 * ocr.h - pages without text, read from their picture: pdftoppm draws a page, tesseract reads it, and its words become
 * pieces of text for the layout, with the size of type that the words' heights tell.
 */
#ifndef SCRL_READ_OCR_H
#define SCRL_READ_OCR_H

#include "base/ctx.h"
#include "model/doc.h"
#include "read/layout.h"

/* Whether the programs are installed. */
bool scrl__ocr_available(void);

/* Fills the pages of 'layout' that have no text, from the PDF file in 'bytes'. Each page that is read is a warning
 * with its confidence; so is a page that could not be. Without the programs the whole is one warning, or
 * SCRL_EUNSUPPORTED where no page of the document has text. Errors: also SCRL_ENOMEM, SCRL_EIO. */
int scrl__ocr_fill(scrl_context *ctx, const char *bytes, size_t len, scrl__layout *layout, scrl__builder *b);

#endif
