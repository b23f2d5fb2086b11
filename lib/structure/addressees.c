/*
 * Finds who is to act: the subject before "should", "to" or "is asked to", or the heading that a list stands under. A
 * subject counts only where it names a body, an agency or a proper name, so that "Assessments must ..." names nobody.
 */
#include "structure/addressees.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "structure/aliases.h"

#define SUBJECT_WORDS 22

/* A longer clause before "should" is no name. */
#define CLAUSE_WORDS 12u

/* An agency that so many paragraphs about a finding name is one that it concerns. */
#define DISCUSSED_BLOCKS 2u

/* In a section of so few paragraphs one is enough. */
#define SHORT_SECTION 4u

/* A paragraph that names nobody goes on about those of so many paragraphs above it. */
#define BLOCKS_BEFORE 2u

/* Two agencies with "and" between them stand so near. */
#define JOINED_BYTES 24u

/* "With" stands so near before the name of one who acts together with somebody. */
#define PARTNER_BYTES 16u

/* A weak verb further behind a name than this has another subject. */
#define CLAUSE_BYTES 30u

/* A longer heading that gives so little of itself to an agency only mentions it. */
#define NAME_BYTES 36u
#define NAME_SHARE 4u

/* A name before a colon ends in so many bytes. */
#define COLON_BYTES 80u

typedef struct range {
    uint32_t start, end;
} range;

static bool is_word_byte(char c)
{
    return scrl__is_word_byte(c) || c == '\'';
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

/* 1: a verb that asks wherever it stands; 2: only behind a first word; 0: none. "Complex needs" is none without "to". */
static int32_t modal_at(const scrl__draft *d, range word, uint32_t end)
{
    int32_t kind = kind_of(d, "modal", word);
    range next = kind == 3 ? next_word(d->doc->text, word.end, end) : word;
    if (kind != 3)
        return kind;
    return next.end - next.start == 2 && strncasecmp(d->doc->text + next.start, "to", 2) == 0 ? 1 : 0;
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
        if (scrl__is_capital(d->doc->text[i]) && scrl__is_capital(d->doc->text[i + 1]))
            return true;
    return false;
}

/* "HSCB": a short name, where "GP" is only a word. */
static bool has_short_name(const scrl__draft *d, range r)
{
    for (uint32_t i = r.start; i + 2 < r.end; i++)
        if (scrl__is_capital(d->doc->text[i]) && scrl__is_capital(d->doc->text[i + 1]) &&
            scrl__is_capital(d->doc->text[i + 2]))
            return true;
    return false;
}

/* Two capitalised words in a row, or one after the first word. */
static bool has_proper_name(const scrl__draft *d, range r)
{
    range word = next_word(d->doc->text, r.start, r.end);
    bool first = true;
    for (; word.start < word.end; word = next_word(d->doc->text, word.end, r.end)) {
        if (!first && scrl__is_capital(d->doc->text[word.start]))
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
        bool upper = scrl__is_capital(text[word.start]);
        if (word.start > before + 1 || (!upper && kind_of(d, "name_filler", word) == 0))
            break;
        if (upper)
            run.end = word.end;
        before = word.end;
    }
    return run;
}

/* "Agree a joint pathway ...": what begins with the verb that asks has no subject. A verb that may also be a noun
 * ("Review panels should ...") needs an article or the like behind it. */
static bool is_imperative(const scrl__draft *d, range word, uint32_t end)
{
    int32_t kind = kind_of(d, "imperative", word);
    return kind == 1 || (kind == 2 && kind_of(d, "article", next_word(d->doc->text, word.end, end)) != 0);
}

/* The words before the verb that asks, or the name behind "that" where no such verb stands near it: "I recommend that the
 * Board publish ..."; empty when there are none. "To review ..." names nobody. */
static range subject(const scrl__draft *d, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    range word = next_word(text, start, end), weak = {start, start};
    uint32_t from = start;
    bool bare = word.end - word.start == 4 && strncasecmp(text + word.start, "that", 4) == 0;
    if ((word.end - word.start == 2 && strncasecmp(text + word.start, "to", 2) == 0) || is_imperative(d, word, end))
        return weak;
    for (int n = 0; word.start < word.end && n < SUBJECT_WORDS; n++, word = next_word(text, word.end, end)) {
        if (memchr(text + from, '.', word.start - from) != NULL || memchr(text + from, ';', word.start - from) != NULL)
            break;
        int32_t modal = modal_at(d, word, end);
        bool empty = kind_of(d, "nobody", next_word(text, from, end)) != 0; /* "There is a need for the Board to ..." */
        if ((kind_of(d, "opener", word) != 0 && !(bare && n > 0)) ||
            (empty && n > 0 && kind_of(d, "addressing", word) != 0)) {
            from = next_word(text, word.end, end).start;
        } else if (modal == 1) {
            return (range){from, word.start};
        } else if (modal == 2 && n > 0 && !bare && !empty) {
            weak = (range){from, word.start};
            break;
        }
    }
    if (bare)
        from = next_word(text, next_word(text, start, end).end, end).start;
    range named = from > start ? capitalised_run(d, from, end) : (range){start, start};
    bool near = weak.start < weak.end && weak.end < named.end + CLAUSE_BYTES;
    return near || named.start == named.end ? weak : named;
}

/* Where a name ends that begins at 'pos', behind an article: a body, an agency or a short name, or several in a row ("hospital
 * trusts"); 'pos' where none begins. */
static uint32_t name_end(const scrl__draft *d, uint32_t block, uint32_t pos, uint32_t end)
{
    static const scrl__cue_field fields[] = {SCRL__CUE_AGENCY, SCRL__CUE_BODY};
    range word = next_word(d->doc->text, pos, end);
    if (kind_of(d, "article", word) != 0)
        word = next_word(d->doc->text, word.end, end);
    range run = scrl__is_capital(d->doc->text[word.start]) ? capitalised_run(d, word.start, end)
                                                           : (range){word.start, word.start};
    uint32_t reach = has_acronym(d, word) ? word.end : word.start, before;
    do {
        before = reach;
        uint32_t limit = reach > run.end ? reach : run.end;
        for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++)
            for (size_t k = 0; k < 2; k++) {
                const scrl__hit *hit;
                uint32_t at = 0;
                while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, fields[k], SCRL__ROLE_NONE, &at)) != NULL)
                    if (hit->start >= word.start && hit->start <= limit + 1 && hit->end > reach)
                        reach = hit->end;
            }
    } while (reach > before);
    return reach > word.start ? reach : pos;
}

