/*
 * bench_tag.c - how fast a set of rules is beside a bare pass over the words of the same text, beside PCRE2 rule by sentence and beside Hyperscan, and
 * sentences beside ICU. The text is made up: a Zipf vocabulary with 7 % common and 3 % rule words ('dense': 12 %), the same on every machine; times are processor time, the middle of some
 * interleaved runs. Equal hits are checked on the part of the text that plain PCRE2 can do in a second or two.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sentence.h"
#include "engines.h"
#include "generate.h"
#include "match/phrase.h"
#include "match/set.h"

#define TEXT_BYTES (20u << 20)
#define RUNS 5u
#define RULES_MAX 3000u

struct corpus {
    scrl__str text;
    scrl__unit *units;
    size_t unit_count, unit_cap;
};

static struct corpus make_corpus(unsigned rule_percent)
{
    struct corpus corpus = {SCRL__STR_INIT, NULL, 0, 0};
    while (corpus.text.len < TEXT_BYTES) {
        if (scrl__grow((void **)&corpus.units, &corpus.unit_cap, corpus.unit_count, sizeof(scrl__unit)) != 0)
            exit(EXIT_FAILURE);
        scrl__unit *unit = &corpus.units[corpus.unit_count++];
        unit->start = (uint32_t)corpus.text.len;
        bench_sentence(&corpus.text, rule_percent);
        unit->end = (uint32_t)corpus.text.len;
        scrl__str_addc(&corpus.text, ' ');
    }
    return corpus;
}

/* A quarter literal phrases, a quarter gaps, a fifth inflected, the rest alternatives, stems and gaps in both directions. */
static void add_rule(scrl__str *pattern)
{
    unsigned word = bench_pick(BENCH_RULE_WORDS);
    const char *a = bench_rule_words[word];
    const char *b = bench_pick(20) == 0 ? bench_common_word() : bench_companion(word);
    const char *c = bench_rule_words[bench_pick(BENCH_RULE_WORDS)];
    unsigned kind = bench_pick(100);
    scrl__str phrase = SCRL__STR_INIT;
    if (kind < 25)
        scrl__str_addf(&phrase, "%s %s", a, b);
    else if (kind < 45)
        scrl__str_addf(&phrase, "%s+ %s+", a, b);
    else if (kind < 70)
        scrl__str_addf(&phrase, "%s+ ..4 %s+", a, b);
    else if (kind < 85)
        scrl__str_addf(&phrase, "(%s|%s) %s+", a, c, b);
    else if (kind < 95)
        scrl__str_addf(&phrase, "%s%s*", a, c);
    else
        scrl__str_addf(&phrase, "%s ..6 %s+|%s+ ..6 %s", a, b, b, a);
    if (scrl__phrase_pattern(phrase.data, NULL, NULL, pattern, NULL, 0, NULL) != 0)
        exit(EXIT_FAILURE);
    scrl__str_free(&phrase);
}

struct tally {
    uint64_t count, hash;
};

static void tally(struct tally *tally, uint32_t id, uint32_t unit, size_t start)
{
    tally->count++;
    tally->hash = (tally->hash ^ (((uint64_t)id << 32) + ((uint64_t)unit << 8) + start)) * 1099511628211u;
}

static int take_match(void *user, const scrl__match *match)
{
    tally(user, match->id, match->unit, match->groups[0].start);
    return 0;
}

struct rules {
    scrl__str patterns[RULES_MAX];
    scrl__regex *regexes[RULES_MAX];
    scrl__set *set;
    unsigned count;
    double plain_start, set_start; /* seconds */
};

static void make_rules(struct rules *rules, unsigned count)
{
    memset(rules, 0, sizeof(*rules));
    bench_seed(7);
    rules->count = count;
    for (unsigned i = 0; i < count; i++)
        add_rule(&rules->patterns[i]);
    double begin = bench_seconds();
    for (unsigned i = 0; i < count; i++)
        if (scrl__regex_new(rules->patterns[i].data, 0, &rules->regexes[i], NULL, 0, NULL) != 0)
            exit(EXIT_FAILURE);
    double between = bench_seconds();
    if (scrl__set_new(&rules->set) != 0)
        exit(EXIT_FAILURE);
    for (unsigned i = 0; i < count; i++)
        if (scrl__set_add(rules->set, rules->patterns[i].data, 0, i, NULL, NULL, 0, NULL) != 0)
            exit(EXIT_FAILURE);
    if (scrl__set_compile(rules->set) != 0)
        exit(EXIT_FAILURE);
    rules->set_start = bench_seconds() - between;
    rules->plain_start = between - begin;
}

static void free_rules(struct rules *rules)
{
    for (unsigned i = 0; i < rules->count; i++) {
        scrl__str_free(&rules->patterns[i]);
        scrl__regex_free(rules->regexes[i]);
    }
    scrl__set_free(rules->set);
}

static struct tally run_set(const struct rules *rules, scrl__scratch *scratch, const struct corpus *corpus,
                            size_t units)
{
    struct tally result = {0, 0};
    if (scrl__set_run(rules->set, scratch, corpus->text.data, corpus->text.len, corpus->units, units, true, take_match,
                      &result, NULL) != 0)
        exit(EXIT_FAILURE);
    return result;
}

