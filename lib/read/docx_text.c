/*
 * docx_text.c - the text of a Word document and of its notes by SAX, with styles, numbering, tables, fields and text boxes.
 * What the paragraphs mean is left to the draft.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "read/docx_inside.h"
#include "read/graphics.h"

#define BORDERS_ALL 15u
#define USUAL_SIZE 20 /* half points, where a document names none */

/* ---- paragraphs */

static scrl__docx_frame *top(scrl__docx *d)
{
    return d->frame_count > 0 ? &d->frames[d->frame_count - 1] : NULL;
}

static int frame_push(scrl__docx *d)
{
    if (scrl__grow((void **)&d->frames, &d->frame_cap, d->frame_count, sizeof(*d->frames)) != 0)
        return SCRL_ENOMEM;
    d->frames[d->frame_count++] = (scrl__docx_frame){.direct = SCRL__DOCX_FORMAT_INIT,
                                                     .style_format = SCRL__DOCX_FORMAT_INIT,
                                                     .body.page = d->page,
                                                     .style = scrl__docx_style_find(&d->styles, NULL)};
    return 0;
}

static void resolve_style(scrl__docx *d, scrl__docx_frame *f)
{
    if (f->resolved)
        return;
    f->style_format = (scrl__docx_format)SCRL__DOCX_FORMAT_INIT;
    scrl__docx_style_apply(&d->styles, f->style, &f->style_format);
    scrl__docx_inherit(&f->style_format, &d->styles.defaults);
    f->resolved = true;
}

/* The look of the run that is open: its own, its character style's, its paragraph's. */
static const scrl__docx_format *run_format(scrl__docx *d, scrl__docx_frame *f)
{
    if (!d->run_resolved) {
        resolve_style(d, f);
        d->run_whole = d->run;
        scrl__docx_style_apply(&d->styles, d->run_style, &d->run_whole);
        scrl__docx_inherit(&d->run_whole, &f->style_format);
        d->run_resolved = true;
    }
    return &d->run_whole;
}

static int add_text(scrl__docx *d, const char *text, size_t len)
{
    scrl__docx_frame *f = top(d);
    if (d->frame_count <= d->frames_open || len == 0)
        return 0;
    return scrl__frame_add_typed(&f->body, text, len, &run_format(d, f)->type, USUAL_SIZE, d->page, &d->notice);
}

/* A page that Word began here when it last laid the document out. */
static int turn_page(scrl__docx *d)
{
    if (d->page == 0 || d->host != NULL)
        return 0; /* within another document its own pages are not those that are printed */
    d->page++;
    scrl__docx_frame *f = top(d);
    return f == NULL ? 0 : scrl__frame_turn(&f->body, d->page);
}

/* What the style says, with the outline level that a person may have set on the paragraph alone. */
static void set_part(scrl__docx *d, const scrl__docx_frame *f, const scrl__docx_format *format, scrl__draft_in *in)
{
    uint32_t level = 1, own_level = 1;
    scrl__docx_purpose purpose = scrl__docx_style_purpose(&d->styles, f->style, &level);
    bool outlined = format->outline >= 0 && format->outline < SCRL__DOCX_LEVELS;
    /* Body text by outline, but a heading by its style's own name: it is only kept out of the list of contents. */
    bool by_name = f->style != NULL && f->direct.outline != SCRL__DOCX_LEVELS &&
                   scrl__docx_name_purpose(f->style->name, &own_level) == SCRL__DOCX_HEADING;
    if (format->outline == SCRL__DOCX_LEVELS && purpose == SCRL__DOCX_HEADING && !by_name)
        purpose = SCRL__DOCX_BODY;
    if (outlined && (purpose == SCRL__DOCX_BODY || purpose == SCRL__DOCX_HEADING)) {
        purpose = SCRL__DOCX_HEADING;
        level = (uint32_t)format->outline + 1;
    }
    in->kind = purpose == SCRL__DOCX_QUOTE     ? SCRL_BLOCK_QUOTE
               : purpose == SCRL__DOCX_CAPTION ? SCRL_BLOCK_CAPTION
               : purpose == SCRL__DOCX_BOX     ? SCRL_BLOCK_BOX
                                               : SCRL_BLOCK_PARAGRAPH;
    in->part = purpose == SCRL__DOCX_HEADING || purpose == SCRL__DOCX_CONTENTS_HEADING ? SCRL__DRAFT_HEADING
               : purpose == SCRL__DOCX_TITLE                                           ? SCRL__DRAFT_TITLE
               : purpose == SCRL__DOCX_SUBTITLE                                        ? SCRL__DRAFT_SUBTITLE
               : purpose == SCRL__DOCX_CONTENTS                                        ? SCRL__DRAFT_CONTENTS
                                                                                       : SCRL__DRAFT_TEXT;
    in->level = level;
    if (in->part == SCRL__DRAFT_TEXT && in->kind == SCRL_BLOCK_PARAGRAPH && format->borders == BORDERS_ALL)
        in->kind = SCRL_BLOCK_BOX;
}

