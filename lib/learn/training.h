/* training.h - a training as its files share it: what is learned, from what, and the scores that show what it is worth. */
#ifndef SCRL_LEARN_TRAINING_H
#define SCRL_LEARN_TRAINING_H

#include <scrl/learn.h>

#include "learn/labels.h"
#include "learn/measure.h"
#include "learn/solve.h"

/* What a judgement's score is worth for the themes of one layer and usual polarity ("b/both"). */
typedef struct scrl__judged {
    char kind[48];
    size_t judgement;
    double line[2]; /* slope and offset */
} scrl__judged;

/* How many codes of a theme were learned from, and how many of them have each judgement. */
typedef struct scrl__habit {
    double codes, judged[SCRL__JUDGEMENTS];
} scrl__habit;

/* The chance from which a theme is counted as found. */
#define SCRL__LEAST_CHANCE 0.4

typedef struct scrl__training {
    scrl_context *ctx;
    const scrl_themes *themes;
    const scrl_train_options *options;
    scrl__bank bank;
    scrl__classes *classes;
    scrl__vectors vectors;
    scrl__solver *solver;
    scrl__arena *arena;
    uint32_t *rows; /* passages to learn from, as the solver wants them */
    bool *wanted;   /* by passage: whether it has the label at hand */
    double *weights;
    scrl__weight *order;
    scrl__label *labels; /* themes, then judgements */
    size_t theme_count, label_count;
    scrl__scored *
        scores; /* label_count * bank.count: by the model that was not trained on the passage; held-out ones by the whole */
    scrl__scored *scratch;
    scrl__case_of *cases;
    uint16_t *ranks;                 /* theme_count * bank.count: how many themes have a higher score in the passage */
    double worth[SCRL__NUMBERS + 1]; /* log-odds of a theme: of its margin, the margin above 0, log(1 + rank), and 1 */
    scrl__judged *judged;
    size_t judged_count, judged_cap;
    scrl__habit *habits; /* by theme of the set */
} scrl__training;

/* What is known of a theme in a passage: how far its score is above the threshold, and how many themes are higher. */
void scrl__training_case(const scrl__training *t, size_t theme, size_t passage, scrl__case_of *out);

/* The chance that stands for (train.c). */
double scrl__training_chance(const scrl__training *t, size_t theme, size_t passage);

/* Writes "layer/polarity" of a theme (train.c). */
void scrl__training_kind(const scrl__training *t, uint32_t theme, char *out, size_t size);

/* The chance of a judgement for a theme's code, or -1 where too little is known (train.c). */
double scrl__training_judge(const scrl__training *t, uint32_t theme, size_t judgement, size_t passage);

/* How much likelier each judgement is for a theme than for others of its kind: for a polarity the logarithm of the ratio of the shares, for
 * the level of the odds (train.c). */
void scrl__training_usual(const scrl__training *t, uint32_t theme, double out[SCRL__JUDGEMENTS]);

/* Says what was measured (report.c). */
void scrl__training_report(const scrl__training *t);

/* Hands the file to 'write' (write.c). */
int scrl__training_write(scrl__training *t, int (*write)(void *user, const char *bytes, size_t len), void *user);

#endif
