/* plan.c - a parsed question lives in one arena and goes with it. */
#include "model/plan.h"

void scrl__plan_free(scrl__plan *plan)
{
    if (plan != NULL)
        scrl__arena_free(plan->arena);
}
