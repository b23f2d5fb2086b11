/* learn.c - how to train the model of one theme from coded passages. Usage: learn DATA_DIR */
#include <stdio.h>

#include <scrl/learn.h>

static int print_bytes(void *user, const char *bytes, size_t len)
{
    (void)user;
    return fwrite(bytes, 1, len, stdout) == len ? 0 : -1;
}

static int train(scrl_context *ctx, const scrl_themes *themes)
{
    static const char *const only[] = {"unseen_men"};
    scrl_train_options options = SCRL_TRAIN_OPTIONS_INIT;
    scrl_error error = SCRL_ERROR_INIT;
    options.themes = only;
    options.theme_count = 1;
    int status = scrl_train(ctx, themes, &options, print_bytes, NULL);
    if (status == 0)
        return 0;
    scrl_context_last_error(ctx, &error);
    printf("%s\n", error.message);
    return status == SCRL_EUNSUPPORTED ? 0 : 1; /* training is an option of the build */
}

int main(int argc, char **argv)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    scrl_themes *themes = NULL;
    if (argc != 2)
        return 2;
    options.data_dir = argv[1];
    int code = 1;
    if (scrl_context_new(&options, &ctx) == 0 && scrl_themes_load(ctx, NULL, &themes) == 0)
        code = train(ctx, themes);
    scrl_themes_free(themes);
    scrl_context_free(ctx);
    return code;
}
