/*
 * Finds who is to act: the subject before "should", "to" or "is asked to", or the heading that a list stands under. A
 * subject counts only where it names a body, an agency or a proper name, so that "Assessments must ..." names nobody.
 */
#include "structure/addressees.h"

#include <string.h>
#include <strings.h>

#include "structure/aliases.h"

#define SUBJECT_WORDS 22

typedef struct range {
    uint32_t start, end;
} range;

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || is_upper(c) || (c >= '0' && c <= '9') || (c & 0x80) != 0 || c == '\'';
}

static range next_word(const char *text, uint32_t pos, uint32_t end)
{
    while (pos < end && !is_word_byte(text[pos]))
        pos++;
    range word = {pos, pos};
    while (word.end < end && is_word_byte(text[word.end]))
        word.end++;
    return word;
}

static int32_t kind_of(const scrl__draft *d, const char *table, range word)
{
    return scrl__word_value(d->structure, table, d->doc->text + word.start, word.end - word.start, 0);
}

/* Is there a hit of 'field' in the range? */
static bool names(const scrl__draft *d, uint32_t block, scrl__cue_field field, range r)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, field, SCRL__ROLE_NONE, &at)) != NULL)
            if (hit->start >= r.start && hit->end <= r.end)
                return true;
    }
    return false;
}

static bool has_acronym(const scrl__draft *d, range r)
{
    for (uint32_t i = r.start; i + 1 < r.end; i++)
        if (is_upper(d->doc->text[i]) && is_upper(d->doc->text[i + 1]))
            return true;
    return false;
}

/* Two capitalised words in a row, or one after the first word. */
static bool has_proper_name(const scrl__draft *d, range r)
{
    range word = next_word(d->doc->text, r.start, r.end);
    bool first = true;
    for (; word.start < word.end; word = next_word(d->doc->text, word.end, r.end)) {
        if (!first && is_upper(d->doc->text[word.start]))
            return true;
        first = false;
    }
    return false;
}

static bool is_somebody(const scrl__draft *d, uint32_t block, range r)
{
    if (r.start >= r.end || kind_of(d, "nobody", next_word(d->doc->text, r.start, r.end)) != 0)
        return false;
    return names(d, block, SCRL__CUE_BODY, r) || names(d, block, SCRL__CUE_AGENCY, r) || has_acronym(d, r) ||
           has_proper_name(d, r);
}

/* "That the Health Board issue ...": the capitalised words, and small words between them, behind "that". */
static range capitalised_run(const scrl__draft *d, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    range run = {start, start};
    range word = next_word(text, start, end);
    for (uint32_t before = word.start; word.start < word.end; word = next_word(text, word.end, end)) {
        bool upper = is_upper(text[word.start]);
        if (word.start > before + 1 || (!upper && kind_of(d, "name_filler", word) == 0))
            break;
        if (upper)
            run.end = word.end;
        before = word.end;
    }
    return run;
}

/* The words before the verb that asks; empty when there are none. A sentence that begins with "that" needs no such
 * verb. */
static range subject(const scrl__draft *d, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    range word = next_word(text, start, end);
    uint32_t from = start;
    bool bare = word.end - word.start == 4 && strncasecmp(text + word.start, "that", 4) == 0;
    for (int n = 0; word.start < word.end && n < SUBJECT_WORDS; n++, word = next_word(text, word.end, end)) {
        if (memchr(text + from, '.', word.start - from) != NULL || memchr(text + from, ';', word.start - from) != NULL)
            break;
        int32_t modal = kind_of(d, "modal", word);
        if (kind_of(d, "opener", word) != 0 && !(bare && n > 0))
            from = next_word(text, word.end, end).start;
        else if (modal == 1 || (modal == 2 && n > 0 && !bare))
            return (range){from, word.start};
    }
    return bare ? capitalised_run(d, next_word(text, next_word(text, start, end).end, end).start, end)
                : (range){start, start};
}

