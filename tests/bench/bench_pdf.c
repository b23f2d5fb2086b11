/*
 * bench_pdf.c - what it costs to take in a folder of PDF files beside the extraction programs that do it, one processor against
 * two, and beside recollindex where it is installed. Without text recognition and the learned layer. Ratios count: the programs
 * and scrl run one after the other on the same machine.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <scrl/store.h>

#include "base/file.h"
#include "generate.h"

struct bench {
    scrl_context *ctx;
    scrl_structure *structure;
    scrl_themes *themes;
    const char *files; /* the folder of PDF files */
    char folder[64];
};

/* Processor seconds of this process, and of the children it has waited for. */
struct cost {
    double own, children;
};

static void need(const struct bench *b, int ok, const char *what)
{
    scrl_error error = SCRL_ERROR_INIT;
    if (ok)
        return;
    if (b->ctx != NULL)
        scrl_context_last_error(b->ctx, &error);
    fprintf(stderr, "%s failed: %s\n", what, error.message != NULL ? error.message : "");
    exit(EXIT_FAILURE);
}

static double seconds_of(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static struct cost cost_now(void)
{
    struct rusage own, children;
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &children);
    return (struct cost){seconds_of(&own), seconds_of(&children)};
}

static double wall_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const char *in_folder(const struct bench *b, const char *name)
{
    static char path[512];
    snprintf(path, sizeof(path), "%s/%s", b->folder, name);
    return path;
}

/* The theme set without the model that stands beside it. */
static void load_data(struct bench *b)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    char **names = NULL;
    size_t count = 0;
    options.data_dir = BENCH_SOURCE "/data";
    need(b, scrl_context_new(&options, &b->ctx) == 0, "a context");
    need(b, mkdir(in_folder(b, "themes"), 0700) == 0, "a folder for the themes");
    need(b, scrl__dir_list(b->ctx, BENCH_SOURCE "/data/themes", "", &names, &count) == 0, "listing the themes");
    for (size_t i = 0; i < count; i++) {
        char from[512], to[512];
        snprintf(from, sizeof(from), "%s/data/themes/%s", BENCH_SOURCE, names[i]);
        snprintf(to, sizeof(to), "%s/themes/%s", b->folder, names[i]);
        if (strcmp(names[i], "learned.txt") != 0)
            need(b, symlink(from, to) == 0, "a link to the themes");
        free(names[i]);
    }
    free(names);
    need(b, scrl_structure_load(b->ctx, NULL, &b->structure) == 0, "loading the structure phrases");
    need(b, scrl_themes_load(b->ctx, in_folder(b, "themes"), &b->themes) == 0, "loading the themes");
}

/* ---- step by step */

struct steps {
    struct cost read;
    double structure, tag, put;
    unsigned files, pages;
    double megabytes;
};

static void take_in(const struct bench *b, scrl_library *library, const char *path, struct steps *steps)
{
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    size_t len = 0;
    struct cost begin = cost_now();
    need(b, scrl_document_read(b->ctx, path, NULL, &doc) == 0, "reading");
    struct cost read = cost_now();
    need(b, scrl_review_new(b->ctx, b->structure, doc, &review) == 0, "finding the structure");
    struct cost structured = cost_now();
    need(b, scrl_tags_new(b->ctx, b->themes, review, &tags) == 0, "tagging");
    struct cost tagged = cost_now();
    need(b, scrl_library_put(library, path, review, tags, NULL) == 0, "storing");
    struct cost put = cost_now();
    scrl_document_info_get(doc, &info);
    scrl_document_text(doc, &len);
    steps->read.own += read.own - begin.own;
    steps->read.children += read.children - begin.children;
    steps->structure += structured.own - read.own;
    steps->tag += tagged.own - structured.own;
    steps->put += put.own - tagged.own;
    steps->files++;
    steps->pages += info.pages;
    steps->megabytes += (double)len / 1e6;
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
}

