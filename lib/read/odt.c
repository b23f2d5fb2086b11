/*
 * odt.c - OpenDocument texts: content.xml by SAX, with its styles, lists, notes, tables and frames. As in Word
 * documents tracked changes are read as accepted, and comments, hidden text, headers and footers are left out.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/xml.h"
#include "read/draft.h"
#include "read/frames.h"
#include "read/graphics.h"
#include "read/odt_styles.h"
#include "read/reader.h"
#include "read/zip.h"

#define USUAL_SIZE 24 /* half points, where a document names none */
#define LISTS 32      /* deepest nesting of lists that is counted */

/* Where a paragraph stands. */
typedef enum place { PLACE_TEXT, PLACE_NOTE, PLACE_BOX } place;

typedef struct frame {
    scrl__frame body;
    scrl__odt_style style; /* resolved */
    const scrl__odt_style *named;
    place where;
    uint32_t outline; /* level of text:h; 0: a paragraph */
    bool page_break, hidden;
    size_t runs; /* runs that were open when it began */
} frame;

typedef struct open_list {
    scrl__odt_list *list;
    bool item_waits; /* the next paragraph bears the item's number */
    int start;       /* value that the item sets; -1: none */
} open_list;

typedef struct odt {
    scrl_context *ctx;
    const char *name;
    scrl__zip *zip;
    scrl__builder *b;
    scrl__draft *draft;
    scrl__arena *arena;
    scrl__odt_styles styles;
    frame *frames;
    size_t frame_count, frame_cap;
    scrl__type *runs; /* of the spans that are open */
    size_t run_count, run_cap;
    open_list lists[LISTS];
    size_t list_depth, list_base; /* base: a note or box begins lists of its own */
    uint32_t boxes;               /* frames and shapes within each other, from the one that began the box */
    uint32_t skip, page;
    bool pages_known, begun, in_body, in_styles, in_citation, in_contents, break_next;
    place where;
    scrl__str citation;
    scrl__frame_notice notice;
} odt;

static const char *get(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    const char *value = scrl__xml_attr_get(attrs, count, name);
    return value == NULL ? "" : value;
}

/* ---- paragraphs */

static frame *top(odt *o)
{
    return o->frame_count > 0 ? &o->frames[o->frame_count - 1] : NULL;
}

static void turn_page(odt *o)
{
    if (o->pages_known)
        o->page++;
}

static int paragraph_start(odt *o, bool heading, const scrl__xml_attr *attrs, size_t count)
{
    if (scrl__grow((void **)&o->frames, &o->frame_cap, o->frame_count, sizeof(*o->frames)) != 0)
        return SCRL_ENOMEM;
    frame f = {.named = scrl__odt_style_find(&o->styles, "paragraph", get(attrs, count, "style-name")),
               .where = o->where,
               .runs = o->run_count};
    if (f.named != NULL)
        scrl__odt_style_resolve(&o->styles, f.named, &f.style);
    const char *level = get(attrs, count, "outline-level");
    if (heading)
        f.outline = level[0] >= '1' && level[0] <= '9' ? (uint32_t)strtoul(level, NULL, 10) : 1;
    bool turned = o->begun && o->where == PLACE_TEXT &&
                  (f.style.break_before || (f.named != NULL && f.named->new_master) || o->break_next);
    if (turned)
        turn_page(o);
    f.page_break = turned;
    f.body.page = o->page;
    o->begun = true;
    o->break_next = false;
    o->frames[o->frame_count++] = f;
    return 0;
}

static const scrl__type *run_type(odt *o, const frame *f)
{
    return o->run_count > f->runs ? &o->runs[o->run_count - 1] : &f->style.type;
}

static int add_text(odt *o, const char *text, size_t len)
{
    frame *f = top(o);
    if (f == NULL || f->where != o->where)
        return 0;
    if (f->hidden) {
        o->notice.hidden = o->notice.hidden || scrl__frame_ink(text, len) > 0;
        return 0;
    }
    return scrl__frame_add_typed(&f->body, text, len, run_type(o, f), USUAL_SIZE, o->page, &o->notice);
}