/* "Do the Board and both trusts ...?": those that are asked about, up to the end of the last name. */
static range questioned(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end)
{
    range verb = next_word(d->doc->text, start, end);
    range word = next_word(d->doc->text, verb.end, end);
    if (kind_of(d, "question", verb) == 2)
        word = next_word(d->doc->text, word.end, end);
    uint32_t last = name_end(d, block, word.start, end);
    if (last == word.start)
        return (range){start, start};
    while (last + 5 < end && strncmp(d->doc->text + last, " and ", 5) == 0) {
        uint32_t next = name_end(d, block, last + 5, end);
        if (next <= last + 5)
            break;
        last = next;
    }
    return (range){word.start, last};
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
    bool bracket = memchr(text + r.start, '(', r.end - r.start) != NULL;
    while (r.end > r.start && !is_word_byte(text[r.end - 1]) && !(bracket && text[r.end - 1] == ')'))
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
    return word.start < word.end && (scrl__is_capital(d->doc->text[word.start]) || kind_of(d, "article", word) != 0);
}

/* Inside of "Fire and Rescue Service" no name ends. */
static bool inside_name(const scrl__draft *d, uint32_t block, uint32_t pos)
{
    static const scrl__cue_field fields[] = {SCRL__CUE_AGENCY, SCRL__CUE_BODY};
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++)
        for (size_t k = 0; k < 2; k++) {
            const scrl__hit *hit;
            uint32_t at = 0;
            while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, fields[k], SCRL__ROLE_NONE, &at)) != NULL)
                if (hit->start < pos && hit->end > pos + 1)
                    return true;
        }
    return false;
}

