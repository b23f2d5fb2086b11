/* expression.h - the parts of a plan that the full-text index answers by itself, in the language of FTS5. */
#ifndef SCRL_STORE_EXPRESSION_H
#define SCRL_STORE_EXPRESSION_H

#include "base/str.h"
#include "store/needles.h"

/* Whether the index alone answers a node: words and phrases that need no look at the text, tags, roles, kinds and agencies,
 * and AND, OR and NOT of these where there is something that NOT takes away from. */
bool scrl__expression_can(const scrl__needles *needles, uint32_t node);

/* Adds the expression of a node that it can answer. Returns 0 or a recorded failure. */
int scrl__expression(const scrl__needles *needles, uint32_t node, scrl__str *out);

/* Of the children of an AND: whether some wanted one can be answered; adds the expression of all that can. */
bool scrl__expression_can_some(const scrl__needles *needles, uint32_t node);
int scrl__expression_some(const scrl__needles *needles, uint32_t node, scrl__str *out);

/* Adds what the index offers for a TEXT or NEAR node, which may be more than is asked for: nothing when no passage can have
 * it ('*never'), or when the index can offer nothing. */
void scrl__expression_offer(const scrl__needles *needles, uint32_t node, scrl__str *out, bool *never);

/* Adds an OR of all words and phrases that are not excluded; nothing when there are none. */
void scrl__expression_words(const scrl__needles *needles, scrl__str *out);

#endif