static int soft_page_break(odt *o)
{
    frame *f = top(o);
    turn_page(o);
    return f == NULL || !o->pages_known ? 0 : scrl__frame_turn(&f->body, o->page);
}

static void set_part(odt *o, const frame *f, scrl__draft_in *in)
{
    uint32_t level = 1;
    scrl__docx_purpose purpose = scrl__odt_style_purpose(&o->styles, f->named, &level);
    in->level = f->outline > 0 ? f->outline : level;
    in->kind = SCRL_BLOCK_PARAGRAPH;
    if (o->in_contents)
        in->part = purpose == SCRL__DOCX_CONTENTS_HEADING ? SCRL__DRAFT_HEADING : SCRL__DRAFT_CONTENTS;
    else if (purpose == SCRL__DOCX_TITLE)
        in->part = SCRL__DRAFT_TITLE;
    else if (purpose == SCRL__DOCX_SUBTITLE)
        in->part = SCRL__DRAFT_SUBTITLE;
    else if (f->outline > 0 || purpose == SCRL__DOCX_HEADING || purpose == SCRL__DOCX_CONTENTS_HEADING)
        in->part = SCRL__DRAFT_HEADING;
    else if (purpose == SCRL__DOCX_CONTENTS)
        in->part = SCRL__DRAFT_CONTENTS;
    else if (purpose == SCRL__DOCX_QUOTE)
        in->kind = SCRL_BLOCK_QUOTE;
    else if (purpose == SCRL__DOCX_CAPTION)
        in->kind = SCRL_BLOCK_CAPTION;
    else if (purpose == SCRL__DOCX_BOX || f->style.boxed == SCRL__ON)
        in->kind = SCRL_BLOCK_BOX;
}

/* The number that the item, or the numbering of headings, puts before the paragraph. */
static bool next_label(odt *o, const frame *f, scrl__str *label, bool *bullet, const scrl__odt_list **list)
{
    open_list *open = o->list_depth > o->list_base && o->list_depth <= LISTS ? &o->lists[o->list_depth - 1] : NULL;
    if (open != NULL && open->list != NULL) {
        bool waits = open->item_waits;
        open->item_waits = false;
        *list = open->list;
        uint32_t level = (uint32_t)(o->list_depth - o->list_base - 1);
        bool has = waits && scrl__odt_list_next(open->list, level, open->start, label, bullet);
        open->start = -1;
        return has;
    }
    scrl__odt_list *headings = scrl__odt_list_find(&o->styles, "");
    if (f->outline == 0 || headings == NULL || (f->style.list != NULL && f->style.list[0] == '\0'))
        return false;
    *list = headings;
    return scrl__odt_list_next(headings, f->outline - 1, -1, label, bullet);
}

static int set_number(odt *o, frame *f, scrl__str *label, scrl__draft_in *in)
{
    bool bullet = false;
    const scrl__odt_list *list = NULL;
    if (f->body.text.len == 0 || !next_label(o, f, label, &bullet, &list))
        return 0;
    if (scrl__number_has_words(scrl__str_text(label)))
        return scrl__frame_prefix(&f->body, label);
    if (in->kind == SCRL_BLOCK_PARAGRAPH)
        in->kind = SCRL_BLOCK_LIST_ITEM;
    in->list = bullet ? 0 : (uint32_t)(list - o->styles.lists) + 1;
    in->number = scrl__str_text(label);
    return label->failed ? SCRL_ENOMEM : 0;
}

static int note_paragraph(odt *o, const frame *f)
{
    scrl__draft_in in = {.kind = SCRL_BLOCK_FOOTNOTE,
                         .page = f->body.page,
                         .number = o->citation.len > 0 ? o->citation.data : NULL,
                         .text = scrl__str_text(&f->body.text),
                         .text_len = f->body.text.len};
    int status = scrl__draft_defer(o->draft, &in);
    if (f->body.letters > 0)
        scrl__str_truncate(&o->citation, 0);
    return status;
}

static int text_paragraph(odt *o, frame *f)
{
    scrl__str label = SCRL__STR_INIT;
    scrl__draft_in in = {.page = f->body.page,
                         .page_break = f->page_break,
                         .look = scrl__frame_look(&f->body, f->style.centred == SCRL__ON)};
    set_part(o, f, &in);
    int status = set_number(o, f, &label, &in);
    scrl__frame_lend(&f->body, &in);
    if (status == 0)
        status = scrl__draft_add(o->draft, &in);
    scrl__str_free(&label);
    return status;
}

