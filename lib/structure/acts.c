/*
 * What a sentence does: the act that its words and the section that it stands in speak for most. Words are cues with a
 * weight; a section adds to the acts that it is made for, so that "The visit was cancelled" is told in a chronology
 * and needs no more, while in front matter nothing is decided. What falls short of the least weight stays undecided.
 */
#include "structure/acts.h"

#include <string.h>

#define LEAST 3u
#define AGENCY_WEIGHT 2u

/* Of acts with equal weight the one that stands first here wins: the rarer says more. */
enum act {
    ACT_RECOMMENDATION,
    ACT_VOICE,
    ACT_PROCESS,
    ACT_EXPLANATION,
    ACT_JUDGEMENT,
    ACT_FINDING,
    ACT_CONTEXT,
    ACT_PRACTICE,
    ACT_EVENT,
    ACT_COUNT
};

static const char *const act_names[ACT_COUNT] = {"recommendation", "voice",   "process",  "explanation", "judgement",
                                                 "finding",        "context", "practice", "event"};

/* Words of a child say more of whose voice it is than those of a practitioner who passes them on. */
static const char *const speaker_names[] = {"child", "relative", "practitioner"};
#define SPEAKER_COUNT (sizeof(speaker_names) / sizeof(speaker_names[0]))

/* What a section is made for. */
static const struct leaning {
    const char *role;
    enum act act;
    unsigned weight;
} leanings[] = {
    {"introduction", ACT_PROCESS, 2},       {"terms_of_reference", ACT_PROCESS, 4},
    {"methodology", ACT_PROCESS, 4},        {"family_background", ACT_EVENT, 3},
    {"chronology", ACT_EVENT, 3},           {"chronology", ACT_PRACTICE, 2},
    {"analysis", ACT_JUDGEMENT, 1},         {"analysis", ACT_EXPLANATION, 1},
    {"analysis", ACT_PRACTICE, 1},          {"voice_of_child", ACT_VOICE, 2},
    {"family_views", ACT_VOICE, 3},         {"practitioner_views", ACT_VOICE, 2},
    {"good_practice", ACT_JUDGEMENT, 3},    {"findings", ACT_FINDING, 2},
    {"findings", ACT_JUDGEMENT, 1},         {"lessons", ACT_FINDING, 4},
    {"conclusion", ACT_JUDGEMENT, 3},       {"recommendations", ACT_RECOMMENDATION, 3},
    {"action_plan", ACT_RECOMMENDATION, 3}, {"glossary", ACT_CONTEXT, 4},
    {"references", ACT_CONTEXT, 4},
};
#define LEANING_COUNT (sizeof(leanings) / sizeof(leanings[0]))

/* A cell of a table, or an item of a list, with less than this many words says nothing by itself. */
#define WORDS_LEAST 3u

static bool is_told(const scrl__draft *d, const scrl__sentence *s)
{
    unsigned words = 1;
    for (uint32_t i = s->start; i < s->end; i++)
        words += d->doc->text[i] == ' ' || d->doc->text[i] == '\t';
    return words >= WORDS_LEAST && d->doc->blocks[s->block].kind != SCRL_BLOCK_HEADING;
}

static enum act act_of(const char *name)
{
    enum act act = ACT_RECOMMENDATION;
    while (act < ACT_COUNT && strcmp(act_names[act], name) != 0)
        act++;
    return act;
}

static void lean(const scrl__draft *d, uint32_t block, unsigned weights[ACT_COUNT])
{
    const char *role = scrl__role_id(scrl__block_role(d, block));
    for (size_t i = 0; i < LEANING_COUNT; i++)
        if (strcmp(leanings[i].role, role) == 0)
            weights[leanings[i].act] += leanings[i].weight;
}