/* Length of what parts two names at 'pos': ", ", " and ", ", together with " ...; 0 where none ends. */
static uint32_t separator(const scrl__draft *d, uint32_t pos, uint32_t end)
{
    static const char *const marks[] = {", together with ",
                                        " together with ",
                                        ", in partnership with ",
                                        " in partnership with ",
                                        ", working with ",
                                        ", jointly with ",
                                        ", along with ",
                                        " along with ",
                                        ", and ",
                                        ", with ",
                                        " with ",
                                        " and ",
                                        " & ",
                                        " / ",
                                        "; ",
                                        ", ",
                                        "/"};
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        uint32_t len = (uint32_t)strlen(marks[i]);
        if (pos + len < end && strncmp(d->doc->text + pos, marks[i], len) == 0)
            return len;
    }
    return 0;
}

static bool is_body(const scrl__draft *d, uint32_t block, range r)
{
    return names(d, block, SCRL__CUE_BODY, r) || names(d, block, SCRL__CUE_AGENCY, r) || has_acronym(d, r);
}

/* "the trust and children's social care" */
static bool begins_agency(const scrl__draft *d, uint32_t block, uint32_t pos)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_AGENCY, SCRL__ROLE_NONE, &at)) != NULL)
            if (hit->start == pos)
                return true;
    }
    return false;
}

/* "Thornmouth and Vale Partnership" is one name: its first half alone is no body, and no new article begins. */
static bool parts_names(const scrl__draft *d, uint32_t block, range left, uint32_t rest, uint32_t end)
{
    if (!(begins_name(d, rest, end) || begins_agency(d, block, rest)) || inside_name(d, block, left.end))
        return false;
    range next = next_word(d->doc->text, rest, end);
    bool article = kind_of(d, "article", next) != 0;
    if (!article && !scrl__is_capital(d->doc->text[next.start]) &&
        memmem(d->doc->text + left.start, left.end - left.start, " of ", 4) != NULL)
        return false; /* "commissioners of drug and alcohol services" */
    return article || is_body(d, block, left) || !is_body(d, block, (range){rest, end});
}

/* Splits "A, B and the C" into its names. */
static int split_names(const scrl__draft *d, scrl__addressees *out, uint32_t block, range r)
{
    uint32_t from = r.start;
    int status = 0;
    for (uint32_t i = r.start; i < r.end && status == 0; i++) {
        uint32_t skip = separator(d, i, r.end);
        if (skip == 0 || !parts_names(d, block, (range){from, i}, i + skip, r.end))
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
static void find_in(const scrl__draft *d, scrl__cue_field field, uint32_t block, uint32_t start, uint32_t end,
                    scrl__addressees *out)
{
    for (uint32_t i = d->block_sentence[block]; i < d->doc->sentence_count && d->doc->sentences[i].start < end; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__agency_next(d, i, field, &at)) != NULL)
            if (hit->start >= start && hit->end <= end)
                add_agency(out, scrl__hit_agency(d, hit));
    }
}

void scrl__find_agencies(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    find_in(d, SCRL__CUE_AGENCY, block, start, end, out);
    scrl__each_alias(d, start, end, add_agency, out);
}

/* The board itself is left out: it is asked about the finding, and seldom part of it. */
void scrl__find_discussed(const scrl__draft *d, uint32_t first, uint32_t last, scrl__addressees *out)
{
    scrl__addressees all = {0};
    size_t blocks[SCRL__AGENCIES_MAX] = {0}, least = last - first > SHORT_SECTION ? DISCUSSED_BLOCKS : 1;
    for (uint32_t i = first; i < last; i++) {
        scrl__addressees here = {0};
        scrl__find_agencies(d, i, d->doc->blocks[i].start, d->doc->blocks[i].end, &here);
        for (size_t k = 0; k < here.agency_count; k++) {
            add_agency(&all, here.agencies[k]);
            for (size_t n = 0; n < all.agency_count; n++)
                blocks[n] += strcmp(all.agencies[n], here.agencies[k]) == 0;
        }
    }
    for (size_t n = 0; n < all.agency_count; n++)
        if (blocks[n] >= least && strcmp(all.agencies[n], "agency_partnership") != 0)
            add_agency(out, all.agencies[n]);
}