static int paragraph_end(odt *o)
{
    if (o->frame_count == 0)
        return 0;
    frame f = o->frames[--o->frame_count];
    o->run_count = f.runs;
    int status = f.where == PLACE_NOTE ? note_paragraph(o, &f) : text_paragraph(o, &f);
    o->break_next = o->break_next || (f.style.break_after && f.where == PLACE_TEXT);
    scrl__frame_free(&f.body);
    if (status == 0 && o->frame_count == 0)
        status = scrl__draft_release(o->draft);
    return status;
}

/* ---- elements */

static int span_start(odt *o, const scrl__xml_attr *attrs, size_t count)
{
    frame *f = top(o);
    if (f == NULL)
        return 0;
    scrl__odt_style own = {.size_pct = 0};
    const scrl__odt_style *style = scrl__odt_style_find(&o->styles, "text", get(attrs, count, "style-name"));
    if (style != NULL)
        scrl__odt_style_resolve(&o->styles, style, &own);
    scrl__type_inherit(&own.type, run_type(o, f));
    if (scrl__grow((void **)&o->runs, &o->run_cap, o->run_count, sizeof(*o->runs)) != 0)
        return SCRL_ENOMEM;
    o->runs[o->run_count++] = own.type;
    return 0;
}

static void list_start(odt *o, const scrl__xml_attr *attrs, size_t count)
{
    o->list_depth++;
    if (o->list_depth > LISTS)
        return;
    bool nested = o->list_depth > o->list_base + 1;
    const char *name = scrl__xml_attr_get(attrs, count, "style-name");
    open_list *open = &o->lists[o->list_depth - 1];
    scrl__odt_list *outer = nested ? o->lists[o->list_depth - 2].list : NULL;
    scrl__odt_list *named = scrl__odt_list_find(&o->styles, name);
    *open = (open_list){named != NULL ? named : outer, false, -1};
    bool goes_on =
        strcmp(get(attrs, count, "continue-numbering"), "true") == 0 || get(attrs, count, "continue-list")[0] != '\0';
    if (open->list != NULL && !goes_on && !nested)
        scrl__odt_list_restart(open->list, 0);
}

static void item_start(odt *o, bool header, const scrl__xml_attr *attrs, size_t count)
{
    if (o->list_depth == 0 || o->list_depth > LISTS)
        return;
    const char *start = get(attrs, count, "start-value");
    open_list *open = &o->lists[o->list_depth - 1];
    open->item_waits = !header;
    open->start = start[0] == '\0' ? -1 : (int)(strtoul(start, NULL, 10) % 30000);
}

/* Content that no reader sees, or that repeats what stands elsewhere. */
static bool not_read(odt *o, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    static const char *const names[] = {
        "annotation",      "annotation-end", "tracked-changes",      "ruby-text",
        "forms",           "sequence-decls", "variable-decls",       "user-field-decls",
        "event-listeners", "number",         "dde-connection-decls", "alphabetical-index-auto-mark-file",
        "hidden-text",     "deletion"};
    size_t len = strlen(name);
    if (strcmp(name, "title") == 0 || strcmp(name, "desc") == 0)
        return strstr(ns, "svg") != NULL; /* of a drawing; the field text:title is seen */
    if (len > 7 && strcmp(name + len - 7, "-source") == 0)
        return true;
    if (strcmp(name, "section") == 0) {
        bool hidden =
            strcmp(get(attrs, count, "display"), "none") == 0 || strcmp(get(attrs, count, "is-hidden"), "true") == 0;
        o->notice.hidden = o->notice.hidden || hidden;
        return hidden;
    }
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(names[i], name) != 0)
            continue;
        o->notice.comments = o->notice.comments || strcmp(name, "annotation") == 0;
        o->notice.hidden = o->notice.hidden || strcmp(name, "hidden-text") == 0;
        return true;
    }
    return false;
}

/* Notes and frames stand inside a paragraph and begin lists of their own. The old place is kept as list depth and
 * place. */
