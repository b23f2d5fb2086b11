/*
 * passage.h - one place where a rule's words were found, with all that the judges look at: the sentence, its
 * paragraph's cues, the section's role. context.c decides whether the words count, polarity.c and level.c what they
 * say; tag.c puts it together.
 */
#ifndef SCRL_TAG_PASSAGE_H
#define SCRL_TAG_PASSAGE_H

#include <scrl/document.h>

#include "tag/learned.h"
#include "tag/themes.h"

/* A cue's words in the text. 'from' is where what is said begins: at the negation before it, when it is 'turned' by
 * one. A 'silent' mark is not weighed: a longer one covers it, or it is part of what a sentence asks for. */
typedef struct scrl__mark {
    uint32_t sentence, cue, start, end, from;
    bool turned, silent;
} scrl__mark;

typedef struct scrl__passage {
    const scrl_themes *themes;
    const char *text; /* the whole document */
    const char *role; /* of the section */
    scrl_block_kind kind;
    const scrl__mark *marks; /* of the paragraph, by sentence, then in the order of the cues */
    size_t mark_count;
    uint32_t sentence, start, end;
    uint32_t words_start, words_end; /* what the rule matched */
    const scrl__theme *theme;
    const scrl__rule *rule;
    const scrl__judging *judging; /* what the models say of the sentence and its paragraph, or NULL */
} scrl__passage;

static inline const scrl__cue *scrl__cue_of(const scrl__passage *p, const scrl__mark *mark)
{
    return &p->themes->cues[mark->cue];
}

/* Why something was decided, as the tag tells it. */
typedef struct scrl__reason {
    char text[96];
} scrl__reason;

/* What is said of practice, how clearly (log-odds ahead of the next likely), and whether any words of the paragraph say it. */
typedef struct scrl__polarity_verdict {
    scrl_polarity polarity;
    double clear;
    bool said;
    scrl__reason by;
} scrl__polarity_verdict;

typedef struct scrl__level_verdict {
    scrl_level level;
    scrl__reason by;
} scrl__level_verdict;

/* NULL when the words count as a mention of the theme, or why they do not; '*confidence' is lowered where that is doubtful (context.c). */
const char *scrl__context_counts(const scrl__passage *p, uint32_t *confidence);

/* True when a mark of this kind stands in the sentence (context.c). */
bool scrl__context_has(const scrl__passage *p, scrl__cue_kind kind);

/* True when a mark of this kind lies between the two places of the sentence (context.c). */
bool scrl__context_between(const scrl__passage *p, scrl__cue_kind kind, uint32_t from, uint32_t to);

/* True in sections where what is judged stands among much that is only told (context.c). */
bool scrl__context_records(const scrl__passage *p);

/* Works out, once for all marks of a document, which are turned and which are silent (polarity.c). */
void scrl__marks_prepare(const scrl_themes *themes, scrl__mark *marks, size_t count);

/* Decide polarity and level (polarity.c, level.c). 'polarity' is what was decided before. */
void scrl__polarity_judge(const scrl__passage *p, scrl__polarity_verdict *out);
void scrl__level_judge(const scrl__passage *p, scrl_polarity polarity, scrl__level_verdict *out);

/* Writes a reason: a short word for its kind and the words of a mark, shortened at a character's end (polarity.c). */
void scrl__reason_mark(scrl__reason *reason, const scrl__passage *p, const scrl__mark *mark);
void scrl__reason_set(scrl__reason *reason, const char *kind, const char *what);

#endif
