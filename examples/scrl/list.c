/* list.c - scrl statements, events and explain: what belongs to the passages that a question chooses. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const struct option long_options[] = {
    {"json", no_argument, NULL, 'J'}, {"csv", no_argument, NULL, 'V'}, {"limit", required_argument, NULL, 'l'}, {0}};

/* Prints the review's name once, before its first item. 'user' points to the review named last. */
static void name_review(run *r, const scrl_hit *hit, char last[65])
{
    if (strncmp(last, hit->review, 64) == 0)
        return;
    snprintf(last, 65, "%.64s", hit->review);
    print_review(r, hit);
    fputc('\n', stdout);
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
    if (hit->addressees[0] != '\0') {
        fputs("\n    for: ", stdout);
        print_string(hit->addressees);
    }
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

typedef struct explained {
    char last[65];
    const scrl_themes *themes;
} explained;

static void print_explained(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)search;
    explained *e = user;
    name_review(r, hit, e->last);
    printf("  %s, %s, %s (confidence %u), ", hit->theme, scrl_polarity_name(hit->polarity), scrl_level_name(hit->level),
           hit->confidence);
    print_place(hit);
    fputs("\n    words:    ", stdout);
    print_text(hit->text, hit->evidence_start);
    emphasis(r, true);
    fputs("[", stdout);
    print_text(hit->text + hit->evidence_start, hit->evidence_end - hit->evidence_start);
    fputs("]", stdout);
    emphasis(r, false);
    print_text(hit->text + hit->evidence_end, hit->text_len - hit->evidence_end);
    scrl_rule rule = SCRL_RULE_INIT;
    printf("\n    rule:     %s of %s", hit->rule, hit->model);
    if (scrl_themes_rule(e->themes, hit->rule, &rule) == 0)
        printf(": %s", rule.source);
    printf("\n    polarity: %s\n    level:    %s\n", hit->polarity_by, hit->level_by);
}

/* With 'themes', a file that is no library is read with them. */
static int list_units(run *r, int argc, char **argv, scrl_unit unit, const scrl_themes *themes,
                      void (*print)(run *, const scrl_search *, const scrl_hit *, void *), void *user)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    options.unit = unit;
    options.sort = SCRL_SORT_PLACE;
    int option;
    while ((option = getopt_long(argc, argv, "+", long_options, NULL)) != -1) {
        if (!take_format(r, option) && (option != 'l' || !parse_count(optarg, &options.limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 1)
        return usage_error(r, "a library is needed");
    scrl_library *library = NULL;
    int code =
        themes != NULL ? open_or_read(r, argv[optind], themes, &library) : open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 1);
    code = question == NULL ? EXIT_LIBRARY : print_hits(r, library, question, &options, print, user, NULL);
    if (code == EXIT_NOTHING)
        say("nothing found");
    free(question);
    scrl_library_close(library);
    return code;
}

static int statements_main(run *r, int argc, char **argv)
{
    char last[65] = "";
    return list_units(r, argc, argv, SCRL_UNIT_STATEMENT, NULL, print_statement, last);
}

static int events_main(run *r, int argc, char **argv)
{
    char last[65] = "";
    return list_units(r, argc, argv, SCRL_UNIT_EVENT, NULL, print_event, last);
}

static int explain_main(run *r, int argc, char **argv)
{
    scrl_themes *themes = NULL;
    if (scrl_themes_load(r->ctx, NULL, &themes) != 0)
        return report_error(r);
    explained e = {"", themes};
    int code = list_units(r, argc, argv, SCRL_UNIT_TAG, themes, print_explained, &e);
    scrl_themes_free(themes);
    return code;
}

const command command_statements = {
    "statements", "findings, lessons, recommendations, good practice ...",
    "statements LIBRARY [QUESTION...] [--json|--csv] [--limit N]\n\n"
    "Statements that lie in passages chosen by the question (all, without one). kind: in the\n"
    "question chooses among finding, lesson, good_practice, recommendation, consideration,\n"
    "concern and missed_opportunity.",
    statements_main, long_options};

const command command_events = {
    "events", "dated events of chronologies and narratives",
    "events LIBRARY [QUESTION...] [--json|--csv] [--limit N]\n\n"
    "Dated events in passages chosen by the question (all, without one), as printed and as the\n"
    "days that bound them. A date that the text does not settle is shown as not resolved.",
    events_main, long_options};

const command command_explain = {
    "explain", "why a passage has its tags: rule, words, polarity, level",
    "explain LIBRARY|FILE [QUESTION...] [--json|--csv] [--limit N]\n\n"
    "Prints each tag in the passages chosen by the question (all, without one) with the rule that\n"
    "gave it, the words that matched, and what decided its polarity and level. A FILE that is no\n"
    "library is read first.",
    explain_main, long_options};
