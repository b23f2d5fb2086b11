/*
 * review.h - the hall's review: meaning added to a document. Offsets and indices only; strings are offsets into
 * 'strings' (offset 0 is ""). Filled by structure/ through the small builder below.
 */
#ifndef SCRL_MODEL_REVIEW_H
#define SCRL_MODEL_REVIEW_H

#include <scrl/review.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "model/pool.h"
#include "model/doc.h"

typedef struct scrl__statement {
    uint32_t kind, label, section, page, start, end;
    uint32_t addressee_first, addressee_count; /* in 'lists' */
    uint32_t agency_first, agency_count;       /* in 'lists' */
    uint32_t ask_first, ask_count;             /* in 'lists' */
    uint32_t place_first, place_count;         /* in 'places' */
    uint32_t part_first, part_count;           /* in 'places' */
    uint32_t deadline, owner, type_printed;
} scrl__statement;

/* 'part': string, of a part its name. */
typedef struct scrl__place {
    uint32_t part, section, page, start, end;
} scrl__place;

typedef struct scrl__event {
    uint32_t from, to, precision, printed, page, start, end, age;
    uint32_t agency_first, agency_count; /* in 'lists' */
} scrl__event;

typedef struct scrl__gap {
    uint32_t from, to, days, before, after;
} scrl__gap;

typedef struct scrl__citation {
    uint32_t name, part, page, start, end;
} scrl__citation;

/* What a sentence does, and whose words it gives. */
typedef struct scrl__act {
    uint32_t act, speaker;
} scrl__act;

typedef struct scrl__value {
    uint32_t field, value, start, end;
} scrl__value;

struct scrl_review {
    scrl__arena *arena;
    scrl_document *doc;
    const uint32_t *roles; /* one string a section, and one more at the end for the text before the first heading */
    const scrl__act *acts; /* one a sentence */
    const scrl__statement *statements;
    uint32_t statement_count;
    const scrl__place *places;
    uint32_t place_count;
    const scrl__event *events;
    uint32_t event_count;
    const scrl__gap *gaps;
    uint32_t gap_count;
    const scrl__citation *citations;
    uint32_t citation_count;
    const scrl__value *values; /* by field, in the order of the minimum data set */
    uint32_t value_count;
    const uint32_t *lists; /* strings */
    uint32_t list_count;
    const char *strings;
    uint32_t strings_len;
};

static inline const char *scrl__review_string(const scrl_review *review, uint32_t offset)
{
    return review->strings + offset;
}

/* A review in the making. */
typedef struct scrl__review_builder {
    scrl_document *doc; /* borrowed */
    scrl__pool strings;
    uint32_t *roles; /* doc->section_count + 1 */
    scrl__act *acts; /* doc->sentence_count */
    scrl__statement *statements;
    size_t statement_count, statement_cap;
    scrl__place *places;
    size_t place_count, place_cap;
    scrl__event *events;
    size_t event_count, event_cap;
    scrl__gap *gaps;
    size_t gap_count, gap_cap;
    scrl__citation *citations;
    size_t citation_count, citation_cap;
    scrl__value *values;
    size_t value_count, value_cap;
    uint32_t *lists;
    size_t list_count, list_cap;
    int status; /* first failure; later calls do nothing */
} scrl__review_builder;

int scrl__review_builder_init(scrl__review_builder *b, scrl_document *doc);
void scrl__review_builder_free(scrl__review_builder *b);

/* 'section' may be SCRL_NONE. */
void scrl__review_builder_role(scrl__review_builder *b, uint32_t section, const char *role);
void scrl__review_builder_act(scrl__review_builder *b, uint32_t sentence, const char *act, const char *speaker);
void scrl__review_builder_citation(scrl__review_builder *b, const char *name, const char *part, uint32_t page,
                                   uint32_t start, uint32_t end);
void scrl__review_builder_value(scrl__review_builder *b, const char *field, const char *value, uint32_t start,
                                uint32_t end);

typedef struct scrl__place_in {
    const char *part; /* NULL counts as "" */
    uint32_t section, start, end;
} scrl__place_in;

/* A statement or event as the rooms hand it in. */
typedef struct scrl__statement_in {
    const char *kind, *label, *deadline, *owner, *type_printed; /* NULL counts as "" */
    uint32_t section, page, start, end;
    const char *const *addressees;
    size_t addressee_count;
    const char *const *agencies;
    size_t agency_count;
    const char *const *asks;
    size_t ask_count;
    const scrl__place_in *repeats; /* other places of the same words */
    size_t repeat_count;
    const scrl__place_in *parts;
    size_t part_count;
} scrl__statement_in;
void scrl__review_builder_statement(scrl__review_builder *b, const scrl__statement_in *in);
typedef struct scrl__event_in {
    const char *from, *to, *precision, *printed, *age; /* NULL counts as "" */
    uint32_t page, start, end;
    const char *const *agencies;
    size_t agency_count;
} scrl__event_in;
void scrl__review_builder_event(scrl__review_builder *b, const scrl__event_in *in);

/* Puts what has been added into reading order: where nothing is added after it, indices are those of the review. */
void scrl__review_builder_sort(scrl__review_builder *b);

/* 'before' and 'after': indices of events, after sorting. */
void scrl__review_builder_gap(scrl__review_builder *b, const char *from, const char *to, uint32_t days, uint32_t before,
                              uint32_t after);

/* Makes the immutable review, in reading order. The builder must still be freed. */
int scrl__review_builder_finish(scrl__review_builder *b, scrl_review **out);

/* The fields of the minimum data set, in their order. 'list' fields may have several values; 'number' fields are
 * written as numbers. */
typedef struct scrl__field {
    const char *name;
    bool list;
    bool number;
} scrl__field;
extern const scrl__field scrl__fields[];
extern const size_t scrl__field_count;

#endif
