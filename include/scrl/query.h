/*
 * scrl/query.h - questions to a library, and their answers.
 *
 * The language (docs/questions.md has all of it): words are stemmed and ANDed;
 * "a phrase"; OR; NOT or -word; word*; =word for exact words; near/5 between two
 * words or phrases; same:sentence(...), same:passage(...), same:section(...);
 * parentheses; and filters mixed freely: theme: polarity: level: role: kind:
 * agency: heading: date: state:, and of reviews type: year: published: nation: area:
 * publisher: and more. theme, polarity and level that stand side by side ask for
 * one tag that has them all. Any text is either a valid question or gets
 * SCRL_EQUERY with one message and a position.
 */
#ifndef SCRL_QUERY_H
#define SCRL_QUERY_H

#include <scrl/store.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scrl_search scrl_search;
typedef struct scrl_facets scrl_facets;

/* What a search returns, one at a time. Closed set. A question always chooses
 * passages; the other units are what belongs to these passages or their reviews.
 * An empty question chooses every passage. */
typedef enum scrl_unit {
    SCRL_UNIT_PASSAGE = 0, /* paragraphs, list items, rows ... that match, best first */
    SCRL_UNIT_STATEMENT,   /* statements that lie in or over a matching passage, by place */
    SCRL_UNIT_EVENT,       /* events in a matching passage, by place */
    SCRL_UNIT_TAG,         /* tags of matching passages, by place */
    SCRL_UNIT_REVIEW,      /* reviews with a matching passage */
    SCRL_UNIT_SECTION,     /* sections of these reviews, in order */
    SCRL_UNIT_VALUE,       /* minimum data of these reviews: field and value */
    SCRL_UNIT_WARNING      /* warnings of these reviews' documents */
} scrl_unit;

typedef enum scrl_sort {
    SCRL_SORT_RANK = 0, /* best first: passages, and reviews by their best passage; other units, and an empty question,
                           stand by place */
    SCRL_SORT_PLACE,    /* by the review's source hash, then place in it */
    SCRL_SORT_DATE,     /* by published date, newest first, undated last, then place */
    SCRL_SORT_AREA,     /* by area, from A to Z, those without one last, then place */
    SCRL_SORT_TYPE,     /* by the review's type, likewise */
    SCRL_SORT_GROUPED,  /* passages of one review together: reviews by their best passage, in each the best first */
    SCRL_SORT_BM25      /* as SCRL_SORT_RANK by BM25 alone: roles and headings weigh 1 */
} scrl_sort;

typedef struct scrl_search_options {
    size_t size;         /* sizeof(scrl_search_options); set by SCRL_SEARCH_OPTIONS_INIT */
    scrl_unit unit;
    scrl_sort sort;
    uint64_t limit;      /* most hits returned; 0: all */
    /* go on after the hit that gave this cursor, of the same question, unit and order; NULL: from the start */
    const char *cursor;
    /* for checking theme ids and suggesting near ones; NULL: the themes known to the library */
    const scrl_themes *themes;
    const char *unseen_by; /* the name of a saved question: only passages that it had not at its last look (scrl/mark.h) */
} scrl_search_options;
#define SCRL_SEARCH_OPTIONS_INIT { sizeof(scrl_search_options), SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL, NULL, NULL }

/* Parses and runs a question. Free with scrl_search_free(), before the library
 * is closed. Errors: SCRL_EQUERY (scrl_error.position is the character, from 0),
 * SCRL_EINVAL, SCRL_ECORRUPT, SCRL_EBUSY, SCRL_ENOMEM. Since 0.1. */
SCRL_API int scrl_search_new(scrl_library *library, const char *question, const scrl_search_options *options,
                             scrl_search **out);
SCRL_API void scrl_search_free(scrl_search *search);

/* One hit. Fields that its unit does not have are "" or 0. Strings are lent
 * until the next scrl_search_next() or scrl_search_free(). */
