/* signs.h - how much speaks for a sentence being a statement of a kind that nothing announces. */
#ifndef SCRL_STRUCTURE_SIGNS_H
#define SCRL_STRUCTURE_SIGNS_H

#include "structure/draft.h"

/* Log-odds in hundredths that the sentence is a statement of 'kind', by the signs in it and in the one behind it; INT32_MIN for a kind
 * that has no table. */
int32_t scrl__signs_weigh(const scrl__draft *d, uint32_t sentence, const char *kind);

#endif