static int set_number(scrl__docx *d, scrl__docx_frame *f, const scrl__docx_format *format, scrl__str *label,
                      scrl__draft_in *in)
{
    if (format->list <= 0)
        return 0;
    int level = format->list_level;
    int tied = f->style == NULL ? -1 : scrl__docx_numbering_level_of(&d->numbering, format->list, f->style->id);
    if (f->direct.list_level < 0 && tied >= 0)
        level = tied;
    bool bullet = false;
    uint32_t list = 0;
    if (!scrl__docx_numbering_next(&d->numbering, format->list, level < 0 ? 0 : level, label, &bullet, &list))
        return label->failed ? SCRL_ENOMEM : 0;
    if (scrl__number_has_words(scrl__str_text(label)))
        return scrl__frame_prefix(&f->body, label);
    if (in->kind == SCRL_BLOCK_PARAGRAPH)
        in->kind = SCRL_BLOCK_LIST_ITEM;
    in->list = bullet ? 0 : list;
    in->number = scrl__str_text(label);
    return label->failed ? SCRL_ENOMEM : 0;
}

static int paragraph_to_draft(scrl__docx *d, scrl__docx_frame *f)
{
    scrl__str label = SCRL__STR_INIT;
    scrl__docx_format format = f->direct;
    resolve_style(d, f);
    scrl__docx_inherit(&format, &f->style_format);
    scrl__draft_in in = {.page = f->body.page,
                         .page_break = f->page_break || format.page_break == SCRL__ON,
                         .look = scrl__frame_look(&f->body, format.centred == SCRL__ON)};
    set_part(d, f, &format, &in);
    int status = set_number(d, f, &format, &label, &in);
    scrl__frame_lend(&f->body, &in);
    if (status == 0)
        status = scrl__draft_add(d->draft, &in);
    scrl__str_free(&label);
    return status;
}

static int paragraph_to_note(scrl__docx *d, const scrl__docx_frame *f)
{
    scrl__docx_notes *n = d->reading_notes;
    if (n->count == 0 || f->body.text.len == 0)
        return 0;
    scrl__docx_note *last = &n->items[n->count - 1];
    if (last->len > 0)
        scrl__str_addc(&n->pool, '\n');
    for (size_t i = 0; i < f->body.text.len; i++)
        scrl__str_addc(&n->pool, f->body.text.data[i] == '\n' ? ' ' : f->body.text.data[i]);
    last->len = n->pool.len - last->start;
    return n->pool.failed ? SCRL_ENOMEM : 0;
}

static int paragraph_start(scrl__docx *d)
{
    scrl__docx_frame *f = top(d);
    if (d->cell_waits) {
        d->cell_waits = false;
        scrl__draft_cell_begin(d->draft, d->cell_columns, 1);
    }
    if (f != NULL && f->merge_next && d->frame_count > d->frames_open) {
        f->merge_next = false;
        f->resolved = false;
        f->style = scrl__docx_style_find(&d->styles, NULL);
        f->direct = (scrl__docx_format)SCRL__DOCX_FORMAT_INIT;
        return 0;
    }
    int status = frame_push(d);
    scrl__docx_frame *pushed = top(d);
    if (status == 0 && pushed != NULL) {
        pushed->page_break = d->break_next;
        d->break_next = false;
    }
    return status;
}

