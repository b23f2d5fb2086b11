/* list.c - scrl statements and events: what belongs to the passages that a question chooses. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const struct option long_options[] = {
    {"json", no_argument, NULL, 'J'}, {"csv", no_argument, NULL, 'V'}, {"limit", required_argument, NULL, 'l'}, {0}};

void name_review(run *r, const scrl_hit *hit, char last[65])
{
    if (strncmp(last, hit->review, 64) == 0)
        return;
    snprintf(last, 65, "%.64s", hit->review);
    print_review(r, hit);
    fputc('\n', stdout);
}

/* One line of what a statement says about itself; nothing where it does not. */
static void print_fact(const char *name, const char *value)
{
    if (value[0] == '\0')
        return;
    printf("\n    %s: ", name);
    print_string(value);
}

static void print_statement(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)search;
    name_review(r, hit, user);
    printf("  %s", hit->kind);
    if (hit->label[0] != '\0') {
        fputs(", ", stdout);
        print_string(hit->label);
    }
    fputs(", ", stdout);
    print_place(hit);
    print_fact("for", hit->addressees);
    print_fact("by", hit->deadline);
    print_fact("owner", hit->owner);
    print_fact("asks for", hit->asks);
    print_fact("type", hit->type_printed);
    print_fact("repeated", hit->repeats);
    fputs("\n    ", stdout);
    print_text(hit->text, hit->text_len);
    fputs("\n", stdout);
}

static void print_event(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)search;
    name_review(r, hit, user);
    if (hit->from[0] == '\0')
        printf("  not resolved            ");
    else if (strcmp(hit->from, hit->to) == 0)
        printf("  %-22s", hit->from);
    else
        printf("  %s..%s", hit->from, hit->to);
    printf("  (%s, ", hit->kind);
    print_string(hit->label);
    fputs(")  ", stdout);
    print_text(hit->text, hit->text_len);
    fputc('\n', stdout);
}

int list_chosen(run *r, scrl_library *library, int argc, char **argv, int first, scrl_search_options *options,
                void (*print)(run *, const scrl_search *, const scrl_hit *, void *), void *user)
{
    options->sort = SCRL_SORT_PLACE;
    char *question = join_question(argc, argv, first);
    int code = question == NULL ? EXIT_LIBRARY : print_hits(r, library, question, options, print, user, NULL);
    if (code == EXIT_NOTHING)
        say("nothing found");
    free(question);
    return code;
}

static int list_units(run *r, int argc, char **argv, scrl_unit unit,
                      void (*print)(run *, const scrl_search *, const scrl_hit *, void *))
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    char last[65] = "";
    options.unit = unit;
    int option;
    while ((option = getopt_long(argc, argv, "+", long_options, NULL)) != -1) {
        if (!take_format(r, option) && (option != 'l' || !parse_count(optarg, &options.limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 1)
        return usage_error(r, "a library is needed");
    scrl_library *library = NULL;
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    code = list_chosen(r, library, argc, argv, optind + 1, &options, print, last);
    scrl_library_close(library);
    return code;
}

static int statements_main(run *r, int argc, char **argv)
{
    return list_units(r, argc, argv, SCRL_UNIT_STATEMENT, print_statement);
}

static int events_main(run *r, int argc, char **argv)
{
    return list_units(r, argc, argv, SCRL_UNIT_EVENT, print_event);
}

const command command_statements = {
    "statements", "findings, lessons, recommendations, good practice ...",
    "statements LIBRARY [QUESTION...] [--json|--csv] [--limit N]\n\n"
    "Statements that lie in passages chosen by the question (all, without one). kind: in the\n"
    "question chooses among finding, lesson, good_practice, recommendation, consideration,\n"
    "concern and missed_opportunity. Where stated each has those who are to act, date, owner, the\n"
    "kinds of change asked for, a finding's printed type, and the pages that repeat its words.",
    statements_main, long_options};

const command command_events = {
    "events", "dated events of chronologies and narratives",
    "events LIBRARY [QUESTION...] [--json|--csv] [--limit N]\n\n"
    "Dated events in passages chosen by the question (all, without one), as printed and as the\n"
    "days that bound them. A date that the text does not settle is shown as not resolved.",
    events_main, long_options};
