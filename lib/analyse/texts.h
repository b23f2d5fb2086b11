/* texts.h - the analyses that compare texts: each fills a result from facts. For the roof, which turns the numbers of
 * statements into hits. */
#ifndef SCRL_ANALYSE_TEXTS_H
#define SCRL_ANALYSE_TEXTS_H

#include "analyse/closeness.h"
#include "analyse/lexicon.h"
#include "analyse/result.h"
#include "analyse/units.h"

/* ---- recur.c ---- */

typedef struct scrl__recurrence {
    uint32_t statement, other;
    double similarity;
    bool unknown; /* which came first */
} scrl__recurrence;

/* Records are scrl__recurrence. 'chosen' has one byte a statement. */
int scrl__recur(scrl_context *ctx, const scrl__facts *facts, scrl__closeness *closeness, const uint8_t *chosen,
                const scrl_recur_options *options, scrl__result *out);

/* ---- brief.c ---- */

typedef struct scrl__message {
    uint32_t statement, group, rank;
    uint64_t alike, alike_reviews, candidates, candidate_reviews;
    const char *why;
} scrl__message;

extern const char *const scrl__group_names[];

/* The group of a kind of statement: what may be compared with what. SCRL_NONE for a kind that is in none. */
uint32_t scrl__statement_group(const char *kind);

/* Records are scrl__message. 'chosen' has one byte a statement: 0, or how it is about the theme. */
#define SCRL__ABOUT_CASE 1
#define SCRL__ABOUT_SYSTEM 2
int scrl__brief(scrl_context *ctx, const scrl__facts *facts, scrl__closeness *closeness, const uint8_t *chosen,
                uint64_t each, scrl__result *out);

/* ---- similar.c ---- */

typedef struct scrl__likeness {
    uint32_t review;
    const char *sha256; /* of it */
    double likeness, text, by_themes;
    const char *words, *themes;
} scrl__likeness;

/* Chooses the words of one review by which others are compared with it: 'counts' says in how many passages of the library
 * each word of the lexicon stands. Writes the numbers of up to SCRL__TELLING_MOST words, heaviest first; returns how many. */
#define SCRL__TELLING_MOST 40
size_t scrl__telling_words(const scrl__facts *facts, const scrl__lexicon *lexicon, const uint32_t *counts,
                           size_t out[SCRL__TELLING_MOST]);

/* Records are scrl__likeness, of the reviews with a passage in 'set'. 'words' has the telling words with all their
 * passages. */
int scrl__similar(scrl_context *ctx, const scrl__facts *facts, uint32_t review, const scrl__facet_list *words,
                  const scrl__facet_list *themes, const scrl__choice *set, uint64_t limit, scrl__result *out);

/* ---- concordance.c ---- */

typedef struct scrl__line {
    uint32_t passage;
    size_t place; /* of the line in the order in which lines are added */
    const char *left, *key, *right;
    uint32_t left_start, key_start, key_end, right_end;
    const char *sort; /* what the line is sorted by */
} scrl__line;

/* Adds the line of one place in a passage; lines are added in the order of their places. Records are scrl__line. */
int scrl__concordance_add(scrl_context *ctx, const scrl_concordance_options *options, uint32_t passage,
                          const char *text, size_t len, uint32_t start, uint32_t end, scrl__result *out);

/* Puts the lines in order and keeps as many as are wanted. */
void scrl__concordance_sort(const scrl_concordance_options *options, scrl__result *out);

#endif
