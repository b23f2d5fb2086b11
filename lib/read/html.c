/*
 * html.c - reports published as web pages: paragraphs, lists, tables and notes by SAX, each with the area of the page
 * that it stands in. When the page has been read, the areas that belong to the site are left out (html_site.c knows
 * their signs) and <main> or <article> is preferred where it holds most of the text.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/draft.h"
#include "read/html.h"
#include "read/html_site.h"
#include "read/number.h"
#include "read/reader.h"

#define META_BYTES 4096   /* where a page says its encoding */
#define SHORT_SENTENCE 40 /* bytes; an aside with fewer is no box of a report */
#define SHORT_AREA 240    /* bytes of an area that is too short to be part of a report */
#define MARK_BYTES 10     /* longest mark of a note, brackets included */
#define NUMBER_BYTES 24   /* longest number in an element of its own */
#define ZONE_MAIN 1u      /* flags beside the number of a zone */
#define ZONE_ARTICLE 2u
#define ZONE_SHIFT 2

/* An area of the page. */
typedef struct zone {
    scrl__html_sort sort;
    uint32_t parent;
    bool holds_main;
    size_t bytes, link_bytes;
} zone;

/* What holds for all text inside an element. */
typedef struct state {
    uint32_t zone; /* index; 0 is the page */
    bool in_main, in_article, dropped, hidden, bold, italic, underlined, centred, link, quote, box, note, caption,
        in_head, in_title;
    uint32_t heading; /* level; 0: none */
} state;

typedef struct element {
    char name[16];
    state before;
    uint64_t paragraph; /* running number of the paragraph that was open when it began */
    size_t text_start;  /* and the length of its text then */
    bool number, mark, saw_link, note_link, block;
} element;

typedef struct list {
    scrl__number_form form;
    int64_t value;
    bool item_waits;
} list;

typedef struct table {
    bool begun, row_open;
} table;

typedef struct html {
    scrl_context *ctx;
    scrl__draft *draft;
    state now;
    element *elements;
    size_t element_count, element_cap;
    list *lists;
    size_t list_count, list_cap;
    table *tables;
    size_t table_count, table_cap;
    zone *zones;
    size_t zone_count, zone_cap;
    /* the paragraph that is open */
    scrl__str text, number;
    state here; /* as at its first letter */
    uint64_t paragraph;
    size_t letters, bold, italic, underlined, link_bytes;
    uint32_t breaks; /* <br> since the last letter */
    scrl__str title, language;
    uint32_t articles;
    bool keep_main, keep_article;
    uint32_t page;         /* of the document that it is a part of; else 0 */
    bool part;             /* of another document: no site is looked for */
    bool hidden, tracked;  /* text was left out that is not shown, or that is marked as deleted */
    size_t first_headings; /* h1 outside the site's areas */
    size_t site_headings;
} html;

static const char *get(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    const char *value = scrl__xml_attr_get(attrs, count, name);
    return value == NULL ? "" : value;
}

static bool one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

#define ONE_OF(name, names) one_of(name, names, sizeof(names) / sizeof((names)[0]))

static bool is_block(const char *name)
{
    static const char *const names[] = {
        "p",       "div",        "li",       "td",     "th",      "tr",     "table",  "tbody",  "thead", "tfoot",
        "ul",      "ol",         "section",  "main",   "article", "aside",  "header", "footer", "nav",   "blockquote",
        "figure",  "figcaption", "caption",  "body",   "address", "center", "dd",     "dl",     "dt",    "dialog",
        "details", "summary",    "fieldset", "legend", "form",    "hgroup", "hr",     "menu",   "pre",   "h1",
        "h2",      "h3",         "h4",       "h5",     "h6",      "html"};
    return ONE_OF(name, names);
}

/* Elements whose text is not part of any text. */
static bool is_never_text(const char *name)
{
    static const char *const names[] = {"script", "style",    "noscript", "template", "svg",     "select", "button",
                                        "input",  "option",   "textarea", "object",   "iframe",  "canvas", "audio",
                                        "video",  "datalist", "map",      "applet",   "noframes"};
    return ONE_OF(name, names);
}

