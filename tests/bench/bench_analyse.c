/*
 * bench_analyse.c - what the analyses cost as a library grows, and themes that stand together beside the same count by a
 * self-join in SQL. Libraries are made up: passages of a few dozen words, 160 themes of which few are common, twenty
 * statements a review. Also how many of the nearest statements a search by rare words finds. All times are processor time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include <scrl/analyse.h>

#include "analyse/closeness.h"
#include "analyse/counts.h"
#include "generate.h"
#include "model/doc.h"
#include "model/review.h"
#include "model/tag.h"
#include "store/facts.h"
#include "store/library.h"
#include "store/store.h"

#define PASSAGES 285u
#define STATEMENTS 20u
#define THEMES 160u
#define TAGS_IN_100 70u /* passages with a tag, in a hundred */
#define RUNS 5u

static scrl_context *ctx;

static void need(int ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s failed: %s\n", what, ctx != NULL ? ctx->message : "");
    exit(EXIT_FAILURE);
}

static const char *theme_name(unsigned number)
{
    static char name[32];
    snprintf(name, sizeof(name), "theme_%03u", number);
    return name;
}

/* Few themes are common: the number of one falls off as that of words does. */
static unsigned pick_theme(void)
{
    unsigned range = 1;
    while (range < THEMES && bench_pick(3) > 0)
        range *= 2;
    return bench_pick(range < THEMES ? range : THEMES);
}

static scrl_document *make_document(unsigned number)
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    char source[32];
    snprintf(source, sizeof(source), "review %u", number);
    need(scrl__builder_new(ctx, source, "made/1", &b) == 0, "a document");
    for (unsigned i = 0; i < PASSAGES; i++) {
        scrl__str text = SCRL__STR_INIT;
        bool heading = i % 20 == 0;
        bench_sentence(&text, 5);
        if (!heading)
            bench_sentence(&text, 5);
        scrl__block_in in = {.kind = heading ? SCRL_BLOCK_HEADING : SCRL_BLOCK_PARAGRAPH,
                             .level = heading,
                             .number = "",
                             .text = scrl__str_text(&text),
                             .text_len = text.len};
        need(scrl__builder_block(b, &in) == 0, "a passage");
        scrl__str_free(&text);
    }
    need(scrl__builder_finish(b, source, strlen(source), &doc) == 0, "a document");
    scrl__builder_free(b);
    return doc;
}

static scrl_review *make_review(scrl_document *doc)
{
    scrl__review_builder b;
    scrl_review *review = NULL;
    char date[16];
    need(scrl__review_builder_init(&b, doc) == 0, "a review");
    snprintf(date, sizeof(date), "20%02u-%02u-%02u", 5 + bench_pick(20), 1 + bench_pick(12), 1 + bench_pick(28));
    scrl__review_builder_value(&b, "published", date, 0, 0);
    for (unsigned i = 0; i < STATEMENTS; i++) {
        const scrl__block *block = &doc->blocks[1 + i * (PASSAGES / STATEMENTS)];
        scrl__statement_in in = {.kind = i % 2 == 0 ? "finding" : "recommendation",
                                 .label = "",
                                 .section = block->section,
                                 .start = block->start,
                                 .end = block->end};
        scrl__review_builder_statement(&b, &in);
    }
    need(scrl__review_builder_finish(&b, &review) == 0, "a review");
    scrl__review_builder_free(&b);
    return review;
}

static scrl_tags *make_tags(scrl_document *doc)
{
    scrl__tags_builder b;
    scrl_tags *tags = NULL;
    need(scrl__tags_builder_init(&b, doc) == 0, "tags");
    for (uint32_t i = 0; i < doc->block_count; i++) {
        while (bench_pick(100) < TAGS_IN_100) {
            scrl__tag_in in = {.theme = theme_name(pick_theme()),
                               .rule = "rule:1",
                               .polarity_by = "default",
                               .level_by = "default",
                               .block = i,
                               .start = doc->blocks[i].start,
                               .end = doc->blocks[i].end,
                               .evidence_start = doc->blocks[i].start,
                               .evidence_end = doc->blocks[i].end,
                               .polarity = (scrl_polarity)bench_pick(4),
                               .level = (scrl_level)bench_pick(2),
                               .confidence = 50};
            scrl__tags_builder_add(&b, &in);
        }
    }
    need(scrl__tags_builder_finish(&b, "made/1", &tags) == 0, "tags");
    scrl__tags_builder_free(&b);
    return tags;
}