static void place_begin(odt *o, place where)
{
    o->where = where;
    o->list_base = o->list_depth;
}

static int inline_start(odt *o, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "span") == 0)
        return span_start(o, attrs, count);
    if (strcmp(name, "s") == 0)
        return add_text(o, " ", 1);
    if (strcmp(name, "tab") == 0)
        return add_text(o, "\t", 1);
    if (strcmp(name, "line-break") == 0)
        return add_text(o, "\n", 1);
    if (strcmp(name, "soft-page-break") == 0)
        return soft_page_break(o);
    frame *inner = top(o);
    if (strcmp(name, "hidden-paragraph") == 0 && inner != NULL)
        inner->hidden = strcmp(get(attrs, count, "is-hidden"), "true") == 0;
    if (strncmp(name, "change", 6) == 0)
        o->notice.tracked = true;
    return 0;
}

/* A frame or a shape. Those within it are part of it. */
static int box_start(odt *o)
{
    if (o->where == PLACE_BOX)
        o->boxes++;
    if (o->where != PLACE_TEXT)
        return 0;
    o->boxes = 1;
    place_begin(o, PLACE_BOX);
    return scrl__draft_box_begin(o->draft);
}

static bool is_box(const char *name)
{
    static const char *const names[] = {"text-box", "custom-shape", "rect",    "line",      "polyline", "polygon",
                                        "path",     "circle",       "ellipse", "connector", "caption",  "measure"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

/* The words of a chart, or of another object, follow the paragraph that holds it. */
static int object(odt *o, const scrl__xml_attr *attrs, size_t count)
{
    const char *href = get(attrs, count, "href");
    char *xml = NULL;
    size_t len = 0;
    scrl__str part = SCRL__STR_INIT;
    scrl__str_addf(&part, "%s/content.xml", strncmp(href, "./", 2) == 0 ? href + 2 : href);
    int status = part.failed ? SCRL_ENOMEM : scrl__frame_part(o->zip, part.data, &xml, &len, &o->notice);
    scrl__str_free(&part);
    if (status != SCRL_ENOMEM && status != SCRL_ELIMIT)
        status = 0;
    o->notice.embedded = o->notice.embedded || xml == NULL;
    if (xml != NULL)
        status = scrl__graphics_object(o->ctx, o->name, xml, len, o->page, o->draft);
    free(xml);
    return status;
}

/* A field of a form holds its text in an attribute. */
static void note_form(odt *o, const scrl__xml_attr *attrs, size_t count)
{
    o->notice.forms = o->notice.forms || get(attrs, count, "current-value")[0] != '\0' ||
                      strcmp(get(attrs, count, "current-state"), "checked") == 0 ||
                      strcmp(get(attrs, count, "current-selected"), "true") == 0;
}

static bool is_contents(const char *name)
{
    return strcmp(name, "table-of-content") == 0 || strcmp(name, "illustration-index") == 0 ||
           strcmp(name, "table-index") == 0 || strcmp(name, "object-index") == 0 || strcmp(name, "user-index") == 0;
}

static int table_start(odt *o, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "table") == 0)
        return scrl__draft_table_begin(o->draft, false);
    if (strcmp(name, "table-row") == 0)
        return scrl__draft_row_begin(o->draft);
    const char *repeated = get(attrs, count, "number-columns-repeated");
    return scrl__draft_cell_begin(o->draft, repeated[0] == '\0' ? 1 : (uint32_t)strtoul(repeated, NULL, 10), 1);
}

static bool is_table_part(const char *name)
{
    return strcmp(name, "table") == 0 || strcmp(name, "table-row") == 0 || strcmp(name, "table-cell") == 0 ||
           strcmp(name, "covered-table-cell") == 0;
}