/* ---- paragraphs */

static bool is_blank(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (strchr(" \t\r\n\f", text[i]) == NULL || text[i] == '\0')
            return false;
    }
    return true;
}

static scrl__draft_in describe(html *h)
{
    size_t most = h->letters - h->letters / 10;
    const state *s = &h->here;
    scrl__draft_in in = {.part = s->heading > 0 ? SCRL__DRAFT_HEADING : SCRL__DRAFT_TEXT,
                         .level = s->heading,
                         .page = h->page,
                         .zone =
                             s->zone << ZONE_SHIFT | (s->in_main ? ZONE_MAIN : 0) | (s->in_article ? ZONE_ARTICLE : 0),
                         .number = h->number.len > 0 ? h->number.data : NULL,
                         .text = scrl__str_text(&h->text),
                         .text_len = h->text.len};
    in.look = (scrl__draft_look){.bold = h->letters > 0 && h->bold >= most,
                                 .italic = h->letters > 0 && h->italic >= most,
                                 .underlined = h->letters > 0 && h->underlined >= most,
                                 .centred = s->centred};
    in.kind = s->note      ? SCRL_BLOCK_FOOTNOTE
              : s->caption ? SCRL_BLOCK_CAPTION
              : s->quote   ? SCRL_BLOCK_QUOTE
              : s->box     ? SCRL_BLOCK_BOX
                           : SCRL_BLOCK_PARAGRAPH;
    return in;
}

/* The first paragraph of a list item bears the item's mark. */
static void number_item(html *h, scrl__draft_in *in, scrl__str *label)
{
    list *l = h->list_count > 0 ? &h->lists[h->list_count - 1] : NULL;
    if (l == NULL || !l->item_waits || in->part == SCRL__DRAFT_HEADING)
        return;
    l->item_waits = false;
    if (in->kind != SCRL_BLOCK_FOOTNOTE)
        in->kind = SCRL_BLOCK_LIST_ITEM;
    if (in->number != NULL || (in->kind == SCRL_BLOCK_FOOTNOTE && l->form == SCRL__NUMBER_BULLET))
        return;
    scrl__number_write(label, l->form, l->value < 0 ? 0 : (uint32_t)l->value);
    in->number = scrl__str_text(label);
}

static void count_zone(html *h)
{
    for (uint32_t z = h->here.zone; z != 0; z = h->zones[z].parent) {
        h->zones[z].bytes += h->text.len;
        h->zones[z].link_bytes += h->link_bytes;
    }
    h->zones[0].bytes += h->text.len;
}

/* Ends the paragraph that is open. A number without text waits for the next one. */
static int flush(html *h)
{
    int status = 0;
    if (h->letters > 0) {
        scrl__str label = SCRL__STR_INIT;
        scrl__draft_in in = describe(h);
        number_item(h, &in, &label);
        count_zone(h);
        status = h->text.failed || h->number.failed || label.failed ? SCRL_ENOMEM : scrl__draft_add(h->draft, &in);
        scrl__str_free(&label);
        scrl__str_truncate(&h->number, 0);
    }
    scrl__str_truncate(&h->text, 0);
    h->letters = h->bold = h->italic = h->underlined = h->link_bytes = 0;
    h->breaks = 0;
    h->paragraph++;
    return status;
}

static int add_text(html *h, const char *text, size_t len)
{
    if (is_blank(text, len)) {
        if (h->letters > 0)
            scrl__str_addc(&h->text, ' ');
        return 0;
    }
    if (h->breaks > 1 && h->letters > 0 && h->here.heading == 0) {
        int status = flush(h);
        if (status != 0)
            return status;
    }
    h->breaks = 0;
    if (h->letters == 0)
        h->here = h->now;
    size_t ink = 0;
    for (size_t i = 0; i < len; i++)
        ink += strchr(" \t\r\n\f", text[i]) == NULL;
    h->letters += ink;
    h->bold += h->now.bold ? ink : 0;
    h->italic += h->now.italic ? ink : 0;
    h->underlined += h->now.underlined ? ink : 0;
    h->link_bytes += h->now.link ? len : 0;
    scrl__str_add(&h->text, text, len);
    return 0;
}

