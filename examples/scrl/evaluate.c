/* evaluate.c - scrl evaluate: how far scrl agrees with reviews that people have coded by hand. */
#include <math.h>
#include <string.h>

#include "cli.h"

/* What is shown beside the table over all files. */
enum breakdown { BY_NOTHING, BY_FIELD, BY_REVIEW };

typedef struct view {
    enum breakdown by;
    uint64_t disagreements; /* most of one measure and file that are listed */
    bool list;              /* whether they are listed */
    bool ocr;               /* whether pages without text are read from their picture */
} view;

static void print_ratio(double value)
{
    if (isnan(value))
        printf(" %9s", "-");
    else
        printf(" %9.3f", value);
}

static void print_head(const char *title)
{
    printf("%-34s %7s %7s %7s %9s %9s %9s %9s\n", title, "gold", "found", "right", "precision", "recall", "F1",
           "kappa");
}

static void print_measure(const scrl_measure *m)
{
    char name[128];
    if (m->group[0] == '\0')
        snprintf(name, sizeof(name), "%s", m->measure);
    else
        snprintf(name, sizeof(name), "  %s", m->group);
    printf("%-34s %7llu %7llu %7llu", name, (unsigned long long)m->gold, (unsigned long long)m->found,
           (unsigned long long)m->right);
    print_ratio(m->precision);
    print_ratio(m->recall);
    print_ratio(m->f1);
    print_ratio(m->kappa);
    fputc('\n', stdout);
}

/* Kinds of statements and bands of confidence are always told apart. */
static bool shows_groups(const char *measure)
{
    return strcmp(measure, "statement") == 0 || strcmp(measure, "theme_confidence") == 0;
}

/* The measures of one file, or with SCRL_NONE of all together. */
static void print_table(const scrl_evaluation *evaluation, uint32_t file, bool groups)
{
    scrl_measure m = SCRL_MEASURE_INIT;
    for (size_t i = 0; scrl_evaluation_measure(evaluation, i, &m) == 0; i++) {
        if (m.file == file && (m.group[0] == '\0' || groups || shows_groups(m.measure)))
            print_measure(&m);
    }
}

static void print_file_name(const scrl_evaluation_file *file)
{
    print_string(file->gold);
    if (file->name[0] != '\0') {
        fputc('/', stdout);
        print_string(file->name);
    }
}

/* One file a line: what most people look for. */
static void print_summary(const scrl_evaluation *evaluation)
{
    static const char *const columns[] = {"heading", "heading_role", "statement", "event", "field", "theme"};
    scrl_evaluation_file file = SCRL_EVALUATION_FILE_INIT;
    printf("\n%8s %8s %9s %8s %8s %8s  %s\n", "headings", "roles", "statement", "events", "fields", "themes",
           "F1 (roles: recall) of each file");
    for (size_t i = 0; scrl_evaluation_file_get(evaluation, i, &file) == 0; i++) {
        if (file.status != 0)
            continue;
        for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
            scrl_measure m = SCRL_MEASURE_INIT;
            double value = (double)NAN;
            for (size_t j = 0; scrl_evaluation_measure(evaluation, j, &m) == 0; j++) {
                if (m.file == i && m.group[0] == '\0' && strcmp(m.measure, columns[c]) == 0)
                    value = isnan(m.f1) ? m.recall : m.f1;
            }
            printf("%*.3f ", c == 2 ? 9 : 8, value);
        }
        fputc(' ', stdout);
        print_file_name(&file);
        fputc('\n', stdout);
    }
}

static void print_each_file(const scrl_evaluation *evaluation)
{
    scrl_evaluation_file file = SCRL_EVALUATION_FILE_INIT;
    for (size_t i = 0; scrl_evaluation_file_get(evaluation, i, &file) == 0; i++) {
        if (file.status != 0)
            continue;
        fputc('\n', stdout);
        print_file_name(&file);
        fputc('\n', stdout);
        print_head("measure");
        print_table(evaluation, (uint32_t)i, false);
    }
}

/* The bytes of a text's beginning that are shown: at most 'most', whole characters. */
static size_t beginning(const char *text, size_t most)
{
    size_t len = strnlen(text, most);
    while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    return len;
}

static void print_disagreement(const scrl_disagreement *d)
{
    printf("  %-6s %s", d->what, d->measure);
    if (d->group[0] != '\0')
        printf(" %s", d->group);
    if (d->page > 0)
        printf(", page %u", d->page);
    if (d->gold[0] != '\0' || d->found[0] != '\0') {
        fputs(": gold ", stdout);
        print_string(d->gold[0] != '\0' ? d->gold : "nothing");
        fputs(", found ", stdout);
        print_string(d->found[0] != '\0' ? d->found : "nothing");
    }
    if (d->text[0] != '\0') {
        fputs("\n         ", stdout);
        print_text(d->text, beginning(d->text, 160));
    }
    fputc('\n', stdout);
}