static struct tally run_plainly(const struct rules *rules, scrl__scratch *scratch, const struct corpus *corpus,
                                size_t units)
{
    struct tally result = {0, 0};
    for (size_t u = 0; u < units; u++) {
        const scrl__unit *unit = &corpus->units[u];
        for (uint32_t r = 0; r < rules->count; r++) {
            scrl__group groups[SCRL__GROUPS_MAX];
            if (scrl__regex_match(rules->regexes[r], scratch, corpus->text.data + unit->start, unit->end - unit->start,
                                  0, groups) == 1)
                tally(&result, r, (uint32_t)u, unit->start + groups[0].start);
        }
    }
    return result;
}

/* Rates beside Hyperscan, which counts the same pairs; nothing where it is not installed. */
static void print_hyperscan(const double *set, double *hyperscan, uint64_t found, uint64_t expected)
{
    double seconds = bench_middle(hyperscan, RUNS);
    if (seconds > 0)
        printf("%-14s set / Hyperscan %.2f, hits %s\n", "", seconds / set[RUNS / 2],
               found == expected ? "equal" : "NOT EQUAL");
}

static size_t own_sentences(const char *text, size_t len)
{
    size_t count = 0, pos = 0, start, end;
    while (scrl__sentence_next(text, len, &pos, &start, &end))
        count++;
    return count;
}

/* Sentences, beside ICU where it is installed. They get their first capital letters, without which none would be seen. */
static void measure_sentences(struct corpus *corpus)
{
    for (size_t i = 0; i < corpus->unit_count; i++)
        corpus->text.data[corpus->units[i].start] &= (char)~0x20;
    double own[RUNS], icu[RUNS];
    size_t own_count = 0, icu_count = 0;
    for (unsigned i = 0; i < RUNS; i++) {
        double t0 = bench_seconds();
        own_count = own_sentences(corpus->text.data, corpus->text.len);
        double t1 = bench_seconds();
        icu_count = bench_icu_sentences(corpus->text.data, corpus->text.len);
        own[i] = t1 - t0;
        icu[i] = bench_seconds() - t1;
    }
    double megabytes = (double)corpus->text.len / 1e6, seconds = bench_middle(own, RUNS);
    printf("sentences: %.0f MB/s, %zu of them", megabytes / seconds, own_count);
    if (icu_count > 0)
        printf("; ICU: %zu; sentences / ICU %.2f", icu_count, bench_middle(icu, RUNS) / seconds);
    putchar('\n');
}

/* Measures one row of the table; returns whether the hits were equal. */
static int measure(const char *name, const struct corpus *corpus, unsigned rule_count)
{
    static struct rules rules;
    make_rules(&rules, rule_count);
    scrl__scratch *scratch = scrl__scratch_new();
    double token[RUNS];
    double set[RUNS];
    double hyperscan[RUNS];
    bench_hyperscan *engine = bench_hyperscan_new(rules.patterns, rule_count);
    uint64_t hyperscan_found = 0;
    volatile uint64_t sink = 0; /* keeps the pass from being left out */
    struct tally all = {0, 0};
    for (unsigned i = 0; i < RUNS; i++) {
        double t0 = bench_seconds();
        sink = sink + bench_token_pass(corpus->text.data, corpus->text.len);
        double t1 = bench_seconds();
        all = run_set(&rules, scratch, corpus, corpus->unit_count);
        double t2 = bench_seconds();
        if (engine != NULL)
            hyperscan_found = bench_hyperscan_run(engine, corpus->text.data, corpus->units, corpus->unit_count);
        hyperscan[i] = engine != NULL ? bench_seconds() - t2 : 0;
        token[i] = t1 - t0;
        set[i] = t2 - t1;
    }
    size_t part = corpus->unit_count * 25 / rule_count / 10;
    double t0 = bench_seconds();
    struct tally plain = run_plainly(&rules, scratch, corpus, part);
    double plain_time = bench_seconds() - t0;
    struct tally fast = run_set(&rules, scratch, corpus, part);

    double megabytes = (double)corpus->text.len / 1e6;
    double set_rate = megabytes / bench_middle(set, RUNS);
    double token_rate = megabytes / bench_middle(token, RUNS);
    double plain_rate = (double)corpus->units[part - 1].end / 1e6 / plain_time;
    int equal = plain.count == fast.count && plain.hash == fast.hash;
    printf("%-14s %9.0f %9.0f %9.3f %9.2f %9.0f %9.2f %9.2f  %s\n", name, token_rate, set_rate, plain_rate,
           set_rate / token_rate, set_rate / plain_rate, 100.0 * (double)all.count / (double)corpus->unit_count,
           rules.set_start / rules.plain_start, equal ? "yes" : "NO");
    print_hyperscan(set, hyperscan, hyperscan_found, all.count);
    bench_hyperscan_free(engine);
    scrl__scratch_free(scratch);
    free_rules(&rules);
    return equal;
}

int main(void)
{
    bench_words();
    struct corpus corpus = make_corpus(3);
    struct corpus dense = make_corpus(12);
    printf("%-14s %9s %9s %9s %9s %9s %9s %9s  %s\n", "rules", "token", "set", "plain", "set/token", "set/plain",
           "hits %", "start", "equal");
    int equal = measure("100", &corpus, 100);
    equal &= measure("1000", &corpus, 1000);
    equal &= measure("3000", &corpus, 3000);
    equal &= measure("1000, dense", &dense, 1000);
    measure_sentences(&corpus);
    puts("token, set, plain: MB/s; hits: a hundred sentences; start: making the set / compiling its expressions alone");
    scrl__str_free(&corpus.text);
    scrl__str_free(&dense.text);
    free(corpus.units);
    free(dense.units);
    return equal ? EXIT_SUCCESS : EXIT_FAILURE;
}
