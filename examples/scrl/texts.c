/* texts.c - scrl recur, similar, concordance and brief: what was said before, what is like what, and in which words. */
#include <stdlib.h>
#include <string.h>

#include "analysis.h"

#define FORMATS                                                                                                        \
    {"json", no_argument, NULL, 'J'},                                                                                  \
    {                                                                                                                  \
        "csv", no_argument, NULL, 'V'                                                                                  \
    }
#define NUMBER(n) ((unsigned long long)(n))

/* Prints "Title (type, date), page 7, 4.2 Heading [role]" and the words of a statement, each on a line of its own. */
static void print_statement(const run *r, const scrl_hit *hit, const char *indent)
{
    fputs(indent, stdout);
    print_review(r, hit);
    printf("\n%s", indent);
    printf("%s%s", hit->kind, hit->label[0] != '\0' ? ", " : "");
    print_string(hit->label);
    fputs(", ", stdout);
    print_place(hit);
    printf("\n%s", indent);
    print_text(hit->text, hit->text_len);
    fputc('\n', stdout);
}

static void print_reason(const char *name, const char *items)
{
    if (items[0] == '\0')
        return;
    printf("; %s: ", name);
    print_string(items);
}

static bool parse_share(const char *text, double *out)
{
    char *end = NULL;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && *out > 0 && *out <= 1;
}

/* ---- recur ---- */

static const struct option recur_options[] = {{"each", required_argument, NULL, 'e'},
                                              {"least", required_argument, NULL, 'n'},
                                              {"limit", required_argument, NULL, 'l'},
                                              FORMATS,
                                              {0}};

static int next_recurrence(scrl_analysis *analysis, void *record)
{
    return scrl_recur_next(analysis, record);
}

/* 'user' names the statement that was printed last: its review and number. */
static void print_recurrence(run *r, const void *record, void *user)
{
    const scrl_recurrence *x = record;
    char *last = user, name[128];
    snprintf(name, sizeof(name), "%.64s/%u", x->statement->review, x->statement->ordinal);
    if (strcmp(name, last) != 0) {
        fputs(last[0] != '\0' ? "\n" : "", stdout);
        print_statement(r, x->statement, "");
        strcpy(last, name);
    }
    printf("  %s, %.2f alike; words: ", strcmp(x->order, "earlier") == 0 ? "said before" : "said too, order not known",
           x->similarity);
    print_string(x->words);
    print_reason("themes", x->themes);
    print_reason("to", x->addressees);
    fputc('\n', stdout);
    print_statement(r, x->before, "    ");
}

static void foot_recurrences(const scrl_totals *totals, uint64_t shown, bool more)
{
    if (more)
        say("%llu pairs shown, there are more (--limit 0 shows all)", NUMBER(shown));
    say("of %llu statements %llu have an earlier one like them; %llu stand in a review without a printed date",
        NUMBER(totals->statements), NUMBER(totals->repeated), NUMBER(totals->undated_statements));
}

