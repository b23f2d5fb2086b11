/*
 * Loads every .xml file of data/structure: lists of words, cues and word tables, and compiles the cues into one set
 * for each scope. What a cue means for a review is known by the files that ask for its field, not here.
 */
#include "structure/phrases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/file.h"
#include "base/fingerprint.h"
#include "base/str.h"
#include "base/xml.h"
#include "match/phrase.h"

#define WORD_MAX 32u /* bytes of a word of a table, with the NUL */

static const char *const field_names[SCRL__CUE_FIELD_COUNT] = {
    [SCRL__CUE_ROLE] = "role",         [SCRL__CUE_LISTED] = "listed",
    [SCRL__CUE_LABEL] = "label",       [SCRL__CUE_STATEMENT] = "statement",
    [SCRL__CUE_MENTION] = "mention",   [SCRL__CUE_PREFACE] = "preface",
    [SCRL__CUE_AGENCY] = "agency",     [SCRL__CUE_BODY] = "body",
    [SCRL__CUE_WIDE] = "wide",         [SCRL__CUE_TYPE] = "type",
    [SCRL__CUE_FIELD] = "field",       [SCRL__CUE_IMPLIES] = "implies",
    [SCRL__CUE_SPAN] = "span",         [SCRL__CUE_COVER] = "cover",
    [SCRL__CUE_PERSON] = "person",     [SCRL__CUE_PROCESS] = "process",
    [SCRL__CUE_RELATIVE] = "relative", [SCRL__CUE_COLUMN] = "column",
    [SCRL__CUE_DEADLINE] = "deadline", [SCRL__CUE_OWNER] = "owner",
    [SCRL__CUE_ACT] = "act",           [SCRL__CUE_SPEAKER] = "speaker",
    [SCRL__CUE_LAW] = "law",           [SCRL__CUE_AGE] = "age",
    [SCRL__CUE_ANNOUNCE] = "announce", [SCRL__CUE_ASK] = "ask",
    [SCRL__CUE_PATTERN] = "pattern",   [SCRL__CUE_PART] = "part",
    [SCRL__CUE_CONCERNS] = "concerns", [SCRL__CUE_INVOLVED] = "involved",
    [SCRL__CUE_LEAD] = "lead",         [SCRL__CUE_COMMENT] = "comment",
    [SCRL__CUE_SIGN] = "sign",         [SCRL__CUE_POINTS_BACK] = "points_back"};

static const char *const scope_names[SCRL__SCOPE_COUNT] = {"heading", "opening", "sentence", "cover", "judging"};

/* The closed list of docs/vocabulary.md. */
static const char *const role_ids[] = {
    "front_matter",       "contents",       "executive_summary", "introduction",
    "terms_of_reference", "methodology",    "family_background", "chronology",
    "analysis",           "voice_of_child", "family_views",      "practitioner_views",
    "good_practice",      "findings",       "lessons",           "recommendations",
    "conclusion",         "action_plan",    "glossary",          "references",
    "appendix",           "other"};
#define ROLE_COUNT (sizeof(role_ids) / sizeof(role_ids[0]))

uint32_t scrl__role_number(const char *id, size_t len)
{
    for (uint32_t i = 0; i < ROLE_COUNT; i++)
        if (strlen(role_ids[i]) == len && memcmp(role_ids[i], id, len) == 0)
            return i;
    return SCRL__ROLE_NONE;
}

const char *scrl__role_id(uint32_t number)
{
    return number < ROLE_COUNT ? role_ids[number] : "other";
}

/* A named list of words, and the file being read. */
typedef struct named_list {
    const char *name, *text;
} named_list;

typedef struct loader {
    scrl_context *ctx;
    scrl_structure *structure;
    const char *file;
    named_list *lists;
    size_t list_count, list_cap;
} loader;

