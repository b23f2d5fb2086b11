/*
 * generate.h - text for the benchmarks, the same on every machine, and what measures it. Words follow a Zipf distribution, so
 * that the sizes of an index are those of real text; their order has no grammar.
 */
#ifndef SCRL_TESTS_BENCH_GENERATE_H
#define SCRL_TESTS_BENCH_GENERATE_H

#include <stdint.h>

#include "base/str.h"

#define BENCH_RULE_WORDS 300u

/* Words that made-up rules are made of; filled by bench_words(). */
extern char bench_rule_words[BENCH_RULE_WORDS][24];

/* Makes the vocabulary. To be called once, first. */
void bench_words(void);

/* Starts the sequence of chance anew; a number below 'below' of it. */
void bench_seed(uint64_t seed);
unsigned bench_pick(unsigned below);

/* Words that go together in rules also do in texts, or next to nothing would be found: each has eight companions. */
const char *bench_companion(unsigned word);

/* A word that every report uses. */
const char *bench_common_word(void);

/* Adds a sentence of 10 to 34 words, of which 'rule_percent' in a hundred are rule words and 7 common ones. */
void bench_sentence(scrl__str *text, unsigned rule_percent);

/* Words of real rules, in the order in which the rules have them. */
typedef struct bench_phrases {
    char **words; /* an empty word ends a rule */
    size_t count, cap;
} bench_phrases;

/* Adds the words of a rule's source. */
void bench_phrases_add(bench_phrases *phrases, const char *source);
void bench_phrases_free(bench_phrases *phrases);

/* Adds a report of about 'words' words: headings, numbered paragraphs, dates, recommendations. Three words in a hundred are
 * those of 'phrases', often with the word that follows them in their rule. */
void bench_report(scrl__str *text, unsigned number, unsigned words, const bench_phrases *phrases);

/* Processor time of the process. */
double bench_seconds(void);

/* The one in the middle; sorts 'values'. */
double bench_middle(double *values, unsigned count);

/* The least that reading the words of a text can cost: a table of bytes, and a hash of each word. */
uint64_t bench_token_pass(const char *text, size_t len);

#endif
