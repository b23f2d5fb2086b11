/* analyse.c - how to ask what the reviews of a library say together. Usage: analyse LIBRARY THEME */
#include <stdio.h>
#include <string.h>

#include <scrl/export.h>

#define NUMBER(n) ((unsigned long long)(n))

/* Which themes stand with this one, and how often that would be chance. */
static void with_which(scrl_library *library, const char *theme)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    scrl_pair pair = SCRL_PAIR_INIT;
    options.theme = theme;
    options.least = 1;
    if (scrl_cooccur_new(library, "", &options, &analysis) != 0)
        return;
    while (scrl_cooccur_next(analysis, &pair) == 1)
        printf("with %s: %llu passages, %.1f expected of %llu, q %.3f%s\n", pair.b, NUMBER(pair.together),
               pair.expected, NUMBER(pair.units), pair.q, pair.few ? " (few)" : "");
    scrl_analysis_free(analysis);
}

static void by_year(scrl_library *library, const char *question)
{
    scrl_analysis *analysis = NULL;
    scrl_year year = SCRL_YEAR_INIT;
    if (scrl_trend_new(library, question, NULL, &analysis) != 0)
        return;
    while (scrl_trend_next(analysis, &year) == 1)
        printf("%u: %llu of %llu reviews\n", year.year, NUMBER(year.with), NUMBER(year.reviews));
    scrl_analysis_free(analysis);
}

static void agencies(scrl_library *library, const char *question)
{
    scrl_analysis *analysis = NULL;
    scrl_cell cell = SCRL_CELL_INIT;
    if (scrl_table_new(library, question, "agency", "polarity", &analysis) != 0)
        return;
    while (scrl_table_next(analysis, &cell) == 1)
        printf("%s, %s: %llu of %llu passages\n", cell.row, cell.column, NUMBER(cell.passages),
               NUMBER(cell.row_passages));
    scrl_analysis_free(analysis);
}

static void early_and_late(scrl_library *library)
{
    scrl_analysis *analysis = NULL;
    scrl_contrast c = SCRL_CONTRAST_INIT;
    if (scrl_compare_new(library, "year:..2015", "year:2016..", NULL, &analysis) != 0)
        return;
    while (scrl_compare_next(analysis, &c) == 1)
        printf("%s: %llu of %llu reviews, then %llu of %llu\n", c.value, NUMBER(c.a), NUMBER(c.a_units), NUMBER(c.b),
               NUMBER(c.b_units));
    scrl_analysis_free(analysis);
}

static void said_before(scrl_library *library, const char *question)
{
    scrl_analysis *analysis = NULL;
    scrl_recurrence said = SCRL_RECURRENCE_INIT;
    if (scrl_recur_new(library, question, NULL, &analysis) != 0)
        return;
    while (scrl_recur_next(analysis, &said) == 1)
        printf("%s said much the same as %s (%s): %s\n", said.statement->title, said.before->title, said.order,
               said.words);
    scrl_analysis_free(analysis);
}

static int to_stdout(void *user, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, user) == len ? 0 : -1;
}

/* Words in context, as CSV for another program. */
static void in_context(scrl_context *ctx, scrl_library *library, const char *words)
{
    scrl_analysis *analysis = NULL;
    scrl_line line = SCRL_LINE_INIT;
    if (scrl_concordance_new(library, words, NULL, &analysis) != 0)
        return;
    scrl_export_row(ctx, SCRL_RECORD_LINE, NULL, to_stdout, stdout);
    while (scrl_concordance_next(analysis, &line) == 1)
        scrl_export_row(ctx, SCRL_RECORD_LINE, &line, to_stdout, stdout);
    scrl_analysis_free(analysis);
}

/* Messages about the theme, and for each the reviews most like the one that it comes from. */
static int messages(scrl_library *library, const char *theme)
{
    scrl_analysis *analysis = NULL, *like = NULL;
    scrl_message message = SCRL_MESSAGE_INIT;
    scrl_likeness review = SCRL_LIKENESS_INIT;
    scrl_totals totals = SCRL_TOTALS_INIT;
    if (scrl_brief_new(library, theme, "", 0, &analysis) != 0)
        return 0;
    while (scrl_brief_next(analysis, &message) == 1) {
        printf("%s %u: %s\n  %s, page %u\n  %s\n", message.group, message.rank, message.statement->text,
               message.statement->title, message.statement->page, message.why);
        if (scrl_similar_new(library, message.statement->review, "", 1, &like) != 0)
            continue;
        while (scrl_similar_next(like, &review) == 1)
            printf("  most like it: %s\n", review.review->title);
        scrl_analysis_free(like);
    }
    scrl_analysis_totals(analysis, &totals);
    printf("chosen from %llu statements\n", NUMBER(totals.statements));
    scrl_analysis_free(analysis);
    return totals.statements > 0;
}

int main(int argc, char **argv)
{
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    scrl_library *library = NULL;
    char question[128];
    int found = 0;
    if (argc != 3 || scrl_context_new(NULL, &ctx) != 0)
        return 2;
    options.read_only = 1;
    snprintf(question, sizeof(question), "theme:%.100s", argv[2]);
    if (scrl_library_open(ctx, argv[1], &options, &library) == 0) {
        with_which(library, argv[2]);
        by_year(library, question);
        agencies(library, question);
        early_and_late(library);
        said_before(library, question);
        in_context(ctx, library, "supervision");
        found = messages(library, argv[2]);
    }
    scrl_library_close(library);
    scrl_context_free(ctx);
    return found ? 0 : 1;
}
