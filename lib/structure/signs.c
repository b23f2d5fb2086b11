/*
 * Most findings and most credit are announced by no words of their own: a reader sees them by several small signs, such as who the
 * subject is, what the verb does and whether it tells of a habit. Signs are cues, and what each is worth is a table of the data files
 * for each kind; this file adds them up, with those of the sentence behind, which often says why the first was told.
 */
#include "structure/signs.h"

#include <stdio.h>
#include <string.h>

/* The third "not" of a sentence says no more than the second. */
#define MOST_HITS 2u

#define SHORT_WORDS 9u
#define LONG_WORDS 18u
#define LONGER_WORDS 28u

#define NAME_MAX 32u

/* A kind's table, and what stands before the names of the signs at hand. */
typedef struct scale {
    const scrl__draft *d;
    char table[NAME_MAX];
    const char *prefix;
} scale;

static int32_t worth(const scale *s, const char *sign)
{
    char name[NAME_MAX];
    int len = snprintf(name, sizeof(name), "%s%s", s->prefix, sign);
    return scrl__word_value(s->d->structure, s->table, name, (size_t)len, 0);
}

/* What the cues of a sentence are worth, each counted 'most' times. */
static int32_t weigh_cues(const scale *s, uint32_t sentence, uint32_t most)
{
    const scrl__hit *hit, *other;
    uint32_t at = 0;
    int32_t sum = 0;
    while ((hit = scrl__hit_next(s->d, SCRL__ON_JUDGING, sentence, SCRL__CUE_SIGN, SCRL__ROLE_NONE, &at)) != NULL) {
        uint32_t k = 0, before = 0;
        while ((other = scrl__hit_next(s->d, SCRL__ON_JUDGING, sentence, SCRL__CUE_SIGN, SCRL__ROLE_NONE, &k)) != hit)
            before += other->cue == hit->cue;
        if (before < most)
            sum += worth(s, scrl__hit_cue(s->d, hit)->id);
    }
    return sum;
}

static bool names_subject(const scrl__draft *d, const scrl__sentence *s)
{
    for (size_t i = 0; i < d->subject_count; i++)
        if (d->subjects[i] != NULL &&
            memmem(d->doc->text + s->start, s->end - s->start, d->subjects[i], strlen(d->subjects[i])) != NULL)
            return true;
    return false;
}

/* What its place in the paragraph, its length and the subject's name are worth. */
static int32_t weigh_place(const scale *s, uint32_t sentence)
{
    const scrl__draft *d = s->d;
    const scrl__sentence *at = &d->doc->sentences[sentence];
    uint32_t first = d->block_sentence[at->block], last = d->block_sentence[at->block + 1] - 1;
    uint32_t words = scrl__sentence_words(d, sentence);
    int32_t sum = 0;
    if (sentence == first)
        sum += worth(s, first == last ? "alone" : "first");
    else if (sentence == last)
        sum += worth(s, "last");
    if (sentence == first + 1)
        sum += worth(s, "second");
    if (words < SHORT_WORDS)
        sum += worth(s, "short");
    if (words >= LONG_WORDS)
        sum += worth(s, "long");
    if (words >= LONGER_WORDS)
        sum += worth(s, "longer");
    return names_subject(d, at) ? sum + worth(s, "named") : sum;
}

int32_t scrl__signs_weigh(const scrl__draft *d, uint32_t sentence, const char *kind)
{
    scale s = {.d = d, .prefix = ""};
    snprintf(s.table, sizeof(s.table), "signs of %s", kind);
    int32_t always = worth(&s, "always");
    if (always == 0)
        return INT32_MIN;
    int32_t sum = always + weigh_place(&s, sentence) + weigh_cues(&s, sentence, MOST_HITS);
    if (sentence + 1 < d->block_sentence[d->doc->sentences[sentence].block + 1]) {
        s.prefix = "next ";
        sum += weigh_cues(&s, sentence + 1, 1);
    }
    return sum;
}
