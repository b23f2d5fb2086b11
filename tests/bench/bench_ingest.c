/*
 * bench_ingest.c - what it costs to take in text, beside default FTS5 insertion of the same paragraphs, and what tagging with the
 * theme set that comes with scrl costs beside a bare pass over the words and beside its rules run one by one. All times are
 * processor time of this process; the text is made up (generate.h), so ratios count, not MB/s.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include <scrl/store.h>

#include "generate.h"
#include "match/regex.h"
#include "store/store.h"

#define REPORT_WORDS 25000u
#define TEXT_BYTES (20u << 20)
#define REPORTS_MAX 400u
#define RUNS 3u
#define PLAIN_SECONDS 5.0

struct report {
    char name[32];
    scrl__str text;
    scrl_document *doc;
    scrl_review *review;
};

struct bench {
    scrl_context *ctx;
    scrl_structure *structure;
    scrl_themes *themes;
    struct report reports[REPORTS_MAX];
    unsigned count;
    double megabytes; /* of the documents' texts */
    char folder[64];
};

/* Processor seconds of the steps of the way in. */
struct steps {
    double read, structure, tag, put, all;
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

static void load_data(struct bench *b)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.data_dir = BENCH_SOURCE "/data";
    need(b, scrl_context_new(&options, &b->ctx) == 0, "a context");
    double begin = bench_seconds();
    need(b, scrl_structure_load(b->ctx, NULL, &b->structure) == 0, "loading the structure phrases");
    double between = bench_seconds();
    need(b, scrl_themes_load(b->ctx, NULL, &b->themes) == 0, "loading the themes");
    printf("start: structure phrases %.0f ms, themes %.0f ms\n", (between - begin) * 1e3,
           (bench_seconds() - between) * 1e3);
}

/* Calls 'fn' for every rule of the set. */
static void each_rule(const struct bench *b, void (*fn)(void *user, const scrl_rule *rule), void *user)
{
    for (size_t i = 0; i < scrl_themes_count(b->themes); i++) {
        scrl_theme theme = SCRL_THEME_INIT;
        scrl_themes_theme(b->themes, i, &theme);
        for (size_t n = 1; n <= theme.rule_count; n++) {
            char id[256];
            scrl_rule rule = SCRL_RULE_INIT;
            snprintf(id, sizeof(id), "%s:%zu", theme.id, n);
            need(b, scrl_themes_rule(b->themes, id, &rule) == 0, "finding a rule");
            fn(user, &rule);
        }
    }
}

static void take_words(void *user, const scrl_rule *rule)
{
    bench_phrases_add(user, rule->source);
}

static void make_reports(struct bench *b, const bench_phrases *phrases)
{
    for (size_t bytes = 0; bytes < TEXT_BYTES && b->count < REPORTS_MAX; b->count++) {
        struct report *r = &b->reports[b->count];
        snprintf(r->name, sizeof(r->name), "report-%03u.txt", b->count);
        bench_report(&r->text, b->count, REPORT_WORDS, phrases);
        bytes += r->text.len;
    }
}

static void read_report(const struct bench *b, struct report *r)
{
    need(b, scrl_document_read_memory(b->ctx, r->name, r->text.data, r->text.len, NULL, &r->doc) == 0, "reading");
}

static void structure_report(const struct bench *b, struct report *r)
{
    need(b, scrl_review_new(b->ctx, b->structure, r->doc, &r->review) == 0, "finding the structure");
}

static void drop_report(struct report *r)
{
    scrl_review_free(r->review);
    scrl_document_free(r->doc);
    r->review = NULL;
    r->doc = NULL;
}

static void put_report(const struct bench *b, scrl_library *library, struct report *r, struct steps *steps)
{
    scrl_tags *tags = NULL;
    double t0 = bench_seconds();
    read_report(b, r);
    double t1 = bench_seconds();
    structure_report(b, r);
    double t2 = bench_seconds();
    need(b, scrl_tags_new(b->ctx, b->themes, r->review, &tags) == 0, "tagging");
    double t3 = bench_seconds();
    need(b, scrl_library_put(library, r->name, r->review, tags, NULL) == 0, "storing");
    double t4 = bench_seconds();
    scrl_tags_free(tags);
    drop_report(r);
    steps->read += t1 - t0;
    steps->structure += t2 - t1;
    steps->tag += t3 - t2;
    steps->put += t4 - t3;
}

static double file_size(const char *path)
{
    struct stat stat_of;
    return stat(path, &stat_of) == 0 ? (double)stat_of.st_size : 0.0;
}

