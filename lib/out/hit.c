/* hit.c - answers as JSON lines: hits of every unit, counts of a facet, outcomes of indexing. */
#include "out/hit.h"

#include <string.h>

#include <scrl/export.h>

#include "out/keys.h"

static const char *const unit_names[] = {"passage", "statement", "event", "tag",
                                         "review",  "section",   "value", "warning"};

/* What is not stated is left out. */
static void key_if(scrl__json *json, const char *key, const char *value)
{
    if (value != NULL && value[0] != '\0')
        scrl__key_string(json, key, value);
}

static void write_review(scrl__json *json, const scrl_hit *hit)
{
    key_if(json, "title", hit->title);
    key_if(json, "review_type", hit->review_type);
    key_if(json, "publisher", hit->publisher);
    key_if(json, "published", hit->published);
}

static void write_tag(scrl__json *json, const scrl_hit *hit)
{
    scrl__key_string(json, "theme", hit->theme);
    scrl__key_string(json, "polarity", scrl_polarity_name(hit->polarity));
    scrl__key_string(json, "level", scrl_level_name(hit->level));
    scrl__key_int(json, "evidence_start", hit->evidence_start);
    scrl__key_int(json, "evidence_end", hit->evidence_end);
    key_if(json, "rule", hit->rule);
    key_if(json, "model", hit->model);
    scrl__key_int(json, "confidence", hit->confidence);
    key_if(json, "polarity_by", hit->polarity_by);
    key_if(json, "level_by", hit->level_by);
    scrl__key_string(json, "state", scrl_state_name(hit->state));
}

static void write_item(scrl__json *json, const scrl_hit *hit)
{
    scrl__key_int(json, "ordinal", hit->ordinal);
    key_if(json, "kind", hit->kind);
    scrl__key_int(json, "page", hit->page);
    scrl__key_range(json, hit->start, hit->end);
    key_if(json, "heading", hit->heading);
    key_if(json, "role", hit->role);
    key_if(json, "number", hit->number);
    key_if(json, "label", hit->label);
    key_if(json, "addressees", hit->addressees);
    key_if(json, "deadline", hit->deadline);
    key_if(json, "owner", hit->owner);
    key_if(json, "asks", hit->asks);
    key_if(json, "type_printed", hit->type_printed);
    key_if(json, "repeats", hit->repeats);
    key_if(json, "from", hit->from);
    key_if(json, "to", hit->to);
    if (hit->unit == SCRL_UNIT_SECTION)
        scrl__key_int(json, "level_number", hit->level_number);
    if (hit->unit == SCRL_UNIT_TAG)
        write_tag(json, hit);
    scrl__json_key(json, "text");
    scrl__json_stringn(json, hit->text, hit->text_len);
}

static void write_answer(scrl__json *json, const scrl_search *search, const scrl_hit *hit)
{
    if (hit->unit == SCRL_UNIT_PASSAGE) {
        scrl__json_key(json, "score");
        scrl__json_double(json, hit->score);
        scrl__json_key(json, "highlights");
        scrl__json_array(json);
        uint32_t start, end;
        for (size_t i = 0; scrl_search_highlight(search, i, &start, &end) == 0; i++) {
            scrl__json_object(json);
            scrl__key_range(json, start, end);
            scrl__json_object_end(json);
        }
        scrl__json_array_end(json);
    }
    key_if(json, "cursor", hit->cursor);
}

void scrl__json_hit(scrl__json *json, const scrl_search *search, const scrl_hit *hit)
{
    scrl__json_object(json);
    scrl__key_string(json, "unit", unit_names[hit->unit]);
    scrl__key_string(json, "review", hit->review);
    scrl__key_string(json, "file", hit->file);
    if (hit->unit == SCRL_UNIT_REVIEW || search != NULL)
        write_review(json, hit);
    if (hit->unit == SCRL_UNIT_REVIEW) {
        scrl__key_int(json, "pages", hit->review_pages);
        scrl__key_int(json, "words", hit->review_words);
    } else {
        write_item(json, hit);
    }
    if (search != NULL)
        write_answer(json, search, hit);
    scrl__json_object_end(json);
    scrl__json_line(json);
}

/* Copies a caller's record as far as the caller's version of it goes; 'size' stands first in it. */
static void take_record(void *full, const void *record, size_t known)
{
    size_t size;
    memcpy(&size, record, sizeof(size));
    memcpy(full, record, size < known ? size : known);
}

int scrl_export_hit(scrl_context *ctx, const scrl_search *search, const scrl_hit *hit, scrl_write_fn write, void *user)
{
    scrl_hit full = SCRL_HIT_INIT;
    if (ctx == NULL || search == NULL || hit == NULL || write == NULL)
        return SCRL_EINVAL;
    take_record(&full, hit, sizeof(full));
    if ((unsigned)full.unit >= sizeof(unit_names) / sizeof(unit_names[0]) || full.review == NULL)
        return scrl__fail(ctx, SCRL_EINVAL, "write", "this hit was not filled by a search");
    scrl__json json;
    scrl__json_init(&json, write, user);
    scrl__json_hit(&json, search, &full);
    return scrl__json_close(ctx, &json);
}

