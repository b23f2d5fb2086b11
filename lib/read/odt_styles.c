/*
 * odt_styles.c - styles and list numbering of OpenDocument (ODF 1.2, 16 and 19). It knows how a style is made of others
 * and how numbers are put together, not what the paragraphs mean.
 */
#include "read/odt_styles.h"

#include <stdlib.h>
#include <string.h>

#define CHAIN_MAX 32

static const char *get(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    const char *value = scrl__xml_attr_get(attrs, count, name);
    return value == NULL ? "" : value;
}

static uint32_t get_number(const scrl__xml_attr *attrs, size_t count, const char *name, uint32_t usual)
{
    const char *value = scrl__xml_attr_get(attrs, count, name);
    unsigned long n = value == NULL ? usual : strtoul(value, NULL, 10);
    return n > 30000 ? 30000 : (uint32_t)n;
}

/* "Cover_20_Title" is "Cover Title". */
static const char *plain_name(scrl__arena *arena, const char *name)
{
    char *out = scrl__arena_strdup(arena, name);
    char *to = out;
    for (const char *from = name; out != NULL && *from != '\0'; to++) {
        if (strncmp(from, "_20_", 4) == 0) {
            *to = ' ';
            from += 4;
        } else {
            *to = *from++;
        }
    }
    if (out != NULL)
        *to = '\0';
    return out;
}

static int style_begin(scrl__odt_styles *s, const scrl__xml_attr *attrs, size_t count)
{
    if (scrl__grow((void **)&s->items, &s->cap, s->count, sizeof(*s->items)) != 0)
        return SCRL_ENOMEM;
    const char *label = get(attrs, count, "display-name");
    const char *list = scrl__xml_attr_get(attrs, count, "list-style-name");
    scrl__odt_style style = {.name = scrl__arena_strdup(s->arena, get(attrs, count, "name")),
                             .family = scrl__arena_strdup(s->arena, get(attrs, count, "family")),
                             .parent = scrl__arena_strdup(s->arena, get(attrs, count, "parent-style-name")),
                             .list = list == NULL ? NULL : scrl__arena_strdup(s->arena, list),
                             .outline = (int)get_number(attrs, count, "default-outline-level", 0),
                             .new_master = get(attrs, count, "master-page-name")[0] != '\0'};
    style.label =
        label[0] != '\0' ? scrl__arena_strdup(s->arena, label) : plain_name(s->arena, get(attrs, count, "name"));
    style.age = s->count;
    s->items[s->count++] = style;
    s->in_style = true;
    return style.name == NULL || style.family == NULL || style.parent == NULL || style.label == NULL ? SCRL_ENOMEM : 0;
}

static void set_flag(scrl__flag *flag, const char *value, const char *on)
{
    if (value[0] != '\0')
        *flag = strcmp(value, on) == 0 ? SCRL__ON : SCRL__OFF;
}

static void text_properties(scrl__odt_style *style, const scrl__xml_attr *attrs, size_t count)
{
    const char *size = get(attrs, count, "font-size");
    const char *line = get(attrs, count, "text-underline-style");
    const char *weight = get(attrs, count, "font-weight");
    const char *position = get(attrs, count, "text-position");
    set_flag(&style->type.bold, weight, "bold");
    if (weight[0] >= '6' && weight[0] <= '9')
        style->type.bold = SCRL__ON;
    set_flag(&style->type.italic, get(attrs, count, "font-style"), "italic");
    set_flag(&style->type.capitals, get(attrs, count, "text-transform"), "uppercase");
    set_flag(&style->type.hidden, get(attrs, count, "display"), "none");
    if (position[0] != '\0')
        style->type.raised = strncmp(position, "super", 5) == 0 || strtod(position, NULL) > 0 ? SCRL__ON : SCRL__OFF;
    if (line[0] != '\0')
        style->type.underlined = strcmp(line, "none") == 0 ? SCRL__OFF : SCRL__ON;
    double value = strtod(size, NULL);
    if (value > 0 && value < 400 && strchr(size, '%') != NULL)
        style->size_pct = (uint16_t)value;
    else if (value > 0 && value < 250)
        style->type.half_points = (uint16_t)(value * 2 + 0.5);
}

static void paragraph_properties(scrl__odt_style *style, const scrl__xml_attr *attrs, size_t count)
{
    const char *border = get(attrs, count, "border");
    set_flag(&style->centred, get(attrs, count, "text-align"), "center");
    if (border[0] != '\0')
        style->boxed = strcmp(border, "none") == 0 ? SCRL__OFF : SCRL__ON;
    static const char *const sides[] = {"border-top", "border-bottom", "border-left", "border-right"};
    size_t drawn = 0;
    for (size_t i = 0; i < 4; i++) {
        const char *side = get(attrs, count, sides[i]);
        drawn += side[0] != '\0' && strcmp(side, "none") != 0;
    }
    if (drawn == 4)
        style->boxed = SCRL__ON;
    style->break_before = strcmp(get(attrs, count, "break-before"), "page") == 0;
    style->break_after = strcmp(get(attrs, count, "break-after"), "page") == 0;
}

