/* sample.h - what the tests of the tag room share: the small theme set of tests/tag/set/, and one paragraph tagged
 * with it. */
#ifndef SCRL_TESTS_TAG_SAMPLE_H
#define SCRL_TESTS_TAG_SAMPLE_H

#include <string.h>

#include "model/review.h"
#include "model/tag.h"
#include "suite.h"

typedef struct sample {
    scrl_context *ctx;
    scrl_themes *themes;
    scrl_review *review;
    scrl_tags *tags;
} sample;

static inline scrl_context *sample_context(void)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.data_dir = source_path("data");
    scrl_context *ctx = NULL;
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    return ctx;
}

typedef struct sample_text {
    const char *heading, *role, *type, *text; /* heading and type may be NULL */
    scrl_block_kind kind;
} sample_text;

static inline scrl_review *sample_review(scrl_context *ctx, const sample_text *in)
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl__block_in top = {.kind = SCRL_BLOCK_HEADING, .level = 1, .text = in->heading};
    scrl__block_in body = {.kind = in->kind, .level = 2, .text = in->text, .text_len = strlen(in->text)};
    ck_assert_int_eq(scrl__builder_new(ctx, "sample", "sample/1", &b), 0);
    if (in->heading != NULL) {
        top.text_len = strlen(in->heading);
        ck_assert_int_eq(scrl__builder_block(b, &top), 0);
    }
    ck_assert_int_eq(scrl__builder_block(b, &body), 0);
    ck_assert_int_eq(scrl__builder_finish(b, in->text, strlen(in->text), &doc), 0);
    scrl__builder_free(b);
    scrl__review_builder r;
    ck_assert_int_eq(scrl__review_builder_init(&r, doc), 0);
    scrl__review_builder_role(&r, SCRL_NONE, in->role);
    for (uint32_t i = 0; i < doc->section_count; i++)
        scrl__review_builder_role(&r, i, in->role);
    if (in->type != NULL)
        scrl__review_builder_value(&r, "review_type", in->type, 0, 0);
    ck_assert_int_eq(scrl__review_builder_finish(&r, &review), 0);
    scrl__review_builder_free(&r);
    scrl_document_free(doc);
    return review;
}

/* Tags one block, under a heading when there is one. */
static inline sample sample_block(const char *heading, const char *role, scrl_block_kind kind, const char *text)
{
    sample s = {.ctx = sample_context()};
    ck_assert_int_eq(scrl_themes_load(s.ctx, source_path("tests/tag/set"), &s.themes), 0);
    s.review = sample_review(s.ctx, &(sample_text){heading, role, NULL, text, kind});
    ck_assert_int_eq(scrl_tags_new(s.ctx, s.themes, s.review, &s.tags), 0);
    return s;
}

static inline sample sample_tag(const char *heading, const char *role, const char *text)
{
    return sample_block(heading, role, SCRL_BLOCK_PARAGRAPH, text);
}

static inline void sample_free(sample *s)
{
    scrl_tags_free(s->tags);
    scrl_review_free(s->review);
    scrl_themes_free(s->themes);
    scrl_context_free(s->ctx);
}

/* The first tag of a theme; false when there is none. */
static inline bool sample_find(const sample *s, const char *theme, scrl_tag *tag)
{
    for (size_t i = 0; i < scrl_tags_count(s->tags); i++) {
        *tag = (scrl_tag)SCRL_TAG_INIT;
        ck_assert_int_eq(scrl_tags_get(s->tags, i, tag), 0);
        if (strcmp(tag->theme, theme) == 0)
            return true;
    }
    return false;
}

/* "polarity level" that a theme got in an analysis section, or "none". Lent until the next call. */
static inline const char *sample_says(const char *heading, const char *role, const char *theme, const char *text)
{
    static char says[64];
    sample s = sample_tag(heading, role, text);
    scrl_tag tag;
    if (sample_find(&s, theme, &tag))
        snprintf(says, sizeof(says), "%s %s", scrl_polarity_name(tag.polarity), scrl_level_name(tag.level));
    else
        snprintf(says, sizeof(says), "none");
    sample_free(&s);
    return says;
}

#endif
