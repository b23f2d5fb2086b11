/* labels.h - what is learned of a passage: each theme, and of those that it has the polarities and whether they are spoken of as a pattern. */
#ifndef SCRL_LEARN_LABELS_H
#define SCRL_LEARN_LABELS_H

#include "learn/bank.h"

typedef enum scrl__label_kind { SCRL__LABEL_THEME, SCRL__LABEL_POLARITY, SCRL__LABEL_LEVEL } scrl__label_kind;

/* A weight in hundredths. */
typedef struct scrl__weight {
    uint32_t feature;
    long value;
} scrl__weight;

/* A label and its model. 'value' is the index of the theme, the polarity or the level. */
typedef struct scrl__label {
    const char *name; /* "drift_and_delay", "polarity:good", "level:system" */
    scrl__label_kind kind;
    uint32_t value;
    double bias, threshold;
    scrl__weight *weights; /* by feature */
    size_t count;
} scrl__label;

/* The labels beside the themes: four polarities, one level. */
#define SCRL__JUDGEMENTS 5u
void scrl__label_judgement(size_t i, scrl__label *out);

/* True when the label can be asked of the passage; then whether it has it. */
bool scrl__label_applies(const scrl__label *label, const scrl__coded *item);
bool scrl__label_wanted(const scrl__label *label, const scrl__coded *item);

/* True when a code of a passage has what a judgement says. */
bool scrl__label_fits(const scrl__label *judgement, const scrl__code *code);

/* The code that a passage has for a theme, or NULL. */
const scrl__code *scrl__code_find(const scrl__coded *item, uint32_t theme);

#endif
