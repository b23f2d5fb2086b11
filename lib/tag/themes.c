/*
 * themes.c - theme sets: reads the XML files of one, puts lists, cues, themes and rules together in the order of the
 * files, and lends what stands in them. Compiling a rule is rules.c; running the set is tag.c.
 */
#include "tag/themes.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/fingerprint.h"
#include "tag/learned.h"

typedef struct source {
    char *path;
    const char *name; /* last part of the path, as messages name it */
    scrl__xml_node *root;
} source;

typedef struct loader {
    scrl_context *ctx;
    scrl_themes *themes;
    char *data_dir; /* themes/ of the context's data folder */
    char *schema;
    source *sources;
    size_t count, cap;
    size_t own; /* sources of the set itself; the one after them, if any, lends lists and cues */
} loader;

static int fail_line(scrl_context *ctx, const char *file, uint32_t line, const char *what, const char *id)
{
    return scrl__fail(ctx, SCRL_EFORMAT, "tag", "%s:%u: %s '%s'", file, (unsigned)line, what, id);
}

static int out_of_memory(const loader *l)
{
    return scrl__fail_memory(l->ctx, "tag");
}

/* Takes 'path' over. */
static int add_source(loader *l, char *path)
{
    if (path == NULL || scrl__grow((void **)&l->sources, &l->cap, l->count, sizeof(*l->sources)) != 0) {
        free(path);
        return out_of_memory(l);
    }
    l->sources[l->count] = (source){.path = path};
    source *s = &l->sources[l->count++];
    int status = scrl__xml_load(l->ctx, "tag", path, l->schema, l->themes->arena, &s->root);
    if (status != 0)
        return status;
    const char *slash = strrchr(path, '/');
    s->name = scrl__arena_strdup(l->themes->arena, slash == NULL ? path : slash + 1);
    return s->name == NULL ? out_of_memory(l) : 0;
}

static int add_folder(loader *l, const char *path)
{
    char **names = NULL;
    size_t count = 0;
    int status = scrl__dir_list(l->ctx, path, ".xml", &names, &count);
    if (status != 0)
        return status;
    for (size_t i = 0; i < count; i++) {
        if (status == 0)
            status = add_source(l, scrl__path_join(path, names[i]));
        free(names[i]);
    }
    free(names);
    if (status == 0 && count == 0)
        status = scrl__fail(l->ctx, SCRL_ENOTFOUND, "tag", "no theme file in %s", path);
    return status;
}

static bool has_cues(const loader *l)
{
    for (size_t i = 0; i < l->own; i++) {
        for (const scrl__xml_node *n = l->sources[i].root->first_child; n != NULL; n = n->next) {
            if (strcmp(n->name, "cues") == 0)
                return true;
        }
    }
    return false;
}

/* A set without cues of its own borrows lists and cues of the data folder: they are about the language, not about a
 * scheme. */
static int borrow_lists(loader *l)
{
    l->own = l->count;
    if (has_cues(l))
        return 0;
    char *path = scrl__path_join(l->data_dir, "lists.xml");
    scrl__file_stat stat;
    if (path != NULL && scrl__file_stat_get(l->ctx, path, &stat) != 0) {
        free(path);
        return 0;
    }
    return add_source(l, path);
}

static int read_sources(loader *l, const char *path)
{
    l->data_dir = l->ctx->data_dir == NULL ? NULL : scrl__path_join(l->ctx->data_dir, "themes");
    l->schema = l->data_dir == NULL ? NULL : scrl__path_join(l->data_dir, "theme-set.rng");
    if (l->schema == NULL)
        return out_of_memory(l);
    if (path == NULL)
        path = l->data_dir;
    scrl__file_stat stat;
    int status = scrl__file_stat_get(l->ctx, path, &stat);
    if (status == 0)
        status = stat.is_dir ? add_folder(l, path) : add_source(l, strdup(path));
    return status == 0 ? borrow_lists(l) : status;
}

