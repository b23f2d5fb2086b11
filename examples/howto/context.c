/* context.c - how to ask a context what went wrong. */
#include <stdio.h>
#include <string.h>

#include <scrl/context.h>
#include <scrl/document.h>

static int failed(scrl_context *ctx)
{
    scrl_error error = SCRL_ERROR_INIT;
    scrl_document *doc = NULL;
    int status = scrl_document_read(ctx, "there-is-no-such-file.pdf", NULL, &doc);
    scrl_context_last_error(ctx, &error);
    printf("%s: %s, in step '%s': %s\n", error.file, scrl_status_text(status), error.step, error.message);
    return status == SCRL_ENOTFOUND && error.code == status && strcmp(error.step, "read") == 0 ? 0 : 1;
}

int main(void)
{
    scrl_limits limits = SCRL_LIMITS_INIT;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    limits.child_seconds = 30; /* what is left at 0 keeps its default */
    options.limits = &limits;
    if (scrl_context_new(&options, &ctx) != 0)
        return 1;
    printf("scrl %s\n", scrl_version());
    int code = failed(ctx);
    scrl_context_free(ctx);
    return code;
}
