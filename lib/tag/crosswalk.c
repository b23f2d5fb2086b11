/* crosswalk.c - other schemes: which themes of the set cover a category of theirs. A category names themes, groups or layers. */
#include "tag/themes.h"

#include <string.h>

static int fail_line(scrl_context *ctx, const char *file, uint32_t line, const char *what, const char *id)
{
    return scrl__fail(ctx, SCRL_EFORMAT, "tag", "%s:%u: %s '%s'", file, (unsigned)line, what, id);
}

static int add_row(scrl_context *ctx, scrl_themes *t, const scrl__xml_node *scheme, const scrl__xml_node *category,
                   const char *theme)
{
    if (scrl__grow((void **)&t->crosswalks, &t->crosswalk_cap, t->crosswalk_count, sizeof(*t->crosswalks)) != 0)
        return scrl__fail_memory(ctx, "tag");
    const char *polarity = scrl__xml_node_attr(category, "polarity");
    t->crosswalks[t->crosswalk_count++] = (scrl_crosswalk){.size = sizeof(scrl_crosswalk),
                                                           .scheme = scrl__xml_node_attr(scheme, "id"),
                                                           .scheme_label = scrl__xml_node_attr(scheme, "label"),
                                                           .category = scrl__xml_node_attr(category, "id"),
                                                           .category_label = scrl__xml_node_attr(category, "label"),
                                                           .theme = theme,
                                                           .polarity = polarity == NULL ? "" : polarity};
    return 0;
}

/* Adds the themes that one name stands for. */
static int add_name(scrl_context *ctx, scrl_themes *t, const scrl__xml_node *scheme, const scrl__xml_node *category,
                    const char *file, const char *name)
{
    size_t before = t->crosswalk_count;
    int status = 0;
    for (size_t i = 0; i < t->theme_count && status == 0; i++) {
        const scrl__theme *theme = &t->themes[i];
        if (strcmp(theme->id, name) == 0 || strcmp(theme->group, name) == 0 || strcmp(theme->layer, name) == 0)
            status = add_row(ctx, t, scheme, category, theme->id);
    }
    if (status == 0 && t->crosswalk_count == before)
        return fail_line(ctx, file, category->line, "there is no theme, group or layer", name);
    return status;
}

static int add_category(scrl_context *ctx, scrl_themes *t, const scrl__xml_node *scheme, const scrl__xml_node *category,
                        const char *file)
{
    int status = 0;
    for (const char *p = scrl__xml_node_attr(category, "to"); *p != '\0' && status == 0;) {
        size_t len = strcspn(p, " ");
        const char *name = scrl__arena_strndup(t->arena, p, len);
        status = name == NULL ? scrl__fail_memory(ctx, "tag") : add_name(ctx, t, scheme, category, file, name);
        p += len;
        p += strspn(p, " ");
    }
    return status;
}

int scrl__crosswalk_add(scrl_context *ctx, scrl_themes *themes, const scrl__xml_node *scheme, const char *file)
{
    int status = 0;
    for (const scrl__xml_node *n = scheme->first_child; n != NULL && status == 0; n = n->next)
        status = add_category(ctx, themes, scheme, n, file);
    return status;
}

int scrl_themes_crosswalk(const scrl_themes *themes, size_t i, scrl_crosswalk *out)
{
    if (themes == NULL || i >= themes->crosswalk_count)
        return SCRL_EINVAL;
    return scrl__record_fill(out, &themes->crosswalks[i], sizeof(themes->crosswalks[i]));
}
