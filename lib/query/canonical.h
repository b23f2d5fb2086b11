/* canonical.h - a plan printed as a question again, in one form for all ways of writing it. */
#ifndef SCRL_QUERY_CANONICAL_H
#define SCRL_QUERY_CANONICAL_H

#include "model/plan.h"

/* The question, in the plan's arena; parsing it gives the same plan. NULL when memory is out. */
const char *scrl__plan_canonical(const scrl__plan *plan);

#endif
