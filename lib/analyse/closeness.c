/*
 * closeness.c - statements as vectors of their words. A word weighs the logarithm of how rare it is among statements, so
 * that words which stand everywhere weigh next to nothing and no list of stop words is needed.
 */
#include "analyse/closeness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_SHARED 3u
#define FEW 3u /* statements: in a small library a fifth is next to none */

/* Statements that are met on the way from rare words to common ones, before the search ends. */
#define MOST_MET 4000u

void scrl__closeness_free(scrl__closeness *c)
{
    free(c->weights);
    free(c->lengths);
    free(c->first);
    free(c->posting);
    free(c->tally);
    free(c->touched);
    memset(c, 0, sizeof(*c));
}

static int make_room(const scrl__fact_statements *statements, scrl__closeness *c)
{
    size_t count = (size_t)statements->count + 1, total = 0;
    for (uint32_t i = 0; i < statements->count; i++)
        total += statements->items[i].bag.count;
    c->pool_size = (uint32_t)statements->pool.bytes.len;
    c->weights = calloc((size_t)c->pool_size + 1, sizeof(*c->weights));
    c->lengths = calloc(count, sizeof(*c->lengths));
    c->first = calloc((size_t)c->pool_size + 3, sizeof(*c->first));
    c->posting = calloc(total + 1, sizeof(*c->posting));
    c->tally = calloc(count, sizeof(*c->tally));
    c->touched = calloc(count, sizeof(*c->touched));
    return c->weights != NULL && c->lengths != NULL && c->first != NULL && c->posting != NULL && c->tally != NULL &&
                   c->touched != NULL
               ? 0
               : SCRL_ENOMEM;
}

/* Counts stand two places further on, so that filling moves each to its final place. */
static void fill_postings(scrl__closeness *c)
{
    const scrl__fact_statement *items = c->statements->items;
    for (uint32_t i = 0; i < c->statements->count; i++) {
        for (uint32_t j = 0; j < items[i].bag.count; j++)
            c->first[items[i].bag.words[j] + 2]++;
    }
    for (uint32_t word = 2; word < c->pool_size + 3; word++)
        c->first[word] += c->first[word - 1];
    for (uint32_t i = 0; i < c->statements->count; i++) {
        for (uint32_t j = 0; j < items[i].bag.count; j++)
            c->posting[c->first[items[i].bag.words[j] + 1]++] = i;
    }
}

/* A number says little of what is meant, a single letter nothing. */
static bool is_telling(const char *word)
{
    return strlen(word) > 1 && strspn(word, "0123456789") < strlen(word);
}

static void weigh(scrl__closeness *c)
{
    const scrl__fact_statement *items = c->statements->items;
    double all = (double)c->statements->count;
    for (uint32_t i = 0; i < c->statements->count; i++) {
        for (uint32_t j = 0; j < items[i].bag.count; j++) {
            uint32_t word = items[i].bag.words[j];
            double with = c->first[word + 1] - c->first[word];
            if (is_telling(c->statements->pool.bytes.data + word))
                c->weights[word] = (float)log((all + 1) / with);
            c->lengths[i] += (double)c->weights[word] * (double)c->weights[word];
        }
        c->lengths[i] = sqrt(c->lengths[i]);
    }
}

int scrl__closeness_make(scrl_context *ctx, const scrl__fact_statements *statements, scrl__closeness *out)
{
    scrl__closeness c = {.statements = statements};
    if (make_room(statements, &c) != 0) {
        scrl__closeness_free(&c);
        return scrl__fail_memory(ctx, "analyse");
    }
    fill_postings(&c);
    weigh(&c);
    *out = c;
    return 0;
}

bool scrl__closeness_tells(const scrl__closeness *c, uint32_t word)
{
    uint32_t with = c->first[word + 1] - c->first[word];
    return c->weights[word] > 0 && (with <= FEW || with <= c->statements->count / 5);
}

/* The next word that two bags share, from places '*x' and '*y' on, which move past it; 0 at the end. */
static uint32_t next_shared(const scrl__bag *a, const scrl__bag *b, uint32_t *x, uint32_t *y)
{
    while (*x < a->count && *y < b->count) {
        uint32_t one = a->words[*x], other = b->words[*y];
        *x += one <= other;
        *y += other <= one;
        if (one == other)
            return one;
    }
    return 0;
}

double scrl__closeness_of(const scrl__closeness *c, uint32_t i, uint32_t j)
{
    const scrl__bag *a = &c->statements->items[i].bag, *b = &c->statements->items[j].bag;
    uint32_t x = 0, y = 0, word;
    double sum = 0, lengths = c->lengths[i] * c->lengths[j];
    while ((word = next_shared(a, b, &x, &y)) != 0)
        sum += (double)c->weights[word] * (double)c->weights[word];
    return lengths > 0 ? sum / lengths : 0;
}

