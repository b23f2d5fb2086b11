/*
 * Ages of those whom the review is about: of each name of the title the first age that a sentence of introduction,
 * summary or background gives it, and the age band that it lies in. An age belongs to the person named last before it
 * in its sentence, so that "his mother, aged 19" is nobody's here; a review of one person may say "he", or "the child".
 */
#include "structure/ages.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define DAYS_OF_YEAR 365
#define WORD_MAX 24u
#define WORDS_BEHIND 3u /* "a 15 year old black British boy" */

typedef enum person { PERSON_NONE, PERSON_SUBJECT, PERSON_OTHER } person;

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (c & 0x80) != 0 || c == '-';
}

/* A number in digits or words ("34", "eleven", "thirty-four", "a"); -1 when there is none. */
static int number_of(const scrl__draft *d, const char *word, size_t len)
{
    int number = 0;
    size_t digits = 0;
    while (digits < len && isdigit((unsigned char)word[digits]) && number < 1000)
        number = number * 10 + word[digits++] - '0';
    if (digits > 0)
        return number;
    number = (int)scrl__word_value(d->structure, "count", word, len, 0);
    const char *hyphen = memchr(word, '-', len);
    if (number == 0 && hyphen != NULL) {
        int tens = (int)scrl__word_value(d->structure, "tens", word, (size_t)(hyphen - word), 0);
        int ones = (int)scrl__word_value(d->structure, "count", hyphen + 1, len - (size_t)(hyphen - word) - 1, 0);
        number = tens > 0 && ones > 0 ? tens + ones : 0;
    }
    if (number == 0)
        number = (int)scrl__word_value(d->structure, "tens", word, len, 0);
    return number > 0 ? number : -1;
}

/* The next word of [*at, end), which 'hyphens' may keep together; its length, 0 at the end. */
static size_t next_word(const char *text, uint32_t *at, uint32_t end, bool hyphens)
{
    while (*at < end && !is_word_byte(text[*at]))
        (*at)++;
    uint32_t last = *at;
    while (last < end && is_word_byte(text[last]) && (hyphens || text[last] != '-'))
        last++;
    return last - *at;
}

/* Days of an age as printed; a bare number counts years. -1 when it has no number. */
static int days_of(const scrl__draft *d, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    int number = -1, days = DAYS_OF_YEAR;
    size_t len;
    for (uint32_t at = start; (len = next_word(text, &at, end, number < 0)) > 0 && len < WORD_MAX;
         at += (uint32_t)len) {
        int value = number_of(d, text + at, len);
        if (number < 0 && value < 0 && memchr(text + at, '-', len) != NULL) /* "34-year-old" */
            len = (size_t)((const char *)memchr(text + at, '-', len) - (text + at)),
            value = number_of(d, text + at, len);
        int unit = (int)scrl__word_value(d->structure, "age_unit", text + at, len, 0);
        if (number < 0 && value >= 0)
            number = value;
        else if (number >= 0 && unit > 0)
            return number * unit;
    }
    return number < 0 ? -1 : number * days;
}

static const char *band_of(int days)
{
    static const struct {
        int years;
        const char *band;
    } bands[] = {{1, "under_1"}, {5, "1_4"}, {10, "5_9"}, {16, "10_15"}, {18, "16_17"}, {65, "18_64"}};
    for (size_t i = 0; i < sizeof(bands) / sizeof(bands[0]); i++)
        if (days < bands[i].years * DAYS_OF_YEAR)
            return bands[i].band;
    return "65_plus";
}

static bool ends_with(const char *text, uint32_t start, uint32_t end, const char *name)
{
    size_t len = strlen(name);
    return end - start >= len && strncasecmp(text + end - len, name, len) == 0 &&
           (end - len == start || !is_word_byte(text[end - len - 1]));
}

/* Whom the word that ends at 'end' names; '*which' is set to the subject. */
static person person_at(const scrl__draft *d, uint32_t start, uint32_t end, size_t *which)
{
    for (size_t i = 0; i < d->subject_count; i++)
        if (d->subjects[i] != NULL && ends_with(d->doc->text, start, end, d->subjects[i])) {
            *which = i;
            return PERSON_SUBJECT;
        }
    uint32_t word = end;
    while (word > start && is_word_byte(d->doc->text[word - 1]))
        word--;
    int kind = (int)scrl__word_value(d->structure, "age_of", d->doc->text + word, end - word, 0);
    if (kind == 1 && d->subject_count == 1) {
        *which = 0;
        return PERSON_SUBJECT;
    }
    return kind == 2 ? PERSON_OTHER : PERSON_NONE;
}

/* The person named last before 'at' in the sentence; where none is, the one named behind the age: "a 15-year-old girl". */
static person owner_of(const scrl__draft *d, const scrl__sentence *s, const scrl__hit *hit, size_t *which)
{
    person found = PERSON_NONE;
    for (uint32_t end = hit->start; end > s->start && found == PERSON_NONE; end--)
        if (end == hit->start || !is_word_byte(d->doc->text[end]))
            found = person_at(d, s->start, end, which);
    uint32_t at = hit->end;
    for (unsigned words = 0; words < WORDS_BEHIND && found == PERSON_NONE; words++) {
        uint32_t len = (uint32_t)next_word(d->doc->text, &at, s->end, false);
        found = len > 0 ? person_at(d, at, at + len, which) : PERSON_NONE;
        at += len;
    }
    return found;
}

static int add_age(scrl__draft *d, const scrl__hit *hit)
{
    int days = days_of(d, hit->group_start, hit->group_end);
    const char *printed = scrl__draft_copy(d, hit->group_start, hit->group_end);
    if (printed == NULL)
        return SCRL_ENOMEM;
    scrl__review_builder_value(d->out, "age", printed, hit->group_start, hit->group_end);
    if (days >= 0 && !scrl__draft_has(d, "age_band", band_of(days)))
        scrl__review_builder_value(d->out, "age_band", band_of(days), hit->group_start, hit->group_end);
    return 0;
}

/* Ages that a sentence gives to subjects who have none yet. */
static int read_sentence(scrl__draft *d, uint32_t sentence, bool known[SCRL__SUBJECTS_MAX])
{
    const scrl__hit *hit;
    uint32_t at = 0;
    int status = 0;
    while (status == 0 &&
           (hit = scrl__hit_next(d, SCRL__ON_SENTENCE, sentence, SCRL__CUE_AGE, SCRL__ROLE_NONE, &at)) != NULL) {
        size_t which = 0;
        if (strcmp(scrl__hit_cue(d, hit)->id, "school") == 0 ||
            owner_of(d, &d->doc->sentences[sentence], hit, &which) != PERSON_SUBJECT || known[which])
            continue;
        known[which] = true;
        status = add_age(d, hit);
    }
    return status;
}

int scrl__find_ages(scrl__draft *d)
{
    bool known[SCRL__SUBJECTS_MAX] = {false};
    int status = 0;
    if (d->subject_count == 0 && scrl__draft_has(d, "subject_count", "1"))
        d->subject_count = 1; /* without a name in the title */
    for (uint32_t i = 0; i < d->doc->sentence_count && status == 0 && d->subject_count > 0; i++)
        if (d->doc->sentences[i].block >= d->cover_end &&
            scrl__states_facts(scrl__block_role(d, d->doc->sentences[i].block)))
            status = read_sentence(d, i, known);
    return status;
}
