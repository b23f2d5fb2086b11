/* profile.c - what a review gives room to, as JSON: acts, checks, gaps and citations. */
#include "out/profile.h"

#include <scrl/export.h>

#include "out/keys.h"

static void write_acts(scrl__json *json, const scrl_review *review)
{
    scrl__json_key(json, "acts");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_review_act_share_count(); i++) {
        scrl_act_share share = SCRL_ACT_SHARE_INIT;
        scrl_review_act_share(review, i, &share);
        scrl__json_object(json);
        scrl__key_string_or_null(json, "act", share.act);
        scrl__key_int(json, "sentences", (int64_t)share.sentences);
        scrl__key_int(json, "words", (int64_t)share.words);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_checks(scrl__json *json, const scrl_review *review)
{
    scrl__json_key(json, "checks");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_review_check_count(); i++) {
        scrl_check check = SCRL_CHECK_INIT;
        scrl_review_check(review, i, &check);
        scrl__json_object(json);
        scrl__key_string(json, "id", check.id);
        scrl__key_string(json, "asks", check.asks);
        scrl__key_int(json, "count", (int64_t)check.count);
        scrl__key_int(json, "of", (int64_t)check.of);
        if (check.start < check.end)
            scrl__key_range(json, check.start, check.end);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_gaps(scrl__json *json, const scrl_review *review)
{
    scrl__json_key(json, "gaps");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_review_gap_count(review); i++) {
        scrl_gap g = SCRL_GAP_INIT;
        scrl_review_gap(review, i, &g);
        scrl__json_object(json);
        scrl__key_string(json, "from", g.from);
        scrl__key_string(json, "to", g.to);
        scrl__key_int(json, "days", g.days);
        scrl__key_int(json, "before", g.before);
        scrl__key_int(json, "after", g.after);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

static void write_citations(scrl__json *json, const scrl_review *review)
{
    scrl__json_key(json, "citations");
    scrl__json_array(json);
    for (size_t i = 0; i < scrl_review_citation_count(review); i++) {
        scrl_citation c = SCRL_CITATION_INIT;
        scrl_review_citation(review, i, &c);
        scrl__json_object(json);
        scrl__key_string(json, "name", c.name);
        scrl__key_string_or_null(json, "part", c.part);
        scrl__key_text(json, "printed", scrl_review_document(review), c.start, c.end);
        scrl__key_int(json, "page", c.page);
        scrl__key_range(json, c.start, c.end);
        scrl__json_object_end(json);
    }
    scrl__json_array_end(json);
}

void scrl__write_profile(scrl__json *json, const scrl_review *review)
{
    write_acts(json, review);
    write_checks(json, review);
    write_gaps(json, review);
    write_citations(json, review);
}

int scrl_export_profile(scrl_context *ctx, const scrl_review *review, scrl_write_fn write, void *user)
{
    if (ctx == NULL || review == NULL || write == NULL)
        return SCRL_EINVAL;
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(scrl_review_document(review), &info);
    scrl__json json;
    scrl__json_init(&json, write, user);
    scrl__json_object(&json);
    scrl__key_string(&json, "file", info.file);
    scrl__key_string(&json, "sha256", info.sha256);
    scrl__key_string_or_null(&json, "title", scrl_review_field(review, "title"));
    scrl__write_profile(&json, review);
    scrl__json_object_end(&json);
    scrl__json_line(&json);
    return scrl__json_close(ctx, &json);
}
