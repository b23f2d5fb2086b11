/* search.c - scrl search: passages that answer a question, with page, section and highlights, or counts over them. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const struct option long_options[] = {{"facet", required_argument, NULL, 'f'},
                                             {"limit", required_argument, NULL, 'l'},
                                             {"cursor", required_argument, NULL, 'c'},
                                             {"sort", required_argument, NULL, 's'},
                                             {"json", no_argument, NULL, 'J'},
                                             {"csv", no_argument, NULL, 'V'},
                                             {0}};

#define SNIPPET 600u /* bytes of a long passage that a person reads in a list */

/* Prints the part of the passage with the words of the question, these emphasised; without colour they stand between
 * asterisks. */
static void print_highlighted(const run *r, const scrl_search *search, const scrl_hit *hit)
{
    uint32_t start, end, done = 0, last = 0;
    if (scrl_search_snippet(search, hit, SNIPPET, &done, &last) != 0)
        return;
    fputs(done > 0 ? "... " : "", stdout);
    for (size_t i = 0; scrl_search_highlight(search, i, &start, &end) == 0; i++) {
        if (start < done || end > last)
            continue;
        print_text(hit->text + done, start - done);
        fputs(r->colour ? "\033[1;33m" : "*", stdout);
        print_text(hit->text + start, end - start);
        fputs(r->colour ? "\033[0m" : "*", stdout);
        done = end;
    }
    print_text(hit->text + done, last - done);
    fputs(last < hit->text_len ? " ..." : "", stdout);
}

static void print_passage(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    uint64_t *number = user;
    printf("%llu. ", (unsigned long long)++*number);
    print_review(r, hit);
    fputs("\n   ", stdout);
    print_place(hit);
    fputs("\n   ", stdout);
    print_highlighted(r, search, hit);
    fputs("\n\n", stdout);
}

static int print_facet(run *r, scrl_library *library, const char *question, const char *field)
{
    scrl_facets *facets = NULL;
    if (scrl_facets_new(library, question, field, &facets) != 0)
        return report_error(r);
    scrl_count count = SCRL_COUNT_INIT;
    uint64_t found = 0;
    bool tags = strcmp(field, "theme") == 0 || strcmp(field, "agency") == 0;
    int status;
    if (!r->json && !r->csv)
        printf("%-34s %9s %9s%s\n", field, "passages", "reviews",
               tags ? "   problem      good recommended neutral" : "");
    begin_records(r, SCRL_RECORD_COUNT);
    while ((status = scrl_facets_next(facets, &count)) == 1) {
        found++;
        if (print_count(r, field, &count))
            continue;
        printf("%-34s %9llu %9llu", count.value, (unsigned long long)count.passages, (unsigned long long)count.reviews);
        if (tags)
            printf(" %9llu %9llu %11llu %7llu", (unsigned long long)count.problem, (unsigned long long)count.good,
                   (unsigned long long)count.recommended, (unsigned long long)count.neutral);
        fputc('\n', stdout);
    }
    scrl_facets_free(facets);
    if (status < 0)
        return report_error(r);
    return found > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static bool parse_sort(const char *text, scrl_sort *out)
{
    static const char *const names[] = {"rank", "place", "date", "area", "type", "review", "bm25"};
    int number;
    bool known = parse_name(text, names, sizeof(names) / sizeof(names[0]), &number);
    if (known)
        *out = (scrl_sort)number;
    return known;
}

static int search_main(run *r, int argc, char **argv)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    const char *facet = NULL;
    options.limit = 10;
    int option;
    while ((option = getopt_long(argc, argv, "+", long_options, NULL)) != -1) {
        if (option == 'f')
            facet = optarg;
        else if (option == 'c')
            options.cursor = optarg;
        else if (!take_format(r, option) && !(option == 'l' && parse_count(optarg, &options.limit)) &&
                 !(option == 's' && parse_sort(optarg, &options.sort)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 2)
        return usage_error(r, "a library and a question are needed");
    scrl_library *library = NULL;
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 1);
    uint64_t number = 0, total = 0;
    if (question == NULL) {
        say("memory is out");
        code = EXIT_LIBRARY;
    } else if (facet != NULL) {
        code = print_facet(r, library, question, facet);
    } else {
        code = print_hits(r, library, question, &options, print_passage, &number, &total);
        if (code <= EXIT_NOTHING && !r->json && !r->csv)
            say("%llu of %llu passages shown", (unsigned long long)number, (unsigned long long)total);
    }
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_search = {
    "search", "passages that answer a question, with page and section",
    "search LIBRARY QUESTION... [OPTION...]\n\n"
    "Words are stemmed and all must occur; \"a phrase\"; OR; NOT or -word; word*; =exact;\n"
    "near/5; same:sentence(...), same:passage(...), same:section(...); parentheses; filters of\n"
    "passages: theme: polarity: level: state: role: kind: agency: heading: date:; of reviews:\n"
    "type: year:a..b published: incident: nation: area: publisher: outcome: harm: legal: age:\n"
    "living: method: reviewer: chair: title: language: reference: review:. Words after a \"--\"\n"
    "are no options.\n\n"
    "  --limit N       most passages shown (default 10; 0: all)\n"
    "  --sort S        rank (default), place, date, area, type, review (passages of a review\n"
    "                  together), or bm25 (rank without the weights of roles and headings)\n"
    "  --cursor C      go on after the passage with this cursor (--json prints it)\n"
    "  --facet FIELD   counts over the answer instead: theme, agency, role, kind, polarity, level,\n"
    "                  state, type, year, nation, area, publisher, outcome, harm, legal, age, method,\n"
    "                  reviewer, language\n"
    "  --json          one JSON object a passage or count\n"
    "  --csv           one row a passage or count",
    search_main, long_options};
