/* keep.c - scrl export, check and backup: looking after a library. */

#include "cli.h"

static int open_one(run *r, int argc, char **argv, scrl_library **out)
{
    static const struct option long_options[] = {{"json", no_argument, NULL, 'J'}, {0}};
    int option;
    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option != 'J')
            return usage_error(r, "wrong option");
        r->json = true;
    }
    if (argc - optind != 1)
        return usage_error(r, "one library is needed");
    return open_for_reading(r, argv[optind], out);
}

static int export_main(run *r, int argc, char **argv)
{
    scrl_library *library = NULL;
    int code = open_one(r, argc, argv, &library);
    if (code != 0)
        return code;
    int status = scrl_export_library(library, write_stdout, NULL);
    if (status == SCRL_ECANCELLED)
        code = EXIT_PARTLY; /* main says that standard output cannot be written */
    else if (status != 0)
        code = report_error(r);
    scrl_library_close(library);
    return code;
}

static void print_fault(void *user, const char *line)
{
    (void)user;
    print_string(line);
    fputc('\n', stdout);
}

static int check_main(run *r, int argc, char **argv)
{
    scrl_library *library = NULL;
    int code = open_one(r, argc, argv, &library);
    if (code != 0)
        return code;
    int faults = scrl_library_check(library, print_fault, NULL);
    scrl_library_close(library);
    if (faults < 0)
        return report_error(r);
    say(faults == 0 ? "no fault found" : "%d faults found", faults);
    return faults == 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int backup_main(run *r, int argc, char **argv)
{
    static const struct option long_options[] = {{0}};
    scrl_library *library = NULL;
    if (getopt_long(argc, argv, "", long_options, NULL) != -1)
        return usage_error(r, "wrong option");
    if (argc - optind != 2)
        return usage_error(r, "a library and a new file are needed");
    int code = open_for_reading(r, argv[optind], &library);
    if (code == 0 && scrl_library_backup(library, argv[optind + 1]) != 0)
        code = report_error(r);
    scrl_library_close(library);
    return code;
}

const command command_export = {
    "export", "the content of a library as JSON lines",
    "export LIBRARY\n\n"
    "Prints reviews, minimum data, warnings, sections, passages, statements, events and tags, one\n"
    "JSON object a line, in an order that depends on the content alone.",
    export_main, NULL};

const command command_check = {
    "check", "look for damage in a library",
    "check LIBRARY\n\n"
    "Checks the file, the full-text index against the passages, and the counts. Each fault is one\n"
    "line on standard output; exit code 1 when there is any.",
    check_main, NULL};

const command command_backup = {
    "backup", "copy a library that may be in use",
    "backup LIBRARY FILE\n\n"
    "Copies the library as it is at one moment into a new file, while others read and write it. A\n"
    "file that is there already is not touched.",
    backup_main, NULL};
