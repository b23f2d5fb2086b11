/* parse.h - the user's words into a plan. Knows no SQL and no database. */
#ifndef SCRL_QUERY_PARSE_H
#define SCRL_QUERY_PARSE_H

#include "base/ctx.h"
#include "model/plan.h"

/* Theme ids that are known, for checking and suggesting; with a count of 0 any id is taken. */
typedef struct scrl__known_themes {
    const char *const *ids;
    size_t count;
} scrl__known_themes;

/* Parses a question. An empty or blank one gives a plan with root 0. A mistake is SCRL_EQUERY, recorded with the
 * position (in characters, from 0) and, where there is one, a suggestion. Free with scrl__plan_free(). */
int scrl__query_parse(scrl_context *ctx, const char *question, const scrl__known_themes *themes, scrl__plan **out);

#endif
