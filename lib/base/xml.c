/* xml.c - libxml2, set up once and safely: SAX for documents, trees with RELAX NG for data files. Text is made valid
 * UTF-8 before libxml2 sees it, no entity is ever declared to it, and nothing is loaded from outside. Where libxml2
 * takes quadratic time (many attributes, deep nesting) the input is checked or cut before. */
#include "base/xml.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemastypes.h>

#include "base/file.h"
#include "base/utf8.h"

/* libxml2 compares each attribute of an element with all before it, and each prefix with all declared ones. */
#define MOST_ATTRIBUTES 1024
#define MOST_HTML_ATTRIBUTES 64
#define MOST_NAMESPACES 512
#define LONG_STRETCH ((size_t)8192)

struct parse {
    scrl_context *ctx;
    xmlParserCtxtPtr parser;
    const scrl__xml_handler *handler;
    void *user;
    int status;        /* of a handler, or of a limit: the parse stops */
    int error;         /* libxml2's code of the first mistake */
    uint32_t bad_line; /* and its line */
    uint32_t depth;
    uint32_t entities;
    bool limit; /* one of ours was reached */
    bool recover;
    scrl__xml_attr *attrs;
    size_t attr_cap;
    scrl__str values; /* of the attributes of the current element */
    xmlEntity dropped, dropped_in_value;
};

static void init_libxml2(void)
{
    xmlInitParser();
    /* Both are otherwise set up at first use, without a lock. */
    xmlRelaxNGInitTypes();
    xmlSchemaInitTypes();
}

static void init_once(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, init_libxml2);
}

static void stop(struct parse *p, int status)
{
    if (p->status == 0)
        p->status = status;
    xmlStopParser(p->parser);
}

static void stop_at_limit(struct parse *p)
{
    p->limit = true;
    stop(p, SCRL_ELIMIT);
}

/* After a mistake libxml2 leaves out references such as &amp; though it goes on; in a recovering parse they are text. */
static void keep_references(struct parse *p)
{
    if (p->recover)
        p->parser->wellFormed = 1;
}

static uint32_t line_of(const struct parse *p)
{
    const xmlParserInput *input = p->parser->input;
    return input != NULL && input->line > 0 ? (uint32_t)input->line : 0;
}

/* 'out' takes a value that lies between two pointers. Outside NOENT mode libxml2 hands out '&' as "&#38;". */
static void add_value(scrl__str *out, const char *value, const char *end)
{
    static const char ampersand[] = "&#38;";
    while (value < end) {
        const char *mark = memchr(value, '&', (size_t)(end - value));
        if (mark == NULL)
            mark = end;
        scrl__str_add(out, value, (size_t)(mark - value));
        value = mark;
        if (value == end)
            break;
        scrl__str_addc(out, '&');
        bool whole =
            (size_t)(end - value) >= sizeof(ampersand) - 1 && memcmp(value, ampersand, sizeof(ampersand) - 1) == 0;
        value += whole ? sizeof(ampersand) - 1 : 1;
    }
    scrl__str_addc(out, '\0');
}

/* Makes room for one more attribute. */
static bool grow_attrs(struct parse *p, size_t count)
{
    void *items = p->attrs;
    if (scrl__grow(&items, &p->attr_cap, count, sizeof(*p->attrs)) != SCRL_OK)
        return false;
    p->attrs = items;
    return true;
}

/* The values were written one behind the other, each with its NUL; only now do they stay where they are. */
static bool place_values(struct parse *p, size_t count)
{
    const char *value = scrl__str_text(&p->values);
    if (p->values.failed)
        return false;
    for (size_t i = 0; i < count; i++) {
        p->attrs[i].value = value;
        value += strlen(value) + 1;
    }
    return true;
}

