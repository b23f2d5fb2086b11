/* counts.c - scrl cooccur, trend, table and compare: what the reviews of a library say together, in numbers. */
#include <stdlib.h>
#include <string.h>

#include "analysis.h"

#define FORMATS                                                                                                        \
    {"json", no_argument, NULL, 'J'},                                                                                  \
    {                                                                                                                  \
        "csv", no_argument, NULL, 'V'                                                                                  \
    }
#define NUMBER(n) ((unsigned long long)(n))

static const char *const within_names[] = {"passage", "section", "review"};

static bool parse_within(const char *text, scrl_within *out)
{
    int number;
    bool known = parse_name(text, within_names, 3, &number);
    if (known)
        *out = (scrl_within)number;
    return known;
}

static const char *few_mark(int few)
{
    return few != 0 ? "  few" : "";
}

/* A chance as people read it. */
static void print_chance(double p)
{
    if (p < 0.0001)
        printf(" %8s", "<0.0001");
    else
        printf(" %8.4f", p);
}

static void note_undated(const scrl_totals *totals)
{
    if (totals->without_text > 0)
        say("%llu reviews of the library have no text and are in no figure", NUMBER(totals->without_text));
}

/* ---- cooccur ---- */

static const struct option cooccur_options[] = {{"within", required_argument, NULL, 'w'},
                                                {"theme", required_argument, NULL, 't'},
                                                {"polarity", required_argument, NULL, 'p'},
                                                {"least", required_argument, NULL, 'n'},
                                                {"limit", required_argument, NULL, 'l'},
                                                FORMATS,
                                                {0}};

static int next_pair(scrl_analysis *analysis, void *record)
{
    return scrl_cooccur_next(analysis, record);
}

/* 'user' is the name of what is counted. */
static void head_pairs(const scrl_totals *totals, void *user)
{
    printf("%llu %ss with a theme, of %llu reviews\n", NUMBER(totals->units), (const char *)user,
           NUMBER(totals->reviews));
    printf("%-30s %-30s %8s %8s %6s %7s %7s %8s\n", "theme", "with", "together", "expected", "lift", "overlap",
           "reviews", "q");
}

static void print_pair(run *r, const void *record, void *user)
{
    const scrl_pair *p = record;
    (void)r;
    (void)user;
    printf("%-30s %-30s %8llu %8.1f %6.1f %6.0f%% %7llu", p->a, p->b, NUMBER(p->together), p->expected, p->lift,
           100 * p->overlap, NUMBER(p->reviews));
    print_chance(p->q);
    printf("%s\n", few_mark(p->few));
}

static void foot_pairs(const scrl_totals *totals, uint64_t shown, bool more)
{
    if (more)
        say("%llu pairs shown, there are more (--limit 0 shows all)", NUMBER(shown));
    say("q: Fisher's exact test, corrected for %llu pairs; few: together fewer than 5 times or in fewer than 3 reviews",
        NUMBER(totals->tests));
    note_undated(totals);
}