uint32_t scrl__closeness_shared(const scrl__closeness *c, uint32_t i, uint32_t j)
{
    const scrl__bag *a = &c->statements->items[i].bag, *b = &c->statements->items[j].bag;
    uint32_t x = 0, y = 0, word, count = 0;
    while ((word = next_shared(a, b, &x, &y)) != 0)
        count += scrl__closeness_tells(c, word);
    return count;
}

/* The statements of the review of one: they stand side by side. */
static void statements_of(const scrl__closeness *c, uint32_t i, uint32_t *first, uint32_t *end)
{
    const scrl__fact_statement *items = c->statements->items;
    for (*first = i; *first > 0 && items[*first - 1].review == items[i].review;)
        --*first;
    for (*end = i + 1; *end < c->statements->count && items[*end].review == items[i].review;)
        ++*end;
}

bool scrl__closeness_same_case(const scrl__closeness *c, const scrl__facts *facts, uint32_t i, uint32_t j)
{
    const scrl__fact_statement *items = c->statements->items;
    const scrl__fact_review *a = &facts->reviews[items[i].review], *b = &facts->reviews[items[j].review];
    uint32_t first, end, other_first, other_end, shared = 0;
    if (strcmp(a->published, b->published) != 0)
        return false;
    statements_of(c, i, &first, &end);
    statements_of(c, j, &other_first, &other_end);
    uint32_t fewer = end - first < other_end - other_first ? end - first : other_end - other_first;
    for (uint32_t x = first; x < end; x++) {
        bool found = false;
        for (uint32_t y = other_first; y < other_end && !found; y++)
            found = scrl__closeness_of(c, x, y) >= SCRL__NEARLY_EQUAL;
        shared += found;
    }
    return shared >= LEAST_SHARED && shared * 2 >= fewer;
}

/* Adds the statements with one word to those that were met. */
static size_t meet(scrl__closeness *c, uint32_t i, uint32_t word, scrl__accept_fn accept, const void *user,
                   size_t touched)
{
    float weight = c->weights[word] * c->weights[word];
    for (uint32_t k = c->first[word]; k < c->first[word + 1]; k++) {
        uint32_t j = c->posting[k];
        if (j == i || !accept(user, i, j))
            continue;
        if (c->tally[j] == 0)
            c->touched[touched++] = j;
        c->tally[j] += weight;
    }
    return touched;
}

/* Puts a statement into the list, which is sorted by rising rank from the end; the least falls out of a full one. */
static size_t keep_best(scrl__near *list, size_t count, scrl__near one)
{
    size_t at = count < SCRL__NEAR_MOST ? count : SCRL__NEAR_MOST;
    while (at > 0 && (list[at - 1].similarity < one.similarity ||
                      (list[at - 1].similarity == one.similarity && list[at - 1].statement > one.statement))) {
        if (at < SCRL__NEAR_MOST)
            list[at] = list[at - 1];
        at--;
    }
    if (at >= SCRL__NEAR_MOST)
        return count;
    list[at] = one;
    return count < SCRL__NEAR_MOST ? count + 1 : count;
}

/* The next rarest word of a bag that has more statements than 'after', or as many and a larger number; 0 at the end. */
static uint32_t next_rarest(const scrl__closeness *c, const scrl__bag *bag, uint32_t after)
{
    uint32_t best = 0, best_count = 0;
    uint32_t after_count = after > 0 ? c->first[after + 1] - c->first[after] : 0;
    for (uint32_t i = 0; i < bag->count; i++) {
        uint32_t word = bag->words[i], count = c->first[word + 1] - c->first[word];
        bool later = count > after_count || (count == after_count && word > after);
        bool rarer = best == 0 || count < best_count || (count == best_count && word < best);
        if (c->weights[word] > 0 && later && rarer) {
            best = word;
            best_count = count;
        }
    }
    return best;
}

size_t scrl__closeness_near(scrl__closeness *c, uint32_t i, double least, scrl__accept_fn accept, const void *user,
                            scrl__near out[SCRL__NEAR_MOST])
{
    scrl__near met[SCRL__NEAR_MOST];
    size_t touched = 0, met_count = 0, count = 0;
    uint32_t seen = 0;
    for (uint32_t word = 0; seen < MOST_MET && (word = next_rarest(c, &c->statements->items[i].bag, word)) != 0;) {
        seen += c->first[word + 1] - c->first[word];
        if (seen <= MOST_MET || touched == 0)
            touched = meet(c, i, word, accept, user, touched);
    }
    for (size_t k = 0; k < touched; k++) {
        uint32_t j = c->touched[k];
        met_count = keep_best(met, met_count, (scrl__near){j, (double)c->tally[j] / (c->lengths[j] + 1e-9)});
        c->tally[j] = 0;
    }
    for (size_t k = 0; k < met_count; k++) {
        double similarity = scrl__closeness_of(c, i, met[k].statement);
        if (similarity >= least)
            count = keep_best(out, count, (scrl__near){met[k].statement, similarity});
    }
    return count;
}
