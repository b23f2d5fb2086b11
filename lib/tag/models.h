/* models.h - the inside of the models of a theme set: models.c reads them and knows what their scores are worth, learned.c lets them score. */
#ifndef SCRL_TAG_MODELS_H
#define SCRL_TAG_MODELS_H

#include "match/linear.h"
#include "tag/learned.h"

/* What a score is worth, as log-odds, and what a judgement has beside it for a theme of the kind. */
typedef struct scrl__line {
    double slope, offset, usual;
} scrl__line;

struct scrl__learned {
    scrl__linear *model;
    uint32_t *themes; /* by label; SCRL_NONE for a judgement */
    uint32_t *labels; /* by theme; SCRL_NONE without a model */
    uint32_t *rules;  /* by label */
    uint32_t first_rule;
    size_t theme_count;
    double margin, above, rank,
        offset;     /* log-odds of a theme: of its margin, the margin above 0, log(1 + rank), and 1 */
    double *ranks;  /* what a rank adds to the log-odds */
    double most;    /* that any adds */
    double *places; /* by label: what is usual for themes of its kind adds to the log-odds */
    uint32_t judgements[SCRL__JUDGEMENTS]; /* their labels, or SCRL_NONE */
    scrl__line *judged;                    /* theme * SCRL__JUDGEMENTS; slope 0 where nothing is known */
};

/* The log-odds of a theme whose score is so far above its threshold, in a window in which 'rank' themes have a higher score. */
double scrl__learned_worth(const scrl__learned *l, double margin, uint32_t rank);

/* What speaks for a theme beside the words of a passage: its kind, and the log-odds that it has in the section's heading. */
double scrl__learned_place(const scrl__learned *l, uint32_t label, double heading);

/* The least margin with which a theme can be enough for a tag without a rule, or with 'considered' for being told of. */
double scrl__learned_least_margin(const scrl__learned *l, double place, bool considered);

/* True when log-odds are enough for a tag without a rule, or with 'considered' for being told of. */
bool scrl__learned_is_enough(double odds, double place, bool considered);

#endif
