/*
 * xml_names.c - the elements of JATS and TEI that a reader treats in some way of their own; all others are part of the
 * text around them. What the reader does with each job is xml.c's.
 */
#include "read/xml_names.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct row {
    const char *name;
    scrl__xml_job jobs[2]; /* in JATS, in TEI */
} row;

/* By name, as strcmp() sorts. */
static const row rows[] = {
    {"ab", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"abstract", {SCRL__XML_SECTION, SCRL__XML_SKIP}},
    {"ack", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"aff", {SCRL__XML_RECORD, SCRL__XML_INLINE}},
    {"alt-text", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"app", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"app-group", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"argument", {SCRL__XML_INLINE, SCRL__XML_BLOCK}},
    {"article-categories", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"article-id", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"article-meta", {SCRL__XML_META, SCRL__XML_INLINE}},
    {"article-title", {SCRL__XML_TITLE, SCRL__XML_INLINE}},
    {"attrib", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"author-notes", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"award-group", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"back", {SCRL__XML_BLOCK, SCRL__XML_BLOCK}},
    {"bibl", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"biblStruct", {SCRL__XML_INLINE, SCRL__XML_RECORD}},
    {"body", {SCRL__XML_BODY, SCRL__XML_BODY}},
    {"bold", {SCRL__XML_BOLD, SCRL__XML_INLINE}},
    {"book-meta", {SCRL__XML_META, SCRL__XML_INLINE}},
    {"book-title", {SCRL__XML_TITLE, SCRL__XML_INLINE}},
    {"boxed-text", {SCRL__XML_BOX, SCRL__XML_INLINE}},
    {"break", {SCRL__XML_LINE, SCRL__XML_INLINE}},
    {"byline", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"caption", {SCRL__XML_CAPTION, SCRL__XML_INLINE}},
    {"cell", {SCRL__XML_INLINE, SCRL__XML_CELL}},
    {"chapter-title", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"choice", {SCRL__XML_INLINE, SCRL__XML_CHOICE}},
    {"closer", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"contrib", {SCRL__XML_RECORD, SCRL__XML_INLINE}},
    {"contrib-group", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"contrib-id", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"copyright-holder", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"copyright-statement", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"copyright-year", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"corresp", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"counts", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"custom-meta-group", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"dateline", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"def", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"def-item", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"del", {SCRL__XML_INLINE, SCRL__XML_DELETED}},
    {"disp-formula", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"disp-quote", {SCRL__XML_QUOTE, SCRL__XML_INLINE}},
    {"div", {SCRL__XML_INLINE, SCRL__XML_SECTION}},
    {"div1", {SCRL__XML_INLINE, SCRL__XML_SECTION}},
    {"div2", {SCRL__XML_INLINE, SCRL__XML_SECTION}},
    {"div3", {SCRL__XML_INLINE, SCRL__XML_SECTION}},
    {"div4", {SCRL__XML_INLINE, SCRL__XML_SECTION}},
    {"div5", {SCRL__XML_INLINE, SCRL__XML_SECTION}},
    {"div6", {SCRL__XML_INLINE, SCRL__XML_SECTION}},
    {"div7", {SCRL__XML_INLINE, SCRL__XML_SECTION}},
    {"docAuthor", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"docDate", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"docEdition", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"docImprint", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"docTitle", {SCRL__XML_INLINE, SCRL__XML_BLOCK}},
    {"element-citation", {SCRL__XML_RECORD, SCRL__XML_INLINE}},
    {"elocation-id", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"epigraph", {SCRL__XML_INLINE, SCRL__XML_QUOTE}},
    {"expan", {SCRL__XML_INLINE, SCRL__XML_OTHERWISE}},
    {"fig", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"figDesc", {SCRL__XML_INLINE, SCRL__XML_SKIP}},
    {"figure", {SCRL__XML_INLINE, SCRL__XML_CAPTION}},
    {"fn", {SCRL__XML_NOTE, SCRL__XML_INLINE}},
    {"fn-group", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"fpage", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"front", {SCRL__XML_BLOCK, SCRL__XML_BLOCK}},
    {"front-stub", {SCRL__XML_META, SCRL__XML_INLINE}},
    {"funding-group", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"fw", {SCRL__XML_INLINE, SCRL__XML_SKIP}},
    {"glossary", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"head", {SCRL__XML_INLINE, SCRL__XML_HEADING}},
    {"hi", {SCRL__XML_INLINE, SCRL__XML_RENDERED}},
    {"history", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"institution-id", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"issn", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"issue", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"italic", {SCRL__XML_ITALIC, SCRL__XML_INLINE}},
    {"item", {SCRL__XML_INLINE, SCRL__XML_ITEM}},
    {"journal-meta", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"kwd-group", {SCRL__XML_RECORD, SCRL__XML_INLINE}},
    {"l", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"label", {SCRL__XML_LABEL, SCRL__XML_LABEL}},
    {"lb", {SCRL__XML_INLINE, SCRL__XML_LINE}},
    {"lg", {SCRL__XML_INLINE, SCRL__XML_BLOCK}},
    {"license-p", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"list", {SCRL__XML_LIST, SCRL__XML_LIST}},
    {"list-item", {SCRL__XML_ITEM, SCRL__XML_INLINE}},
    {"listBibl", {SCRL__XML_INLINE, SCRL__XML_BLOCK}},
    {"long-desc", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"lpage", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"mixed-citation", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"note", {SCRL__XML_BLOCK, SCRL__XML_NOTE}},
    {"notes", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"object-id", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"opener", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"orig", {SCRL__XML_INLINE, SCRL__XML_OTHERWISE}},
    {"p", {SCRL__XML_PARAGRAPH, SCRL__XML_PARAGRAPH}},
    {"pb", {SCRL__XML_INLINE, SCRL__XML_PAGE}},
    {"permissions", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"preformat", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"pub-date", {SCRL__XML_RECORD, SCRL__XML_INLINE}},
    {"pub-id", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"q", {SCRL__XML_INLINE, SCRL__XML_SAID}},
    {"quote", {SCRL__XML_INLINE, SCRL__XML_SAID}},
    {"ref", {SCRL__XML_ITEM, SCRL__XML_REFERENCE}},
    {"ref-list", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"related-article", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"response", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"row", {SCRL__XML_INLINE, SCRL__XML_ROW}},
    {"salute", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"sec", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"self-uri", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"sic", {SCRL__XML_INLINE, SCRL__XML_OTHERWISE}},
    {"signed", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"sp", {SCRL__XML_INLINE, SCRL__XML_BLOCK}},
    {"speaker", {SCRL__XML_PARAGRAPH, SCRL__XML_PARAGRAPH}},
    {"speech", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"statement", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"sub-article", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"subtitle", {SCRL__XML_SUBTITLE, SCRL__XML_INLINE}},
    {"sup", {SCRL__XML_RAISED, SCRL__XML_INLINE}},
    {"table", {SCRL__XML_TABLE, SCRL__XML_TABLE}},
    {"table-wrap", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"table-wrap-foot", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"tbody", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"td", {SCRL__XML_CELL, SCRL__XML_INLINE}},
    {"teiHeader", {SCRL__XML_INLINE, SCRL__XML_HEADER}},
    {"term", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"tex-math", {SCRL__XML_SKIP, SCRL__XML_INLINE}},
    {"text", {SCRL__XML_INLINE, SCRL__XML_BLOCK}},
    {"tfoot", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"th", {SCRL__XML_CELL, SCRL__XML_INLINE}},
    {"thead", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"title", {SCRL__XML_HEADING, SCRL__XML_HEADER_TITLE}},
    {"titlePage", {SCRL__XML_INLINE, SCRL__XML_META}},
    {"titlePart", {SCRL__XML_INLINE, SCRL__XML_TITLE}},
    {"titleStmt", {SCRL__XML_INLINE, SCRL__XML_TITLES}},
    {"tr", {SCRL__XML_ROW, SCRL__XML_INLINE}},
    {"trailer", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"trans-abstract", {SCRL__XML_SECTION, SCRL__XML_INLINE}},
    {"trans-title-group", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"u", {SCRL__XML_INLINE, SCRL__XML_PARAGRAPH}},
    {"underline", {SCRL__XML_UNDERLINED, SCRL__XML_INLINE}},
    {"verse-group", {SCRL__XML_BLOCK, SCRL__XML_INLINE}},
    {"verse-line", {SCRL__XML_PARAGRAPH, SCRL__XML_INLINE}},
    {"volume", {SCRL__XML_FACT, SCRL__XML_INLINE}},
    {"xref", {SCRL__XML_REFERENCE, SCRL__XML_INLINE}},
};

static int by_name(const void *key, const void *item)
{
    return strcmp(key, ((const row *)item)->name);
}

scrl__xml_kind scrl__xml_kind_of(const char *ns, const char *name)
{
    if (strcmp(name, "TEI") == 0 || strcmp(name, "TEI.2") == 0 || strcmp(name, "teiCorpus") == 0)
        return SCRL__XML_TEI;
    /* DocBook has an element of the name as well. */
    bool jats = strcmp(name, "article") == 0 || strcmp(name, "book") == 0 || strcmp(name, "book-part-wrapper") == 0;
    return jats && strstr(ns, "docbook") == NULL && strstr(ns, "html") == NULL ? SCRL__XML_JATS : SCRL__XML_OTHER;
}

scrl__xml_job scrl__xml_job_of(scrl__xml_kind kind, const char *name)
{
    if (kind == SCRL__XML_OTHER)
        return SCRL__XML_INLINE;
    const row *found = bsearch(name, rows, sizeof(rows) / sizeof(rows[0]), sizeof(rows[0]), by_name);
    return found == NULL ? SCRL__XML_INLINE : found->jobs[kind == SCRL__XML_TEI];
}
