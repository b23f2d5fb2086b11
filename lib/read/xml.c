/*
 * xml.c - reports kept as XML: JATS and TEI with their structure (xml_names.c knows their elements), any other XML as its
 * bare text. One paragraph is open at a time; a note in the middle of it has it wait. Unlike the parts of a container a
 * damaged file is refused, since nothing tells what of it is lost.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/draft.h"
#include "read/frames.h"
#include "read/number.h"
#include "read/reader.h"
#include "read/xml_names.h"

#define SIZE 24 /* half points: XML names none */
#define SNIFFED 1024

/* What holds for all text inside an element. */
typedef struct state {
    uint32_t depth; /* sections */
    bool paragraph; /* elements are part of the text, and it does not fall apart at them */
    bool record;    /* elements are set apart by spaces */
    bool meta, header, titles, in_title, label;
    bool notes, quote, box, caption, in_list, in_table;
    bool choice, reference, raised, dropped;
    bool bold, italic, underlined;
    uint32_t heading; /* level; 0: none */
    scrl__draft_part part;
} state;

typedef struct element {
    state before;
    scrl__xml_job job;
    bool note; /* it made the open paragraph wait */
} element;

typedef struct list {
    scrl__number_form form;
    uint32_t value;
    bool item_waits;
} list;

/* A paragraph that is open. */
typedef struct open_paragraph {
    scrl__frame body;
    scrl__str label; /* that stands before it */
    state here;      /* as at its first letter */
} open_paragraph;

typedef struct reader {
    scrl_context *ctx;
    scrl__draft *draft;
    scrl__xml_kind kind;
    state now;
    element *elements;
    size_t element_count, element_cap;
    list *lists;
    size_t list_count, list_cap;
    bool *tables; /* those that are open: whether a row has begun */
    size_t table_count, table_cap;
    open_paragraph open, host; /* the host waits while a note in it is read */
    bool host_waits;
    size_t last, lowest; /* number of open elements at the last letter, and the fewest since then */
    scrl__str title, language;
    bool titled, paged;
    uint32_t page; /* 0: the text does not say */
    scrl__frame_notice notice;
} reader;

static const char *get(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    const char *value = scrl__xml_attr_get(attrs, count, name);
    return value == NULL ? "" : value;
}

/* ---- paragraphs */

/* A number stands beside the text; other labels ("Table 1", "Finding 2") are words of it. */
static int place_label(reader *r, scrl__draft_in *in, scrl__str *clean)
{
    scrl__number number;
    scrl__text_clean(clean, scrl__str_text(&r->open.label), r->open.label.len, false);
    scrl__str_truncate(&r->open.label, 0);
    if (clean->len == 0)
        return clean->failed ? SCRL_ENOMEM : 0;
    size_t len = clean->len;
    scrl__str_adds(clean, " A");
    if (clean->failed)
        return SCRL_ENOMEM;
    bool typed =
        scrl__number_typed(clean->data, clean->len, SCRL__NUMBER_IN_HEADING, &number) && number.skip == len + 1;
    scrl__str_truncate(clean, len);
    if (!typed && in->kind != SCRL_BLOCK_FOOTNOTE)
        return scrl__frame_prefix(&r->open.body, clean);
    if (typed) {
        scrl__str_truncate(clean, 0);
        scrl__str_adds(clean, number.text);
    }
    in->number = scrl__str_text(clean);
    return 0;
}

static void number_item(reader *r, scrl__draft_in *in, scrl__str *label)
{
    list *l = r->list_count > 0 ? &r->lists[r->list_count - 1] : NULL;
    if (l == NULL || !l->item_waits || in->part != SCRL__DRAFT_TEXT || in->kind == SCRL_BLOCK_FOOTNOTE)
        return;
    l->item_waits = false;
    in->kind = SCRL_BLOCK_LIST_ITEM;
    if (r->open.label.len > 0 || l->form == SCRL__NUMBER_NONE)
        return;
    scrl__number_write(label, l->form, l->value);
    in->number = scrl__str_text(label);
}

