/*
 * ingest.c - the roof, the way in: look at each file; where it is new or has changed, read, structure and tag it on
 * threads; store the results on the caller's thread, in the order of the files. So a library does not depend on how
 * many threads filled it, or on when a run was broken off.
 * Reviews are stored in batches (batch.h); a run that is killed does the last one again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <scrl/store.h>

#include "base/file.h"
#include "base/fingerprint.h"
#include "base/hash.h"
#include "batch.h"
#include "inputs.h"
#include "read/reader.h"
#include "sets.h"
#include "store/store.h"
#include "window.h"

#define MOST_JOBS 64
/* Source bytes of files that have been begun and are not stored yet. One larger file is read by itself. */
#define MOST_BYTES_UNDER_WAY ((uint64_t)256 << 20)

struct run;

/* One file on its way. */
typedef struct job {
    scrl__task task;
    const struct run *run;
    const scrl__input *input;
    scrl__file_stat stat;
    bool queued;    /* a thread has it */
    bool record;    /* a failure that the library should remember */
    bool touch;     /* the bytes are as stored, size or time are not */
    char known[65]; /* hash of the bytes that the library knows the outcome of, or "" */
    int known_code; /* that outcome: 0 stored, else why it failed */
    char sha256[65];
    scrl_index_outcome outcome; /* SCRL_INDEX_ADDED: to be stored */
    int code;
    scrl__str message;
    scrl_document *doc;
    scrl_review *review;
    scrl_tags *tags;
} job;

typedef struct run {
    scrl_library *library;
    scrl_context *ctx;
    const scrl_structure *structure;
    scrl__sets sets;
    scrl_structure *own_structure;
    scrl_themes *own_themes;
    bool own_set; /* the set of the data folder is used, and stands last */
    bool loaded;  /* structure and themes are there */
    scrl_index_fn event;
    void *user;
    int ocr;
    uint32_t jobs;
    scrl__str made_by;   /* of stored reviews: a change makes every file worth reading again */
    scrl__str failed_by; /* of failures: limits count too */
    scrl__inputs inputs;
    scrl__window *window;
    job **ring;
    size_t ring_size;
    uint64_t under_way;
    scrl__batch batch;
    bool sources_moved; /* a review of this run changed hands, so another source may have to be read after all */
    scrl_index_report report;
} run;

static void job_fail(job *j, int code, const char *message, bool record)
{
    j->outcome = SCRL_INDEX_FAILED;
    j->code = code;
    j->record = record;
    scrl__str_truncate(&j->message, 0);
    scrl__str_adds(&j->message, message);
}

static void job_drop_results(job *j)
{
    scrl_tags_free(j->tags);
    scrl_review_free(j->review);
    scrl_document_free(j->doc);
    j->tags = NULL;
    j->review = NULL;
    j->doc = NULL;
}

static void job_free(job *j)
{
    if (j == NULL)
        return;
    job_drop_results(j);
    scrl__str_free(&j->message);
    free(j);
}

/* Read, structure, tag: the recipe, on any thread. */
static int job_understand(scrl_context *ctx, job *j, const char *bytes, size_t len)
{
    scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
    options.ocr = j->run->ocr;
    int status = scrl_document_read_memory(ctx, j->input->path, bytes, len, &options, &j->doc);
    if (status == 0)
        status = scrl_review_new(ctx, j->run->structure, j->doc, &j->review);
    if (status == 0)
        status = scrl__sets_tag(ctx, &j->run->sets, j->review, &j->tags);
    return status;
}

static void job_work(scrl_context *ctx, scrl__task *task)
{
    job *j = (job *)task;
    char *bytes = NULL;
    size_t len = 0;
    int status = scrl__file_read(ctx, j->input->path, &bytes, &len);
    if (status == 0) {
        scrl__sha256_hex(bytes, len, j->sha256);
        if (strcmp(j->sha256, j->known) == 0) {
            j->touch = true;
            j->outcome = j->known_code == 0 ? SCRL_INDEX_UNCHANGED : SCRL_INDEX_FAILED;
            j->code = j->known_code;
        } else {
            status = job_understand(ctx, j, bytes, len);
        }
    }
    free(bytes);
    if (status != 0) {
        job_drop_results(j);
        job_fail(j, status, ctx->message, true);
    }
}

