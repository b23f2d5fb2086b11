/*
 * Statements inside running text: sentences whose words announce one, and where a paragraph of analysis announces nothing, the one
 * sentence that has most signs of a finding or of credit. Which words and signs these are is data; this file knows where a statement
 * begins and ends, and which of several in a paragraph counts.
 */
#include "structure/finder.h"
#include "structure/signs.h"

/* So many words before a colon only lead up to what stands behind it. */
#define LEAD_IN_WORDS 12u

/* A sentence of fewer words leans on one behind it that goes on about the same. */
#define BRIEF_WORDS 12u

/* A sentence of so many words that begins with "this" says nothing without the one before it. */
#define POINTING_WORDS 8u

/* Cues of this weight and less count where a paragraph states nothing of their kind in stronger words. */
#define WEAK_WEIGHT 5u

/* Cues of this weight say in so many words that the review recommends. */
#define EXPLICIT_WEIGHT 7u

/* The best cue that a sentence is a statement of 'kind'. */
const scrl__hit *scrl__wording(const scrl__draft *d, uint32_t sentence, const char *kind, uint32_t role)
{
    const scrl__hit *hit, *best = NULL;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_STATEMENT, role, &at)) != NULL)
        if (kind == NULL || scrl__is(scrl__hit_cue(d, hit)->id, kind))
            if (best == NULL || scrl__hit_cue(d, hit)->weight > scrl__hit_cue(d, best)->weight)
                best = hit;
    return best;
}

bool scrl__is_worded(const scrl__draft *d, uint32_t block, const char *kind)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++)
        if (scrl__wording(d, i, kind, SCRL__ROLE_NONE) != NULL)
            return true;
    return false;
}

/* Whether text at 'start' goes on about what stands before it: 2 where its first word points there. */
int32_t scrl__goes_on_at(const scrl__draft *d, uint32_t start)
{
    size_t len = strcspn(d->doc->text + start, " ,.");
    return scrl__word_value(d->structure, "goes_on", d->doc->text + start, len, 0);
}

/* A sentence that goes on about what the one before it speaks of. */
bool scrl__goes_on(const scrl__draft *d, uint32_t sentence)
{
    return scrl__goes_on_at(d, d->doc->sentences[sentence].start) != 0;
}

static bool speaks_of_practice(uint32_t role)
{
    static const char *const ids[] = {
        "analysis",       "chronology",   "findings",           "conclusion",        "lessons",        "good_practice",
        "voice_of_child", "family_views", "practitioner_views", "family_background", "recommendations"};
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
        if (scrl__role_is(role, ids[i]))
            return true;
    return false;
}

/* Where the sentence stands in a short paragraph of recommendations, the paragraph is the statement. */
static void recommend(scrl__finder *f, uint32_t block, uint32_t sentence)
{
    const scrl__draft *d = f->d;
    uint32_t first = d->block_sentence[block], last = d->block_sentence[block + 1], worded = 0;
    for (uint32_t i = first; i < last; i++)
        worded += scrl__wording(d, i, "recommendation", SCRL__ROLE_NONE) != NULL;
    const scrl__block *b = &d->doc->blocks[block];
    if (worded * 2 >= last - first) {
        if (f->count == 0 || f->items[f->count - 1].start != b->start)
            scrl__found_add(f, "recommendation", "", block, b->start, b->end);
    } else {
        scrl__found_add(f, "recommendation", "", block, d->doc->sentences[sentence].start,
                        d->doc->sentences[sentence].end);
    }
}

static bool is_mention(const scrl__draft *d, uint32_t sentence, const char *kind, uint32_t role)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_MENTION, role, &at)) != NULL)
        if (scrl__is(scrl__hit_cue(d, hit)->id, kind) || scrl__is(scrl__hit_cue(d, hit)->id, "any"))
            return true;
    return false;
}

/* Where a comment of the reviewer begins that a block is; SCRL_NONE where it is none. */
static uint32_t comment_start(const scrl__draft *d, uint32_t block)
{
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_COMMENT, SCRL__ROLE_NONE);
    return hit != NULL && hit->start == d->doc->blocks[block].start ? hit->end : SCRL_NONE;
}

