/*
 * polarity.c - what a passage says of practice: that it was poor, that it was good, that it is asked for, or nothing.
 * Cues near the words are weighed, with negation before them and contrast between; where they say nothing, the
 * heading's role, the rest of the paragraph and at last the theme's usual polarity decide.
 */
#include "tag/passage.h"

#include <stdio.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"

/* Bytes between a cue and the words up to which it is near, and up to which it is in sight. */
#define NEAR_BYTES 60u
#define SIGHT_BYTES 140u

/* Bytes between a negation's end and the start of the cue that it turns: about two words. */
#define NEGATION_REACH 16u

/* Credit must outweigh criticism by this much: reviews report far more faults than strengths, and the words of credit
 * ("asked", "found") are often those of plain narrative. */
#define LEAN 4

/* From this weight on a sentence in a recommendation is a criticism, unless it also asks for something. */
#define STRONG 8

void scrl__reason_set(scrl__reason *reason, const char *kind, const char *what)
{
    snprintf(reason->text, sizeof(reason->text), "%s: %s", kind, what);
}

void scrl__reason_mark(scrl__reason *reason, const scrl__passage *p, const scrl__mark *mark)
{
    size_t len = mark->end - mark->from;
    size_t room = sizeof(reason->text) - sizeof("words: ");
    if (len > room)
        len = room;
    while (len > 0 && !scrl__utf8_valid(p->text + mark->from, len))
        len--;
    snprintf(reason->text, sizeof(reason->text), "words: %.*s", (int)len, p->text + mark->from);
}

/* Marks of one sentence, for working out what they do to each other. */
typedef struct group {
    const scrl_themes *themes;
    scrl__mark *marks;
    size_t count;
} group;

static scrl__cue_kind kind_in(const group *g, const scrl__mark *m)
{
    return g->themes->cues[m->cue].kind;
}

/* True when a longer judgement has this one's words in it, so that they are not weighed twice. */
static bool is_covered(const group *g, const scrl__mark *m)
{
    uint32_t length = m->end - m->start;
    for (size_t i = 0; i < g->count; i++) {
        const scrl__mark *o = &g->marks[i];
        if (o == m || kind_in(g, o) > SCRL__CUE_GOOD || o->start > m->start || o->end < m->end)
            continue;
        if (o->end - o->start > length || o < m)
            return true;
    }
    return false;
}

/* True when the sentence has begun to ask before the mark: what follows is part of the request ("should not proceed
 * where nobody has ..."). */
static bool is_asked(const group *g, const scrl__mark *m)
{
    for (size_t i = 0; i < g->count; i++) {
        if (kind_in(g, &g->marks[i]) == SCRL__CUE_RECOMMENDED && g->marks[i].start <= m->start)
            return true;
    }
    return false;
}

/* The negation just before the mark, or NULL. */
static const scrl__mark *find_negation(const group *g, const scrl__mark *m)
{
    for (size_t i = 0; i < g->count; i++) {
        const scrl__mark *n = &g->marks[i];
        if (kind_in(g, n) == SCRL__CUE_NEGATION && n->end <= m->start && m->start - n->end <= NEGATION_REACH)
            return n;
    }
    return NULL;
}

static void prepare_sentence(const group *g)
{
    for (size_t i = 0; i < g->count; i++) {
        scrl__mark *m = &g->marks[i];
        m->from = m->start;
        if (kind_in(g, m) > SCRL__CUE_GOOD)
            continue;
        m->silent = is_covered(g, m) || is_asked(g, m);
        const scrl__mark *negation = m->silent ? NULL : find_negation(g, m);
        m->turned = negation != NULL;
        m->from = negation != NULL ? negation->start : m->start;
    }
}

void scrl__marks_prepare(const scrl_themes *themes, scrl__mark *marks, size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first; end < count && marks[end].sentence == marks[first].sentence;)
            end++;
        prepare_sentence(&(group){themes, marks + first, end - first});
    }
}

/* How far the mark lies from the rule's words; 0 when they touch or overlap. */
static uint32_t distance(const scrl__passage *p, const scrl__mark *m)
{
    if (m->end < p->words_start)
        return p->words_start - m->end;
    return m->start > p->words_end ? m->start - p->words_end : 0;
}

/* True when a "but" stands between the mark and the rule's words. */
static bool is_beyond(const scrl__passage *p, const scrl__mark *m)
{
    uint32_t from = m->end < p->words_start ? m->end : p->words_end;
    uint32_t to = m->end < p->words_start ? p->words_start : m->start;
    return from < to && scrl__context_between(p, SCRL__CUE_CONTRAST, from, to);
}