/* Agencies that the heading of a section, or of one that it lies in, names. */
static void heading_agencies(const scrl__draft *d, uint32_t section, scrl__addressees *out)
{
    for (; section != SCRL_NONE && out->agency_count == 0; section = d->doc->sections[section].parent) {
        const scrl__hit *hit;
        uint32_t at = 0, block = d->doc->sections[section].block;
        uint32_t len = d->doc->blocks[block].end - d->doc->blocks[block].start;
        while ((hit = scrl__hit_next(d, SCRL__ON_HEADING, block, SCRL__CUE_AGENCY, SCRL__ROLE_NONE, &at)) != NULL)
            if (len < NAME_BYTES || (hit->end - hit->start) * NAME_SHARE >= len)
                add_agency(out, scrl__hit_agency(d, hit));
        scrl__each_alias(d, d->doc->blocks[block].start, d->doc->blocks[block].end, add_agency, out);
    }
}

/* The agencies of the nearest sentence before 'start' that names any, in the paragraphs from 'first' on: "She ..." goes on about them. */
static void agencies_before(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t first, scrl__addressees *out)
{
    for (uint32_t i = d->block_sentence[block + 1]; i > d->block_sentence[first] && out->agency_count == 0; i--) {
        const scrl__sentence *s = &d->doc->sentences[i - 1];
        if (s->end <= start)
            scrl__find_agencies(d, s->block, s->start, s->end, out);
    }
}