static int cooccur_main(run *r, int argc, char **argv)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    uint64_t limit = 25;
    int option;
    while ((option = getopt_long(argc, argv, "+", cooccur_options, NULL)) != -1) {
        if (option == 't')
            options.theme = optarg;
        else if (option == 'p')
            options.polarity = optarg;
        else if (!take_format(r, option) && !(option == 'w' && parse_within(optarg, &options.within)) &&
                 !(option == 'n' && parse_count(optarg, &options.least)) &&
                 !(option == 'l' && parse_count(optarg, &limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 1)
        return usage_error(r, "a library is needed");
    scrl_library *library = NULL;
    scrl_analysis *analysis = NULL;
    scrl_pair pair = SCRL_PAIR_INIT;
    char within[16];
    snprintf(within, sizeof(within), "%s", within_names[options.within]);
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 1);
    report how = {SCRL_RECORD_PAIR, &pair, next_pair, head_pairs, print_pair, foot_pairs, within};
    int status = scrl_cooccur_new(library, question != NULL ? question : "", &options, &analysis);
    code = print_analysis(r, status, analysis, &how, limit);
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_cooccur = {
    "cooccur", "themes that stand together more, or less, often than by chance",
    "cooccur LIBRARY [QUESTION...] [OPTION...]\n\n"
    "Pairs of themes in the passages chosen by the question (all, without one): how often they\n"
    "stand together, how often they would by chance, and how surprising that is.\n\n"
    "  --within W      passage (default), section or review: where both must stand\n"
    "  --theme ID      pairs with this theme alone\n"
    "  --polarity P    tags of this polarity alone: problem, good, recommended, neutral\n"
    "  --least N       pairs that stand together at least so often (default 3)\n"
    "  --limit N       most pairs shown (default 25; 0: all)\n"
    "  --json, --csv   one JSON object, or one row of CSV, a pair",
    cooccur_main, cooccur_options};

/* ---- trend ---- */

static const struct option trend_options[] = {{"among", required_argument, NULL, 'a'},
                                              {"by", required_argument, NULL, 'b'},
                                              {"limit", required_argument, NULL, 'l'},
                                              FORMATS,
                                              {0}};

static int next_year(scrl_analysis *analysis, void *record)
{
    return scrl_trend_next(analysis, record);
}

/* 'user' is the value that was printed last. */
static void print_year(run *r, const void *record, void *user)
{
    const scrl_year *y = record;
    char *last = user, year[16] = "no date";
    (void)r;
    if (strcmp(last, y->value) != 0) {
        if (y->value[0] != '\0')
            printf("%s%s\n", last[0] != '\1' ? "\n" : "", y->value);
        snprintf(last, 256, "%s", y->value);
    }
    if (y->year > 0)
        snprintf(year, sizeof(year), "%u", y->year);
    printf("%-8s %5llu of %5llu reviews %5.0f %%  (%3.0f to %3.0f %%)  %6llu passages%s\n", year, NUMBER(y->with),
           NUMBER(y->reviews), 100 * y->share, 100 * y->low, 100 * y->high, NUMBER(y->passages), few_mark(y->few));
}

static void foot_years(const scrl_totals *totals, uint64_t shown, bool more)
{
    (void)shown;
    (void)more;
    say("years of publication; in brackets the 95 %% interval of the share (Wilson); few: fewer than 10 reviews that "
        "year");
    note_undated(totals);
}

static int trend_main(run *r, int argc, char **argv)
{
    scrl_trend_options options = SCRL_TREND_OPTIONS_INIT;
    options.limit = 10;
    int option;
    while ((option = getopt_long(argc, argv, "+", trend_options, NULL)) != -1) {
        if (option == 'a')
            options.among = optarg;
        else if (option == 'b')
            options.field = optarg;
        else if (!take_format(r, option) && !(option == 'l' && parse_count(optarg, &options.limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 1)
        return usage_error(r, "a library is needed");
    scrl_library *library = NULL;
    scrl_analysis *analysis = NULL;
    scrl_year year = SCRL_YEAR_INIT;
    char last[256] = "\1";
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 1);
    report how = {SCRL_RECORD_YEAR, &year, next_year, NULL, print_year, foot_years, last};
    int status = scrl_trend_new(library, question != NULL ? question : "", &options, &analysis);
    code = print_analysis(r, status, analysis, &how, 0);
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_trend = {
    "trend", "how many of the reviews of each year speak of something",
    "trend LIBRARY [QUESTION...] [OPTION...]\n\n"
    "For each year of publication the reviews with a passage that the question chooses, of all\n"
    "reviews of that year. Reviews without a printed date stand apart.\n\n"
    "  --among Q       count among the reviews that this question chooses, not among all\n"
    "  --by FIELD      one series for each value of a field, such as theme or agency\n"
    "  --limit N       with --by: most values, those in most reviews (default 10; 0: all)\n"
    "  --json, --csv   one JSON object, or one row of CSV, a year",
    trend_main, trend_options};

/* ---- table ---- */

static const struct option table_options[] = {{"limit", required_argument, NULL, 'l'}, FORMATS, {0}};

static int next_cell(scrl_analysis *analysis, void *record)
{
    return scrl_table_next(analysis, record);
}

/* 'user' is the row that was printed last. */
static void print_cell(run *r, const void *record, void *user)
{
    const scrl_cell *c = record;
    char *last = user;
    (void)r;
    if (strcmp(last, c->row) != 0) {
        printf("%s: %llu of %llu passages, %llu of %llu reviews\n", c->row, NUMBER(c->row_passages),
               NUMBER(c->all_passages), NUMBER(c->row_reviews), NUMBER(c->all_reviews));
        snprintf(last, 256, "%s", c->row);
    }
    printf("  %-34s %6llu of %6llu passages %5llu of %5llu reviews%s\n", c->column, NUMBER(c->passages),
           NUMBER(c->column_passages), NUMBER(c->reviews), NUMBER(c->column_reviews), few_mark(c->few));
}

static void foot_cells(const scrl_totals *totals, uint64_t shown, bool more)
{
    if (more)
        say("%llu cells shown, there are more (--limit 0 shows all)", NUMBER(shown));
    say("a cell counts passages that have both values, of all with the column's; few: in fewer than 3 reviews");
    note_undated(totals);
}

static int table_main(run *r, int argc, char **argv)
{
    uint64_t limit = 0;
    int option;
    while ((option = getopt_long(argc, argv, "+", table_options, NULL)) != -1) {
        if (!take_format(r, option) && !(option == 'l' && parse_count(optarg, &limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 3)
        return usage_error(r, "a library and two fields are needed");
    scrl_library *library = NULL;
    scrl_analysis *analysis = NULL;
    scrl_cell cell = SCRL_CELL_INIT;
    char last[256] = "";
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    char *question = join_question(argc, argv, optind + 3);
    report how = {SCRL_RECORD_CELL, &cell, next_cell, NULL, print_cell, foot_cells, last};
    int status =
        scrl_table_new(library, question != NULL ? question : "", argv[optind + 1], argv[optind + 2], &analysis);
    code = print_analysis(r, status, analysis, &how, limit);
    free(question);
    scrl_library_close(library);
    return code;
}

const command command_table = {
    "table", "one field by another, such as agency by theme",
    "table LIBRARY ROWS COLUMNS [QUESTION...] [OPTION...]\n\n"
    "Crosses two fields over the passages chosen by the question (all, without one): theme, agency,\n"
    "role, kind, type, year, nation, area, polarity, level. Cells that are 0 are left out.\n\n"
    "  --limit N       most cells shown (default: all)\n"
    "  --json, --csv   one JSON object, or one row of CSV, a cell",
    table_main, table_options};

/* ---- compare ---- */

static const struct option compare_options[] = {{"by", required_argument, NULL, 'b'},
                                                {"within", required_argument, NULL, 'w'},
                                                {"least", required_argument, NULL, 'n'},
                                                {"limit", required_argument, NULL, 'l'},
                                                FORMATS,
                                                {0}};

static int next_contrast(scrl_analysis *analysis, void *record)
{
    return scrl_compare_next(analysis, record);
}

static void head_contrasts(const scrl_totals *totals, void *user)
{
    (void)user;
    printf("A: %llu passages of %llu reviews; B: %llu passages of %llu reviews\n", NUMBER(totals->passages),
           NUMBER(totals->reviews), NUMBER(totals->other_passages), NUMBER(totals->other_reviews));
    printf("%-34s %18s %18s %8s %8s\n", "", "A", "B", "A : B", "q");
}

static void print_contrast(run *r, const void *record, void *user)
{
    const scrl_contrast *c = record;
    (void)r;
    (void)user;
    printf("%-34s %6llu of %5llu %2.0f%% %6llu of %5llu %2.0f%%", c->value, NUMBER(c->a), NUMBER(c->a_units),
           100 * c->a_share, NUMBER(c->b), NUMBER(c->b_units), 100 * c->b_share);
    if (c->a > 0 && c->b > 0)
        printf(" %8.2f", c->ratio);
    else
        printf(" %8s", c->a > 0 ? "only A" : "only B");
    print_chance(c->q);
    printf("%s\n", few_mark(c->few));
}

static void foot_contrasts(const scrl_totals *totals, uint64_t shown, bool more)
{
    if (more)
        say("%llu values shown, there are more (--limit 0 shows all)", NUMBER(shown));
    if (totals->in_both > 0)
        say("%llu that both questions choose are left out of both; --within passage compares smaller parts",
            NUMBER(totals->in_both));
    say("q: Fisher's exact test, corrected for %llu values; few: fewer than 5 with the value, or fewer than 10 in A or "
        "in B",
        NUMBER(totals->tests));
    note_undated(totals);
}

static int compare_main(run *r, int argc, char **argv)
{
    scrl_compare_options options = SCRL_COMPARE_OPTIONS_INIT;
    uint64_t limit = 25;
    int option;
    while ((option = getopt_long(argc, argv, "+", compare_options, NULL)) != -1) {
        if (option == 'b')
            options.field = optarg;
        else if (!take_format(r, option) && !(option == 'w' && parse_within(optarg, &options.within)) &&
                 !(option == 'n' && parse_count(optarg, &options.least)) &&
                 !(option == 'l' && parse_count(optarg, &limit)))
            return usage_error(r, "wrong option");
    }
    if (argc - optind != 3)
        return usage_error(r, "a library and two questions, each as one argument, are needed");
    scrl_library *library = NULL;
    scrl_analysis *analysis = NULL;
    scrl_contrast contrast = SCRL_CONTRAST_INIT;
    int code = open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    report how = {SCRL_RECORD_CONTRAST, &contrast, next_contrast, head_contrasts, print_contrast, foot_contrasts, NULL};
    int status = scrl_compare_new(library, argv[optind + 1], argv[optind + 2], &options, &analysis);
    code = print_analysis(r, status, analysis, &how, limit);
    scrl_library_close(library);
    return code;
}

const command command_compare = {
    "compare", "what stands in a larger share of one set of reviews than of another",
    "compare LIBRARY QUESTION_A QUESTION_B [OPTION...]\n\n"
    "Compares what two questions choose, such as nation:wales and nation:england: the share of the\n"
    "reviews of each with a theme, the ratio of the two, and how surprising it is.\n\n"
    "  --by FIELD      theme (default), agency, role, kind ..., or word\n"
    "  --within W      review (default), section or passage: what is counted. Passages of one review\n"
    "                  are not independent, so that passages make chance look like difference\n"
    "  --least N       values that at least so many have, A and B together (default 3)\n"
    "  --limit N       most values shown (default 25; 0: all)\n"
    "  --json, --csv   one JSON object, or one row of CSV, a value",
    compare_main, compare_options};
