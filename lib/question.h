/* question.h - a question of a library's user as a plan. For the files of the roof. */
#ifndef SCRL_QUESTION_H
#define SCRL_QUESTION_H

#include <scrl/store.h>

#include "model/plan.h"

/* Parses a question; the theme ids that it may name are those of 'themes', or with NULL those that the library knows.
 * Free with scrl__plan_free(). */
int scrl__question_parse(scrl_library *library, const char *question, const scrl_themes *themes, scrl__plan **plan);

#endif