/* The role by which running text is read: a comment between the paragraphs of a story is analysis, and so is what a review says of the
 * child's voice. */
static uint32_t reading_role(const scrl__draft *d, uint32_t block)
{
    uint32_t role = scrl__block_role(d, block);
    bool judged = comment_start(d, block) != SCRL_NONE || scrl__role_is(role, "voice_of_child");
    return judged ? scrl__role_number("analysis", 8) : role;
}

/* Adds what running text states from 'start' on, without the word "Comment:" before it. */
static scrl__found *add_running(scrl__finder *f, const char *kind, uint32_t block, uint32_t start, uint32_t end)
{
    uint32_t comment = comment_start(f->d, block);
    return scrl__found_add(f, kind, "", block, comment != SCRL_NONE && comment > start ? comment : start, end);
}

/* A finding that is discussed under its own heading has parts; they are no findings of their own. */
static bool discusses_finding(const scrl__draft *d, uint32_t section)
{
    for (; section != SCRL_NONE; section = d->doc->sections[section].parent) {
        uint32_t heading = d->doc->sections[section].block;
        const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_OPENING, heading, SCRL__CUE_LABEL, SCRL__ROLE_NONE);
        if (hit != NULL && hit->start == d->doc->blocks[heading].start &&
            scrl__is(scrl__hit_cue(d, hit)->id, "finding"))
            return true;
    }
    return false;
}

/* "I looked for any point at which someone asked ...: the teacher did so": behind a long lead-in the statement begins. */
static uint32_t behind_colon(const scrl__draft *d, uint32_t sentence, const scrl__hit *hit)
{
    const char *text = d->doc->text;
    uint32_t start = d->doc->sentences[sentence].start, words = 0;
    for (uint32_t i = start; i < hit->start; i++) {
        words += text[i] == ' ';
        if (text[i] == ':' && text[i + 1] == ' ' && words >= LEAD_IN_WORDS)
            return i + 2;
    }
    return start;
}

/* Where the statement begins: a brief judgement that only points back ("This was good practice.") takes what it judges, and one that
 * says how usual something is ("We heard that this is not unusual.") what it speaks of. */
static uint32_t worded_start(const scrl__draft *d, uint32_t block, uint32_t sentence, const scrl__hit *hit)
{
    const scrl__sentence *s = &d->doc->sentences[sentence];
    bool points = scrl__sentence_words(d, sentence) <= POINTING_WORDS && scrl__goes_on_at(d, s->start) == 2;
    if (scrl__is(scrl__hit_cue(d, hit)->id, "finding"))
        points =
            points || scrl__hit_best(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_POINTS_BACK, SCRL__ROLE_NONE) != NULL;
    if (!points || sentence == d->block_sentence[block])
        return behind_colon(d, sentence, hit);
    return d->doc->sentences[sentence - 1].start;
}

/* Of two sentences of a paragraph, the second going on about what was said, one is the statement: the one that says so in
 * more words. A paragraph has one pattern to tell of, unless it says of another in plainer words. Whether 'sentence' is to
 * be added. */
static bool outdoes(scrl__finder *f, const scrl__found *before, uint32_t sentence, const scrl__cue *cue)
{
    if (before == NULL || !scrl__is(before->kind, cue->id))
        return true;
    if (!scrl__goes_on(f->d, sentence))
        return !scrl__is(cue->id, "finding") || cue->weight > before->weight;
    if (cue->weight <= before->weight)
        return false;
    f->count--;
    return true;
}

/* Where the statement that 'sentence' makes ends: "What he asked for was not done. He had asked ..." A brief judgement that
 * does not itself go on about something leads up to the sentence behind it: "The visit in May stands out. The nurse ..." */
static uint32_t worded_end(const scrl__draft *d, uint32_t block, uint32_t sentence)
{
    const scrl__sentence *s = &d->doc->sentences[sentence];
    bool more = sentence + 1 < d->block_sentence[block + 1] && scrl__sentence_words(d, sentence) < BRIEF_WORDS &&
                (scrl__goes_on(d, sentence + 1) || !scrl__goes_on(d, sentence));
    return more ? d->doc->sentences[sentence + 1].end : s->end;
}

