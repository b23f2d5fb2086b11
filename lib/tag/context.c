/*
 * context.c - whether words that match a rule speak of their theme at all: headings, topics that are only announced,
 * what law or guidance requires, and faults or facts that the sentence rules out do not count; what is only supposed
 * counts for less.
 */
#include "tag/passage.h"

#include <string.h>

/* A shorter heading is a topic, a longer one makes a claim ("Agencies did not share what they knew"). */
#define HEADING_WORDS 7

/* How far words that rule out reach, in bytes a unit of their weight: "no evidence of" farther than a bare "no". */
#define RULED_OUT_REACH 20u

#define SUPPOSED_COST 20u
#define FOOTNOTE_COST 15u

static scrl__cue_kind kind_of(const scrl__passage *p, const scrl__mark *mark)
{
    return scrl__cue_of(p, mark)->kind;
}

bool scrl__context_has(const scrl__passage *p, scrl__cue_kind kind)
{
    for (size_t i = 0; i < p->mark_count; i++) {
        if (p->marks[i].sentence == p->sentence && kind_of(p, &p->marks[i]) == kind)
            return true;
    }
    return false;
}

bool scrl__context_records(const scrl__passage *p)
{
    static const char *const roles[] = {"chronology", "family_background", "introduction", "methodology"};
    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
        if (strcmp(p->role, roles[i]) == 0)
            return true;
    return false;
}

bool scrl__context_between(const scrl__passage *p, scrl__cue_kind kind, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < p->mark_count; i++) {
        const scrl__mark *m = &p->marks[i];
        if (m->sentence == p->sentence && kind_of(p, m) == kind && m->start >= from && m->end <= to)
            return true;
    }
    return false;
}

static uint32_t count_words(const scrl__passage *p)
{
    uint32_t words = p->end > p->start ? 1 : 0;
    for (uint32_t i = p->start; i < p->end; i++)
        words += p->text[i] == ' ' || p->text[i] == '\t';
    return words;
}

/* True when the sections of this role are left out for the theme's layer. */
static bool is_skipped(const scrl__passage *p)
{
    const scrl_themes *themes = p->themes;
    for (size_t i = 0; i < themes->skip_count; i++) {
        if (strcmp(themes->skips[i].role, p->role) == 0)
            return !scrl__word_in(themes->skips[i].except, p->theme->layer);
    }
    return false;
}

/* True when the theme is a fault or a fact, of which "no evidence of" says that it was not so. For practice that can
 * go both ways the same words are a criticism: "no evidence of supervision". */
static bool can_be_ruled_out(const scrl__passage *p)
{
    if (p->theme->borrows)
        return false;
    if (p->rule->polarity != SCRL__UNSET)
        return p->rule->polarity == SCRL_POLARITY_PROBLEM;
    return strcmp(p->theme->polarity, "problem") == 0 || strcmp(p->theme->polarity, "neutral") == 0;
}

/* True when the mark reaches the rule's words. A rule that takes a negation in means it: "no sight of the child" is the
 * fault itself. */
static bool rules_out(const scrl__passage *p, const scrl__mark *m)
{
    uint32_t reach = RULED_OUT_REACH * scrl__cue_of(p, m)->weight;
    if (kind_of(p, m) == SCRL__CUE_DENIED)
        return m->start >= p->words_end && m->start - p->words_end <= reach;
    return kind_of(p, m) == SCRL__CUE_RULED_OUT && m->end <= p->words_start && p->words_start - m->end <= reach &&
           !scrl__context_between(p, SCRL__CUE_CONTRAST, m->end, p->words_start);
}

static bool is_ruled_out(const scrl__passage *p)
{
    if (!can_be_ruled_out(p))
        return false;
    for (size_t i = 0; i < p->mark_count; i++) {
        if (p->marks[i].sentence == p->sentence && rules_out(p, &p->marks[i]))
            return true;
    }
    return false;
}

static bool is_fact(const scrl__passage *p)
{
    return strcmp(p->theme->polarity, "neutral") == 0 && !p->theme->borrows;
}

/* A fact that a recommendation names ("should train in signs of neglect") is not stated of this family. */
static bool is_only_named(const scrl__passage *p)
{
    bool asks = strcmp(p->role, "recommendations") == 0 || strcmp(p->role, "action_plan") == 0 ||
                scrl__context_has(p, SCRL__CUE_RECOMMENDED);
    return is_fact(p) && asks && !scrl__context_has(p, SCRL__CUE_CASE);
}

/* Why the words do not count, or NULL. */
static const char *why_not(const scrl__passage *p)
{
    if (is_skipped(p))
        return "nothing is tagged in sections of this kind";
    if (p->kind == SCRL_BLOCK_HEADING && count_words(p) < HEADING_WORDS)
        return "a short heading";
    bool applied = scrl__context_has(p, SCRL__CUE_APPLIED);
    if (!applied && scrl__context_has(p, SCRL__CUE_ANNOUNCED))
        return "only announced";
    if (!applied && scrl__context_has(p, SCRL__CUE_QUOTED))
        return "what law, guidance or research says";
    if (is_ruled_out(p))
        return "said not to be so";
    return is_only_named(p) ? "only named in what is asked for" : NULL;
}

const char *scrl__context_counts(const scrl__passage *p, uint32_t *confidence)
{
    const char *why = why_not(p);
    if (why != NULL)
        return why;
    uint32_t cost = 0;
    if (scrl__context_has(p, SCRL__CUE_HYPOTHESIS) || (is_fact(p) && scrl__context_has(p, SCRL__CUE_COUNTERFACTUAL)))
        cost += SUPPOSED_COST;
    if (p->kind == SCRL_BLOCK_FOOTNOTE)
        cost += FOOTNOTE_COST;
    *confidence = *confidence > cost ? *confidence - cost : 0;
    return NULL;
}
