/*
 * docx_parts.c - styles, numbering and relationships of a Word document (ECMA-376 part 1, 17.7, 17.9 and part 2, 9). It
 * knows how Word resolves them, not what the paragraphs mean to a report.
 */
#include "read/docx_parts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ABSTRACTS_LINKED 2048 /* Word itself keeps no more lists */
#define CHAIN_MAX 32          /* styles based on each other; a cycle ends here */

static const char *value_of(const scrl__xml_attr *attrs, size_t count)
{
    const char *value = scrl__xml_attr_get(attrs, count, "val");
    return value == NULL ? "" : value;
}

static int number_of(const scrl__xml_attr *attrs, size_t count, int least, int most)
{
    long value = strtol(value_of(attrs, count), NULL, 10);
    return value < least ? least : value > most ? most : (int)value;
}

scrl__flag scrl__docx_flag_of(const scrl__xml_attr *attrs, size_t count)
{
    const char *value = value_of(attrs, count);
    bool off = strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0 ||
               strcmp(value, "none") == 0;
    return off ? SCRL__OFF : SCRL__ON;
}

bool scrl__docx_property(scrl__docx_format *format, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "b") == 0)
        format->type.bold = scrl__docx_flag_of(attrs, count);
    else if (strcmp(name, "i") == 0)
        format->type.italic = scrl__docx_flag_of(attrs, count);
    else if (strcmp(name, "u") == 0)
        format->type.underlined = scrl__docx_flag_of(attrs, count);
    else if (strcmp(name, "caps") == 0)
        format->type.capitals = scrl__docx_flag_of(attrs, count);
    else if (strcmp(name, "vanish") == 0)
        format->type.hidden = scrl__docx_flag_of(attrs, count);
    else if (strcmp(name, "vertAlign") == 0)
        format->type.raised = strcmp(value_of(attrs, count), "superscript") == 0 ? SCRL__ON : SCRL__OFF;
    else if (strcmp(name, "sz") == 0)
        format->type.half_points = (uint16_t)number_of(attrs, count, 0, 500);
    else if (strcmp(name, "jc") == 0)
        format->centred = strcmp(value_of(attrs, count), "center") == 0 ? SCRL__ON : SCRL__OFF;
    else if (strcmp(name, "pageBreakBefore") == 0)
        format->page_break = scrl__docx_flag_of(attrs, count);
    else if (strcmp(name, "outlineLvl") == 0)
        format->outline = number_of(attrs, count, 0, 9);
    else if (strcmp(name, "numId") == 0)
        format->list = number_of(attrs, count, 0, INT32_MAX);
    else if (strcmp(name, "ilvl") == 0)
        format->list_level = number_of(attrs, count, 0, SCRL__DOCX_LEVELS - 1);
    else
        return false;
    return true;
}

void scrl__docx_inherit(scrl__docx_format *format, const scrl__docx_format *below)
{
    scrl__type_inherit(&format->type, &below->type);
    scrl__flag_inherit(&format->centred, below->centred);
    scrl__flag_inherit(&format->page_break, below->page_break);
    if (format->outline < 0)
        format->outline = below->outline;
    if (format->list < 0)
        format->list = below->list;
    if (format->list_level < 0)
        format->list_level = below->list_level;
    format->borders |= below->borders;
}

/* ---- styles */

typedef struct style_parse {
    scrl__docx_styles *out;
    bool in_style, in_defaults, in_borders;
    uint32_t skip; /* depth inside an element that is not read */
} style_parse;

static bool side_of(const char *name, uint32_t *side)
{
    static const char *const sides[] = {"top", "left", "bottom", "right"};
    for (uint32_t i = 0; i < 4; i++) {
        if (strcmp(name, sides[i]) == 0) {
            *side = 1u << i;
            return true;
        }
    }
    return false;
}