/* ---- notes and numbers inside a paragraph */

/* The mark of a note: "1", "[12]", "(a)", "*". */
static bool is_mark(const char *text, size_t len)
{
    size_t digits = 0, letters = 0;
    if (len == 0 || len > MARK_BYTES)
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        digits += c >= '0' && c <= '9';
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!(digits || letters || c >= 0x80 || strchr("[]()*, ", c) != NULL))
            return false;
    }
    return letters == 0 || (letters == 1 && digits == 0) || (digits == 0 && letters <= 4);
}

/* The arrow that leads from a note back to the text. */
static bool is_way_back(const char *text, size_t len)
{
    static const char *const arrows[] = {"\xE2\x86\xA9", "\xE2\x86\x91", "\xE2\x86\xB5", "^"};
    for (size_t i = 0; i < sizeof(arrows) / sizeof(arrows[0]); i++) {
        if (len >= strlen(arrows[i]) && len <= 8 && strncmp(text, arrows[i], strlen(arrows[i])) == 0)
            return true;
    }
    return false;
}

/* A number in an element of its own, before the text of its paragraph. */
static int take_number(html *h, const element *e)
{
    scrl__str whole = SCRL__STR_INIT;
    scrl__number number;
    scrl__text_clean(&whole, scrl__str_text(&h->text) + e->text_start, h->text.len - e->text_start, false);
    size_t len = whole.len;
    scrl__str_adds(&whole, " A");
    bool found = !whole.failed && len > 0 && len <= NUMBER_BYTES &&
                 scrl__number_typed(whole.data, whole.len, SCRL__NUMBER_IN_HEADING, &number) && number.skip == len + 1;
    if (found) {
        scrl__str_truncate(&h->number, 0);
        scrl__str_adds(&h->number, number.text);
        scrl__str_truncate(&h->text, e->text_start);
        h->letters = h->bold = h->italic = h->underlined = h->link_bytes = 0;
    }
    scrl__str_free(&whole);
    return 0;
}

static void drop_mark(html *h, const element *e)
{
    const char *text = scrl__str_text(&h->text) + e->text_start;
    size_t len = h->text.len - e->text_start;
    while (len > 0 && is_blank(text, 1)) {
        text++;
        len--;
    }
    while (len > 0 && is_blank(text + len - 1, 1))
        len--;
    bool first = is_blank(scrl__str_text(&h->text), e->text_start);
    bool sup = strcmp(e->name, "sup") == 0;
    bool linked = (e->note_link || (sup && (e->saw_link || e->before.link))) && is_mark(text, len);
    bool typed = sup && scrl__number_is_mark(scrl__str_text(&h->text), e->text_start, text, len);
    bool note = (linked || typed) && !(h->now.note && first);
    if (!note && !(!sup && is_way_back(text, len)))
        return;
    size_t ink = 0;
    for (size_t i = 0; i < len; i++)
        ink += !is_blank(text + i, 1);
    h->letters = h->letters > ink ? h->letters - ink : 0;
    scrl__str_truncate(&h->text, e->text_start);
}

/* ---- zones */

static int zone_begin(html *h, scrl__html_sort sort)
{
    if (scrl__grow((void **)&h->zones, &h->zone_cap, h->zone_count, sizeof(*h->zones)) != 0)
        return SCRL_ENOMEM;
    h->zones[h->zone_count] = (zone){sort, h->now.zone, false, 0, 0};
    h->now.zone = (uint32_t)h->zone_count++;
    return 0;
}

