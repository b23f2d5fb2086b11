/*
 * Pseudonyms: the names that a review says it uses, those of its title, and those that stand beside a word for a person
 * ("her sister Amy", "The carer, Dee,"). Real names of authors and chairs, and names of places, are left out.
 */
#include "structure/people.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define PEOPLE_MAX 64u

typedef struct person {
    const char *name;
    uint32_t start, end;
} person;

typedef struct people {
    scrl__draft *d;
    person items[PEOPLE_MAX];
    size_t count;
    int status;
} people;

/* Whether 'name' is some of the words of 'known'. */
static bool has_words(const char *known, const char *name)
{
    size_t len = strlen(name);
    for (const char *p = known; (p = strstr(p, name)) != NULL; p++)
        if ((p == known || strchr(" -", p[-1]) != NULL) && (p[len] == '\0' || strchr(" -,.", p[len]) != NULL))
            return true;
    return false;
}

/* Authors and chairs are no pseudonyms. */
static bool is_reviewer(const scrl__draft *d, const char *name)
{
    for (size_t i = 0; i < d->out->value_count; i++) {
        const char *field = d->out->strings.bytes.data + d->out->values[i].field;
        const char *known = d->out->strings.bytes.data + d->out->values[i].value;
        if ((strcmp(field, "reviewers") == 0 || strcmp(field, "chair") == 0) && has_words(known, name))
            return true;
    }
    return false;
}

static void add_person(people *p, uint32_t start, uint32_t end, bool cover)
{
    const scrl__draft *d = p->d;
    if (start >= end || end - start > 40 || p->count >= PEOPLE_MAX)
        return;
    const char *name = cover ? scrl__draft_title(d, start, end) : scrl__draft_copy(d, start, end);
    if (name == NULL) {
        p->status = SCRL_ENOMEM;
        return;
    }
    if (is_reviewer(d, name) || scrl__word_value(d->structure, "no_name", name, strlen(name), 0) != 0)
        return;
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->items[i].name, name) == 0)
            return;
    p->items[p->count++] = (person){name, start, end};
}

/* "Baby Robin" of a cover is "Robin" where the text mostly calls her so: the place of the name by which she goes. */
static uint32_t skip_epithet(const scrl__draft *d, uint32_t start, uint32_t end)
{
    const scrl_document *doc = d->doc;
    uint32_t name = start;
    while (name < end && doc->text[name] != ' ')
        name++;
    if (name + 3 >= end || (doc->text[name + 2] < 'a' || doc->text[name + 2] > 'z'))
        return start;
    name++;
    size_t whole = 0, plain = 0, len = end - name;
    uint32_t begin = d->cover_end < doc->block_count ? doc->blocks[d->cover_end].start : doc->text_len;
    for (const char *p = doc->text + begin;
         (p = memmem(p, doc->text_len - (size_t)(p - doc->text), doc->text + name, len)) != NULL; p += len) {
        size_t before = name - start;
        bool with = p >= doc->text + before && strncmp(p - before, doc->text + start, before) == 0;
        whole += with;
        plain += !with;
    }
    return plain > whole ? name : start;
}

/* Where a name begins behind "A, B and C" read as far as 'pos'; 0 when the list ends there. */
static uint32_t next_in_list(const char *text, uint32_t pos, uint32_t end)
{
    static const char *const links[] = {", and ", ", ", " and "};
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        size_t len = strlen(links[i]);
        if (pos + len < end && strncmp(text + pos, links[i], len) == 0)
            return text[pos + len] >= 'A' && text[pos + len] <= 'Z' ? pos + (uint32_t)len : 0;
    }
    return 0;
}

/* The names that go on behind the first of a list of names: capitalised words, joined by commas and "and". */
static void rest_of_list(people *p, uint32_t pos, uint32_t end)
{
    const char *text = p->d->doc->text;
    uint32_t start;
    while ((start = next_in_list(text, pos, end)) != 0) {
        pos = start;
        while (pos < end && ((text[pos] >= 'a' && text[pos] <= 'z') || (text[pos] >= 'A' && text[pos] <= 'Z') ||
                             ((text[pos] == '-' || (text[pos] >= '0' && text[pos] <= '9')) && pos > start)))
            pos++;
        bool ends = pos >= end || strchr(",.;:)", text[pos]) != NULL || strncmp(text + pos, " and ", 5) == 0 ||
                    strncmp(text + pos, " in ", 4) == 0 || strncmp(text + pos, " for ", 5) == 0 ||
                    strncmp(text + pos, " died", 5) == 0 || strncmp(text + pos, " were ", 6) == 0;
        if (!ends || pos < start + 2)
            return;
        add_person(p, start, pos, false);
    }
}

static uint32_t unit_end(const people *p, scrl__scope scope, uint32_t unit)
{
    return scope == SCRL__ON_SENTENCE ? p->d->doc->sentences[unit].end : p->d->doc->blocks[unit].end;
}

