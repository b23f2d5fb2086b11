/*
 * level.c - whether a passage speaks of this case alone or of a pattern beyond it: the rule, the mood of a
 * recommendation, cues in the sentence and beside it, the section's role.
 */
#include "tag/passage.h"

#include <string.h>

/* The heaviest mark of one side, and the sum of all. */
typedef struct side {
    int sum, most;
    const scrl__mark *best;
} side;

static void add(side *s, const scrl__mark *m, int value)
{
    s->sum += value;
    if (value > s->most) {
        s->most = value;
        s->best = m;
    }
}

/* The balance of cues in the sentence and, by half, in those beside it: above 0 for a pattern. '*best' is the heaviest
 * of the winning side. */
static int weigh(const scrl__passage *p, const scrl__mark **best)
{
    side system = {0}, this_case = {0};
    for (size_t i = 0; i < p->mark_count; i++) {
        const scrl__mark *m = &p->marks[i];
        const scrl__cue *cue = scrl__cue_of(p, m);
        bool beside = m->sentence + 1 == p->sentence || p->sentence + 1 == m->sentence;
        int value = (int)cue->weight * (m->sentence == p->sentence ? 4 : beside ? 2 : 0);
        if (cue->kind == SCRL__CUE_SYSTEM)
            add(&system, m, value);
        else if (cue->kind == SCRL__CUE_CASE)
            add(&this_case, m, value);
    }
    *best = system.sum > this_case.sum ? system.best : this_case.best;
    return system.sum - this_case.sum;
}

/* Findings are claims about patterns: there it takes clear words to bring one back to the case. */
static int threshold(const scrl__passage *p)
{
    return strcmp(p->role, "findings") == 0 || strcmp(p->role, "lessons") == 0 ? -10 : 6;
}

/* What a cue's quarter of weight adds to the models' log-odds. */
#define CUE_WORTH 0.15

/* The balance of cues against what it takes in this section; with models, of both together. */
static bool is_system(const scrl__passage *p, const scrl__mark **best)
{
    int above = weigh(p, best) - threshold(p);
    double odds;
    if (p->judging == NULL || !scrl__learned_odds(p->themes->learned, p->rule->theme, SCRL__JUDGED_SYSTEM,
                                                  p->judging->sentence[SCRL__JUDGED_SYSTEM], &odds))
        return above >= 0;
    return odds + CUE_WORTH * above > 0;
}

void scrl__level_judge(const scrl__passage *p, scrl_polarity polarity, scrl__level_verdict *out)
{
    const scrl__mark *best = NULL;
    if (p->rule->level != SCRL__UNSET) {
        out->level = (scrl_level)p->rule->level;
        scrl__reason_set(&out->by, "rule", p->rule->id);
    } else if (polarity == SCRL_POLARITY_RECOMMENDED) {
        out->level = SCRL_LEVEL_SYSTEM;
        scrl__reason_set(&out->by, "mood", "recommended");
    } else if (strcmp(p->theme->polarity, "neutral") == 0 && !p->theme->borrows) {
        out->level = SCRL_LEVEL_CASE;
        scrl__reason_set(&out->by, "theme", "neutral");
    } else {
        bool system = is_system(p, &best);
        out->level = system ? SCRL_LEVEL_SYSTEM : SCRL_LEVEL_CASE;
        if (best != NULL && (scrl__cue_of(p, best)->kind == SCRL__CUE_SYSTEM) == system)
            scrl__reason_mark(&out->by, p, best);
        else
            scrl__reason_set(&out->by, "default", scrl_level_name(out->level));
    }
}
