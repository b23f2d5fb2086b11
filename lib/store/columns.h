/*
 * columns.h - what ranking, counting and filtering ask of every passage, held in memory: its length, role, heading, tags
 * and so on, read once from the table 'facts' and kept until the library changes. About thirty bytes a passage.
 *
 * A passage is named here by its place: 0 for the first passage of the library, without gaps, in the order of ids.
 *
 * One row of 'facts' holds, for each passage of a review, these numbers, each as a varint of 7 bits a byte, lowest first:
 * words, block kind, role (term), 1 + the ordinal of the passage that is its section's heading (0: none), how many codes,
 * and the codes, ascending, each as the difference from the one before.
 */
#ifndef SCRL_STORE_COLUMNS_H
#define SCRL_STORE_COLUMNS_H

#include "base/str.h"
#include "model/plan.h"
#include "store/library.h"
#include "store/bits.h"

/* A code is one of the things that a passage has: a tag (theme term, polarity and level together), the kind of a statement
 * over it, an agency, or what a reader said of a tag. */
enum { SCRL__CODE_TAG, SCRL__CODE_KIND, SCRL__CODE_AGENCY, SCRL__CODE_STATE };
#define SCRL__CODE_CLASS(code) ((code)&3u)
#define SCRL__CODE_TERM(code) ((code) >> 5)
#define SCRL__CODE_POLARITY(code) ((code) >> 3 & 3u)
#define SCRL__CODE_LEVEL(code) ((code) >> 2 & 1u)

/* The passages that have a code: the members first to first + count of 'coded'. */
typedef struct scrl__column_code {
    uint32_t code, first, count;
} scrl__column_code;

typedef struct scrl__column_review {
    int64_t id, first, passages;
    char sha256[65];
    char published[11];
    const char *area, *type; /* "" when not stated */
    uint32_t place;          /* of its first passage */
    uint32_t rank;           /* among all, in the order of source hashes */
} scrl__column_review;

/* Passages whose numbers follow each other, as those of all reviews do between which none was removed. */
typedef struct scrl__column_run {
    int64_t first;
    uint32_t passages, place;
} scrl__column_run;

/* One value of a review's minimum data; its source hash is the value of the field "review". */
typedef struct scrl__column_value {
    const char *field, *value;
    uint32_t review;
} scrl__column_value;

struct scrl__columns {
    uint32_t holders; /* the library, and runs that need them longer */
    scrl__arena *arena;
    int64_t version, changes;     /* of the library when they were read */
    scrl__column_review *reviews; /* those without passages first, then in the order of their passages */
    uint32_t review_count;
    scrl__column_run *runs; /* in order */
    uint32_t run_count;
    scrl__column_value *values; /* sorted by field, then by value */
    uint32_t value_count;
    uint32_t count;            /* passages */
    double mean_words;         /* of a passage */
    uint32_t *review_of;       /* index into 'reviews' */
    uint32_t *heading;         /* place of its section's heading, UINT32_MAX: none */
    uint32_t *code_at, *codes; /* those of passage i: codes[code_at[i]] to codes[code_at[i + 1]] */
    scrl__column_code *kinds;  /* each code that there is, in no order */
    uint32_t *coded;           /* places, ascending for each of them */
    uint32_t kind_count;
    uint32_t *role;  /* term */
    uint16_t *words; /* at most 65,535 */
    uint8_t *kind;
};

/* The columns of the library as it is now, lent until the library changes; hold them to keep them longer. */
int scrl__columns_get(scrl_library *library, const scrl__columns **out);
scrl__columns *scrl__columns_hold(scrl_library *library);
void scrl__columns_free(scrl__columns *columns);

/* The values of one field: '*first' and their number. */
uint32_t scrl__columns_values(const scrl__columns *columns, const char *field, uint32_t *first);

/* The place of a passage, or UINT32_MAX; '*hint' (0 at first) makes it quick for ids that ascend. */
uint32_t scrl__columns_place(const scrl__columns *columns, int64_t passage, uint32_t *hint);
/* The next numbers of passages that are there, among 'count' from 'first' on: first + *from to first + *to. '*to' is 0 at
 * first and says from where to look on; '*from' is 'count' when no more are there. '*hint' as above. */
void scrl__columns_there(const scrl__columns *columns, int64_t first, uint32_t count, uint32_t *hint, uint32_t *from,
                         uint32_t *to);

int64_t scrl__columns_passage(const scrl__columns *columns, uint32_t place);

/* Adds to a set the passages that have one tag with theme (a term, 0: any), polarity and level (-1: any). */
void scrl__columns_tagged(const scrl__columns *columns, uint32_t theme, int polarity, int level, scrl__bits *out);

/* Adds those that have a term of a field: "role", "kind", "agency" or "state". A filter of another name asks reviews or
 * texts: scrl__columns_field() says which do not. */
void scrl__columns_having(const scrl__columns *columns, const char *field, uint32_t term, scrl__bits *out);
bool scrl__columns_field(const char *field);

/* Adds a number of a row of 'facts'. */
void scrl__facts_add(scrl__str *out, uint32_t number);

#endif