/* The whole way in, into a new library and in one transaction; '*bytes' is the size of its file. */
static struct steps ingest(struct bench *b, struct report *reports, unsigned count, double *bytes)
{
    char path[128];
    scrl_library *library = NULL;
    struct steps steps = {0, 0, 0, 0, 0};
    snprintf(path, sizeof(path), "%s/reviews.scrl", b->folder);
    double begin = bench_seconds();
    need(b, scrl_library_open(b->ctx, path, NULL, &library) == 0, "opening a library");
    need(b, scrl__library_begin(library) == 0, "beginning");
    for (unsigned i = 0; i < count; i++)
        put_report(b, library, &reports[i], &steps);
    double before = bench_seconds();
    need(b, scrl__library_commit(library) == 0, "committing");
    scrl_library_close(library);
    steps.put += bench_seconds() - before;
    steps.all = bench_seconds() - begin;
    *bytes = file_size(path);
    unlink(path);
    return steps;
}

static void sql(sqlite3 *db, const char *statement)
{
    if (sqlite3_exec(db, statement, NULL, NULL, NULL) == SQLITE_OK)
        return;
    fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
    exit(EXIT_FAILURE);
}

static void insert_blocks(sqlite3_stmt *insert, const scrl_document *doc)
{
    const char *text = scrl_document_text(doc, NULL);
    for (size_t i = 0; i < scrl_document_block_count(doc); i++) {
        scrl_block block = SCRL_BLOCK_INIT;
        scrl_document_block(doc, i, &block);
        sqlite3_bind_text(insert, 1, text + block.start, (int)(block.end - block.start), SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE)
            exit(EXIT_FAILURE);
        sqlite3_reset(insert);
    }
}

/* The same paragraphs into a table as FTS5 makes it by default, with the library's tokenizer, in one transaction. */
static double plain_fts(const struct bench *b)
{
    char path[128];
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    snprintf(path, sizeof(path), "%s/plain.db", b->folder);
    double begin = bench_seconds();
    if (sqlite3_open(path, &db) != SQLITE_OK)
        exit(EXIT_FAILURE);
    sql(db, "CREATE VIRTUAL TABLE t USING fts5(text, tokenize='porter unicode61 remove_diacritics 2')");
    sql(db, "BEGIN");
    if (sqlite3_prepare_v2(db, "INSERT INTO t(text) VALUES(?1)", -1, &insert, NULL) != SQLITE_OK)
        exit(EXIT_FAILURE);
    for (unsigned i = 0; i < b->count; i++)
        insert_blocks(insert, b->reports[i].doc);
    sqlite3_finalize(insert);
    sql(db, "COMMIT");
    sqlite3_close(db);
    double seconds = bench_seconds() - begin;
    unlink(path);
    return seconds;
}

static double token_pass_all(const struct bench *b)
{
    volatile uint64_t sink = 0; /* keeps the pass from being left out */
    double begin = bench_seconds();
    for (unsigned i = 0; i < b->count; i++) {
        size_t len = 0;
        const char *text = scrl_document_text(b->reports[i].doc, &len);
        sink = sink + bench_token_pass(text, len);
    }
    return bench_seconds() - begin;
}

static double tag_all(const struct bench *b, size_t *tag_count)
{
    double begin = bench_seconds();
    *tag_count = 0;
    for (unsigned i = 0; i < b->count; i++) {
        scrl_tags *tags = NULL;
        need(b, scrl_tags_new(b->ctx, b->themes, b->reports[i].review, &tags) == 0, "tagging");
        *tag_count += scrl_tags_count(tags);
        scrl_tags_free(tags);
    }
    return bench_seconds() - begin;
}

struct plain {
    scrl__regex **regexes;
    size_t count, cap;
};

static void compile_rule(void *user, const scrl_rule *rule)
{
    struct plain *plain = user;
    if (scrl__grow((void **)&plain->regexes, &plain->cap, plain->count, sizeof(scrl__regex *)) != 0 ||
        scrl__regex_new(rule->pattern, 0, &plain->regexes[plain->count], NULL, 0, NULL) != 0)
        exit(EXIT_FAILURE);
    plain->count++;
}

static void match_plainly(const struct plain *plain, scrl__scratch *scratch, const char *text, size_t len)
{
    scrl__group groups[SCRL__GROUPS_MAX];
    for (size_t r = 0; r < plain->count; r++)
        (void)scrl__regex_match(plain->regexes[r], scratch, text, len, 0, groups);
}

/* Each rule by itself on each sentence, for some seconds: MB/s. */
static double plain_rate(const struct bench *b, size_t *rule_count)
{
    struct plain plain = {NULL, 0, 0};
    scrl__scratch *scratch = scrl__scratch_new();
    size_t bytes = 0;
    const scrl_document *doc = b->reports[0].doc;
    const char *text = scrl_document_text(doc, NULL);
    each_rule(b, compile_rule, &plain);
    double begin = bench_seconds();
    for (size_t i = 0; i < scrl_document_sentence_count(doc) && bench_seconds() - begin < PLAIN_SECONDS; i++) {
        scrl_sentence s = SCRL_SENTENCE_INIT;
        scrl_document_sentence(doc, i, &s);
        match_plainly(&plain, scratch, text + s.start, s.end - s.start);
        bytes += s.end - s.start;
    }
    double rate = (double)bytes / 1e6 / (bench_seconds() - begin);
    *rule_count = plain.count;
    for (size_t r = 0; r < plain.count; r++)
        scrl__regex_free(plain.regexes[r]);
    free(plain.regexes);
    scrl__scratch_free(scratch);
    return rate;
}