/* What only may be a statement gives way to one of its kind in the same paragraph: a stronger one, or an earlier one. */
static bool gives_way(const scrl__draft *d, uint32_t block, uint32_t sentence, const scrl__cue *cue, uint32_t role)
{
    if (cue->weight > WEAK_WEIGHT)
        return false;
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__hit *other = i != sentence ? scrl__wording(d, i, NULL, role) : NULL;
        const scrl__cue *by = other != NULL ? scrl__hit_cue(d, other) : NULL;
        if (by != NULL && scrl__is(by->id, cue->id) && (by->weight > WEAK_WEIGHT || i < sentence))
            return true;
    }
    return false;
}

static void take_worded(scrl__finder *f, uint32_t block)
{
    const scrl__draft *d = f->d;
    uint32_t role = reading_role(d, block);
    bool parts = discusses_finding(d, d->doc->blocks[block].section);
    scrl__found *last = NULL;
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__hit *hit = scrl__wording(d, i, NULL, role);
        if (hit == NULL)
            continue;
        const scrl__cue *cue = scrl__hit_cue(d, hit);
        if (is_mention(d, i, cue->id, role) || (parts && scrl__is(cue->id, "finding")))
            continue;
        if (!scrl__is(cue->id, "recommendation")) {
            if (gives_way(d, block, i, cue, role) || !outdoes(f, last, i, cue))
                continue;
            last = add_running(f, cue->id, block, worded_start(d, block, i, hit), worded_end(d, block, i));
            if (last != NULL)
                last->weight = cue->weight;
        } else if (!f->lists_recommendations || cue->weight >= EXPLICIT_WEIGHT) {
            recommend(f, block, i);
            last = NULL;
        }
    }
}

/* ---- by signs ---- */

/* Kinds that are found by signs, and the log-odds in hundredths from which on a sentence is taken. */
static const struct {
    const char *kind;
    int32_t least;
} weighed[] = {{"finding", -145}, {"good_practice", -155}};

bool scrl__judges_practice(const scrl__draft *d, uint32_t block)
{
    uint32_t role = reading_role(d, block);
    bool judges =
        scrl__role_is(role, "analysis") || scrl__role_is(role, "findings") || scrl__role_is(role, "conclusion");
    return judges && d->doc->blocks[block].kind != SCRL_BLOCK_LIST_ITEM;
}

/* A paragraph of analysis in which nothing is announced has one point at most: the sentence with the most signs of one. */
static void take_weighed(scrl__finder *f, uint32_t block)
{
    const scrl__draft *d = f->d;
    uint32_t role = reading_role(d, block), sentence = 0;
    const char *kind = NULL;
    int32_t best = -1;
    if (!scrl__judges_practice(d, block) || scrl__is_worded(d, block, "recommendation"))
        return;
    bool parts = discusses_finding(d, d->doc->blocks[block].section);
    for (size_t k = 0; k < sizeof(weighed) / sizeof(weighed[0]); k++)
        for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
            int32_t above = scrl__signs_weigh(d, i, weighed[k].kind);
            above = above == INT32_MIN ? -1 : above - weighed[k].least;
            if (above <= best || is_mention(d, i, weighed[k].kind, role) ||
                (parts && scrl__is(weighed[k].kind, "finding")))
                continue;
            best = above;
            kind = weighed[k].kind;
            sentence = i;
        }
    if (kind != NULL)
        add_running(f, kind, block, d->doc->sentences[sentence].start, worded_end(d, block, sentence));
}

void scrl__take_running(scrl__finder *f, uint32_t block)
{
    size_t before = f->count;
    if (f->strict || scrl__is(f->d->type, "pfd") || !speaks_of_practice(scrl__block_role(f->d, block)))
        return;
    take_worded(f, block);
    if (f->count == before)
        take_weighed(f, block);
}