static scrl__draft_in describe(const reader *r)
{
    const state *s = &r->open.here;
    bool apart = s->box || s->in_list || s->in_table || s->notes || s->caption;
    scrl__draft_in in = {.part = s->heading == 0 ? s->part
                                 : apart         ? SCRL__DRAFT_TEXT
                                                 : SCRL__DRAFT_HEADING,
                         .level = s->heading,
                         .page = r->open.body.page,
                         .look = scrl__frame_look(&r->open.body, false)};
    in.kind = s->notes     ? SCRL_BLOCK_FOOTNOTE
              : s->caption ? SCRL_BLOCK_CAPTION
              : s->quote   ? SCRL_BLOCK_QUOTE
              : s->box     ? SCRL_BLOCK_BOX
                           : SCRL_BLOCK_PARAGRAPH;
    return in;
}

static int hand_over(reader *r, const scrl__draft_in *in)
{
    int status;
    if (in->part == SCRL__DRAFT_TITLE) {
        r->titled = true;
        if (r->title.len == 0)
            scrl__str_add(&r->title, in->text, in->text_len);
    }
    if (in->kind == SCRL_BLOCK_FOOTNOTE)
        status = scrl__draft_defer(r->draft, in);
    else
        status = scrl__draft_add(r->draft, in);
    if (status == 0 && !r->host_waits)
        status = scrl__draft_release(r->draft);
    return status;
}

/* Ends the open paragraph. A label without text waits for the next. */
static int flush(reader *r)
{
    int status = 0;
    if (r->open.body.letters > 0) {
        scrl__str label = SCRL__STR_INIT;
        scrl__draft_in in = describe(r);
        number_item(r, &in, &label);
        if (r->open.label.len > 0)
            status = place_label(r, &in, &label);
        scrl__frame_lend(&r->open.body, &in);
        if (status == 0)
            status = r->open.body.text.failed || label.failed ? SCRL_ENOMEM : hand_over(r, &in);
        scrl__str_free(&label);
    }
    scrl__frame_free(&r->open.body);
    r->open.body = (scrl__frame){.page = r->page};
    return status;
}

/* Outside paragraphs an element's text goes on inside an element in the midst of it, and behind it; two elements side by
 * side are apart. */
static bool goes_on(const reader *r)
{
    return r->now.paragraph || r->lowest == r->last || r->lowest == r->element_count;
}

/* A raised number in a reference is the mark of a note or a source wherever it stands, another one behind a word. */
static bool is_mark(const reader *r, const char *text, size_t len)
{
    const scrl__str *before = &r->open.body.text;
    return r->now.raised && (r->now.reference ? scrl__number_is_mark("word", 4, text, len)
                                              : scrl__number_is_mark(scrl__str_text(before), before->len, text, len));
}

static int add_text(reader *r, const char *text, size_t len)
{
    size_t ink = scrl__frame_ink(text, len);
    if (is_mark(r, text, len))
        return 0;
    if (ink == 0) {
        if (r->open.body.letters > 0)
            scrl__str_addc(&r->open.body.text, ' ');
        return 0;
    }
    int status = r->open.body.letters > 0 && !goes_on(r) ? flush(r) : 0;
    if (r->open.body.letters == 0)
        r->open.here = r->now;
    r->last = r->lowest = r->element_count;
    scrl__draft_look look = {
        .bold = r->now.bold, .italic = r->now.italic, .underlined = r->now.underlined, .half_points = SIZE};
    return status != 0 ? status : scrl__frame_add(&r->open.body, text, len, &look, r->page);
}

/* The title that the header names, where the text has no title page. */
static int title_of_header(reader *r)
{
    if (r->titled || r->title.len == 0)
        return 0;
    r->titled = true;
    scrl__draft_in in = {.part = SCRL__DRAFT_TITLE,
                         .page = r->page,
                         .look = {.half_points = SIZE},
                         .text = r->title.data,
                         .text_len = r->title.len};
    return scrl__draft_add(r->draft, &in);
}

/* ---- elements */

