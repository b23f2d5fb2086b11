/* report.h - an evaluation in the making: counts that add up, for the file at hand and for all files, and disagreements. */
#ifndef SCRL_EVALUATE_REPORT_H
#define SCRL_EVALUATE_REPORT_H

#include <scrl/evaluate.h>

#include "base/arena.h"
#include "base/ctx.h"

/* The measures, in the order in which they are handed out. */
typedef enum scrl__measure_id {
    SCRL__HEADING,
    SCRL__HEADING_LEVEL,
    SCRL__HEADING_NUMBER,
    SCRL__HEADING_ROLE,
    SCRL__STATEMENT,
    SCRL__ADDRESSEE,
    SCRL__AGENCY,
    SCRL__EVENT,
    SCRL__EVENT_PRECISION,
    SCRL__FIELD,
    SCRL__PASSAGE,
    SCRL__THEME,
    SCRL__THEME_POLARITY,
    SCRL__THEME_LEVEL,
    SCRL__THEME_CONFIDENCE,
    SCRL__THEME_RULES,
    SCRL__THEME_MODELS,
    SCRL__THEME_LABELS,
    SCRL__THEME_MEAN /* until scrl__report_finish() its gold counts the coded passages, of which kappa needs the number */
} scrl__measure_id;

typedef struct scrl__measure {
    uint32_t file; /* SCRL_NONE: all together */
    scrl__measure_id id;
    const char *group;
    uint64_t gold, found, right;
    uint64_t once; /* 'gold', counted for one file of each folder */
    double precision, recall, f1, kappa;
} scrl__measure;

typedef struct scrl__disagreement {
    scrl_disagreement record;
    scrl__measure_id id;
    size_t ordinal; /* in the order of adding */
} scrl__disagreement;

struct scrl_evaluation {
    scrl__arena *arena; /* of all strings */
    scrl_evaluation_file *files;
    size_t file_count, file_cap;
    scrl__measure *measures;
    size_t measure_count, measure_cap;
    scrl__disagreement *disagreements;
    size_t disagreement_count, disagreement_cap;
    bool keep_disagreements;
    bool first_of_gold; /* the file at hand is the first of its folder that is compared */
    bool failed;        /* memory ran out */
};

/* NULL when memory is out. */
scrl_evaluation *scrl__report_new(bool keep_disagreements);

/* Begins a file, which all that is added from now on belongs to. */
void scrl__report_file(scrl_evaluation *report, const char *gold, const char *name);

/* Gives the file at hand a reason for not being measured. */
void scrl__report_failure(scrl_evaluation *report, int status, const char *message);

/* Adds counts to a measure; with a group to the group and to the total. */
void scrl__report_count(scrl_evaluation *report, scrl__measure_id id, const char *group, uint64_t gold, uint64_t found,
                        uint64_t right);

/* Adds one disagreement, when they are kept. Strings are copied; NULL counts as "". */
void scrl__report_disagreement(scrl_evaluation *report, scrl__measure_id id, const scrl_disagreement *disagreement);

/* Works out the ratios and the means over themes, and puts everything into its order. Returns 0 or SCRL_ENOMEM. */
int scrl__report_finish(scrl_evaluation *report, uint32_t theme_passages);

#endif