static int list_begin(scrl__odt_styles *s, const char *name)
{
    if (scrl__grow((void **)&s->lists, &s->list_cap, s->list_count, sizeof(*s->lists)) != 0)
        return SCRL_ENOMEM;
    scrl__odt_list *list = &s->lists[s->list_count++];
    memset(list, 0, sizeof(*list));
    list->name = scrl__arena_strdup(s->arena, name);
    for (size_t i = 0; i < SCRL__ODT_LEVELS; i++)
        list->levels[i] = (scrl__odt_level){SCRL__NUMBER_NONE, "", "", 1, 1, 0, false};
    s->in_list = true;
    return list->name == NULL ? SCRL_ENOMEM : 0;
}

static scrl__number_form form_of(const char *format)
{
    switch (format[0]) {
    case '1':
        return SCRL__NUMBER_DECIMAL;
    case 'a':
        return SCRL__NUMBER_LOWER_LETTER;
    case 'A':
        return SCRL__NUMBER_UPPER_LETTER;
    case 'i':
        return SCRL__NUMBER_LOWER_ROMAN;
    case 'I':
        return SCRL__NUMBER_UPPER_ROMAN;
    default:
        return SCRL__NUMBER_NONE;
    }
}

static int level_begin(scrl__odt_styles *s, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    uint32_t at = get_number(attrs, count, "level", 0);
    if (at < 1 || at > SCRL__ODT_LEVELS)
        return 0;
    scrl__odt_level *level = &s->lists[s->list_count - 1].levels[at - 1];
    if (strcmp(name, "list-level-style-bullet") == 0 || strcmp(name, "list-level-style-image") == 0) {
        level->form = SCRL__NUMBER_BULLET;
        return 0;
    }
    level->form = form_of(get(attrs, count, "num-format"));
    level->start = get_number(attrs, count, "start-value", 1);
    level->shown = get_number(attrs, count, "display-levels", 1);
    level->prefix = scrl__arena_strdup(s->arena, get(attrs, count, "num-prefix"));
    level->suffix = scrl__arena_strdup(s->arena, get(attrs, count, "num-suffix"));
    return level->prefix == NULL || level->suffix == NULL ? SCRL_ENOMEM : 0;
}

int scrl__odt_styles_start(scrl__odt_styles *s, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "style") == 0)
        return style_begin(s, attrs, count);
    if (strcmp(name, "list-style") == 0)
        return list_begin(s, get(attrs, count, "name"));
    if (strcmp(name, "outline-style") == 0)
        return list_begin(s, "");
    if (s->in_style && strcmp(name, "text-properties") == 0)
        text_properties(&s->items[s->count - 1], attrs, count);
    else if (s->in_style && strcmp(name, "paragraph-properties") == 0)
        paragraph_properties(&s->items[s->count - 1], attrs, count);
    else if (s->in_style && strcmp(name, "section-properties") == 0)
        set_flag(&s->items[s->count - 1].type.hidden, get(attrs, count, "display"), "none");
    else if (s->in_list && (strncmp(name, "list-level-style-", 17) == 0 || strcmp(name, "outline-level-style") == 0))
        return level_begin(s, name, attrs, count);
    return 0;
}

void scrl__odt_styles_end(scrl__odt_styles *s, const char *name)
{
    if (strcmp(name, "style") == 0)
        s->in_style = false;
    else if (strcmp(name, "list-style") == 0 || strcmp(name, "outline-style") == 0)
        s->in_list = false;
}

/* The automatic styles of styles.xml are those of headers and footers, which are not read. */
static int file_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                      uint32_t line)
{
    scrl__odt_styles *s = user;
    (void)ns;
    (void)line;
    if (s->off_depth > 0 || strcmp(name, "automatic-styles") == 0 || strcmp(name, "master-styles") == 0) {
        s->off_depth++;
        return 0;
    }
    return scrl__odt_styles_start(s, name, attrs, count);
}

static int file_end(void *user, const char *ns, const char *name)
{
    scrl__odt_styles *s = user;
    (void)ns;
    if (s->off_depth > 0)
        s->off_depth--;
    else
        scrl__odt_styles_end(s, name);
    return 0;
}

static int file_text(void *user, const char *text, size_t len)
{
    (void)user;
    (void)text;
    (void)len;
    return 0;
}

int scrl__odt_styles_parse(scrl_context *ctx, const char *file, const char *xml, size_t len, scrl__odt_styles *out)
{
    static const scrl__xml_handler handler = {file_start, file_end, file_text};
    int status = scrl__xml_parse(ctx, "read", file, xml, len, true, &handler, out, NULL, NULL);
    return status == SCRL_ENOMEM ? scrl__fail_memory(ctx, "read") : status;
}

void scrl__odt_styles_free(scrl__odt_styles *styles)
{
    free(styles->items);
    free(styles->lists);
    styles->items = NULL;
    styles->lists = NULL;
}

