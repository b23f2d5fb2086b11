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

/* Prints the passage with the words of the question emphasised; without colour they stand between asterisks. */
static void print_highlighted(const run *r, const scrl_search *search, const scrl_hit *hit)
{
    uint32_t start, end;
    size_t done = 0;
    for (size_t i = 0; scrl_search_highlight(search, i, &start, &end) == 0; i++) {
        print_text(hit->text + done, start - done);
        fputs(r->colour ? "\033[1;33m" : "*", stdout);
        print_text(hit->text + start, end - start);
        fputs(r->colour ? "\033[0m" : "*", stdout);
        done = end;
    }
    print_text(hit->text + done, hit->text_len - done);
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
    int status;
    if (!r->json && !r->csv)
        printf("%-34s %9s %9s\n", field, "passages", "reviews");
    begin_records(r, SCRL_RECORD_COUNT);
    while ((status = scrl_facets_next(facets, &count)) == 1) {
        found++;
        if (print_count(r, field, &count))
            continue;
        printf("%-34s %9llu %9llu\n", count.value, (unsigned long long)count.passages,
               (unsigned long long)count.reviews);
    }
    scrl_facets_free(facets);
    if (status < 0)
        return report_error(r);
    return found > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static bool parse_sort(const char *text, scrl_sort *out)
{
    static const char *const names[] = {"rank", "place", "date"};
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
    "Words are stemmed and all must occur; \"a phrase\"; OR; NOT or -word; word*; near/5;\n"
    "parentheses; and the filters theme: polarity: level: role: kind: type: year:a..b\n"
    "agency: nation: area: review:. Words after a \"--\" are no options.\n\n"
    "  --limit N       most passages shown (default 10; 0: all)\n"
    "  --sort S        rank (default), place, or date\n"
    "  --cursor C      go on after the passage with this cursor (--json prints it)\n"
    "  --facet FIELD   counts over the answer instead: theme, agency, role, kind, type, year,\n"
    "                  nation, area, polarity, level\n"
    "  --json          one JSON object a passage or count\n"
    "  --csv           one row a passage or count",
    search_main, long_options};
