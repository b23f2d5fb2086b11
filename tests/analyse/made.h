/* made.h - small made-up facts for the tests of analyse/, without a library: reviews of so many passages, values that
 * stand in given passages, statements of given words. */
#ifndef SCRL_TESTS_ANALYSE_MADE_H
#define SCRL_TESTS_ANALYSE_MADE_H

#include <math.h>
#include <string.h>

#include "analyse/result.h"
#include "analyse/units.h"
#include "suite.h"

static scrl_context *ctx;

static inline void made_start(void)
{
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
}

static inline void made_end(void)
{
    scrl_context_free(ctx);
}

#define ck_near(a, b, by) ck_assert_msg(fabs((a) - (b)) <= (by), "%.10g is not %.10g", (double)(a), (double)(b))

/* A review is described by its date and its number of passages; "" is undated. */
typedef struct made_review {
    const char *published;
    uint32_t passages;
} made_review;

static inline scrl__facts made_facts(const made_review *reviews, uint32_t count)
{
    scrl__facts facts = {.arena = scrl__arena_new(), .review_count = count};
    facts.reviews = scrl__arena_alloc(facts.arena, count * sizeof(*facts.reviews));
    for (uint32_t i = 0; i < count; i++) {
        char sha256[65];
        snprintf(sha256, sizeof(sha256), "%064u", i);
        facts.reviews[i] = (scrl__fact_review){.id = i + 1,
                                               .first = facts.passage_count,
                                               .passages = reviews[i].passages,
                                               .year = (uint32_t)strtoul(reviews[i].published, NULL, 10),
                                               .sha256 = scrl__arena_strdup(facts.arena, sha256),
                                               .published = reviews[i].published};
        facts.passage_count += reviews[i].passages;
        facts.without_text += reviews[i].passages == 0;
    }
    facts.review_of = scrl__arena_alloc(facts.arena, facts.passage_count * sizeof(*facts.review_of));
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < facts.reviews[i].passages; j++)
            facts.review_of[facts.reviews[i].first + j] = i;
    }
    return facts;
}

/* Passages as a string of '1' (in) and '0' (not), one a passage; NULL: all. */
static inline scrl__choice made_choice(const scrl__facts *facts, const char *in)
{
    scrl__choice choice;
    ck_assert_int_eq(scrl__choice_init(&choice, facts), 0);
    for (uint32_t i = 0; i < facts->passage_count; i++) {
        if (in == NULL || in[i] == '1')
            scrl__choice_add(&choice, facts, i);
    }
    return choice;
}

/* Values with their passages as such strings; ends with a NULL. */
typedef struct made_value {
    const char *value, *in;
} made_value;

static inline scrl__facet_list made_facets(const made_value *values)
{
    scrl__facet_list list = {.arena = scrl__arena_new()};
    while (values[list.count].value != NULL)
        list.count++;
    list.items = scrl__arena_alloc(list.arena, (list.count + 1) * sizeof(*list.items));
    for (size_t i = 0; i < list.count; i++) {
        scrl__facet *facet = &list.items[i];
        facet->value = values[i].value;
        facet->passages = scrl__arena_alloc(list.arena, strlen(values[i].in) * sizeof(*facet->passages));
        for (uint32_t j = 0; values[i].in[j] != '\0'; j++) {
            if (values[i].in[j] == '1')
                facet->passages[facet->count++] = j;
        }
    }
    return list;
}

/* A statement: its review, kind, and its words as they would be stemmed. Statements of one review stand together; each is the
 * first passage of its review. */
typedef struct made_statement {
    uint32_t review;
    const char *kind, *words;
} made_statement;

static inline int made_compare(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static inline void made_bag(scrl__fact_statements *all, const char *words, scrl__fact_statement *out)
{
    uint32_t offsets[64], count = 0;
    for (const char *c = words; *c != '\0'; c += strspn(c, " ")) {
        size_t len = strcspn(c, " ");
        out->words++;
        uint32_t offset = scrl__pool_add(&all->pool, c, len);
        bool known = false;
        for (uint32_t i = 0; i < count; i++)
            known = known || offsets[i] == offset;
        if (!known)
            offsets[count++] = offset;
        c += len;
    }
    qsort(offsets, count, sizeof(*offsets), made_compare);
    out->bag.count = count;
    out->bag.words = scrl__arena_copy(all->arena, offsets, count, sizeof(*offsets));
}

static inline scrl__fact_statements made_statements(const scrl__facts *facts, const made_statement *made,
                                                    uint32_t count)
{
    scrl__fact_statements all = {.arena = scrl__arena_new(), .count = count};
    ck_assert_int_eq(scrl__pool_init(&all.pool), 0);
    all.items = calloc(count, sizeof(*all.items));
    ck_assert_ptr_nonnull(all.items);
    for (uint32_t i = 0; i < count; i++) {
        all.items[i] = (scrl__fact_statement){.review = made[i].review,
                                              .ordinal = i,
                                              .first = facts->reviews[made[i].review].first,
                                              .last = facts->reviews[made[i].review].first,
                                              .kind = made[i].kind};
        made_bag(&all, made[i].words, &all.items[i]);
    }
    return all;
}

#endif
