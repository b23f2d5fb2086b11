/* xml_names.h - what the elements of JATS and of TEI are for, as far as a reader of text must know. */
#ifndef SCRL_READ_XML_NAMES_H
#define SCRL_READ_XML_NAMES_H

typedef enum scrl__xml_kind {
    SCRL__XML_JATS, /* journal articles: ISO/ANSI Z39.96 */
    SCRL__XML_TEI,  /* the Text Encoding Initiative's guidelines, P5 and the older P4 */
    SCRL__XML_OTHER
} scrl__xml_kind;

typedef enum scrl__xml_job {
    SCRL__XML_INLINE,    /* or not known: nothing of its own */
    SCRL__XML_BLOCK,     /* holds blocks */
    SCRL__XML_PARAGRAPH, /* all in it is one paragraph, or several with blocks between */
    SCRL__XML_RECORD,    /* a paragraph of pieces that have no space between them (a name, a date, a citation) */
    SCRL__XML_META,      /* holds the title and the facts about the text */
    SCRL__XML_FACT,      /* a catalogue's fact where it stands in META, else inline */
    SCRL__XML_SKIP,      /* not shown, or shown by other means */
    SCRL__XML_TITLE,     /* of the document, in META */
    SCRL__XML_SUBTITLE,
    SCRL__XML_BODY,
    SCRL__XML_SECTION,
    SCRL__XML_HEADING, /* of the section, list, table or figure that it stands in */
    SCRL__XML_LABEL,   /* the printed number or mark of what it stands in */
    SCRL__XML_LIST,
    SCRL__XML_ITEM,
    SCRL__XML_TABLE,
    SCRL__XML_ROW,
    SCRL__XML_CELL,
    SCRL__XML_CAPTION,
    SCRL__XML_QUOTE,
    SCRL__XML_SAID, /* a quotation where it is no part of a paragraph */
    SCRL__XML_BOX,
    SCRL__XML_NOTE,
    SCRL__XML_REFERENCE, /* may be the mark of a note */
    SCRL__XML_BOLD,
    SCRL__XML_ITALIC,
    SCRL__XML_UNDERLINED,
    SCRL__XML_RAISED,
    SCRL__XML_RENDERED, /* its look is an attribute */
    SCRL__XML_LINE,     /* a line ends */
    SCRL__XML_PAGE,     /* a page begins */
    SCRL__XML_CHOICE,
    SCRL__XML_OTHERWISE, /* in CHOICE: the reading that is not taken */
    SCRL__XML_DELETED,
    SCRL__XML_HEADER,      /* facts about the text; only its title is read */
    SCRL__XML_TITLES,      /* in HEADER: holds the title */
    SCRL__XML_HEADER_TITLE /* in TITLES: the title; else inline */
} scrl__xml_job;

/* The kind of a text whose outermost element has this name and namespace. */
scrl__xml_kind scrl__xml_kind_of(const char *ns, const char *name);

/* SCRL__XML_INLINE for what is not listed. */
scrl__xml_job scrl__xml_job_of(scrl__xml_kind kind, const char *name);

#endif
