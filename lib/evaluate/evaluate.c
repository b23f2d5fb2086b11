/* evaluate.c - the recipe: for each gold folder, for each of its files: read, structure, tag, then take the measures. What
 * cannot be read becomes a record with its reason, and the rest goes on. */
#include <stdlib.h>

#include <scrl/evaluate.h>

#include "base/file.h"
#include "evaluate/case.h"

#define STEP "use"
#define THEME_PASSAGES 5

/* What every file is read with. */
struct tools {
    scrl_context *ctx;
    const scrl_structure *structure;
    const scrl_themes *themes;
    scrl_evaluation *report;
    int ocr;
};

const char *scrl__case_text(const scrl__case *c, uint32_t start, uint32_t end)
{
    return scrl__plain(c->arena, scrl_document_text(c->doc, NULL) + start, end - start);
}

void scrl__case_disagree(scrl__case *c, scrl__measure_id id, const scrl_disagreement *d)
{
    scrl_disagreement full = *d;
    if (!c->report->keep_disagreements)
        return;
    if (full.start == full.end && (full.text == NULL || full.text[0] == '\0' ||
                                   !scrl__finder_find(&c->finder, c->arena, full.text, &full.start, &full.end)))
        full.start = full.end = 0;
    full.page = full.start == full.end ? 0 : scrl_document_page_at(c->doc, full.start);
    scrl__report_disagreement(c->report, id, &full);
}

size_t scrl__case_pairs(const char *const *gold, size_t gold_count, const char *const *found, size_t found_count,
                        bool (*equal)(const char *, const char *), bool *in_gold, bool *in_found)
{
    size_t pairs = 0;
    for (size_t i = 0; i < gold_count; i++) {
        for (size_t j = 0; j < found_count && !in_gold[i]; j++) {
            if (in_found[j] || !equal(gold[i], found[j]))
                continue;
            in_gold[i] = in_found[j] = true;
            pairs++;
        }
    }
    return pairs;
}

static int take_measures(scrl__case *c)
{
    int status = scrl__measure_sections(c);
    if (status == 0)
        status = scrl__measure_statements(c);
    if (status == 0)
        status = scrl__measure_events(c);
    if (status == 0)
        status = scrl__measure_fields(c);
    if (status == 0)
        status = scrl__measure_themes(c);
    return status;
}

static int compare_review(const struct tools *t, const scrl__gold *gold, const scrl_review *review,
                          scrl_tags *const tags[3])
{
    scrl__case c = {.ctx = t->ctx,
                    .gold = gold,
                    .doc = scrl_review_document(review),
                    .review = review,
                    .themes = t->themes,
                    .tags = tags[0],
                    .by_rules = tags[1],
                    .by_models = tags[2],
                    .arena = scrl__arena_new(),
                    .report = t->report};
    int status = c.arena == NULL ? SCRL_ENOMEM : scrl__finder_init(&c.finder, c.doc);
    status = status == 0 ? take_measures(&c) : scrl__fail_memory(t->ctx, STEP);
    scrl__finder_free(&c.finder);
    scrl__arena_free(c.arena);
    return status;
}

/* The tags as users get them, those of the rules alone, those of the models alone. */
static int make_tags(const struct tools *t, const scrl_review *review, scrl_tags *tags[3])
{
    int status = t->themes == NULL ? 0 : scrl_tags_new(t->ctx, t->themes, review, &tags[0]);
    if (status == 0 && t->themes != NULL)
        status = scrl_tags_new_by_rules(t->ctx, t->themes, review, &tags[1]);
    if (status == 0 && t->themes != NULL)
        status = scrl_tags_new_by_models(t->ctx, t->themes, review, &tags[2]);
    return status;
}

/* A file that holds pictures of pages alone says nothing of scrl's reading of words. */
static int need_words(scrl_context *ctx, const scrl_document *doc)
{
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    return info.words > 0 ? 0
                          : scrl__fail(ctx, SCRL_EUNSUPPORTED, STEP,
                                       "the file has no text (%u pages); pictures of pages need OCR first", info.pages);
}

