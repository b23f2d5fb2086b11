/* solve.h - fits the weights of one model. The only file pair that includes liblinear. */
#ifndef SCRL_LEARN_SOLVE_H
#define SCRL_LEARN_SOLVE_H

#include "learn/vectors.h"

typedef struct scrl__solver scrl__solver;

/* Errors: SCRL_EUNSUPPORTED where scrl was built without liblinear, SCRL_ENOMEM. The vectors must outlive the solver. */
int scrl__solver_new(scrl_context *ctx, const scrl__vectors *vectors, scrl__solver **out);
void scrl__solver_free(scrl__solver *solver);

/* Fits weights so that their sum over a passage's cells, and the bias, is above 0 where 'wanted' is true. 'rows' are the passages to
 * learn from; at least one must be wanted and one not. 'weights' has room for each feature. Deterministic. */
int scrl__solver_fit(scrl__solver *solver, const uint32_t *rows, size_t row_count, const bool *wanted, double *weights,
                     double *bias);

#endif