static int style_begin(style_parse *p, const scrl__xml_attr *attrs, size_t count)
{
    scrl__docx_styles *out = p->out;
    const char *id = scrl__xml_attr_get(attrs, count, "styleId");
    const char *type = scrl__xml_attr_get(attrs, count, "type");
    const char *usual = scrl__xml_attr_get(attrs, count, "default");
    if (scrl__grow((void **)&out->items, &out->cap, out->count, sizeof(*out->items)) != 0)
        return SCRL_ENOMEM;
    scrl__docx_style style = {.format = SCRL__DOCX_FORMAT_INIT};
    style.id = scrl__arena_strdup(out->arena, id == NULL ? "" : id);
    style.name = style.id;
    style.default_paragraph =
        usual != NULL && strcmp(usual, "0") != 0 && type != NULL && strcmp(type, "paragraph") == 0;
    out->items[out->count++] = style;
    p->in_style = true;
    return style.id == NULL ? SCRL_ENOMEM : 0;
}

/* The looks of parts of a table (its first row, say) are not those of the style. */
static bool is_skipped(const char *name)
{
    return strcmp(name, "tblStylePr") == 0 || strcmp(name, "latentStyles") == 0 || strcmp(name, "pPrChange") == 0 ||
           strcmp(name, "rPrChange") == 0;
}

static int style_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                       uint32_t line)
{
    style_parse *p = user;
    (void)ns;
    (void)line;
    if (p->skip > 0 || is_skipped(name)) {
        p->skip++;
        return 0;
    }
    if (strcmp(name, "docDefaults") == 0)
        p->in_defaults = true;
    if (strcmp(name, "style") == 0)
        return style_begin(p, attrs, count);
    if (p->in_defaults && strcmp(name, "lang") == 0)
        p->out->language = scrl__arena_strdup(p->out->arena, value_of(attrs, count));
    else if (p->in_defaults)
        scrl__docx_property(&p->out->defaults, name, attrs, count);
    if (!p->in_style)
        return 0;
    scrl__docx_style *style = &p->out->items[p->out->count - 1];
    uint32_t side = 0;
    if (strcmp(name, "pBdr") == 0) {
        p->in_borders = true;
    } else if (p->in_borders && side_of(name, &side)) {
        if (scrl__docx_flag_of(attrs, count) == SCRL__ON && strcmp(value_of(attrs, count), "nil") != 0)
            style->format.borders |= side;
    } else if (strcmp(name, "name") == 0) {
        style->name = scrl__arena_strdup(p->out->arena, value_of(attrs, count));
    } else if (strcmp(name, "basedOn") == 0) {
        style->parent = scrl__arena_strdup(p->out->arena, value_of(attrs, count));
    } else {
        scrl__docx_property(&style->format, name, attrs, count);
    }
    return style->name == NULL ? SCRL_ENOMEM : 0;
}

static int style_end(void *user, const char *ns, const char *name)
{
    style_parse *p = user;
    (void)ns;
    if (p->skip > 0)
        p->skip--;
    else if (strcmp(name, "style") == 0)
        p->in_style = false;
    else if (strcmp(name, "docDefaults") == 0)
        p->in_defaults = false;
    else if (strcmp(name, "pBdr") == 0)
        p->in_borders = false;
    return 0;
}

static int ignore_text(void *user, const char *text, size_t len)
{
    (void)user;
    (void)text;
    (void)len;
    return 0;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const scrl__docx_style *)a)->id, ((const scrl__docx_style *)b)->id);
}

/* Every paragraph and run looks its style up: hostile files have many of all three. */
static void sort_styles(scrl__docx_styles *styles)
{
    if (styles->count > 0)
        qsort(styles->items, styles->count, sizeof(*styles->items), by_id);
    styles->usual = styles->count;
    for (size_t i = styles->count; i > 0; i--) {
        if (styles->items[i - 1].default_paragraph)
            styles->usual = i - 1;
    }
}