/* The first so many disagreements of each measure, file by file. */
static void print_disagreements(const scrl_evaluation *evaluation, uint64_t most)
{
    scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
    scrl_evaluation_file file = SCRL_EVALUATION_FILE_INIT;
    uint32_t last_file = SCRL_NONE;
    const char *last_measure = "";
    uint64_t listed = 0;
    for (size_t i = 0; scrl_evaluation_disagreement(evaluation, i, &d) == 0; i++) {
        if (d.file != last_file) {
            scrl_evaluation_file_get(evaluation, d.file, &file);
            fputc('\n', stdout);
            print_file_name(&file);
            fputc('\n', stdout);
        }
        listed = d.file == last_file && strcmp(d.measure, last_measure) == 0 ? listed + 1 : 1;
        last_file = d.file;
        last_measure = d.measure;
        if (most == 0 || listed <= most)
            print_disagreement(&d);
    }
}

static void print_evaluation(const scrl_evaluation *evaluation, const view *v)
{
    print_head("all files together");
    print_table(evaluation, SCRL_NONE, v->by == BY_FIELD);
    if (v->by == BY_REVIEW)
        print_each_file(evaluation);
    else
        print_summary(evaluation);
    if (v->list)
        print_disagreements(evaluation, v->disagreements);
}

/* Names what could not be read; EXIT_PARTLY when there was anything. */
static int report_failures(const scrl_evaluation *evaluation)
{
    scrl_evaluation_file file = SCRL_EVALUATION_FILE_INIT;
    int code = EXIT_DONE;
    for (size_t i = 0; scrl_evaluation_file_get(evaluation, i, &file) == 0; i++) {
        if (file.status == 0)
            continue;
        say("%s%s%s: %s", file.gold, file.name[0] != '\0' ? "/" : "", file.name, file.message);
        code = EXIT_PARTLY;
    }
    return code;
}

static int evaluate(run *r, const scrl_themes *themes, const scrl_structure *structure, char **folders, int count,
                    const view *v)
{
    scrl_evaluation_options options = SCRL_EVALUATION_OPTIONS_INIT;
    scrl_evaluation *evaluation = NULL;
    options.disagreements = v->list;
    options.ocr = v->ocr;
    if (scrl_evaluate(r->ctx, structure, themes, (const char *const *)folders, (size_t)count, &options, &evaluation) !=
        0)
        return report_error(r);
    int code = report_failures(evaluation);
    if (!r->json)
        print_evaluation(evaluation, v);
    else if (scrl_export_evaluation(r->ctx, evaluation, write_stdout, NULL) != 0)
        code = report_error(r);
    scrl_evaluation_free(evaluation);
    return code;
}

/* Takes one option; 0, or an exit code. */
static int take_option(run *r, int option, view *v, const char **themes_path)
{
    switch (option) {
    case 'J':
        r->json = true;
        return 0;
    case 't':
        *themes_path = optarg;
        return 0;
    case 'o':
        v->ocr = true;
        return 0;
    case 'd':
        v->list = true;
        return parse_count(optarg, &v->disagreements) ? 0 : usage_error(r, "--disagreements needs a number");
    case 'b':
        v->by = strcmp(optarg, "field") == 0 ? BY_FIELD : strcmp(optarg, "review") == 0 ? BY_REVIEW : BY_NOTHING;
        return v->by != BY_NOTHING ? 0 : usage_error(r, "--by takes field or review");
    default:
        return usage_error(r, "wrong option");
    }
}

static int evaluate_main(run *r, int argc, char **argv)
{
    static const struct option long_options[] = {{"json", no_argument, NULL, 'J'},
                                                 {"by", required_argument, NULL, 'b'},
                                                 {"disagreements", required_argument, NULL, 'd'},
                                                 {"themes", required_argument, NULL, 't'},
                                                 {"ocr", no_argument, NULL, 'o'},
                                                 {0}};
    const char *themes_path = NULL;
    view v = {BY_NOTHING, 0, false, false};
    int option;
    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        int code = take_option(r, option, &v, &themes_path);
        if (code != 0)
            return code;
    }
    if (argc - optind < 1)
        return usage_error(r, "a folder with gold.json is needed");
    scrl_structure *structure = NULL;
    scrl_themes *themes = NULL;
    int code;
    if (scrl_structure_load(r->ctx, NULL, &structure) != 0 || scrl_themes_load(r->ctx, themes_path, &themes) != 0)
        code = report_error(r);
    else
        code = evaluate(r, themes, structure, argv + optind, argc - optind, &v);
    scrl_themes_free(themes);
    scrl_structure_free(structure);
    return code;
}

const command command_evaluate = {
    "evaluate", "agreement with reviews that people have coded by hand",
    "evaluate GOLD... [--by field|review] [--disagreements N] [--themes PATH] [--ocr] [--json]\n\n"
    "Each GOLD is a folder with gold.json, codes.json where passages were coded, and the files of\n"
    "the review (docs/evaluation.md). Prints for all files together how many items gold and scrl\n"
    "have, how many agree, precision, recall and F1, and the main figures of each file.\n"
    "  --by field          also by statement kind, field of the minimum data set and theme\n"
    "  --by review         the whole table for each file\n"
    "  --disagreements N   list the first N disagreements of each measure and file; 0 lists all\n"
    "  --ocr               read PDF pages without text from their picture, as index does\n"
    "A file that cannot be read is named on standard error, exit code 3.",
    evaluate_main, NULL};