static void main_begin(html *h, bool article)
{
    h->now.in_main = h->now.in_main || !article;
    h->now.in_article = h->now.in_article || article;
    h->articles += article;
    for (uint32_t z = h->now.zone; z != 0; z = h->zones[z].parent)
        h->zones[z].holds_main = h->zones[z].holds_main || !article;
}

static bool zone_belongs(const html *h, uint32_t z)
{
    for (; z != 0; z = h->zones[z].parent) {
        const zone *area = &h->zones[z];
        bool most = area->bytes * 2 > h->zones[0].bytes;
        bool links = area->link_bytes * 2 >= area->bytes;
        bool few_links = area->link_bytes * 3 < area->bytes;
        bool stays = area->sort == SCRL__HTML_LINKS        ? few_links
                     : area->sort == SCRL__HTML_ASIDE      ? few_links && area->bytes >= SHORT_SENTENCE
                     : area->sort == SCRL__HTML_MAYBE_SITE ? !links && area->bytes >= SHORT_AREA
                                                           : false;
        if (!area->holds_main && !most && !stays)
            return false;
    }
    return true;
}

static bool hides_text(const html *h)
{
    for (size_t z = 1; z < h->zone_count; z++) {
        const zone *area = &h->zones[z];
        if (area->sort == SCRL__HTML_HIDDEN && area->bytes > 0 && !zone_belongs(h, (uint32_t)z) &&
            zone_belongs(h, area->parent))
            return true;
    }
    return false;
}

/* ---- elements */

static scrl__number_form list_form(const char *name, const scrl__xml_attr *attrs, size_t count)
{
    const char *type = get(attrs, count, "type");
    const char *style = get(attrs, count, "style");
    if (strstr(style, "lower-alpha") != NULL || strstr(style, "lower-latin") != NULL || strcmp(type, "a") == 0)
        return SCRL__NUMBER_LOWER_LETTER;
    if (strstr(style, "upper-alpha") != NULL || strcmp(type, "A") == 0)
        return SCRL__NUMBER_UPPER_LETTER;
    if (strstr(style, "lower-roman") != NULL || strcmp(type, "i") == 0)
        return SCRL__NUMBER_LOWER_ROMAN;
    if (strstr(style, "upper-roman") != NULL || strcmp(type, "I") == 0)
        return SCRL__NUMBER_UPPER_ROMAN;
    return strcmp(name, "ol") == 0 ? SCRL__NUMBER_DECIMAL : SCRL__NUMBER_BULLET;
}

static int list_start(html *h, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (scrl__grow((void **)&h->lists, &h->list_cap, h->list_count, sizeof(*h->lists)) != 0)
        return SCRL_ENOMEM;
    const char *start = get(attrs, count, "start");
    h->lists[h->list_count++] =
        (list){list_form(name, attrs, count), start[0] == '\0' ? 0 : (int64_t)atoi(start) - 1, false};
    return 0;
}

static void item_start(html *h, const scrl__xml_attr *attrs, size_t count)
{
    if (h->list_count == 0)
        return;
    list *l = &h->lists[h->list_count - 1];
    const char *value = get(attrs, count, "value");
    l->value = value[0] == '\0' ? l->value + 1 : atoi(value);
    l->item_waits = true;
}

static int table_part_start(html *h, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "table") == 0) {
        if (scrl__grow((void **)&h->tables, &h->table_cap, h->table_count, sizeof(*h->tables)) != 0)
            return SCRL_ENOMEM;
        h->tables[h->table_count++] = (table){false, false};
        return 0;
    }
    bool cell = strcmp(name, "td") == 0 || strcmp(name, "th") == 0;
    if (h->table_count == 0 || (!cell && strcmp(name, "tr") != 0))
        return 0;
    table *t = &h->tables[h->table_count - 1];
    int status = t->begun ? 0 : scrl__draft_table_begin(h->draft, true);
    t->begun = true;
    if (status == 0 && (!cell || !t->row_open))
        status = scrl__draft_row_begin(h->draft);
    t->row_open = true;
    if (status == 0 && cell)
        status = scrl__draft_cell_begin(h->draft, (uint32_t)strtoul(get(attrs, count, "colspan"), NULL, 10),
                                        (uint32_t)strtoul(get(attrs, count, "rowspan"), NULL, 10));
    return status;
}