static int recur_main(run *r, int argc, char **argv)
{
    scrl_recur_options options = SCRL_RECUR_OPTIONS_INIT;
    uint64_t limit = 25;
    int option;
    while ((option = getopt_long(argc, argv, "+", recur_options, NULL)) != -1) {
        if (!take_format(r, option) && !(option == 'e' && parse_count(optarg, &options.each)) &&
            !(option == 'n' && parse_share(optarg, &options.least)) && !(option == 'l' && parse_count(optarg, &limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 1)
        return usage_error(r, "a library is needed");
    scrl_library *library = NULL;
    scrl_analysis *analysis = NULL;
    scrl_recurrence record = SCRL_RECURRENCE_INIT;
    char last[128] = "";
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 1);
    report how = {SCRL_RECORD_RECURRENCE, &record, next_recurrence, NULL, print_recurrence, foot_recurrences, last};
    int status = scrl_recur_new(library, question != NULL ? question : "", &options, &analysis);
    code = print_analysis(r, status, analysis, &how, limit);
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_recur = {
    "recur", "findings and recommendations that were made before, in other reviews",
    "recur LIBRARY [QUESTION...] [OPTION...]\n\n"
    "For each statement chosen by the question (as scrl statements chooses them) the nearest ones\n"
    "of other reviews that were published earlier, with what the two share. Where a date is\n"
    "missing, or the dates do not tell which came first, the pair says so.\n\n"
    "  --each N        most earlier statements for one (default 3)\n"
    "  --least S       smallest likeness, from 0 to 1 (default 0.3)\n"
    "  --limit N       most pairs shown (default 25; 0: all)\n"
    "  --json, --csv   one JSON object, or one row of CSV, a pair",
    recur_main, recur_options};

/* ---- similar ---- */

static const struct option similar_options[] = {{"limit", required_argument, NULL, 'l'}, FORMATS, {0}};

static int next_likeness(scrl_analysis *analysis, void *record)
{
    return scrl_similar_next(analysis, record);
}

static void print_likeness(run *r, const void *record, void *user)
{
    const scrl_likeness *x = record;
    (void)user;
    printf("%.2f  ", x->likeness);
    print_review(r, x->review);
    printf("\n      %.12s  by words %.2f, by themes %.2f\n", x->review->review, x->text, x->by_themes);
    if (x->words[0] != '\0') {
        fputs("      words:  ", stdout);
        print_string(x->words);
        fputc('\n', stdout);
    }
    if (x->themes[0] != '\0')
        printf("      themes: %s\n", x->themes);
}

static int similar_main(run *r, int argc, char **argv)
{
    uint64_t limit = 10;
    int option;
    while ((option = getopt_long(argc, argv, "+", similar_options, NULL)) != -1) {
        if (!take_format(r, option) && !(option == 'l' && parse_count(optarg, &limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 2)
        return usage_error(r, "a library and the beginning of a review's id are needed");
    scrl_library *library = NULL;
    scrl_analysis *analysis = NULL;
    scrl_likeness record = SCRL_LIKENESS_INIT;
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 2);
    report how = {SCRL_RECORD_LIKENESS, &record, next_likeness, NULL, print_likeness, NULL, NULL};
    int status = scrl_similar_new(library, argv[optind + 1], question != NULL ? question : "",
                                  limit > 0 ? limit : UINT64_MAX, &analysis);
    code = print_analysis(r, status, analysis, &how, 0);
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_similar = {
    "similar", "reviews like one, by its words and themes",
    "similar LIBRARY REVIEW [QUESTION...] [OPTION...]\n\n"
    "REVIEW is the id of a review or the beginning of it. Of the reviews with a passage that the\n"
    "question chooses (all, without one), those most like it, with what they share.\n\n"
    "  --limit N       most reviews shown (default 10; 0: all)\n"
    "  --json, --csv   one JSON object, or one row of CSV, a review",
    similar_main, similar_options};

/* ---- concordance ---- */

static const struct option concordance_options[] = {{"sort", required_argument, NULL, 's'},
                                                    {"width", required_argument, NULL, 'w'},
                                                    {"limit", required_argument, NULL, 'l'},
                                                    FORMATS,
                                                    {0}};

static int next_line(scrl_analysis *analysis, void *record)
{
    return scrl_concordance_next(analysis, record);
}

/* Characters of UTF-8, as columns of a terminal. */
static int columns_of(const char *text)
{
    int columns = 0;
    for (; *text != '\0'; text++)
        columns += ((unsigned char)*text & 0xC0) != 0x80;
    return columns;
}

/* 'user' is the width of the left part. */
static void print_line(run *r, const void *record, void *user)
{
    const scrl_line *x = record;
    const uint32_t *width = user;
    int gap = (int)*width - columns_of(x->left);
    printf("%*s", gap > 0 ? gap : 0, "");
    print_string(x->left);
    fputs(r->colour ? "\033[1;33m" : "[", stdout);
    print_string(x->key);
    fputs(r->colour ? "\033[0m" : "]", stdout);
    print_string(x->right);
    gap = (int)*width - columns_of(x->right);
    printf("%*s  %.8s", gap > 0 ? gap : 0, "", x->hit->review);
    if (x->hit->page > 0)
        printf(" page %u", x->hit->page);
    fputc('\n', stdout);
}

static void foot_lines(const scrl_totals *totals, uint64_t shown, bool more)
{
    (void)more;
    say("%llu of %llu places shown, in %llu passages of %llu reviews", NUMBER(shown), NUMBER(totals->found),
        NUMBER(totals->passages), NUMBER(totals->reviews));
}

static int concordance_main(run *r, int argc, char **argv)
{
    static const char *const sorts[] = {"place", "left", "right", "key"};
    scrl_concordance_options options = SCRL_CONCORDANCE_OPTIONS_INIT;
    uint64_t width = 60;
    int option, sort = 0;
    options.limit = 50;
    while ((option = getopt_long(argc, argv, "+", concordance_options, NULL)) != -1) {
        if (!take_format(r, option) && !(option == 's' && parse_name(optarg, sorts, 4, &sort)) &&
            !(option == 'w' && parse_count(optarg, &width) && width <= 10000) &&
            !(option == 'l' && parse_count(optarg, &options.limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 2)
        return usage_error(r, "a library and a question are needed");
    options.sort = (scrl_line_sort)sort;
    options.width = (uint32_t)width;
    scrl_library *library = NULL;
    scrl_analysis *analysis = NULL;
    scrl_line record = SCRL_LINE_INIT;
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 1);
    report how = {SCRL_RECORD_LINE, &record, next_line, NULL, print_line, foot_lines, &options.width};
    int status = scrl_concordance_new(library, question != NULL ? question : "", &options, &analysis);
    code = print_analysis(r, status, analysis, &how, 0);
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_concordance = {
    "concordance", "every place of a word or phrase, with what stands around it",
    "concordance LIBRARY QUESTION... [OPTION...]\n\n"
    "A line for each place where words of the question stand, with the review and page.\n\n"
    "  --sort S        place (default), left (by the words before), right (by the words after), key\n"
    "  --width N       most characters on each side (default 60)\n"
    "  --limit N       most lines shown (default 50; 0: all)\n"
    "  --json, --csv   one JSON object, or one row of CSV, a line",
    concordance_main, concordance_options};

/* ---- brief ---- */

static const struct option brief_options[] = {{"each", required_argument, NULL, 'e'}, FORMATS, {0}};

static int next_message(scrl_analysis *analysis, void *record)
{
    return scrl_brief_next(analysis, record);
}

/* 'user' is the group that was printed last. */
static void print_message(run *r, const void *record, void *user)
{
    static const char *const names[][2] = {{"finding", "Findings, lessons, concerns"},
                                           {"recommendation", "Recommendations"},
                                           {"good_practice", "Good practice"}};
    const scrl_message *x = record;
    char *last = user;
    if (strcmp(last, x->group) != 0) {
        for (size_t i = 0; i < 3; i++) {
            if (strcmp(names[i][0], x->group) == 0)
                printf("%s%s: %llu about the theme, in %llu reviews\n\n", last[0] != '\0' ? "\n" : "", names[i][1],
                       NUMBER(x->candidates), NUMBER(x->candidate_reviews));
        }
        snprintf(last, 32, "%s", x->group);
    }
    printf("%u. ", x->rank);
    print_text(x->statement->text, x->statement->text_len);
    fputs("\n   ", stdout);
    print_review(r, x->statement);
    fputs(", ", stdout);
    print_place(x->statement);
    printf("\n   chosen since: %s\n", x->why);
}

static int brief_main(run *r, int argc, char **argv)
{
    uint64_t each = 3;
    int option;
    while ((option = getopt_long(argc, argv, "+", brief_options, NULL)) != -1) {
        if (!take_format(r, option) && !(option == 'e' && parse_count(optarg, &each)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 2)
        return usage_error(r, "a library and a theme are needed");
    scrl_library *library = NULL;
    scrl_analysis *analysis = NULL;
    scrl_message record = SCRL_MESSAGE_INIT;
    char last[32] = "";
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 2);
    report how = {SCRL_RECORD_MESSAGE, &record, next_message, NULL, print_message, NULL, last};
    int status = scrl_brief_new(library, argv[optind + 1], question != NULL ? question : "", each, &analysis);
    code = print_analysis(r, status, analysis, &how, 0);
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_brief = {
    "brief", "key messages about a theme, in the reviews' own words",
    "brief LIBRARY THEME [QUESTION...] [OPTION...]\n\n"
    "Up to three findings, recommendations and statements of good practice about a theme, in the\n"
    "passages that the question chooses (all, without one): first what most other reviews say\n"
    "too, no two that say much the same, each with its source and why it was chosen.\n\n"
    "  --each N        most in each group (default 3)\n"
    "  --json, --csv   one JSON object, or one row of CSV, a message",
    brief_main, brief_options};
