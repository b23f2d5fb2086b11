/* saved.c - the roof over saved questions: a question is parsed before it is kept, and a look runs it once. */
#include <scrl/mark.h>
#include <scrl/query.h>

#include <string.h>

#include "base/ctx.h"
#include "store/store.h"

#define MOST_NAME_BYTES 100u

int scrl_saved_set(scrl_library *library, const char *name, const char *question)
{
    scrl_search *search = NULL;
    if (library == NULL)
        return SCRL_EINVAL;
    scrl_context *ctx = scrl__library_context(library);
    if (name == NULL || question == NULL || name[0] == '\0' || strnlen(name, MOST_NAME_BYTES + 1) > MOST_NAME_BYTES)
        return scrl__fail(ctx, SCRL_EINVAL, "use", "a saved question needs a name of at most 100 bytes");
    int status = scrl_search_new(library, question, NULL, &search);
    scrl_search_free(search);
    return status == 0 ? scrl__saved_put(library, name, question) : status;
}

/* The question of a name, to be freed with the list that lends it. */
static int find_question(scrl_library *library, const char *name, scrl_saved_list **list, scrl_saved *saved)
{
    int status = scrl_saved_list_new(library, list);
    while (status == 0 && (status = scrl_saved_list_next(*list, saved)) == 1) {
        if (strcmp(saved->name, name) == 0)
            return 0;
        status = 0;
    }
    if (status == 0)
        status =
            scrl__fail(scrl__library_context(library), SCRL_ENOTFOUND, "store", "no question is saved under this name");
    return status;
}

static int note_answers(scrl_library *library, const scrl_saved *saved)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    options.sort = SCRL_SORT_PLACE;
    int status = scrl__saved_look_begin(library, saved->name);
    if (status == 0)
        status = scrl_search_new(library, saved->question, &options, &search);
    while (status == 0 && (status = scrl_search_next(search, &hit)) == 1)
        status = scrl__saved_see(library, saved->name, hit.review, hit.text, hit.text_len);
    scrl_search_free(search);
    return status;
}

int scrl_saved_look(scrl_library *library, const char *name)
{
    scrl_saved_list *list = NULL;
    scrl_saved saved = SCRL_SAVED_INIT;
    if (library == NULL || name == NULL)
        return SCRL_EINVAL;
    if (scrl__library_read_only(library))
        return scrl__fail(scrl__library_context(library), SCRL_EINVAL, "use",
                          "the library was opened for reading only");
    int status = scrl__library_begin(library);
    if (status == 0)
        status = find_question(library, name, &list, &saved);
    if (status == 0)
        status = note_answers(library, &saved);
    if (status == 0)
        status = scrl__library_commit(library);
    else
        scrl__library_rollback(library);
    scrl_saved_list_free(list);
    return status;
}