static void prepare(struct bench *b)
{
    size_t sentences = 0, statements = 0, events = 0;
    for (unsigned i = 0; i < b->count; i++) {
        size_t len = 0;
        struct report *r = &b->reports[i];
        read_report(b, r);
        structure_report(b, r);
        scrl_document_text(r->doc, &len);
        b->megabytes += (double)len / 1e6;
        sentences += scrl_document_sentence_count(r->doc);
        statements += scrl_review_statement_count(r->review);
        events += scrl_review_event_count(r->review);
    }
    printf("text: %.1f MB in %u documents, %zu sentences, %zu statements, %zu events\n", b->megabytes, b->count,
           sentences, statements, events);
}

static void line(const char *what, double rate, const char *note, double ratio)
{
    printf("%-34s %9.2f MB/s", what, rate);
    if (note != NULL)
        printf("   %s %.3f", note, ratio);
    putchar('\n');
}

static void measure_tagging(const struct bench *b)
{
    double token[RUNS], tag[RUNS];
    size_t tags = 0, rules = 0;
    for (unsigned i = 0; i < RUNS; i++) {
        token[i] = token_pass_all(b);
        tag[i] = tag_all(b, &tags);
    }
    double token_rate = b->megabytes / bench_middle(token, RUNS);
    double tag_rate = b->megabytes / bench_middle(tag, RUNS);
    double plain = plain_rate(b, &rules);
    printf("tagging: %zu rules, %zu tags\n", rules, tags);
    line("  token pass", token_rate, NULL, 0);
    line("  tagging, theme set of data/themes", tag_rate, "tag / token pass", tag_rate / token_rate);
    line("  PCRE2, rule by sentence", plain, "tag / PCRE2", tag_rate / plain);
}

static void print_steps(const char *what, double megabytes, const struct steps *s)
{
    printf("%-34s %9.2f MB/s   ms a MB: read %.1f, structure %.1f, tag %.1f, put %.1f\n", what, megabytes / s->all,
           s->read / megabytes * 1e3, s->structure / megabytes * 1e3, s->tag / megabytes * 1e3,
           s->put / megabytes * 1e3);
}

static void measure_ingest(struct bench *b)
{
    double bytes = 0, part_bytes = 0;
    double fts = plain_fts(b);
    for (unsigned i = 0; i < b->count; i++)
        drop_report(&b->reports[i]);
    struct steps part = ingest(b, b->reports, b->count / 4, &part_bytes);
    struct steps whole = ingest(b, b->reports, b->count, &bytes);
    puts("ingest");
    print_steps("  a quarter of the documents", b->megabytes / 4, &part);
    print_steps("  all documents", b->megabytes, &whole);
    line("  FTS5 by default", b->megabytes / fts, "ingest CPU / FTS5 CPU", whole.all / fts);
    printf("  file / text %.2f\n", bytes / 1e6 / b->megabytes);
}

/* Documents of other lengths: what is more than linear in the length of one shows here. */
static void measure_growth(struct bench *b, const bench_phrases *phrases)
{
    static const unsigned sizes[] = {5000, 25000, 100000, 400000};
    puts("one document");
    for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct report report = {"long.txt", SCRL__STR_INIT, NULL, NULL};
        char what[64];
        double bytes = 0;
        bench_report(&report.text, i, sizes[i], phrases);
        struct steps steps = ingest(b, &report, 1, &bytes);
        snprintf(what, sizeof(what), "  of %u words", sizes[i]);
        print_steps(what, (double)report.text.len / 1e6, &steps);
        scrl__str_free(&report.text);
    }
}

static void finish(struct bench *b)
{
    for (unsigned i = 0; i < b->count; i++)
        scrl__str_free(&b->reports[i].text);
    rmdir(b->folder);
    scrl_themes_free(b->themes);
    scrl_structure_free(b->structure);
    scrl_context_free(b->ctx);
}

int main(void)
{
    static struct bench bench;
    bench_phrases phrases = {NULL, 0, 0};
    strcpy(bench.folder, "/tmp/scrl-bench-XXXXXX");
    if (mkdtemp(bench.folder) == NULL)
        return EXIT_FAILURE;
    bench_words();
    load_data(&bench);
    each_rule(&bench, take_words, &phrases);
    make_reports(&bench, &phrases);
    prepare(&bench);
    measure_tagging(&bench);
    measure_ingest(&bench);
    measure_growth(&bench, &phrases);
    bench_phrases_free(&phrases);
    finish(&bench);
    return EXIT_SUCCESS;
}
