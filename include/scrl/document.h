/*
 * scrl/document.h - a file as a person reads it: one text, and ranges over it.
 *
 * A document is one UTF-8 text (NFC, LF line ends, no control characters) and
 * records that point into it with byte offsets, the end exclusive. Blocks stand
 * in reading order and do not overlap; sections nest; sentences cut blocks.
 * Pages count from 1; 0 means that the format has no pages.
 *
 * Documents are immutable, hold no context, are counted by reference and may be
 * shared between threads. Records are filled into a struct of the caller's: set
 * its 'size' with the _INIT macro first. Strings in them are lent by the
 * document and live as long as it does.
 */
#ifndef SCRL_DOCUMENT_H
#define SCRL_DOCUMENT_H

#include <scrl/context.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scrl_document scrl_document;

/* Marks "no such item" where an index is expected (for example, a block before the first heading has no section). */
#define SCRL_NONE UINT32_MAX

typedef struct scrl_document_options {
    size_t size;        /* sizeof(scrl_document_options); set by SCRL_DOCUMENT_OPTIONS_INIT */
    /* name of the reader to use ("pdf", "docx", "html", "text" ...); NULL: recognised from the bytes, then the
     * suffix */
    const char *reader;
    /* not 0: pages of PDF files that have no text are read from their picture by tesseract, in English and, where its
     * data for it is installed, Welsh. Each is a warning "read_by_ocr" with its confidence, and takes about a second.
     * Where tesseract is not installed: a warning "ocr_missing", or SCRL_EUNSUPPORTED when no page has text. */
    int ocr;
} scrl_document_options;
#define SCRL_DOCUMENT_OPTIONS_INIT { sizeof(scrl_document_options), NULL, 0 }

/* Reads a file. 'options' may be NULL. A damaged part of the file is a warning
 * on the document (scrl_document_warning) and the rest still arrives.
 * Free with scrl_document_free().
 * Errors: SCRL_EIO, SCRL_EFORMAT, SCRL_EUNSUPPORTED, SCRL_ELIMIT, SCRL_ENOMEM,
 * SCRL_EINVAL. Since 0.1. */
SCRL_API int scrl_document_read(scrl_context *ctx, const char *path, const scrl_document_options *options,
                                scrl_document **out);

/* The same from memory. 'name' is used for messages and for its suffix; the
 * bytes are not kept. Since 0.1. */
SCRL_API int scrl_document_read_memory(scrl_context *ctx, const char *name, const void *bytes, size_t bytes_len,
                                       const scrl_document_options *options, scrl_document **out);

/* Takes one more reference to a document, to be given back with
 * scrl_document_free(). Returns its argument. */
SCRL_API scrl_document *scrl_document_ref(scrl_document *doc);

/* Gives a reference back; frees the document with the last one. NULL is ignored. */
SCRL_API void scrl_document_free(scrl_document *doc);

/* The whole text, NUL-terminated; '*len' (may be NULL) is its bytes. */
SCRL_API const char *scrl_document_text(const scrl_document *doc, size_t *len);

/* Facts about the file. */
typedef struct scrl_document_info {
    size_t size;                /* sizeof; set by SCRL_DOCUMENT_INFO_INIT */
    const char *file;           /* the name it was read under */
    const char *sha256;         /* of the source bytes, 64 lower-case hex digits */
    /* of the letters and digits of the text, case folded: the same words in another format give the same value */
    const char *text_sha256;
    const char *reader;         /* reader that made it, with its version, such as "pdf/1" */
    const char *title;          /* title held by the file's own properties, or "" */
    const char *language;       /* language tag that the file declares, or "" */
    uint32_t pages;             /* number of pages; 0 when the format has none */
    uint32_t words;             /* runs of letters or digits in the text */
    uint32_t repaired_bytes;    /* bytes that were not valid in the source's encoding and were replaced */
} scrl_document_info;
#define SCRL_DOCUMENT_INFO_INIT { sizeof(scrl_document_info), NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0 }

/* Returns 0, or SCRL_EINVAL for a NULL or an unset size. */
SCRL_API int scrl_document_info_get(const scrl_document *doc, scrl_document_info *out);