static scrl__number_form list_form(const scrl__xml_attr *attrs, size_t count)
{
    static const struct {
        const char *name;
        scrl__number_form form;
    } forms[] = {{"order", SCRL__NUMBER_DECIMAL},
                 {"ordered", SCRL__NUMBER_DECIMAL},
                 {"numbered", SCRL__NUMBER_DECIMAL},
                 {"alpha-lower", SCRL__NUMBER_LOWER_LETTER},
                 {"alpha-upper", SCRL__NUMBER_UPPER_LETTER},
                 {"roman-lower", SCRL__NUMBER_LOWER_ROMAN},
                 {"roman-upper", SCRL__NUMBER_UPPER_ROMAN},
                 {"simple", SCRL__NUMBER_NONE},
                 {"gloss", SCRL__NUMBER_NONE}};
    const char *type = scrl__xml_attr_get(attrs, count, "list-type");
    if (type == NULL)
        type = get(attrs, count, "rend")[0] != '\0' ? get(attrs, count, "rend") : get(attrs, count, "type");
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (strcmp(type, forms[i].name) == 0)
            return forms[i].form;
    }
    return SCRL__NUMBER_BULLET;
}

static int list_start(reader *r, scrl__number_form form)
{
    if (scrl__grow((void **)&r->lists, &r->list_cap, r->list_count, sizeof(*r->lists)) != 0)
        return SCRL_ENOMEM;
    r->lists[r->list_count++] = (list){form, 0, false};
    return 0;
}

/* References stand in a section of their own and are numbered by their labels. */
static int item_start(reader *r)
{
    int status = r->list_count == 0 ? list_start(r, SCRL__NUMBER_NONE) : 0;
    if (status != 0)
        return status;
    list *l = &r->lists[r->list_count - 1];
    l->value++;
    l->item_waits = true;
    return 0;
}

/* How many columns or rows a cell spans: JATS has HTML's name for it, TEI its own. */
static uint32_t span_of(const scrl__xml_attr *attrs, size_t count, const char *jats, const char *tei)
{
    const char *span = scrl__xml_attr_get(attrs, count, jats);
    return (uint32_t)strtoul(span != NULL ? span : get(attrs, count, tei), NULL, 10);
}

/* A note inside a paragraph: the paragraph waits. */
static int note_start(reader *r, element *e, const scrl__xml_attr *attrs, size_t count)
{
    int status = 0;
    if (r->host_waits || r->open.body.letters == 0) {
        status = flush(r);
    } else {
        r->host = r->open;
        r->open = (open_paragraph){.body.page = r->page};
        r->host_waits = e->note = true;
    }
    scrl__str_adds(&r->open.label, get(attrs, count, "n"));
    r->now = (state){.depth = r->now.depth, .notes = true};
    return status;
}

static int page_start(reader *r)
{
    bool first = !r->paged && r->last == 0; /* the mark of the first page stands before its text */
    r->paged = true;
    if (first)
        return 0;
    r->page++;
    return scrl__frame_turn(&r->open.body, r->page);
}

static void rendered(state *s, const char *look)
{
    s->bold = s->bold || strcasestr(look, "bold") != NULL;
    s->italic = s->italic || strcasestr(look, "ital") != NULL;
    s->underlined = s->underlined || strcasestr(look, "underl") != NULL;
    s->raised = s->raised || strcasestr(look, "sup") != NULL;
}

/* What stays inside the paragraph that is open. */
static int inline_start(reader *r, scrl__xml_job job, const scrl__xml_attr *attrs, size_t count)
{
    state *s = &r->now;
    const char *type =
        get(attrs, count, "ref-type")[0] != '\0' ? get(attrs, count, "ref-type") : get(attrs, count, "type");
    if (s->record && r->open.body.letters > 0)
        scrl__str_addc(&r->open.body.text, ' ');
    if (job == SCRL__XML_BOLD)
        s->bold = true;
    else if (job == SCRL__XML_ITALIC)
        s->italic = true;
    else if (job == SCRL__XML_UNDERLINED)
        s->underlined = true;
    else if (job == SCRL__XML_RENDERED)
        rendered(s, get(attrs, count, "rend"));
    else if (job == SCRL__XML_RAISED)
        s->raised = true;
    else if (job == SCRL__XML_LINE && r->open.body.letters > 0)
        scrl__str_addc(&r->open.body.text, ' ');
    else if (job == SCRL__XML_PAGE)
        return page_start(r);
    else if (job == SCRL__XML_CHOICE)
        s->choice = true;
    else if (job == SCRL__XML_REFERENCE)
        s->reference = true;
    else if (job == SCRL__XML_HEADER_TITLE && s->titles && r->title.len == 0)
        s->in_title = true;
    bool mark = job == SCRL__XML_REFERENCE &&
                (strcmp(type, "fn") == 0 || strcmp(type, "table-fn") == 0 || strcmp(type, "noteAnchor") == 0);
    s->dropped = mark || (job == SCRL__XML_OTHERWISE && s->choice) || (job == SCRL__XML_FACT && s->meta) ||
                 job == SCRL__XML_DELETED;
    r->notice.tracked = r->notice.tracked || job == SCRL__XML_DELETED;
    return 0;
}

