/*
 * polarity.c - what a passage says of practice: that it was poor, that it was good, that it is asked for, or nothing. A judgement is
 * mostly one of the whole passage, and stands in another sentence than the plain words of a theme: so the cues of the paragraph, what
 * the models say of it, its place in the review and what is usual for the theme are evidence for each polarity, and added up.
 */
#include "tag/passage.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Bytes between a negation's end and the start of the cue that it turns: about two words. */
#define NEGATION_REACH 16u

/* What evidence is worth, in log-odds: fitted on coded reviews, by leaving some out in turn. Words beside models are worth the logarithm
 * of their weights' sum; alone they are worth the sum. */
#define WORDS_WORTH 0.54
#define ASKED_WORTH 1.06
#define WORDS_ALONE 0.6
#define ASKED_ALONE 0.9
#define JUDGED_BESIDE 0.5
#define ASKED_BESIDE 0.25
#define OWN_WORTH 0.19
#define PARAGRAPH_WORTH 0.33
#define HIGHEST_WORTH 0.27

/* Plain credit in the sentence itself, or in the next, which often says of what the words told that it was well done; where the sentence
 * is not criticised too. */
#define CREDIT_WORTH 1.1
#define CREDIT_NEXT 0.5
#define CREDIT_WEIGHT 5.0
#define CRITICISM_WEIGHT 3.0

/* Before anything is read: few paragraphs ask for something, and more report than the models know. Without models what can go both
 * ways is a problem unless something speaks for more, since reviews tell of far more faults than strengths. */
#define ASKED_USUAL (-1.18)
#define REPORTED_USUAL 0.71
#define EITHER_ALONE 0.65
#define FAULT_ALONE 2.0
#define FACT_ALONE 0.3

/* What a section's role speaks for. Rows of a table are records, wherever nothing is asked. */
static const struct place {
    const char *role;
    scrl_polarity polarity;
    double worth;
} places[] = {{"recommendations", SCRL_POLARITY_RECOMMENDED, 4.9},
              {"action_plan", SCRL_POLARITY_RECOMMENDED, 4.9},
              {"good_practice", SCRL_POLARITY_GOOD, 2.6},
              {"findings", SCRL_POLARITY_PROBLEM, 1.3},
              {"lessons", SCRL_POLARITY_PROBLEM, 1.3},
              {"conclusion", SCRL_POLARITY_PROBLEM, 1.3},
              {"chronology", SCRL_POLARITY_NEUTRAL, 1.1},
              {"family_background", SCRL_POLARITY_NEUTRAL, 1.1},
              {"introduction", SCRL_POLARITY_NEUTRAL, 2.2},
              {"methodology", SCRL_POLARITY_NEUTRAL, 2.2}};
#define ROW_WORTH 2.1

/* How clear a rule's own polarity is. */
#define SURELY 4.0

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

/* True when a longer cue has the mark's words in it: they are not weighed twice, who "is to be commended" is asked for nothing, and that
 * a child "was not brought" is no fault of practice. */