/* Failures that lie in the bytes. Others (a missing program, no permission, no memory) may be gone the next time. */
static bool code_lasts(int code)
{
    return code == SCRL_EFORMAT || code == SCRL_ELIMIT;
}

/* What the library knows decides whether the file has to be opened. */
static void job_compare(const run *r, job *j, const scrl__source *source)
{
    bool stored = source->code == 0 && source->stored &&
                  strcmp(scrl__str_text(&source->made_by), scrl__str_text(&r->made_by)) == 0;
    bool failed =
        code_lasts(source->code) && strcmp(scrl__str_text(&source->made_by), scrl__str_text(&r->failed_by)) == 0;
    if (!stored && !failed)
        return;
    bool same = source->bytes == j->stat.bytes && source->mtime_ns == j->stat.mtime_ns;
    if (failed)
        scrl__str_adds(&j->message, scrl__str_text(&source->message));
    memcpy(j->known, source->sha256, sizeof(j->known));
    j->known_code = source->code;
    if (same) {
        j->outcome = stored ? SCRL_INDEX_UNCHANGED : SCRL_INDEX_FAILED;
        j->code = source->code;
    }
}

/* Whether a thread has to open the file; else the outcome is known. */
static int job_decide(run *r, job *j, bool *open)
{
    scrl__source source;
    *open = false;
    if (j->input->code != 0) {
        job_fail(j, j->input->code, j->input->message, false);
        return 0;
    }
    if (!j->input->named && !scrl__reader_takes(j->input->path)) {
        j->outcome = SCRL_INDEX_IGNORED;
        return 0;
    }
    int status = scrl__file_stat_get(r->ctx, j->input->path, &j->stat);
    if (status != 0) {
        job_fail(j, status, r->ctx->message, false);
        return 0;
    }
    status = scrl__library_source(r->library, j->input->path, &source);
    if (status < 0)
        return status;
    if (status == 1) {
        job_compare(r, j, &source);
        scrl__source_free(&source);
    }
    *open = j->outcome == SCRL_INDEX_ADDED;
    return 0;
}

/* Loads the structure phrases and themes with the first file that has to be read. */
static int run_load(run *r)
{
    int status = 0;
    if (r->loaded)
        return 0;
    if (r->structure == NULL) {
        status = scrl_structure_load(r->ctx, NULL, &r->own_structure);
        r->structure = r->own_structure;
    }
    if (status == 0 && r->own_set) {
        status = scrl_themes_load(r->ctx, NULL, &r->own_themes);
        if (status == 0)
            status = scrl__sets_add(r->ctx, &r->sets, (const scrl_themes *const *)&r->own_themes, 1);
    }
    if (status == 0)
        status = scrl__sets_note(r->library, &r->sets);
    r->loaded = status == 0;
    return status;
}

static int job_start(run *r, size_t i)
{
    bool open = false;
    job *j = calloc(1, sizeof(*j));
    if (j == NULL)
        return scrl__fail_memory(r->ctx, "store");
    r->ring[i % r->ring_size] = j;
    j->run = r;
    j->input = &r->inputs.items[i];
    j->outcome = SCRL_INDEX_ADDED;
    int status = job_decide(r, j, &open);
    if (status == 0 && open)
        status = run_load(r);
    if (status != 0 || !open)
        return status;
    j->queued = true;
    r->under_way += j->stat.bytes;
    return scrl__window_push(r->window, &j->task);
}

/* Says how far the run is when a batch has ended. */
static int batch_ended(const run *r, int status)
{
    if (status == 0 && !r->batch.open)
        scrl__log(r->ctx, SCRL_LOG_DEBUG, 803, "%llu reviews are stored so far",
                  (unsigned long long)(r->report.added + r->report.replaced));
    return status;
}