static bool collect_attrs(struct parse *p, const xmlChar **attributes, size_t count)
{
    scrl__str_truncate(&p->values, 0);
    for (size_t i = 0; i < count; i++) {
        const xmlChar **a = attributes + 5 * i; /* name, prefix, URI, value, its end */
        if (!grow_attrs(p, i))
            return false;
        p->attrs[i].name = (const char *)a[0];
        add_value(&p->values, (const char *)a[3], (const char *)a[4]);
    }
    return place_values(p, count);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attr_count, int defaulted, const xmlChar **attributes)
{
    struct parse *p = data;
    (void)prefix;
    (void)namespace_count;
    (void)namespaces;
    if (p->status != 0)
        return;
    keep_references(p);
    if (++p->depth > p->ctx->limits.depth || attr_count > MOST_ATTRIBUTES || p->parser->nsNr > 2 * MOST_NAMESPACES) {
        stop_at_limit(p);
        return;
    }
    /* Defaults from a DTD come last, and could make a small file large: they are left out. */
    size_t count = (size_t)(attr_count - defaulted);
    if (!collect_attrs(p, attributes, count)) {
        stop(p, SCRL_ENOMEM);
        return;
    }
    if (p->handler->start == NULL)
        return;
    int status = p->handler->start(p->user, uri != NULL ? (const char *)uri : "", (const char *)name, p->attrs, count,
                                   line_of(p));
    if (status != 0)
        stop(p, status);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct parse *p = data;
    (void)prefix;
    if (p->status != 0)
        return;
    keep_references(p);
    p->depth--;
    if (p->handler->end == NULL)
        return;
    int status = p->handler->end(p->user, uri != NULL ? (const char *)uri : "", (const char *)name);
    if (status != 0)
        stop(p, status);
}

static void on_text(void *data, const xmlChar *text, int len)
{
    struct parse *p = data;
    if (p->status != 0 || len <= 0)
        return;
    keep_references(p);
    if (p->handler->text == NULL)
        return;
    int status = p->handler->text(p->user, (const char *)text, (size_t)len);
    if (status != 0)
        stop(p, status);
}

/* Every reference that XML does not predefine is answered with nothing (in a value, with a space: there libxml2 takes
 * the first byte in any case). */
static xmlEntityPtr on_entity(void *data, const xmlChar *name)
{
    struct parse *p = data;
    (void)name;
    bool in_value = p->parser->instate == XML_PARSER_ATTRIBUTE_VALUE;
    /* Behind a declaration libxml2 asks too, and would hang the declared text on the answer. */
    if (p->parser->inSubset != 0 && !in_value)
        return NULL;
    p->entities += p->parser->inSubset == 0;
    return in_value ? &p->dropped_in_value : &p->dropped;
}

static void on_error(void *data, xmlErrorPtr error)
{
    struct parse *p = data;
    /* What libxml2 calls an error but no fatal one (an undeclared prefix) leaves the text whole. */
    if (p->error != 0 || error->level != XML_ERR_FATAL || p->status != 0)
        return;
    p->error = error->code;
    p->bad_line = error->line > 0 ? (uint32_t)error->line : 1;
}