/* All files must be of one set. */
static int check_identity(loader *l)
{
    scrl_themes *themes = l->themes;
    themes->id = scrl__xml_node_attr(l->sources[0].root, "id");
    themes->set_version = scrl__xml_node_attr(l->sources[0].root, "version");
    for (size_t i = 1; i < l->own; i++) {
        const scrl__xml_node *root = l->sources[i].root;
        if (strcmp(scrl__xml_node_attr(root, "id"), themes->id) != 0)
            return fail_line(l->ctx, l->sources[i].name, root->line, "this file belongs to another set,",
                             scrl__xml_node_attr(root, "id"));
        if (strcmp(scrl__xml_node_attr(root, "version"), themes->set_version) != 0)
            return fail_line(l->ctx, l->sources[i].name, root->line, "this file has another version,",
                             scrl__xml_node_attr(root, "version"));
    }
    scrl__str version = SCRL__STR_INIT;
    scrl__str_addf(&version, "%s/%s", themes->id, themes->set_version);
    themes->version = version.failed ? NULL : scrl__arena_strndup(themes->arena, version.data, version.len);
    scrl__str_free(&version);
    return themes->version == NULL ? out_of_memory(l) : 0;
}

/* A list of the data folder gives way to one of the same name in the set. */
static int add_list(loader *l, const source *s, const scrl__xml_node *node, bool lent)
{
    scrl_themes *themes = l->themes;
    const char *name = scrl__xml_node_attr(node, "name");
    for (size_t i = 0; i < themes->list_count; i++) {
        if (strcmp(themes->lists[i].name, name) == 0)
            return lent ? 0 : fail_line(l->ctx, s->name, node->line, "a second list", name);
    }
    if (scrl__grow((void **)&themes->lists, &themes->list_cap, themes->list_count, sizeof(*themes->lists)) != 0)
        return out_of_memory(l);
    themes->lists[themes->list_count++] = (scrl__word_list){name, node->text, s->name, node->line};
    return 0;
}

static int add_borrower(loader *l, const char *layer)
{
    scrl_themes *t = l->themes;
    if (scrl__grow((void **)&t->borrowers, &t->borrower_cap, t->borrower_count, sizeof(*t->borrowers)) != 0)
        return out_of_memory(l);
    t->borrowers[t->borrower_count++] = layer;
    return 0;
}

static int add_skip(loader *l, const scrl__xml_node *node)
{
    scrl_themes *t = l->themes;
    if (scrl__grow((void **)&t->skips, &t->skip_cap, t->skip_count, sizeof(*t->skips)) != 0)
        return out_of_memory(l);
    t->skips[t->skip_count++] = (scrl__skip){scrl__xml_node_attr(node, "role"), scrl__xml_node_attr(node, "except")};
    return 0;
}

static int add_cues(loader *l, const source *s, const scrl__xml_node *cues)
{
    int status = 0;
    for (const scrl__xml_node *n = cues->first_child; n != NULL && status == 0; n = n->next) {
        if (strcmp(n->name, "borrow") == 0)
            status = add_borrower(l, scrl__xml_node_attr(n, "layer"));
        else if (strcmp(n->name, "skip") == 0)
            status = add_skip(l, n);
        else
            status = scrl__cue_add(l->ctx, l->themes, n, s->name);
    }
    return status;
}

/* Lists come first whatever the order of the files, so that every rule sees them all. */
static int add_lists_and_cues(loader *l)
{
    int status = 0;
    for (size_t i = 0; i < l->count && status == 0; i++) {
        for (const scrl__xml_node *n = l->sources[i].root->first_child; n != NULL && status == 0; n = n->next) {
            if (strcmp(n->name, "list") == 0)
                status = add_list(l, &l->sources[i], n, i >= l->own);
        }
    }
    for (size_t i = 0; i < l->count && status == 0; i++) {
        for (const scrl__xml_node *n = l->sources[i].root->first_child; n != NULL && status == 0; n = n->next) {
            if (strcmp(n->name, "cues") == 0)
                status = add_cues(l, &l->sources[i], n);
        }
    }
    return status;
}

static int add_example(loader *l, const source *s, const scrl__xml_node *node, uint32_t theme)
{
    scrl_themes *t = l->themes;
    if (scrl__grow((void **)&t->examples, &t->example_cap, t->example_count, sizeof(*t->examples)) != 0)
        return out_of_memory(l);
    t->examples[t->example_count++] = (scrl__example){.text = node->text,
                                                      .file = s->name,
                                                      .heading = scrl__xml_node_attr(node, "heading"),
                                                      .role = scrl__xml_node_attr(node, "role"),
                                                      .theme = theme,
                                                      .line = node->line,
                                                      .polarity = scrl__polarity_of(node),
                                                      .level = scrl__level_of(node),
                                                      .miss = strcmp(node->name, "near-miss") == 0};
    return 0;
}

