/*
 * retag.c - the roof over tagging a library anew: take each review out of the library, tag it, put the tags back. The
 * files that the reviews came from are not needed. A review that has the tags of these sets already is passed over, so a
 * run that was broken off goes on where it ended.
 */
#include <stdlib.h>

#include "base/ctx.h"
#include "sets.h"
#include "store/store.h"

typedef struct run {
    scrl_library *library;
    scrl_context *ctx;
    const scrl_retag_options *options;
    scrl__sets sets;
    scrl_themes *own; /* those of the data folder */
    scrl__str fingerprint;
    scrl_retag_report report;
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

static int tag_one(run *r, const scrl__stored *stored)
{
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    int status = scrl__library_review(r->library, stored, &review);
    if (status == 0)
        status = scrl__sets_tag(r->ctx, &r->sets, review, &tags);
    if (status == 0)
        status = scrl__library_put_tags(r->library, stored, review, tags);
    scrl_tags_free(tags);
    scrl_review_free(review);
    return status;
}

static int tell(const run *r, const scrl__stored *stored, uint64_t done, uint64_t total, int code)
{
    if (r->options->event == NULL)
        return 0;
    scrl_retag_event event = {.size = sizeof(event),
                              .done = done,
                              .total = total,
                              .review = scrl__str_text(&stored->sha256),
                              .file = scrl__str_text(&stored->file),
                              .tagged = code == 0 && !stored->current,
                              .status = code,
                              .message = code != 0 ? r->ctx->message : ""};
    if (r->options->event(r->options->user, &event) != 0)
        return scrl__fail(r->ctx, SCRL_ECANCELLED, "store", "stopped after %llu of %llu reviews",
                          (unsigned long long)done, (unsigned long long)total);
    return 0;
}

/* Failures that concern one review alone, and leave the library as it was. */
static bool is_of_one(int code)
{
    return code == SCRL_ECORRUPT || code == SCRL_ELIMIT;
}

static int run_one(run *r, int64_t id, uint64_t done, uint64_t total)
{
    scrl__stored stored;
    int status = scrl__library_stored(r->library, id, scrl__str_text(&r->fingerprint), &stored);
    if (status == SCRL_ENOTFOUND)
        return 0;
    if (status != 0)
        return status;
    int code = stored.current ? 0 : tag_one(r, &stored);
    r->report.unchanged += stored.current;
    r->report.tagged += code == 0 && !stored.current;
    r->report.failed += code != 0;
    status = code == 0 || is_of_one(code) ? tell(r, &stored, done, total, code) : code;
    scrl__stored_free(&stored);
    return status;
}

static int run_all(run *r)
{
    int64_t *ids = NULL;
    size_t count = 0;
    int status = scrl__library_reviews(r->library, &ids, &count);
    r->report.reviews = count;
    for (size_t i = 0; i < count && status == 0; i++)
        status = run_one(r, ids[i], i + 1, count);
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