/* The first of the last paragraphs above one that may be about the same, in its section. */
static uint32_t first_above(const scrl__draft *d, uint32_t block)
{
    uint32_t first = block;
    while (first > 0 && block - first < BLOCKS_BEFORE && d->doc->blocks[first - 1].kind == SCRL_BLOCK_PARAGRAPH &&
           d->doc->blocks[first - 1].section == d->doc->blocks[block].section)
        first--;
    return first;
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

/* "The Constabulary" below "Northdale Constabulary": the text's short word for the name of the heading. */
static bool is_short_for(const scrl__draft *d, range asked, range heading)
{
    const char *text = d->doc->text;
    range word = next_word(text, asked.start, asked.end), last = {0, 0};
    for (; word.start < word.end; word = next_word(text, word.end, asked.end))
        last = word;
    for (word = next_word(text, heading.start, heading.end); word.start < word.end && last.end > last.start;
         word = next_word(text, word.end, heading.end))
        if (word.end - word.start == last.end - last.start &&
            strncasecmp(text + word.start, text + last.start, last.end - last.start) == 0)
            return true;
    return false;
}

/* "Closure letters from the hub": what names a body only behind a small word is a thing of theirs. */
static bool is_thing(const scrl__draft *d, uint32_t block, range r)
{
    for (range word = next_word(d->doc->text, r.start, r.end); word.start < word.end;
         word = next_word(d->doc->text, word.end, r.end))
        if (word.start > r.start && kind_of(d, "belonging", word) != 0)
            return !is_body(d, block, (range){r.start, word.start}) &&
                   !has_proper_name(d, (range){r.start, word.start});
    return false;
}

/* The names of the text, and that of the heading unless it is the same one: with it, or instead of its short form.
 * "HSCB" below its full name is the text's own word for it. */
static int choose_names(const scrl__draft *d, uint32_t block, range asked, range heading, scrl__addressees *out)
{
    bool headed = heading.start < heading.end;
    bool own = is_somebody(d, block, asked) && !(headed && is_thing(d, block, asked));
    bool several = own && memmem(d->doc->text + asked.start, asked.end - asked.start, " and ", 5) != NULL;
    if (own && (!headed || has_short_name(d, asked) || several))
        return split_names(d, out, block, asked);
    int status = headed ? add_name(d, out, heading) : 0;
    if (status == 0 && own && !is_short_for(d, asked, heading))
        status = split_names(d, out, block, asked);
    return status;
}

/* Where a clause begins that may have a subject of its own: behind ", and " or ";". */
static uint32_t clause_start(const scrl__draft *d, uint32_t start, uint32_t pos)
{
    const char *text = d->doc->text;
    for (uint32_t i = pos; i > start; i--) {
        if (text[i - 1] == ';' || text[i - 1] == '.')
            return i;
        if (i >= start + 6 && strncmp(text + i - 6, ", and ", 6) == 0)
            return i;
    }
    return pos;
}

/* "..., and the local authority should ...": those that later clauses and sentences ask to act. */
static int later_subjects(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    const char *text = d->doc->text;
    int status = 0;
    for (range word = next_word(text, start, end); word.start < word.end && status == 0;
         word = next_word(text, word.end, end)) {
        if (modal_at(d, word, end) != 1)
            continue;
        uint32_t from = clause_start(d, start, word.start);
        range asked = trim(d, (range){from, word.start});
        uint32_t words = 0;
        for (range w = next_word(text, asked.start, asked.end); w.start < w.end; w = next_word(text, w.end, asked.end))
            words++;
        bool named = begins_name(d, asked.start, asked.end) || begins_agency(d, block, asked.start) ||
                     is_body(d, block, next_word(text, asked.start, asked.end));
        if (from < word.start && words <= CLAUSE_WORDS && named && is_somebody(d, block, asked) &&
            is_body(d, block, asked)) {
            status = split_names(d, out, block, asked);
            if (status == 0)
                scrl__find_agencies(d, block, asked.start, asked.end, out);
        }
    }
    return status;
}

/* "should, with the health board, ...": those that are to act too, between the verb that asks and the next comma. */
static int partners(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    const char *text = d->doc->text;
    range word = next_word(text, start, end);
    uint32_t p = word.end + (text[word.end] == ',' ? 1u : 0u);
    static const char *const marks[] = {" with ",         " together with ", " jointly with ", " in partnership with ",
                                        " working with ", " along with "};
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        uint32_t len = (uint32_t)strlen(marks[i]);
        if (p + len >= end || strncmp(text + p, marks[i], len) != 0)
            continue;
        const char *comma = memchr(text + p + len, ',', end - p - len);
        range with = {p + len, comma != NULL ? (uint32_t)(comma - text) : end};
        return comma != NULL && is_body(d, block, with) ? split_names(d, out, block, with) : 0;
    }
    return 0;
}

/* "To the health board: audit ...": the name before a colon; an empty range when there is none. */
static range named_before_colon(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    const char *colon = memchr(text + start, ':', end - start < COLON_BYTES ? end - start : COLON_BYTES);
    range r = {start, colon != NULL ? (uint32_t)(colon - text) : start};
    range word = next_word(text, r.start, r.end);
    if (word.end - word.start <= 3 &&
        (strncasecmp(text + word.start, "to ", 3) == 0 || strncasecmp(text + word.start, "for ", 4) == 0))
        r.start = next_word(text, word.end, r.end).start;
    for (word = next_word(text, r.start, r.end); word.start < word.end; word = next_word(text, word.end, r.end))
        if (modal_at(d, word, end) != 0)
            return (range){start, start};
    bool to = colon != NULL && strncmp(colon, ": to ", 5) == 0 && r.start < r.end && scrl__is_capital(text[r.start]);
    return r.start < r.end && (to || is_body(d, block, r)) ? r : (range){start, start};
}

/* "Recommendation 3 (Council, health board): ...": the names in brackets that end the label before 'start'. */
static range named_in_label(const scrl__draft *d, uint32_t block, uint32_t start)
{
    const char *text = d->doc->text;
    uint32_t first = d->doc->blocks[block].start, end = start;
    while (end > first && strchr(" :.-", text[end - 1]) != NULL)
        end--;
    uint32_t open = end;
    while (open > first && text[open - 1] != '(')
        open--;
    range r = {open, end > open ? end - 1 : open};
    bool closed = end > first && text[end - 1] == ')' && open > first;
    return closed && is_body(d, block, r) ? r : (range){start, start};
}

