/* mark.c - how to reject a tag and to list what readers said. Usage: mark LIBRARY REASON */
#include <stdio.h>
#include <string.h>

#include <scrl/mark.h>
#include <scrl/query.h>

/* Rejects the first tag of the theme. */
static int reject_first(scrl_library *library, const char *question, const char *reason)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    options.unit = SCRL_UNIT_TAG;
    int status = scrl_search_new(library, question, &options, &search);
    if (status == 0 && scrl_search_next(search, &hit) == 1) {
        scrl_mark mark = SCRL_MARK_INIT;
        mark.kind = SCRL_MARK_REJECTED;
        mark.review = hit.review;
        mark.start = hit.start;
        mark.end = hit.end;
        mark.theme = hit.theme;
        mark.polarity = hit.polarity;
        mark.level = hit.level;
        mark.note = reason;
        status = scrl_library_mark(library, &mark, NULL);
    }
    scrl_search_free(search);
    return status;
}

static int list(scrl_library *library)
{
    scrl_marks *marks = NULL;
    scrl_mark mark = SCRL_MARK_INIT;
    int status = scrl_marks_new(library, &marks);
    while (status == 0 && scrl_marks_next(marks, &mark) == 1)
        printf("%s %s%s: %s (%s)\n", scrl_mark_kind_name(mark.kind), mark.theme, mark.placed ? "" : ", not placed",
               mark.words, mark.note);
    scrl_marks_free(marks);
    return status;
}

int main(int argc, char **argv)
{
    scrl_context *ctx = NULL;
    scrl_library *library = NULL;
    if (argc != 3 || scrl_context_new(NULL, &ctx) != 0)
        return 2;
    int status = scrl_library_open(ctx, argv[1], NULL, &library);
    if (status == 0)
        status = reject_first(library, "theme:supervision_quality", argv[2]);
    if (status == 0)
        status = list(library);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return status == 0 ? 0 : 1;
}
