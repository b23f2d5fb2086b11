/*
 * scrl/review.h - what a document means as a review: the role of each section,
 * what each sentence does, statements, dated events, what is cited, and the
 * minimum data set.
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

/* What sentence 'sentence' of the document does: event (what happened), practice
 * (what a professional or agency did or did not do), explanation (why), judgement,
 * finding (a pattern claimed), recommendation, voice (words of a child, relative
 * or practitioner), process (about the review itself), context (law, guidance,
 * research). "" for headings, and where the words do not decide. Since 0.1. */
SCRL_API const char *scrl_review_act(const scrl_review *review, size_t sentence);

/* Of a sentence whose act is "voice": whose words it gives: child, relative or
 * practitioner. Else "". "child" also stands for the adult whom the review is
 * about. Since 0.1. */
SCRL_API const char *scrl_review_speaker(const scrl_review *review, size_t sentence);

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
    const char *type_printed; /* findings: the type of pattern as printed ("Tools"), or "" */
    size_t place_count;   /* where it stands: 1, more where the same words are repeated */
    size_t part_count;    /* findings: the parts that discuss it, 0 where none are told apart */
    size_t ask_count;     /* recommendations: kinds of change asked for */
} scrl_statement;
#define SCRL_STATEMENT_INIT { sizeof(scrl_statement), NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, 0, 0, 0 }

SCRL_API size_t scrl_review_statement_count(const scrl_review *review);

/* Fills 'out' with statement 'i', in reading order. Returns 0 or SCRL_EINVAL.
 * Strings are lent by the review. */
SCRL_API int scrl_review_statement(const scrl_review *review, size_t i, scrl_statement *out);

/* The 'j'th addressee or agency of statement 'i'; NULL past the end. */
SCRL_API const char *scrl_review_statement_addressee(const scrl_review *review, size_t i, size_t j);
SCRL_API const char *scrl_review_statement_agency(const scrl_review *review, size_t i, size_t j);

/* The 'j'th kind of change that recommendation or consideration 'i' asks for; NULL past the end. One of statutory_duty, guidance,
 * training, audit, resource, system, practice; none where its words do not say. Since 0.1. */
SCRL_API const char *scrl_review_statement_ask(const scrl_review *review, size_t i, size_t j);

/* A place where a statement, or a part of one, stands. */
typedef struct scrl_place {
    size_t size;         /* sizeof; set by SCRL_PLACE_INIT */
    const char *part;    /* of a part its name, else "" */
    uint32_t section;    /* index of its section, or SCRL_NONE */
    uint32_t page;       /* page on which it begins */
    uint32_t start, end; /* its text */
} scrl_place;
#define SCRL_PLACE_INIT { sizeof(scrl_place), NULL, 0, 0, 0, 0 }

/* Fills 'out' with the 'j'th place of statement 'i'. A recommendation of the
 * summary that the body repeats in the same words is one statement with two
 * places; place 0 is that of the statement itself. Returns 0 or SCRL_EINVAL.
 *
 *   scrl_place p = SCRL_PLACE_INIT;
 *   for (size_t j = 0; scrl_review_statement_place(review, i, j, &p) == 0; j++)
 *       printf("page %u\n", p.page);
 *
 * Since 0.1. */
SCRL_API int scrl_review_statement_place(const scrl_review *review, size_t i, size_t j, scrl_place *out);

/* Fills 'out' with the 'j'th part of finding 'i', in reading order: pattern (the claim), in_this_case,
 * not_one_off, prevalence, why_it_matters, questions. Returns 0 or SCRL_EINVAL. Since 0.1. */
SCRL_API int scrl_review_statement_part(const scrl_review *review, size_t i, size_t j, scrl_place *out);

/* A dated event of the chronology or narrative. */
typedef struct scrl_event {
    size_t size;          /* sizeof; set by SCRL_EVENT_INIT */
    const char *from, *to; /* ISO 8601 days that bound it, both inclusive; "" when it cannot be resolved */
    const char *precision; /* day, month, season, quarter, year, range, relative */
    const char *printed;  /* the date as printed */
    uint32_t page;        /* page on which it begins */
    uint32_t start, end;  /* the sentence or table row */
    const char *age;      /* the age that it gives, as printed ("aged 3", "Year 9"), or "" */
    size_t agency_count;  /* agencies that it names */
} scrl_event;
#define SCRL_EVENT_INIT { sizeof(scrl_event), NULL, NULL, NULL, NULL, 0, 0, 0, NULL, 0 }