/* Adds the heaviest cue of each act. Who names an agency tells mostly of what it did. */
static void add_cues(const scrl__draft *d, uint32_t sentence, unsigned weights[ACT_COUNT])
{
    unsigned heaviest[ACT_COUNT] = {0};
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_ACT, SCRL__ROLE_NONE, &at)) != NULL) {
        const scrl__cue *cue = scrl__hit_cue(d, hit);
        enum act act = act_of(cue->id);
        if (act < ACT_COUNT && cue->weight > heaviest[act])
            heaviest[act] = cue->weight;
    }
    for (int act = 0; act < ACT_COUNT; act++)
        weights[act] += heaviest[act];
    at = 0;
    if (scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_AGENCY, SCRL__ROLE_NONE, &at) != NULL)
        weights[ACT_PRACTICE] += AGENCY_WEIGHT;
}

static const char *speaker_of(const scrl__draft *d, uint32_t sentence)
{
    size_t best = SPEAKER_COUNT;
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_SPEAKER, SCRL__ROLE_NONE, &at)) != NULL)
        for (size_t i = 0; i < best; i++)
            if (strcmp(speaker_names[i], scrl__hit_cue(d, hit)->id) == 0)
                best = i;
    return best < SPEAKER_COUNT ? speaker_names[best] : NULL;
}

/* Marks a quotation of several words; a word in quotation marks is as often the author's own doubt. */
static bool has_quotation(const scrl__draft *d, const scrl__sentence *s)
{
    static const char *const opening[] = {"“", "‘", "\""};
    const char *text = d->doc->text;
    for (size_t i = 0; i < sizeof(opening) / sizeof(opening[0]); i++) {
        const char *at = memmem(text + s->start, s->end - s->start, opening[i], strlen(opening[i]));
        unsigned spaces = 0;
        for (; at != NULL && at < text + s->end; at++)
            spaces += *at == ' ';
        if (spaces >= 3)
            return true;
    }
    return false;
}

/* Words told by somebody weigh as much as a cue of the author's own; quoted ones, more. */
static const char *add_voice(const scrl__draft *d, uint32_t sentence, unsigned weights[ACT_COUNT])
{
    const char *speaker = speaker_of(d, sentence);
    if (speaker != NULL)
        weights[ACT_VOICE] += has_quotation(d, &d->doc->sentences[sentence]) ? 7 : 5;
    else
        weights[ACT_VOICE] = 0;
    return speaker;
}

/* A sentence of a statement that asks somebody to act asks so too. */
static bool asks(const scrl__draft *d, const scrl__sentence *s, size_t *at)
{
    const scrl__review_builder *b = d->out;
    while (*at < b->statement_count && b->statements[*at].end <= s->start)
        (*at)++;
    for (size_t i = *at; i < b->statement_count && b->statements[i].start < s->end; i++) {
        const char *kind = b->strings.bytes.data + b->statements[i].kind;
        if (strcmp(kind, "recommendation") == 0 || strcmp(kind, "consideration") == 0)
            return true;
    }
    return false;
}

static enum act heaviest_act(const unsigned weights[ACT_COUNT])
{
    enum act best = ACT_RECOMMENDATION;
    for (int act = 0; act < ACT_COUNT; act++)
        if (weights[act] > weights[best])
            best = (enum act)act;
    return best;
}

void scrl__find_acts(scrl__draft *d)
{
    const scrl_document *doc = d->doc;
    size_t statement = 0;
    for (uint32_t i = d->block_sentence[d->cover_end]; i < doc->sentence_count; i++) {
        const scrl__sentence *s = &doc->sentences[i];
        unsigned weights[ACT_COUNT] = {0};
        if (!is_told(d, s) || strcmp(d->type, "other") == 0)
            continue;
        lean(d, s->block, weights);
        add_cues(d, i, weights);
        const char *speaker = add_voice(d, i, weights);
        if (asks(d, s, &statement))
            weights[ACT_RECOMMENDATION] += 5;
        enum act act = heaviest_act(weights);
        if (weights[act] >= LEAST)
            scrl__review_builder_act(d->out, i, act_names[act], act == ACT_VOICE ? speaker : NULL);
    }
}