typedef struct scrl_hit {
    size_t size;             /* sizeof; set by SCRL_HIT_INIT before the first call */
    scrl_unit unit;
    const char *cursor;      /* opaque; scrl_search_options.cursor takes it */
    double score;            /* of a ranked passage: higher is better; else 0 */
    const char *review;      /* SHA-256 of the review's source */
    const char *file;        /* a source file of the review */
    const char *title;
    const char *review_type;
    const char *publisher;
    const char *published;   /* ISO 8601, shortened to the precision known */
    uint32_t review_pages;
    uint32_t review_words;
    uint32_t page;           /* page on which the item begins; 0 without pages */
    const char *heading;     /* heading of the section it stands under */
    const char *role;        /* role of that section */
    uint32_t ordinal;        /* number of the item in its review, from 0 */
    uint32_t start, end;     /* byte range in the document's text */
    const char *number;      /* printed paragraph or section number */
    const char *text;        /* its exact words; for a section its heading; for a value the value */
    size_t text_len;
    /* passage: block kind; statement: statement kind; value: field; warning: code; event: precision */
    const char *kind;
    const char *label;       /* statement: printed label; event: the date as printed */
    const char *addressees;  /* statement: separated by "; " */
    const char *from, *to;   /* event: ISO days */
    uint32_t level_number;   /* section: its level */
    const char *theme;       /* tag: theme id, and so on */
    scrl_polarity polarity;
    scrl_level level;
    uint32_t evidence_start, evidence_end; /* tag: words that matched, as bytes of 'text' */
    const char *rule, *model, *polarity_by, *level_by;
    uint32_t confidence;
    size_t highlight_count;  /* passage: words of the question in it */
    const char *deadline, *owner; /* statement: as printed */
    const char *asks;        /* statement: kinds of change asked for, separated by "; " */
    const char *type_printed; /* statement: type of pattern of a finding, as printed */
    const char *repeats;     /* statement: "page 3" or "no page number" for each repeat of its words, separated by "; " */
    scrl_state state;        /* tag: what a reader said of it */
} scrl_hit;
#define SCRL_HIT_INIT                                                                                                  \
    { sizeof(scrl_hit), SCRL_UNIT_PASSAGE, NULL, 0.0, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, 0, 0, 0,   \
      NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0, NULL, SCRL_POLARITY_PROBLEM, SCRL_LEVEL_CASE, 0, 0, NULL, NULL,     \
       NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, SCRL_STATE_AUTO }

/* Moves to the next hit: 1 and '*hit' is filled, 0 at the end, or a negative
 * status.
 *
 *     scrl_hit hit = SCRL_HIT_INIT;
 *     while (scrl_search_next(search, &hit) == 1)
 *         printf("%s, page %u: %s\n", hit.title, hit.page, hit.text);
 */
SCRL_API int scrl_search_next(scrl_search *search, scrl_hit *hit);

/* Highlight 'j' of the current hit, as a byte range of its text. Returns 0 or SCRL_EINVAL. */
SCRL_API int scrl_search_highlight(const scrl_search *search, size_t j, uint32_t *start, uint32_t *end);

/* The part of the current hit, of about 'most' bytes (1 or more), in which most of its highlights stand, cut between words:
 * a byte range of its text; all of it when that is no longer. '*hit' is the record that scrl_search_next() filled.
 * Returns 0 or SCRL_EINVAL. Since 0.1. */
SCRL_API int scrl_search_snippet(const scrl_search *search, const scrl_hit *hit, uint32_t most, uint32_t *start,
                                 uint32_t *end);

/* How many hits the question has in all, regardless of limit and cursor. */
SCRL_API int scrl_search_total(scrl_search *search, uint64_t *out);

/* The question in one canonical form, lent by the search. */
SCRL_API const char *scrl_search_question(const scrl_search *search);

/* Counts the values of 'field' over the passages that a question chooses (an
 * empty question: all): "theme", "agency", "role", "kind", "polarity", "level",
 * "state", "type", "year", "nation", "area", "publisher", "outcome", "harm",
 * "legal", "age", "method", "reviewer", "language". Rejected tags are not counted
 * but under "state". Most frequent first, then by value.
 * Free with scrl_facets_free(). Errors: as scrl_search_new(). Since 0.1. */
SCRL_API int scrl_facets_new(scrl_library *library, const char *question, const char *field, scrl_facets **out);
SCRL_API void scrl_facets_free(scrl_facets *facets);

typedef struct scrl_count {
    size_t size;          /* sizeof; set by SCRL_COUNT_INIT */
    const char *value;    /* lent until the next call */
    uint64_t passages;    /* passages that have the value */
    uint64_t reviews;     /* reviews with such a passage */
    uint64_t problem, good, recommended, neutral; /* "theme" and "agency": passages by polarity of the tag */
} scrl_count;
#define SCRL_COUNT_INIT { sizeof(scrl_count), NULL, 0, 0, 0, 0, 0, 0 }

/* 1 and '*out' is filled, 0 at the end, or a negative status. */
SCRL_API int scrl_facets_next(scrl_facets *facets, scrl_count *out);

#ifdef __cplusplus
}
#endif

#endif