static void from_hits(people *p, scrl__scope scope, uint32_t unit)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    uint32_t role =
        scope == SCRL__ON_SENTENCE ? scrl__block_role(p->d, p->d->doc->sentences[unit].block) : SCRL__ROLE_NONE;
    while ((hit = scrl__hit_next(p->d, scope, unit, SCRL__CUE_PERSON, role, &at)) != NULL) {
        uint32_t start = hit->group_start;
        if (scope == SCRL__ON_COVER)
            start = skip_epithet(p->d, start, hit->group_end);
        add_person(p, start, hit->group_end, scope == SCRL__ON_COVER);
        if (strcmp(scrl__hit_cue(p->d, hit)->id, "list") == 0)
            rest_of_list(p, hit->group_end, unit_end(p, scope, unit));
    }
}

/* A table whose first column is headed "Identifier", "Family member" or the like names people in that column. */
/* "C1 and C2", "TA": initials of a worker, as the rest of the row says. */
static bool is_worker(const scrl__draft *d, uint32_t block, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    for (uint32_t i = start; i < end && strncmp(text + i, " and ", 5) != 0; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            return false;
    for (uint32_t word = end, i = end; i <= d->doc->blocks[block].end; i++) {
        if (i < d->doc->blocks[block].end && ((text[i] | 32) >= 'a' && (text[i] | 32) <= 'z'))
            continue;
        if (scrl__word_value(d->structure, "worker", text + word, i - word, 0) != 0)
            return true;
        word = i + 1;
    }
    return false;
}

static void from_table(people *p, uint32_t header)
{
    const scrl_document *doc = p->d->doc;
    const scrl__hit *column = scrl__hit_best(p->d, SCRL__ON_OPENING, header, SCRL__CUE_COLUMN, SCRL__ROLE_NONE);
    uint32_t at = 0;
    bool names = false;
    while ((column = scrl__hit_next(p->d, SCRL__ON_OPENING, header, SCRL__CUE_COLUMN, SCRL__ROLE_NONE, &at)) != NULL)
        names = names ||
                (strcmp(scrl__hit_cue(p->d, column)->id, "person") == 0 && column->start == doc->blocks[header].start);
    for (uint32_t i = header + 1; names && i < doc->block_count && doc->blocks[i].kind == SCRL_BLOCK_TABLE_ROW; i++) {
        uint32_t end = doc->blocks[i].start;
        while (end < doc->blocks[i].end && strchr("\t,(", doc->text[end]) == NULL)
            end++;
        while (end > doc->blocks[i].start && doc->text[end - 1] == ' ')
            end--;
        if (!is_worker(p->d, i, doc->blocks[i].start, end))
            add_person(p, doc->blocks[i].start, end, false);
    }
}

static void from_tables(people *p)
{
    const scrl_document *doc = p->d->doc;
    for (uint32_t i = p->d->cover_end; i < doc->block_count; i++)
        if (doc->blocks[i].kind == SCRL_BLOCK_TABLE_ROW && (i == 0 || doc->blocks[i - 1].kind != SCRL_BLOCK_TABLE_ROW))
            from_table(p, i);
}

/* The people whom the title names are those whom the review is about; "Family W" does not say how many, and a review of a
 * homicide may name the one who killed. */
static void count_subjects(const people *p)
{
    scrl__draft *d = p->d;
    char number[16];
    if (p->count == 0 || strncasecmp(p->items[0].name, "family", 6) == 0 || scrl__draft_has(d, "subject_count", NULL) ||
        (p->count > 1 && strcmp(d->type, "dhr") == 0))
        return;
    snprintf(number, sizeof(number), "%u", (unsigned)p->count);
    scrl__review_builder_value(d->out, "subject_count", number, p->items[0].start, p->items[p->count - 1].end);
}

int scrl__find_people(scrl__draft *d)
{
    people p = {.d = d};
    if (strcmp(d->type, "other") == 0 || strcmp(d->type, "pfd") == 0 || strcmp(d->type, "inquiry") == 0)
        return 0;
    for (uint32_t i = 0; i < d->title_count; i++)
        from_hits(&p, SCRL__ON_COVER, d->title_blocks[i]);
    for (size_t i = 0; i < p.count && i < SCRL__SUBJECTS_MAX; i++)
        d->subjects[d->subject_count++] = p.items[i].name;
    count_subjects(&p);
    from_tables(&p);
    for (uint32_t i = 0; i < d->doc->sentence_count && p.status == 0; i++)
        if (d->doc->sentences[i].block >= d->cover_end)
            from_hits(&p, SCRL__ON_SENTENCE, i);
    for (size_t i = 0; i < p.count; i++)
        scrl__review_builder_value(d->out, "pseudonyms", p.items[i].name, p.items[i].start, p.items[i].end);
    return p.status != 0 ? p.status : d->out->status;
}
