/* retag.c - scrl retag: tags a library anew from its own text. */
#include "cli.h"

static int on_review(void *user, const scrl_retag_event *event)
{
    const run *r = user;
    clear_bar();
    if (event->status != 0)
        talk("failed: %s: %s", event->file, event->message);
    if (r->json) {
        scrl_export_retag_event(r->ctx, event, write_stdout, NULL);
        fflush(stdout);
    }
    draw_bar(event->done, event->total, event->file);
    return interrupted() ? 1 : 0;
}

static int retag(run *r, const char *path, const theme_sets *sets)
{
    scrl_retag_options options = SCRL_RETAG_OPTIONS_INIT;
    scrl_retag_report report = SCRL_RETAG_REPORT_INIT;
    scrl_library *library = NULL;
    int code = open_for_writing(r, path, &library);
    if (code != 0)
        return code;
    options.themes = (const scrl_themes *const *)sets->items;
    options.theme_count = sets->count;
    options.event = on_review;
    options.user = r;
    catch_interrupts();
    int status = scrl_library_retag(library, &options, &report);
    scrl_library_close(library);
    clear_bar();
    if (status == SCRL_ECANCELLED) {
        say("stopped; what is tagged stays, and the next run goes on from here");
        return EXIT_PARTLY;
    }
    if (status != 0)
        return report_error(r);
    fprintf(stderr, "%llu reviews: %llu tagged, %llu unchanged, %llu failed\n", (unsigned long long)report.reviews,
            (unsigned long long)report.tagged, (unsigned long long)report.unchanged, (unsigned long long)report.failed);
    return report.failed > 0 ? EXIT_PARTLY : EXIT_DONE;
}

static int retag_main(run *r, int argc, char **argv)
{
    static const struct option long_options[] = {
        {"themes", required_argument, NULL, 't'}, {"json", no_argument, NULL, 'J'}, {0}};
    theme_sets sets = {{NULL}, 0};
    int option, code = 0;
    while (code == 0 && (option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == 'J')
            r->json = true;
        else
            code = option == 't' ? load_set(r, &sets, optarg) : usage_error(r, "wrong option");
    }
    if (code == 0 && argc - optind != 1)
        code = usage_error(r, "one library is needed");
    if (code == 0)
        code = retag(r, argv[optind], &sets);
    free_sets(&sets);
    return code;
}

const command command_retag = {
    "retag", "tag a library anew, with other theme sets or after a change of one",
    "retag LIBRARY [--themes PATH]... [--json]\n\n"
    "Gives all reviews the tags of the theme sets, from the text that the library keeps: the files are\n"
    "not needed. What readers said ('scrl mark') stays. Reviews that have these tags already are left\n"
    "alone, so a run that was stopped goes on where it ended. 'scrl index' with the same sets, and\n"
    "only with these, then finds the files unchanged.\n\n"
    "  --themes PATH   theme set to tag with, a file or a folder; may be given several times, for\n"
    "                  sets beside each other; 'default' (also without the option) is the\n"
    "                  installed one. No theme may stand in two sets",
    retag_main, NULL};
