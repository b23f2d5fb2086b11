/* question.c - the roof's one way from a user's words to a plan: the library says which themes there are, the room query/
 * does the rest. */
#include "question.h"

#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "query/parse.h"
#include "store/store.h"

/* The theme ids of a set. */
static int ids_of_set(scrl_library *library, const scrl_themes *themes, const char ***ids, size_t *count)
{
    size_t total = scrl_themes_count(themes);
    const char **list = calloc(total + 1, sizeof(*list));
    if (list == NULL)
        return scrl__fail_memory(scrl__library_context(library), "query");
    for (size_t i = 0; i < total; i++) {
        scrl_theme theme = SCRL_THEME_INIT;
        scrl_themes_theme(themes, i, &theme);
        list[i] = theme.id;
    }
    *ids = list;
    *count = total;
    return 0;
}

int scrl__question_parse(scrl_library *library, const char *question, const scrl_themes *themes, scrl__plan **plan)
{
    const char **ids = NULL;
    size_t count = 0;
    int status = 0;
    if (strchr(question, ':') != NULL) /* the themes of a library take longer to read than most answers */
        status =
            themes != NULL ? ids_of_set(library, themes, &ids, &count) : scrl__library_themes(library, &ids, &count);
    if (status != 0)
        return status;
    scrl__known_themes known = {ids, count};
    status = scrl__query_parse(scrl__library_context(library), question, &known, plan);
    if (themes == NULL)
        scrl__library_themes_free(ids);
    else
        free(ids);
    return status;
}