static bool same_words(const scrl__draft *d, range a, range b)
{
    size_t len = a.end - a.start;
    return len == b.end - b.start && strncasecmp(d->doc->text + a.start, d->doc->text + b.start, len) == 0;
}

int scrl__add_owner(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    if (out->name_count > 0)
        return 0;
    scrl__addressees owner = {0};
    scrl__find_agencies(d, block, start, end, &owner);
    if (owner.agency_count > 0) /* what the statement names is then what it is about */
        out->agency_count = 0;
    for (size_t i = 0; i < owner.agency_count; i++)
        add_agency(out, owner.agencies[i]);
    return split_names(d, out, block, (range){start, end});
}

/* A line that has nothing but a label: "Recommendation 3 (Council)", "Recommendation 3 - for: the Council". Who it names. */
static range named_by_line(const scrl__draft *d, uint32_t block)
{
    const char *text = d->doc->text;
    const scrl__hit *label = scrl__hit_best(d, SCRL__ON_OPENING, block, SCRL__CUE_LABEL, SCRL__ROLE_NONE);
    uint32_t end = d->doc->blocks[block].end;
    if (label == NULL || label->start != d->doc->blocks[block].start)
        return (range){end, end};
    range named = named_in_label(d, block, end), word = next_word(text, label->group_end, end);
    if (named.start < named.end || kind_of(d, "addressing", word) == 0)
        return named;
    named = (range){next_word(text, word.end, end).start, end};
    return named.start < end && is_body(d, block, named) ? named : (range){end, end};
}

/* Who the label names: the statement's own, that of the line above, or that of the heading that it stands below. */
static int read_label(const scrl__draft *d, uint32_t block, uint32_t start, scrl__addressees *out)
{
    uint32_t section = d->doc->blocks[block].section, where = block;
    range named = named_in_label(d, block, start);
    if (named.start == named.end && block > 0 && d->doc->blocks[block - 1].section == section)
        named = named_by_line(d, where = block - 1);
    if (named.start == named.end && section != SCRL_NONE)
        named = named_by_line(d, where = d->doc->sections[section].block);
    if (named.start == named.end)
        return 0;
    scrl__find_agencies(d, where, named.start, named.end, out);
    return split_names(d, out, where, named);
}

/* Who is asked in the words [start, end), or else by the heading above them. */
static int read_asked(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    const scrl_document *doc = d->doc;
    uint32_t section = doc->blocks[block].section;
    uint32_t block_end = doc->blocks[block].end < end ? doc->blocks[block].end : end;
    bool question = block_end > start && doc->text[block_end - 1] == '?';
    range heading = {0, 0};
    if (section != SCRL_NONE)
        heading = (range){d->sections[section].addressee_start, d->sections[section].addressee_end};
    range asked = question ? questioned(d, block, start, block_end) : named_before_colon(d, block, start, block_end);
    if (!question && asked.start == asked.end)
        asked = first_subject(d, block, start, block_end);
    bool named = asked.start < asked.end;
    int status = question && named ? split_names(d, out, block, asked) : choose_names(d, block, asked, heading, out);
    if (status == 0 && !question && named)
        status = partners(d, block, asked.end, block_end, out);
    if (status == 0 && !question && named)
        status = later_subjects(d, block, next_word(doc->text, asked.end, block_end).end, block_end, out);
    bool others = question && named && !same_words(d, asked, heading);
    if (named) {
        scrl__find_agencies(d, block, asked.start, asked.end, out);
        find_in(d, SCRL__CUE_CONCERNS, block, asked.start, asked.end, out);
    }
    if (out->agency_count == 0 && heading.start < heading.end && !others)
        heading_agencies(d, section, out);
    if (question) {
        scrl__find_agencies(d, block, start, end, out);
        find_in(d, SCRL__CUE_CONCERNS, block, start, end, out);
    }
    return status;
}

/* A board acts through its partners: what it is asked is about those that the recommendation names. */
static bool is_board_alone(const scrl__addressees *who)
{
    return who->agency_count == 1 && strcmp(who->agencies[0], "agency_partnership") == 0;
}