static void init_entity(xmlEntity *entity, const char *content)
{
    static const char name[] = "dropped";
    *entity = (xmlEntity){.type = XML_ENTITY_DECL, .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    entity->name = (const xmlChar *)name;
    /* libxml2 only reads it. */
    memcpy(&entity->content, &content, sizeof(content));
    entity->length = (int)strlen(content);
}

static void init_parse(struct parse *p, scrl_context *ctx, const scrl__xml_handler *handler, void *user)
{
    *p = (struct parse){.ctx = ctx, .handler = handler, .user = user, .values = SCRL__STR_INIT};
    init_entity(&p->dropped, "");
    init_entity(&p->dropped_in_value, " ");
}

static void end_parse(struct parse *p)
{
    xmlFreeParserCtxt(p->parser);
    scrl__str_free(&p->values);
    free(p->attrs);
}

static int fail_xml(scrl_context *ctx, int code, const char *step, const char *file, const char *message)
{
    scrl__fail(ctx, code, step, "%s", message);
    return scrl__fail_at(ctx, file, 0, 0);
}

static int fail_line(scrl_context *ctx, const char *step, const char *file, uint32_t line, int error)
{
    scrl__fail(ctx, SCRL_EFORMAT, step, "the XML is damaged at line %u (libxml2 error %d)", (unsigned)line, error);
    return scrl__fail_at(ctx, file, 0, 0);
}

/* Making the bytes safe for libxml2. */

/* An input as libxml2 gets it: the caller's bytes, or a copy in 'own'. */
struct source {
    const char *text;
    size_t len;
    scrl__str own;
};

static bool declares(const char *name, size_t len, const char *prefix)
{
    size_t prefix_len = strlen(prefix);
    return len >= prefix_len && strncasecmp(name, prefix, prefix_len) == 0;
}

/* The encoding that an XML declaration names; false when it is none that is read here. */
static bool declared_charset(const char *text, size_t len, scrl__charset *charset)
{
    static const char *const latin[] = {"iso-8859-1", "windows-1252", "cp1252", "latin1", "us-ascii", "ascii"};
    static const char key[] = "encoding";
    const char *end = len >= 5 && memcmp(text, "<?xml", 5) == 0 ? memchr(text, '>', len) : NULL;
    const char *at = end != NULL ? memmem(text, (size_t)(end - text), key, sizeof(key) - 1) : NULL;
    if (at == NULL)
        return true;
    at += sizeof(key) - 1;
    while (at < end && strchr(" \t\r\n=\"'", *at) != NULL)
        at++;
    size_t left = (size_t)(end - at);
    if (declares(at, left, "utf-8") || declares(at, left, "utf8") || declares(at, left, "utf-16"))
        return true;
    for (size_t i = 0; i < sizeof(latin) / sizeof(latin[0]); i++) {
        size_t name_len = strlen(latin[i]);
        if (declares(at, left, latin[i]) && left > name_len && strchr("\"'", at[name_len]) != NULL) {
            *charset = SCRL__WINDOWS_1252;
            return true;
        }
    }
    return false;
}

static uint32_t line_at(const char *text, size_t len)
{
    uint32_t line = 1;
    for (size_t i = 0; i < len; i++)
        line += text[i] == '\n';
    return line;
}

static uint32_t first_bad_line(const char *text, size_t len)
{
    size_t at = 0, used;
    uint32_t code;
    while (at < len && (used = scrl__utf8_decode(text + at, len - at, &code)) > 0)
        at += used;
    return line_at(text, at);
}

static bool is_forbidden(unsigned char c)
{
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

static bool has_forbidden(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (is_forbidden((unsigned char)text[i]))
            return true;
    return false;
}

/* Makes a copy of the text so far, unless it is one. */
static void own_text(struct source *s)
{
    if (s->own.data == NULL)
        scrl__str_add(&s->own, s->text, s->len);
    s->text = scrl__str_text(&s->own);
}

/* Control characters, which XML forbids and tools emit all the same, become spaces. */
static void blank_forbidden(struct source *s)
{
    own_text(s);
    for (size_t i = 0; i < s->own.len; i++)
        if (is_forbidden((unsigned char)s->own.data[i]))
            s->own.data[i] = ' ';
}

/* Makes UTF-8 of the bytes; '*bad_line' is where bytes had to be replaced. */
static int to_valid_utf8(struct source *s, scrl__charset charset, uint32_t *bad_line)
{
    *bad_line = 0;
    if (charset == SCRL__UTF8 && scrl__utf8_valid(s->text, s->len))
        return SCRL_OK;
    if (charset == SCRL__UTF8)
        *bad_line = first_bad_line(s->text, s->len);
    if (scrl__to_utf8(&s->own, s->text, s->len, charset) > 0 && *bad_line == 0)
        *bad_line = 1;
    if (s->own.failed)
        return SCRL_ENOMEM;
    s->text = scrl__str_text(&s->own);
    s->len = s->own.len;
    return SCRL_OK;
}

static int prepare_xml(struct parse *p, struct source *s, const char *step, const char *file)
{
    size_t bom;
    uint32_t bad_line;
    scrl__charset charset = scrl__charset_guess(s->text, s->len, &bom);
    if (charset == SCRL__WINDOWS_1252)
        charset = SCRL__UTF8;
    s->text += bom;
    s->len -= bom;
    if (charset == SCRL__UTF8 && bom == 0 && !declared_charset(s->text, s->len, &charset))
        return fail_xml(p->ctx, SCRL_EUNSUPPORTED, step, file, "the XML is in an encoding that is not supported");
    int status = to_valid_utf8(s, charset, &bad_line);
    if (status != SCRL_OK)
        return scrl__fail_memory(p->ctx, step);
    if (bad_line != 0 && !p->recover)
        return fail_line(p->ctx, step, file, bad_line, XML_ERR_INVALID_ENCODING);
    p->bad_line = bad_line;
    p->error = bad_line != 0 ? XML_ERR_INVALID_ENCODING : 0;
    if (p->recover && has_forbidden(s->text, s->len)) {
        blank_forbidden(s);
        if (s->own.failed)
            return scrl__fail_memory(p->ctx, step);
    }
    if (s->len > INT_MAX)
        return fail_xml(p->ctx, SCRL_ELIMIT, step, file, "the XML is too large");
    return SCRL_OK;
}

/* Counts what could be attributes between two '<'. */
static size_t count_attributes(const char *text, const char *end)
{
    size_t count = 0;
    for (const char *at = text; at < end && (at = memchr(at, '=', (size_t)(end - at))) != NULL;) {
        at++;
        while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
            at++;
        count += at < end && (*at == '"' || *at == '\'');
    }
    return count;
}

/* Whether any element has more attributes than are compared in reasonable time. A value has no '<', so each stretch
 * between two of them holds one element at most, and a short one cannot hold too many attributes. */
static bool has_too_many_attributes(const char *text, size_t len)
{
    const char *end = text + len, *at = text;
    while (at < end) {
        const char *next = memchr(at + 1, '<', (size_t)(end - at - 1));
        if (next == NULL)
            next = end;
        if ((size_t)(next - at) > LONG_STRETCH && count_attributes(at, next) > 2 * MOST_ATTRIBUTES)
            return true;
        at = next;
    }
    return false;
}

static xmlSAXHandler xml_handler(void)
{
    return (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .getEntity = on_entity,
        .serror = on_error,
    };
}

static int run_xml(struct parse *p, const struct source *s, const char *step, const char *file)
{
    p->parser = xmlNewParserCtxt();
    if (p->parser == NULL)
        return scrl__fail_memory(p->ctx, step);
    *p->parser->sax = xml_handler();
    p->parser->userData = p;
    int options = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT | (p->recover ? XML_PARSE_RECOVER : 0);
    xmlDocPtr doc = xmlCtxtReadMemory(p->parser, s->text, (int)s->len, NULL, NULL, options);
    xmlFreeDoc(doc);
    if (p->status == SCRL_ENOMEM || p->error == XML_ERR_NO_MEMORY)
        return scrl__fail_memory(p->ctx, step);
    /* Of libxml2's own limits, the depth is the one that is met. */
    if (p->limit || p->error == XML_ERR_INTERNAL_ERROR)
        return fail_xml(p->ctx, SCRL_ELIMIT, step, file, "the XML is nested too deeply or has too many attributes");
    if (p->status != 0)
        return p->status;
    if (p->error != 0 && !p->recover)
        return fail_line(p->ctx, step, file, p->bad_line, p->error);
    return SCRL_OK;
}

int scrl__xml_parse(scrl_context *ctx, const char *step, const char *file, const char *bytes, size_t len, bool recover,
                    const scrl__xml_handler *handler, void *user, uint32_t *damaged, uint32_t *entities)
{
    struct parse p;
    struct source s = {.text = bytes, .len = len, .own = SCRL__STR_INIT};
    init_once();
    init_parse(&p, ctx, handler, user);
    p.recover = recover;
    int status = prepare_xml(&p, &s, step, file);
    if (status != SCRL_OK)
        goto out;
    if (has_too_many_attributes(s.text, s.len)) {
        status = fail_xml(ctx, SCRL_ELIMIT, step, file, "an element of the XML has too many attributes");
        goto out;
    }
    status = run_xml(&p, &s, step, file);
    if (damaged != NULL)
        *damaged = p.bad_line;
    if (entities != NULL)
        *entities = p.entities;
out:
    end_parse(&p);
    scrl__str_free(&s.own);
    return status;
}

/* HTML. */

static void html_event(struct parse *p, int status)
{
    if (status != 0)
        stop(p, status);
}

static bool is_raw(const char *name)
{
    return strcmp(name, "script") == 0 || strcmp(name, "style") == 0;
}

static bool collect_html_attrs(struct parse *p, const xmlChar **attributes, size_t *count)
{
    *count = 0;
    scrl__str_truncate(&p->values, 0);
    for (const xmlChar **a = attributes; a != NULL && a[0] != NULL; a += 2) {
        if (!grow_attrs(p, *count))
            return false;
        p->attrs[(*count)++].name = (const char *)a[0];
        scrl__str_adds(&p->values, a[1] != NULL ? (const char *)a[1] : "");
        scrl__str_addc(&p->values, '\0');
    }
    return place_values(p, *count);
}

static void on_html_end(void *data, const xmlChar *name)
{
    struct parse *p = data;
    if (p->status == 0 && p->handler->end != NULL)
        html_event(p, p->handler->end(p->user, "", (const char *)name));
}

/* An element past the depth limit is closed at once, also for libxml2: its searches through the open elements would
 * otherwise make deep nesting quadratic. */
static void close_at_once(struct parse *p, const xmlChar *name)
{
    xmlParserCtxtPtr parser = p->parser;
    if (p->status != 0 || is_raw((const char *)name) || parser->nameNr < 2)
        return;
    parser->nameNr--;
    parser->nameTab[parser->nameNr] = NULL;
    parser->name = parser->nameTab[parser->nameNr - 1];
    on_html_end(p, name);
}

static void on_html_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
    struct parse *p = data;
    size_t count;
    if (p->status != 0)
        return;
    if (!collect_html_attrs(p, attributes, &count)) {
        stop(p, SCRL_ENOMEM);
        return;
    }
    if (p->handler->start != NULL)
        html_event(p, p->handler->start(p->user, "", (const char *)name, p->attrs, count, line_of(p)));
    if (p->parser->nameNr > 0 && (uint32_t)p->parser->nameNr > p->ctx->limits.depth)
        close_at_once(p, name);
}

static void on_html_text(void *data, const xmlChar *text, int len)
{
    struct parse *p = data;
    if (p->status == 0 && len > 0 && p->handler->text != NULL)
        html_event(p, p->handler->text(p->user, (const char *)text, (size_t)len));
}

/* Bad markup is the rule in HTML and nothing to report; only memory is. */
static void on_html_error(void *data, xmlErrorPtr error)
{
    struct parse *p = data;
    if (error->code == XML_ERR_NO_MEMORY && p->status == 0)
        p->status = SCRL_ENOMEM;
}

static bool is_html_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Skips to behind 'mark', or to the end. */
static const char *skip_past(const char *at, const char *end, const char *mark)
{
    const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));
    return found != NULL ? found + strlen(mark) : end;
}