int scrl__docx_styles_parse(scrl_context *ctx, const char *file, const char *xml, size_t len, scrl__docx_styles *out)
{
    static const scrl__xml_handler handler = {style_start, style_end, ignore_text};
    style_parse p = {.out = out};
    int status = scrl__xml_parse(ctx, "read", file, xml, len, true, &handler, &p, NULL, NULL);
    sort_styles(out);
    return status == SCRL_ENOMEM ? scrl__fail_memory(ctx, "read") : status;
}

void scrl__docx_styles_free(scrl__docx_styles *styles)
{
    free(styles->items);
    styles->items = NULL;
}

const scrl__docx_style *scrl__docx_style_find(const scrl__docx_styles *styles, const char *id)
{
    if (id == NULL)
        return styles->usual < styles->count ? &styles->items[styles->usual] : NULL;
    if (styles->count == 0)
        return NULL;
    scrl__docx_style key = {.id = id};
    return bsearch(&key, styles->items, styles->count, sizeof(key), by_id);
}

void scrl__docx_style_apply(const scrl__docx_styles *styles, const scrl__docx_style *style, scrl__docx_format *format)
{
    for (int i = 0; style != NULL && i < CHAIN_MAX; i++) {
        scrl__docx_inherit(format, &style->format);
        style = style->parent == NULL ? NULL : scrl__docx_style_find(styles, style->parent);
    }
}

/* Lower case without spaces, hyphens and underscores: "Cover Title" and "CoverTitle" are one name. */
static void squeeze(const char *name, char *out, size_t size)
{
    size_t n = 0;
    for (; *name != '\0' && n + 1 < size; name++) {
        if (strchr(" -_", *name) == NULL)
            out[n++] = (char)(*name >= 'A' && *name <= 'Z' ? *name - 'A' + 'a' : *name);
    }
    out[n] = '\0';
}

/* "heading1" with whatever people add ("Numbered Heading 1", "Heading 1 no break"), but not to what else has heads. */
static bool names_heading(const char *name, uint32_t *level)
{
    static const char *const others[] = {"toc", "contents", "table", "box", "figure", "text", "index"};
    const char *at = strstr(name, "heading");
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (strncmp(name, others[i], strlen(others[i])) == 0)
            return false;
    }
    if (at == NULL || at[7] < '1' || at[7] > '9' || (at[8] >= '0' && at[8] <= '9'))
        return false;
    *level = (uint32_t)(at[7] - '0');
    return true;
}

scrl__docx_purpose scrl__docx_name_purpose(const char *name, uint32_t *level)
{
    char s[64];
    squeeze(name, s, sizeof(s));
    if (names_heading(s, level))
        return SCRL__DOCX_HEADING;
    if (strcmp(s, "title") == 0 || strcmp(s, "covertitle") == 0 || strcmp(s, "reporttitle") == 0 ||
        strcmp(s, "documenttitle") == 0 || strcmp(s, "maintitle") == 0 || strcmp(s, "titlepage") == 0)
        return SCRL__DOCX_TITLE;
    if (strcmp(s, "subtitle") == 0)
        return SCRL__DOCX_SUBTITLE;
    if (strcmp(s, "tocheading") == 0 || strcmp(s, "contentsheading") == 0)
        return SCRL__DOCX_CONTENTS_HEADING;
    if ((strncmp(s, "toc", 3) == 0 && s[3] >= '1' && s[3] <= '9') || strncmp(s, "contents", 8) == 0 ||
        strcmp(s, "tableoffigures") == 0)
        return SCRL__DOCX_CONTENTS;
    if (strstr(s, "quote") != NULL || strcmp(s, "blocktext") == 0 || strcmp(s, "quotations") == 0)
        return SCRL__DOCX_QUOTE;
    if (strcmp(s, "caption") == 0)
        return SCRL__DOCX_CAPTION;
    size_t n = strlen(s);
    if (strncmp(s, "box", 3) == 0 || (n >= 3 && strcmp(s + n - 3, "box") == 0) || strstr(s, "boxtext") != NULL ||
        strstr(s, "textbox") != NULL)
        return SCRL__DOCX_BOX;
    return SCRL__DOCX_BODY;
}