/* "Does the Board ...?": what is asked about, up to the end of its name. */
static range questioned(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end)
{
    range verb = next_word(d->doc->text, start, end);
    range word = next_word(d->doc->text, verb.end, end);
    if (kind_of(d, "question", verb) == 2)
        word = next_word(d->doc->text, word.end, end);
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_BODY, SCRL__ROLE_NONE, &at)) != NULL)
            if (hit->start >= word.start && hit->start <= word.end + 1)
                return (range){word.start, hit->end};
    }
    return (range){start, start};
}

/* The subject of the first sentence that names somebody. */
static range first_subject(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__sentence *s = &d->doc->sentences[i];
        if (s->end <= start || s->start >= end)
            continue;
        range r = subject(d, s->start > start ? s->start : start, s->end < end ? s->end : end);
        if (is_somebody(d, block, r))
            return r;
    }
    return (range){start, start};
}

static range trim(const scrl__draft *d, range r)
{
    const char *text = d->doc->text;
    while (r.start < r.end && !is_word_byte(text[r.start]))
        r.start++;
    while (r.end > r.start && !is_word_byte(text[r.end - 1]))
        r.end--;
    range word = next_word(text, r.start, r.end);
    while (word.start < word.end && kind_of(d, "lead", word) != 0) {
        r.start = next_word(text, word.end, r.end).start;
        word = next_word(text, r.start, r.end);
    }
    return r;
}

static int add_name(const scrl__draft *d, scrl__addressees *out, range r)
{
    r = trim(d, r);
    if (r.start >= r.end || out->name_count >= SCRL__ADDRESSEES_MAX)
        return 0;
    const char *name = scrl__draft_copy(d, r.start, r.end);
    if (name == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < out->name_count; i++)
        if (strcmp(out->names[i], name) == 0)
            return 0;
    out->names[out->name_count++] = name;
    return 0;
}

/* True when a new name begins at 'pos': a capital, or "the" and the like. */
static bool begins_name(const scrl__draft *d, uint32_t pos, uint32_t end)
{
    range word = next_word(d->doc->text, pos, end);
    return word.start < word.end && (is_upper(d->doc->text[word.start]) || kind_of(d, "article", word) != 0);
}

/* Splits "A, B and the C" into its names. */
static int split_names(const scrl__draft *d, scrl__addressees *out, range r)
{
    const char *text = d->doc->text;
    uint32_t from = r.start;
    int status = 0;
    for (uint32_t i = r.start; i < r.end && status == 0; i++) {
        uint32_t skip = 0;
        if (strncmp(text + i, ", and ", 6) == 0)
            skip = 6;
        else if (strncmp(text + i, ", with ", 7) == 0)
            skip = 7;
        else if (strncmp(text + i, " and ", 5) == 0)
            skip = 5;
        else if (strncmp(text + i, ", ", 2) == 0)
            skip = 2;
        if (skip == 0 || i + skip >= r.end || !begins_name(d, i + skip, r.end))
            continue;
        status = add_name(d, out, (range){from, i});
        from = i + skip;
        i += skip - 1;
    }
    return status == 0 ? add_name(d, out, (range){from, r.end}) : status;
}

static void add_agency(void *user, const char *id)
{
    scrl__addressees *out = user;
    for (size_t i = 0; i < out->agency_count; i++)
        if (strcmp(out->agencies[i], id) == 0)
            return;
    if (out->agency_count < SCRL__AGENCIES_MAX)
        out->agencies[out->agency_count++] = id;
}

/* Agencies named in [start, end) of the text. */
void scrl__find_agencies(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    for (uint32_t i = d->block_sentence[block]; i < d->doc->sentence_count && d->doc->sentences[i].start < end; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_AGENCY, SCRL__ROLE_NONE, &at)) != NULL)
            if (hit->start >= start && hit->end <= end)
                add_agency(out, scrl__hit_agency(d, hit));
    }
    scrl__each_alias(d, start, end, add_agency, out);
}

/* Agencies that the heading of a section, or of one that it lies in, names. */
static void heading_agencies(const scrl__draft *d, uint32_t section, scrl__addressees *out)
{
    for (; section != SCRL_NONE && out->agency_count == 0; section = d->doc->sections[section].parent) {
        const scrl__hit *hit;
        uint32_t at = 0, block = d->doc->sections[section].block;
        while ((hit = scrl__hit_next(d, SCRL__ON_HEADING, block, SCRL__CUE_AGENCY, SCRL__ROLE_NONE, &at)) != NULL)
            add_agency(out, scrl__hit_agency(d, hit));
        scrl__each_alias(d, d->doc->blocks[block].start, d->doc->blocks[block].end, add_agency, out);
    }
}

