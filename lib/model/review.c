/* review.c - reviews: collected by the structure room, frozen, and read through the public getters. */
#include "model/review.h"

#include <stdlib.h>
#include <string.h>

const scrl__field scrl__fields[] = {
    {"title", false, false},       {"review_type", false, false},   {"nation", false, false},
    {"publisher", false, false},   {"area", false, false},          {"pseudonyms", true, false},
    {"published", false, false},   {"incident_date", false, false}, {"period_from", false, false},
    {"period_to", false, false},   {"subject_count", false, true},  {"age", true, false},
    {"age_band", true, false},     {"outcome", false, false},       {"harm_types", true, false},
    {"legal_status", true, false}, {"living_with", false, false},   {"agencies", true, false},
    {"agency_names", true, false}, {"method", false, false},        {"reviewers", true, false},
    {"chair", false, false},       {"language", false, false},      {"reference", false, false},
    {"recipients", true, false},   {"pages", false, true},          {"words", false, true},
};
const size_t scrl__field_count = sizeof(scrl__fields) / sizeof(scrl__fields[0]);

int scrl__review_builder_init(scrl__review_builder *b, scrl_document *doc)
{
    memset(b, 0, sizeof(*b));
    b->doc = doc;
    b->roles = calloc((size_t)doc->section_count + 1, sizeof(*b->roles));
    b->acts = calloc((size_t)doc->sentence_count + 1, sizeof(*b->acts));
    b->status = b->roles == NULL || b->acts == NULL ? SCRL_ENOMEM : scrl__pool_init(&b->strings);
    if (b->status != 0)
        return b->status;
    uint32_t other = scrl__pool_add(&b->strings, "other", 5);
    for (size_t i = 0; i <= doc->section_count; i++)
        b->roles[i] = other;
    return 0;
}

void scrl__review_builder_free(scrl__review_builder *b)
{
    scrl__pool_free(&b->strings);
    free(b->roles);
    free(b->acts);
    free(b->statements);
    free(b->places);
    free(b->events);
    free(b->gaps);
    free(b->citations);
    free(b->values);
    free(b->lists);
    memset(b, 0, sizeof(*b));
}

static uint32_t keep(scrl__review_builder *b, const char *s)
{
    return s == NULL ? 0 : scrl__pool_add(&b->strings, s, strlen(s));
}

void scrl__review_builder_role(scrl__review_builder *b, uint32_t section, const char *role)
{
    if (b->status == 0)
        b->roles[section < b->doc->section_count ? section : b->doc->section_count] = keep(b, role);
}

void scrl__review_builder_act(scrl__review_builder *b, uint32_t sentence, const char *act, const char *speaker)
{
    if (b->status == 0)
        b->acts[sentence] = (scrl__act){keep(b, act), keep(b, speaker)};
}

void scrl__review_builder_citation(scrl__review_builder *b, const char *name, const char *part, uint32_t page,
                                   uint32_t start, uint32_t end)
{
    if (b->status != 0)
        return;
    b->status = scrl__grow((void **)&b->citations, &b->citation_cap, b->citation_count, sizeof(*b->citations));
    if (b->status == 0)
        b->citations[b->citation_count++] = (scrl__citation){keep(b, name), keep(b, part), page, start, end};
}

void scrl__review_builder_gap(scrl__review_builder *b, const char *from, const char *to, uint32_t days, uint32_t before,
                              uint32_t after)
{
    if (b->status != 0)
        return;
    b->status = scrl__grow((void **)&b->gaps, &b->gap_cap, b->gap_count, sizeof(*b->gaps));
    if (b->status == 0)
        b->gaps[b->gap_count++] = (scrl__gap){keep(b, from), keep(b, to), days, before, after};
}