scrl__docx_purpose scrl__docx_style_purpose(const scrl__docx_styles *styles, const scrl__docx_style *style,
                                            uint32_t *level)
{
    for (int i = 0; style != NULL && i < CHAIN_MAX; i++) {
        scrl__docx_purpose purpose = scrl__docx_name_purpose(style->name, level);
        if (purpose != SCRL__DOCX_BODY)
            return purpose;
        style = style->parent == NULL ? NULL : scrl__docx_style_find(styles, style->parent);
    }
    return SCRL__DOCX_BODY;
}

/* ---- numbering */

typedef struct numbering_parse {
    scrl__docx_numbering *out;
    bool in_abstract, in_num;
    int level; /* w:lvl or w:lvlOverride that is open; -1 */
} numbering_parse;

static scrl__number_form form_of(const char *name)
{
    static const struct {
        const char *name;
        scrl__number_form form;
    } forms[] = {{"decimal", SCRL__NUMBER_DECIMAL},
                 {"bullet", SCRL__NUMBER_BULLET},
                 {"none", SCRL__NUMBER_NONE},
                 {"lowerLetter", SCRL__NUMBER_LOWER_LETTER},
                 {"upperLetter", SCRL__NUMBER_UPPER_LETTER},
                 {"lowerRoman", SCRL__NUMBER_LOWER_ROMAN},
                 {"upperRoman", SCRL__NUMBER_UPPER_ROMAN},
                 {"decimalZero", SCRL__NUMBER_DECIMAL_ZERO}};
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (strcmp(forms[i].name, name) == 0)
            return forms[i].form;
    }
    return SCRL__NUMBER_DECIMAL;
}

static int id_of(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    const char *value = scrl__xml_attr_get(attrs, count, name);
    long id = value == NULL ? -1 : strtol(value, NULL, 10);
    return id < -1 || id > INT32_MAX ? -1 : (int)id;
}

static int abstract_begin(numbering_parse *p, int id)
{
    scrl__docx_numbering *out = p->out;
    if (scrl__grow((void **)&out->abstracts, &out->abstract_cap, out->abstract_count, sizeof(*out->abstracts)) != 0)
        return SCRL_ENOMEM;
    scrl__docx_abstract *a = &out->abstracts[out->abstract_count++];
    memset(a, 0, sizeof(*a));
    a->id = id;
    for (int i = 0; i < SCRL__DOCX_LEVELS; i++)
        a->levels[i] = (scrl__docx_level){SCRL__NUMBER_NONE, 1, "", NULL, false, false};
    p->in_abstract = true;
    return 0;
}

static int num_begin(numbering_parse *p, int id)
{
    scrl__docx_numbering *out = p->out;
    if (scrl__grow((void **)&out->nums, &out->num_cap, out->num_count, sizeof(*out->nums)) != 0)
        return SCRL_ENOMEM;
    scrl__docx_num *num = &out->nums[out->num_count++];
    *num = (scrl__docx_num){.id = id, .abstract_id = -1};
    for (int i = 0; i < SCRL__DOCX_LEVELS; i++)
        num->start[i] = -1;
    p->in_num = true;
    return 0;
}

static int abstract_property(numbering_parse *p, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    scrl__docx_abstract *a = &p->out->abstracts[p->out->abstract_count - 1];
    const char *value = value_of(attrs, count);
    const char **text = NULL;
    if (strcmp(name, "numStyleLink") == 0)
        text = &a->link;
    else if (strcmp(name, "styleLink") == 0)
        text = &a->is;
    if (p->level >= 0) {
        scrl__docx_level *level = &a->levels[p->level];
        if (strcmp(name, "numFmt") == 0)
            level->form = form_of(value);
        else if (strcmp(name, "start") == 0)
            level->start = (uint32_t)number_of(attrs, count, 0, 30000);
        else if (strcmp(name, "isLgl") == 0)
            level->legal = scrl__docx_flag_of(attrs, count) == SCRL__ON;
        else if (strcmp(name, "lvlRestart") == 0)
            level->no_restart = strcmp(value, "0") == 0;
        else if (strcmp(name, "lvlText") == 0)
            text = &level->text;
        else if (strcmp(name, "pStyle") == 0)
            text = &level->style;
    }
    if (text == NULL)
        return 0;
    *text = scrl__arena_strdup(p->out->arena, value);
    return *text == NULL ? SCRL_ENOMEM : 0;
}

