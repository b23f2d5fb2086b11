/* store.c - how to index a folder into a library. Usage: store DATA_DIR LIBRARY FOLDER */
#include <stdio.h>

#include <scrl/store.h>

/* Told after each file; a non-zero return would stop. */
static int on_file(void *user, const scrl_index_event *event)
{
    (void)user;
    printf("%llu/%llu %s: %s %s\n", (unsigned long long)event->done, (unsigned long long)event->total, event->file,
           scrl_index_outcome_name(event->outcome), event->message);
    return 0;
}

int main(int argc, char **argv)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_index_options index = SCRL_INDEX_OPTIONS_INIT;
    scrl_index_report report = SCRL_INDEX_REPORT_INIT;
    scrl_context *ctx = NULL;
    scrl_library *library = NULL;
    if (argc != 4)
        return 2;
    options.data_dir = argv[1];
    index.event = on_file;
    int status = scrl_context_new(&options, &ctx);
    if (status == 0)
        status = scrl_library_open(ctx, argv[2], NULL, &library);
    if (status == 0) {
        const char *paths[] = {argv[3]};
        status = scrl_library_index(library, paths, 1, &index, &report);
    }
    printf("%llu added, %llu failed\n", (unsigned long long)report.added, (unsigned long long)report.failed);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return status == 0 && report.added > 0 && report.failed == 0 ? 0 : 1;
}