void scrl__review_builder_value(scrl__review_builder *b, const char *field, const char *value, uint32_t start,
                                uint32_t end)
{
    if (b->status != 0)
        return;
    b->status = scrl__grow((void **)&b->values, &b->value_cap, b->value_count, sizeof(*b->values));
    if (b->status == 0)
        b->values[b->value_count++] = (scrl__value){keep(b, field), keep(b, value), start, end};
}

/* Appends strings to the lists and gives the index of the first. */
static uint32_t keep_list(scrl__review_builder *b, const char *const *items, size_t count)
{
    uint32_t first = (uint32_t)b->list_count;
    for (size_t i = 0; i < count && b->status == 0; i++) {
        b->status = scrl__grow((void **)&b->lists, &b->list_cap, b->list_count, sizeof(*b->lists));
        if (b->status == 0)
            b->lists[b->list_count++] = keep(b, items[i]);
    }
    return first;
}

/* Appends places and gives the index of the first. */
static uint32_t keep_places(scrl__review_builder *b, const scrl__place_in *items, size_t count)
{
    uint32_t first = (uint32_t)b->place_count;
    for (size_t i = 0; i < count && b->status == 0; i++) {
        b->status = scrl__grow((void **)&b->places, &b->place_cap, b->place_count, sizeof(*b->places));
        if (b->status == 0)
            b->places[b->place_count++] =
                (scrl__place){keep(b, items[i].part), items[i].section, scrl_document_page_at(b->doc, items[i].start),
                              items[i].start, items[i].end};
    }
    return first;
}

void scrl__review_builder_statement(scrl__review_builder *b, const scrl__statement_in *in)
{
    if (b->status != 0)
        return;
    scrl__statement s = {.kind = keep(b, in->kind),
                         .label = keep(b, in->label),
                         .section = in->section,
                         .page = in->page,
                         .start = in->start,
                         .end = in->end,
                         .deadline = keep(b, in->deadline),
                         .owner = keep(b, in->owner),
                         .type_printed = keep(b, in->type_printed)};
    const scrl__place_in own = {NULL, in->section, in->start, in->end};
    s.addressee_first = keep_list(b, in->addressees, in->addressee_count);
    s.addressee_count = (uint32_t)in->addressee_count;
    s.agency_first = keep_list(b, in->agencies, in->agency_count);
    s.agency_count = (uint32_t)in->agency_count;
    s.ask_first = keep_list(b, in->asks, in->ask_count);
    s.ask_count = (uint32_t)in->ask_count;
    s.place_first = keep_places(b, &own, 1);
    keep_places(b, in->repeats, in->repeat_count);
    s.place_count = (uint32_t)in->repeat_count + 1;
    s.part_first = keep_places(b, in->parts, in->part_count);
    s.part_count = (uint32_t)in->part_count;
    if (b->status == 0)
        b->status = scrl__grow((void **)&b->statements, &b->statement_cap, b->statement_count, sizeof(s));
    if (b->status == 0)
        b->statements[b->statement_count++] = s;
}

void scrl__review_builder_event(scrl__review_builder *b, const scrl__event_in *in)
{
    if (b->status != 0)
        return;
    scrl__event e = {.from = keep(b, in->from),
                     .to = keep(b, in->to),
                     .precision = keep(b, in->precision),
                     .printed = keep(b, in->printed),
                     .age = keep(b, in->age),
                     .page = in->page,
                     .start = in->start,
                     .end = in->end};
    e.agency_first = keep_list(b, in->agencies, in->agency_count);
    e.agency_count = (uint32_t)in->agency_count;
    if (b->status == 0)
        b->status = scrl__grow((void **)&b->events, &b->event_cap, b->event_count, sizeof(e));
    if (b->status == 0)
        b->events[b->event_count++] = e;
}

static int compare_places(uint32_t start_a, uint32_t start_b, uint32_t end_a, uint32_t end_b)
{
    if (start_a != start_b)
        return start_a < start_b ? -1 : 1;
    return end_a < end_b ? -1 : end_a > end_b;
}