/* Quarters of a cue's weight that count at this distance. */
static int share_of(const scrl__passage *p, const scrl__mark *m)
{
    uint32_t d = distance(p, m);
    return d <= NEAR_BYTES ? 4 : d <= SIGHT_BYTES ? 3 : 2;
}

typedef struct tally {
    int good, problem, recommended, neutral;
    const scrl__mark *best_good, *best_problem, *best_recommended, *best_neutral;
    int most_good, most_problem;
} tally;

static void weigh(const scrl__passage *p, const scrl__mark *m, int share, tally *t)
{
    int value = (int)scrl__cue_of(p, m)->weight * share;
    scrl__cue_kind kind = scrl__cue_of(p, m)->kind;
    if (kind == SCRL__CUE_GOOD || kind == SCRL__CUE_PROBLEM) {
        if (m->silent)
            return;
        if (m->turned) {
            kind = kind == SCRL__CUE_GOOD ? SCRL__CUE_PROBLEM : SCRL__CUE_GOOD;
            value /= 2;
        }
    }
    if (kind == SCRL__CUE_GOOD) {
        t->good += value;
        if (value > t->most_good) {
            t->most_good = value;
            t->best_good = m;
        }
    } else if (kind == SCRL__CUE_PROBLEM || kind == SCRL__CUE_COUNTERFACTUAL) {
        t->problem += value;
        if (value > t->most_problem) {
            t->most_problem = value;
            t->best_problem = m;
        }
    } else if (kind == SCRL__CUE_RECOMMENDED) {
        t->recommended += value;
        t->best_recommended = m;
    } else if (kind == SCRL__CUE_NEUTRAL) {
        t->neutral += value;
        t->best_neutral = m;
    }
}

/* How far cues are looked for: up to a "but" on either side, in the sentence, in the sentences beside it. */
typedef enum reach { IN_CLAUSE, IN_SENTENCE, BESIDE } reach;

static void tally_marks(const scrl__passage *p, reach how_far, tally *t)
{
    memset(t, 0, sizeof(*t));
    for (size_t i = 0; i < p->mark_count; i++) {
        const scrl__mark *m = &p->marks[i];
        bool here = m->sentence == p->sentence;
        bool beside = m->sentence + 1 == p->sentence || p->sentence + 1 == m->sentence;
        if (how_far == BESIDE && beside)
            weigh(p, m, 2, t);
        else if (how_far != BESIDE && here && (how_far == IN_SENTENCE || !is_beyond(p, m)))
            weigh(p, m, share_of(p, m), t);
    }
}

static void decide(scrl__polarity_verdict *out, scrl_polarity polarity, int strength)
{
    out->polarity = polarity;
    out->strength = strength;
}

static void decide_by_heading(const scrl__passage *p, scrl__polarity_verdict *out, scrl_polarity polarity, int strength)
{
    decide(out, polarity, strength);
    out->settled = strength > 0 && polarity != SCRL_POLARITY_NEUTRAL;
    scrl__reason_set(&out->by, "heading", p->role);
}

/* Decides by the heavier side. False when no cue says anything. */
static bool judge_tally(const scrl__passage *p, const tally *t, scrl__polarity_verdict *out)
{
    int strength = t->good - t->problem;
    if (t->good == 0 && t->problem == 0) {
        if (t->neutral == 0)
            return false;
        decide(out, SCRL_POLARITY_NEUTRAL, t->neutral);
        scrl__reason_mark(&out->by, p, t->best_neutral);
        return true;
    }
    if (t->problem == 0 && strength <= LEAN)
        return false;
    bool good = strength > LEAN;
    decide(out, good ? SCRL_POLARITY_GOOD : SCRL_POLARITY_PROBLEM, good ? strength : strength < 0 ? -strength : 0);
    scrl__reason_mark(&out->by, p, good ? t->best_good : t->best_problem);
    return true;
}

static bool asks_by_role(const scrl__passage *p)
{
    return strcmp(p->role, "recommendations") == 0 || strcmp(p->role, "action_plan") == 0;
}

/* A recommendation names a theme and asserts no past practice. */
static bool judge_mood(const scrl__passage *p, const tally *t, scrl__polarity_verdict *out)
{
    if (t->recommended > t->problem && t->recommended > t->good) {
        decide(out, SCRL_POLARITY_RECOMMENDED, t->recommended);
        scrl__reason_mark(&out->by, p, t->best_recommended);
        return true;
    }
    /* Such sections also tell again what happened: words about this family and its workers say so. */
    if (asks_by_role(p) && t->problem < STRONG && t->good < STRONG && !scrl__context_has(p, SCRL__CUE_CASE)) {
        decide_by_heading(p, out, SCRL_POLARITY_RECOMMENDED, 4);
        return true;
    }
    return false;
}