SCRL_API size_t scrl_review_event_count(const scrl_review *review);
SCRL_API int scrl_review_event(const scrl_review *review, size_t i, scrl_event *out);

/* The 'j'th agency of event 'i' as theme id; NULL past the end. */
SCRL_API const char *scrl_review_event_agency(const scrl_review *review, size_t i, size_t j);

/* A time in the story for which no event is dated: of 60 days and more between two
 * events that are dated to the day or month, one after the other in time. It says
 * that the review tells nothing of that time, not that nothing happened in it. */
typedef struct scrl_gap {
    size_t size;           /* sizeof; set by SCRL_GAP_INIT */
    const char *from, *to; /* ISO 8601 days, both inclusive */
    uint32_t days;
    uint32_t before, after; /* indices of the events that bound it */
} scrl_gap;
#define SCRL_GAP_INIT { sizeof(scrl_gap), NULL, NULL, 0, 0, 0 }

/* In the order of time. Since 0.1. */
SCRL_API size_t scrl_review_gap_count(const scrl_review *review);
SCRL_API int scrl_review_gap(const scrl_review *review, size_t i, scrl_gap *out);

/* A law or guidance that the text cites, under one name however it is printed:
 * "Children Act 1989" with section "47" for "s47 enquiry". */
typedef struct scrl_citation {
    size_t size;          /* sizeof; set by SCRL_CITATION_INIT */
    const char *name;     /* "Children Act 1989", "Working Together to Safeguard Children" */
    const char *part;     /* section, article or edition: "47", "2015"; or "" */
    uint32_t page;        /* page on which it stands */
    uint32_t start, end;  /* the words */
} scrl_citation;
#define SCRL_CITATION_INIT { sizeof(scrl_citation), NULL, NULL, 0, 0, 0 }

/* In reading order. Since 0.1. */
SCRL_API size_t scrl_review_citation_count(const scrl_review *review);
SCRL_API int scrl_review_citation(const scrl_review *review, size_t i, scrl_citation *out);

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

/* How many words a review gives to what its sentences do. */
typedef struct scrl_act_share {
    size_t size;      /* sizeof; set by SCRL_ACT_SHARE_INIT */
    const char *act;  /* as scrl_review_act() gives it; "" for sentences that are not decided */
    uint64_t sentences, words;
} scrl_act_share;
#define SCRL_ACT_SHARE_INIT { sizeof(scrl_act_share), NULL, 0, 0 }

/* One record for each act in the order above, and a last one for "". Headings are
 * not counted. Since 0.1. */
SCRL_API size_t scrl_review_act_share_count(void);
SCRL_API int scrl_review_act_share(const scrl_review *review, size_t i, scrl_act_share *out);

/* A point that Munro's review of child protection (2011) and the SCR Quality
 * Markers (SCIE and NSPCC, 2016) ask of a review, and what is found of it here. A
 * fact with its place, for a reader to look at: no grade, and no sum of them. */
typedef struct scrl_check {
    size_t size;          /* sizeof; set by SCRL_CHECK_INIT */
    const char *id;       /* period, method, child_heard ... */
    const char *asks;     /* "The period under review is stated" */
    uint64_t count;       /* how many were found: statements, sentences, values, words (the text of 'asks' says which) */
    uint64_t of;          /* out of how many; 0 where that has no meaning */
    uint32_t start, end;  /* the first of them; equal when there is none, or when it has no place */
} scrl_check;
#define SCRL_CHECK_INIT { sizeof(scrl_check), NULL, NULL, 0, 0, 0, 0 }

SCRL_API size_t scrl_review_check_count(void);
SCRL_API int scrl_review_check(const scrl_review *review, size_t i, scrl_check *out);

#ifdef __cplusplus
}
#endif

#endif