static int evaluate_document(const struct tools *t, const scrl__gold *gold, const char *path)
{
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl_tags *tags[3] = {NULL, NULL, NULL};
    scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
    options.ocr = t->ocr;
    int status = scrl_document_read(t->ctx, path, &options, &doc);
    if (status == 0)
        status = need_words(t->ctx, doc);
    if (status == 0)
        status = scrl_review_new(t->ctx, t->structure, doc, &review);
    if (status == 0)
        status = make_tags(t, review, tags);
    if (status == 0)
        status = compare_review(t, gold, review, tags);
    for (size_t i = 0; i < 3; i++)
        scrl_tags_free(tags[i]);
    scrl_review_free(review);
    scrl_document_free(doc);
    return status;
}

/* A failure that concerns one input is noted in the report; running out of memory ends the evaluation. */
static int note_failure(const struct tools *t, int status)
{
    if (status == 0 || status == SCRL_ENOMEM)
        return status;
    scrl__report_failure(t->report, status, t->ctx->message);
    return 0;
}

static int evaluate_file(const struct tools *t, const scrl__gold *gold, const char *dir, const char *name)
{
    scrl__report_file(t->report, dir, name);
    char *path = scrl__path_join(dir, name);
    if (path == NULL || t->report->failed) {
        free(path);
        return scrl__fail_memory(t->ctx, STEP);
    }
    int status = evaluate_document(t, gold, path);
    if (status == 0)
        t->report->first_of_gold = false;
    free(path);
    return note_failure(t, status);
}

static int evaluate_gold(const struct tools *t, const char *dir)
{
    scrl__gold *gold = NULL;
    int status = scrl__gold_read(t->ctx, dir, &gold);
    if (status != 0) {
        scrl__report_file(t->report, dir, "");
        return note_failure(t, status);
    }
    t->report->first_of_gold = true;
    for (size_t i = 0; status == 0 && i < gold->files.count; i++)
        status = evaluate_file(t, gold, dir, gold->files.items[i]);
    scrl__gold_free(gold);
    return status;
}

static bool options_ok(const scrl_evaluation_options *options)
{
    return scrl__struct_ok(options, sizeof(*options), sizeof(*options)) &&
           (options->disagreements == 0 || options->disagreements == 1) && (options->ocr == 0 || options->ocr == 1);
}

int scrl_evaluate(scrl_context *ctx, const scrl_structure *structure, const scrl_themes *themes,
                  const char *const *gold_paths, size_t gold_count, const scrl_evaluation_options *options,
                  scrl_evaluation **out)
{
    static const scrl_evaluation_options defaults = SCRL_EVALUATION_OPTIONS_INIT;
    if (ctx == NULL)
        return SCRL_EINVAL;
    if (options == NULL)
        options = &defaults;
    if (structure == NULL || (gold_paths == NULL && gold_count > 0) || out == NULL || !options_ok(options))
        return scrl__fail(ctx, SCRL_EINVAL, STEP, "the arguments of an evaluation are not valid");
    struct tools t = {ctx, structure, themes, scrl__report_new(options->disagreements != 0), options->ocr};
    if (t.report == NULL)
        return scrl__fail_memory(ctx, STEP);
    int status = 0;
    for (size_t i = 0; status == 0 && i < gold_count; i++)
        status = gold_paths[i] == NULL ? scrl__fail(ctx, SCRL_EINVAL, STEP, "a gold path is NULL")
                                       : evaluate_gold(&t, gold_paths[i]);
    if (status == 0 &&
        scrl__report_finish(t.report, options->theme_passages == 0 ? THEME_PASSAGES : options->theme_passages) != 0)
        status = scrl__fail_memory(ctx, STEP);
    if (status == 0) {
        *out = t.report;
        t.report = NULL;
    }
    scrl_evaluation_free(t.report);
    return status;
}
