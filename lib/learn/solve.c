/*
 * solve.c - a support vector machine with squared hinge loss by liblinear's trust-region method on the primal problem, which draws no
 * random numbers: the same passages give the same weights.
 */
#include "learn/solve.h"

#include <stdlib.h>
#include <string.h>

#ifdef SCRL_WITH_LIBLINEAR
#include <linear.h>

#define COST 0.4
/* A passage with the theme counts for as many without: there are some 200 of those for each. */
#define WANTED_WEIGHT 2.0
#define TOLERANCE 0.01

struct scrl__solver {
    scrl_context *ctx;
    const scrl__vectors *vectors;
    struct feature_node *nodes;
    struct feature_node **rows; /* first node of each passage */
    struct feature_node **x;    /* of the passages at hand */
    double *y;
};

static void say_nothing(const char *line)
{
    (void)line;
}

static void make_nodes(scrl__solver *s)
{
    const scrl__vectors *v = s->vectors;
    struct feature_node *node = s->nodes;
    for (size_t i = 0; i < v->count; i++) {
        s->rows[i] = node;
        for (size_t c = v->first[i]; c < v->first[i + 1]; c++)
            *node++ = (struct feature_node){(int)v->cells[c].feature + 1, v->cells[c].value};
        *node++ = (struct feature_node){(int)v->feature_count + 1, 1};
        *node++ = (struct feature_node){-1, 0};
    }
}

int scrl__solver_new(scrl_context *ctx, const scrl__vectors *vectors, scrl__solver **out)
{
    scrl__solver *s = calloc(1, sizeof(*s));
    if (s == NULL)
        return scrl__fail_memory(ctx, "use");
    s->ctx = ctx;
    s->vectors = vectors;
    s->nodes = malloc((vectors->cell_count + 2 * vectors->count) * sizeof(*s->nodes));
    s->rows = malloc(vectors->count * sizeof(struct feature_node *));
    s->x = malloc(vectors->count * sizeof(struct feature_node *));
    s->y = malloc(vectors->count * sizeof(*s->y));
    if (s->nodes == NULL || s->rows == NULL || s->x == NULL || s->y == NULL) {
        scrl__solver_free(s);
        return scrl__fail_memory(ctx, "use");
    }
    make_nodes(s);
    set_print_string_function(say_nothing);
    *out = s;
    return 0;
}

void scrl__solver_free(scrl__solver *solver)
{
    if (solver == NULL)
        return;
    free(solver->nodes);
    free(solver->rows);
    free(solver->x);
    free(solver->y);
    free(solver);
}

int scrl__solver_fit(scrl__solver *s, const uint32_t *rows, size_t row_count, const bool *wanted, double *weights,
                     double *bias)
{
    int label = 1;
    double weight = WANTED_WEIGHT;
    struct parameter how = {.solver_type = L2R_L2LOSS_SVC,
                            .eps = TOLERANCE,
                            .C = COST,
                            .nr_weight = 1,
                            .weight_label = &label,
                            .weight = &weight};
    struct problem what = {
        .l = (int)row_count, .n = (int)s->vectors->feature_count + 1, .y = s->y, .x = s->x, .bias = 1};
    for (size_t i = 0; i < row_count; i++) {
        s->x[i] = s->rows[rows[i]];
        s->y[i] = wanted[rows[i]] ? 1 : -1;
    }
    struct model *model = train(&what, &how);
    if (model == NULL)
        return scrl__fail_memory(s->ctx, "use");
    double sign = model->label[0] == 1 ? 1 : -1;
    for (size_t i = 0; i < s->vectors->feature_count; i++)
        weights[i] = sign * model->w[i];
    *bias = sign * model->w[s->vectors->feature_count];
    free_and_destroy_model(&model);
    return 0;
}

#else

int scrl__solver_new(scrl_context *ctx, const scrl__vectors *vectors, scrl__solver **out)
{
    (void)vectors;
    (void)out;
    return scrl__fail(ctx, SCRL_EUNSUPPORTED, "use",
                      "this build of scrl cannot train models: it was made without liblinear");
}

void scrl__solver_free(scrl__solver *solver)
{
    (void)solver;
}

int scrl__solver_fit(scrl__solver *s, const uint32_t *rows, size_t row_count, const bool *wanted, double *weights,
                     double *bias)
{
    (void)s;
    (void)rows;
    (void)row_count;
    (void)wanted;
    (void)weights;
    (void)bias;
    return SCRL_EUNSUPPORTED;
}

#endif
