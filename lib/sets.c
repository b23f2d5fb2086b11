/*
 * sets.c - several theme sets beside each other: each tags a review by its own rules, models and cues, and their tags
 * are put together. No theme may stand in two of them, or a count would not say what it counts.
 */
#include "sets.h"

#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "model/tag.h"
#include "store/store.h"

static int clash(scrl_context *ctx, const scrl_themes *a, const scrl_themes *b)
{
    for (size_t i = 0; i < scrl_themes_count(a); i++) {
        scrl_theme theme = SCRL_THEME_INIT;
        scrl_themes_theme(a, i, &theme);
        if (scrl_themes_find(b, theme.id) != SCRL_NONE)
            return scrl__fail(ctx, SCRL_EINVAL, "tag", "the theme '%s' stands in %s and in %s", theme.id,
                              scrl_themes_version(b), scrl_themes_version(a));
    }
    return 0;
}

int scrl__sets_add(scrl_context *ctx, scrl__sets *sets, const scrl_themes *const *themes, size_t count)
{
    int status = 0;
    if (count > SCRL__MOST_SETS - sets->count)
        return scrl__fail(ctx, SCRL_EINVAL, "use", "at most %u theme sets can be used at once", SCRL__MOST_SETS);
    for (size_t i = 0; i < count && status == 0; i++) {
        if (themes[i] == NULL)
            return scrl__fail(ctx, SCRL_EINVAL, "use", "a theme set is missing");
        for (size_t j = 0; j < sets->count && status == 0; j++)
            status = clash(ctx, themes[i], sets->items[j]);
        sets->items[sets->count++] = themes[i];
    }
    return status;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void scrl__sets_fingerprint(const scrl__sets *sets, const char *own, scrl__str *out)
{
    const char *names[SCRL__MOST_SETS + 1];
    size_t count = 0;
    for (; count < sets->count; count++)
        names[count] = scrl_themes_fingerprint(sets->items[count]);
    if (own[0] != '\0')
        names[count++] = own;
    qsort(names, count, sizeof(names[0]), compare_names);
    for (size_t i = 0; i < count; i++)
        scrl__str_addf(out, "%s%s", i > 0 ? "+" : "", names[i]);
}

int scrl__sets_tag(scrl_context *ctx, const scrl__sets *sets, const scrl_review *review, scrl_tags **out)
{
    scrl_tags *parts[SCRL__MOST_SETS] = {NULL};
    int status = 0;
    for (size_t i = 0; i < sets->count && status == 0; i++)
        status = scrl_tags_new(ctx, sets->items[i], review, &parts[i]);
    if (status == 0 && sets->count == 1) {
        *out = parts[0];
        return 0;
    }
    if (status == 0 && scrl__tags_join((const scrl_tags *const *)parts, sets->count, out) != 0)
        status = scrl__fail_memory(ctx, "tag");
    for (size_t i = 0; i < sets->count; i++)
        scrl_tags_free(parts[i]);
    return status;
}

int scrl__sets_note(scrl_library *library, const scrl__sets *sets)
{
    int status = 0;
    for (size_t i = 0; i < sets->count && status == 0; i++)
        status = scrl__library_note_themes(library, sets->items[i]);
    return status;
}
