/*
 * rules.c - rules and cues as their authors write them, compiled into the two pattern sets of a theme set. Phrases are
 * turned into patterns by match/phrase; this file adds the named lists, the guards beside a rule, and the place of a
 * mistake.
 */
#include "tag/themes.h"

#include <stdlib.h>
#include <string.h>

#include "match/alternatives.h"
#include "match/phrase.h"

#define DEFAULT_CONFIDENCE 75u
#define DEFAULT_WEIGHT 2u

/* Where a phrase stands, for messages. */
typedef struct place {
    scrl_context *ctx;
    scrl_themes *themes;
    const char *file;
    uint32_t line;
} place;

static int fail_place(const place *at, const char *message, size_t position)
{
    return scrl__fail(at->ctx, SCRL_EFORMAT, "tag", "%s:%u: %s, at character %zu", at->file, (unsigned)at->line,
                      message, position + 1);
}

static const char *find_list(void *user, const char *name, size_t name_len)
{
    const scrl_themes *themes = user;
    for (size_t i = 0; i < themes->list_count; i++) {
        if (strncmp(themes->lists[i].name, name, name_len) == 0 && themes->lists[i].name[name_len] == '\0')
            return themes->lists[i].text;
    }
    return NULL;
}

/* The pattern for 'source', in the arena. */
static int make_pattern(const place *at, const char *source, bool is_regex, const char **out)
{
    scrl__str pattern = SCRL__STR_INIT;
    char message[256];
    size_t position = 0;
    int status = 0;
    if (is_regex)
        scrl__str_adds(&pattern, source);
    else
        status = scrl__phrase_pattern(source, find_list, at->themes, &pattern, message, sizeof(message), &position);
    if (status == SCRL_EFORMAT)
        fail_place(at, message, position);
    else if (status != 0 || pattern.failed ||
             (*out = scrl__arena_strndup(at->themes->arena, scrl__str_text(&pattern), pattern.len)) == NULL)
        status = scrl__fail_memory(at->ctx, "tag");
    scrl__str_free(&pattern);
    return status;
}

static int add_to_set(const place *at, scrl__set *set, const char *pattern, size_t id, bool *unanchored)
{
    char message[256];
    size_t position = 0;
    int status = scrl__set_add(set, pattern, 0, (uint32_t)id, unanchored, message, sizeof(message), &position);
    if (status == SCRL_EFORMAT)
        return fail_place(at, message, position);
    return status == 0 ? 0 : scrl__fail_memory(at->ctx, "tag");
}

static int compile_guard(const place *at, const char *source)
{
    scrl_themes *themes = at->themes;
    if (scrl__grow((void **)&themes->guards, &themes->guard_cap, themes->guard_count, sizeof(*themes->guards)) != 0)
        return scrl__fail_memory(at->ctx, "tag");
    const char *pattern = NULL;
    int status = make_pattern(at, source, false, &pattern);
    if (status != 0)
        return status;
    char message[256];
    size_t position = 0;
    scrl__regex *regex = NULL;
    status = scrl__regex_new(pattern, 0, &regex, message, sizeof(message), &position);
    if (status == SCRL_EFORMAT)
        return fail_place(at, message, position);
    if (status != 0)
        return scrl__fail_memory(at->ctx, "tag");
    themes->guards[themes->guard_count++] = (scrl__guard){source, regex};
    return 0;
}

/* The guard for a phrase; none for NULL. */
static int find_guard(const place *at, const char *source, uint32_t *out)
{
    *out = SCRL__UNSET;
    if (source == NULL)
        return 0;
    size_t i = 0;
    while (i < at->themes->guard_count && strcmp(at->themes->guards[i].source, source) != 0)
        i++;
    int status = i < at->themes->guard_count ? 0 : compile_guard(at, source);
    if (status == 0)
        *out = (uint32_t)i;
    return status;
}

static uint32_t number_of(const scrl__xml_node *node, const char *name, uint32_t fallback)
{
    const char *value = scrl__xml_node_attr(node, name);
    return value == NULL ? fallback : (uint32_t)strtoul(value, NULL, 10);
}

static bool is_regex(const scrl__xml_node *node, const char *name)
{
    const char *value = scrl__xml_node_attr(node, name);
    return value != NULL && strcmp(value, "regex") == 0;
}

uint32_t scrl__polarity_of(const scrl__xml_node *node)
{
    const char *value = scrl__xml_node_attr(node, "polarity");
    for (uint32_t i = SCRL_POLARITY_PROBLEM; value != NULL && i <= SCRL_POLARITY_NEUTRAL; i++) {
        if (strcmp(value, scrl_polarity_name((scrl_polarity)i)) == 0)
            return i;
    }
    return SCRL__UNSET;
}

uint32_t scrl__level_of(const scrl__xml_node *node)
{
    const char *value = scrl__xml_node_attr(node, "level");
    for (uint32_t i = SCRL_LEVEL_CASE; value != NULL && i <= SCRL_LEVEL_SYSTEM; i++) {
        if (strcmp(value, scrl_level_name((scrl_level)i)) == 0)
            return i;
    }
    return SCRL__UNSET;
}

bool scrl__word_in(const char *list, const char *word)
{
    size_t len = strlen(word);
    for (const char *p = list; p != NULL && *p != '\0';) {
        size_t n = strcspn(p, " ");
        if (n == len && memcmp(p, word, n) == 0)
            return true;
        p += n;
        p += strspn(p, " ");
    }
    return false;
}

static const char *rule_id(scrl_themes *themes, uint32_t theme, uint32_t number)
{
    scrl__str id = SCRL__STR_INIT;
    scrl__str_addf(&id, "%s:%u", themes->themes[theme].id, (unsigned)number);
    const char *copy = id.failed ? NULL : scrl__arena_strndup(themes->arena, id.data, id.len);
    scrl__str_free(&id);
    return copy;
}

