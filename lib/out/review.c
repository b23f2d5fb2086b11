/*
 * review.c - one review as one JSON object: the shape that outside programs and hand-made gold rely on (docs/json.md).
 * Reads the review by its public getters, so that whatever it can say, a caller can see too.
 */
#include <stdlib.h>
#include <string.h>

#include <scrl/export.h>

#include "base/json.h"
#include "model/review.h"
#include "model/tag.h"
#include "out/keys.h"
#include "out/profile.h"

static void write_warnings(scrl__json *json, const scrl_document *doc)
{
    scrl__json_key(json, "warnings");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_document_warning_count(doc); i++) {
        scrl_warning w = SCRL_WARNING_INIT;
        scrl_document_warning(doc, i, &w);
        scrl__json_object(json);
        scrl__key_string(json, "code", w.code);
        scrl__key_int(json, "page", w.page);
        scrl__key_string(json, "message", w.message);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_value(scrl__json *json, const scrl__field *field, const char *value)
{
    if (field->number)
        scrl__json_int(json, strtoll(value, NULL, 10));
    else
        scrl__json_string(json, value);
}

/* Writes one field of the minimum data set: a list, a value, or null. */
static void write_field(scrl__json *json, const scrl_review *review, const scrl__field *field)
{
    scrl__json_key(json, field->name);
    if (field->list)
        scrl__json_array(json);
    size_t found = 0;
    for (size_t i = 0; i < scrl_review_value_count(review) && (field->list || found == 0); i++) {
        scrl_value v = SCRL_VALUE_INIT;
        scrl_review_value(review, i, &v);
        if (strcmp(v.field, field->name) != 0)
            continue;
        write_value(json, field, v.value);
        found++;
    }
    if (field->list)
        scrl__json_array_end(json);
    else if (found == 0)
        scrl__json_null(json);
}

static int64_t count_statements(const scrl_review *review, const char *kind, const char *also)
{
    int64_t count = 0;
    for (size_t i = 0; i < scrl_review_statement_count(review); i++) {
        scrl_statement s = SCRL_STATEMENT_INIT;
        scrl_review_statement(review, i, &s);
        count += strcmp(s.kind, kind) == 0 || strcmp(s.kind, also) == 0;
    }
    return count;
}

static void write_metadata(scrl__json *json, const scrl_review *review)
{
    scrl__json_key(json, "metadata");
    scrl__json_object(json);
    for (size_t i = 0; i < scrl__field_count; i++)
        write_field(json, review, &scrl__fields[i]);
    scrl__json_key(json, "counts");
    scrl__json_object(json);
    scrl__key_int(json, "findings", count_statements(review, "finding", ""));
    scrl__key_int(json, "lessons", count_statements(review, "lesson", ""));
    scrl__key_int(json, "recommendations", count_statements(review, "recommendation", "consideration"));
    scrl__key_int(json, "good_practice", count_statements(review, "good_practice", ""));
    scrl__key_int(json, "events", (int64_t)scrl_review_event_count(review));
    scrl__json_object_end(json);
    scrl__json_object_end(json);
}

static void write_spans(scrl__json *json, const scrl_review *review)
{
    scrl__json_key(json, "spans");
    scrl__json_object(json);
    const char *open = NULL;
    for (size_t i = 0; i < scrl_review_value_count(review); i++) {
        scrl_value v = SCRL_VALUE_INIT;
        scrl_review_value(review, i, &v);
        if (v.start == v.end)
            continue;
        if (open == NULL || strcmp(open, v.field) != 0) {
            if (open != NULL)
                scrl__json_array_end(json);
            scrl__json_key(json, v.field);
            scrl__json_array(json);
            open = v.field;
        }
        scrl__json_object(json);
        scrl__key_range(json, v.start, v.end);
        scrl__json_object_end(json);
    }
    if (open != NULL)
        scrl__json_array_end(json);
    scrl__json_object_end(json);
}

static void write_sections(scrl__json *json, const scrl_review *review)
{
    const scrl_document *doc = scrl_review_document(review);
    scrl__json_key(json, "sections");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_document_section_count(doc); i++) {
        scrl_section s = SCRL_SECTION_INIT;
        scrl_block heading = SCRL_BLOCK_INIT;
        scrl_document_section(doc, i, &s);
        scrl_document_block(doc, s.block, &heading);
        scrl__json_object(json);
        scrl__key_int(json, "id", (int64_t)i);
        scrl__key_index_or_null(json, "parent", s.parent);
        scrl__key_int(json, "level", s.level);
        scrl__key_string_or_null(json, "number", s.number);
        scrl__key_text(json, "heading", doc, heading.start, heading.end);
        scrl__key_string(json, "role", scrl_review_role(review, (uint32_t)i));
        scrl__key_int(json, "page", s.page);
        scrl__key_range(json, s.start, s.end);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_blocks(scrl__json *json, const scrl_document *doc)
{
    scrl__json_key(json, "blocks");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_document_block_count(doc); i++) {
        scrl_block b = SCRL_BLOCK_INIT;
        scrl_document_block(doc, i, &b);
        scrl__json_object(json);
        scrl__key_int(json, "id", (int64_t)i);
        scrl__key_index_or_null(json, "section", b.section);
        scrl__key_string(json, "kind", scrl_block_kind_name(b.kind));
        scrl__key_string_or_null(json, "number", b.number);
        scrl__key_int(json, "page", b.page);
        scrl__key_range(json, b.start, b.end);
        scrl__key_text(json, "text", doc, b.start, b.end);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_sentences(scrl__json *json, const scrl_review *review)
{
    const scrl_document *doc = scrl_review_document(review);
    scrl__json_key(json, "sentences");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_document_sentence_count(doc); i++) {
        scrl_sentence s = SCRL_SENTENCE_INIT;
        scrl_document_sentence(doc, i, &s);
        scrl__json_object(json);
        scrl__key_range(json, s.start, s.end);
        scrl__key_string_or_null(json, "act", scrl_review_act(review, i));
        if (scrl_review_speaker(review, i)[0] != '\0')
            scrl__key_string(json, "speaker", scrl_review_speaker(review, i));
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_names(scrl__json *json, const char *key, const scrl_review *review, size_t i,
                        const char *(*name)(const scrl_review *, size_t, size_t))
{
    scrl__json_key(json, key);
    scrl__json_array(json);
    const char *item;
    for (size_t j = 0; (item = name(review, i, j)) != NULL; j++)
        scrl__json_string(json, item);
    scrl__json_array_end(json);
}

static void write_place(scrl__json *json, const scrl_place *place)
{
    scrl__json_object(json);
    scrl__key_int(json, "page", place->page);
    scrl__key_range(json, place->start, place->end);
    scrl__json_object_end(json);
}

static void write_places(scrl__json *json, const scrl_review *review, size_t i)
{
    scrl_place place = SCRL_PLACE_INIT;
    scrl__json_key(json, "places");
    scrl__json_array(json);
    for (size_t j = 0; scrl_review_statement_place(review, i, j, &place) == 0; j++)
        write_place(json, &place);
    scrl__json_array_end(json);
}

static void write_parts(scrl__json *json, const scrl_review *review, size_t i)
{
    scrl_place part = SCRL_PLACE_INIT;
    scrl__json_key(json, "parts");
    scrl__json_object(json);
    for (size_t j = 0; scrl_review_statement_part(review, i, j, &part) == 0; j++) {
        scrl__json_key(json, part.part);
        write_place(json, &part);
    }
    scrl__json_object_end(json);
}

static void write_statements(scrl__json *json, const scrl_review *review)
{
    const scrl_document *doc = scrl_review_document(review);
    scrl__json_key(json, "statements");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_review_statement_count(review); i++) {
        scrl_statement s = SCRL_STATEMENT_INIT;
        scrl_review_statement(review, i, &s);
        scrl__json_object(json);
        scrl__key_string(json, "kind", s.kind);
        scrl__key_string(json, "label", s.label);
        scrl__key_text(json, "text", doc, s.start, s.end);
        scrl__key_index_or_null(json, "section", s.section);
        scrl__key_int(json, "page", s.page);
        scrl__key_range(json, s.start, s.end);
        write_names(json, "addressees", review, i, scrl_review_statement_addressee);
        write_names(json, "agencies", review, i, scrl_review_statement_agency);
        scrl__key_string_or_null(json, "deadline", s.deadline);
        scrl__key_string_or_null(json, "owner", s.owner);
        write_names(json, "asks", review, i, scrl_review_statement_ask);
        scrl__key_string_or_null(json, "type_printed", s.type_printed);
        write_places(json, review, i);
        write_parts(json, review, i);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_events(scrl__json *json, const scrl_review *review)
{
    const scrl_document *doc = scrl_review_document(review);
    scrl__json_key(json, "events");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_review_event_count(review); i++) {
        scrl_event e = SCRL_EVENT_INIT;
        scrl_review_event(review, i, &e);
        scrl__json_object(json);
        scrl__key_string_or_null(json, "from", e.from);
        scrl__key_string_or_null(json, "to", e.to);
        scrl__key_string(json, "precision", e.precision);
        scrl__key_string(json, "printed", e.printed);
        scrl__key_text(json, "text", doc, e.start, e.end);
        scrl__key_int(json, "page", e.page);
        scrl__key_range(json, e.start, e.end);
        scrl__key_string_or_null(json, "age", e.age);
        write_names(json, "agencies", review, i, scrl_review_event_agency);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_tag(scrl__json *json, const scrl_review *review, const scrl_tag *t)
{
    const scrl_document *doc = scrl_review_document(review);
    scrl_block block = SCRL_BLOCK_INIT;
    scrl_document_block(doc, t->block, &block);
    scrl__json_object(json);
    scrl__key_string(json, "theme", t->theme);
    scrl__key_string(json, "polarity", scrl_polarity_name(t->polarity));
    scrl__key_string(json, "level", scrl_level_name(t->level));
    scrl__key_int(json, "block", t->block);
    scrl__key_range(json, t->start, t->end);
    scrl__key_text(json, "text", doc, t->start, t->end);
    scrl__json_key(json, "evidence");
    scrl__json_array(json);
    scrl__json_object(json);
    scrl__key_range(json, t->evidence_start, t->evidence_end);
    scrl__json_object_end(json);
    scrl__json_array_end(json);
    scrl__key_string(json, "rule", t->rule);
    scrl__key_string(json, "model", t->model);
    scrl__key_int(json, "confidence", t->confidence);
    scrl__key_string(json, "section_role", scrl_review_role(review, block.section));
    scrl__key_string(json, "polarity_by", t->polarity_by);
    scrl__key_string(json, "level_by", t->level_by);
    scrl__json_object_end(json);
}

static void write_tags(scrl__json *json, const scrl_review *review, const scrl_tags *tags)
{
    scrl__json_key(json, "tags");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_tags_count(tags); i++) {
        scrl_tag t = SCRL_TAG_INIT;
        scrl_tags_get(tags, i, &t);
        write_tag(json, review, &t);
    }
    scrl__json_array_end(json);
}

int scrl_export_review(scrl_context *ctx, const scrl_review *review, const scrl_tags *tags, scrl_write_fn write,
                       void *user)
{
    if (ctx == NULL || review == NULL || write == NULL)
        return SCRL_EINVAL;
    const scrl_document *doc = scrl_review_document(review);
    if (tags != NULL && tags->doc != doc)
        return scrl__fail(ctx, SCRL_EINVAL, "write", "the tags belong to another document");
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    scrl__json json;
    scrl__json_init(&json, write, user);
    scrl__json_object(&json);
    scrl__key_string(&json, "file", info.file);
    scrl__key_string(&json, "sha256", info.sha256);
    scrl__key_string(&json, "reader", info.reader);
    scrl__key_int(&json, "pages", info.pages);
    write_warnings(&json, doc);
    write_metadata(&json, review);
    write_sections(&json, review);
    write_blocks(&json, doc);
    write_sentences(&json, review);
    write_statements(&json, review);
    write_events(&json, review);
    scrl__write_profile(&json, review);
    write_tags(&json, review, tags);
    write_spans(&json, review);
    scrl__json_object_end(&json);
    scrl__json_line(&json);
    return scrl__json_close(ctx, &json);
}