static int by_name(const void *a, const void *b)
{
    const scrl__odt_style *x = a;
    const scrl__odt_style *y = b;
    int order = strcmp(x->family, y->family);
    return order != 0 ? order : strcmp(x->name, y->name);
}

static int by_name_and_age(const void *a, const void *b)
{
    const scrl__odt_style *x = a;
    const scrl__odt_style *y = b;
    int order = by_name(a, b);
    return order != 0 ? order : x->age < y->age ? 1 : -1;
}

void scrl__odt_styles_sort(scrl__odt_styles *styles)
{
    if (styles->count == 0)
        return;
    qsort(styles->items, styles->count, sizeof(*styles->items), by_name_and_age);
    size_t kept = 1;
    for (size_t i = 1; i < styles->count; i++) {
        if (by_name(&styles->items[i], &styles->items[kept - 1]) != 0)
            styles->items[kept++] = styles->items[i];
    }
    styles->count = kept;
}

const scrl__odt_style *scrl__odt_style_find(const scrl__odt_styles *styles, const char *family, const char *name)
{
    scrl__odt_style key = {.family = family, .name = name};
    if (name == NULL || styles->count == 0)
        return NULL;
    return bsearch(&key, styles->items, styles->count, sizeof(key), by_name);
}

void scrl__odt_style_resolve(const scrl__odt_styles *styles, const scrl__odt_style *style, scrl__odt_style *out)
{
    *out = *style;
    uint32_t percent = out->size_pct > 0 ? out->size_pct : 100;
    for (int i = 0; i < CHAIN_MAX && style->parent[0] != '\0'; i++) {
        style = scrl__odt_style_find(styles, style->family, style->parent);
        if (style == NULL)
            break;
        scrl__flag_inherit(&out->centred, style->centred);
        scrl__flag_inherit(&out->boxed, style->boxed);
        out->outline = out->outline > 0 ? out->outline : style->outline;
        out->list = out->list != NULL ? out->list : style->list;
        out->break_before = out->break_before || style->break_before;
        out->break_after = out->break_after || style->break_after;
        if (out->type.half_points == 0 && style->type.half_points > 0)
            out->type.half_points = (uint16_t)(style->type.half_points * percent / 100);
        scrl__type_inherit(&out->type, &style->type);
        if (style->size_pct > 0)
            percent = percent * style->size_pct / 100;
    }
}

scrl__docx_purpose scrl__odt_style_purpose(const scrl__odt_styles *styles, const scrl__odt_style *style,
                                           uint32_t *level)
{
    for (int i = 0; style != NULL && i < CHAIN_MAX; i++) {
        scrl__docx_purpose purpose = scrl__docx_name_purpose(style->label, level);
        if (purpose != SCRL__DOCX_BODY)
            return purpose;
        style = style->parent[0] == '\0' ? NULL : scrl__odt_style_find(styles, style->family, style->parent);
    }
    return SCRL__DOCX_BODY;
}

scrl__odt_list *scrl__odt_list_find(const scrl__odt_styles *styles, const char *name)
{
    for (size_t i = styles->list_count; name != NULL && i > 0; i--) {
        if (strcmp(styles->lists[i - 1].name, name) == 0)
            return &styles->lists[i - 1];
    }
    return NULL;
}

void scrl__odt_list_restart(scrl__odt_list *list, uint32_t level)
{
    for (uint32_t i = level; i < SCRL__ODT_LEVELS; i++)
        list->levels[i].started = false;
}

static void write_label(const scrl__odt_list *list, uint32_t level, scrl__str *out)
{
    const scrl__odt_level *l = &list->levels[level];
    uint32_t shown = l->shown < 1 ? 1 : l->shown > level + 1 ? level + 1 : l->shown;
    bool first = true;
    scrl__str_adds(out, l->prefix);
    for (uint32_t i = level + 1 - shown; i <= level; i++) {
        const scrl__odt_level *part = &list->levels[i];
        if (part->form == SCRL__NUMBER_NONE || part->form == SCRL__NUMBER_BULLET)
            continue;
        if (!first)
            scrl__str_addc(out, '.');
        first = false;
        scrl__number_write(out, part->form, part->started ? part->counter : part->start);
    }
    scrl__str_adds(out, l->suffix);
    while (out->len > 0 && strchr(". ", out->data[out->len - 1]) != NULL)
        scrl__str_truncate(out, out->len - 1);
}

bool scrl__odt_list_next(scrl__odt_list *list, uint32_t level, int start, scrl__str *out, bool *bullet)
{
    if (level >= SCRL__ODT_LEVELS)
        return false;
    scrl__odt_level *l = &list->levels[level];
    *bullet = l->form == SCRL__NUMBER_BULLET;
    if (*bullet)
        scrl__number_write(out, SCRL__NUMBER_BULLET, 0);
    if (*bullet || l->form == SCRL__NUMBER_NONE)
        return *bullet;
    if (start >= 0)
        l->counter = (uint32_t)start;
    else
        l->counter = l->started ? l->counter + 1 : l->start;
    l->started = true;
    scrl__odt_list_restart(list, level + 1);
    write_label(list, level, out);
    return out->len > 0;
}
