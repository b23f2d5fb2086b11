/* keep.c - scrl export, check, upgrade, backup, repair and forget: looking after a library. */
#include <unistd.h>

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

/* Two words: a library, and what 'second' says. */
static int two_words(run *r, int argc, char **argv, const char *second)
{
    static const struct option long_options[] = {{0}};
    if (getopt_long(argc, argv, "", long_options, NULL) != -1)
        return usage_error(r, "wrong option");
    return argc - optind == 2 ? 0 : usage_error(r, "a library and %s are needed", second);
}

static int backup_main(run *r, int argc, char **argv)
{
    scrl_library *library = NULL;
    int code = two_words(r, argc, argv, "a new file");
    if (code == 0)
        code = open_for_reading(r, argv[optind], &library);
    if (code == 0 && scrl_library_backup(library, argv[optind + 1]) != 0)
        code = report_error(r);
    scrl_library_close(library);
    return code;
}

static int repair_main(run *r, int argc, char **argv)
{
    scrl_library *to = NULL;
    int code = two_words(r, argc, argv, "a new file"), lost = 0;
    if (code == 0 && access(argv[optind + 1], F_OK) == 0) {
        say("%s: a file is there already", argv[optind + 1]);
        code = EXIT_LIBRARY;
    }
    if (code == 0 && scrl_library_open(r->ctx, argv[optind + 1], NULL, &to) != 0)
        code = report_error(r);
    if (code == 0) {
        lost = scrl_library_repair(to, argv[optind], print_fault, NULL);
        code = lost < 0 ? report_error(r) : lost == 0 ? EXIT_DONE : EXIT_PARTLY;
    }
    if (code == EXIT_DONE || code == EXIT_PARTLY)
        say(lost == 0 ? "everything was saved" : "%d things could not be saved", lost);
    scrl_library_close(to);
    if (lost < 0)
        unlink(argv[optind + 1]);
    return code;
}

static int forget_main(run *r, int argc, char **argv)
{
    scrl_library *library = NULL;
    int code = two_words(r, argc, argv, "a review");
    if (code == 0)
        code = open_for_writing(r, argv[optind], &library);
    int status = code == 0 ? scrl_library_forget(library, argv[optind + 1]) : 0;
    if (status != 0)
        code = report_error(r);
    scrl_library_close(library);
    return status == SCRL_ENOTFOUND ? EXIT_NOTHING : code;
}

const command command_backup = {
    "backup", "copy a library that may be in use",
    "backup LIBRARY FILE\n\n"
    "Copies the library as it is at one moment into a new file, while others read and write it. A\n"
    "file that is there already is not touched.",
    backup_main, NULL};

const command command_repair = {
    "repair", "save what can be read of a damaged library into a new one",
    "repair LIBRARY FILE\n\n"
    "Writes into a new library: reviews that are whole, what readers said, saved questions; and\n"
    "builds the full-text index anew. The damaged file is only read. Each thing that is lost is a line\n"
    "on standard output, a review with the file that has to be read again; exit code 3 when there is any.",
    repair_main, NULL};

const command command_forget = {
    "forget", "take a review out so that its words are not in the file any more",
    "forget LIBRARY REVIEW\n\n"
    "Removes the review (named by the beginning of its SHA-256), its sources and what readers said of\n"
    "it, and writes the full-text index and the file anew. Copies made before, and what a disk keeps of\n"
    "overwritten files, are beyond it; so is the same document in another format when it is a review\n"
    "of its own ('scrl show LIBRARY' lists all). Indexing its file again brings it back.",
    forget_main, NULL};

const command command_export = {
    "export", "the content of a library as JSON lines",
    "export LIBRARY\n\n"
    "Prints reviews, minimum data, warnings, sections, passages, statements, events, tags and what\n"
    "readers said, one JSON object a line, in an order that depends on the content alone.",
    export_main, NULL};

const command command_check = {
    "check", "look for damage in a library",
    "check LIBRARY\n\n"
    "Checks the file, what is worked out from the passages (such as the full-text index) against\n"
    "them, and the counts. Each fault is one line on standard output; exit code 1 when there is any.",
    check_main, NULL};