/* In the order of scrl__by. */
static const char *const by_names[] = {"words", "heading", "address", "name"};

static scrl__by by_of(const scrl__xml_node *node)
{
    const char *value = scrl__xml_node_attr(node, "by");
    uint32_t i = SCRL__BY_NAME;
    while (value != NULL && i > 0 && strcmp(value, by_names[i]) != 0)
        i--;
    return value == NULL ? SCRL__BY_WORDS : (scrl__by)i;
}

int scrl__rule_add(scrl_context *ctx, scrl_themes *themes, const scrl__xml_node *node, const char *file, uint32_t theme)
{
    if (scrl__grow((void **)&themes->rules, &themes->rule_cap, themes->rule_count, sizeof(*themes->rules)) != 0)
        return scrl__fail_memory(ctx, "tag");
    place at = {ctx, themes, file, node->line};
    scrl__theme *owner = &themes->themes[theme];
    scrl__rule rule = {.id = rule_id(themes, theme, owner->rule_count + 1),
                       .source = node->text,
                       .file = file,
                       .roles = scrl__xml_node_attr(node, "role"),
                       .theme = theme,
                       .line = node->line,
                       .by = by_of(node),
                       .words = SCRL__UNSET,
                       .polarity = scrl__polarity_of(node),
                       .level = scrl__level_of(node),
                       .confidence = number_of(node, "confidence", DEFAULT_CONFIDENCE)};
    if (rule.id == NULL)
        return scrl__fail_memory(ctx, "tag");
    int status = make_pattern(&at, node->text, is_regex(node, "kind"), &rule.pattern);
    if (status == 0 && rule.by == SCRL__BY_WORDS)
        status = add_to_set(&at, themes->rule_set, rule.pattern, themes->rule_count, &rule.unanchored);
    else if (status == 0)
        status = find_guard(&at, node->text, &rule.words);
    if (status == 0)
        status = find_guard(&at, scrl__xml_node_attr(node, "with"), &rule.with);
    if (status == 0)
        status = find_guard(&at, scrl__xml_node_attr(node, "not"), &rule.without);
    if (status == 0)
        status = find_guard(&at, scrl__xml_node_attr(node, "heading"), &rule.heading);
    if (status != 0)
        return status;
    themes->rules[themes->rule_count++] = rule;
    owner->rule_count++;
    return 0;
}

/* In the order of scrl__cue_kind. */
static const char *const cue_names[SCRL__CUE_KINDS] = {
    "problem",        "good",       "recommended", "neutral", "system",  "case",      "negation", "contrast",
    "counterfactual", "hypothesis", "announced",   "quoted",  "applied", "ruled_out", "denied"};

/* Each alternative counts by itself, also where the words of two overlap. */
static int add_cue_alternatives(const place *at, const char *pattern)
{
    size_t next = 0;
    int status = 0;
    scrl__str one = SCRL__STR_INIT;
    while (status == 0 && scrl__alternative_next(pattern, &next, &one))
        status = one.failed ? scrl__fail_memory(at->ctx, "tag")
                            : add_to_set(at, at->themes->cue_set, scrl__str_text(&one), at->themes->cue_count, NULL);
    scrl__str_free(&one);
    return status;
}

int scrl__cue_add(scrl_context *ctx, scrl_themes *themes, const scrl__xml_node *node, const char *file)
{
    if (scrl__grow((void **)&themes->cues, &themes->cue_cap, themes->cue_count, sizeof(*themes->cues)) != 0)
        return scrl__fail_memory(ctx, "tag");
    place at = {ctx, themes, file, node->line};
    const char *kind = scrl__xml_node_attr(node, "kind");
    uint32_t k = 0;
    while (k < SCRL__CUE_KINDS && (kind == NULL || strcmp(kind, cue_names[k]) != 0))
        k++;
    if (k == SCRL__CUE_KINDS)
        return scrl__fail(ctx, SCRL_EFORMAT, "tag", "%s:%u: unknown kind of cue", file, (unsigned)node->line);
    const char *pattern = NULL;
    int status = make_pattern(&at, node->text, is_regex(node, "syntax"), &pattern);
    if (status == 0)
        status = add_cue_alternatives(&at, pattern);
    if (status != 0)
        return status;
    themes->cues[themes->cue_count++] = (scrl__cue){(scrl__cue_kind)k, number_of(node, "weight", DEFAULT_WEIGHT)};
    return 0;
}

/* The theme that the attribute 'name' names. */
static int find_theme(const place *at, const scrl__xml_node *node, const char *name, uint32_t *out)
{
    const char *id = scrl__xml_node_attr(node, name);
    *out = scrl_themes_find(at->themes, id);
    return *out != SCRL_NONE ? 0
                             : scrl__fail(at->ctx, SCRL_EFORMAT, "tag", "%s:%u: there is no theme '%s'", at->file,
                                          (unsigned)at->line, id);
}

int scrl__instead_add(scrl_context *ctx, scrl_themes *themes, const scrl__xml_node *node, const char *file)
{
    if (scrl__grow((void **)&themes->insteads, &themes->instead_cap, themes->instead_count,
                   sizeof(*themes->insteads)) != 0)
        return scrl__fail_memory(ctx, "tag");
    place at = {ctx, themes, file, node->line};
    scrl__instead one = {.types = scrl__xml_node_attr(node, "type")};
    int status = find_theme(&at, node, "of", &one.of);
    if (status == 0)
        status = find_theme(&at, node, "theme", &one.theme);
    if (status == 0)
        status = find_guard(&at, scrl__xml_node_attr(node, "unless"), &one.unless);
    if (status == 0)
        themes->insteads[themes->instead_count++] = one;
    return status;
}