/* A section: a heading and all that stands under it, to the next heading of the
 * same or a higher level. Text before the first heading belongs to no section. */
typedef struct scrl_section {
    size_t size;          /* sizeof; set by SCRL_SECTION_INIT */
    uint32_t parent;      /* index of the section that it lies in, or SCRL_NONE */
    uint32_t level;       /* 1 is the top level below the document's title */
    const char *number;   /* printed number without a closing full stop, such as "4.2", or "" */
    uint32_t block;       /* index of the heading's block */
    uint32_t page;        /* page of the heading */
    uint32_t start, end;  /* from the heading's first byte to the section's last */
} scrl_section;
#define SCRL_SECTION_INIT { sizeof(scrl_section), 0, 0, NULL, 0, 0, 0, 0 }

SCRL_API size_t scrl_document_section_count(const scrl_document *doc);

/* Fills 'out' with section 'i', counted from 0. Returns 0, or SCRL_EINVAL for
 * an index that is too large or an unset size. The same holds for the record
 * functions below. Since 0.1. */
SCRL_API int scrl_document_section(const scrl_document *doc, size_t i, scrl_section *out);

/* What a block is. Closed set. */
typedef enum scrl_block_kind {
    SCRL_BLOCK_HEADING = 0,
    SCRL_BLOCK_PARAGRAPH,
    SCRL_BLOCK_LIST_ITEM,
    SCRL_BLOCK_TABLE_ROW, /* cells are separated by a tab */
    SCRL_BLOCK_CAPTION,
    SCRL_BLOCK_FOOTNOTE,
    SCRL_BLOCK_QUOTE,
    SCRL_BLOCK_BOX        /* text set apart in a frame */
} scrl_block_kind;

/* The id of a kind: "heading", "paragraph", "list_item", "table_row", "caption",
 * "footnote", "quote", "box"; "unknown" for any other value. */
SCRL_API const char *scrl_block_kind_name(scrl_block_kind kind);

typedef struct scrl_block {
    size_t size;          /* sizeof; set by SCRL_BLOCK_INIT */
    scrl_block_kind kind;
    uint32_t section;     /* index of its section, or SCRL_NONE before the first heading */
    uint32_t page;        /* page on which it begins */
    const char *number;   /* printed number or list mark, not repeated in the text, or "" */
    uint32_t start, end;  /* its text */
} scrl_block;
#define SCRL_BLOCK_INIT { sizeof(scrl_block), SCRL_BLOCK_PARAGRAPH, 0, 0, NULL, 0, 0 }

SCRL_API size_t scrl_document_block_count(const scrl_document *doc);
SCRL_API int scrl_document_block(const scrl_document *doc, size_t i, scrl_block *out);

typedef struct scrl_sentence {
    size_t size;          /* sizeof; set by SCRL_SENTENCE_INIT */
    uint32_t block;       /* index of the block that it is cut from */
    uint32_t page;        /* page on which it begins */
    uint32_t start, end;  /* its text, without surrounding white space */
} scrl_sentence;
#define SCRL_SENTENCE_INIT { sizeof(scrl_sentence), 0, 0, 0, 0 }

SCRL_API size_t scrl_document_sentence_count(const scrl_document *doc);
SCRL_API int scrl_document_sentence(const scrl_document *doc, size_t i, scrl_sentence *out);

/* Something that a reader could not take over as it stood, with its place. */
typedef struct scrl_warning {
    size_t size;          /* sizeof; set by SCRL_WARNING_INIT */
    const char *code;     /* lasting id, such as "page_without_text" */
    uint32_t page;        /* page concerned; 0 when it concerns the whole file */
    const char *message;  /* one line for a person */
} scrl_warning;
#define SCRL_WARNING_INIT { sizeof(scrl_warning), NULL, 0, NULL }

SCRL_API size_t scrl_document_warning_count(const scrl_document *doc);
SCRL_API int scrl_document_warning(const scrl_document *doc, size_t i, scrl_warning *out);

/* The page on which the byte 'offset' of the text stands, or 0. A block that
 * runs over a page end has more than one page; this finds the right one. */
SCRL_API uint32_t scrl_document_page_at(const scrl_document *doc, uint32_t offset);

#ifdef __cplusplus
}
#endif

#endif
