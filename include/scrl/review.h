/*
 * scrl/review.h - what a document means as a review: the role of each section,
 * statements, dated events and the minimum data set.
 *
 * A review adds meaning to a document and no text. Every value carries the range
 * that it was read from. Nothing is guessed: what the text does not state is
 * absent. Roles, statement kinds, review types and fields are id strings; the
 * closed lists stand in docs/vocabulary.md.
 *
 * Structure phrases (heading words, agency names, review types ...) are data,
 * loaded once from data/structure/, immutable and shared between threads. Reviews
 * are immutable too and hold a reference to their document.
 */
#ifndef SCRL_REVIEW_H
#define SCRL_REVIEW_H

#include <scrl/document.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scrl_structure scrl_structure;
typedef struct scrl_review scrl_review;

/* Loads structure phrases from the folder 'dir'; NULL takes structure/ of the
 * context's data folder. A mistake in a file is reported with file and line.
 * Free with scrl_structure_free().
 * Errors: SCRL_EIO, SCRL_ENOTFOUND, SCRL_EFORMAT, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_structure_load(scrl_context *ctx, const char *dir, scrl_structure **out);

/* 16 hex digits that change with the files that the phrases were loaded from. Lent by the phrases. */
SCRL_API const char *scrl_structure_fingerprint(const scrl_structure *structure);

/* Frees structure phrases. NULL is ignored. Reviews made with them stay valid. */
SCRL_API void scrl_structure_free(scrl_structure *structure);

/* Finds the structure of a document. Any document is accepted: one that is not
 * a review gets the type "other" and few or no statements.
 * Free with scrl_review_free(). Errors: SCRL_EINVAL, SCRL_ENOMEM, SCRL_ELIMIT.
 * Since 0.1. */
SCRL_API int scrl_review_new(scrl_context *ctx, const scrl_structure *structure, scrl_document *doc,
                             scrl_review **out);

/* Frees a review and gives its reference to the document back. NULL is ignored. */
SCRL_API void scrl_review_free(scrl_review *review);

/* The document of a review, lent. */
SCRL_API const scrl_document *scrl_review_document(const scrl_review *review);

/* The role of section 'section' of the document ("findings", "chronology" ...);
 * with SCRL_NONE the role of the text before the first heading. "other" for an
 * index that is too large. */
SCRL_API const char *scrl_review_role(const scrl_review *review, uint32_t section);

/* A statement: what readers look a review up for. */
typedef struct scrl_statement {
    size_t size;          /* sizeof; set by SCRL_STATEMENT_INIT */
    /* finding, lesson, good_practice, recommendation, consideration, concern, missed_opportunity */
    const char *kind;
    const char *label;    /* as printed ("Finding 3", "R4"), or "" */
    uint32_t section;     /* index of its section, or SCRL_NONE */
    uint32_t page;        /* page on which it begins */
    uint32_t start, end;  /* its text, without the label */
    size_t addressee_count; /* recommendations: those who are to act, as printed */
    size_t agency_count;    /* agencies concerned, as theme ids (agency_police ...) */
    const char *deadline; /* as printed, or "" */
    const char *owner;    /* as printed, or "" */
} scrl_statement;
#define SCRL_STATEMENT_INIT { sizeof(scrl_statement), NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL }

SCRL_API size_t scrl_review_statement_count(const scrl_review *review);

/* Fills 'out' with statement 'i', in reading order. Returns 0 or SCRL_EINVAL.
 * Strings are lent by the review. */
SCRL_API int scrl_review_statement(const scrl_review *review, size_t i, scrl_statement *out);

/* The 'j'th addressee or agency of statement 'i'; NULL past the end. */
SCRL_API const char *scrl_review_statement_addressee(const scrl_review *review, size_t i, size_t j);
SCRL_API const char *scrl_review_statement_agency(const scrl_review *review, size_t i, size_t j);

/* A dated event of the chronology or narrative. */
typedef struct scrl_event {
    size_t size;          /* sizeof; set by SCRL_EVENT_INIT */
    const char *from, *to; /* ISO 8601 days that bound it, both inclusive; "" when it cannot be resolved */
    const char *precision; /* day, month, season, quarter, year, range, relative */
    const char *printed;  /* the date as printed */
    uint32_t page;        /* page on which it begins */
    uint32_t start, end;  /* the sentence or table row */
} scrl_event;
#define SCRL_EVENT_INIT { sizeof(scrl_event), NULL, NULL, NULL, NULL, 0, 0, 0 }

SCRL_API size_t scrl_review_event_count(const scrl_review *review);
SCRL_API int scrl_review_event(const scrl_review *review, size_t i, scrl_event *out);

/* One value of the minimum data set. A field that holds a list (pseudonyms,
 * agencies ...) has one record for each value; a field that is not stated has none. */
typedef struct scrl_value {
    size_t size;          /* sizeof; set by SCRL_VALUE_INIT */
    const char *field;    /* title, review_type, publisher, published, pseudonyms ... */
    const char *value;    /* ids and ISO 8601 dates, shortened to the precision printed; else the words */
    uint32_t start, end;  /* the words that it was read from; equal when it follows from the document as a whole */
} scrl_value;
#define SCRL_VALUE_INIT { sizeof(scrl_value), NULL, NULL, 0, 0 }

SCRL_API size_t scrl_review_value_count(const scrl_review *review);
SCRL_API int scrl_review_value(const scrl_review *review, size_t i, scrl_value *out);

/* The first value of a field, or NULL when it is not stated. */
SCRL_API const char *scrl_review_field(const scrl_review *review, const char *field);

#ifdef __cplusplus
}
#endif

#endif
