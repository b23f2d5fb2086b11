/* index.c - scrl index: files and folders into a library, with a progress bar and a word on every file that failed. */
#include "cli.h"

typedef struct progress {
    run *r;
    bool verbose; /* name every warning */
} progress;

static void say_warning(const scrl_index_event *event, size_t i, const char *more)
{
    scrl_warning w = SCRL_WARNING_INIT;
    scrl_document_warning(event->document, i, &w);
    if (w.page > 0)
        talk("warning: %s: page %u: %s%s", event->file, w.page, w.message, more);
    else
        talk("warning: %s: %s%s", event->file, w.message, more);
}

/* One line for a file with warnings, the first that concerns all of it before others; with --verbose each. */
static void say_warnings(const progress *p, const scrl_index_event *event)
{
    size_t count = scrl_document_warning_count(event->document), first = 0;
    char more[64] = "";
    for (size_t i = 0; i < count && p->verbose; i++)
        say_warning(event, i, "");
    if (p->verbose || count == 0)
        return;
    for (size_t i = count; i-- > 0;) {
        scrl_warning w = SCRL_WARNING_INIT;
        scrl_document_warning(event->document, i, &w);
        first = w.page == 0 ? i : first;
    }
    if (count > 1)
        snprintf(more, sizeof(more), " (and %zu more; --verbose names them)", count - 1);
    say_warning(event, first, more);
}

static int on_event(void *user, const scrl_index_event *event)
{
    const progress *p = user;
    clear_bar();
    if (event->outcome == SCRL_INDEX_FAILED)
        talk("failed: %s: %s", event->file, event->message);
    else if (event->document != NULL)
        say_warnings(p, event);
    if (p->r->json) {
        scrl_export_index_event(p->r->ctx, event, write_stdout, NULL);
        fflush(stdout); /* so that another program can follow */
    }
    draw_bar(event->done, event->total, event->file);
    return interrupted() ? 1 : 0;
}

static void say_report(const scrl_index_report *report)
{
    fprintf(stderr,
            "%llu files: %llu added, %llu replaced, %llu unchanged, %llu duplicates, %llu failed, %llu ignored\n"
            "read: %llu pages, %.2f MB of text, %llu warnings\n",
            (unsigned long long)report->files, (unsigned long long)report->added, (unsigned long long)report->replaced,
            (unsigned long long)report->unchanged, (unsigned long long)report->duplicate,
            (unsigned long long)report->failed, (unsigned long long)report->ignored, (unsigned long long)report->pages,
            (double)report->text_bytes / 1e6, (unsigned long long)report->warnings);
}

static int index_paths(run *r, const char *library_path, char **paths, int path_count, scrl_index_options *options)
{
    scrl_library *library = NULL;
    if (scrl_library_open(r->ctx, library_path, NULL, &library) != 0)
        return report_error(r);
    scrl_index_report report = SCRL_INDEX_REPORT_INIT;
    int status = scrl_library_index(library, (const char *const *)paths, (size_t)path_count, options, &report);
    scrl_library_close(library);
    clear_bar();
    if (status == SCRL_ECANCELLED) {
        say("stopped; what is indexed stays, and the next run goes on from here");
        return EXIT_PARTLY;
    }
    if (status != 0)
        return report_error(r);
    say_report(&report);
    return report.failed > 0 ? EXIT_PARTLY : EXIT_DONE;
}

static int index_main(run *r, int argc, char **argv)
{
    static const struct option long_options[] = {
        {"jobs", required_argument, NULL, 'j'}, {"themes", required_argument, NULL, 't'},
        {"ocr", no_argument, NULL, 'o'},        {"json", no_argument, NULL, 'J'},
        {"verbose", no_argument, NULL, 'v'},    {0}};
    progress p = {.r = r};
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    theme_sets sets = {{NULL}, 0};
    uint64_t jobs = 0;
    int option, code = 0;
    while (code == 0 && (option = getopt_long(argc, argv, "j:v", long_options, NULL)) != -1) {
        if (option == 'J')
            r->json = true;
        else if (option == 'o')
            options.ocr = 1;
        else if (option == 'v')
            p.verbose = true;
        else if (option == 't')
            code = load_set(r, &sets, optarg);
        else if (option != 'j' || !parse_count(optarg, &jobs) || jobs > 256)
            code = usage_error(r, "wrong option");
    }
    if (code == 0 && argc - optind < 2)
        code = usage_error(r, "a library and at least one file or folder are needed");
    options.jobs = (uint32_t)jobs;
    options.themes = sets.items[0];
    options.more_themes = (const scrl_themes *const *)sets.items + 1;
    options.more_theme_count = sets.count > 1 ? sets.count - 1 : 0;
    options.event = on_event;
    options.user = &p;
    catch_interrupts();
    if (code == 0)
        code = index_paths(r, argv[optind], argv + optind + 1, argc - optind - 1, &options);
    free_sets(&sets);
    return code;
}

const command command_index = {
    "index", "read, structure, tag and store files and folders",
    "index LIBRARY PATH...\n\n"
    "Reads files and folders (with all below them) into the library, which is made when\n"
    "it does not exist. Unchanged files are skipped; a changed file replaces what it gave\n"
    "before; a file that failed is named with its reason and never stops the others.\n\n"
    "  -j, --jobs N    files read at the same time (default: number of processors)\n"
    "  --themes PATH   theme set to tag with, a file or a folder; may be given several times;\n"
    "                  'default' (also without the option) is the installed one\n"
    "  --ocr           read PDF pages without text from their picture, with tesseract; files\n"
    "                  read with another setting of this are read again\n"
    "  --json          one JSON object a file on standard output\n"
    "  -v, --verbose   name every warning",
    index_main, NULL};