static bool begins_block(scrl__xml_job job)
{
    return job == SCRL__XML_BLOCK || job == SCRL__XML_LIST || job == SCRL__XML_ITEM || job == SCRL__XML_TABLE ||
           job == SCRL__XML_ROW || job == SCRL__XML_CELL || job == SCRL__XML_QUOTE || job == SCRL__XML_BOX ||
           job == SCRL__XML_CAPTION;
}

/* Blocks that are no part of a paragraph. */
static bool begins_outside(scrl__xml_job job)
{
    return job == SCRL__XML_PARAGRAPH || job == SCRL__XML_RECORD || job == SCRL__XML_META || job == SCRL__XML_TITLE ||
           job == SCRL__XML_SUBTITLE || job == SCRL__XML_BODY || job == SCRL__XML_SECTION || job == SCRL__XML_HEADING ||
           job == SCRL__XML_LABEL || job == SCRL__XML_SAID || job == SCRL__XML_HEADER || job == SCRL__XML_TITLES;
}

/* A table begins with its first row: what stands before is its caption. */
static int row_start(reader *r, bool cell, const scrl__xml_attr *attrs, size_t count)
{
    r->now.caption = false;
    r->now.in_table = true;
    if (r->table_count == 0)
        return 0;
    bool *begun = &r->tables[r->table_count - 1];
    int status = *begun ? 0 : scrl__draft_table_begin(r->draft, false);
    *begun = true;
    if (status != 0)
        return status;
    if (!cell)
        return scrl__draft_row_begin(r->draft);
    return scrl__draft_cell_begin(r->draft, span_of(attrs, count, "colspan", "cols"),
                                  span_of(attrs, count, "rowspan", "rows"));
}

static int table_start(reader *r)
{
    if (scrl__grow((void **)&r->tables, &r->table_cap, r->table_count, sizeof(*r->tables)) != 0)
        return SCRL_ENOMEM;
    r->tables[r->table_count++] = false;
    r->now.caption = true;
    return 0;
}

static int outside_start(reader *r, scrl__xml_job job)
{
    state *s = &r->now;
    s->record = job == SCRL__XML_RECORD;
    s->paragraph = s->record || job == SCRL__XML_PARAGRAPH || job == SCRL__XML_HEADING || job == SCRL__XML_TITLE ||
                   job == SCRL__XML_SUBTITLE;
    s->meta = s->meta || job == SCRL__XML_META;
    s->header = s->header || job == SCRL__XML_HEADER;
    s->titles = s->titles || job == SCRL__XML_TITLES;
    s->quote = s->quote || job == SCRL__XML_SAID;
    if (job == SCRL__XML_LABEL) {
        s->label = true;
        scrl__str_truncate(&r->open.label, 0);
    } else if (job == SCRL__XML_SECTION) {
        s->depth++;
        s->meta = false;
    } else if (job == SCRL__XML_HEADING) {
        s->heading = s->depth > 0 ? s->depth : 1;
    } else if (s->meta && job == SCRL__XML_TITLE) {
        s->part = SCRL__DRAFT_TITLE;
    } else if (s->meta && job == SCRL__XML_SUBTITLE) {
        s->part = SCRL__DRAFT_SUBTITLE;
    }
    return job == SCRL__XML_SECTION || job == SCRL__XML_BODY ? title_of_header(r) : 0;
}

