/*
 * keep.c - how to look after a library: a saved question and what is new for it, tagging anew, a copy, one review
 * forgotten in the copy, and what repair saves of it. Usage: keep DATA_DIR LIBRARY COPY SAVED
 */
#include <stdio.h>

#include <scrl/mark.h>
#include <scrl/query.h>

#define NAME "visits"

/* How many passages the saved question has that it had not at its last look. */
static int count_new(scrl_library *library, uint64_t *count)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    options.unseen_by = NAME;
    int status = scrl_search_new(library, "\"health visitor\"", &options, &search);
    if (status == 0)
        status = scrl_search_total(search, count);
    scrl_search_free(search);
    return status;
}

static int look(scrl_library *library)
{
    uint64_t before = 0, after = 0;
    int status = scrl_saved_set(library, NAME, "\"health visitor\"");
    if (status == 0)
        status = count_new(library, &before);
    if (status == 0)
        status = scrl_saved_look(library, NAME);
    if (status == 0)
        status = count_new(library, &after);
    printf("new: %llu, after a look: %llu\n", (unsigned long long)before, (unsigned long long)after);
    return status;
}

/* Forgets the first review that has passages. */
static int forget_first(scrl_library *library)
{
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    char review[65] = "";
    int status = scrl_search_new(library, "", NULL, &search);
    if (status == 0 && scrl_search_next(search, &hit) == 1)
        snprintf(review, sizeof(review), "%s", hit.review);
    scrl_search_free(search);
    return status == 0 ? scrl_library_forget(library, review) : status;
}

static void print_line(void *user, const char *line)
{
    (void)user;
    printf("%s\n", line);
}

int main(int argc, char **argv)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_retag_report report = SCRL_RETAG_REPORT_INIT;
    scrl_context *ctx = NULL;
    scrl_library *library = NULL, *copy = NULL, *saved = NULL;
    if (argc != 5)
        return 2;
    options.data_dir = argv[1];
    int status = scrl_context_new(&options, &ctx);
    if (status == 0)
        status = scrl_library_open(ctx, argv[2], NULL, &library);
    if (status == 0)
        status = look(library);
    if (status == 0)
        status = scrl_library_retag(library, NULL, &report); /* its reviews have these tags already */
    printf("%llu tagged, %llu unchanged\n", (unsigned long long)report.tagged, (unsigned long long)report.unchanged);
    if (status == 0)
        status = scrl_library_backup(library, argv[3]);
    if (status == 0)
        status = scrl_library_open(ctx, argv[3], NULL, &copy);
    if (status == 0)
        status = forget_first(copy);
    if (status == 0)
        status = scrl_library_check(copy, print_line, NULL);
    if (status == 0)
        status = scrl_library_open(ctx, argv[4], NULL, &saved);
    if (status == 0)
        status = scrl_library_repair(saved, argv[3], print_line, NULL);
    printf("%d faults or things lost\n", status);
    scrl_library_close(saved);
    scrl_library_close(copy);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return status == 0 ? 0 : 1;
}
