/* export.c - how to write a library's content to a file of one's own. Usage: export LIBRARY OUTPUT */
#include <stdio.h>

#include <scrl/export.h>

static int write_file(void *user, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, user) == len ? 0 : -1;
}

int main(int argc, char **argv)
{
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    scrl_library *library = NULL;
    if (argc != 3 || scrl_context_new(NULL, &ctx) != 0)
        return 2;
    FILE *output = fopen(argv[2], "wb");
    options.read_only = 1;
    int status = output == NULL ? SCRL_EIO : scrl_library_open(ctx, argv[1], &options, &library);
    if (status == 0)
        status = scrl_export_library(library, write_file, output);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return output != NULL && fclose(output) == 0 && status == 0 ? 0 : 1;
}