static int compare_statements(const void *left, const void *right)
{
    const scrl__statement *a = left, *b = right;
    return compare_places(a->start, b->start, a->end, b->end);
}

static int compare_events(const void *left, const void *right)
{
    const scrl__event *a = left, *b = right;
    int order = compare_places(a->start, b->start, a->end, b->end);
    /* Strings are interned in the order of adding, so that two events of one sentence stay in it. */
    return order != 0 ? order : compare_places(a->printed, b->printed, a->from, b->from);
}

static int compare_citations(const void *left, const void *right)
{
    const scrl__citation *a = left, *b = right;
    int order = compare_places(a->start, b->start, a->end, b->end);
    return order != 0 ? order : compare_places(a->name, b->name, a->part, b->part);
}

static size_t field_rank(const scrl__review_builder *b, uint32_t field)
{
    const char *name = b->strings.bytes.data + field;
    size_t i = 0;
    while (i < scrl__field_count && strcmp(scrl__fields[i].name, name) != 0)
        i++;
    return i;
}

/* Puts values into the order of the fields; equal fields stay in the order of adding. */
static void sort_values(scrl__review_builder *b)
{
    for (size_t i = 1; i < b->value_count; i++) {
        scrl__value value = b->values[i];
        size_t rank = field_rank(b, value.field), j = i;
        for (; j > 0 && field_rank(b, b->values[j - 1].field) > rank; j--)
            b->values[j] = b->values[j - 1];
        b->values[j] = value;
    }
}

void scrl__review_builder_sort(scrl__review_builder *b)
{
    if (b->statement_count > 0)
        qsort(b->statements, b->statement_count, sizeof(*b->statements), compare_statements);
    if (b->event_count > 0)
        qsort(b->events, b->event_count, sizeof(*b->events), compare_events);
    if (b->citation_count > 0)
        qsort(b->citations, b->citation_count, sizeof(*b->citations), compare_citations);
    sort_values(b);
}

static bool freeze(const scrl__review_builder *b, scrl__arena *arena, scrl_review *review)
{
    review->arena = arena;
    review->roles = scrl__arena_copy(arena, b->roles, (size_t)b->doc->section_count + 1, sizeof(*b->roles));
    review->acts = scrl__arena_copy(arena, b->acts, b->doc->sentence_count, sizeof(*b->acts));
    review->statements = scrl__arena_copy(arena, b->statements, b->statement_count, sizeof(*b->statements));
    review->statement_count = (uint32_t)b->statement_count;
    review->places = scrl__arena_copy(arena, b->places, b->place_count, sizeof(*b->places));
    review->place_count = (uint32_t)b->place_count;
    review->events = scrl__arena_copy(arena, b->events, b->event_count, sizeof(*b->events));
    review->event_count = (uint32_t)b->event_count;
    review->gaps = scrl__arena_copy(arena, b->gaps, b->gap_count, sizeof(*b->gaps));
    review->gap_count = (uint32_t)b->gap_count;
    review->citations = scrl__arena_copy(arena, b->citations, b->citation_count, sizeof(*b->citations));
    review->citation_count = (uint32_t)b->citation_count;
    review->values = scrl__arena_copy(arena, b->values, b->value_count, sizeof(*b->values));
    review->value_count = (uint32_t)b->value_count;
    review->lists = scrl__arena_copy(arena, b->lists, b->list_count, sizeof(*b->lists));
    review->list_count = (uint32_t)b->list_count;
    review->strings = scrl__arena_copy(arena, b->strings.bytes.data, b->strings.bytes.len, 1);
    review->strings_len = (uint32_t)b->strings.bytes.len;
    return review->roles != NULL && review->acts != NULL && review->gaps != NULL && review->citations != NULL &&
           review->statements != NULL && review->places != NULL && review->events != NULL && review->values != NULL &&
           review->lists != NULL && review->strings != NULL;
}