static int paragraph_finish(scrl__docx *d)
{
    scrl__docx_frame f = d->frames[--d->frame_count];
    int status = d->reading_notes != NULL ? paragraph_to_note(d, &f) : paragraph_to_draft(d, &f);
    scrl__frame_free(&f.body);
    if (status == 0 && d->reading_notes == NULL && d->frame_count == 0)
        status = scrl__draft_release(d->draft);
    return status;
}

static int paragraph_end(scrl__docx *d)
{
    scrl__docx_frame *f = top(d);
    if (f == NULL || d->frame_count <= d->frames_open || f->merge_next)
        return 0;
    return paragraph_finish(d);
}

/* A paragraph that waits for the next one gets none where its cell, box or document ends. */
static int finish_waiting(scrl__docx *d)
{
    scrl__docx_frame *f = top(d);
    return f != NULL && d->frame_count > d->frames_open && f->merge_next ? paragraph_finish(d) : 0;
}

/* ---- notes */

static int note_begin(scrl__docx *d, const scrl__xml_attr *attrs, size_t count)
{
    scrl__docx_notes *n = d->reading_notes;
    const char *id = scrl__xml_attr_get(attrs, count, "id");
    if (n == NULL || scrl__grow((void **)&n->items, &n->cap, n->count, sizeof(*n->items)) != 0)
        return n == NULL ? 0 : SCRL_ENOMEM;
    n->items[n->count++] = (scrl__docx_note){id == NULL ? INT32_MIN : (int)strtol(id, NULL, 10), n->pool.len, 0};
    return 0;
}

static int by_note_id(const void *a, const void *b)
{
    int x = ((const scrl__docx_note *)a)->id;
    int y = ((const scrl__docx_note *)b)->id;
    return x < y ? -1 : x > y;
}

/* Keeps the paragraphs of a note back; the first bears its number. */
static int defer_note(scrl__docx *d, const char *text, size_t len, const char *number)
{
    const char *end = text + len;
    int status = 0;
    while (text < end && status == 0) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop == NULL ? end : stop;
        scrl__draft_in in = {.kind = SCRL_BLOCK_FOOTNOTE,
                             .page = d->page,
                             .number = number,
                             .text = text,
                             .text_len = (size_t)(stop - text)};
        status = scrl__draft_defer(d->draft, &in);
        text = stop + 1;
        number = NULL;
    }
    return status;
}

/* Puts the note behind the paragraph that refers to it. */
static int note_reference(scrl__docx *d, scrl__docx_notes *n, const scrl__xml_attr *attrs, size_t count)
{
    const char *id = scrl__xml_attr_get(attrs, count, "id");
    const char *custom = scrl__xml_attr_get(attrs, count, "customMarkFollows");
    if (d->reading_notes != NULL || id == NULL)
        return 0;
    bool own_mark = custom != NULL && strcmp(custom, "0") != 0 && strcmp(custom, "false") != 0;
    scrl__str number = SCRL__STR_INIT;
    if (!own_mark)
        scrl__number_write(&number, n->form, ++n->printed);
    int status = number.failed ? SCRL_ENOMEM : 0;
    scrl__docx_note key = {.id = (int)strtol(id, NULL, 10)};
    scrl__docx_note *found = n->count == 0 ? NULL : bsearch(&key, n->items, n->count, sizeof(key), by_note_id);
    if (status == 0 && found != NULL) {
        status = defer_note(d, scrl__str_text(&n->pool) + found->start, found->len, scrl__str_text(&number));
        found->len = 0; /* a second reference to it does not repeat it */
    }
    scrl__str_free(&number);
    return status;
}

/* ---- elements */

static const char *value_of(const scrl__xml_attr *attrs, size_t count)
{
    const char *value = scrl__xml_attr_get(attrs, count, "val");
    return value == NULL ? "" : value;
}