static int add_theme_parts(loader *l, const source *s, const scrl__xml_node *node, uint32_t theme)
{
    int status = 0;
    for (const scrl__xml_node *n = node->first_child; n != NULL && status == 0; n = n->next) {
        if (strcmp(n->name, "note") == 0)
            l->themes->themes[theme].note = n->text;
        else if (strcmp(n->name, "rule") == 0)
            status = scrl__rule_add(l->ctx, l->themes, n, s->name, theme);
        else
            status = add_example(l, s, n, theme);
    }
    return status;
}

static bool borrows(const scrl_themes *themes, const char *layer)
{
    for (size_t i = 0; i < themes->borrower_count; i++) {
        if (strcmp(themes->borrowers[i], layer) == 0)
            return true;
    }
    return false;
}

static int add_theme(loader *l, const source *s, const scrl__xml_node *node, const char *layer, const char *group)
{
    scrl_themes *t = l->themes;
    const char *id = scrl__xml_node_attr(node, "id");
    uint32_t other = scrl_themes_find(t, id);
    if (other != SCRL_NONE)
        return scrl__fail(l->ctx, SCRL_EFORMAT, "tag", "%s:%u: theme '%s' stands already in %s:%u", s->name,
                          (unsigned)node->line, id, t->themes[other].file, (unsigned)t->themes[other].line);
    if (scrl__grow((void **)&t->themes, &t->theme_cap, t->theme_count, sizeof(*t->themes)) != 0)
        return out_of_memory(l);
    t->themes[t->theme_count++] = (scrl__theme){.id = id,
                                                .label = scrl__xml_node_attr(node, "label"),
                                                .note = "",
                                                .group = group,
                                                .layer = layer,
                                                .polarity = scrl__xml_node_attr(node, "polarity"),
                                                .file = s->name,
                                                .line = node->line,
                                                .rule_first = (uint32_t)t->rule_count,
                                                .borrows = borrows(t, layer)};
    return add_theme_parts(l, s, node, (uint32_t)(t->theme_count - 1));
}

static int add_group(loader *l, const source *s, const scrl__xml_node *group, const char *layer)
{
    int status = 0;
    for (const scrl__xml_node *n = group->first_child; n != NULL && status == 0; n = n->next) {
        if (strcmp(n->name, "theme") == 0)
            status = add_theme(l, s, n, layer, scrl__xml_node_attr(group, "id"));
    }
    return status;
}

static int add_layers(loader *l)
{
    int status = 0;
    for (size_t i = 0; i < l->own && status == 0; i++) {
        const source *s = &l->sources[i];
        for (const scrl__xml_node *n = s->root->first_child; n != NULL && status == 0; n = n->next) {
            const scrl__xml_node *group = strcmp(n->name, "layer") == 0 ? n->first_child : NULL;
            for (; group != NULL && status == 0; group = group->next)
                status = add_group(l, s, group, scrl__xml_node_attr(n, "id"));
        }
    }
    return status;
}

/* What speaks of themes by their names, when all are known. */
static int add_schemes_and_insteads(loader *l)
{
    int status = 0;
    for (size_t i = 0; i < l->own && status == 0; i++) {
        const char *file = l->sources[i].name;
        for (const scrl__xml_node *n = l->sources[i].root->first_child; n != NULL && status == 0; n = n->next) {
            if (strcmp(n->name, "scheme") == 0)
                status = scrl__crosswalk_add(l->ctx, l->themes, n, file);
            else if (strcmp(n->name, "instead") == 0)
                status = scrl__instead_add(l->ctx, l->themes, n, file);
        }
    }
    return status;
}

static int compile_sets(const loader *l)
{
    if (scrl__set_compile(l->themes->rule_set) != 0 || scrl__set_compile(l->themes->cue_set) != 0)
        return out_of_memory(l);
    return 0;
}

/* A set in a folder may have models beside it. */
static int add_models(loader *l, const char *path)
{
    scrl__file_stat stat;
    const char *folder = path == NULL ? l->data_dir : path;
    if (scrl__file_stat_get(l->ctx, folder, &stat) != 0 || !stat.is_dir)
        return 0;
    char *file = scrl__path_join(folder, SCRL__LEARNED_FILE);
    int status = file == NULL ? out_of_memory(l) : scrl__learned_load(l->ctx, l->themes, file);
    free(file);
    return status;
}

