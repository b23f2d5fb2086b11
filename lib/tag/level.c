/*
 * level.c - whether a passage speaks of this case alone or of a pattern beyond it: the rule, the mood of a recommendation; else the
 * cues of the paragraph, what the models say of it, the section's role and what is usual for the theme, added up.
 */
#include "tag/passage.h"

#include <math.h>
#include <string.h>

/* What evidence is worth, in log-odds of a pattern, fitted like those of polarity.c: the models' odds of the paragraph, the logarithm of
 * the cues' weights on either side, the habit of the theme, and what a narrative and findings are about. */
#define PARAGRAPH_WORTH 0.82
#define SYSTEM_WORTH 0.67
#define CASE_WORTH 0.41
#define USUAL_WORTH 1.5
#define NARRATIVE_WORTH (-2.5)
#define FINDING_WORTH 0.5
#define AT_FIRST 1.0

/* Without models: cues alone by the sum of their weights, and findings are claims about patterns. */
#define CUE_ALONE 0.6
#define FINDING_ALONE 2.4
#define FIRST_ALONE (-0.9)

/* Cues of other sentences count by this much. */
#define BESIDE 0.5

/* The heaviest mark of one side, and the sum of all. */
typedef struct side {
    double sum, most;
    const scrl__mark *best;
} side;

static void add(side *s, const scrl__mark *m, double value)
{
    s->sum += value;
    if (value > s->most) {
        s->most = value;
        s->best = m;
    }
}

static void weigh_words(const scrl__passage *p, side *system, side *this_case)
{
    for (size_t i = 0; i < p->mark_count; i++) {
        const scrl__mark *m = &p->marks[i];
        const scrl__cue *cue = scrl__cue_of(p, m);
        double value = cue->weight * (m->sentence == p->sentence ? 1 : BESIDE);
        if (cue->kind == SCRL__CUE_SYSTEM)
            add(system, m, value);
        else if (cue->kind == SCRL__CUE_CASE)
            add(this_case, m, value);
    }
}

static bool is_finding(const scrl__passage *p)
{
    return strcmp(p->role, "findings") == 0 || strcmp(p->role, "lessons") == 0;
}

/* Adds up what speaks for a pattern: above 0 when it outweighs the case. */
static double weigh(const scrl__passage *p, const side *system, const side *this_case)
{
    double odds;
    if (p->judging == NULL || !scrl__learned_odds(p->themes->learned, p->rule->theme, SCRL__JUDGED_SYSTEM,
                                                  p->judging->paragraph[SCRL__JUDGED_SYSTEM], &odds))
        return CUE_ALONE * (system->sum - this_case->sum) + (is_finding(p) ? FINDING_ALONE : 0) + FIRST_ALONE;
    double all = AT_FIRST + PARAGRAPH_WORTH * odds;
    all += SYSTEM_WORTH * log1p(system->sum) - CASE_WORTH * log1p(this_case->sum);
    all += USUAL_WORTH * scrl__learned_usual(p->themes->learned, p->rule->theme, SCRL__JUDGED_SYSTEM);
    return all + (is_finding(p) ? FINDING_WORTH : scrl__context_records(p) ? NARRATIVE_WORTH : 0);
}

static void judge_evidence(const scrl__passage *p, scrl__level_verdict *out)
{
    side system = {0}, this_case = {0};
    weigh_words(p, &system, &this_case);
    bool is_system = weigh(p, &system, &this_case) >= 0;
    const scrl__mark *best = is_system ? system.best : this_case.best;
    out->level = is_system ? SCRL_LEVEL_SYSTEM : SCRL_LEVEL_CASE;
    if (best != NULL)
        scrl__reason_mark(&out->by, p, best);
    else
        scrl__reason_set(&out->by, "default", scrl_level_name(out->level));
}

void scrl__level_judge(const scrl__passage *p, scrl_polarity polarity, scrl__level_verdict *out)
{
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
        judge_evidence(p, out);
    }
}