/* Symbol fonts put their signs into the private-use area; the common ones have a meaning. */
static int symbol(scrl__docx *d, const scrl__xml_attr *attrs, size_t count)
{
    static const struct {
        uint32_t code;
        const char *text;
    } signs[] = {{0xF0B7, "\xE2\x80\xA2"}, {0xF0A7, "\xE2\x80\xA2"},
                 {0xF0A8, "\xE2\x98\x90"}, {0xF06F, "\xE2\x98\x90"},
                 {0xF0FE, "\xE2\x98\x91"}, {0xF052, "\xE2\x98\x91"},
                 {0xF0FD, "\xE2\x98\x92"}, {0xF0FC, "\xE2\x9C\x93"},
                 {0xF0E0, "\xE2\x86\x92"}, {0xF02D, "-"}};
    const char *value = scrl__xml_attr_get(attrs, count, "char");
    uint32_t code = value == NULL ? 0 : (uint32_t)strtoul(value, NULL, 16);
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (signs[i].code == (code | 0xF000))
            return add_text(d, signs[i].text, strlen(signs[i].text));
    }
    return 0;
}

typedef int (*graphic_reader)(scrl_context *ctx, const char *file, const char *xml, size_t len, uint32_t page,
                              scrl__draft *draft);

/* The words of a chart or diagram follow the paragraph that holds it. */
static int graphic(scrl__docx *d, const char *id, graphic_reader reader)
{
    char *xml = NULL;
    size_t len = 0;
    int status = d->reading_notes != NULL ? 0 : scrl__docx_read_aside(d, id, &xml, &len);
    d->diagrams = d->diagrams || xml == NULL;
    if (xml != NULL)
        status = reader(d->ctx, d->name, xml, len, d->page, d->draft);
    free(xml);
    return status;
}

static int field_part(scrl__docx *d, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    scrl__docx_field *f = &d->field;
    uint32_t number = (uint32_t)strtoul(value_of(attrs, count), NULL, 10);
    if (strcmp(name, "checkBox") == 0)
        f->box = true;
    else if (strcmp(name, "checked") == 0 || (f->box && strcmp(name, "default") == 0))
        f->ticked = scrl__docx_flag_of(attrs, count) == SCRL__ON;
    else if (strcmp(name, "result") == 0 || strcmp(name, "default") == 0)
        f->choice = number;
    else if (strcmp(name, "listEntry") == 0 && f->entries++ == f->choice)
        return add_text(d, value_of(attrs, count), strlen(value_of(attrs, count)));
    return 0;
}

static int field_end(scrl__docx *d)
{
    scrl__docx_field f = d->field;
    d->field = (scrl__docx_field){.open = false};
    return !f.box ? 0 : f.ticked ? add_text(d, "\xE2\x98\x92", 3) : add_text(d, "\xE2\x98\x90", 3);
}

static int line_break(scrl__docx *d, const scrl__xml_attr *attrs, size_t count)
{
    const char *type = scrl__xml_attr_get(attrs, count, "type");
    if (type != NULL && strcmp(type, "page") == 0) {
        scrl__docx_frame *f = top(d);
        if (f != NULL && f->body.letters == 0)
            f->page_break = true;
        else
            d->break_next = true;
    }
    return add_text(d, "\n", 1);
}

static int in_run(scrl__docx *d, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "t") == 0)
        d->in_text = true;
    else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0)
        return add_text(d, "\t", 1);
    else if (strcmp(name, "br") == 0)
        return line_break(d, attrs, count);
    else if (strcmp(name, "cr") == 0)
        return add_text(d, "\n", 1);
    else if (strcmp(name, "noBreakHyphen") == 0)
        return add_text(d, "-", 1);
    else if (strcmp(name, "sym") == 0)
        return symbol(d, attrs, count);
    else if (strcmp(name, "lastRenderedPageBreak") == 0)
        return turn_page(d);
    else if (strcmp(name, "footnoteReference") == 0)
        return note_reference(d, &d->footnotes, attrs, count);
    else if (strcmp(name, "endnoteReference") == 0)
        return note_reference(d, &d->endnotes, attrs, count);
    else if (strcmp(name, "commentReference") == 0)
        d->notice.comments = true;
    else if (strcmp(name, "relIds") == 0)
        return graphic(d, scrl__xml_attr_get(attrs, count, "dm"), scrl__graphics_diagram);
    else if (strcmp(name, "textpath") == 0 && scrl__xml_attr_get(attrs, count, "string") != NULL)
        return add_text(d, scrl__xml_attr_get(attrs, count, "string"),
                        strlen(scrl__xml_attr_get(attrs, count, "string")));
    else if (strcmp(name, "OLEObject") == 0)
        d->notice.embedded = true;
    return 0;
}

