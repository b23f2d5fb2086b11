/* draft.h - a review while it is being found: the document, where each cue was met, and what the earlier steps found
 * out. */
#ifndef SCRL_STRUCTURE_DRAFT_H
#define SCRL_STRUCTURE_DRAFT_H

#include "model/review.h"
#include "structure/dates.h"
#include "structure/phrases.h"

/* A cue met in a text. Group 1 is the whole match where the expression has no group. */
typedef struct scrl__hit {
    uint32_t cue, unit; /* unit: a block, or for SCRL__ON_SENTENCE a sentence */
    uint32_t start, end;
    uint32_t group_start, group_end;
} scrl__hit;

typedef struct scrl__hits {
    scrl__hit *items; /* by unit */
    size_t count, cap;
    uint32_t *first; /* of each unit, and one more */
    uint32_t unit_count;
} scrl__hits;

/* What is known of a section. */
typedef struct scrl__section_note {
    uint32_t role;                           /* number of its role */
    uint32_t last;                           /* the first block behind it */
    const char *listed;                      /* kind of the statements that stand in it as a list, or NULL */
    uint32_t addressee_start, addressee_end; /* the words of a heading that name who is to act; equal: none */
    bool own_role;                           /* its own heading has a cue */
    bool by_text;                            /* its text alone makes it a list: what does not ask is no item */
    bool cover;                              /* a line of the cover that only looks like a heading */
} scrl__section_note;

/* A name that the document explains as one of an agency. */
typedef struct scrl__alias {
    uint32_t start, end; /* where it is explained */
    const char *agency;
} scrl__alias;

#define SCRL__SUBJECTS_MAX 8u

typedef struct scrl__draft {
    scrl_context *ctx;
    const scrl_structure *structure;
    const scrl_document *doc;
    scrl__review_builder *out;
    scrl__arena *arena;
    scrl__scratch *scratch, *inner; /* inner: for expressions tried while a set runs */
    scrl__hits hits[SCRL__SCOPE_COUNT];
    scrl__section_note *sections;
    uint32_t *block_sentence;                 /* first sentence of each block, and one more */
    uint32_t cover_end;                       /* first block behind the cover */
    unsigned date_flags;                      /* how the document prints its dates, for scrl__date_next */
    const char *type;                         /* review type, or "other" */
    const char *type_facts;                   /* what the type alone says: "nation=england", or "" */
    const char *subjects[SCRL__SUBJECTS_MAX]; /* the names in the title; NULL for one without */
    size_t subject_count;
    scrl__found_date incident; /* when the subject died or was harmed */
    bool incident_known;
    scrl__alias *aliases;
    uint32_t alias_count;
    uint32_t *title_blocks;
    uint32_t title_count;
} scrl__draft;

/* The hits of one field on a unit, one after the other: start with '*at' 0. NULL at the end. Cues that count in other
 * roles only are left out ('role' SCRL__ROLE_NONE: none is). */
const scrl__hit *scrl__hit_next(const scrl__draft *d, scrl__scope scope, uint32_t unit, scrl__cue_field field,
                                uint32_t role, uint32_t *at);

/* The same for the agencies of a sentence, without those inside of a longer name: a school nurse is no school. */
const scrl__hit *scrl__agency_next(const scrl__draft *d, uint32_t sentence, scrl__cue_field field, uint32_t *at);

/* The hit of greatest weight, then length; NULL when there is none. */
const scrl__hit *scrl__hit_best(const scrl__draft *d, scrl__scope scope, uint32_t unit, scrl__cue_field field,
                                uint32_t role);

static inline const scrl__cue *scrl__hit_cue(const scrl__draft *d, const scrl__hit *hit)
{
    return &d->structure->cues[hit->cue];
}

/* Number of the role of the text before the first heading: front matter, but nothing special in a document without any
 * heading, of which it is the whole. */
uint32_t scrl__front_role(const scrl__draft *d);

/* Number of the role of a block's section. */
uint32_t scrl__block_role(const scrl__draft *d, uint32_t block);

/* True when the role belongs to the parts that state who, what and when: introduction, summary, terms of reference. */
bool scrl__states_facts(uint32_t role);

/* Whether a field of the minimum data set has this value; NULL: any. */
bool scrl__draft_has(const scrl__draft *d, const char *field, const char *text);

/* The agency that a hit names. "Social worker" and "community nurse" belong to another one where the review is about an
 * adult. */
const char *scrl__hit_agency(const scrl__draft *d, const scrl__hit *hit);

/* A court, whose orders are no part in a case such as that of Cafcass. */
bool scrl__is_court(const scrl__draft *d, const scrl__hit *hit);

/* True when the role has this id. */
bool scrl__role_is(uint32_t role, const char *id);

/* How many words, parted by blanks, a sentence has. */
uint32_t scrl__sentence_words(const scrl__draft *d, uint32_t sentence);

/* A range of the text as a string in the draft's arena; NULL when memory is out. */
char *scrl__draft_copy(const scrl__draft *d, uint32_t start, uint32_t end);

/* The same, with words that are printed in capitals only written as in a sentence title. */
char *scrl__draft_title(const scrl__draft *d, uint32_t start, uint32_t end);

#endif