static int numbering_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                           uint32_t line)
{
    numbering_parse *p = user;
    (void)ns;
    (void)line;
    if (strcmp(name, "abstractNum") == 0)
        return abstract_begin(p, id_of(attrs, count, "abstractNumId"));
    if (strcmp(name, "num") == 0)
        return num_begin(p, id_of(attrs, count, "numId"));
    if (strcmp(name, "lvl") == 0 || strcmp(name, "lvlOverride") == 0) {
        int level = id_of(attrs, count, "ilvl");
        p->level = level < SCRL__DOCX_LEVELS ? level : -1;
        return 0;
    }
    if (p->in_abstract)
        return abstract_property(p, name, attrs, count);
    if (p->in_num) {
        scrl__docx_num *num = &p->out->nums[p->out->num_count - 1];
        if (strcmp(name, "abstractNumId") == 0)
            num->abstract_id = number_of(attrs, count, -1, INT32_MAX);
        else if (strcmp(name, "startOverride") == 0 && p->level >= 0)
            num->start[p->level] = number_of(attrs, count, 0, 30000);
    }
    return 0;
}

static int numbering_end(void *user, const char *ns, const char *name)
{
    numbering_parse *p = user;
    (void)ns;
    if (strcmp(name, "abstractNum") == 0)
        p->in_abstract = false;
    else if (strcmp(name, "num") == 0)
        p->in_num = false;
    else if (strcmp(name, "lvl") == 0 || strcmp(name, "lvlOverride") == 0)
        p->level = -1;
    return 0;
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a;
    int y = *(const int *)b;
    return x < y ? -1 : x > y;
}

/* Sorts both tables by their ids, and follows links to numbering styles once. */
static void sort_numbering(scrl__docx_numbering *n)
{
    _Static_assert(offsetof(scrl__docx_abstract, id) == 0 && offsetof(scrl__docx_num, id) == 0,
                   "sorted by their first member");
    if (n->num_count > 0)
        qsort(n->nums, n->num_count, sizeof(*n->nums), by_number);
    if (n->abstract_count > 0)
        qsort(n->abstracts, n->abstract_count, sizeof(*n->abstracts), by_number);
    for (size_t i = 0; i < n->abstract_count; i++) {
        n->abstracts[i].source = i;
        for (size_t k = 0; n->abstracts[i].link != NULL && k < n->abstract_count && k < ABSTRACTS_LINKED; k++) {
            if (n->abstracts[k].is != NULL && strcmp(n->abstracts[k].is, n->abstracts[i].link) == 0)
                n->abstracts[i].source = k;
        }
    }
}

int scrl__docx_numbering_parse(scrl_context *ctx, const char *file, const char *xml, size_t len,
                               scrl__docx_numbering *out)
{
    static const scrl__xml_handler handler = {numbering_start, numbering_end, ignore_text};
    numbering_parse p = {.out = out, .level = -1};
    int status = scrl__xml_parse(ctx, "read", file, xml, len, true, &handler, &p, NULL, NULL);
    sort_numbering(out);
    return status == SCRL_ENOMEM ? scrl__fail_memory(ctx, "read") : status;
}

void scrl__docx_numbering_free(scrl__docx_numbering *numbering)
{
    free(numbering->abstracts);
    free(numbering->nums);
    numbering->abstracts = NULL;
    numbering->nums = NULL;
}

static scrl__docx_num *find_num(const scrl__docx_numbering *numbering, int list)
{
    if (numbering->num_count == 0)
        return NULL;
    return bsearch(&list, numbering->nums, numbering->num_count, sizeof(*numbering->nums), by_number);
}