static int mistake(const loader *l, const scrl__xml_node *node, const char *what, const char *detail)
{
    return scrl__fail(l->ctx, SCRL_EFORMAT, "structure", "%s:%u: %s%s%s", l->file, node->line, what,
                      detail[0] != '\0' ? ": " : "", detail);
}

static const char *find_list(void *user, const char *name, size_t name_len)
{
    const loader *l = user;
    for (size_t i = 0; i < l->list_count; i++)
        if (strlen(l->lists[i].name) == name_len && memcmp(l->lists[i].name, name, name_len) == 0)
            return l->lists[i].text;
    return NULL;
}

static int add_list(loader *l, const scrl__xml_node *node)
{
    const char *name = scrl__xml_node_attr(node, "name");
    if (name == NULL || name[0] == '\0')
        return mistake(l, node, "a list has no name", "");
    if (find_list(l, name, strlen(name)) != NULL)
        return mistake(l, node, "a second list of this name", name);
    if (scrl__grow((void **)&l->lists, &l->list_cap, l->list_count, sizeof(*l->lists)) != 0)
        return scrl__fail_memory(l->ctx, "structure");
    l->lists[l->list_count++] = (named_list){name, node->text};
    return 0;
}

/* Which of 'names' the words of 'text' are, as bits; 0 when one is unknown. */
static uint32_t name_bits(const char *text, uint32_t (*number)(const char *, size_t))
{
    uint32_t bits = 0;
    while (*text != '\0') {
        size_t len = strcspn(text, " ");
        uint32_t n = number(text, len);
        if (n == SCRL__ROLE_NONE)
            return 0;
        bits |= 1u << n;
        text += len + strspn(text + len, " ");
    }
    return bits;
}

static uint32_t scope_number(const char *name, size_t len)
{
    for (uint32_t i = 0; i < SCRL__SCOPE_COUNT; i++)
        if (strlen(scope_names[i]) == len && memcmp(scope_names[i], name, len) == 0)
            return i;
    return SCRL__ROLE_NONE;
}

static int field_number(const char *name)
{
    for (int i = 0; i < SCRL__CUE_FIELD_COUNT; i++)
        if (name != NULL && strcmp(field_names[i], name) == 0)
            return i;
    return -1;
}

/* The expression that a phrase, or the text of kind="regex", stands for. */
static int pattern_of(loader *l, const scrl__xml_node *node, const char *source, bool regex, scrl__str *out)
{
    char message[256] = "";
    size_t position = 0;
    if (source[0] == '\0')
        return mistake(l, node, "an empty phrase", "");
    if (regex) {
        scrl__str_adds(out, source);
        return out->failed ? scrl__fail_memory(l->ctx, "structure") : 0;
    }
    int status = scrl__phrase_pattern(source, find_list, l, out, message, sizeof(message), &position);
    if (status == SCRL_EFORMAT)
        return mistake(l, node, "bad phrase", message);
    return status != 0 || out->failed ? scrl__fail_memory(l->ctx, "structure") : 0;
}

/* Adds the pattern of cue 'id' to the set of each scope in 'scopes'. */
static int add_to_sets(loader *l, const scrl__xml_node *node, uint32_t scopes, const char *pattern, unsigned flags,
                       uint32_t id)
{
    for (int scope = 0; scope < SCRL__SCOPE_COUNT; scope++) {
        if ((scopes & (1u << scope)) == 0)
            continue;
        char message[256] = "";
        size_t position = 0;
        int status =
            scrl__set_add(l->structure->sets[scope], pattern, flags, id, NULL, message, sizeof(message), &position);
        if (status == SCRL_EFORMAT)
            return mistake(l, node, "bad expression", message);
        if (status != 0)
            return scrl__fail_memory(l->ctx, "structure");
    }
    return 0;
}