static int table_part_end(html *h, const char *name)
{
    table *t = h->table_count > 0 ? &h->tables[h->table_count - 1] : NULL;
    if (t == NULL)
        return 0;
    if (strcmp(name, "tr") == 0 && t->row_open) {
        t->row_open = false;
        return scrl__draft_row_end(h->draft, false);
    }
    if (strcmp(name, "table") != 0)
        return 0;
    bool begun = t->begun;
    h->table_count--;
    return begun ? scrl__draft_table_end(h->draft) : 0;
}

static bool begins_notes(const scrl__xml_attr *attrs, size_t count)
{
    const char *role = get(attrs, count, "role");
    if (strcmp(role, "doc-footnote") == 0 || strcmp(role, "doc-endnote") == 0 || strcmp(role, "doc-endnotes") == 0)
        return true;
    bool named = scrl__html_has_word(attrs, count, "class", "footnote") ||
                 scrl__html_has_word(attrs, count, "id", "footnotes") ||
                 scrl__html_has_word(attrs, count, "class", "endnote") ||
                 scrl__html_has_word(attrs, count, "id", "endnotes");
    return named && !scrl__html_has_word(attrs, count, "class", "ref");
}

static bool is_box(const char *name, const scrl__xml_attr *attrs, size_t count)
{
    return strcmp(name, "aside") == 0 || scrl__html_has_word(attrs, count, "class", "box") ||
           scrl__html_has_word(attrs, count, "class", "callout") || scrl__html_has_word(attrs, count, "class", "inset");
}

/* Changes what holds for the text inside a block. */
static void enter_block(html *h, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    state *s = &h->now;
    const char *role = get(attrs, count, "role");
    bool main = strcmp(name, "main") == 0 || strcmp(role, "main") == 0;
    if (main || strcmp(name, "article") == 0)
        main_begin(h, !main);
    if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0')
        s->heading = (uint32_t)(name[1] - '0');
    else if (strcmp(role, "heading") == 0)
        s->heading =
            (uint32_t)(get(attrs, count, "aria-level")[0] >= '1' ? get(attrs, count, "aria-level")[0] - '0' : 2);
    s->quote = s->quote || strcmp(name, "blockquote") == 0;
    s->caption = s->caption || strcmp(name, "figcaption") == 0 || strcmp(name, "caption") == 0;
    s->centred = strcmp(name, "center") == 0 || strcasecmp(get(attrs, count, "align"), "center") == 0 || s->centred;
    s->note = s->note || begins_notes(attrs, count);
    s->box = s->box || is_box(name, attrs, count);
}

static int block_start(html *h, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    int status = flush(h);
    if (status != 0)
        return status;
    enter_block(h, name, attrs, count);
    if (strcmp(name, "html") == 0) {
        scrl__str_truncate(&h->language, 0);
        scrl__str_adds(&h->language, get(attrs, count, "lang"));
    }
    if (strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0 || strcmp(name, "menu") == 0)
        return list_start(h, name, attrs, count);
    if (strcmp(name, "li") == 0)
        item_start(h, attrs, count);
    return table_part_start(h, name, attrs, count);
}