/* The agency that a statement of credit names first, and those joined to it: whoever else it names was rung, told or asked. */
static void find_credited(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    uint32_t from = start;
    for (const scrl__hit *first = NULL, *before = NULL;; before = first) {
        first = NULL;
        for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
            const scrl__hit *hit;
            uint32_t at = 0;
            while ((hit = scrl__agency_next(d, i, SCRL__CUE_AGENCY, &at)) != NULL)
                if (hit->start >= from && hit->end <= end && (first == NULL || hit->start < first->start))
                    first = hit;
        }
        if (first == NULL ||
            (before != NULL && (first->start - before->end > JOINED_BYTES ||
                                memmem(d->doc->text + before->end, first->start - before->end, "and", 3) == NULL)))
            break;
        add_agency(out, scrl__hit_agency(d, first));
        from = first->end;
    }
    if (out->agency_count == 0)
        scrl__find_agencies(d, block, start, end, out);
}

/* Whose practice a statement is about that asks nobody: those of the heading, of its own words, or of what stands round it. */
static void find_concerned(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, bool credits,
                           scrl__addressees *out)
{
    const scrl__block *b = &d->doc->blocks[block];
    if (b->section != SCRL_NONE)
        heading_agencies(d, b->section, out);
    if (out->agency_count == 1)
        return;
    bool several = out->agency_count > 1; /* "Schools and the police": its own words say which it is */
    out->agency_count = 0;
    if (credits)
        find_credited(d, block, start, end, out);
    else
        scrl__find_agencies(d, block, start, end, out);
    if (!credits || out->agency_count == 0)
        find_in(d, SCRL__CUE_CONCERNS, block, start, end, out);
    if (several && out->agency_count == 0)
        heading_agencies(d, b->section, out);
    if (out->agency_count == 0)
        agencies_before(d, block, start, block, out);
    if (out->agency_count == 0) {
        scrl__find_agencies(d, block, b->start, b->end, out);
        find_in(d, SCRL__CUE_CONCERNS, block, b->start, b->end, out);
    }
    if (out->agency_count == 0)
        agencies_before(d, block, start, first_above(d, block), out);
}

/* "agree a form with schools": those behind "with" have to act too. */
static void find_partners(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    for (uint32_t i = d->block_sentence[block]; i < d->block_sentence[block + 1]; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__agency_next(d, i, SCRL__CUE_AGENCY, &at)) != NULL) {
            uint32_t from = hit->start > start + PARTNER_BYTES ? hit->start - PARTNER_BYTES : start;
            if (hit->start >= start && hit->end <= end &&
                memmem(d->doc->text + from, hit->start - from, " with ", 6) != NULL)
                add_agency(out, scrl__hit_agency(d, hit));
        }
    }
}

/* Who is to act, and whose work that is. */
static int find_asked(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__addressees *out)
{
    uint32_t section = d->doc->blocks[block].section;
    int status = read_label(d, block, start, out);
    if (status == 0 && out->name_count == 0)
        status = read_asked(d, block, start, end, out);
    find_partners(d, block, start, end, out);
    bool none = out->agency_count == 0;
    if (none || is_board_alone(out))
        scrl__find_agencies(d, block, start, end, out);
    if (none)
        find_in(d, SCRL__CUE_CONCERNS, block, start, end, out);
    if (out->agency_count == 0 && section != SCRL_NONE && out->name_count == 0)
        heading_agencies(d, section, out);
    return status;
}

int scrl__find_addressees(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end, scrl__purpose purpose,
                          scrl__addressees *out)
{
    const scrl__block *b = &d->doc->blocks[block];
    int status = 0;
    read_terms(d, block, start, end, out);
    if (purpose == SCRL__ASKS)
        status = find_asked(d, block, start, end, out);
    else
        find_concerned(d, block, start, end, purpose == SCRL__CREDITS, out);
    if (out->agency_count == 0 && b->kind == SCRL_BLOCK_TABLE_ROW)
        scrl__find_agencies(d, block, b->start, b->end, out);
    return status;
}
