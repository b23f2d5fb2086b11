/* expression.h - a plan as one FTS5 expression. */
#ifndef SCRL_STORE_EXPRESSION_H
#define SCRL_STORE_EXPRESSION_H

#include "base/str.h"
#include "model/plan.h"
#include "store/library.h"

/* Adds the expression for a plan's root to 'out'. Every word that a user typed stands in double quotes and behind the
 * column filter of the text; filters are looked up among the library's terms. Returns 0 or a recorded failure. */
int scrl__expression(scrl_library *library, const scrl__plan *plan, scrl__str *out);

#endif