static bool is_covered(const group *g, const scrl__mark *m)
{
    uint32_t length = m->end - m->start;
    bool asks = kind_in(g, m) == SCRL__CUE_RECOMMENDED;
    for (size_t i = 0; i < g->count; i++) {
        const scrl__mark *o = &g->marks[i];
        scrl__cue_kind kind = kind_in(g, o);
        if (o == m || (kind > SCRL__CUE_GOOD && kind != SCRL__CUE_NEUTRAL) || (asks && kind != SCRL__CUE_GOOD) ||
            o->start > m->start || o->end < m->end)
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
        const scrl__mark *asks = &g->marks[i];
        if (kind_in(g, asks) == SCRL__CUE_RECOMMENDED && !is_covered(g, asks) && asks->start <= m->start)
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
        if (kind_in(g, m) > SCRL__CUE_RECOMMENDED)
            continue;
        m->silent = is_covered(g, m);
        if (kind_in(g, m) == SCRL__CUE_RECOMMENDED)
            continue;
        m->silent = m->silent || is_asked(g, m);
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

/* True when a "but" stands between the mark and the rule's words, in their sentence. */
static bool is_beyond(const scrl__passage *p, const scrl__mark *m)
{
    uint32_t from = m->end < p->words_start ? m->end : p->words_end;
    uint32_t to = m->end < p->words_start ? p->words_start : m->start;
    return from < to && scrl__context_between(p, SCRL__CUE_CONTRAST, from, to);
}

#define POLARITIES 4u /* as many as scrl_polarity has */

/* One piece of evidence: what it adds to the log-odds of each polarity, and how it is told of. */
typedef struct evidence {
    double worth[POLARITIES];
    const char *kind, *what;
    const scrl__mark *marks[POLARITIES]; /* the heaviest for each, of words */
} evidence;

enum { OF_WORDS, OF_MODELS, OF_PLACE, OF_THEME, ALL_EVIDENCE };

/* The polarity that a mark speaks for, or POLARITIES for none; '*weight' is what it counts. */
static uint32_t side_of(const scrl__passage *p, const scrl__mark *m, double *weight)
{
    scrl__cue_kind kind = scrl__cue_of(p, m)->kind;
    *weight = scrl__cue_of(p, m)->weight;
    if (kind == SCRL__CUE_COUNTERFACTUAL)
        return SCRL_POLARITY_PROBLEM;
    if (kind == SCRL__CUE_RECOMMENDED)
        return m->silent ? POLARITIES : SCRL_POLARITY_RECOMMENDED;
    if (kind == SCRL__CUE_NEUTRAL)
        return SCRL_POLARITY_NEUTRAL;
    if (kind > SCRL__CUE_GOOD || m->silent)
        return POLARITIES;
    *weight *= m->turned ? 0.5 : 1;
    return (kind == SCRL__CUE_GOOD) != m->turned ? SCRL_POLARITY_GOOD : SCRL_POLARITY_PROBLEM;
}

/* How much of a mark counts: all of it in the sentence, up to a "but"; a judgement in another sentence by half, a request by less. */
static double share_of(const scrl__passage *p, const scrl__mark *m, uint32_t side)
{
    if (m->sentence == p->sentence)
        return is_beyond(p, m) ? 0 : 1;
    return side == SCRL_POLARITY_RECOMMENDED ? ASKED_BESIDE : JUDGED_BESIDE;
}

/* The heaviest mark for a side in one sentence. */
static double heaviest_in(const scrl__passage *p, uint32_t sentence, uint32_t side)
{
    double most = 0, weight;
    for (size_t i = 0; i < p->mark_count; i++) {
        const scrl__mark *m = &p->marks[i];
        if (m->sentence == sentence && !m->turned && side_of(p, m, &weight) == side)
            most = fmax(most, weight);
    }
    return most;
}

static double credit_of(const scrl__passage *p)
{
    if (heaviest_in(p, p->sentence, SCRL_POLARITY_PROBLEM) >= CRITICISM_WEIGHT)
        return 0;
    if (heaviest_in(p, p->sentence, SCRL_POLARITY_GOOD) >= CREDIT_WEIGHT)
        return CREDIT_WORTH;
    bool next = heaviest_in(p, p->sentence + 1, SCRL_POLARITY_GOOD) >= CREDIT_WEIGHT &&
                heaviest_in(p, p->sentence + 1, SCRL_POLARITY_PROBLEM) < CRITICISM_WEIGHT;
    return next ? CREDIT_NEXT : 0;
}

/* True when any words of the paragraph speak for a polarity. */
static bool weigh_words(const scrl__passage *p, bool modelled, evidence *out)
{
    bool said = false;
    double sums[POLARITIES] = {0}, most[POLARITIES] = {0};
    for (size_t i = 0; i < p->mark_count; i++) {
        double weight;
        uint32_t side = side_of(p, &p->marks[i], &weight);
        if (side == POLARITIES)
            continue;
        said = true;
        weight *= share_of(p, &p->marks[i], side);
        sums[side] += weight;
        if (weight > most[side]) {
            most[side] = weight;
            out->marks[side] = &p->marks[i];
        }
    }
    for (uint32_t i = 0; i < POLARITIES; i++) {
        bool asked = i == SCRL_POLARITY_RECOMMENDED;
        out->worth[i] = modelled ? (asked ? ASKED_WORTH : WORDS_WORTH) * log1p(sums[i])
                                 : (asked ? ASKED_ALONE : WORDS_ALONE) * sums[i];
    }
    if (modelled)
        out->worth[SCRL_POLARITY_GOOD] += credit_of(p);
    return said;
}

/* What the models say of the sentence and of its paragraph. Among much that is only told one sentence may hold the fault. */
static bool weigh_models(const scrl__passage *p, evidence *out)
{
    for (uint32_t i = 0; i < POLARITIES; i++) {
        double own, all, highest;
        scrl__judgement judgement = (scrl__judgement)i;
        if (!scrl__learned_odds(p->themes->learned, p->rule->theme, judgement, p->judging->sentence[i], &own))
            return false;
        scrl__learned_odds(p->themes->learned, p->rule->theme, judgement, p->judging->paragraph[i], &all);
        scrl__learned_odds(p->themes->learned, p->rule->theme, judgement, p->judging->highest[i], &highest);
        out->worth[i] = OWN_WORTH * own + PARAGRAPH_WORTH * all;
        if (i == SCRL_POLARITY_PROBLEM && scrl__context_records(p))
            out->worth[i] += HIGHEST_WORTH * highest;
    }
    return true;
}

static const struct place *place_of(const char *role)
{
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        if (strcmp(places[i].role, role) == 0)
            return &places[i];
    }
    return NULL;
}

static void weigh_place(const scrl__passage *p, const struct place *place, evidence *out)
{
    if (place != NULL)
        out->worth[place->polarity] += place->worth;
    if (p->kind != SCRL_BLOCK_TABLE_ROW || (place != NULL && place->polarity == SCRL_POLARITY_RECOMMENDED))
        return;
    out->worth[SCRL_POLARITY_NEUTRAL] += ROW_WORTH;
    if (place == NULL) {
        out->kind = "place";
        out->what = "row of a table";
    }
}

/* What is usual, before the passage is read. */
static void weigh_theme(const scrl__passage *p, bool modelled, evidence *out)
{
    out->worth[SCRL_POLARITY_RECOMMENDED] = ASKED_USUAL;
    if (modelled) {
        out->worth[SCRL_POLARITY_NEUTRAL] = REPORTED_USUAL;
        for (uint32_t i = 0; i < POLARITIES; i++)
            out->worth[i] += scrl__learned_usual(p->themes->learned, p->rule->theme, (scrl__judgement)i);
    } else if (p->theme->borrows) {
        out->worth[SCRL_POLARITY_NEUTRAL] = FACT_ALONE;
    } else {
        out->worth[SCRL_POLARITY_PROBLEM] = strcmp(p->theme->polarity, "both") == 0 ? EITHER_ALONE : FAULT_ALONE;
    }
}

/* Tells which evidence sets the likeliest polarity most apart from the next; what is usual only where nothing else does. */
static void tell_reason(const scrl__passage *p, const evidence *all, uint32_t best, uint32_t next, scrl__reason *out)
{
    const evidence *told = &all[OF_THEME];
    double most = 0;
    for (size_t i = 0; i < OF_THEME; i++) {
        double ahead = all[i].worth[best] - all[i].worth[next];
        if (ahead <= most)
            continue;
        most = ahead;
        told = &all[i];
    }
    if (told->marks[best] != NULL)
        scrl__reason_mark(out, p, told->marks[best]);
    else
        scrl__reason_set(out, told->kind, told->what != NULL ? told->what : scrl_polarity_name((scrl_polarity)best));
}

static void add_up(const scrl__passage *p, const evidence *all, scrl__polarity_verdict *out)
{
    double sums[POLARITIES] = {0};
    uint32_t best = 0, next = 1;
    for (uint32_t i = 0; i < POLARITIES; i++) {
        for (size_t e = 0; e < ALL_EVIDENCE; e++)
            sums[i] += all[e].worth[i];
        if (sums[i] > sums[best])
            best = i;
    }
    next = best == 0 ? 1 : 0;
    for (uint32_t i = 0; i < POLARITIES; i++) {
        if (i != best && sums[i] > sums[next])
            next = i;
    }
    out->polarity = (scrl_polarity)best;
    out->clear = sums[best] - sums[next];
    tell_reason(p, all, best, next, &out->by);
}

static void judge_evidence(const scrl__passage *p, scrl__polarity_verdict *out)
{
    evidence all[ALL_EVIDENCE] = {[OF_WORDS] = {.kind = "words"},
                                  [OF_MODELS] = {.kind = "weights"},
                                  [OF_PLACE] = {.kind = "heading", .what = p->role},
                                  [OF_THEME] = {.kind = "theme", .what = p->theme->polarity}};
    const struct place *place = place_of(p->role);
    bool modelled = p->judging != NULL && weigh_models(p, &all[OF_MODELS]);
    out->said = weigh_words(p, modelled, &all[OF_WORDS]);
    weigh_place(p, place, &all[OF_PLACE]);
    weigh_theme(p, modelled, &all[OF_THEME]);
    add_up(p, all, out);
}

/* True for a fact, and for what is good by itself: no words change that. */
static bool is_fixed(const scrl__passage *p)
{
    const char *usual = p->theme->polarity;
    return (strcmp(usual, "neutral") == 0 && !p->theme->borrows) || strcmp(usual, "good") == 0;
}

void scrl__polarity_judge(const scrl__passage *p, scrl__polarity_verdict *out)
{
    if (p->rule->polarity != SCRL__UNSET) {
        *out = (scrl__polarity_verdict){.polarity = (scrl_polarity)p->rule->polarity, .clear = SURELY, .said = true};
        scrl__reason_set(&out->by, "rule", p->rule->id);
    } else if (is_fixed(p)) {
        bool good = strcmp(p->theme->polarity, "good") == 0;
        out->polarity = good ? SCRL_POLARITY_GOOD : SCRL_POLARITY_NEUTRAL;
        scrl__reason_set(&out->by, "theme", p->theme->polarity);
    } else {
        judge_evidence(p, out);
    }
}
