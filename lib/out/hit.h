/* hit.h - a hit as a JSON object on one line, shared by the answers to a question and the export of a library. */
#ifndef SCRL_OUT_HIT_H
#define SCRL_OUT_HIT_H

#include <scrl/mark.h>
#include <scrl/query.h>

#include "base/json.h"

/* With 'search' also what belongs to the answer alone: score, cursor, highlights. Without it the object depends on the
 * library's content alone. */
void scrl__json_hit(scrl__json *json, const scrl_search *search, const scrl_hit *hit);

/* What a reader said, as one line; a mark without an id is written without it. */
void scrl__json_mark(scrl__json *json, const scrl_mark *mark);

#endif
