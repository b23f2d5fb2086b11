/*
 * doc.h - the hall's document: one text buffer and ranges over it. And the builder through which every reader makes
 * one.
 *
 * Layout: the text is the blocks' texts in reading order, each followed by one LF that belongs to no block. All other
 * arrays hold offsets and indices; strings that are not in the text (numbers, warnings) are offsets into 'strings',
 * where offset 0 is "". All memory is in one arena.
 */
#ifndef SCRL_MODEL_DOC_H
#define SCRL_MODEL_DOC_H

#include <stdatomic.h>
#include <stdbool.h>

#include <scrl/document.h>

#include "base/arena.h"
#include "base/ctx.h"

typedef struct scrl__section {
    uint32_t parent, level, number, block, page, start, end;
} scrl__section;

typedef struct scrl__block {
    scrl_block_kind kind;
    uint32_t section, page, number, start, end;
    uint8_t level;     /* headings: 0 the document's title, 1 top level ... */
    bool bold;         /* all of it is bold */
    uint16_t size_pct; /* font size as per cent of the body text's; 100 when not known */
} scrl__block;

typedef struct scrl__sentence {
    uint32_t block, start, end;
} scrl__sentence;

typedef struct scrl__warning {
    uint32_t code, page, message; /* code and message: offsets into strings */
} scrl__warning;

typedef struct scrl__page_start {
    uint32_t offset, page; /* from this byte of the text on, it is this page; ascending */
} scrl__page_start;

struct scrl_document {
    atomic_int refs;
    scrl__arena *arena;
    const char *text;
    uint32_t text_len;
    const scrl__block *blocks;
    uint32_t block_count;
    const scrl__section *sections;
    uint32_t section_count;
    const scrl__sentence *sentences;
    uint32_t sentence_count;
    const scrl__warning *warnings;
    uint32_t warning_count;
    const scrl__page_start *page_starts;
    uint32_t page_start_count;
    const char *strings;
    uint32_t strings_len;
    uint32_t pages, words, repaired_bytes;
    uint32_t file, reader, title, language; /* offsets into strings */
    char sha256[65];
    char text_sha256[65];
};

/* One block as a reader hands it in. */
typedef struct scrl__block_in {
    scrl_block_kind kind;
    uint32_t page; /* page on which it begins; 0 without pages */
    uint8_t level; /* headings: 0 for the document's title, else from 1 */
    bool bold;
    uint16_t size_pct;  /* 0 counts as 100 */
    const char *number; /* may be NULL */
    const char *text;   /* any UTF-8: the builder cleans it (scrl__text_clean); table rows: cells separated by tabs */
    size_t text_len;
} scrl__block_in;

typedef struct scrl__builder scrl__builder;

/* 'reader' is "<name>/<version>". */
int scrl__builder_new(scrl_context *ctx, const char *file, const char *reader, scrl__builder **out);
void scrl__builder_free(scrl__builder *b);

/* Adds a block. One that is empty after cleaning is left out. The first failure (memory, limits) is kept and returned
 * by every later call, so a reader may check only scrl__builder_finish(). */
int scrl__builder_block(scrl__builder *b, const scrl__block_in *in);

/* Adds text to the block added last, with one space between, or with nothing where 'joined' is set (a word cut by a
 * hyphen); its page is noted where it differs, so that scrl_document_page_at() is right inside a paragraph that runs
 * over a page. */
int scrl__builder_continue(scrl__builder *b, uint32_t page, const char *text, size_t text_len, bool joined);

void scrl__builder_warn(scrl__builder *b, const char *code, uint32_t page, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void scrl__builder_title(scrl__builder *b, const char *title); /* from the file's properties */
void scrl__builder_language(scrl__builder *b, const char *language);
void scrl__builder_pages(scrl__builder *b, uint32_t pages);
void scrl__builder_repaired(scrl__builder *b, uint32_t bytes); /* adds to the count */

/* Makes the immutable document: nests sections, cuts sentences, counts. 'source' are the file's bytes, for its hash.
 * The builder is spent and must still be freed. */
int scrl__builder_finish(scrl__builder *b, const void *source, size_t source_len, scrl_document **out);

/* The string at 'offset' of the string pool. */
static inline const char *scrl__doc_string(const scrl_document *doc, uint32_t offset)
{
    return doc->strings + offset;
}

#endif