static int body_start(odt *o, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0)
        return paragraph_start(o, name[0] == 'h', attrs, count);
    if (strcmp(name, "list") == 0)
        list_start(o, attrs, count);
    else if (strcmp(name, "list-item") == 0 || strcmp(name, "list-header") == 0)
        item_start(o, strcmp(name, "list-header") == 0, attrs, count);
    else if (strcmp(name, "note-citation") == 0)
        o->in_citation = true;
    else if (strcmp(name, "note-body") == 0)
        place_begin(o, PLACE_NOTE);
    else if (is_box(name))
        return box_start(o);
    else if (strcmp(name, "object") == 0)
        return object(o, attrs, count);
    else if (strcmp(name, "object-ole") == 0)
        o->notice.embedded = true;
    else if (is_contents(name))
        o->in_contents = true;
    else if (is_table_part(name) && o->where != PLACE_NOTE)
        return table_start(o, name, attrs, count);
    else
        return inline_start(o, name, attrs, count);
    return 0;
}

static int on_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                    uint32_t line)
{
    odt *o = user;
    (void)line;
    if (o->skip > 0) {
        o->notice.tracked = o->notice.tracked || strcmp(name, "changed-region") == 0;
        note_form(o, attrs, count);
        o->skip++;
        return 0;
    }
    if (strcmp(name, "automatic-styles") == 0 && !o->in_body)
        o->in_styles = true;
    if (o->in_styles)
        return scrl__odt_styles_start(&o->styles, name, attrs, count);
    if (strcmp(name, "body") == 0 && !o->in_body) {
        o->in_body = true;
        scrl__odt_styles_sort(&o->styles);
    }
    if (!o->in_body)
        return 0;
    if (strcmp(name, "text") == 0) {
        o->pages_known = strcmp(get(attrs, count, "use-soft-page-breaks"), "true") == 0;
        o->page = o->pages_known ? 1 : 0;
        return 0;
    }
    if (not_read(o, ns, name, attrs, count)) {
        o->skip++;
        return 0;
    }
    return body_start(o, name, attrs, count);
}

/* Leaves a note or a frame: the paragraph that holds it goes on. */
static int place_end(odt *o)
{
    bool box = o->where == PLACE_BOX;
    frame *f = top(o);
    o->where = f == NULL ? PLACE_TEXT : f->where;
    o->list_depth = o->list_base;
    o->list_base = 0;
    return box && o->where != PLACE_BOX ? scrl__draft_box_end(o->draft) : 0;
}

static int body_end(odt *o, const char *name)
{
    if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0)
        return paragraph_end(o);
    if (strcmp(name, "span") == 0) {
        if (top(o) != NULL && o->run_count > top(o)->runs)
            o->run_count--;
    } else if (strcmp(name, "list") == 0) {
        if (o->list_depth > o->list_base)
            o->list_depth--;
    } else if (strcmp(name, "note-citation") == 0) {
        o->in_citation = false;
    } else if (is_contents(name)) {
        o->in_contents = false;
    } else if (strcmp(name, "note-body") == 0) {
        return place_end(o);
    } else if (is_box(name) && o->where == PLACE_BOX) {
        return --o->boxes == 0 ? place_end(o) : 0;
    } else if (o->where != PLACE_NOTE && strcmp(name, "table-row") == 0) {
        return scrl__draft_row_end(o->draft, false);
    } else if (o->where != PLACE_NOTE && strcmp(name, "table") == 0) {
        int status = scrl__draft_table_end(o->draft);
        return status != 0 || o->frame_count > 0 ? status : scrl__draft_release(o->draft);
    }
    return 0;
}

static int on_end(void *user, const char *ns, const char *name)
{
    odt *o = user;
    (void)ns;
    if (o->skip > 0) {
        o->skip--;
        return 0;
    }
    if (o->in_styles) {
        scrl__odt_styles_end(&o->styles, name);
        o->in_styles = strcmp(name, "automatic-styles") != 0;
        return 0;
    }
    return o->in_body ? body_end(o, name) : 0;
}

static int on_text(void *user, const char *text, size_t len)
{
    odt *o = user;
    if (o->skip > 0 || !o->in_body)
        return 0;
    if (o->in_citation) {
        scrl__str_add(&o->citation, text, len);
        return o->citation.failed ? SCRL_ENOMEM : 0;
    }
    return add_text(o, text, len);
}

/* ---- parts */

static int check_encryption(odt *o)
{
    static const char mark[] = "encryption-data";
    char *xml = NULL;
    size_t len = 0;
    int status = scrl__frame_part(o->zip, "META-INF/manifest.xml", &xml, &len, &o->notice);
    if (status == 0 && xml != NULL && memmem(xml, len, mark, sizeof(mark) - 1) != NULL)
        status =
            scrl__fail(o->ctx, SCRL_EUNSUPPORTED, "read", "the file is protected by a password; save it without one");
    free(xml);
    return status;
}

