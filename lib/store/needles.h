/*
 * needles.h - the words and phrases of a plan, made ready to be looked for: what the full-text index is asked for each,
 * whether what it offers is just that, and how the text of a passage is looked through for it.
 *
 * The index holds stems. For a stemmed word or phrase it offers what is asked. For an exact word, or for words that begin
 * in a certain way, it may offer more: then 'check' is set and each offered passage has to be looked through, which costs
 * about five microseconds a passage.
 */
#ifndef SCRL_STORE_NEEDLES_H
#define SCRL_STORE_NEEDLES_H

#include "model/plan.h"
#include "store/words.h"

typedef struct scrl__needle {
    scrl__cut cut; /* its words */
    bool exact, prefix;
    bool never; /* no passage has it */
    bool check; /* the index offers more than is asked */
    /* For the index, in quotation marks, such as "core group" or "communic" *; NULL: it can offer nothing. */
    const char *ask;
} scrl__needle;

typedef struct scrl__needles {
    scrl_library *library;
    const scrl__plan *plan;
    scrl__arena *arena;
    scrl__needle *items; /* one for each node of the plan; those of TEXT nodes are filled */
    scrl__cut text;      /* the text at hand */
    uint32_t *marks;     /* start, end, start, end ... */
    size_t mark_count, mark_cap;
} scrl__needles;

/* Makes the needles of a plan, which must live as long. Free with scrl__needles_free(), also after a failure. */
int scrl__needles_make(scrl_library *library, const scrl__plan *plan, scrl__needles *out);
void scrl__needles_free(scrl__needles *needles);

/* Whether what the index offers for a TEXT or NEAR node is more than it asks for, so that passages have to be looked through. */
bool scrl__needles_check(const scrl__needles *needles, uint32_t node);

/* The stem of a node that is a single whole word, or NULL. */
const char *scrl__needles_stem(const scrl__needles *needles, uint32_t node);

/* Adds what the index is asked for a NEAR node that needs no look: NEAR("father" "visit", 3), for each pair of its words. */
void scrl__needles_near(const scrl__needles *needles, uint32_t node, scrl__str *out);

/* Takes a text to look through. */
int scrl__needles_text(scrl__needles *needles, const char *text, size_t len);

/* Whether a TEXT or NEAR node is found among the words first <= i < end of the text at hand. */
bool scrl__needles_found(const scrl__needles *needles, uint32_t node, size_t first, size_t end);

/* Collects in 'marks' where the words of the question stand in the text at hand: in order, apart from each other, without
 * those that the question excludes. */
int scrl__needles_mark(scrl__needles *needles);

#endif
