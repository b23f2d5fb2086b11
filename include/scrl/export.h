/*
 * scrl/export.h - writers: a review or a library in a form that other programs read.
 *
 * The shapes of the JSON are described in docs/json.md. All output is UTF-8.
 */
#ifndef SCRL_EXPORT_H
#define SCRL_EXPORT_H

#include <scrl/analyse.h>
#include <scrl/mark.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Takes the next 'len' bytes of output. Return non-zero to stop: the export
 * returns SCRL_ECANCELLED. */
typedef int (*scrl_write_fn)(void *user, const char *bytes, size_t len);

/* Writes one review as one JSON object on one line: file, sha256, reader, pages,
 * warnings, metadata, sections, blocks, sentences, statements, events, acts,
 * checks, gaps, citations, tags, spans. 'tags' may be NULL.
 * Errors: SCRL_ECANCELLED, SCRL_EINVAL, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_export_review(scrl_context *ctx, const scrl_review *review, const scrl_tags *tags,
                                scrl_write_fn write, void *user);

/* Writes what a review gives room to as one JSON object on one line: file, sha256,
 * title, acts, checks, gaps, citations. Errors as above. Since 0.1. */
SCRL_API int scrl_export_profile(scrl_context *ctx, const scrl_review *review, scrl_write_fn write, void *user);

/* Writes the current hit of a search as one JSON object on one line: unit, review,
 * file, and what its unit has; passages with score, cursor and highlights, tags
 * with cursor. Fields that are not stated are left out. Errors as above. Since 0.1. */
SCRL_API int scrl_export_hit(scrl_context *ctx, const scrl_search *search, const scrl_hit *hit, scrl_write_fn write,
                             void *user);

/* Writes one count of a facet as one JSON object on one line: field, value,
 * passages, reviews, and for themes and agencies the counts by polarity. Since 0.1. */
SCRL_API int scrl_export_count(scrl_context *ctx, const char *field, const scrl_count *count, scrl_write_fn write,
                               void *user);

/* What a record is, for the two functions that follow. Closed set. */
typedef enum scrl_record {
    SCRL_RECORD_PASSAGE = 0, /* a scrl_hit of that unit; so are the three that follow */
    SCRL_RECORD_STATEMENT,
    SCRL_RECORD_EVENT,
    SCRL_RECORD_TAG,
    SCRL_RECORD_COUNT, /* scrl_count */
    SCRL_RECORD_PAIR,  /* scrl_pair, and so on: see scrl/analyse.h */
    SCRL_RECORD_YEAR,
    SCRL_RECORD_CELL,
    SCRL_RECORD_CONTRAST,
    SCRL_RECORD_RECURRENCE,
    SCRL_RECORD_LIKENESS,
    SCRL_RECORD_LINE,
    SCRL_RECORD_MESSAGE
} scrl_record;

/* Writes a record of an analysis as one JSON object on one line, with the keys of docs/json.md.
 * Errors as above. Since 0.1. */
SCRL_API int scrl_export_record(scrl_context *ctx, scrl_record kind, const void *record, scrl_write_fn write,
                                void *user);

/* Writes a record as a row of CSV (RFC 4180, UTF-8); with 'record' NULL the row of the columns' names. Columns are
 * named as the keys of the JSON. What a document says is written as it is: a program that takes a field which begins
 * with = for a formula has to be told not to. Errors as above. Since 0.1. */
SCRL_API int scrl_export_row(scrl_context *ctx, scrl_record kind, const void *record, scrl_write_fn write, void *user);

/* Writes what became of one input file as one JSON object on one line: file,
 * outcome, and where they apply status, message, sha256, pages, warnings. Since 0.1. */
SCRL_API int scrl_export_index_event(scrl_context *ctx, const scrl_index_event *event, scrl_write_fn write, void *user);

/* Writes what became of one review as one JSON object on one line: review, file,
 * tagged, and for one that failed status and message. Since 0.1. */
SCRL_API int scrl_export_retag_event(scrl_context *ctx, const scrl_retag_event *event, scrl_write_fn write, void *user);

/* Writes what a reader said as one JSON object on one line: unit ("mark"), id, review,
 * kind, placed, start, end, theme, polarity, level, note, text (its words). Since 0.1. */
SCRL_API int scrl_export_mark(scrl_context *ctx, const scrl_mark *mark, scrl_write_fn write, void *user);

/* Writes the content of a library as JSON lines, ordered by the reviews' source
 * hashes and then by place: two libraries with the same content give the same
 * bytes, whatever the order in which they were filled.
 * Errors: SCRL_ECANCELLED, SCRL_ECORRUPT, SCRL_EBUSY, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_export_library(scrl_library *library, scrl_write_fn write, void *user);

#ifdef __cplusplus
}
#endif

#endif
