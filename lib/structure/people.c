/*
 * Pseudonyms: the names that a review says it uses, those of its title, and those that stand beside a word for a person
 * ("her sister Amy", "The carer, Dee,"). Real names of authors and chairs, and names of places, are left out.
 */
#include "structure/people.h"

#include <string.h>

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

/* Authors and chairs are no pseudonyms. */
static bool is_reviewer(const scrl__draft *d, const char *name)
{
    for (size_t i = 0; i < d->out->value_count; i++) {
        const char *field = d->out->strings.bytes.data + d->out->values[i].field;
        const char *known = d->out->strings.bytes.data + d->out->values[i].value;
        if ((strcmp(field, "reviewers") == 0 || strcmp(field, "chair") == 0) && strstr(known, name) != NULL)
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

static void from_hits(people *p, scrl__scope scope, uint32_t unit)
{
    const scrl__hit *hit;
    uint32_t at = 0;
    while ((hit = scrl__hit_next(p->d, scope, unit, SCRL__CUE_PERSON, SCRL__ROLE_NONE, &at)) != NULL)
        add_person(p, hit->group_start, hit->group_end, scope == SCRL__ON_COVER);
}

/* A table whose first column is headed "Identifier", "Family member" or the like names people in that column. */
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

int scrl__find_people(scrl__draft *d)
{
    people p = {.d = d};
    if (strcmp(d->type, "other") == 0 || strcmp(d->type, "pfd") == 0)
        return 0;
    for (uint32_t i = 0; i < d->title_count; i++)
        from_hits(&p, SCRL__ON_COVER, d->title_blocks[i]);
    d->subject = p.count > 0 ? p.items[0].name : NULL;
    if (p.count == 1)
        scrl__review_builder_value(d->out, "subject_count", "1", p.items[0].start, p.items[0].end);
    from_tables(&p);
    for (uint32_t i = 0; i < d->doc->sentence_count && p.status == 0; i++)
        if (d->doc->sentences[i].block >= d->cover_end)
            from_hits(&p, SCRL__ON_SENTENCE, i);
    for (size_t i = 0; i < p.count; i++)
        scrl__review_builder_value(d->out, "pseudonyms", p.items[i].name, p.items[i].start, p.items[i].end);
    return p.status != 0 ? p.status : d->out->status;
}
