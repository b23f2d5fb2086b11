/*
 * bench_readers.c - eight readers and a writer on one library, each a process of its own. Every review has the same number of
 * passages with one word, so a count that is no multiple of it is wrong, and so is a hit without the word. Prints what each
 * side got done and its longest wait; fails on an error or a wrong count.
 *
 * Usage: bench_readers [SECONDS [SEED]]   (default 300, 1)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <scrl/query.h>

#include "model/doc.h"
#include "model/review.h"
#include "model/tag.h"

#define READERS 8
#define REVIEWS 60
#define MARKED 25 /* passages with the word in each review */
#define BUSY_MS 10000

/* What one process did; shared with the one that reports. */
struct figures {
    unsigned long done, errors, wrong;
    double longest; /* seconds */
    char message[160];
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static unsigned pick(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)((*seed >> 33) % below);
}

static void note_error(struct figures *f, scrl_context *ctx)
{
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(ctx, &error);
    f->errors++;
    snprintf(f->message, sizeof(f->message), "%s", error.message != NULL ? error.message : "");
}

static int make_document(scrl_context *ctx, unsigned number, unsigned version, scrl_document **out)
{
    scrl__builder *b = NULL;
    char text[160];
    int status = scrl__builder_new(ctx, "made.txt", "made/1", &b);
    for (unsigned i = 0; i < MARKED && status == 0; i++) {
        int len =
            snprintf(text, sizeof(text), "The curlew of review %u in version %u stands in passage %u of its kind.",
                     number, version, i);
        scrl__block_in in = {.kind = SCRL_BLOCK_PARAGRAPH, .page = 1, .text = text, .text_len = (size_t)len};
        scrl__builder_block(b, &in);
        in.text = "Beside it stands one about the redshank.";
        in.text_len = strlen(in.text);
        status = scrl__builder_block(b, &in);
    }
    if (status == 0) {
        int len = snprintf(text, sizeof(text), "%u %u", number, version);
        status = scrl__builder_finish(b, text, (size_t)len, out);
    }
    scrl__builder_free(b);
    return status;
}

/* Stores one version of a review, tagged once in each marked passage. */
static int put(scrl_context *ctx, scrl_library *library, unsigned number, unsigned version)
{
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    scrl__review_builder rb;
    scrl__tags_builder tb;
    char path[32];
    snprintf(path, sizeof(path), "%u.txt", number);
    int status = make_document(ctx, number, version, &doc);
    if (status != 0)
        return status;
    scrl__review_builder_init(&rb, doc);
    scrl__tags_builder_init(&tb, doc);
    for (uint32_t i = 0; i < doc->block_count; i += 2) {
        scrl__tag_in in = {.theme = "curlew",
                           .rule = "curlew:1",
                           .block = i,
                           .start = doc->blocks[i].start,
                           .end = doc->blocks[i].end,
                           .evidence_start = doc->blocks[i].start,
                           .evidence_end = doc->blocks[i].start + 3};
        scrl__tags_builder_add(&tb, &in);
    }
    status = scrl__review_builder_finish(&rb, &review);
    if (status == 0)
        status = scrl__tags_builder_finish(&tb, "made/1", &tags);
    if (status == 0)
        status = scrl_library_put(library, path, review, tags, NULL);
    scrl__review_builder_free(&rb);
    scrl__tags_builder_free(&tb);
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    return status;
}

static scrl_library *open_library(scrl_context *ctx, const char *path, int read_only)
{
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_library *library = NULL;
    options.read_only = read_only;
    options.busy_ms = BUSY_MS;
    return scrl_library_open(ctx, path, &options, &library) == 0 ? library : NULL;
}

static void write_some(const char *path, uint64_t seed, double until, struct figures *f)
{
    scrl_context *ctx = NULL;
    scrl_context_new(NULL, &ctx);
    scrl_library *library = open_library(ctx, path, 0);
    for (unsigned version = 1; library != NULL && now() < until; version++) {
        unsigned number = pick(&seed, REVIEWS);
        char name[32];
        double begun = now();
        snprintf(name, sizeof(name), "%u.txt", number);
        int status = pick(&seed, 4) == 0 ? scrl_library_remove(library, name) : put(ctx, library, number, version);
        if (status != 0 && status != SCRL_ENOTFOUND)
            note_error(f, ctx);
        f->done++;
        f->longest = now() - begun > f->longest ? now() - begun : f->longest;
        usleep(pick(&seed, 20000));
    }
    f->errors += library == NULL;
    scrl_library_close(library);
    scrl_context_free(ctx);
}

