/* profile.c - scrl profile: what a review gives room to, what it shows of the points that are asked of reviews, what it
 * cites, and the times of which it tells nothing. */
#include <string.h>

#include "cli.h"

static void print_shares(const scrl_review *review)
{
    uint64_t all = 0;
    printf("Words by what sentences do\n");
    for (size_t i = 0; i < scrl_review_act_share_count(); i++) {
        scrl_act_share share = SCRL_ACT_SHARE_INIT;
        scrl_review_act_share(review, i, &share);
        all += share.words;
    }
    for (size_t i = 0; i < scrl_review_act_share_count(); i++) {
        scrl_act_share share = SCRL_ACT_SHARE_INIT;
        scrl_review_act_share(review, i, &share);
        printf("  %-15s %7llu words in %5llu sentences, %5.1f %%\n", share.act[0] != '\0' ? share.act : "(undecided)",
               (unsigned long long)share.words, (unsigned long long)share.sentences,
               all > 0 ? 100.0 * (double)share.words / (double)all : 0.0);
    }
}

static void print_checks(const scrl_review *review)
{
    const scrl_document *doc = scrl_review_document(review);
    printf("\nWhat is asked of reviews, and what is found here (facts to look at, no grade)\n");
    for (size_t i = 0; i < scrl_review_check_count(); i++) {
        scrl_check check = SCRL_CHECK_INIT;
        scrl_review_check(review, i, &check);
        printf("  %s: %llu", check.asks, (unsigned long long)check.count);
        if (check.of > 0)
            printf(" of %llu", (unsigned long long)check.of);
        uint32_t page = check.start < check.end ? scrl_document_page_at(doc, check.start) : 0;
        if (page > 0)
            printf(", first on page %u", page);
        fputc('\n', stdout);
    }
}

static void print_gaps(const scrl_review *review)
{
    printf("\nTimes of which no event is dated\n");
    for (size_t i = 0; i < scrl_review_gap_count(review); i++) {
        scrl_gap gap = SCRL_GAP_INIT;
        scrl_review_gap(review, i, &gap);
        printf("  %s to %s, %u days\n", gap.from, gap.to, gap.days);
    }
    if (scrl_review_gap_count(review) == 0)
        printf("  none\n");
}

/* True when an earlier citation has the same name and part. */
static bool is_cited_before(const scrl_review *review, size_t i, const scrl_citation *citation)
{
    for (size_t j = 0; j < i; j++) {
        scrl_citation before = SCRL_CITATION_INIT;
        scrl_review_citation(review, j, &before);
        if (strcmp(before.name, citation->name) == 0 && strcmp(before.part, citation->part) == 0)
            return true;
    }
    return false;
}

static size_t count_cited(const scrl_review *review, const scrl_citation *citation)
{
    size_t count = 0;
    for (size_t i = 0; i < scrl_review_citation_count(review); i++) {
        scrl_citation other = SCRL_CITATION_INIT;
        scrl_review_citation(review, i, &other);
        count += strcmp(other.name, citation->name) == 0 && strcmp(other.part, citation->part) == 0;
    }
    return count;
}

static void print_citations(const scrl_review *review)
{
    printf("\nLaw and guidance cited\n");
    for (size_t i = 0; i < scrl_review_citation_count(review); i++) {
        scrl_citation c = SCRL_CITATION_INIT;
        scrl_review_citation(review, i, &c);
        if (is_cited_before(review, i, &c))
            continue;
        fputs("  ", stdout);
        print_string(c.name);
        if (c.part[0] != '\0') {
            fputs(", ", stdout);
            print_string(c.part);
        }
        printf(": %zu", count_cited(review, &c));
        if (c.page > 0)
            printf(", first on page %u", c.page);
        fputc('\n', stdout);
    }
    if (scrl_review_citation_count(review) == 0)
        printf("  none\n");
}

static int profile_file(run *r, const char *path, int ocr, const scrl_structure *structure)
{
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
    options.ocr = ocr;
    int code = EXIT_DONE;
    int status = scrl_document_read(r->ctx, path, &options, &doc);
    if (status == 0)
        status = scrl_review_new(r->ctx, structure, doc, &review);
    if (status == 0 && r->json)
        status = scrl_export_profile(r->ctx, review, write_stdout, NULL);
    if (status != 0) {
        report_error(r);
        code = EXIT_PARTLY;
    } else if (!r->json) {
        const char *title = scrl_review_field(review, "title");
        print_string(title != NULL ? title : path);
        fputs("\n\n", stdout);
        print_shares(review);
        print_checks(review);
        print_gaps(review);
        print_citations(review);
    }
    scrl_review_free(review);
    scrl_document_free(doc);
    return code;
}

static int profile_main(run *r, int argc, char **argv)
{
    static const struct option long_options[] = {
        {"json", no_argument, NULL, 'J'}, {"ocr", no_argument, NULL, 'o'}, {0}};
    scrl_structure *structure = NULL;
    int option, ocr = 0, code = EXIT_DONE;
    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == 'J')
            r->json = true;
        else if (option == 'o')
            ocr = 1;
        else
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 1)
        return usage_error(r, "a file is needed");
    if (scrl_structure_load(r->ctx, NULL, &structure) != 0)
        return report_error(r);
    for (int i = optind; i < argc; i++) {
        int one = profile_file(r, argv[i], ocr, structure);
        code = one > code ? one : code;
    }
    scrl_structure_free(structure);
    return code;
}

const command command_profile = {
    "profile", "what a review gives room to: acts of its sentences, points asked of reviews, gaps, citations",
    "profile FILE... [--json] [--ocr]\n\n"
    "Counts for each file the words given to events, practice, explanation, judgement, findings\n"
    "and so on; what the review shows of the points that are asked of reviews, with the page of the\n"
    "first (facts to look at: no grade, and no sum of them); times of 60 days and more of which no\n"
    "event is dated; law and guidance cited. With --json one object a file (docs/json.md).",
    profile_main, NULL};
