/* same.h - what has to stand together in one sentence or one section. */
#ifndef SCRL_STORE_SAME_H
#define SCRL_STORE_SAME_H

#include "store/choose.h"

/* Adds to 'out' the passages of a SAME node among 'within' (NULL: all): those with a sentence in which all children hold;
 * or those in which some child holds, of sections in which each does. */
int scrl__same(const scrl__chooser *chooser, uint32_t node, const scrl__bits *within, scrl__bits *out);

/* What the index offers for a TEXT or NEAR node, which may be more than it asks for, as a new set. */
int scrl__choose_offered(const scrl__chooser *chooser, uint32_t node, scrl__bits *out);

#endif