int scrl__review_builder_finish(scrl__review_builder *b, scrl_review **out)
{
    if (b->status != 0 || b->strings.bytes.failed)
        return SCRL_ENOMEM;
    scrl__review_builder_sort(b);
    scrl__arena *arena = scrl__arena_new();
    scrl_review *review = arena == NULL ? NULL : scrl__arena_alloc(arena, sizeof(*review));
    if (review == NULL || !freeze(b, arena, review)) {
        scrl__arena_free(arena);
        return SCRL_ENOMEM;
    }
    review->doc = scrl_document_ref(b->doc);
    *out = review;
    return 0;
}

void scrl_review_free(scrl_review *review)
{
    if (review == NULL)
        return;
    scrl_document_free(review->doc);
    scrl__arena_free(review->arena);
}

const scrl_document *scrl_review_document(const scrl_review *review)
{
    return review == NULL ? NULL : review->doc;
}

const char *scrl_review_role(const scrl_review *review, uint32_t section)
{
    if (review == NULL || (section >= review->doc->section_count && section != SCRL_NONE))
        return "other";
    uint32_t i = section == SCRL_NONE ? review->doc->section_count : section;
    return scrl__review_string(review, review->roles[i]);
}

const char *scrl_review_act(const scrl_review *review, size_t sentence)
{
    if (review == NULL || sentence >= review->doc->sentence_count)
        return "";
    return scrl__review_string(review, review->acts[sentence].act);
}

const char *scrl_review_speaker(const scrl_review *review, size_t sentence)
{
    if (review == NULL || sentence >= review->doc->sentence_count)
        return "";
    return scrl__review_string(review, review->acts[sentence].speaker);
}

size_t scrl_review_statement_count(const scrl_review *review)
{
    return review == NULL ? 0 : review->statement_count;
}

int scrl_review_statement(const scrl_review *review, size_t i, scrl_statement *out)
{
    if (i >= scrl_review_statement_count(review))
        return SCRL_EINVAL;
    const scrl__statement *s = &review->statements[i];
    scrl_statement statement = {.size = sizeof(statement),
                                .kind = scrl__review_string(review, s->kind),
                                .label = scrl__review_string(review, s->label),
                                .section = s->section,
                                .page = s->page,
                                .start = s->start,
                                .end = s->end,
                                .addressee_count = s->addressee_count,
                                .agency_count = s->agency_count,
                                .deadline = scrl__review_string(review, s->deadline),
                                .owner = scrl__review_string(review, s->owner),
                                .type_printed = scrl__review_string(review, s->type_printed),
                                .place_count = s->place_count,
                                .part_count = s->part_count,
                                .ask_count = s->ask_count};
    return scrl__record_fill(out, &statement, sizeof(statement));
}

const char *scrl_review_statement_addressee(const scrl_review *review, size_t i, size_t j)
{
    if (i >= scrl_review_statement_count(review) || j >= review->statements[i].addressee_count)
        return NULL;
    return scrl__review_string(review, review->lists[review->statements[i].addressee_first + j]);
}

const char *scrl_review_statement_agency(const scrl_review *review, size_t i, size_t j)
{
    if (i >= scrl_review_statement_count(review) || j >= review->statements[i].agency_count)
        return NULL;
    return scrl__review_string(review, review->lists[review->statements[i].agency_first + j]);
}

const char *scrl_review_statement_ask(const scrl_review *review, size_t i, size_t j)
{
    if (i >= scrl_review_statement_count(review) || j >= review->statements[i].ask_count)
        return NULL;
    return scrl__review_string(review, review->lists[review->statements[i].ask_first + j]);
}

static int fill_place(const scrl_review *review, const scrl__place *place, scrl_place *out)
{
    scrl_place record = {sizeof(record), scrl__review_string(review, place->part),
                         place->section, place->page,
                         place->start,   place->end};
    return scrl__record_fill(out, &record, sizeof(record));
}

