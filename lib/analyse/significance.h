/* significance.h - how surprising a count is: Fisher's exact test, the correction for many tests, and the interval of a
 * share. Knows numbers only. */
#ifndef SCRL_ANALYSE_SIGNIFICANCE_H
#define SCRL_ANALYSE_SIGNIFICANCE_H

#include <stdint.h>

/* Of 'all' units 'a' have one thing, 'b' another, 'both' both: the chance of a table as unlikely as this or more, the
 * margins given, were the two independent (two sides: the sum over all tables that are no likelier). 1 where the
 * numbers allow one table only. */
double scrl__fisher(uint64_t both, uint64_t a, uint64_t b, uint64_t all);

/* Benjamini and Hochberg: turns a chance p into the smallest rate of false discovery at which it would be one.
 * Called for the values from the largest p down: 'rank' is the number of values that are no larger, 'tests' how many
 * tests were made in all, 'above' what this gave for the value before (1 at first). */
double scrl__correct(double p, uint64_t rank, uint64_t tests, double above);

/* Wilson's 95 % interval of a share 'with' of 'all'; 0 to 1 for none. */
void scrl__share_interval(uint64_t with, uint64_t all, double *low, double *high);

#endif
