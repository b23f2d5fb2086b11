/* measure.c - thresholds, calibration and figures, from scores of passages that a model was not trained on. */
#include "learn/measure.h"

#include <math.h>
#include <stdlib.h>

/* The threshold that is best for all themes together, and how many passages of its own a theme needs to outweigh it. */
#define COMMON_THRESHOLD (-0.55)
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

/* How strongly lines are drawn towards 0, as if by so many cases that speak for it: keeps those through few cases, or through cases of
 * one kind, within bounds. */
#define DOUBT 0.1

#define MOST (SCRL__NUMBERS + 1)

/* Solves a * x = b by elimination; the matrix is positive definite. 'b' becomes x. */
static void solve(double a[MOST][MOST], double b[MOST], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t r = i + 1; r < n; r++) {
            double f = a[r][i] / a[i][i];
            for (size_t c = i; c < n; c++)
                a[r][c] -= f * a[i][c];
            b[r] -= f * b[i];
        }
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t c = i + 1; c < n; c++)
            b[i] -= a[i][c] * b[c];
        b[i] /= a[i][i];
    }
}

static void add_case(const scrl__case_of *one, size_t count, const double *out, double h[MOST][MOST], double g[MOST])
{
    double x[MOST] = {0}, sum = 0;
    for (size_t i = 0; i <= count; i++) {
        x[i] = i < count ? (double)one->numbers[i] : 1;
        sum += out[i] * x[i];
    }
    double p = 1 / (1 + exp(-sum));
    for (size_t i = 0; i <= count; i++) {
        g[i] += (one->wanted - p) * x[i];
        for (size_t k = 0; k <= count; k++)
            h[i][k] += p * (1 - p) * x[i] * x[k];
    }
}

/* Newton's method; the likelihood has one maximum. Steps are kept short, since the first would be too long where most cases are not wanted. */
void scrl__logistic_fit(const scrl__case_of *cases, size_t case_count, size_t count, double *out)
{
    for (size_t i = 0; i <= count; i++)
        out[i] = 0;
    for (int round = 0; round < 60; round++) {
        double h[MOST][MOST] = {{0}}, g[MOST] = {0}, most = 0;
        for (size_t i = 0; i <= count; i++) {
            h[i][i] = DOUBT;
            g[i] = -DOUBT * out[i];
        }
        for (size_t i = 0; i < case_count; i++)
            add_case(&cases[i], count, out, h, g);
        solve(h, g, count + 1);
        for (size_t i = 0; i <= count; i++)
            most = fmax(most, fabs(g[i]));
        for (size_t i = 0; i <= count; i++)
            out[i] += g[i] * (most > 2 ? 2 / most : 1);
        if (most < 1e-7)
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
