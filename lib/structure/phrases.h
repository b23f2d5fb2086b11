/* phrases.h - the structure phrases of data/structure/, compiled: cues in one set for each kind of text that they are
 * looked for in, and word tables. */
#ifndef SCRL_STRUCTURE_PHRASES_H
#define SCRL_STRUCTURE_PHRASES_H

#include <stdbool.h>
#include <stdint.h>

#include <scrl/review.h>

#include "base/arena.h"
#include "match/set.h"

/* The texts that cues are run over, each with one set. */
typedef enum scrl__scope {
    SCRL__ON_HEADING,  /* headings */
    SCRL__ON_OPENING,  /* the first bytes of every block */
    SCRL__ON_SENTENCE, /* sentences */
    SCRL__ON_COVER,    /* blocks before the first section that has a role */
    SCRL__ON_JUDGING,  /* sentences of running text that judges practice, see scrl__judges_practice() */
    SCRL__SCOPE_COUNT
} scrl__scope;

/* What a cue speaks about. The names in the files are those of the table in phrases.c. */
typedef enum scrl__cue_field {
    SCRL__CUE_ROLE,   /* id: a section role */
    SCRL__CUE_LISTED, /* id: kind of the statements that stand in a list under this heading, or "none" */
    SCRL__CUE_LABEL, /* id: kind of a labelled statement; group 1: the label; the match ends where the statement begins */
    SCRL__CUE_STATEMENT, /* id: kind of the statement that the sentence is */
    SCRL__CUE_MENTION,   /* id: kind; the sentence is no such statement, whatever else it says */
    SCRL__CUE_PREFACE,   /* the block introduces, or speaks of, statements and is none */
    SCRL__CUE_AGENCY,    /* id: theme id of an agency, or a name of scrl__hit_agency */
    SCRL__CUE_BODY,      /* a body that may be asked to act */
    SCRL__CUE_WIDE,      /* a heading that groups statements and names nobody */
    SCRL__CUE_TYPE,      /* id: a review type */
    SCRL__CUE_FIELD,     /* id: a field of the minimum data set; group 1 (or the match): its words */
    SCRL__CUE_IMPLIES, /* id: field=value, which the match states; "?sar,apr field=value": in reviews of these types; "~field=value": a harm where no other is stated */
    SCRL__CUE_SPAN,    /* id: incident..., period...: the sentence, or line of the title, has its dates (see spans.c) */
    SCRL__CUE_COVER,   /* id: person, date, publisher or notice: a line of the cover that is no part of the title */
    SCRL__CUE_PERSON,  /* group 1: a pseudonym; id "list": more may follow behind commas and "and" */
    SCRL__CUE_PROCESS, /* the sentence tells of the review itself; id "always": whatever else it tells; "pfd": in coroners' reports */
    SCRL__CUE_RELATIVE, /* a date that hangs on another; the match is the date. id "incident": on the incident; "until": from a date printed in it to the incident */
    SCRL__CUE_COLUMN,   /* id: what a table column of this heading holds */
    SCRL__CUE_DEADLINE, /* group 1 (or the match): when a recommendation is to be done */
    SCRL__CUE_OWNER,    /* group 1: who is to do it */
    SCRL__CUE_ACT,      /* id: what the sentence does */
    SCRL__CUE_SPEAKER,  /* id: whose words the sentence gives */
    SCRL__CUE_LAW,      /* id: name of a law or guidance, and behind "|" the part; group 1: the part as printed */
    SCRL__CUE_AGE,      /* group 1 (or the match): an age */
    SCRL__CUE_ANNOUNCE, /* id: kind of the statements that stand as items below the block that ends so */
    SCRL__CUE_ASK,      /* id: a kind of change that a recommendation asks for */
    SCRL__CUE_PATTERN,  /* group 1: the printed type of the pattern that a finding is */
    SCRL__CUE_INVOLVED, /* id "gave": the agencies of the sentence took part; "none": they had no contact */
    SCRL__CUE_CONCERNS, /* id: as of SCRL__CUE_AGENCY; whose work the words are, though they do not name it */
    SCRL__CUE_PART,     /* id: the part of a finding that stands below */
    SCRL__CUE_LEAD,     /* words before a date that make it no event of its own */
    SCRL__CUE_COMMENT, /* the block is the reviewer's comment on what stands above; the comment begins where the match ends */
    SCRL__CUE_POINTS_BACK, /* a sentence that only says how usual what stands before it is */
    SCRL__CUE_SIGN,        /* id: what speaks for or against a sentence being a statement (see signs.c) */
    SCRL__CUE_FIELD_COUNT
} scrl__cue_field;

typedef struct scrl__cue {
    scrl__cue_field field;
    const char *id;
    uint32_t weight;    /* 1 to 9: which of two cues wins */
    uint32_t roles;     /* bits of the roles in which alone it counts; 0: all */
    scrl__regex * not ; /* may be NULL: a text that has this is no hit */
} scrl__cue;

typedef struct scrl__word {
    const char *table, *text; /* text: lower case */
    int32_t value;
} scrl__word;

#define SCRL__WORD_BITS 8192u

struct scrl_structure {
    char fingerprint[17];
    scrl__arena *arena;
    scrl__cue *cues;
    size_t cue_count, cue_cap;
    scrl__word *words; /* sorted by table, then text */
    size_t word_count, word_cap;
    uint64_t word_bits[SCRL__WORD_BITS / 64]; /* by a hash of table and text: the words of all tables */
    uint64_t date_bits[SCRL__WORD_BITS / 64]; /* by a hash: the first words of the tables whose texts begin a date */
    scrl__set *sets[SCRL__SCOPE_COUNT];
};

/* The value of a word (any case) in a table, or 'missing'. */
int32_t scrl__word_value(const scrl_structure *structure, const char *table, const char *word, size_t len,
                         int32_t missing);

/* False when no date begins with this word (any case, letters of ASCII only). */
bool scrl__word_begins_date(const scrl_structure *structure, const char *word, size_t len);

/* Section roles as small numbers; SCRL__ROLE_NONE when there is no such role. */
#define SCRL__ROLE_NONE UINT32_MAX
uint32_t scrl__role_number(const char *id, size_t len);
const char *scrl__role_id(uint32_t number);

#endif