/* Total of a question, and whether each hit that is still there has the word. */
static int search_once(scrl_library *library, const char *question, struct figures *f)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    uint64_t total = 0;
    options.limit = 30;
    int status = scrl_search_new(library, question, &options, &search);
    if (status == 0)
        status = scrl_search_total(search, &total);
    f->wrong += total % MARKED != 0;
    while (status == 0 && (status = scrl_search_next(search, &hit)) == 1) {
        f->wrong += memmem(hit.text, hit.text_len, "curlew", 6) == NULL;
        status = 0;
    }
    scrl_search_free(search);
    return status;
}

static int count_once(scrl_library *library, struct figures *f)
{
    scrl_facets *facets = NULL;
    scrl_count count = SCRL_COUNT_INIT;
    int status = scrl_facets_new(library, "curlew OR redshank", "theme", &facets);
    while (status == 0 && (status = scrl_facets_next(facets, &count)) == 1) {
        f->wrong += count.passages != count.reviews * MARKED || count.problem != count.passages;
        status = 0;
    }
    scrl_facets_free(facets);
    return status;
}

static void read_some(const char *path, uint64_t seed, double until, struct figures *f)
{
    scrl_context *ctx = NULL;
    scrl_context_new(NULL, &ctx);
    scrl_library *library = open_library(ctx, path, 1);
    while (library != NULL && now() < until) {
        double begun = now();
        unsigned what = pick(&seed, 3);
        int status = what == 0   ? count_once(library, f)
                     : what == 1 ? search_once(library, "curlew", f)
                                 : search_once(library, "theme:curlew passage", f);
        if (status != 0)
            note_error(f, ctx);
        f->done++;
        f->longest = now() - begun > f->longest ? now() - begun : f->longest;
    }
    if (library == NULL)
        note_error(f, ctx);
    scrl_library_close(library);
    scrl_context_free(ctx);
}

static int fill(const char *path)
{
    scrl_context *ctx = NULL;
    int status = scrl_context_new(NULL, &ctx);
    scrl_library *library = status == 0 ? open_library(ctx, path, 0) : NULL;
    for (unsigned i = 0; library != NULL && i < REVIEWS && status == 0; i++)
        status = put(ctx, library, i, 0);
    int faults = library == NULL ? 1 : scrl_library_check(library, NULL, NULL);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return status != 0 ? status : faults;
}

static int check(const char *path)
{
    scrl_context *ctx = NULL;
    scrl_context_new(NULL, &ctx);
    scrl_library *library = open_library(ctx, path, 1);
    int faults = library == NULL ? 1 : scrl_library_check(library, NULL, NULL);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return faults;
}

static int report(const struct figures *f, double seconds, int faults)
{
    unsigned long done = 0, fewest = f[1].done, errors = f[0].errors, wrong = 0;
    double longest = 0;
    for (int i = 1; i <= READERS; i++) {
        done += f[i].done;
        fewest = f[i].done < fewest ? f[i].done : fewest;
        errors += f[i].errors;
        wrong += f[i].wrong;
        longest = f[i].longest > longest ? f[i].longest : longest;
    }
    for (int i = 0; i <= READERS; i++) {
        if (f[i].message[0] != '\0')
            printf("  %s %d: %s\n", i == 0 ? "writer" : "reader", i, f[i].message);
    }
    printf("%d readers, %.0f s: %lu questions (fewest of one reader %lu), longest %.2f s\n", READERS, seconds, done,
           fewest, longest);
    printf("1 writer: %lu transactions, longest %.2f s\n", f[0].done, f[0].longest);
    printf("%lu errors, %lu wrong counts or hits, %d faults in the file\n", errors, wrong, faults);
    return errors + wrong == 0 && faults == 0 && fewest > 0 && f[0].done > 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    double seconds = argc > 1 ? atof(argv[1]) : 300;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    char folder[] = "/tmp/scrl-readers-XXXXXX", path[64];
    struct figures *f =
        mmap(NULL, (READERS + 1) * sizeof(*f), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (f == MAP_FAILED || mkdtemp(folder) == NULL)
        return 2;
    snprintf(path, sizeof(path), "%s/lib.scrl", folder);
    if (fill(path) != 0)
        return 2;
    double until = now() + seconds;
    for (int i = 0; i <= READERS; i++) {
        if (fork() != 0)
            continue;
        if (i == 0)
            write_some(path, seed, until, &f[0]);
        else
            read_some(path, seed + (uint64_t)i, until, &f[i]);
        _exit(0);
    }
    int how, bad = 0;
    while (wait(&how) > 0)
        bad += !WIFEXITED(how) || WEXITSTATUS(how) != 0;
    int code = report(f, seconds, check(path));
    unlink(path);
    rmdir(folder);
    return code != 0 || bad != 0;
}