static bool border_side(const char *name, uint32_t *side)
{
    *side = strcmp(name, "top") == 0      ? 1u
            : strcmp(name, "left") == 0   ? 2u
            : strcmp(name, "bottom") == 0 ? 4u
            : strcmp(name, "right") == 0  ? 8u
                                          : 0u;
    return *side != 0;
}

static int in_paragraph_properties(scrl__docx *d, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    scrl__docx_frame *f = top(d);
    uint32_t side = 0;
    if (f == NULL)
        return 0;
    if (strcmp(name, "rPr") == 0) {
        d->in_run_properties = true;
    } else if (d->in_run_properties) {
        /* Of the paragraph mark: only whether it is deleted or new matters. */
        if (strcmp(name, "ins") == 0)
            d->notice.tracked = true;
    } else if (strcmp(name, "pStyle") == 0) {
        const scrl__docx_style *style = scrl__docx_style_find(&d->styles, value_of(attrs, count));
        f->style = style != NULL ? style : f->style;
        f->resolved = false;
    } else if (strcmp(name, "framePr") == 0) {
        const char *drop = scrl__xml_attr_get(attrs, count, "dropCap");
        f->merge_next = drop != NULL && strcmp(drop, "none") != 0;
    } else if (strcmp(name, "pBdr") == 0) {
        d->in_borders = true;
    } else if (d->in_borders && border_side(name, &side)) {
        if (scrl__docx_flag_of(attrs, count) == SCRL__ON && strcmp(value_of(attrs, count), "nil") != 0)
            f->direct.borders |= side;
    } else if (!d->in_section) {
        scrl__docx_property(&f->direct, name, attrs, count);
    }
    return 0;
}

static int in_run_properties(scrl__docx *d, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "rStyle") == 0)
        d->run_style = scrl__docx_style_find(&d->styles, value_of(attrs, count));
    else if (strcmp(name, "ins") == 0)
        d->notice.tracked = true;
    else
        scrl__docx_property(&d->run, name, attrs, count);
    d->run_resolved = false;
    return 0;
}

/* Content that no reader sees: deleted or moved away, earlier formatting, field codes, the fallback of a drawing. */
static bool not_read(scrl__docx *d, const char *name)
{
    size_t len = strlen(name);
    bool change = len > 6 && strcmp(name + len - 6, "Change") == 0;
    bool gone = strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0;
    d->notice.tracked = d->notice.tracked || change || gone;
    if (gone && d->in_paragraph_properties && d->in_run_properties && top(d) != NULL)
        top(d)->merge_next = true;
    if (gone && d->in_row_properties)
        d->row_deleted = true;
    return change || gone || strcmp(name, "Fallback") == 0 || strcmp(name, "instrText") == 0 ||
           strcmp(name, "delText") == 0 || strcmp(name, "delInstrText") == 0 || strcmp(name, "rt") == 0 ||
           strcmp(name, "customXmlPr") == 0;
}

static int box_begin(scrl__docx *d)
{
    /* The host's frame waits below; its place in the frames is kept in the box's own. */
    int status = frame_push(d);
    scrl__docx_frame *keeper = top(d);
    if (status != 0 || keeper == NULL)
        return status;
    keeper->body.letters = d->frames_open;
    d->frames_open = d->frame_count;
    return d->reading_notes != NULL ? 0 : scrl__draft_box_begin(d->draft);
}

static int box_end(scrl__docx *d)
{
    int status = finish_waiting(d);
    while (status == 0 && d->frame_count > d->frames_open)
        status = paragraph_finish(d);
    scrl__docx_frame *keeper = top(d);
    if (status != 0 || d->frames_open == 0 || keeper == NULL)
        return status;
    d->frames_open = keeper->body.letters;
    scrl__frame_free(&keeper->body);
    d->frame_count--;
    d->run_resolved = false;
    return d->reading_notes != NULL ? 0 : scrl__draft_box_end(d->draft);
}

static bool is_table_part(const char *name)
{
    return strcmp(name, "tbl") == 0 || strcmp(name, "tr") == 0 || strcmp(name, "tc") == 0 ||
           strcmp(name, "gridSpan") == 0 || strcmp(name, "trPr") == 0;
}

