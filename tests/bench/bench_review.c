/*
 * bench_review.c - what structure, rules and models cost on given reviews, beside a bare pass over the words of the same text. The files are read
 * before anything is measured; times are processor time, the middle of some interleaved runs.
 */
#include <stdio.h>
#include <stdlib.h>

#include <scrl/themes.h>

#include "base/file.h"
#include "generate.h"

#define FILES_MAX 400
#define RUNS 5u

struct bench {
    scrl_context *ctx;
    scrl_structure *structure;
    scrl_themes *themes;
    scrl_document *docs[FILES_MAX];
    size_t count;
    double megabytes;
};

/* Processor seconds of one run over all documents. */
struct times {
    double token[RUNS], structure[RUNS], rules[RUNS], all[RUNS];
};

static void need(const struct bench *b, int ok, const char *what)
{
    scrl_error error = SCRL_ERROR_INIT;
    if (ok)
        return;
    scrl_context_last_error(b->ctx, &error);
    fprintf(stderr, "%s failed: %s\n", what, error.message != NULL ? error.message : "");
    exit(EXIT_FAILURE);
}

static void load(struct bench *b)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.data_dir = BENCH_SOURCE "/data";
    need(b, scrl_context_new(&options, &b->ctx) == 0, "a context");
    need(b, scrl_structure_load(b->ctx, NULL, &b->structure) == 0, "loading the structure phrases");
    need(b, scrl_themes_load(b->ctx, NULL, &b->themes) == 0, "loading the themes");
}

static void read_file(struct bench *b, const char *path)
{
    char *bytes = NULL;
    size_t len = 0;
    need(b, scrl__file_read(b->ctx, path, &bytes, &len) == 0, path);
    need(b, scrl_document_read_memory(b->ctx, path, bytes, len, NULL, &b->docs[b->count]) == 0, path);
    free(bytes);
    scrl_document_text(b->docs[b->count++], &len);
    b->megabytes += (double)len / 1e6;
}

static void run(const struct bench *b, struct times *t, unsigned run)
{
    volatile uint64_t sink = 0; /* keeps the pass from being left out */
    for (size_t i = 0; i < b->count; i++) {
        size_t len = 0;
        const char *text = scrl_document_text(b->docs[i], &len);
        scrl_review *review = NULL;
        scrl_tags *tags = NULL;
        double t0 = bench_seconds();
        sink = sink + bench_token_pass(text, len);
        double t1 = bench_seconds();
        need(b, scrl_review_new(b->ctx, b->structure, b->docs[i], &review) == 0, "finding the structure");
        double t2 = bench_seconds();
        need(b, scrl_tags_new_by_rules(b->ctx, b->themes, review, &tags) == 0, "tagging by rules");
        double t3 = bench_seconds();
        scrl_tags_free(tags);
        double t4 = bench_seconds();
        need(b, scrl_tags_new(b->ctx, b->themes, review, &tags) == 0, "tagging");
        double t5 = bench_seconds();
        scrl_tags_free(tags);
        scrl_review_free(review);
        t->token[run] += t1 - t0;
        t->structure[run] += t2 - t1;
        t->rules[run] += t3 - t2;
        t->all[run] += t5 - t4;
    }
}

static void line(const char *what, double seconds, double megabytes, double token)
{
    printf("%-28s %8.2f ms a MB %8.1f x token pass\n", what, seconds / megabytes * 1e3, seconds / token);
}

static void print(const struct bench *b, struct times *t)
{
    double token = bench_middle(t->token, RUNS), rules = bench_middle(t->rules, RUNS);
    printf("%zu files, %.2f MB of text\n", b->count, b->megabytes);
    line("token pass", token, b->megabytes, token);
    line("structure", bench_middle(t->structure, RUNS), b->megabytes, token);
    line("tagging by rules", rules, b->megabytes, token);
    line("models beside the rules", bench_middle(t->all, RUNS) - rules, b->megabytes, token);
}

int main(int argc, char **argv)
{
    static struct bench bench;
    static struct times times;
    if (argc < 2 || argc > FILES_MAX) {
        fputs("usage: bench_review FILE...\n", stderr);
        return EXIT_FAILURE;
    }
    load(&bench);
    for (int i = 1; i < argc; i++)
        read_file(&bench, argv[i]);
    for (unsigned i = 0; i < RUNS; i++)
        run(&bench, &times, i);
    print(&bench, &times);
    for (size_t i = 0; i < bench.count; i++)
        scrl_document_free(bench.docs[i]);
    scrl_themes_free(bench.themes);
    scrl_structure_free(bench.structure);
    scrl_context_free(bench.ctx);
    return EXIT_SUCCESS;
}