static double measure_steps(const struct bench *b)
{
    struct steps s = {{0, 0}, 0, 0, 0, 0, 0, 0};
    char **names = NULL;
    size_t count = 0;
    scrl_library *library = NULL;
    need(b, scrl_library_open(b->ctx, in_folder(b, "steps.scrl"), NULL, &library) == 0, "a library");
    need(b, scrl__dir_list(b->ctx, b->files, ".pdf", &names, &count) == 0, "listing the PDF files");
    for (size_t i = 0; i < count; i++) {
        char path[1024];
        snprintf(path, sizeof(path), "%s/%s", b->files, names[i]);
        take_in(b, library, path, &s);
        free(names[i]);
    }
    free(names);
    scrl_library_close(library);
    double own = s.read.own + s.structure + s.tag + s.put;
    printf("%u files, %u pages, %.2f MB of text\n", s.files, s.pages, s.megabytes);
    printf("extraction programs %.2f s; scrl: read %.3f, structure %.3f, tag %.3f, put %.3f s\n", s.read.children,
           s.read.own, s.structure, s.tag, s.put);
    printf("ingest / extraction programs %.3f (goal: at most 1.12)\n", (own + s.read.children) / s.read.children);
    printf("reading / extraction programs %.3f\n", (s.read.own + s.read.children) / s.read.children);
    return own + s.read.children;
}

/* ---- scrl index */

static double index_wall(const struct bench *b, uint32_t jobs, const char *name, double *cpu)
{
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    scrl_library *library = NULL;
    options.jobs = jobs;
    options.structure = b->structure;
    options.themes = b->themes;
    need(b, scrl_library_open(b->ctx, in_folder(b, name), NULL, &library) == 0, "a library");
    struct cost begin = cost_now();
    double wall = wall_now();
    need(b, scrl_library_index(library, &b->files, 1, &options, NULL) == 0, "indexing");
    wall = wall_now() - wall;
    struct cost end = cost_now();
    *cpu = end.own - begin.own + end.children - begin.children;
    scrl_library_close(library);
    return wall;
}

static void measure_jobs(const struct bench *b)
{
    double cpu_one = 0, cpu_two = 0;
    double one = index_wall(b, 1, "one.scrl", &cpu_one);
    double two = index_wall(b, 2, "two.scrl", &cpu_two);
    printf("index: one job %.2f s, two jobs %.2f s of wall time: %.2f x as fast (goal: 1.8; processor time %.2f and "
           "%.2f s)\n",
           one, two, one / two, cpu_one, cpu_two);
}

/* ---- recollindex */

static double run_recoll(const struct bench *b)
{
    char config[512], file[600];
    snprintf(config, sizeof(config), "%s", in_folder(b, "recoll"));
    need(b, mkdir(config, 0700) == 0, "a folder for recoll");
    snprintf(file, sizeof(file), "%s/recoll.conf", config);
    FILE *out = fopen(file, "wb");
    need(b, out != NULL, "a configuration for recoll");
    fprintf(out, "topdirs = %s\nloglevel = 1\n", b->files);
    fclose(out);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        freopen("/dev/null", "wb", stdout);
        freopen("/dev/null", "wb", stderr);
        execlp("recollindex", "recollindex", "-c", config, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    need(b, child > 0 && wait4(child, &status, 0, &usage) == child, "recollindex");
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? seconds_of(&usage) : 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

int main(int argc, char **argv)
{
    static struct bench b;
    if (argc != 2) {
        fprintf(stderr, "usage: bench_pdf FOLDER, with PDF files in it\n");
        return EXIT_FAILURE;
    }
    b.files = argv[1];
    strcpy(b.folder, "/tmp/scrl-bench-XXXXXX");
    if (mkdtemp(b.folder) == NULL)
        return EXIT_FAILURE;
    load_data(&b);
    double cpu = measure_steps(&b);
    measure_jobs(&b);
    double recoll = run_recoll(&b);
    if (recoll > 0)
        printf("recollindex %.2f s: ingest / recollindex %.2f (goal: at most 1)\n", recoll, cpu / recoll);
    else
        puts("recollindex is not installed: left out");
    scrl_themes_free(b.themes);
    scrl_structure_free(b.structure);
    scrl_context_free(b.ctx);
    nftw(b.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return EXIT_SUCCESS;
}