int scrl_review_statement_place(const scrl_review *review, size_t i, size_t j, scrl_place *out)
{
    if (i >= scrl_review_statement_count(review) || j >= review->statements[i].place_count)
        return SCRL_EINVAL;
    return fill_place(review, &review->places[review->statements[i].place_first + j], out);
}

int scrl_review_statement_part(const scrl_review *review, size_t i, size_t j, scrl_place *out)
{
    if (i >= scrl_review_statement_count(review) || j >= review->statements[i].part_count)
        return SCRL_EINVAL;
    return fill_place(review, &review->places[review->statements[i].part_first + j], out);
}

size_t scrl_review_event_count(const scrl_review *review)
{
    return review == NULL ? 0 : review->event_count;
}

int scrl_review_event(const scrl_review *review, size_t i, scrl_event *out)
{
    if (i >= scrl_review_event_count(review))
        return SCRL_EINVAL;
    const scrl__event *e = &review->events[i];
    scrl_event event = {.size = sizeof(event),
                        .from = scrl__review_string(review, e->from),
                        .to = scrl__review_string(review, e->to),
                        .precision = scrl__review_string(review, e->precision),
                        .printed = scrl__review_string(review, e->printed),
                        .page = e->page,
                        .start = e->start,
                        .end = e->end,
                        .age = scrl__review_string(review, e->age),
                        .agency_count = e->agency_count};
    return scrl__record_fill(out, &event, sizeof(event));
}

const char *scrl_review_event_agency(const scrl_review *review, size_t i, size_t j)
{
    if (i >= scrl_review_event_count(review) || j >= review->events[i].agency_count)
        return NULL;
    return scrl__review_string(review, review->lists[review->events[i].agency_first + j]);
}

size_t scrl_review_gap_count(const scrl_review *review)
{
    return review == NULL ? 0 : review->gap_count;
}

int scrl_review_gap(const scrl_review *review, size_t i, scrl_gap *out)
{
    if (i >= scrl_review_gap_count(review))
        return SCRL_EINVAL;
    const scrl__gap *g = &review->gaps[i];
    scrl_gap gap = {.size = sizeof(gap),
                    .from = scrl__review_string(review, g->from),
                    .to = scrl__review_string(review, g->to),
                    .days = g->days,
                    .before = g->before,
                    .after = g->after};
    return scrl__record_fill(out, &gap, sizeof(gap));
}

size_t scrl_review_citation_count(const scrl_review *review)
{
    return review == NULL ? 0 : review->citation_count;
}

int scrl_review_citation(const scrl_review *review, size_t i, scrl_citation *out)
{
    if (i >= scrl_review_citation_count(review))
        return SCRL_EINVAL;
    const scrl__citation *c = &review->citations[i];
    scrl_citation citation = {.size = sizeof(citation),
                              .name = scrl__review_string(review, c->name),
                              .part = scrl__review_string(review, c->part),
                              .page = c->page,
                              .start = c->start,
                              .end = c->end};
    return scrl__record_fill(out, &citation, sizeof(citation));
}

size_t scrl_review_value_count(const scrl_review *review)
{
    return review == NULL ? 0 : review->value_count;
}

int scrl_review_value(const scrl_review *review, size_t i, scrl_value *out)
{
    if (i >= scrl_review_value_count(review))
        return SCRL_EINVAL;
    const scrl__value *v = &review->values[i];
    scrl_value value = {sizeof(value), scrl__review_string(review, v->field), scrl__review_string(review, v->value),
                        v->start, v->end};
    return scrl__record_fill(out, &value, sizeof(value));
}

const char *scrl_review_field(const scrl_review *review, const char *field)
{
    for (size_t i = 0; i < scrl_review_value_count(review); i++) {
        if (strcmp(scrl__review_string(review, review->values[i].field), field) == 0)
            return scrl__review_string(review, review->values[i].value);
    }
    return NULL;
}