static int table_start(scrl__docx *d, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "tbl") == 0) {
        int status = finish_waiting(d);
        if (status == 0 && d->cell_waits)
            status = scrl__draft_cell_begin(d->draft, d->cell_columns, 1);
        d->cell_waits = false;
        return status != 0 ? status : scrl__draft_table_begin(d->draft, false);
    }
    if (strcmp(name, "tr") == 0) {
        d->row_deleted = false;
        return scrl__draft_row_begin(d->draft);
    }
    if (strcmp(name, "tc") == 0) {
        d->cell_waits = true;
        d->cell_columns = 1;
    } else if (strcmp(name, "gridSpan") == 0) {
        d->cell_columns = (uint32_t)strtoul(value_of(attrs, count), NULL, 10);
    } else if (strcmp(name, "trPr") == 0) {
        d->in_row_properties = true;
    }
    return 0;
}

/* A document within this one begins a cell as a paragraph does. */
static int embedded(scrl__docx *d, const char *id)
{
    int status = finish_waiting(d);
    if (status == 0 && d->cell_waits)
        status = scrl__draft_cell_begin(d->draft, d->cell_columns, 1);
    d->cell_waits = false;
    return status == 0 ? scrl__docx_embedded(d, id) : status;
}

static int structure_start(scrl__docx *d, const char *name, const scrl__xml_attr *attrs, size_t count)
{
    if (strcmp(name, "p") == 0)
        return paragraph_start(d);
    if (strcmp(name, "pPr") == 0) {
        d->in_paragraph_properties = true;
    } else if (strcmp(name, "r") == 0) {
        d->run = (scrl__docx_format)SCRL__DOCX_FORMAT_INIT;
        d->run_style = NULL;
        d->run_resolved = false;
    } else if (strcmp(name, "rPr") == 0) {
        d->in_run_properties = true;
    } else if (strcmp(name, "txbxContent") == 0) {
        return box_begin(d);
    } else if (strcmp(name, "footnote") == 0 || strcmp(name, "endnote") == 0) {
        return note_begin(d, attrs, count);
    } else if (strcmp(name, "ins") == 0 || strcmp(name, "moveTo") == 0) {
        d->notice.tracked = true;
    } else if (strcmp(name, "altChunk") == 0) {
        return embedded(d, scrl__xml_attr_get(attrs, count, "id"));
    } else if (d->reading_notes == NULL && is_table_part(name)) {
        return table_start(d, name, attrs, count);
    }
    return in_run(d, name, attrs, count);
}

static int on_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                    uint32_t line)
{
    scrl__docx *d = user;
    (void)line;
    if (d->skip > 0 || not_read(d, name)) {
        d->skip++;
        return 0;
    }
    if (strcmp(name, "chart") == 0 && strstr(ns, "/chartex") != NULL)
        d->diagrams = true; /* its kinds are newer than what is read */
    else if (strcmp(name, "chart") == 0 && strstr(ns, "/drawingml/") != NULL)
        return graphic(d, scrl__xml_attr_get(attrs, count, "id"), scrl__graphics_chart);
    bool drawing = strstr(ns, "/drawingml/") != NULL && strcmp(name, "relIds") != 0 && strcmp(name, "txbxContent") != 0;
    if (drawing)
        return 0;
    if (d->field.open || strcmp(name, "ffData") == 0) {
        d->field.open = true;
        return field_part(d, name, attrs, count);
    }
    if (strcmp(name, "sdtPr") == 0) {
        d->skip++;
        return 0;
    }
    if (strcmp(name, "sectPr") == 0) {
        d->in_section = true;
        d->section_break = true;
        return 0;
    }
    if (d->in_section) {
        if (strcmp(name, "type") == 0)
            d->section_break = strcmp(value_of(attrs, count), "continuous") != 0;
        return 0;
    }
    if (d->in_paragraph_properties)
        return in_paragraph_properties(d, name, attrs, count);
    if (d->in_run_properties)
        return in_run_properties(d, name, attrs, count);
    return structure_start(d, name, attrs, count);
}