static int block_start(reader *r, scrl__xml_job job, const scrl__xml_attr *attrs, size_t count)
{
    int status = flush(r);
    if (status != 0)
        return status;
    if (begins_outside(job))
        return outside_start(r, job);
    state *s = &r->now;
    s->paragraph = s->record = false;
    s->quote = s->quote || job == SCRL__XML_QUOTE;
    s->box = s->box || job == SCRL__XML_BOX;
    s->caption = s->caption || job == SCRL__XML_CAPTION;
    s->in_list = s->in_list || job == SCRL__XML_LIST;
    if (job == SCRL__XML_LIST)
        return list_start(r, list_form(attrs, count));
    if (job == SCRL__XML_ITEM)
        return item_start(r);
    if (job == SCRL__XML_TABLE)
        return table_start(r);
    if (job == SCRL__XML_ROW || job == SCRL__XML_CELL)
        return row_start(r, job == SCRL__XML_CELL, attrs, count);
    return 0;
}

static int on_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                    uint32_t line)
{
    reader *r = user;
    (void)line;
    if (scrl__grow((void **)&r->elements, &r->element_cap, r->element_count, sizeof(*r->elements)) != 0)
        return SCRL_ENOMEM;
    int status = 0;
    if (r->element_count == 0)
        r->kind = scrl__xml_kind_of(ns, name);
    if (r->language.len == 0)
        scrl__str_adds(&r->language, get(attrs, count, "lang"));
    element e = {.before = r->now, .job = scrl__xml_job_of(r->kind, name)};
    if (r->now.dropped)
        e.job = SCRL__XML_INLINE;
    else if (e.job == SCRL__XML_SKIP)
        r->now.dropped = true;
    else if (e.job == SCRL__XML_NOTE)
        status = note_start(r, &e, attrs, count);
    else if (begins_block(e.job) || (begins_outside(e.job) && !r->now.paragraph))
        status = block_start(r, e.job, attrs, count);
    else
        status = inline_start(r, e.job, attrs, count);
    r->elements[r->element_count++] = e;
    return status;
}

static int note_end(reader *r, const element *e)
{
    int status = flush(r);
    scrl__str_truncate(&r->open.label, 0);
    if (e->note) {
        scrl__frame_free(&r->open.body);
        scrl__str_free(&r->open.label);
        r->open = r->host;
        r->host = (open_paragraph){.body.page = r->page};
        r->host_waits = false;
    }
    return status;
}

/* A label whose element ends without text is the text. */
static int label_alone(reader *r)
{
    scrl__str label = r->open.label;
    r->open.label = (scrl__str)SCRL__STR_INIT;
    int status = label.failed ? SCRL_ENOMEM : 0;
    if (status == 0 && label.len > 0)
        status = add_text(r, label.data, label.len);
    scrl__str_free(&label);
    return status == 0 ? flush(r) : status;
}

static int block_end(reader *r, scrl__xml_job job)
{
    int status = flush(r);
    if (status == 0 && job != SCRL__XML_LABEL)
        status = label_alone(r);
    if (job == SCRL__XML_ITEM && r->list_count > 0)
        r->lists[r->list_count - 1].item_waits = false;
    else if (job == SCRL__XML_LIST && r->list_count > 0)
        r->list_count--;
    if (status != 0 || r->table_count == 0)
        return status;
    bool begun = r->tables[r->table_count - 1];
    if (job == SCRL__XML_ROW && begun)
        return scrl__draft_row_end(r->draft, false);
    if (job != SCRL__XML_TABLE)
        return 0;
    r->table_count--;
    return begun ? scrl__draft_table_end(r->draft) : 0;
}

static int leave(reader *r, const element *e)
{
    if (e->job == SCRL__XML_NOTE)
        return note_end(r, e);
    if (begins_block(e->job) || (begins_outside(e->job) && !e->before.paragraph))
        return block_end(r, e->job);
    if (e->before.record && r->open.body.letters > 0)
        scrl__str_addc(&r->open.body.text, ' ');
    return 0;
}

static int on_end(void *user, const char *ns, const char *name)
{
    reader *r = user;
    (void)ns;
    (void)name;
    element e = r->elements[--r->element_count];
    int status = leave(r, &e);
    r->now = e.before;
    r->lowest = r->element_count < r->lowest ? r->element_count : r->lowest;
    return status;
}

static int on_text(void *user, const char *text, size_t len)
{
    reader *r = user;
    if (r->now.in_title || r->now.label) {
        scrl__str *to = r->now.label ? &r->open.label : &r->title;
        scrl__str_add(to, text, len);
        return to->failed ? SCRL_ENOMEM : 0;
    }
    return r->now.dropped || r->now.header ? 0 : add_text(r, text, len);
}