static void inline_start(html *h, element *e, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    state *s = &h->now;
    s->bold = s->bold || strcmp(name, "b") == 0 || strcmp(name, "strong") == 0;
    s->italic = s->italic || strcmp(name, "i") == 0 || strcmp(name, "em") == 0;
    s->underlined = s->underlined || strcmp(name, "u") == 0;
    bool link = strcmp(name, "a") == 0;
    e->mark = link || strcmp(name, "sup") == 0;
    e->note_link =
        strcmp(get(attrs, count, "role"), "doc-noteref") == 0 || scrl__html_holds(attrs, count, "class", "noteref") ||
        scrl__html_holds(attrs, count, "class", "note-ref") || scrl__html_holds(attrs, count, "class", "fnref");
    e->number = h->letters == 0 && scrl__html_holds(attrs, count, "class", "num");
    if (link && get(attrs, count, "href")[0] != '\0') {
        s->link = true;
        for (size_t i = h->element_count; i > 0 && !h->elements[i - 1].block; i--)
            h->elements[i - 1].saw_link = true;
    }
}

/* "Back to top". */
static bool leads_to_top(const char *name, const scrl__xml_attr *attrs, size_t count)
{
    const char *href = get(attrs, count, "href");
    size_t len = strlen(href);
    return strcmp(name, "a") == 0 && href[0] == '#' && len >= 4 && strcasecmp(href + len - 3, "top") == 0;
}

static int on_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                    uint32_t line)
{
    html *h = user;
    (void)ns;
    (void)line;
    if (scrl__grow((void **)&h->elements, &h->element_cap, h->element_count, sizeof(*h->elements)) != 0)
        return SCRL_ENOMEM;
    element e = {.before = h->now, .paragraph = h->paragraph, .text_start = h->text.len, .block = is_block(name)};
    strncpy(e.name, name, sizeof(e.name) - 1);
    state *s = &h->now;
    int status = 0;
    if (strcmp(name, "br") == 0 && !s->dropped && h->letters > 0) {
        scrl__str_addc(&h->text, ' ');
        h->breaks++;
    }
    s->in_head = s->in_head || strcmp(name, "head") == 0;
    s->in_title = s->in_head && strcmp(name, "title") == 0 && h->title.len == 0;
    s->dropped = s->dropped || is_never_text(name);
    if (!s->dropped && !s->in_head) {
        scrl__html_sort sort = scrl__html_sort_of(name, attrs, count, e.block, s->in_main || s->in_article);
        if (sort == SCRL__HTML_HIDDEN && (h->part || !e.block))
            s->hidden = s->dropped = true;
        else if (strcmp(name, "del") == 0)
            h->tracked = s->dropped = true;
        else if (leads_to_top(name, attrs, count) || sort == SCRL__HTML_UNSEEN)
            s->dropped = true;
        else if (e.block)
            status = block_start(h, name, attrs, count);
        else
            inline_start(h, &e, name, attrs, count);
        if (status == 0 && !h->part && sort != SCRL__HTML_PLAIN && sort != SCRL__HTML_UNSEEN)
            status = zone_begin(h, sort);
    }
    h->elements[h->element_count++] = e;
    return status;
}

static int leave(html *h, const element *e)
{
    int status = 0;
    if (!h->now.dropped && !h->now.in_head) {
        if (e->block) {
            status = flush(h);
            if (status == 0 &&
                (strcmp(e->name, "ul") == 0 || strcmp(e->name, "ol") == 0 || strcmp(e->name, "menu") == 0) &&
                h->list_count > 0)
                h->list_count--;
            if (status == 0)
                status = table_part_end(h, e->name);
        } else if (e->paragraph == h->paragraph && e->text_start <= h->text.len) {
            if (e->number)
                status = take_number(h, e);
            else if (e->mark)
                drop_mark(h, e);
        }
    }
    h->now = e->before;
    return status;
}

static int on_end(void *user, const char *ns, const char *name)
{
    html *h = user;
    (void)ns;
    size_t at = h->element_count;
    while (at > 0 && strncmp(h->elements[at - 1].name, name, sizeof(h->elements[0].name) - 1) != 0)
        at--;
    int status = 0;
    while (at > 0 && h->element_count >= at && status == 0) {
        element e = h->elements[--h->element_count];
        status = leave(h, &e);
    }
    return status;
}

