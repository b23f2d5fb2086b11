/* keep.c - scrl export, check and upgrade: looking after a library. */

#include "cli.h"

static int open_one(run *r, int argc, char **argv, int (*open)(run *, const char *, scrl_library **),
                    scrl_library **out)
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
    return open(r, argv[optind], out);
}

static int export_main(run *r, int argc, char **argv)
{
    scrl_library *library = NULL;
    int code = open_one(r, argc, argv, open_for_reading, &library);
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
    int code = open_one(r, argc, argv, open_for_reading, &library);
    if (code != 0)
        return code;
    int faults = scrl_library_check(library, print_fault, NULL);
    scrl_library_close(library);
    if (faults < 0)
        return report_error(r);
    say(faults == 0 ? "no fault found" : "%d faults found", faults);
    return faults == 0 ? EXIT_DONE : EXIT_NOTHING;
}

/* Opening for writing upgrades. */
static int upgrade_main(run *r, int argc, char **argv)
{
    scrl_library *library = NULL;
    int code = open_one(r, argc, argv, open_for_writing, &library);
    scrl_library_close(library);
    return code;
}

const command command_upgrade = {
    "upgrade", "make a library of an older scrl one of this version",
    "upgrade LIBRARY\n\n"
    "A library that an older version of scrl made is refused where it is only read. This command, as\n"
    "every one that writes to the library, makes it one of this version; older versions can then not\n"
    "use it any more. Nothing is read again and nothing is lost.",
    upgrade_main, NULL};

const command command_export = {
    "export", "the content of a library as JSON lines",
    "export LIBRARY\n\n"
    "Prints reviews, minimum data, warnings, sections, passages, statements, events, tags and what\n"
    "readers said, one JSON object a line, in an order that depends on the content alone.",
    export_main, NULL};

const command command_check = {
    "check", "look for damage in a library",
    "check LIBRARY\n\n"
    "Checks the file, the full-text index against the passages, and the counts. Each fault is one\n"
    "line on standard output; exit code 1 when there is any.",
    check_main, NULL};