/* The end of a start tag at its '>' (or the end of the text), seeing quoted values; '*attrs_end' is behind the last
 * attribute that is to be kept, NULL when all are. */
static const char *scan_tag(const char *at, const char *end, const char **attrs_end)
{
    size_t count = 0;
    *attrs_end = NULL;
    while (at < end && !is_html_space(*at) && *at != '>' && *at != '/')
        at++;
    while (at < end && *at != '>') {
        char c = *at;
        if ((c == '"' || c == '\'') && at[-1] == '=') {
            const char *close = memchr(at + 1, c, (size_t)(end - at - 1));
            at = close != NULL ? close + 1 : end;
            continue;
        }
        /* An attribute starts behind white space, a slash or a quote. */
        bool starts = !is_html_space(c) && c != '/' && c != '=' &&
                      (is_html_space(at[-1]) || at[-1] == '/' || at[-1] == '"' || at[-1] == '\'');
        if (starts && count++ == MOST_HTML_ATTRIBUTES)
            *attrs_end = at;
        at++;
    }
    return at;
}

/* Behind the construct that starts at the '<' at 'at', which is no start tag; NULL when it is one. */
static const char *skip_markup(const char *at, const char *end)
{
    if (end - at >= 4 && memcmp(at, "<!--", 4) == 0)
        return skip_past(at + 4, end, "-->");
    char c = at + 1 < end ? (char)(at[1] | 0x20) : ' ';
    return c >= 'a' && c <= 'z' ? NULL : at + 1;
}

