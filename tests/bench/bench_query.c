/*
 * bench_query.c - questions to a large library, for peers.py, which asks other engines the same and compares.
 *
 *     bench_query make FOLDER DOCUMENTS   makes a library, and the same passages as lines for the other engines
 *     bench_query ask FOLDER              asks it, and prints one line a question: class, number, hits, microseconds
 *
 * Words follow Zipf's law and end in letters that no stemmer cuts, so that every engine has the same words; a passage has
 * about 90 of them, a document 285 passages, and 60 themes tag seven passages in ten.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>

#include <scrl/query.h>

#include "base/str.h"
#include "generate.h"
#include "model/doc.h"
#include "model/review.h"
#include "model/tag.h"

#define WORDS 40000u
#define THEMES 60u
#define PASSAGES 285u
#define QUESTIONS 100u
#define RUNS 5u

static char words[WORDS][20];

static void need(int ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}

static void words_make(void)
{
    static const char consonants[] = "bdfgklmnprtvz", vowels[] = "aou", ends[] = "bkpx";
    for (unsigned i = 0; i < WORDS; i++) {
        unsigned rest = i, at = 0;
        do {
            words[i][at++] = consonants[rest % 13];
            rest /= 13;
            words[i][at++] = vowels[rest % 3];
            rest /= 3;
        } while (rest > 0);
        words[i][at++] = ends[i % 4];
    }
}

/* The word of a rank that the law chooses. */
static unsigned zipf(void)
{
    double u = (double)bench_pick(1u << 30) / (double)(1u << 30);
    unsigned rank = (unsigned)exp(u * log((double)WORDS)) - 1;
    return rank < WORDS ? rank : WORDS - 1;
}

static void passage_make(scrl__str *out)
{
    scrl__str_truncate(out, 0);
    for (unsigned n = 60 + bench_pick(60); n > 0; n--)
        scrl__str_addf(out, "%s%s", words[zipf()], n > 1 ? " " : ".");
}

static void put(scrl_context *ctx, scrl_library *library, scrl__builder *b, const unsigned (*themes)[2],
                const unsigned *counts, const char *name)
{
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    scrl__review_builder rb;
    scrl__tags_builder tb;
    need(scrl__builder_finish(b, name, strlen(name), &doc) == 0, "a document");
    scrl__builder_free(b);
    need(scrl__review_builder_init(&rb, doc) == 0 && scrl__review_builder_finish(&rb, &review) == 0, "a review");
    scrl__review_builder_free(&rb);
    need(scrl__tags_builder_init(&tb, doc) == 0, "tags");
    for (uint32_t i = 0; i < doc->block_count; i++)
        for (unsigned t = 0; t < counts[i]; t++) {
            char theme[16];
            snprintf(theme, sizeof(theme), "theme_%u", themes[i][t]);
            scrl__tag_in in = {.theme = theme,
                               .rule = "r:1",
                               .polarity_by = "",
                               .level_by = "",
                               .block = i,
                               .start = doc->blocks[i].start,
                               .end = doc->blocks[i].end,
                               .evidence_start = doc->blocks[i].start,
                               .evidence_end = doc->blocks[i].start + 3,
                               .polarity = (scrl_polarity)(i % 4),
                               .level = (scrl_level)(i % 2),
                               .confidence = 90};
            scrl__tags_builder_add(&tb, &in);
        }
    need(scrl__tags_builder_finish(&tb, "made/1", &tags) == 0, "tags");
    scrl__tags_builder_free(&tb);
    need(scrl_library_put(library, name, review, tags, NULL) == 0, "storing");
    (void)ctx;
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
}

static void make(scrl_context *ctx, const char *folder, unsigned documents)
{
    char path[500];
    scrl_library *library = NULL;
    scrl__str text = SCRL__STR_INIT;
    double spent = 0;
    size_t bytes = 0;
    snprintf(path, sizeof(path), "%s/library.scrl", folder);
    need(scrl_library_open(ctx, path, NULL, &library) == 0, "a library");
    snprintf(path, sizeof(path), "%s/passages.tsv", folder);
    FILE *lines = fopen(path, "w");
    need(lines != NULL, "a file");
    for (unsigned d = 0; d < documents && lines != NULL; d++) {
        scrl__builder *b = NULL;
        static unsigned themes[PASSAGES][2], counts[PASSAGES];
        char name[32];
        snprintf(name, sizeof(name), "made %u", d);
        need(scrl__builder_new(ctx, name, "made/1", &b) == 0, "a builder");
        for (unsigned i = 0; i < PASSAGES; i++) {
            passage_make(&text);
            bytes += text.len;
            scrl__block_in in = {.kind = SCRL_BLOCK_PARAGRAPH, .number = "", .text = text.data, .text_len = text.len};
            need(scrl__builder_block(b, &in) == 0, "a passage");
            counts[i] = bench_pick(10) < 6 ? 1 : bench_pick(4) == 0 ? 2 : 0;
            fprintf(lines, "%u\t", d);
            for (unsigned t = 0; t < counts[i]; t++) {
                themes[i][t] = (bench_pick(THEMES / 2) + t * THEMES / 2) % THEMES;
                fprintf(lines, "%s%u", t > 0 ? " " : "", themes[i][t]);
            }
            fprintf(lines, "\t%s\n", text.data);
        }
        double begin = bench_seconds();
        put(ctx, library, b, (const unsigned(*)[2])themes, counts, name);
        spent += bench_seconds() - begin;
    }
    fclose(lines);
    scrl_library_close(library);
    scrl__str_free(&text);
    printf("made\t%u\t%zu\t%.3f\n", documents, bytes, spent);
}

