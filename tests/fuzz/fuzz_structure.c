/*
 * fuzz_structure.c - a text, or a page when it begins with '<', through the whole way in, with the phrases and themes of data/: document,
 * review, tags and the exported object.
 */
#include <string.h>

#include <scrl/export.h>

#include "base/str.h"
#include "base/utf8.h"
#include "check.h"

static int keep(void *user, const char *bytes, size_t len)
{
    scrl__str_add(user, bytes, len);
    return 0;
}

/* One object on one line. */
static void check_export(const scrl_review *review, const scrl_tags *tags)
{
    scrl__str json = SCRL__STR_INIT;
    fuzz_expect(scrl_export_review(fuzz_context(), review, tags, keep, &json) == 0, "a review can be exported");
    fuzz_expect(json.len > 2 && json.data[0] == '{' && json.data[json.len - 2] == '}' &&
                    memchr(json.data, '\n', json.len) == json.data + json.len - 1,
                "an exported review is one object on one line");
    fuzz_expect(scrl__utf8_valid(json.data, json.len), "what is exported is UTF-8");
    scrl__str_free(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    scrl_document *doc = fuzz_read(size > 0 && data[0] == '<' ? "html" : "text", data, size);
    if (doc == NULL)
        return 0;
    fuzz_expect(scrl_review_new(fuzz_context(), fuzz_structure(), doc, &review) == 0, "any document is accepted");
    fuzz_check_review(review);
    fuzz_expect(scrl_tags_new(fuzz_context(), fuzz_themes(), review, &tags) == 0, "any review can be tagged");
    fuzz_check_tags(review, fuzz_themes(), tags);
    check_export(review, tags);
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    return 0;
}
