/*
 * learned.h - the models beside a theme set: what they guess of a paragraph, and what their guess and a rule's hit are worth together.
 */
#ifndef SCRL_TAG_LEARNED_H
#define SCRL_TAG_LEARNED_H

#include "model/doc.h"
#include "tag/themes.h"

/* Loads the models of 'path' for the set, when that file exists: each theme that has one gets a rule more, "learned/<version>", which
 * only scrl__learned_block() matches. Errors: as scrl__linear_load(); SCRL_EFORMAT also for a model of another set. */
int scrl__learned_load(scrl_context *ctx, scrl_themes *themes, const char *path);
void scrl__learned_free(scrl__learned *learned);

typedef struct scrl__learned_scratch scrl__learned_scratch;
scrl__learned_scratch *scrl__learned_scratch_new(const scrl__learned *learned);
void scrl__learned_scratch_free(scrl__learned_scratch *scratch);

/* Scores the sentences [first, end) of one block; the scores are kept in the scratch, those of a heading also for the blocks of its section
 * that follow. Returns 0 or SCRL_ENOMEM. */
int scrl__learned_block(const scrl__learned *learned, scrl__learned_scratch *scratch, const scrl_document *doc,
                        uint32_t first, uint32_t end);

/* A theme that the models see in the block scored last, with the sentence and the words that carry most. */
typedef struct scrl__guess {
    uint32_t theme, rule, sentence, start, end;
} scrl__guess;

/* The next theme that is likely enough without any rule, or with 'considered' at least half as likely; '*next' begins as 0. 1, 0 at the
 * end, or SCRL_ENOMEM. */
int scrl__learned_next(const scrl__learned *learned, scrl__learned_scratch *scratch, bool considered, uint32_t *next,
                       scrl__guess *out);

/* What the models say of how a sentence speaks: scores of the judgements, which scrl__learned_odds() makes worth something. */
typedef enum scrl__judgement {
    SCRL__JUDGED_PROBLEM, /* in the order of scrl_polarity */
    SCRL__JUDGED_GOOD,
    SCRL__JUDGED_RECOMMENDED,
    SCRL__JUDGED_NEUTRAL,
    SCRL__JUDGED_SYSTEM,
    SCRL__JUDGEMENTS
} scrl__judgement;

/* Scores of the window that begins with a sentence, their mean over the paragraph and the highest of it. */
typedef struct scrl__judging {
    float sentence[SCRL__JUDGEMENTS], paragraph[SCRL__JUDGEMENTS], highest[SCRL__JUDGEMENTS];
} scrl__judging;

/* Gets the scores for a sentence of the block scored last. */
void scrl__learned_judging(const scrl__learned *learned, scrl__learned_scratch *scratch, uint32_t sentence,
                           scrl__judging *out);

/* The log-odds of a judgement that has this score, for a theme; false when the models know none. */
bool scrl__learned_odds(const scrl__learned *learned, uint32_t theme, scrl__judgement judgement, float score,
                        double *odds);

/* How much more often a judgement is passed on a theme than on others of its kind, as log-odds. */
double scrl__learned_usual(const scrl__learned *learned, uint32_t theme, scrl__judgement judgement);

/* What the models say of a theme in a block, as log-odds in hundredths: of its words, and of its heading and what is usual. */
typedef struct scrl__score {
    int32_t odds, place; /* odds: SCRL__NO_SCORE where the theme has no model */
} scrl__score;

#define SCRL__NO_SCORE INT32_MIN

/* Of the block scored last. */
scrl__score scrl__learned_score(const scrl__learned *learned, scrl__learned_scratch *scratch, uint32_t theme);

/* True for the rules that stand for models. */
bool scrl__learned_is_rule(const scrl_themes *themes, uint32_t rule);

/* Takes that score and a rule's confidence (0 when no rule matched) together: true when they are enough for a tag, of a theme that 'borrows'
 * or another. The confidence that they make is set either way. */
bool scrl__learned_weigh(scrl__score score, bool borrows, uint32_t *confidence);

#endif