/* The element whose content is no markup, to its end tag. */
static const char *skip_raw(const char *tag, const char *at, const char *end)
{
    static const char *const names[] = {"script", "style"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        size_t len = strlen(names[i]);
        if ((size_t)(at - tag) <= len || strncasecmp(tag + 1, names[i], len) != 0)
            continue;
        for (; at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++)
            if ((size_t)(end - at) > len + 2 && at[1] == '/' && strncasecmp(at + 2, names[i], len) == 0)
                return at;
        return end;
    }
    return at;
}

/* Cuts attributes off tags that have too many. Nothing is copied while there are none. */
static void cut_attributes(struct source *s)
{
    scrl__str cut = SCRL__STR_INIT;
    const char *end = s->text + s->len, *kept = s->text, *at = s->text;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        const char *behind = skip_markup(at, end), *attrs_end;
        if (behind != NULL) {
            at = behind;
            continue;
        }
        const char *tag = at;
        at = scan_tag(tag + 1, end, &attrs_end);
        if (attrs_end != NULL) {
            scrl__str_add(&cut, kept, (size_t)(attrs_end - kept));
            kept = at;
        }
        at = skip_raw(tag, at, end);
    }
    if (kept == s->text)
        return;
    scrl__str_add(&cut, kept, (size_t)(end - kept));
    scrl__str_free(&s->own);
    s->own = cut;
    s->text = scrl__str_text(&s->own);
    s->len = s->own.len;
}