/* Waits for a file; a transaction does not stay open meanwhile for longer than its time. */
static int job_wait(run *r, job *j)
{
    int status = 0;
    if (!j->queued)
        return 0;
    if (r->batch.open && !scrl__window_wait(r->window, &j->task, scrl__batch_left(&r->batch)))
        status = batch_ended(r, scrl__batch_commit(&r->batch));
    scrl__window_wait(r->window, &j->task, -1);
    r->under_way -= j->stat.bytes;
    return status;
}

static int job_store(run *r, job *j)
{
    scrl__source_in in = {j->input->path, j->stat.bytes, j->stat.mtime_ns, j->sha256, NULL};
    size_t len = 0;
    int status = scrl__batch_begin(&r->batch);
    if (status != 0)
        return status;
    if (j->touch) {
        status = scrl__library_touch(r->library, &in);
    } else if (j->outcome == SCRL_INDEX_FAILED) {
        in.made_by = scrl__str_text(&r->failed_by);
        status = scrl__library_put_failure(r->library, &in, j->code, scrl__str_text(&j->message));
    } else {
        in.made_by = scrl__str_text(&r->made_by);
        status = scrl__library_put_source(r->library, &in, j->review, j->tags, &j->outcome);
        scrl_document_text(j->doc, &len);
        r->sources_moved |= j->outcome != SCRL_INDEX_ADDED;
    }
    if (status == 0)
        status = batch_ended(r, scrl__batch_add(&r->batch, len));
    return status;
}

/* A review that lost its origin in this run may have made an unchanged source its new one, to be read again. */
static int job_reconsider(run *r, job *j)
{
    scrl__source source;
    if (j->outcome != SCRL_INDEX_UNCHANGED || !r->sources_moved)
        return 0;
    int status = scrl__library_source(r->library, j->input->path, &source);
    if (status <= 0)
        return status;
    bool again = source.stored && source.made_by.len == 0;
    scrl__source_free(&source);
    if (again) {
        status = run_load(r);
        if (status != 0)
            return status;
        j->known[0] = '\0';
        j->touch = false;
        j->outcome = SCRL_INDEX_ADDED;
        job_work(r->ctx, &j->task);
    }
    return 0;
}

static void count_outcome(run *r, const job *j)
{
    uint64_t *const counts[] = {&r->report.added,     &r->report.replaced, &r->report.unchanged,
                                &r->report.duplicate, &r->report.failed,   &r->report.ignored};
    (*counts[j->outcome])++;
    if (j->outcome == SCRL_INDEX_ADDED || j->outcome == SCRL_INDEX_REPLACED) {
        scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
        size_t len = 0;
        scrl_document_info_get(j->doc, &info);
        scrl_document_text(j->doc, &len);
        r->report.pages += info.pages;
        r->report.text_bytes += len;
        r->report.warnings += scrl_document_warning_count(j->doc);
    }
}

static void log_outcome(const run *r, const job *j)
{
    if (j->outcome == SCRL_INDEX_FAILED)
        scrl__log(r->ctx, SCRL_LOG_WARNING, 801, "%s: %s", j->input->path, scrl__str_text(&j->message));
    else
        scrl__log(r->ctx, SCRL_LOG_INFO, 802, "%s: %s", j->input->path, scrl_index_outcome_name(j->outcome));
}

static int tell(run *r, const job *j, size_t i)
{
    log_outcome(r, j);
    if (r->event == NULL)
        return 0;
    bool stored = j->outcome == SCRL_INDEX_ADDED || j->outcome == SCRL_INDEX_REPLACED;
    bool failed = j->outcome == SCRL_INDEX_FAILED;
    scrl_index_event event = {.size = sizeof(event),
                              .done = i + 1,
                              .total = r->inputs.count,
                              .file = j->input->path,
                              .outcome = j->outcome,
                              .status = failed ? j->code : 0,
                              .message = failed ? scrl__str_text(&j->message) : "",
                              .document = stored ? j->doc : NULL};
    if (r->event(r->user, &event) != 0)
        return scrl__fail(r->ctx, SCRL_ECANCELLED, "store", "stopped after %zu of %zu files", i + 1, r->inputs.count);
    return 0;
}

