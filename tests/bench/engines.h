/* engines.h - Hyperscan and ICU beside bench_tag's own engines, each where it is installed. */
#ifndef SCRL_BENCH_ENGINES_H
#define SCRL_BENCH_ENGINES_H

#include <stdint.h>

#include "base/str.h"
#include "match/set.h"

typedef struct bench_hyperscan bench_hyperscan;

/* One database of the patterns as Hyperscan can take them; NULL where it is not installed. */
bench_hyperscan *bench_hyperscan_new(const scrl__str *patterns, unsigned count);
void bench_hyperscan_free(bench_hyperscan *engine);

/* How many pairs of a pattern and a unit match, each unit by itself. */
uint64_t bench_hyperscan_run(bench_hyperscan *engine, const char *text, const scrl__unit *units, size_t count);

/* How many sentences ICU finds in a text, by its rules for English; 0 where it is not installed. */
size_t bench_icu_sentences(const char *text, size_t len);

#endif