static int table_end(scrl__docx *d, const char *name)
{
    if (strcmp(name, "tc") == 0) {
        int status = finish_waiting(d);
        if (status == 0 && d->cell_waits)
            status = scrl__draft_cell_begin(d->draft, d->cell_columns, 1);
        d->cell_waits = false;
        return status;
    }
    if (strcmp(name, "tr") == 0)
        return scrl__draft_row_end(d->draft, d->row_deleted);
    if (strcmp(name, "tbl") != 0)
        return 0;
    int status = scrl__draft_table_end(d->draft);
    return status != 0 || d->frame_count > 0 ? status : scrl__draft_release(d->draft);
}

static int on_end(void *user, const char *ns, const char *name)
{
    scrl__docx *d = user;
    if (d->skip > 0) {
        d->skip--;
        return 0;
    }
    if (strstr(ns, "/drawingml/") != NULL)
        return 0;
    if (d->field.open)
        return strcmp(name, "ffData") == 0 ? field_end(d) : 0;
    if (strcmp(name, "sectPr") == 0) {
        d->in_section = false;
        d->break_next = d->break_next || d->section_break;
    } else if (strcmp(name, "rPr") == 0) {
        d->in_run_properties = false;
    } else if (strcmp(name, "pPr") == 0) {
        d->in_paragraph_properties = false;
    } else if (strcmp(name, "pBdr") == 0) {
        d->in_borders = false;
    } else if (strcmp(name, "trPr") == 0) {
        d->in_row_properties = false;
    } else if (strcmp(name, "t") == 0) {
        d->in_text = false;
    } else if (strcmp(name, "p") == 0) {
        return paragraph_end(d);
    } else if (strcmp(name, "txbxContent") == 0) {
        return box_end(d);
    } else if (strcmp(name, "footnote") == 0 || strcmp(name, "endnote") == 0) {
        return finish_waiting(d);
    } else if (d->reading_notes == NULL) {
        return table_end(d, name);
    }
    return 0;
}

static int on_text(void *user, const char *text, size_t len)
{
    scrl__docx *d = user;
    return d->skip == 0 && d->in_text ? add_text(d, text, len) : 0;
}

static const scrl__xml_handler document_handler = {on_start, on_end, on_text};

/* ---- parts */

static int note_memory(scrl__docx *d, int status)
{
    return status == SCRL_ENOMEM ? scrl__fail_memory(d->ctx, "read") : status;
}

int scrl__docx_read_notes(scrl__docx *d, scrl__docx_notes *n, const char *xml, size_t len)
{
    d->reading_notes = n;
    int status = note_memory(
        d, scrl__xml_parse(d->ctx, "read", d->name, xml, len, true, &document_handler, d, NULL, &d->notice.entities));
    d->reading_notes = NULL;
    if (n->count > 0)
        qsort(n->items, n->count, sizeof(*n->items), by_note_id);
    for (; d->frame_count > 0; d->frame_count--)
        scrl__frame_free(&d->frames[d->frame_count - 1].body);
    d->frames_open = 0;
    d->skip = 0;
    d->in_text = d->in_run_properties = d->in_paragraph_properties = d->in_borders = false;
    return status;
}

int scrl__docx_read_text(scrl__docx *d, const char *xml, size_t len)
{
    static const char mark[] = "lastRenderedPageBreak";
    uint32_t bad_line = 0, entities = 0;
    if (d->host == NULL)
        d->page = memmem(xml, len, mark, sizeof(mark) - 1) != NULL ? 1 : 0;
    int status = note_memory(
        d, scrl__xml_parse(d->ctx, "read", d->name, xml, len, true, &document_handler, d, &bad_line, &entities));
    d->notice.damaged = d->notice.damaged || bad_line > 0;
    d->notice.entities += entities;
    while (status == 0 && d->frame_count > 0)
        status = d->frames_open == d->frame_count ? box_end(d) : paragraph_finish(d);
    return note_memory(d, status);
}

void scrl__docx_text_free(scrl__docx *d)
{
    for (size_t i = 0; i < d->frame_count; i++)
        scrl__frame_free(&d->frames[i].body);
    free(d->frames);
    free(d->footnotes.items);
    free(d->endnotes.items);
    scrl__str_free(&d->footnotes.pool);
    scrl__str_free(&d->endnotes.pool);
}