static int prepare_html(scrl_context *ctx, struct source *s, const char *step, const char *file)
{
    uint32_t bad_line;
    if (s->len >= 3 && memcmp(s->text, "\xEF\xBB\xBF", 3) == 0) {
        s->text += 3;
        s->len -= 3;
    }
    if (to_valid_utf8(s, SCRL__UTF8, &bad_line) != SCRL_OK)
        return scrl__fail_memory(ctx, step);
    /* libxml2 takes a NUL for the end. */
    if (has_forbidden(s->text, s->len))
        blank_forbidden(s);
    cut_attributes(s);
    if (s->own.failed)
        return scrl__fail_memory(ctx, step);
    if (s->len > INT_MAX)
        return fail_xml(ctx, SCRL_ELIMIT, step, file, "the HTML is too large");
    return SCRL_OK;
}

static int run_html(struct parse *p, const struct source *s, const char *step)
{
    p->parser = htmlNewParserCtxt();
    if (p->parser == NULL)
        return scrl__fail_memory(p->ctx, step);
    *p->parser->sax = (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC, /* with it, libxml2 uses 'serror' */
        .startElement = on_html_start,
        .endElement = on_html_end,
        .characters = on_html_text,
        .ignorableWhitespace = on_html_text,
        .cdataBlock = on_html_text,
        .serror = on_html_error,
    };
    p->parser->userData = p;
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT;
    xmlDocPtr doc = htmlCtxtReadMemory(p->parser, s->text, (int)s->len, NULL, "UTF-8", options);
    xmlFreeDoc(doc);
    return p->status == SCRL_ENOMEM ? scrl__fail_memory(p->ctx, step) : p->status;
}

int scrl__html_parse(scrl_context *ctx, const char *step, const char *file, const char *utf8, size_t len,
                     const scrl__xml_handler *handler, void *user)
{
    struct parse p;
    struct source s = {.text = utf8, .len = len, .own = SCRL__STR_INIT};
    init_once();
    init_parse(&p, ctx, handler, user);
    int status = prepare_html(ctx, &s, step, file);
    if (status == SCRL_OK && s.len > 0)
        status = run_html(&p, &s, step);
    end_parse(&p);
    scrl__str_free(&s.own);
    return status;
}