/* The expression of a cue's 'not' phrase. */
static int compile_not(loader *l, const scrl__xml_node *node, scrl__cue *cue)
{
    const char *source = scrl__xml_node_attr(node, "not");
    if (source == NULL)
        return 0;
    char message[256] = "";
    size_t position = 0;
    scrl__str pattern = SCRL__STR_INIT;
    int status = pattern_of(l, node, source, false, &pattern);
    if (status == 0) {
        status = scrl__regex_new(scrl__str_text(&pattern), 0, &cue->not, message, sizeof(message), &position);
        if (status == SCRL_EFORMAT)
            mistake(l, node, "bad phrase", message);
        else if (status != 0)
            scrl__fail_memory(l->ctx, "structure");
    }
    scrl__str_free(&pattern);
    return status;
}

static int add_cue(loader *l, const scrl__xml_node *node, scrl__cue_field field, uint32_t scopes)
{
    scrl_structure *s = l->structure;
    const char *id = scrl__xml_node_attr(node, "id");
    const char *weight = scrl__xml_node_attr(node, "weight");
    const char *roles = scrl__xml_node_attr(node, "in");
    const char *kind = scrl__xml_node_attr(node, "kind");
    const char *letters = scrl__xml_node_attr(node, "case");
    scrl__cue cue = {.field = field, .weight = weight != NULL ? (uint32_t)strtoul(weight, NULL, 10) : 5};
    scrl__str pattern = SCRL__STR_INIT;
    int status = 0;

    cue.id = scrl__arena_strdup(s->arena, id != NULL ? id : "");
    if (cue.id == NULL || scrl__grow((void **)&s->cues, &s->cue_cap, s->cue_count, sizeof(*s->cues)) != 0)
        return scrl__fail_memory(l->ctx, "structure");
    if (field == SCRL__CUE_ROLE && scrl__role_number(cue.id, strlen(cue.id)) == SCRL__ROLE_NONE)
        return mistake(l, node, "no such role", cue.id);
    if (roles != NULL && (cue.roles = name_bits(roles, scrl__role_number)) == 0)
        return mistake(l, node, "no such role", roles);
    status = compile_not(l, node, &cue);
    if (status != 0)
        return status;
    uint32_t number = (uint32_t)s->cue_count;
    s->cues[s->cue_count++] = cue; /* from here on freed with the structure */
    status = pattern_of(l, node, node->text, kind != NULL && strcmp(kind, "regex") == 0, &pattern);
    if (status == 0)
        status = add_to_sets(l, node, scopes, scrl__str_text(&pattern),
                             letters != NULL && strcmp(letters, "yes") == 0 ? SCRL__REGEX_CASE : 0, number);
    scrl__str_free(&pattern);
    return status;
}

static int add_cues(loader *l, const scrl__xml_node *node)
{
    const char *on = scrl__xml_node_attr(node, "on");
    int field = field_number(scrl__xml_node_attr(node, "field"));
    uint32_t scopes = on != NULL ? name_bits(on, scope_number) : 0;
    if (field < 0 || scopes == 0)
        return mistake(l, node, "cues of an unknown field, or on an unknown text", "");
    for (const scrl__xml_node *n = node->first_child; n != NULL; n = n->next) {
        int status = add_cue(l, n, (scrl__cue_field)field, scopes);
        if (status != 0)
            return status;
    }
    return 0;
}

static uint32_t hash_text(uint32_t h, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619u;
    return h;
}

static uint32_t word_bit(uint32_t h)
{
    return (h ^ (h >> 15)) % SCRL__WORD_BITS;
}

/* The bit of a word that begins a date. */
static uint32_t begin_bit(const char *text, size_t len)
{
    return word_bit(hash_text(2166136261u, text, len));
}

/* The bit of a text of one table: most words of a review are in no table, and are asked for in several. */
static uint32_t entry_bit(const char *table, const char *text, size_t len)
{
    return word_bit(hash_text(hash_text(2166136261u, table, strlen(table)), text, len));
}

