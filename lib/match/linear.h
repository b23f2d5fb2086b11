/*
 * linear.h - sparse linear models over the words of a text: one weight for each (feature, label), in a text file that a person can read.
 *
 * It knows no domain word: what a label means, and what a score is worth, is for the callers. A loaded model is immutable and shared
 * between threads; a scratch belongs to one thread.
 */
#ifndef SCRL_MATCH_LINEAR_H
#define SCRL_MATCH_LINEAR_H

#include <stdint.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "match/feature.h"

/* A model's labels, in the order of the file. 'bias' and 'threshold' are scores. */
typedef struct scrl__linear_label {
    const char *name;
    double bias, threshold;
} scrl__linear_label;

typedef struct scrl__linear scrl__linear;
typedef struct scrl__linear_scratch scrl__linear_scratch;

/* Loads a model; 'step' is for messages, which carry file and line. Errors: SCRL_EIO, SCRL_ENOTFOUND, SCRL_EFORMAT, SCRL_ELIMIT, SCRL_ENOMEM. */
int scrl__linear_load(scrl_context *ctx, const char *step, const char *path, scrl__linear **out);
void scrl__linear_free(scrl__linear *model);

size_t scrl__linear_label_count(const scrl__linear *model);
const scrl__linear_label *scrl__linear_labels(const scrl__linear *model);

/* The classes of words that the model's features are made with. */
const scrl__classes *scrl__linear_classes(const scrl__linear *model);

/* A named line of the file's head ("version", "set"), or NULL; and one that is a number of thousandths. */
const char *scrl__linear_note(const scrl__linear *model, const char *name);
double scrl__linear_number(const scrl__linear *model, const char *name, double fallback);

scrl__linear_scratch *scrl__linear_scratch_new(const scrl__linear *model);
void scrl__linear_scratch_free(scrl__linear_scratch *scratch);

/* The features that the model can score. */
const scrl__known_features *scrl__linear_known(const scrl__linear *model);

/* Scores all labels for a text given by its features, which were read with the model's classes and what it knows; 'scores' has room for each
 * label. */
void scrl__linear_score(const scrl__linear *model, scrl__linear_scratch *scratch, const scrl__feature *features,
                        size_t count, double *scores);

/* Where the score of a label comes from in such a text: what each feature adds at the place of its first occurrence; 0 for the others.
 * 'parts' has room for 'count'. */
void scrl__linear_parts(const scrl__linear *model, scrl__linear_scratch *scratch, const scrl__feature *features,
                        size_t count, size_t label, double *parts);

#endif