static void fill(scrl_library *library, unsigned first, unsigned count)
{
    need(scrl__library_begin(library) == 0, "a transaction");
    for (unsigned i = first; i < first + count; i++) {
        char path[32];
        scrl_document *doc = make_document(i);
        scrl_review *review = make_review(doc);
        scrl_tags *tags = make_tags(doc);
        snprintf(path, sizeof(path), "review-%u", i);
        need(scrl_library_put(library, path, review, tags, NULL) == 0, "storing a review");
        scrl_tags_free(tags);
        scrl_review_free(review);
        scrl_document_free(doc);
    }
    need(scrl__library_commit(library) == 0, "a commit");
}

static void run_sql(scrl_library *library, const char *sql, int64_t *rows)
{
    sqlite3_stmt *statement = NULL;
    *rows = 0;
    need(sqlite3_prepare_v2(library->db, sql, -1, &statement, NULL) == SQLITE_OK, "SQL");
    while (sqlite3_step(statement) == SQLITE_ROW)
        ++*rows;
    sqlite3_finalize(statement);
}

/* The self-join over a table that holds nothing but passages and themes, each pair once. */
static double self_join(scrl_library *library, int64_t *rows)
{
    int64_t none;
    double times[RUNS];
    run_sql(library, "DROP TABLE IF EXISTS temp.pt", &none);
    run_sql(library, "CREATE TEMP TABLE pt(passage, theme, PRIMARY KEY(passage, theme)) WITHOUT ROWID", &none);
    run_sql(library, "INSERT OR IGNORE INTO temp.pt SELECT passage, theme FROM tag", &none);
    for (unsigned i = 0; i < RUNS; i++) {
        double begin = bench_seconds();
        run_sql(library,
                "SELECT a.theme, b.theme, count(*) FROM temp.pt AS a JOIN temp.pt AS b ON b.passage = a.passage"
                " AND b.theme > a.theme GROUP BY 1, 2",
                rows);
        times[i] = bench_seconds() - begin;
    }
    return bench_middle(times, RUNS);
}

/* A step that is timed; frees what it makes. */
typedef int (*step)(scrl_library *library, scrl_analysis **out);

static double time_step(scrl_library *library, step run)
{
    double times[RUNS];
    for (unsigned i = 0; i < RUNS; i++) {
        scrl_analysis *analysis = NULL;
        double begin = bench_seconds();
        need(run(library, &analysis) == 0, "an analysis");
        times[i] = bench_seconds() - begin;
        scrl_analysis_free(analysis);
    }
    return bench_middle(times, RUNS);
}

static int cooccur(scrl_library *library, scrl_analysis **out)
{
    return scrl_cooccur_new(library, "", NULL, out);
}

static int trend(scrl_library *library, scrl_analysis **out)
{
    scrl_trend_options options = SCRL_TREND_OPTIONS_INIT;
    options.field = "theme";
    return scrl_trend_new(library, "", &options, out);
}

static int table(scrl_library *library, scrl_analysis **out)
{
    return scrl_table_new(library, "", "theme", "kind", out);
}

static int compare(scrl_library *library, scrl_analysis **out)
{
    return scrl_compare_new(library, "year:2005..2014", "year:2015..2024", NULL, out);
}

static int recur(scrl_library *library, scrl_analysis **out)
{
    return scrl_recur_new(library, "", NULL, out);
}

static int concordance(scrl_library *library, scrl_analysis **out)
{
    return scrl_concordance_new(library, bench_rule_words[0], NULL, out);
}

static int brief(scrl_library *library, scrl_analysis **out)
{
    return scrl_brief_new(library, "theme_000", "", 0, out);
}

static int similar(scrl_library *library, scrl_analysis **out)
{
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    char review[65] = "";
    options.unit = SCRL_UNIT_REVIEW;
    if (scrl_search_new(library, "year:2010", &options, &search) == 0 && scrl_search_next(search, &hit) == 1)
        snprintf(review, sizeof(review), "%s", hit.review);
    scrl_search_free(search);
    return scrl_similar_new(library, review, "", 0, out);
}

