/* known.c - the theme ids that a library knows, so that a question with a slip in one can be told from one without an
 * answer. */
#include <stdlib.h>
#include <string.h>

#include "store/library.h"
#include "store/store.h"
#include "store/terms.h"

/* The array and its strings are one block of memory. */
static const char **copy_values(const scrl__terms *terms)
{
    size_t bytes = (terms->count + 1) * sizeof(char *);
    for (size_t i = 0; i < terms->count; i++)
        bytes += strlen(terms->items[i].value) + 1;
    const char **ids = calloc(bytes, 1);
    char *at = ids == NULL ? NULL : (char *)(ids + terms->count + 1);
    for (size_t i = 0; i < terms->count && ids != NULL; i++) {
        ids[i] = at;
        at = stpcpy(at, terms->items[i].value) + 1;
    }
    return ids;
}

int scrl__library_themes(scrl_library *library, const char ***ids, size_t *count)
{
    scrl__terms terms;
    int status = scrl__terms_load(library, "theme", &terms);
    if (status != 0)
        return status;
    const char **values = copy_values(&terms);
    size_t value_count = terms.count;
    scrl__terms_free(&terms);
    if (values == NULL)
        return scrl__fail_memory(library->ctx, "store");
    *ids = values;
    *count = value_count;
    return 0;
}

void scrl__library_themes_free(const char **ids)
{
    free(ids);
}

static bool term_known(const scrl__terms *terms, const char *value)
{
    for (size_t i = 0; i < terms->count; i++) {
        if (strcmp(terms->items[i].value, value) == 0)
            return true;
    }
    return false;
}

static int note_themes(scrl_library *library, const scrl_themes *themes)
{
    uint32_t id;
    int status = 0;
    for (size_t i = 0; i < scrl_themes_count(themes) && status == 0; i++) {
        scrl_theme theme = SCRL_THEME_INIT;
        status = scrl_themes_theme(themes, i, &theme);
        if (status == 0)
            status = scrl__term_intern(library, "theme", theme.id, &id);
    }
    return status;
}

int scrl__library_note_themes(scrl_library *library, const scrl_themes *themes)
{
    scrl__terms terms;
    int status = scrl__terms_load(library, "theme", &terms);
    if (status != 0)
        return status;
    bool all_known = true;
    for (size_t i = 0; i < scrl_themes_count(themes) && all_known; i++) {
        scrl_theme theme = SCRL_THEME_INIT;
        all_known = scrl_themes_theme(themes, i, &theme) == 0 && term_known(&terms, theme.id);
    }
    scrl__terms_free(&terms);
    if (all_known) /* nothing is written when nothing is new */
        return 0;
    status = scrl__library_begin(library);
    if (status == 0)
        status = note_themes(library, themes);
    if (status == 0)
        return scrl__library_commit(library);
    scrl__library_rollback(library);
    return status;
}