static void judge_usual(const scrl__passage *p, scrl__polarity_verdict *out)
{
    const char *usual = p->theme->polarity;
    scrl_polarity polarity = SCRL_POLARITY_PROBLEM;
    if (strcmp(usual, "good") == 0)
        polarity = SCRL_POLARITY_GOOD;
    else if (strcmp(usual, "neutral") == 0)
        polarity = SCRL_POLARITY_NEUTRAL;
    decide(out, polarity, 0);
    scrl__reason_set(&out->by, "theme", usual);
}

/* A narrative that only records is no judgement, and neither is an account of how the review was made. */
static bool only_records(const scrl__passage *p)
{
    static const char *const roles[] = {"chronology", "family_background", "introduction", "methodology"};
    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
        if (strcmp(p->role, roles[i]) == 0)
            return true;
    }
    return false;
}

/* Practice that can go both ways: the heading, then the words, ever farther. */
static bool judge_practice(const scrl__passage *p, const tally *whole, scrl__polarity_verdict *out)
{
    if (strcmp(p->role, "good_practice") == 0 && whole->problem <= whole->good + STRONG) {
        decide_by_heading(p, out, SCRL_POLARITY_GOOD, 4);
        return true;
    }
    for (reach how_far = IN_CLAUSE; how_far <= BESIDE; how_far++) {
        tally t;
        tally_marks(p, how_far, &t);
        if (judge_tally(p, &t, out))
            return true;
    }
    if (!only_records(p))
        return false;
    decide_by_heading(p, out, SCRL_POLARITY_NEUTRAL, STRONG);
    return true;
}

/* By cues: the mood, then the words, then what is usual for the theme. */
static void judge_by_cues(const scrl__passage *p, scrl__polarity_verdict *out)
{
    bool is_practice = strcmp(p->theme->polarity, "both") == 0 || p->theme->borrows;
    tally t;
    tally_marks(p, IN_SENTENCE, &t);
    if (strcmp(p->theme->polarity, "good") == 0) {
        judge_usual(p, out);
        return;
    }
    if (judge_mood(p, &t, out) || (is_practice && judge_practice(p, &t, out)))
        return;
    judge_usual(p, out);
}

/* What a clear cue, the practice beside an agency, and a narrative that mostly records add to the log-odds of what they say. */
#define CUE_WORTH 3.0
#define PRACTICE_WORTH 2.0
#define RECORD_WORTH 2.0

/* The likeliest polarity by the models, where 'other' has evidence of this worth beside them; 'other' where the models know nothing. */
static scrl_polarity likeliest(const scrl__passage *p, scrl_polarity other, double worth)
{
    scrl_polarity best = other;
    double most = -HUGE_VAL;
    for (scrl_polarity i = SCRL_POLARITY_PROBLEM; i <= SCRL_POLARITY_NEUTRAL; i++) {
        double odds;
        if (!scrl__learned_odds(p->themes->learned, p->rule->theme, (scrl__judgement)i, p->judging, &odds))
            return other;
        odds += i == other ? worth : 0;
        odds += i == SCRL_POLARITY_NEUTRAL && only_records(p) ? RECORD_WORTH : 0;
        if (odds > most) {
            most = odds;
            best = i;
        }
    }
    return best;
}

/* Lets the models decide, with the cues as further evidence. */
static void weigh_models(const scrl__passage *p, scrl__polarity_verdict *out)
{
    double clear = out->strength < STRONG ? (double)out->strength / STRONG : 1;
    scrl_polarity best = likeliest(p, out->polarity, CUE_WORTH * clear);
    if (best == out->polarity)
        return;
    decide(out, best, LEAN + 1);
    scrl__reason_set(&out->by, "weights", scrl_polarity_name(best));
}

void scrl__polarity_borrow(const scrl__passage *p, scrl_polarity practice, const char *theme,
                           scrl__polarity_verdict *out)
{
    if (p->rule->polarity != SCRL__UNSET)
        return;
    out->polarity = p->judging == NULL ? practice : likeliest(p, practice, PRACTICE_WORTH);
    if (out->polarity == practice)
        scrl__reason_set(&out->by, "practice", theme);
    else
        scrl__reason_set(&out->by, "weights", scrl_polarity_name(out->polarity));
}

void scrl__polarity_judge(const scrl__passage *p, scrl__polarity_verdict *out)
{
    if (p->rule->polarity != SCRL__UNSET) {
        decide(out, (scrl_polarity)p->rule->polarity, STRONG);
        out->settled = true;
        scrl__reason_set(&out->by, "rule", p->rule->id);
        return;
    }
    if (strcmp(p->theme->polarity, "neutral") == 0 && !p->theme->borrows) {
        judge_usual(p, out);
        return;
    }
    judge_by_cues(p, out);
    if (p->judging != NULL && !out->settled)
        weigh_models(p, out);
}
