/*
 * retag.c - the roof over tagging a library anew: take each review out of the library, tag it, put the tags back. The
 * files that the reviews came from are not needed. A review that has the tags of these sets already is passed over, so a
 * run that was broken off goes on where it ended. Reviews are stored in batches (batch.h); where one of a batch cannot be,
 * those before it are stored once more, without it.
 */
#include <stdlib.h>

#include "base/ctx.h"
#include "batch.h"
#include "sets.h"
#include "store/store.h"

typedef struct run {
    scrl_library *library;
    scrl_context *ctx;
    const scrl_retag_options *options;
    scrl__sets sets;
    scrl_themes *own; /* those of the data folder */
    scrl__str fingerprint;
    scrl__batch batch;
    size_t first;             /* review with which the batch begins */
    size_t alone;             /* reviews before this one are stored each by itself */
    size_t told;              /* reviews that were told of */
    scrl_retag_report report; /* with what is in the batch */
    scrl_retag_report before; /* without */
} run;

static int load_sets(run *r)
{
    int status = 0;
    if (r->options->theme_count > 0) {
        status = scrl__sets_add(r->ctx, &r->sets, r->options->themes, r->options->theme_count);
    } else {
        status = scrl_themes_load(r->ctx, NULL, &r->own);
        r->sets.items[0] = r->own;
        r->sets.count = status == 0;
    }
    scrl__sets_fingerprint(&r->sets, "", &r->fingerprint);
    if (status == 0 && r->fingerprint.failed)
        status = scrl__fail_memory(r->ctx, "store");
    return status == 0 ? scrl__sets_note(r->library, &r->sets) : status;
}

static int put_tags(run *r, const scrl__stored *stored, const scrl_review *review, const scrl_tags *tags)
{
    int status = scrl__batch_begin(&r->batch);
    if (status == 0)
        status = scrl__library_put_tags(r->library, stored, review, tags);
    if (status != 0)
        scrl__batch_rollback(&r->batch);
    return status;
}

static int tag_one(run *r, const scrl__stored *stored)
{
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    int status = scrl__library_review(r->library, stored, &review);
    if (status == 0)
        status = scrl__sets_tag(r->ctx, &r->sets, review, &tags);
    if (status == 0)
        status = put_tags(r, stored, review, tags);
    scrl_tags_free(tags);
    scrl_review_free(review);
    return status;
}

static int tell(run *r, const scrl__stored *stored, size_t done, int code)
{
    if (r->options->event == NULL || done <= r->told)
        return 0;
    r->told = done;
    scrl_retag_event event = {.size = sizeof(event),
                              .done = done,
                              .total = r->report.reviews,
                              .review = scrl__str_text(&stored->sha256),
                              .file = scrl__str_text(&stored->file),
                              .tagged = code == 0 && !stored->current,
                              .status = code,
                              .message = code != 0 ? r->ctx->message : ""};
    if (r->options->event(r->options->user, &event) != 0)
        return scrl__fail(r->ctx, SCRL_ECANCELLED, "store", "stopped after %zu of %llu reviews", done,
                          (unsigned long long)r->report.reviews);
    return 0;
}

/* Failures that concern one review alone, and leave the library as it was. */
static bool is_of_one(int code)
{
    return code == SCRL_ECORRUPT || code == SCRL_ELIMIT;
}

/* Takes review 'i', whose id is 'id'; '*next' is the one to go on with. */
static int run_one(run *r, size_t i, int64_t id, size_t *next)
{
    scrl__stored stored;
    bool in_batch = r->batch.open;
    *next = i + 1;
    int status = scrl__library_stored(r->library, id, scrl__str_text(&r->fingerprint), &stored);
    if (status == SCRL_ENOTFOUND)
        return 0;
    if (status != 0)
        return status;
    int code = stored.current ? 0 : tag_one(r, &stored);
    if (is_of_one(code) && in_batch && !r->batch.open) {
        r->report = r->before;
        r->alone = i + 1;
        *next = r->first;
    } else {
        r->report.unchanged += stored.current;
        r->report.tagged += code == 0 && !stored.current;
        r->report.failed += code != 0;
        status = code == 0 || is_of_one(code) ? tell(r, &stored, i + 1, code) : code;
    }
    scrl__stored_free(&stored);
    return status;
}

static int run_all(run *r)
{
    int64_t *ids = NULL;
    size_t count = 0;
    int status = scrl__library_reviews(r->library, &ids, &count);
    r->report.reviews = count;
    for (size_t i = 0; i < count && status == 0;) {
        if (!r->batch.open) {
            r->first = i;
            r->before = r->report;
        }
        status = run_one(r, i, ids[i], &i);
        if (status == 0)
            status = i < r->alone ? scrl__batch_commit(&r->batch) : scrl__batch_add(&r->batch, 0);
    }
    if (status == 0 || status == SCRL_ECANCELLED) {
        int committed = scrl__batch_commit(&r->batch);
        status = committed != 0 ? committed : status;
    }
    if (status != 0 && status != SCRL_ECANCELLED)
        r->report = r->before;
    scrl__batch_rollback(&r->batch);
    free(ids);
    return status;
}

int scrl_library_retag(scrl_library *library, const scrl_retag_options *options, scrl_retag_report *report)
{
    static const scrl_retag_options defaults = SCRL_RETAG_OPTIONS_INIT;
    if (library == NULL)
        return SCRL_EINVAL;
    scrl_context *ctx = scrl__library_context(library);
    if (options != NULL && !scrl__struct_ok(options, sizeof(*options), sizeof(*options)))
        return scrl__fail(ctx, SCRL_EINVAL, "use", "the options have an unknown size or unknown fields");
    if (report != NULL && report->size < sizeof(report->size))
        return scrl__fail(ctx, SCRL_EINVAL, "use", "the report has no size");
    if (scrl__library_read_only(library))
        return scrl__fail(ctx, SCRL_EINVAL, "use", "the library was opened for reading only");
    run r = {.library = library,
             .ctx = ctx,
             .batch = {.library = library},
             .options = options != NULL ? options : &defaults,
             .report = SCRL_RETAG_REPORT_INIT};
    int status = load_sets(&r);
    if (status == 0)
        status = run_all(&r);
    if (report != NULL)
        scrl__record_fill(report, &r.report, sizeof(r.report));
    scrl_themes_free(r.own);
    scrl__str_free(&r.fingerprint);
    return status;
}