/* The agencies of the nearest sentence before 'start' in the same paragraph that names any: "She ..." goes on about
 * them. */
static void agencies_before(const scrl__draft *d, uint32_t block, uint32_t start, scrl__addressees *out)
{
    for (uint32_t i = d->block_sentence[block + 1]; i > d->block_sentence[block] && out->agency_count == 0; i--) {
        const scrl__sentence *s = &d->doc->sentences[i - 1];
        if (s->end <= start)
            scrl__find_agencies(d, block, s->start, s->end, out);
    }
}

/* Date and owner printed inside the statement. */
static void read_terms(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    for (uint32_t i = d->block_sentence[block]; i < d->doc->sentence_count && d->doc->sentences[i].start < end; i++) {
        if (d->doc->sentences[i].end <= start)
            continue;
        const scrl__hit *due = scrl__hit_best(d, SCRL__ON_SENTENCE, i, SCRL__CUE_DEADLINE, SCRL__ROLE_NONE);
        const scrl__hit *owner = scrl__hit_best(d, SCRL__ON_SENTENCE, i, SCRL__CUE_OWNER, SCRL__ROLE_NONE);
        if (due != NULL && out->deadline == NULL)
            out->deadline = scrl__draft_copy(d, due->group_start, due->group_end);
        if (owner != NULL && out->owner == NULL)
            out->owner = scrl__draft_copy(d, owner->group_start, owner->group_end);
    }
}

/* The heading's name, unless the text names others. "HSCB" below its full name is the text's own word for it. */
static int choose_names(const scrl__draft *d, uint32_t block, range asked, range heading, scrl__addressees *out)
{
    bool own = is_somebody(d, block, asked);
    if (own && (heading.start == heading.end || has_acronym(d, asked) ||
                memmem(d->doc->text + asked.start, asked.end - asked.start, " and ", 5) != NULL))
        return split_names(d, out, asked);
    if (heading.start < heading.end)
        return add_name(d, out, heading);
    return own ? split_names(d, out, asked) : 0;
}

static bool same_words(const scrl__draft *d, range a, range b)
{
    size_t len = a.end - a.start;
    return len == b.end - b.start && strncasecmp(d->doc->text + a.start, d->doc->text + b.start, len) == 0;
}

int scrl__find_addressees(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, bool asks,
                          scrl__addressees *out)
{
    const scrl_document *doc = d->doc;
    uint32_t section = doc->blocks[block].section;
    int status = 0;
    read_terms(d, block, start, end, out);
    if (asks) {
        uint32_t block_end = doc->blocks[block].end < end ? doc->blocks[block].end : end;
        bool question = block_end > start && doc->text[block_end - 1] == '?';
        range heading = {0, 0};
        if (section != SCRL_NONE)
            heading = (range){d->sections[section].addressee_start, d->sections[section].addressee_end};
        range asked = question ? questioned(d, block, start, block_end) : first_subject(d, block, start, block_end);
        if (question && asked.start < asked.end)
            status = add_name(d, out, asked);
        else
            status = choose_names(d, block, asked, heading, out);
        bool others = question && asked.start < asked.end && !same_words(d, asked, heading);
        if (asked.start < asked.end)
            scrl__find_agencies(d, block, asked.start, asked.end, out);
        if (out->agency_count == 0 && heading.start < heading.end && !others)
            heading_agencies(d, section, out);
        if (question)
            scrl__find_agencies(d, block, start, end, out);
    }
    if (!asks && section != SCRL_NONE)
        heading_agencies(d, section, out);
    if (out->agency_count == 0)
        scrl__find_agencies(d, block, start, end, out);
    if (out->agency_count == 0 && section != SCRL_NONE && out->name_count == 0)
        heading_agencies(d, section, out);
    if (out->agency_count == 0 && !asks)
        agencies_before(d, block, start, out);
    return status;
}
