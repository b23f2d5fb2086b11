/*
 * reader.h - what a reader is: bytes and limits in, blocks out. A reader is one row in the table of read.c; it never
 * sees a path.
 */
#ifndef SCRL_READ_READER_H
#define SCRL_READ_READER_H

#include <stdbool.h>
#include <stddef.h>

#include <scrl/document.h>

#include "base/ctx.h"
#include "model/doc.h"

typedef struct scrl__reader {
    const char *name;                             /* "pdf" */
    int version;                                  /* raised whenever the same bytes give another document */
    const char *const *suffixes;                  /* lower case, without dot; NULL-terminated */
    bool (*sniff)(const char *bytes, size_t len); /* recognised from its bytes alone; NULL: never */
    /* Adds blocks and warnings to 'b'. 'name' is for messages; 'options' is never NULL. Returns 0, or a negative status recorded on ctx with
     * step "read". */
    int (*read)(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                const scrl_document_options *options, scrl__builder *b);
} scrl__reader;

extern const scrl__reader scrl__reader_pdf;
extern const scrl__reader scrl__reader_docx;
extern const scrl__reader scrl__reader_odt;
extern const scrl__reader scrl__reader_doc;
extern const scrl__reader scrl__reader_rtf;
extern const scrl__reader scrl__reader_fodt;
extern const scrl__reader scrl__reader_html;
extern const scrl__reader scrl__reader_xml;
extern const scrl__reader scrl__reader_text;

/* Whether some reader takes files with the suffix of 'path'. */
bool scrl__reader_takes(const char *path);

#endif
