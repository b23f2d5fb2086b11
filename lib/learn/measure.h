/* measure.h - what scores are worth: the threshold of a theme, one calibration for all, and figures of right and wrong. */
#ifndef SCRL_LEARN_MEASURE_H
#define SCRL_LEARN_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A passage's score for one theme, and whether people coded it. */
typedef struct scrl__scored {
    double score;
    bool wanted;
} scrl__scored;

/* The threshold with the best F1, drawn towards a common one where few passages have the theme. Reorders 'scored'. */
double scrl__threshold_find(scrl__scored *scored, size_t count);

/* Fits chance = 1 / (1 + exp(-(slope * score + offset))). */
void scrl__calibration_fit(const scrl__scored *scored, size_t count, double *slope, double *offset);

typedef struct scrl__figures {
    uint64_t right, found, gold;
} scrl__figures;

double scrl__precision(const scrl__figures *f);
double scrl__recall(const scrl__figures *f);
double scrl__f1(const scrl__figures *f);

#endif
