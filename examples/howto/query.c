/* query.c - how to ask a library a question. Usage: query LIBRARY QUESTION */
#include <stdio.h>

#include <scrl/query.h>

static int ask(scrl_context *ctx, scrl_library *library, const char *question)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    int status, found = 0;
    options.limit = 5;
    if (scrl_search_new(library, question, &options, &search) != 0) {
        scrl_error error = SCRL_ERROR_INIT;
        scrl_context_last_error(ctx, &error);
        printf("character %llu: %s\n", (unsigned long long)error.position + 1, error.message);
        return 0;
    }
    while ((status = scrl_search_next(search, &hit)) == 1) {
        printf("%s, page %u, %s: %.*s\n", hit.title, hit.page, hit.heading, (int)hit.text_len, hit.text);
        found++;
    }
    scrl_search_free(search);
    return status == 0 ? found : 0;
}

int main(int argc, char **argv)
{
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    scrl_library *library = NULL;
    if (argc != 3 || scrl_context_new(NULL, &ctx) != 0)
        return 2;
    options.read_only = 1;
    int found = 0;
    if (scrl_library_open(ctx, argv[1], &options, &library) == 0)
        found = ask(ctx, library, argv[2]);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return found > 0 ? 0 : 1;
}
