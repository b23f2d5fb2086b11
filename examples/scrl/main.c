/* main.c - the command line: options that every command has, and the table of commands. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static const command *const commands[] = {
    &command_index,   &command_search,  &command_show,     &command_inspect,     &command_profile, &command_statements,
    &command_events,  &command_themes,  &command_explain,  &command_cooccur,     &command_trend,   &command_table,
    &command_compare, &command_recur,   &command_similar,  &command_concordance, &command_brief,   &command_mark,
    &command_saved,   &command_retag,   &command_export,   &command_check,       &command_backup,  &command_repair,
    &command_forget,  &command_upgrade, &command_evaluate, &command_train};
#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static void print_help(void)
{
    printf("scrl %s: learn from serious case reviews\n\n"
           "Usage: scrl [--data DIR] COMMAND ARGUMENT...\n\nCommands:\n",
           scrl_version());
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  %-12s %s\n", commands[i]->name, commands[i]->summary);
    printf("\nOptions:\n"
           "  --data DIR   folder with themes/ and structure/ (also: the variable SCRL_DATA)\n"
           "  --help       this text; after a command, help on it\n"
           "  --version    the version of scrl\n\n"
           "Exit codes: 0 done, 1 nothing found or a check failed, 2 wrong usage or question,\n"
           "3 partly done (some inputs failed, each is named), 4 the library cannot be used.\n");
}

static const command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    }
    return NULL;
}

/* Whether "--help" stands among a command's arguments. */
static bool wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0)
            return true;
    }
    return false;
}

/* Whether an option of that name takes the next argument as its value. */
static bool takes_next(const char *argument, const struct option *options)
{
    for (; options->name != NULL; options++) {
        if (strcmp(options->name, argument + 2) == 0)
            return options->has_arg == required_argument;
    }
    return false;
}

/* Puts long options, wherever they stand, before all other arguments, with "--" between. 'out' has room for argc + 2;
 * returns the new count. */
static int options_first(int argc, char **argv, const struct option *options, char **out)
{
    static char separator[] = "--";
    int count = 0, other_from = argc;
    out[count++] = argv[0];
    for (int i = 1; i < other_from; i++) {
        if (strcmp(argv[i], separator) == 0)
            other_from = i + 1;
        else if (strncmp(argv[i], separator, 2) == 0) {
            out[count++] = argv[i];
            if (takes_next(argv[i], options) && i + 1 < argc)
                out[count++] = argv[++i];
        }
    }
    out[count++] = separator;
    for (int i = 1; i < argc; i++) {
        if (i < other_from && strncmp(argv[i], separator, 2) == 0)
            i += takes_next(argv[i], options) ? 1 : 0;
        else
            out[count++] = argv[i];
    }
    out[count] = NULL;
    return count;
}

/* Runs a command on arguments in the order that it wants. */
static int call_command(const command *c, run *r, int argc, char **argv)
{
    optind = 0; /* begins anew, and takes options behind arguments where the command's letters do not begin with "+" */
    if (c->question_options == NULL)
        return c->main(r, argc, argv);
    char **arguments = calloc((size_t)argc + 2, sizeof(*arguments));
    if (arguments == NULL) {
        say("memory is out");
        return EXIT_LIBRARY;
    }
    int count = options_first(argc, argv, c->question_options, arguments);
    int code = c->main(r, count, arguments);
    free(arguments);
    return code;
}

static int run_command(const command *c, const char *data_dir, int argc, char **argv)
{
    if (wants_help(argc, argv)) {
        printf("Usage: scrl %s\n", c->usage);
        return EXIT_DONE;
    }
    run r = {.command = c->name, .colour = isatty(STDOUT_FILENO) != 0 && getenv("NO_COLOR") == NULL};
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    options.data_dir = data_dir;
    if (scrl_context_new(&options, &r.ctx) != 0) {
        say("memory is out");
        return EXIT_LIBRARY;
    }
    int code = call_command(c, &r, argc, argv);
    scrl_context_free(r.ctx);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        say("standard output cannot be written");
        return EXIT_PARTLY;
    }
    return code;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"data", required_argument, NULL, 'd'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {0}};
    const char *data_dir = getenv("SCRL_DATA");
    setlocale(LC_CTYPE, "");
    int option;
    while ((option = getopt_long(argc, argv, "+h", options, NULL)) != -1) {
        switch (option) {
        case 'd':
            data_dir = optarg;
            break;
        case 'h':
            print_help();
            return EXIT_DONE;
        case 'V':
            printf("scrl %s\n", scrl_version());
            return EXIT_DONE;
        default:
            return EXIT_USAGE;
        }
    }
    if (optind >= argc) {
        print_help();
        return EXIT_USAGE;
    }
    const command *c = find_command(argv[optind]);
    if (c == NULL) {
        say("there is no command '%s'; 'scrl --help' lists them", argv[optind]);
        return EXIT_USAGE;
    }
    return run_command(c, data_dir, argc - optind, argv + optind);
}
