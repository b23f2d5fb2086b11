/* themes.c - scrl themes: how often each theme is met over the passages that a question chooses, by polarity. */
#include <stdlib.h>

#include "cli.h"

static const struct option long_options[] = {{"check", required_argument, NULL, 'c'},
                                             {"crosswalks", no_argument, NULL, 'x'},
                                             {"json", no_argument, NULL, 'J'},
                                             {"csv", no_argument, NULL, 'V'},
                                             {0}};

static void print_counts(run *r, const scrl_count *count)
{
    if (print_count(r, "theme", count))
        return;
    printf("%-34s %8llu %8llu %8llu %6llu %6llu %8llu\n", count->value, (unsigned long long)count->reviews,
           (unsigned long long)count->passages, (unsigned long long)count->problem, (unsigned long long)count->good,
           (unsigned long long)count->recommended, (unsigned long long)count->neutral);
}

static int count_themes(run *r, scrl_library *library, const char *question)
{
    scrl_facets *facets = NULL;
    if (scrl_facets_new(library, question, "theme", &facets) != 0)
        return report_error(r);
    begin_records(r, SCRL_RECORD_COUNT);
    if (!r->json && !r->csv)
        printf("%-34s %8s %8s %8s %6s %6s %8s\n", "theme", "reviews", "passages", "problem", "good", "asked",
               "neutral");
    scrl_count count = SCRL_COUNT_INIT;
    uint64_t found = 0;
    int status;
    while ((status = scrl_facets_next(facets, &count)) == 1) {
        print_counts(r, &count);
        found++;
    }
    scrl_facets_free(facets);
    if (status < 0)
        return report_error(r);
    return found > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static void print_failure(void *user, const char *line)
{
    (void)user;
    print_string(line);
    fputc('\n', stdout);
}

/* Runs the examples of a theme set; each that fails is a line. */
static int check_set(run *r, const char *path)
{
    scrl_themes *themes = NULL;
    if (scrl_themes_load(r->ctx, path, &themes) != 0)
        return report_error(r);
    int failures = scrl_themes_check(r->ctx, themes, print_failure, NULL);
    if (failures >= 0)
        say("%s: %zu themes, %d examples fail", scrl_themes_version(themes), scrl_themes_count(themes), failures);
    scrl_themes_free(themes);
    if (failures < 0)
        return report_error(r);
    return failures == 0 ? EXIT_DONE : EXIT_NOTHING;
}

/* One line a pair of a category and a theme, its parts separated by tabs. */
static int list_crosswalks(run *r)
{
    scrl_themes *themes = NULL;
    if (scrl_themes_load(r->ctx, NULL, &themes) != 0)
        return report_error(r);
    scrl_crosswalk row = SCRL_CROSSWALK_INIT;
    size_t count = 0;
    for (; scrl_themes_crosswalk(themes, count, &row) == 0; count++)
        printf("%s\t%s\t%s\t%s\t%s\n", row.scheme, row.category, row.theme, row.polarity, row.category_label);
    scrl_themes_free(themes);
    return count > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int themes_main(run *r, int argc, char **argv)
{
    int option;
    while ((option = getopt_long(argc, argv, "+", long_options, NULL)) != -1) {
        if (option == 'c')
            return check_set(r, optarg);
        if (option == 'x')
            return list_crosswalks(r);
        if (!take_format(r, option))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 1)
        return usage_error(r, "a library is needed");
    scrl_library *library = NULL;
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 1);
    code = question == NULL ? EXIT_LIBRARY : count_themes(r, library, question);
    if (code == EXIT_NOTHING)
        say("nothing found");
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_themes = {
    "themes", "counts of themes over the answer to a question, by polarity",
    "themes LIBRARY [QUESTION...] [--json|--csv]\n       scrl themes --check PATH\n       scrl themes --crosswalks\n\n"
    "Counts themes over the passages chosen by the question (all, without one): reviews and\n"
    "passages that have the theme, and the passages in which it is a problem, is credited as good, is\n"
    "asked for (recommended), or is reported without judgement.\n\n"
    "  --check PATH    instead: run the examples of a theme set, a file or a folder; each that\n"
    "                  fails is a line, exit code 1 when there is any\n"
    "  --crosswalks    instead: how other schemes (SCIE, the Panel, Welsh reviews, coroners, SAR\n"
    "                  domains, Yorkshire, SEIPS, Munro) are covered: scheme, category, theme,\n"
    "                  the only polarity that counts, and the category's label, separated by tabs",
    themes_main, long_options};