static void free_loader(loader *l)
{
    for (size_t i = 0; i < l->count; i++)
        free(l->sources[i].path);
    free(l->sources);
    free(l->schema);
    free(l->data_dir);
}

static int new_themes(scrl_context *ctx, scrl_themes **out)
{
    scrl_themes *themes = calloc(1, sizeof(*themes));
    if (themes != NULL)
        themes->arena = scrl__arena_new();
    if (themes == NULL || themes->arena == NULL || scrl__set_new(&themes->rule_set) != 0 ||
        scrl__set_new(&themes->cue_set) != 0) {
        scrl_themes_free(themes);
        return scrl__fail_memory(ctx, "tag");
    }
    *out = themes;
    return 0;
}

int scrl_themes_load(scrl_context *ctx, const char *path, scrl_themes **out)
{
    if (ctx == NULL || out == NULL)
        return SCRL_EINVAL;
    loader l = {.ctx = ctx};
    int status = new_themes(ctx, &l.themes);
    if (status == 0)
        status = read_sources(&l, path);
    if (status == 0)
        status = check_identity(&l);
    if (status == 0)
        status = add_lists_and_cues(&l);
    if (status == 0)
        status = add_layers(&l);
    if (status == 0)
        status = add_schemes_and_insteads(&l);
    if (status == 0)
        status = compile_sets(&l);
    if (status == 0)
        status = add_models(&l, path);
    if (status == 0)
        status = scrl__fingerprint(ctx, path != NULL ? path : l.data_dir, l.themes->fingerprint);
    free_loader(&l);
    if (status != 0) {
        scrl_themes_free(l.themes);
        return status;
    }
    *out = l.themes;
    return 0;
}

void scrl_themes_free(scrl_themes *themes)
{
    if (themes == NULL)
        return;
    for (size_t i = 0; i < themes->guard_count; i++)
        scrl__regex_free(themes->guards[i].regex);
    free(themes->guards);
    free(themes->lists);
    free(themes->themes);
    free(themes->rules);
    free(themes->examples);
    free(themes->cues);
    free(themes->skips);
    free(themes->insteads);
    free(themes->borrowers);
    free(themes->crosswalks);
    scrl__set_free(themes->rule_set);
    scrl__set_free(themes->cue_set);
    scrl__learned_free(themes->learned);
    scrl__arena_free(themes->arena);
    free(themes);
}

const char *scrl_themes_fingerprint(const scrl_themes *themes)
{
    return themes == NULL ? "" : themes->fingerprint;
}

const char *scrl_themes_version(const scrl_themes *themes)
{
    return themes == NULL ? "" : themes->version;
}

size_t scrl_themes_count(const scrl_themes *themes)
{
    return themes == NULL ? 0 : themes->theme_count;
}

int scrl_themes_theme(const scrl_themes *themes, size_t i, scrl_theme *out)
{
    if (i >= scrl_themes_count(themes))
        return SCRL_EINVAL;
    const scrl__theme *t = &themes->themes[i];
    scrl_theme theme = {sizeof(theme), t->id, t->label, t->note, t->group, t->layer, t->polarity, t->rule_count};
    return scrl__record_fill(out, &theme, sizeof(theme));
}

uint32_t scrl_themes_find(const scrl_themes *themes, const char *id)
{
    for (size_t i = 0; id != NULL && i < scrl_themes_count(themes); i++) {
        if (strcmp(themes->themes[i].id, id) == 0)
            return (uint32_t)i;
    }
    return SCRL_NONE;
}

/* The rule that '<theme>:<n>' names, or NULL. */
static const scrl__rule *find_rule(const scrl_themes *themes, const char *id)
{
    for (size_t i = 0; i < themes->rule_count; i++) {
        if (strcmp(themes->rules[i].id, id) == 0)
            return &themes->rules[i];
    }
    return NULL;
}

int scrl_themes_rule(const scrl_themes *themes, const char *id, scrl_rule *out)
{
    if (themes == NULL || id == NULL)
        return SCRL_EINVAL;
    const scrl__rule *r = find_rule(themes, id);
    if (r == NULL)
        return SCRL_ENOTFOUND;
    scrl_rule rule = {sizeof(rule), r->id, r->source, r->pattern, r->file, r->line, r->unanchored};
    return scrl__record_fill(out, &rule, sizeof(rule));
}