static int on_text(void *user, const char *text, size_t len)
{
    html *h = user;
    if (h->now.in_title) {
        scrl__str_add(&h->title, text, len);
        return h->title.failed ? SCRL_ENOMEM : 0;
    }
    h->hidden = h->hidden || (h->now.hidden && !is_blank(text, len));
    return h->now.dropped || h->now.in_head ? 0 : add_text(h, text, len);
}

/* ---- the report without its site */

/* Weighs <main> and <article> against all that belongs to the page. */
typedef struct weights {
    html *h;
    size_t all, in_main, in_article;
} weights;

static bool weigh(void *user, const scrl__draft_item *item)
{
    weights *w = user;
    bool belongs = zone_belongs(w->h, item->zone >> ZONE_SHIFT);
    bool first = item->part == SCRL__DRAFT_HEADING && item->level == 1;
    w->h->first_headings += first && belongs;
    w->h->site_headings += first && !belongs;
    if (belongs) {
        w->all += item->text_len;
        w->in_main += (item->zone & ZONE_MAIN) != 0 ? item->text_len : 0;
        w->in_article += (item->zone & ZONE_ARTICLE) != 0 ? item->text_len : 0;
    }
    return true;
}

static bool belongs_to_report(void *user, const scrl__draft_item *item)
{
    const html *h = user;
    bool first = item->part == SCRL__DRAFT_HEADING && item->level == 1;
    if (first && h->first_headings == 0 && h->site_headings == 1)
        return true; /* the only title of the page stands in its header */
    bool outside =
        (h->keep_main && (item->zone & ZONE_MAIN) == 0) || (h->keep_article && (item->zone & ZONE_ARTICLE) == 0);
    if (outside && !(first && h->first_headings == 1))
        return false;
    return zone_belongs(h, item->zone >> ZONE_SHIFT);
}

static void leave_site_out(html *h)
{
    weights w = {h, 0, 0, 0};
    scrl__draft_filter(h->draft, weigh, &w);
    h->keep_main = w.in_main > 0 && w.in_main * 2 >= w.all;
    h->keep_article = !h->keep_main && h->articles == 1 && w.in_article * 2 >= w.all;
    scrl__draft_filter(h->draft, belongs_to_report, h);
}

/* ---- encoding */

static bool charset_is(const char *value, size_t len, const char *name)
{
    return strlen(name) == len && strncasecmp(value, name, len) == 0;
}

/* What the page declares; false when it declares nothing that is known. */
static bool declared_charset(const char *bytes, size_t len, scrl__charset *out, bool *unknown)
{
    static const char *const western[] = {"iso-8859-1", "windows-1252", "cp1252",     "latin1",
                                          "us-ascii",   "ascii",        "iso-8859-15"};
    const char *end = bytes + (len < META_BYTES ? len : META_BYTES);
    const char *at = bytes;
    while (end - at > 8 && strncasecmp(at, "charset", 7) != 0)
        at++;
    if (end - at <= 8)
        return false;
    for (at += 7; at < end && strchr(" =\"'", *at) != NULL && *at != '\0'; at++)
        ;
    const char *stop = at;
    while (stop < end && *stop != '\0' && strchr(" \"';/>", *stop) == NULL)
        stop++;
    size_t n = (size_t)(stop - at);
    *out = SCRL__UTF8;
    if (charset_is(at, n, "utf-8") || charset_is(at, n, "utf8"))
        return true;
    *out = SCRL__WINDOWS_1252;
    for (size_t i = 0; i < sizeof(western) / sizeof(western[0]); i++) {
        if (charset_is(at, n, western[i]))
            return true;
    }
    *unknown = n > 0;
    return false;
}