/* ---- the reader */

static void reader_free(reader *r)
{
    scrl__frame_free(&r->open.body);
    scrl__str_free(&r->open.label);
    scrl__frame_free(&r->host.body);
    scrl__str_free(&r->host.label);
    free(r->elements);
    free(r->lists);
    free(r->tables);
    scrl__str_free(&r->title);
    scrl__str_free(&r->language);
    scrl__draft_free(r->draft);
}

static void add_facts(reader *r, scrl__builder *b)
{
    scrl__builder_title(b, scrl__str_text(&r->title));
    scrl__builder_language(b, scrl__str_text(&r->language));
    if (r->page > 0)
        scrl__builder_pages(b, r->page);
    if (r->kind == SCRL__XML_OTHER)
        scrl__builder_warn(b, "xml_text", 0,
                           "the XML is of a kind that is not known; it was read as text without headings and tables");
    scrl__frame_warn(&r->notice, b);
}

static int xml_read(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                    const scrl_document_options *options, scrl__builder *b)
{
    static const scrl__xml_handler handler = {on_start, on_end, on_text};
    (void)options;
    reader r = {.ctx = ctx, .page = memmem(bytes, len, "<pb", 3) != NULL ? 1 : 0};
    int status = scrl__draft_new(ctx, &r.draft);
    if (status == 0)
        status = scrl__xml_parse(ctx, "read", name, bytes, len, false, &handler, &r, NULL, &r.notice.entities);
    if (status == 0)
        status = flush(&r);
    if (status == SCRL_ENOMEM || (status == 0 && (r.title.failed || r.language.failed)))
        status = scrl__fail_memory(ctx, "read");
    if (status == 0)
        status = scrl__draft_build(r.draft, b);
    if (status == 0)
        add_facts(&r, b);
    reader_free(&r);
    return status;
}

/* Just behind 'mark', or at the end. */
static size_t past(const char *bytes, size_t at, size_t end, const char *mark)
{
    const char *found = memmem(bytes + at, end - at, mark, strlen(mark));
    return found == NULL ? end : (size_t)(found - bytes) + strlen(mark);
}

/* The first element, behind declarations and comments; 'end' where it is not within reach. */
static size_t first_element(const char *bytes, size_t at, size_t end, bool *declared)
{
    while (at < end) {
        while (at < end && scrl__frame_ink(bytes + at, 1) == 0)
            at++;
        if (end - at >= 4 && memcmp(bytes + at, "<!--", 4) == 0) {
            at = past(bytes, at, end, "-->");
        } else if (end - at >= 2 && bytes[at] == '<' && (bytes[at + 1] == '?' || bytes[at + 1] == '!')) {
            *declared = true;
            size_t close = past(bytes, at, end, ">");
            bool subset = bytes[at + 1] == '!' && memchr(bytes + at, '[', close - at) != NULL;
            at = subset ? past(bytes, at, end, "]>") : close;
        } else {
            break;
        }
    }
    return at;
}

/* An element behind an XML or document type declaration, or one that names its namespace; but no web page. */
static bool xml_sniff(const char *bytes, size_t len)
{
    static const char page[] = "<html";
    size_t start = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t end = len < SNIFFED ? len : SNIFFED;
    bool declared = false;
    size_t at = first_element(bytes, start, end, &declared);
    if (at >= end)
        return declared && start < end && len > SNIFFED && memcmp(bytes + start, "<?xml", 5) == 0;
    if (bytes[at] != '<' || (end - at > 5 && strncasecmp(bytes + at, page, sizeof(page) - 1) == 0))
        return false;
    const char *close = memchr(bytes + at, '>', end - at);
    size_t tag = close == NULL ? end - at : (size_t)(close - bytes) - at;
    bool named = memmem(bytes + at, tag, " xmlns", 6) != NULL && memmem(bytes + at, tag, "xhtml", 5) == NULL;
    return named || (declared && memcmp(bytes + start, "<?xml", 5) == 0);
}

static const char *const suffixes[] = {"xml", "nxml", "jats", "tei", NULL};

const scrl__reader scrl__reader_xml = {
    .name = "xml", .version = 1, .suffixes = suffixes, .sniff = xml_sniff, .read = xml_read};
