/*
 * significance.c - Fisher's test sums the tails of the hypergeometric distribution outwards from the table that was
 * seen, each term from the one before it, so that it costs no more for a library of a million passages.
 */
#include "analyse/significance.h"

#include <math.h>

/* Terms this much smaller than the sum no longer change it. */
#define NEGLIGIBLE 1e-17
/* Tables that are equally likely may differ by rounding. */
#define SAME 1e-7

typedef struct table {
    double a, b, all;
    double low, high; /* smallest and largest count of both */
    double log_all;   /* of all choose b */
} table;

static double log_factorial(double n)
{
    int sign;
    return lgamma_r(n + 1, &sign);
}

static double log_choose(double n, double k)
{
    return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

static double log_chance(const table *t, double both)
{
    return log_choose(t->a, both) + log_choose(t->all - t->a, t->b - both) - t->log_all;
}

/* The chances of 'both' and of all counts above it, or below it, in parts of the chance of 'both'. */
static double tail(const table *t, double both, int above)
{
    double sum = 1, term = 1;
    for (double k = both; above ? k < t->high : k > t->low; k += above ? 1 : -1) {
        if (above)
            term *= (t->a - k) * (t->b - k) / ((k + 1) * (t->all - t->a - t->b + k + 1));
        else
            term *= k * (t->all - t->a - t->b + k) / ((t->a - k + 1) * (t->b - k + 1));
        sum += term;
        if (term < sum * NEGLIGIBLE)
            break;
    }
    return sum;
}

/* The other end of the likelier tables: the count nearest to 'mode', on the side of 'end', that is no likelier than
 * 'log_seen'; NAN when all there are likelier. */
static double other_side(const table *t, double mode, double end, double log_seen)
{
    double near = mode, far = end;
    if (log_chance(t, end) > log_seen + SAME)
        return NAN;
    while (fabs(far - near) > 1) {
        double middle = floor((near + far) / 2);
        if (log_chance(t, middle) > log_seen + SAME)
            near = middle;
        else
            far = middle;
    }
    return far;
}

double scrl__fisher(uint64_t both, uint64_t a, uint64_t b, uint64_t all)
{
    table t = {.a = (double)a, .b = (double)b, .all = (double)all};
    t.low = t.a + t.b > t.all ? t.a + t.b - t.all : 0;
    t.high = t.a < t.b ? t.a : t.b;
    if (t.low >= t.high)
        return 1;
    t.log_all = log_choose(t.all, t.b);
    double seen = (double)both, log_seen = log_chance(&t, seen);
    double mode = floor((t.a + 1) * (t.b + 1) / (t.all + 2));
    if (log_chance(&t, mode) <= log_seen + SAME)
        return 1;
    int above = seen > mode;
    double p = exp(log_seen) * tail(&t, seen, above);
    double other = other_side(&t, mode, above ? t.low : t.high, log_seen);
    if (!isnan(other))
        p += exp(log_chance(&t, other)) * tail(&t, other, !above);
    return p < 1 ? p : 1;
}

double scrl__correct(double p, uint64_t rank, uint64_t tests, double above)
{
    double one = p * (double)tests / (double)rank;
    return one < above ? one : above;
}

void scrl__share_interval(uint64_t with, uint64_t all, double *low, double *high)
{
    const double z = 1.959963984540054;
    *low = 0;
    *high = 1;
    if (all == 0)
        return;
    double n = (double)all, share = (double)with / n;
    double centre = share + z * z / (2 * n);
    double spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    double whole = 1 + z * z / n;
    if (with > 0)
        *low = (centre - spread) / whole;
    if (with < all)
        *high = (centre + spread) / whole;
}