/* The levels of a list. */
static scrl__docx_abstract *find_abstract(const scrl__docx_numbering *numbering, const scrl__docx_num *num)
{
    if (num == NULL || numbering->abstract_count == 0)
        return NULL;
    scrl__docx_abstract *found = bsearch(&num->abstract_id, numbering->abstracts, numbering->abstract_count,
                                         sizeof(*numbering->abstracts), by_number);
    return found == NULL ? NULL : &numbering->abstracts[found->source];
}

int scrl__docx_numbering_level_of(const scrl__docx_numbering *numbering, int list, const char *style)
{
    const scrl__docx_abstract *a = find_abstract(numbering, find_num(numbering, list));
    for (int i = 0; a != NULL && style != NULL && i < SCRL__DOCX_LEVELS; i++) {
        if (a->levels[i].style != NULL && strcmp(a->levels[i].style, style) == 0)
            return i;
    }
    return -1;
}

/* Word counts along all lists that share their levels, unless one of them starts afresh. */
static void count_paragraph(scrl__docx_abstract *a, scrl__docx_num *num, int level)
{
    if (num->start[level] >= 0) {
        a->counters[level] = (uint32_t)num->start[level];
        num->start[level] = -1;
    } else {
        a->counters[level] = a->started[level] ? a->counters[level] + 1 : a->levels[level].start;
    }
    a->started[level] = true;
    for (int i = level + 1; i < SCRL__DOCX_LEVELS; i++) {
        if (!a->levels[i].no_restart)
            a->started[i] = false;
    }
}

static void write_label(const scrl__docx_abstract *a, int level, scrl__str *out)
{
    const scrl__docx_level *l = &a->levels[level];
    for (const char *t = l->text; *t != '\0'; t++) {
        int at = t[0] == '%' && t[1] >= '1' && t[1] <= '9' ? t[1] - '1' : -1;
        if (at < 0) {
            scrl__str_addc(out, *t);
            continue;
        }
        t++;
        scrl__number_form form = l->legal ? SCRL__NUMBER_DECIMAL : a->levels[at].form;
        scrl__number_write(out, form, a->started[at] ? a->counters[at] : a->levels[at].start);
    }
    while (out->len > 0 && strchr(". ", out->data[out->len - 1]) != NULL)
        scrl__str_truncate(out, out->len - 1);
}

bool scrl__docx_numbering_next(scrl__docx_numbering *numbering, int list, int level, scrl__str *out, bool *bullet,
                               uint32_t *counted_list)
{
    scrl__docx_num *num = find_num(numbering, list);
    scrl__docx_abstract *a = find_abstract(numbering, num);
    if (a == NULL || level < 0 || level >= SCRL__DOCX_LEVELS)
        return false;
    *counted_list = (uint32_t)(a - numbering->abstracts) + 1;
    *bullet = a->levels[level].form == SCRL__NUMBER_BULLET;
    if (*bullet) {
        scrl__number_write(out, SCRL__NUMBER_BULLET, 0);
        return true;
    }
    count_paragraph(a, num, level);
    write_label(a, level, out);
    return out->len > 0;
}

/* ---- relationships */

typedef struct relation_parse {
    const char *folder;
    scrl__docx_relations *out;
} relation_parse;

