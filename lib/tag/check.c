/*
 * check.c - a theme set's own examples, tried on the same path as a review: each becomes a document of one paragraph,
 * under its heading where it names one, and is tagged.
 */
#include <stdio.h>
#include <string.h>

#include "model/review.h"
#include "tag/themes.h"

#define DEFAULT_ROLE "analysis"

typedef void (*report_fn)(void *user, const char *line);

static int make_document(scrl_context *ctx, const scrl__example *example, scrl_document **out)
{
    scrl__builder *b = NULL;
    int status = scrl__builder_new(ctx, "example", "example/1", &b);
    if (status != 0)
        return status;
    scrl__block_in heading = {.kind = SCRL_BLOCK_HEADING, .level = 1, .text = example->heading};
    scrl__block_in body = {.kind = SCRL_BLOCK_PARAGRAPH, .text = example->text, .text_len = strlen(example->text)};
    if (example->heading != NULL) {
        heading.text_len = strlen(example->heading);
        scrl__builder_block(b, &heading);
    }
    scrl__builder_block(b, &body);
    status = scrl__builder_finish(b, example->text, body.text_len, out);
    scrl__builder_free(b);
    return status;
}

static int make_review(scrl_context *ctx, const scrl__example *example, scrl_review **out)
{
    scrl_document *doc = NULL;
    int status = make_document(ctx, example, &doc);
    if (status != 0)
        return status;
    const char *role = example->role == NULL ? DEFAULT_ROLE : example->role;
    scrl__review_builder b;
    status = scrl__review_builder_init(&b, doc);
    scrl__review_builder_role(&b, SCRL_NONE, role);
    for (uint32_t i = 0; i < doc->section_count; i++)
        scrl__review_builder_role(&b, i, role);
    if (status == 0)
        status = scrl__review_builder_finish(&b, out);
    if (status != 0)
        scrl__fail_memory(ctx, "tag");
    scrl__review_builder_free(&b);
    scrl_document_free(doc);
    return status;
}

static bool is_wanted(const scrl__example *example, const scrl_tag *tag)
{
    return (example->polarity == SCRL__UNSET || example->polarity == (uint32_t)tag->polarity) &&
           (example->level == SCRL__UNSET || example->level == (uint32_t)tag->level);
}

/* What is wrong with the tags of an example, in words; "" when nothing is. */
static void find_fault(const scrl_themes *themes, const scrl__example *example, const scrl_tags *tags, char *fault,
                       size_t fault_size)
{
    const char *theme = themes->themes[example->theme].id;
    snprintf(fault, fault_size, "%s", example->miss ? "" : "no rule matches");
    scrl_tag tag = SCRL_TAG_INIT;
    for (size_t i = 0; i < scrl_tags_count(tags) && scrl_tags_get(tags, i, &tag) == 0; i++) {
        if (strcmp(tag.theme, theme) != 0)
            continue;
        if (example->miss) {
            snprintf(fault, fault_size, "near miss is matched by rule %s", tag.rule);
            return;
        }
        if (is_wanted(example, &tag)) {
            *fault = '\0';
            return;
        }
        snprintf(fault, fault_size, "is %s (%s), %s (%s), by rule %s", scrl_polarity_name(tag.polarity),
                 tag.polarity_by, scrl_level_name(tag.level), tag.level_by, tag.rule);
    }
}

/* 1 when the example fails, 0 when it is met, or a negative status. */
static int check_example(scrl_context *ctx, const scrl_themes *themes, const scrl__example *example, report_fn report,
                         void *user)
{
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    int status = make_review(ctx, example, &review);
    if (status == 0)
        status = scrl_tags_new(ctx, themes, review, &tags);
    scrl_review_free(review);
    if (status != 0)
        return status;
    char fault[512];
    find_fault(themes, example, tags, fault, sizeof(fault));
    scrl_tags_free(tags);
    if (*fault == '\0')
        return 0;
    char line[1024];
    snprintf(line, sizeof(line), "%s:%u: %s: %s: %.80s", example->file, (unsigned)example->line,
             themes->themes[example->theme].id, fault, example->text);
    if (report != NULL)
        report(user, line);
    return 1;
}

int scrl_themes_check(scrl_context *ctx, const scrl_themes *themes, void (*report)(void *user, const char *line),
                      void *user)
{
    if (ctx == NULL || themes == NULL)
        return SCRL_EINVAL;
    scrl_themes rules = *themes;
    rules.learned = NULL; /* examples are written for the rules */
    int failures = 0;
    for (size_t i = 0; i < themes->example_count; i++) {
        int got = check_example(ctx, &rules, &themes->examples[i], report, user);
        if (got < 0)
            return got;
        failures += got;
    }
    return failures;
}
