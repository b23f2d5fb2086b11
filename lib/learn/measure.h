/* measure.h - what scores are worth: the threshold of a theme, logistic lines through few numbers, and figures of right and wrong. */
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

/* Numbers of one case, and whether it is what is asked for. */
#define SCRL__NUMBERS 3
typedef struct scrl__case_of {
    float numbers[SCRL__NUMBERS];
    bool wanted;
} scrl__case_of;

/* Fits chance = 1 / (1 + exp(-(out[0] * numbers[0] + ... + out[count]))) by the first 'count' numbers; 'out' has room for one more than
 * 'count'. */
void scrl__logistic_fit(const scrl__case_of *cases, size_t case_count, size_t count, double *out);

typedef struct scrl__figures {
    uint64_t right, found, gold;
} scrl__figures;

double scrl__precision(const scrl__figures *f);
double scrl__recall(const scrl__figures *f);
double scrl__f1(const scrl__figures *f);

#endif