/* Data files. */

/* The first mistake in a data file, in libxml2's words: such files are ours or an editor's, and hold no one's story. */
struct mistake {
    bool found;
    bool memory;
    uint32_t line;
    char message[256];
};

static void on_mistake(void *data, xmlErrorPtr error)
{
    struct mistake *m = data;
    m->memory = m->memory || error->code == XML_ERR_NO_MEMORY;
    if (m->found || error->level < XML_ERR_ERROR)
        return;
    m->found = true;
    m->line = error->line > 0 ? (uint32_t)error->line : 0;
    size_t len = error->message != NULL ? strcspn(error->message, "\r\n") : 0;
    if (len >= sizeof(m->message))
        len = sizeof(m->message) - 1;
    memcpy(m->message, error->message != NULL ? error->message : "", len);
    m->message[len] = '\0';
}

/* With libxml2's own tree builder the handler's user data is the parser. */
static void on_parse_mistake(void *data, xmlErrorPtr error)
{
    on_mistake(((xmlParserCtxtPtr)data)->_private, error);
}

static int fail_mistake(scrl_context *ctx, const char *step, const char *path, const struct mistake *m)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    if (m->memory)
        return scrl__fail_memory(ctx, step);
    scrl__fail(ctx, SCRL_EFORMAT, step, "%s:%u: %s", name, (unsigned)m->line, m->found ? m->message : "not valid");
    return scrl__fail_at(ctx, path, 0, 0);
}

static int load_doc(scrl_context *ctx, const char *step, const char *path, xmlDocPtr *out)
{
    struct mistake mistake = {.found = false};
    xmlParserCtxtPtr parser = NULL;
    char *bytes = NULL;
    size_t len = 0;
    int status = scrl__file_read(ctx, path, &bytes, &len);
    if (status != SCRL_OK)
        return status;
    if (len > INT_MAX || has_too_many_attributes(bytes, len)) {
        status = fail_xml(ctx, SCRL_ELIMIT, step, path, "the data file is too large or has too many attributes");
        goto out;
    }
    parser = xmlNewParserCtxt();
    if (parser == NULL) {
        status = scrl__fail_memory(ctx, step);
        goto out;
    }
    parser->_private = &mistake;
    parser->sax->serror = on_parse_mistake;
    /* An entity that is not declared cannot be expanded, and what is not asked for is not loaded. */
    parser->sax->entityDecl = NULL;
    parser->sax->externalSubset = NULL;
    parser->sax->resolveEntity = NULL;
    xmlDocPtr doc = xmlCtxtReadMemory(parser, bytes, (int)len, path, NULL, XML_PARSE_NONET);
    if (doc == NULL || mistake.found) {
        xmlFreeDoc(doc);
        status = fail_mistake(ctx, step, path, &mistake);
        goto out;
    }
    *out = doc;
out:
    xmlFreeParserCtxt(parser);
    free(bytes);
    return status;
}

static int load_schema(scrl_context *ctx, const char *step, const char *path, xmlRelaxNGPtr *out)
{
    struct mistake mistake = {.found = false};
    xmlDocPtr doc = NULL;
    int status = load_doc(ctx, step, path, &doc);
    if (status != SCRL_OK)
        return status;
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewDocParserCtxt(doc);
    if (parser == NULL) {
        status = scrl__fail_memory(ctx, step);
        goto out;
    }
    xmlRelaxNGSetParserStructuredErrors(parser, on_mistake, &mistake);
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (schema == NULL)
        status = fail_mistake(ctx, step, path, &mistake);
    else
        *out = schema;
out:
    xmlFreeDoc(doc);
    return status;
}