static bool bit_is_set(const uint64_t *bits, uint32_t bit)
{
    return (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

static void set_bit(uint64_t *bits, uint32_t bit)
{
    bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}

/* One word element holds alternatives of one value: "January|Jan". */
static int add_word(loader *l, const scrl__xml_node *node, const char *table, bool begins_date)
{
    scrl_structure *s = l->structure;
    const char *value = scrl__xml_node_attr(node, "value");
    const char *p = node->text;
    while (*p != '\0') {
        size_t len = strcspn(p, "|");
        char *text = scrl__arena_strndup(s->arena, p, len);
        if (text == NULL || scrl__grow((void **)&s->words, &s->word_cap, s->word_count, sizeof(*s->words)) != 0)
            return scrl__fail_memory(l->ctx, "structure");
        for (char *c = text; *c != '\0'; c++)
            if (*c >= 'A' && *c <= 'Z')
                *c = (char)(*c + 32);
        set_bit(s->word_bits, entry_bit(table, text, len));
        if (begins_date)
            set_bit(s->date_bits, begin_bit(text, strspn(text, "abcdefghijklmnopqrstuvwxyz")));
        s->words[s->word_count++] = (scrl__word){table, text, value != NULL ? (int32_t)strtol(value, NULL, 10) : 1};
        p += len + (p[len] == '|' ? 1 : 0);
    }
    return 0;
}

static int add_words(loader *l, const scrl__xml_node *node)
{
    const char *name = scrl__xml_node_attr(node, "table");
    const char *begins = scrl__xml_node_attr(node, "begins");
    char *table = scrl__arena_strdup(l->structure->arena, name != NULL ? name : "");
    if (table == NULL)
        return scrl__fail_memory(l->ctx, "structure");
    for (const scrl__xml_node *n = node->first_child; n != NULL; n = n->next) {
        int status = add_word(l, n, table, begins != NULL && strcmp(begins, "date") == 0);
        if (status != 0)
            return status;
    }
    return 0;
}

static int compare_words(const void *a, const void *b)
{
    const scrl__word *x = a, *y = b;
    int order = strcmp(x->table, y->table);
    return order != 0 ? order : strcmp(x->text, y->text);
}

/* Copies a word in lower case; false when it is too long for any table. */
static bool lower_word(const char *word, size_t len, char text[WORD_MAX])
{
    if (len == 0 || len >= WORD_MAX)
        return false;
    for (size_t i = 0; i < len; i++)
        text[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] + 32 : word[i]);
    text[len] = '\0';
    return true;
}

bool scrl__word_begins_date(const scrl_structure *structure, const char *word, size_t len)
{
    char text[WORD_MAX];
    return lower_word(word, len, text) && bit_is_set(structure->date_bits, begin_bit(text, len));
}

int32_t scrl__word_value(const scrl_structure *structure, const char *table, const char *word, size_t len,
                         int32_t missing)
{
    char text[WORD_MAX];
    if (!lower_word(word, len, text) || !bit_is_set(structure->word_bits, entry_bit(table, text, len)))
        return missing;
    const scrl__word key = {table, text, 0};
    const scrl__word *found = bsearch(&key, structure->words, structure->word_count, sizeof(key), compare_words);
    return found != NULL ? found->value : missing;
}

/* Lists first, so that a cue of any file may use a list of any other. */
static int take_file(loader *l, const scrl__xml_node *root, bool lists)
{
    if (strcmp(root->name, "structure") != 0)
        return mistake(l, root, "not a file of structure phrases", "");
    for (const scrl__xml_node *n = root->first_child; n != NULL; n = n->next) {
        int status = 0;
        if (strcmp(n->name, "list") == 0)
            status = lists ? add_list(l, n) : 0;
        else if (!lists && strcmp(n->name, "cues") == 0)
            status = add_cues(l, n);
        else if (!lists && strcmp(n->name, "words") == 0)
            status = add_words(l, n);
        if (status != 0)
            return status;
    }
    return 0;
}

static int load_files(loader *l, const char *dir, char **names, size_t count, scrl__arena *trees)
{
    int status = 0;
    char *schema = scrl__path_join(dir, "structure.rng");
    scrl__xml_node **roots = scrl__arena_alloc(trees, count * sizeof(scrl__xml_node *));
    if (schema == NULL || roots == NULL)
        status = scrl__fail_memory(l->ctx, "structure");
    for (size_t i = 0; status == 0 && i < count; i++) {
        char *path = scrl__path_join(dir, names[i]);
        status = path == NULL ? scrl__fail_memory(l->ctx, "structure")
                              : scrl__xml_load(l->ctx, "structure", path, schema, trees, &roots[i]);
        free(path);
    }
    for (int lists = 1; lists >= 0; lists--)
        for (size_t i = 0; status == 0 && i < count; i++) {
            l->file = names[i];
            status = take_file(l, roots[i], lists == 1);
        }
    free(schema);
    return status;
}

static scrl_structure *structure_new(void)
{
    scrl_structure *s = calloc(1, sizeof(*s));
    if (s == NULL)
        return NULL;
    s->arena = scrl__arena_new();
    bool ok = s->arena != NULL;
    for (int i = 0; ok && i < SCRL__SCOPE_COUNT; i++)
        ok = scrl__set_new(&s->sets[i]) == 0;
    if (ok)
        return s;
    scrl_structure_free(s);
    return NULL;
}

void scrl_structure_free(scrl_structure *structure)
{
    if (structure == NULL)
        return;
    for (int i = 0; i < SCRL__SCOPE_COUNT; i++)
        scrl__set_free(structure->sets[i]);
    for (size_t i = 0; i < structure->cue_count; i++)
        scrl__regex_free(structure->cues[i].not );
    free(structure->cues);
    free(structure->words);
    scrl__arena_free(structure->arena);
    free(structure);
}

/* Ends loading: nothing is added any more. */
static int seal(scrl_structure *s)
{
    if (s->word_count > 0)
        qsort(s->words, s->word_count, sizeof(*s->words), compare_words);
    for (int i = 0; i < SCRL__SCOPE_COUNT; i++)
        if (scrl__set_compile(s->sets[i]) != 0)
            return SCRL_ENOMEM;
    return 0;
}

int scrl_structure_load(scrl_context *ctx, const char *dir, scrl_structure **out)
{
    if (ctx == NULL || out == NULL)
        return SCRL_EINVAL;
    int status = 0;
    char *own = dir == NULL ? scrl__path_join(ctx->data_dir, "structure") : NULL;
    char **names = NULL;
    size_t count = 0;
    scrl__arena *trees = scrl__arena_new();
    loader l = {ctx, structure_new(), "", NULL, 0, 0};

    if ((dir == NULL && own == NULL) || trees == NULL || l.structure == NULL) {
        status = scrl__fail_memory(ctx, "structure");
        goto done;
    }
    if (dir == NULL)
        dir = own;
    status = scrl__dir_list(ctx, dir, ".xml", &names, &count);
    if (status == 0 && count == 0)
        status = scrl__fail(ctx, SCRL_ENOTFOUND, "structure", "no structure phrases in %s", dir);
    if (status == 0)
        status = load_files(&l, dir, names, count, trees);
    if (status == 0)
        status = scrl__fingerprint(ctx, dir, l.structure->fingerprint);
    if (status == 0 && seal(l.structure) != 0)
        status = scrl__fail_memory(ctx, "structure");
    if (status == 0) {
        *out = l.structure;
        l.structure = NULL;
    }
done:
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    free(l.lists);
    free(own);
    scrl__arena_free(trees);
    scrl_structure_free(l.structure);
    return status;
}

const char *scrl_structure_fingerprint(const scrl_structure *structure)
{
    return structure == NULL ? "" : structure->fingerprint;
}