/* Takes file 'i' to its end. */
static int job_finish(run *r, size_t i)
{
    job *j = r->ring[i % r->ring_size];
    int status = job_wait(r, j);
    if (status == 0)
        status = job_reconsider(r, j);
    if (status == 0 && j->message.failed)
        status = scrl__fail_memory(r->ctx, "store");
    if (status == 0 && (j->outcome == SCRL_INDEX_ADDED || j->record || j->touch))
        status = job_store(r, j);
    if (status == 0) {
        count_outcome(r, j);
        status = tell(r, j, i);
    }
    job_free(j);
    r->ring[i % r->ring_size] = NULL;
    return status;
}

/* Files are begun as far ahead of the one that is stored next as the ring and the bytes under way allow. */
static int run_files(run *r)
{
    int status = 0;
    size_t next = 0;
    for (size_t i = 0; i < r->inputs.count && status == 0; i++) {
        while (status == 0 && next < r->inputs.count && next < i + r->ring_size &&
               (next == i || r->under_way < MOST_BYTES_UNDER_WAY))
            status = job_start(r, next++);
        if (status == 0)
            status = job_finish(r, i);
    }
    if (status == 0 || status == SCRL_ECANCELLED) {
        int committed = batch_ended(r, scrl__batch_commit(&r->batch));
        status = committed != 0 ? committed : status;
    }
    scrl__batch_rollback(&r->batch);
    return status;
}

/* A change of a limit may turn a failure into a success. */
static uint32_t limits_hash(const scrl_limits *limits)
{
    const uint64_t values[] = {limits->file_bytes,
                               limits->text_bytes,
                               limits->unpacked_bytes,
                               limits->pages,
                               limits->depth,
                               limits->blocks,
                               limits->child_seconds,
                               limits->child_cpu_seconds,
                               limits->child_memory_bytes,
                               limits->child_output_bytes};
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        hash = (hash ^ values[i]) * 1099511628211U;
    return (uint32_t)(hash ^ hash >> 32);
}

/* The fingerprint of a folder of the context's data. */
static int data_fingerprint(scrl_context *ctx, const char *folder, char out[17])
{
    char *path = scrl__path_join(ctx->data_dir, folder);
    int status = path == NULL ? scrl__fail_memory(ctx, "store") : scrl__fingerprint(ctx, path, out);
    free(path);
    return status;
}

/* The names of the theme sets that are used. */
static int run_sets(run *r, const scrl_index_options *options, scrl__str *names)
{
    char own[17] = "";
    int status = 0;
    r->own_set = options->themes == NULL;
    if (!r->own_set)
        status = scrl__sets_add(r->ctx, &r->sets, &options->themes, 1);
    if (status == 0)
        status = scrl__sets_add(r->ctx, &r->sets, options->more_themes, options->more_theme_count);
    if (status == 0 && r->own_set)
        status = data_fingerprint(r->ctx, "themes", own);
    scrl__sets_fingerprint(&r->sets, own, names);
    return status == 0 && names->failed ? scrl__fail_memory(r->ctx, "store") : status;
}

/* What the files are read with, by name; it is loaded when a file has to be read. */
static int run_data(run *r, const scrl_index_options *options)
{
    char structure[17];
    scrl__str themes = SCRL__STR_INIT;
    int status = 0;
    r->structure = options->structure;
    r->ocr = options->ocr;
    if (r->structure != NULL)
        snprintf(structure, sizeof(structure), "%s", scrl_structure_fingerprint(r->structure));
    else
        status = data_fingerprint(r->ctx, "structure", structure);
    if (status == 0)
        status = run_sets(r, options, &themes);
    if (status == 0) {
        scrl__made_by(&r->made_by, scrl__str_text(&themes));
        scrl__str_addf(&r->made_by, " %s%s", structure, options->ocr ? " ocr" : "");
        scrl__str_addf(&r->failed_by, "%s limits %08x", scrl__str_text(&r->made_by),
                       (unsigned)limits_hash(&r->ctx->limits));
        if (r->made_by.failed || r->failed_by.failed)
            status = scrl__fail_memory(r->ctx, "store");
    }
    scrl__str_free(&themes);
    return status;
}