static int read_styles(odt *o)
{
    char *xml = NULL;
    size_t len = 0;
    int status = scrl__frame_part(o->zip, "styles.xml", &xml, &len, &o->notice);
    if (status == 0 && xml != NULL)
        status = scrl__odt_styles_parse(o->ctx, o->name, xml, len, &o->styles);
    free(xml);
    return status;
}

static int read_properties(odt *o)
{
    scrl__str title = SCRL__STR_INIT, language = SCRL__STR_INIT;
    char *xml = NULL;
    size_t len = 0;
    int status = scrl__frame_part(o->zip, "meta.xml", &xml, &len, &o->notice);
    if (status == 0 && xml != NULL)
        status = scrl__docx_properties(o->ctx, o->name, xml, len, &title, &language);
    if (status == 0) {
        scrl__builder_title(o->b, scrl__str_text(&title));
        scrl__builder_language(o->b, scrl__str_text(&language));
    }
    free(xml);
    scrl__str_free(&title);
    scrl__str_free(&language);
    return status;
}

static int read_content(odt *o)
{
    static const scrl__xml_handler handler = {on_start, on_end, on_text};
    char *xml = NULL;
    size_t len = 0;
    uint32_t bad_line = 0;
    int status = scrl__frame_part(o->zip, "content.xml", &xml, &len, &o->notice);
    if (status == 0 && xml == NULL)
        status = scrl__fail(o->ctx, SCRL_EFORMAT, "read", "the file holds no text (content.xml is missing)");
    if (status == 0)
        status = scrl__xml_parse(o->ctx, "read", o->name, xml, len, true, &handler, o, &bad_line, &o->notice.entities);
    o->notice.damaged = o->notice.damaged || bad_line > 0;
    while (status == 0 && o->frame_count > 0)
        status = paragraph_end(o);
    free(xml);
    return status == SCRL_ENOMEM ? scrl__fail_memory(o->ctx, "read") : status;
}

static void odt_free(odt *o)
{
    for (size_t i = 0; i < o->frame_count; i++)
        scrl__frame_free(&o->frames[i].body);
    free(o->frames);
    free(o->runs);
    scrl__str_free(&o->citation);
    scrl__odt_styles_free(&o->styles);
    scrl__draft_free(o->draft);
    scrl__arena_free(o->arena);
    scrl__zip_close(o->zip);
}

static int odt_read(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                    const scrl_document_options *options, scrl__builder *b)
{
    (void)options;
    odt o = {.ctx = ctx, .name = name, .b = b, .arena = scrl__arena_new()};
    o.styles.arena = o.arena;
    int status = o.arena == NULL ? scrl__fail_memory(ctx, "read") : scrl__draft_new(ctx, &o.draft);
    if (status == 0)
        status = scrl__zip_open(ctx, name, bytes, len, &o.zip);
    if (status == 0)
        status = check_encryption(&o);
    if (status == 0)
        status = read_styles(&o);
    if (status == 0)
        status = read_properties(&o);
    if (status == 0)
        status = read_content(&o);
    if (status == 0)
        status = scrl__draft_build(o.draft, b);
    if (status == 0) {
        if (o.page > 0)
            scrl__builder_pages(b, o.page);
        scrl__frame_warn(&o.notice, b);
    }
    odt_free(&o);
    return status;
}

/* The container's first member is "mimetype", stored as it is. */
static bool odt_sniff(const char *bytes, size_t len)
{
    static const char mark[] = "mimetypeapplication/vnd.oasis.opendocument.text";
    return len > 100 && memcmp(bytes, "PK\x03\x04", 4) == 0 &&
           memmem(bytes, 128 < len ? 128 : len, mark, sizeof(mark) - 1) != NULL;
}

static const char *const suffixes[] = {"odt", "ott", NULL};

const scrl__reader scrl__reader_odt = {
    .name = "odt", .version = 2, .suffixes = suffixes, .sniff = odt_sniff, .read = odt_read};