static void to_utf8(const char *bytes, size_t len, scrl__builder *b, scrl__str *out)
{
    size_t bom = 0;
    bool unknown = false;
    scrl__charset declared = SCRL__UTF8;
    scrl__charset charset = scrl__charset_guess(bytes, len, &bom);
    bool byte_wise = charset == SCRL__UTF8 || charset == SCRL__WINDOWS_1252;
    if (bom == 0 && byte_wise && declared_charset(bytes, len, &declared, &unknown))
        charset = declared;
    if (unknown && charset == SCRL__WINDOWS_1252)
        scrl__builder_warn(b, "charset_unknown", 0,
                           "the page is in an encoding that is not known; it was read as windows-1252");
    scrl__builder_repaired(b, scrl__to_utf8(out, bytes + bom, len - bom, charset));
}

/* ---- the reader */

static void html_free(html *h)
{
    if (!h->part)
        scrl__draft_free(h->draft);
    free(h->elements);
    free(h->lists);
    free(h->tables);
    free(h->zones);
    scrl__str_free(&h->text);
    scrl__str_free(&h->number);
    scrl__str_free(&h->title);
    scrl__str_free(&h->language);
}

/* Fills the draft from the page. */
static int parse_page(html *h, const char *name, const char *bytes, size_t len, scrl__builder *b)
{
    static const scrl__xml_handler handler = {on_start, on_end, on_text};
    scrl__str utf8 = SCRL__STR_INIT;
    to_utf8(bytes, len, b, &utf8);
    int status = utf8.failed ? SCRL_ENOMEM : zone_begin(h, SCRL__HTML_PLAIN);
    if (status == 0)
        status = scrl__html_parse(h->ctx, "read", name, scrl__str_text(&utf8), utf8.len, &handler, h);
    if (status == 0)
        status = flush(h);
    scrl__str_free(&utf8);
    return status == SCRL_ENOMEM ? scrl__fail_memory(h->ctx, "read") : status;
}

int scrl__html_add(scrl_context *ctx, const char *name, const char *bytes, size_t len, uint32_t page,
                   scrl__draft *draft, scrl__builder *b, scrl__frame_notice *notice)
{
    html h = {.ctx = ctx, .draft = draft, .part = true, .page = page};
    int status = parse_page(&h, name, bytes, len, b);
    notice->hidden = notice->hidden || h.hidden;
    notice->tracked = notice->tracked || h.tracked;
    html_free(&h);
    return status;
}

static int html_read(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                     const scrl_document_options *options, scrl__builder *b)
{
    (void)options;
    html h = {.ctx = ctx};
    int status = scrl__draft_new(ctx, &h.draft);
    if (status == 0)
        status = parse_page(&h, name, bytes, len, b);
    if (status == 0) {
        leave_site_out(&h);
        scrl__builder_title(b, scrl__str_text(&h.title));
        scrl__builder_language(b, scrl__str_text(&h.language));
        if (h.hidden || hides_text(&h))
            scrl__builder_warn(b, "hidden_text", 0, "the page has text that is not shown; it was left out");
        if (h.tracked)
            scrl__builder_warn(b, "tracked_changes", 0, "the page has text that is marked as deleted; it was left out");
        status = scrl__draft_build(h.draft, b);
    }
    html_free(&h);
    return status;
}

/* A page begins with its document type, <html> or <head>, after a comment or an XML declaration perhaps. */
static bool html_sniff(const char *bytes, size_t len)
{
    size_t at = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t end = len < 1024 ? len : 1024;
    while (at < end && strchr(" \t\r\n", bytes[at]) != NULL && bytes[at] != '\0')
        at++;
    if (at >= end || bytes[at] != '<')
        return false;
    for (; at + 5 < end; at++) {
        if (strncasecmp(bytes + at, "<html", 5) == 0 || strncasecmp(bytes + at, "<head", 5) == 0 ||
            (at + 14 < end && strncasecmp(bytes + at, "<!doctype html", 14) == 0))
            return true;
    }
    return false;
}

static const char *const suffixes[] = {"html", "htm", "xhtml", NULL};

const scrl__reader scrl__reader_html = {
    .name = "html", .version = 2, .suffixes = suffixes, .sniff = html_sniff, .read = html_read};