int scrl_export_count(scrl_context *ctx, const char *field, const scrl_count *count, scrl_write_fn write, void *user)
{
    scrl_count full = SCRL_COUNT_INIT;
    if (ctx == NULL || field == NULL || count == NULL || write == NULL)
        return SCRL_EINVAL;
    take_record(&full, count, sizeof(full));
    scrl__json json;
    scrl__json_init(&json, write, user);
    scrl__json_object(&json);
    scrl__key_string(&json, "field", field);
    scrl__key_string(&json, "value", full.value);
    scrl__key_int(&json, "passages", (int64_t)full.passages);
    scrl__key_int(&json, "reviews", (int64_t)full.reviews);
    if (full.problem + full.good + full.recommended + full.neutral > 0) {
        scrl__key_int(&json, "problem", (int64_t)full.problem);
        scrl__key_int(&json, "good", (int64_t)full.good);
        scrl__key_int(&json, "recommended", (int64_t)full.recommended);
        scrl__key_int(&json, "neutral", (int64_t)full.neutral);
    }
    scrl__json_object_end(&json);
    scrl__json_line(&json);
    return scrl__json_close(ctx, &json);
}

void scrl__json_mark(scrl__json *json, const scrl_mark *mark)
{
    scrl__json_object(json);
    scrl__key_string(json, "unit", "mark");
    if (mark->id > 0)
        scrl__key_int(json, "id", (int64_t)mark->id);
    scrl__key_string(json, "review", mark->review);
    scrl__key_string(json, "kind", scrl_mark_kind_name(mark->kind));
    scrl__json_key(json, "placed");
    scrl__json_bool(json, mark->placed != 0);
    scrl__key_range(json, mark->start, mark->end);
    if (mark->kind != SCRL_MARK_NOTE) {
        scrl__key_string(json, "theme", mark->theme);
        scrl__key_string(json, "polarity", scrl_polarity_name(mark->polarity));
        scrl__key_string(json, "level", scrl_level_name(mark->level));
    }
    key_if(json, "note", mark->note);
    scrl__key_string(json, "text", mark->words);
    scrl__json_object_end(json);
    scrl__json_line(json);
}

int scrl_export_mark(scrl_context *ctx, const scrl_mark *mark, scrl_write_fn write, void *user)
{
    scrl_mark full = SCRL_MARK_INIT;
    if (ctx == NULL || mark == NULL || write == NULL)
        return SCRL_EINVAL;
    take_record(&full, mark, sizeof(full));
    if (full.review == NULL || full.words == NULL || full.theme == NULL)
        return scrl__fail(ctx, SCRL_EINVAL, "write", "this mark was not given by a library");
    scrl__json json;
    scrl__json_init(&json, write, user);
    scrl__json_mark(&json, &full);
    return scrl__json_close(ctx, &json);
}

int scrl_export_index_event(scrl_context *ctx, const scrl_index_event *event, scrl_write_fn write, void *user)
{
    if (ctx == NULL || event == NULL || write == NULL)
        return SCRL_EINVAL;
    scrl__json json;
    scrl__json_init(&json, write, user);
    scrl__json_object(&json);
    scrl__key_string(&json, "file", event->file);
    scrl__key_string(&json, "outcome", scrl_index_outcome_name(event->outcome));
    if (event->status != 0)
        scrl__key_string(&json, "status", scrl_status_text(event->status));
    key_if(&json, "message", event->message);
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    if (event->document != NULL && scrl_document_info_get(event->document, &info) == 0) {
        scrl__key_string(&json, "sha256", info.sha256);
        scrl__key_int(&json, "pages", info.pages);
        scrl__key_int(&json, "warnings", (int64_t)scrl_document_warning_count(event->document));
    }
    scrl__json_object_end(&json);
    scrl__json_line(&json);
    return scrl__json_close(ctx, &json);
}

int scrl_export_retag_event(scrl_context *ctx, const scrl_retag_event *event, scrl_write_fn write, void *user)
{
    if (ctx == NULL || event == NULL || write == NULL)
        return SCRL_EINVAL;
    scrl__json json;
    scrl__json_init(&json, write, user);
    scrl__json_object(&json);
    scrl__key_string(&json, "review", event->review);
    scrl__key_string(&json, "file", event->file);
    scrl__json_key(&json, "tagged");
    scrl__json_bool(&json, event->tagged);
    if (event->status != 0)
        scrl__key_string(&json, "status", scrl_status_text(event->status));
    key_if(&json, "message", event->message);
    scrl__json_object_end(&json);
    scrl__json_line(&json);
    return scrl__json_close(ctx, &json);
}