static int relation_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                          uint32_t line)
{
    relation_parse *p = user;
    scrl__docx_relations *out = p->out;
    (void)ns;
    (void)line;
    const char *id = scrl__xml_attr_get(attrs, count, "Id");
    const char *type = scrl__xml_attr_get(attrs, count, "Type");
    const char *target = scrl__xml_attr_get(attrs, count, "Target");
    const char *mode = scrl__xml_attr_get(attrs, count, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || type == NULL || target == NULL ||
        (mode != NULL && strcasecmp(mode, "External") == 0) || strstr(target, "..") != NULL ||
        strchr(target, ':') != NULL)
        return 0;
    if (scrl__grow((void **)&out->items, &out->cap, out->count, sizeof(*out->items)) != 0)
        return SCRL_ENOMEM;
    scrl__str whole = SCRL__STR_INIT;
    scrl__str_adds(&whole, target[0] == '/' ? "" : p->folder);
    scrl__str_adds(&whole, target[0] == '/' ? target + 1 : target);
    scrl__docx_relation item = {scrl__arena_strdup(out->arena, id == NULL ? "" : id),
                                scrl__arena_strdup(out->arena, type),
                                whole.failed ? NULL : scrl__arena_strdup(out->arena, scrl__str_text(&whole))};
    scrl__str_free(&whole);
    out->items[out->count++] = item;
    return item.id == NULL || item.type == NULL || item.target == NULL ? SCRL_ENOMEM : 0;
}

static int relation_end(void *user, const char *ns, const char *name)
{
    (void)user;
    (void)ns;
    (void)name;
    return 0;
}

static int by_relation_id(const void *a, const void *b)
{
    const scrl__docx_relation *x = a, *y = b;
    return strcmp(x->id, y->id);
}

int scrl__docx_relations_parse(scrl_context *ctx, const char *file, const char *xml, size_t len, const char *folder,
                               scrl__docx_relations *out)
{
    static const scrl__xml_handler handler = {relation_start, relation_end, ignore_text};
    relation_parse p = {folder, out};
    int status = scrl__xml_parse(ctx, "read", file, xml, len, true, &handler, &p, NULL, NULL);
    if (status == SCRL_ENOMEM)
        return scrl__fail_memory(ctx, "read");
    if (out->count > 0)
        qsort(out->items, out->count, sizeof(*out->items), by_relation_id);
    return status;
}

void scrl__docx_relations_free(scrl__docx_relations *relations)
{
    free(relations->items);
    relations->items = NULL;
}

const char *scrl__docx_relation_of(const scrl__docx_relations *relations, const char *id)
{
    const scrl__docx_relation key = {.id = id};
    const scrl__docx_relation *found = relations->count == 0 ? NULL
                                                             : bsearch(&key, relations->items, relations->count,
                                                                       sizeof(*relations->items), by_relation_id);
    return found == NULL ? NULL : found->target;
}

const char *scrl__docx_relation_to(const scrl__docx_relations *relations, const char *kind)
{
    size_t kind_len = strlen(kind);
    for (size_t i = 0; i < relations->count; i++) {
        const char *type = relations->items[i].type;
        size_t type_len = strlen(type);
        if (type_len >= kind_len && strcmp(type + type_len - kind_len, kind) == 0)
            return relations->items[i].target;
    }
    return NULL;
}

/* ---- properties */

typedef struct properties {
    scrl__str *title, *language;
    scrl__str *open;
} properties;

static int property_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                          uint32_t line)
{
    properties *p = user;
    (void)ns;
    (void)attrs;
    (void)count;
    (void)line;
    p->open = strcmp(name, "title") == 0 ? p->title : strcmp(name, "language") == 0 ? p->language : NULL;
    return 0;
}

static int property_end(void *user, const char *ns, const char *name)
{
    properties *p = user;
    (void)ns;
    (void)name;
    p->open = NULL;
    return 0;
}

static int property_text(void *user, const char *text, size_t len)
{
    properties *p = user;
    if (p->open != NULL)
        scrl__str_add(p->open, text, len);
    return 0;
}

int scrl__docx_properties(scrl_context *ctx, const char *file, const char *xml, size_t len, scrl__str *title,
                          scrl__str *language)
{
    static const scrl__xml_handler handler = {property_start, property_end, property_text};
    properties p = {title, language, NULL};
    int status = scrl__xml_parse(ctx, "read", file, xml, len, true, &handler, &p, NULL, NULL);
    return status == 0 && (title->failed || language->failed) ? scrl__fail_memory(ctx, "read") : status;
}
