/* train.c - scrl train: models of themes from passages that people have coded. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const struct option long_options[] = {{"theme", required_argument, NULL, 't'},
                                             {"themes", required_argument, NULL, 'T'},
                                             {"name", required_argument, NULL, 'n'},
                                             {0}};

static void print_line(void *user, const char *line)
{
    (void)user;
    fprintf(stderr, "%s\n", line);
}

/* Options of the command line; 'names' has room for as many as there are arguments. */
typedef struct wishes {
    const char *set;
    const char **names;
    scrl_train_options train;
} wishes;

static int parse(run *r, int argc, char **argv, wishes *w)
{
    int option;
    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == 't')
            w->names[w->train.theme_count++] = optarg;
        else if (option == 'T')
            w->set = optarg;
        else if (option == 'n')
            w->train.version = optarg;
        else
            return usage_error(r, "wrong option");
    }
    if (w->train.theme_count > 0)
        w->train.themes = w->names;
    w->train.banks = (const char *const *)(argv + optind);
    w->train.bank_count = (size_t)(argc - optind);
    return 0;
}

static int train(run *r, const wishes *w)
{
    scrl_themes *themes = NULL;
    if (scrl_themes_load(r->ctx, w->set, &themes) != 0)
        return report_error(r);
    int code = EXIT_DONE;
    if (scrl_train(r->ctx, themes, &w->train, write_stdout, NULL) != 0)
        code = report_error(r);
    scrl_themes_free(themes);
    return code;
}

static int train_main(run *r, int argc, char **argv)
{
    wishes w = {.names = calloc((size_t)argc + 1, sizeof(*w.names)), .train = SCRL_TRAIN_OPTIONS_INIT};
    if (w.names == NULL) {
        say("memory is out");
        return EXIT_LIBRARY;
    }
    w.train.report = print_line;
    int code = parse(r, argc, argv, &w);
    if (code == 0)
        code = train(r, &w);
    free(w.names);
    return code;
}

const command command_train = {
    "train", "models of themes from passages that people have coded",
    "train [--themes PATH] [--theme THEME]... [--name VERSION] [BANK...] > learned.txt\n\n"
    "Learns one linear model a theme and prints them as one text file, which is used when it stands\n"
    "beside the files of a theme set as learned.txt. BANK is a file of coded passages, one JSON object a\n"
    "line, or a folder of them; without one, the passages that come with scrl. Give that folder too to\n"
    "put your own coding on top of it. What was measured goes to standard error: by cross-validation,\n"
    "and on three passages of sixteen, which are never learned from. Takes about a minute.",
    train_main, NULL};