static int run_threads(run *r, uint32_t jobs)
{
    if (jobs == 0) {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);
        jobs = processors > 0 ? (uint32_t)processors : 1;
    }
    if (jobs > MOST_JOBS)
        jobs = MOST_JOBS;
    r->ring_size = (size_t)jobs * 2 + 2;
    r->ring = calloc(r->ring_size, sizeof(r->ring[0]));
    if (r->ring == NULL)
        return scrl__fail_memory(r->ctx, "store");
    return scrl__window_new(r->ctx, jobs, job_work, &r->window);
}

/* The threads end first: they use the jobs, and these the inputs, structure and themes. */
static void run_free(run *r)
{
    scrl__window_free(r->window);
    for (size_t i = 0; i < r->ring_size && r->ring != NULL; i++)
        job_free(r->ring[i]);
    free(r->ring);
    scrl__inputs_free(&r->inputs);
    scrl_structure_free(r->own_structure);
    scrl_themes_free(r->own_themes);
    scrl__str_free(&r->made_by);
    scrl__str_free(&r->failed_by);
}

static int check_arguments(scrl_library *library, const char *const *paths, size_t path_count,
                           const scrl_index_options *options, const scrl_index_report *report)
{
    scrl_context *ctx = scrl__library_context(library);
    if (paths == NULL && path_count > 0)
        return scrl__fail(ctx, SCRL_EINVAL, "use", "scrl_library_index needs paths");
    for (size_t i = 0; i < path_count; i++)
        if (paths[i] == NULL || paths[i][0] == '\0')
            return scrl__fail(ctx, SCRL_EINVAL, "use", "a path is empty");
    if (options != NULL && !scrl__struct_ok(options, sizeof(*options), sizeof(*options)))
        return scrl__fail(ctx, SCRL_EINVAL, "use", "the index options have an unknown size or unknown fields");
    if (report != NULL && report->size < sizeof(report->size))
        return scrl__fail(ctx, SCRL_EINVAL, "use", "the index report has no size");
    if (scrl__library_read_only(library))
        return scrl__fail(ctx, SCRL_EINVAL, "use", "the library was opened for reading only");
    return 0;
}

int scrl_library_index(scrl_library *library, const char *const *paths, size_t path_count,
                       const scrl_index_options *options, scrl_index_report *report)
{
    static const scrl_index_options defaults = SCRL_INDEX_OPTIONS_INIT;
    if (library == NULL)
        return SCRL_EINVAL;
    int status = check_arguments(library, paths, path_count, options, report);
    if (status != 0)
        return status;
    if (options == NULL)
        options = &defaults;
    run r = {.library = library,
             .ctx = scrl__library_context(library),
             .batch = {.library = library},
             .event = options->event,
             .user = options->user,
             .report = SCRL_INDEX_REPORT_INIT};
    status = run_data(&r, options);
    if (status == 0)
        status = scrl__inputs_collect(r.ctx, paths, path_count, &r.inputs);
    if (status == 0)
        status = run_threads(&r, options->jobs);
    r.report.files = r.inputs.count;
    if (status == 0)
        status = run_files(&r);
    if (report != NULL)
        scrl__record_fill(report, &r.report, sizeof(r.report));
    run_free(&r);
    return status;
}

const char *scrl_index_outcome_name(scrl_index_outcome outcome)
{
    static const char *const names[] = {"added", "replaced", "unchanged", "duplicate", "failed", "ignored"};
    return (unsigned)outcome < sizeof(names) / sizeof(names[0]) ? names[outcome] : "unknown";
}