/* Counting and testing the pairs alone, when the passages of each theme have been read. */
static double count_pairs(scrl_library *library)
{
    scrl__facts facts;
    scrl__facet_list themes;
    scrl__choice all;
    scrl__units units;
    const scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    const scrl__plan everything = {0};
    double times[RUNS];
    need(scrl__facts_load(library, &facts) == 0 && scrl__facts_choose(library, &facts, &everything, &all) == 0 &&
             scrl__facts_facets(library, &facts, "theme", -1, -1, &themes) == 0 &&
             scrl__units_make(ctx, &facts, SCRL_WITHIN_PASSAGE, NULL, 0, &units) == 0,
         "reading the themes");
    for (unsigned i = 0; i < RUNS; i++) {
        scrl__result result;
        double begin = bench_seconds();
        need(scrl__result_open(ctx, &result, sizeof(scrl_pair)) == 0, "a result");
        need(scrl__cooccur(ctx, &units, &themes, &all, &options, &result) == 0, "counting");
        times[i] = bench_seconds() - begin;
        scrl__result_close(&result);
    }
    scrl__facet_list_free(&themes);
    scrl__choice_free(&all);
    scrl__facts_free(&facts);
    return bench_middle(times, RUNS);
}

static bool accept(const void *user, uint32_t i, uint32_t j)
{
    (void)user;
    return i != j;
}

/* Of the pairs with a similarity of 0.3 or more that comparing each statement with all gives, how many the search by rare
 * words gives too. Every 50th statement is looked up. */
static void recall(scrl_library *library)
{
    scrl__facts facts;
    scrl__fact_statements statements;
    scrl__closeness closeness;
    scrl__near near[SCRL__NEAR_MOST];
    size_t all = 0, found = 0;
    need(scrl__facts_load(library, &facts) == 0 && scrl__facts_statements(library, &facts, &statements) == 0 &&
             scrl__closeness_make(ctx, &statements, &closeness) == 0,
         "reading the statements");
    for (uint32_t i = 0; i < statements.count; i += 50) {
        for (uint32_t j = 0; j < statements.count; j++)
            all += j != i && scrl__closeness_of(&closeness, i, j) >= 0.3;
        found += scrl__closeness_near(&closeness, i, 0.3, accept, NULL, near);
    }
    printf("recall of the search by rare words: %zu of %zu pairs\n", found, all);
    scrl__closeness_free(&closeness);
    scrl__fact_statements_free(&statements);
    scrl__facts_free(&facts);
}

static void measure(scrl_library *library, unsigned reviews)
{
    static const step steps[] = {cooccur, trend, table, compare, recur, similar, concordance, brief};
    int64_t pairs, tags;
    double join = self_join(library, &pairs);
    need(scrl__store_number(library, "SELECT count(*) FROM temp.pt", &tags) == 0, "counting");
    double pairs_alone = count_pairs(library);
    printf("%7u %9u %8lld %8.1f %8.1f %6.3f", reviews, reviews * PASSAGES, (long long)tags, join * 1e3,
           pairs_alone * 1e3, pairs_alone / join);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        double seconds = time_step(library, steps[i]);
        printf(" %8.1f", seconds * 1e3);
        if (i == 0)
            printf(" %6.3f", seconds / join);
        fflush(stdout);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    unsigned most = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 2000, have = 0;
    scrl_library *library = NULL;
    need(scrl_context_new(NULL, &ctx) == 0, "a context");
    need(scrl_library_open(ctx, NULL, NULL, &library) == 0, "a library");
    bench_words();
    bench_seed(1);
    printf("ms of processor time\n%7s %9s %8s %8s %8s %6s %8s %6s %8s %8s %8s %8s %8s %8s %8s\n", "reviews", "passages",
           "tags", "SQL join", "pairs", "/join", "cooccur", "/join", "trend", "table", "compare", "recur", "similar",
           "concord.", "brief");
    for (unsigned reviews = most / 8; reviews <= most && reviews > 0; reviews *= 2) {
        fill(library, have, reviews - have);
        have = reviews;
        measure(library, reviews);
    }
    recall(library);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return 0;
}