static int validate(scrl_context *ctx, const char *step, const char *path, xmlDocPtr doc, const char *schema_path)
{
    struct mistake mistake = {.found = false};
    xmlRelaxNGPtr schema = NULL;
    int status = load_schema(ctx, step, schema_path, &schema);
    if (status != SCRL_OK)
        return status;
    xmlRelaxNGValidCtxtPtr validator = xmlRelaxNGNewValidCtxt(schema);
    if (validator == NULL) {
        status = scrl__fail_memory(ctx, step);
    } else {
        xmlRelaxNGSetValidStructuredErrors(validator, on_mistake, &mistake);
        if (xmlRelaxNGValidateDoc(validator, doc) != 0)
            status = fail_mistake(ctx, step, path, &mistake);
    }
    xmlRelaxNGFreeValidCtxt(validator);
    xmlRelaxNGFree(schema);
    return status;
}

static void gather_text(const xmlNode *node, scrl__str *out)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            scrl__str_adds(out, (const char *)child->content);
        else if (child->type == XML_ELEMENT_NODE)
            gather_text(child, out);
    }
}

static const char *node_text(const xmlNode *node, scrl__arena *arena)
{
    scrl__str raw = SCRL__STR_INIT, clean = SCRL__STR_INIT;
    gather_text(node, &raw);
    scrl__text_clean(&clean, scrl__str_text(&raw), raw.len, false);
    const char *text =
        raw.failed || clean.failed ? NULL : scrl__arena_strndup(arena, scrl__str_text(&clean), clean.len);
    scrl__str_free(&raw);
    scrl__str_free(&clean);
    return text;
}

static bool copy_attrs(const xmlNode *from, scrl__arena *arena, scrl__xml_node *to)
{
    for (const xmlAttr *a = from->properties; a != NULL; a = a->next)
        to->attr_count++;
    scrl__xml_attr *attrs = scrl__arena_alloc(arena, to->attr_count * sizeof(*attrs));
    if (attrs == NULL)
        return false;
    to->attrs = attrs;
    for (const xmlAttr *a = from->properties; a != NULL; a = a->next, attrs++) {
        xmlChar *value = xmlNodeListGetString(from->doc, a->children, 1);
        attrs->name = scrl__arena_strdup(arena, (const char *)a->name);
        attrs->value = scrl__arena_strdup(arena, value != NULL ? (const char *)value : "");
        xmlFree(value);
        if (attrs->name == NULL || attrs->value == NULL)
            return false;
    }
    return true;
}

/* libxml2 has kept the depth within 256. */
static scrl__xml_node *copy_node(const xmlNode *from, scrl__arena *arena)
{
    scrl__xml_node *to = scrl__arena_alloc(arena, sizeof(*to));
    if (to == NULL)
        return NULL;
    long line = xmlGetLineNo(from);
    to->line = line > 0 ? (uint32_t)line : 0;
    to->name = scrl__arena_strdup(arena, (const char *)from->name);
    to->text = node_text(from, arena);
    if (to->name == NULL || to->text == NULL || !copy_attrs(from, arena, to))
        return NULL;
    scrl__xml_node **last = &to->first_child;
    for (const xmlNode *child = from->children; child != NULL; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        *last = copy_node(child, arena);
        if (*last == NULL)
            return NULL;
        last = &(*last)->next;
    }
    return to;
}

int scrl__xml_load(scrl_context *ctx, const char *step, const char *path, const char *schema_path, scrl__arena *arena,
                   scrl__xml_node **root)
{
    xmlDocPtr doc = NULL;
    init_once();
    int status = load_doc(ctx, step, path, &doc);
    if (status != SCRL_OK)
        return status;
    if (schema_path != NULL)
        status = validate(ctx, step, path, doc, schema_path);
    if (status == SCRL_OK) {
        const xmlNode *element = xmlDocGetRootElement(doc);
        scrl__xml_node *copy = element != NULL ? copy_node(element, arena) : NULL;
        if (copy == NULL)
            status = scrl__fail_memory(ctx, step);
        else
            *root = copy;
    }
    xmlFreeDoc(doc);
    return status;
}

const char *scrl__xml_attr_get(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(attrs[i].name, name) == 0)
            return attrs[i].value;
    return NULL;
}

const char *scrl__xml_node_attr(const scrl__xml_node *node, const char *name)
{
    return scrl__xml_attr_get(node->attrs, node->attr_count, name);
}