/* A question of each class; the peers read the same from the file of questions. */
static void questions_write(FILE *out)
{
    for (unsigned i = 0; i < QUESTIONS; i++) {
        unsigned a = 100 + 7 * i, b = 150 + 11 * i;
        fprintf(out, "count common\t%s\n", words[a]);
        fprintf(out, "count rare\t%s\n", words[20000 + 150 * i]);
        fprintf(out, "count and\t%s %s\n", words[a], words[b]);
        fprintf(out, "count phrase\t\"%s %s\"\n", words[3 + i % 40], words[5 + i % 37]);
        fprintf(out, "count theme\t%s theme:theme_%u\n", words[30 + i], i % THEMES);
        fprintf(out, "top common\t%s\n", words[a]);
        fprintf(out, "top rare\t%s\n", words[20000 + 150 * i]);
        fprintf(out, "top and\t%s %s\n", words[a], words[b]);
        fprintf(out, "top phrase\t\"%s %s\"\n", words[3 + i % 40], words[5 + i % 37]);
        fprintf(out, "top stop\t%s\n", words[i % 4]);
        fprintf(out, "facets\t%s\n", words[a]);
        fprintf(out, "rowids\t%s\n", words[a]);
    }
}

static double microseconds(void)
{
    return bench_seconds() * 1e6;
}

static uint64_t search(scrl_library *library, const char *question, scrl_sort sort)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *it = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    uint64_t total = 0;
    options.limit = 10;
    options.sort = sort;
    need(scrl_search_new(library, question, &options, &it) == 0 && scrl_search_total(it, &total) == 0, question);
    while (sort == SCRL_SORT_BM25 && scrl_search_next(it, &hit) == 1)
        continue;
    scrl_search_free(it);
    return total;
}

static uint64_t facets(scrl_library *library, const char *question)
{
    scrl_facets *it = NULL;
    scrl_count count = SCRL_COUNT_INIT;
    uint64_t sum = 0;
    need(scrl_facets_new(library, question, "theme", &it) == 0, question);
    while (scrl_facets_next(it, &count) == 1)
        sum += count.passages;
    scrl_facets_free(it);
    return sum;
}

/* The least that any answer costs: the index's own list of passages. */
static uint64_t rowids(sqlite3 *db, const char *word)
{
    sqlite3_stmt *row = NULL;
    uint64_t count = 0;
    char match[64];
    snprintf(match, sizeof(match), "text : \"%s\"", word);
    need(sqlite3_prepare_v2(db, "SELECT rowid FROM fts WHERE fts MATCH ?1", -1, &row, NULL) == SQLITE_OK, "rowids");
    sqlite3_bind_text(row, 1, match, -1, SQLITE_TRANSIENT);
    while (sqlite3_step(row) == SQLITE_ROW)
        count += sqlite3_column_int64(row, 0) > 0;
    sqlite3_finalize(row);
    return count;
}

static uint64_t ask_one(scrl_library *library, sqlite3 *db, const char *class, const char *question)
{
    if (strcmp(class, "facets") == 0)
        return facets(library, question);
    if (strcmp(class, "rowids") == 0)
        return rowids(db, question);
    return search(library, question, class[0] == 't' ? SCRL_SORT_BM25 : SCRL_SORT_PLACE);
}

static void ask(scrl_context *ctx, const char *folder)
{
    char path[500], line[300];
    scrl_library *library = NULL;
    sqlite3 *db = NULL;
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    options.read_only = 1;
    snprintf(path, sizeof(path), "%s/library.scrl", folder);
    need(scrl_library_open(ctx, path, &options, &library) == 0, "the library");
    need(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, "the library");
    sqlite3_exec(db, "PRAGMA cache_size=-65536", NULL, NULL, NULL);
    snprintf(path, sizeof(path), "%s/questions.tsv", folder);
    FILE *file = fopen(path, "w+");
    need(file != NULL, "the questions");
    if (file == NULL)
        return;
    questions_write(file);
    rewind(file);
    while (fgets(line, sizeof(line), file) != NULL) {
        char *question = strchr(line, '\t');
        double times[RUNS];
        uint64_t hits = 0;
        need(question != NULL, "a line");
        if (question == NULL)
            break;
        *question++ = '\0';
        question[strcspn(question, "\n")] = '\0';
        for (unsigned i = 0; i < RUNS; i++) {
            double begin = microseconds();
            hits = ask_one(library, db, line, question);
            times[i] = microseconds() - begin;
        }
        printf("%s\t%s\t%llu\t%.1f\n", line, question, (unsigned long long)hits, bench_middle(times, RUNS));
    }
    fclose(file);
    sqlite3_close(db);
    scrl_library_close(library);
}

int main(int argc, char **argv)
{
    scrl_context *ctx = NULL;
    need(argc >= 3 && scrl_context_new(NULL, &ctx) == 0, "the start");
    words_make();
    bench_seed(4);
    if (strcmp(argv[1], "make") == 0)
        make(ctx, argv[2], argc > 3 ? (unsigned)atoi(argv[3]) : 200);
    else
        ask(ctx, argv[2]);
    scrl_context_free(ctx);
    return 0;
}
