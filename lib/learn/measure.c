/* measure.c - thresholds, calibration and figures, from scores of passages that a model was not trained on. */
#include "learn/measure.h"

#include <math.h>
#include <stdlib.h>

/* The threshold that is best for all themes together where a false tag costs a little more than a missing one (F1 hardly changes
 * from -2 to -0.5), and how many passages of its own a theme needs to outweigh it. */
#define COMMON_THRESHOLD (-1.0)
#define COMMON_PASSAGES 60.0

static int by_score(const void *a, const void *b)
{
    const scrl__scored *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return (int)y->wanted - (int)x->wanted;
}

double scrl__threshold_find(scrl__scored *scored, size_t count)
{
    size_t wanted = 0, right = 0;
    double best = 0, threshold = COMMON_THRESHOLD;
    for (size_t i = 0; i < count; i++)
        wanted += scored[i].wanted;
    qsort(scored, count, sizeof(*scored), by_score);
    for (size_t i = 0; i + 1 < count; i++) {
        right += scored[i].wanted;
        double f1 = 2.0 * (double)right / (double)(i + 1 + wanted);
        if (f1 > best && scored[i].score > scored[i + 1].score) {
            best = f1;
            threshold = (scored[i].score + scored[i + 1].score) / 2;
        }
    }
    double n = (double)wanted;
    return (n * threshold + COMMON_PASSAGES * COMMON_THRESHOLD) / (n + COMMON_PASSAGES);
}

/* Newton's method on the two numbers; the likelihood has one maximum. */
void scrl__calibration_fit(const scrl__scored *scored, size_t count, double *slope, double *offset)
{
    *slope = 1;
    *offset = 0;
    for (int round = 0; round < 30; round++) {
        double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
        for (size_t i = 0; i < count; i++) {
            double s = scored[i].score, p = 1 / (1 + exp(-(*slope * s + *offset))), d = scored[i].wanted - p,
                   w = p * (1 - p);
            g0 += d;
            g1 += d * s;
            h00 += w;
            h01 += w * s;
            h11 += w * s * s;
        }
        double det = h00 * h11 - h01 * h01;
        if (det <= 0)
            return;
        double step0 = (h11 * g0 - h01 * g1) / det, step1 = (h00 * g1 - h01 * g0) / det;
        *offset += step0;
        *slope += step1;
        if (fabs(step0) + fabs(step1) < 1e-9)
            return;
    }
}

static double ratio(uint64_t a, uint64_t b)
{
    return b == 0 ? 0 : (double)a / (double)b;
}

double scrl__precision(const scrl__figures *f)
{
    return ratio(f->right, f->found);
}

double scrl__recall(const scrl__figures *f)
{
    return ratio(f->right, f->gold);
}

double scrl__f1(const scrl__figures *f)
{
    return ratio(2 * f->right, f->found + f->gold);
}
