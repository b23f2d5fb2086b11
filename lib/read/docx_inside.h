/* docx_inside.h - the inside of a Word document's reader, shared by docx.c (the container) and docx_text.c (its text). */
#ifndef SCRL_READ_DOCX_INSIDE_H
#define SCRL_READ_DOCX_INSIDE_H

#include "base/arena.h"
#include "base/str.h"
#include "read/docx_parts.h"
#include "read/draft.h"
#include "read/frames.h"
#include "read/zip.h"

/* A paragraph that is open. Text boxes put paragraphs inside paragraphs. */
typedef struct scrl__docx_frame {
    scrl__frame body;
    scrl__docx_format direct, style_format;
    const scrl__docx_style *style;
    bool resolved;   /* style_format is filled */
    bool merge_next; /* its end is deleted, or it is a drop cap: the next paragraph goes on with it */
    bool page_break;
} scrl__docx_frame;

typedef struct scrl__docx_note {
    int id;
    size_t start, len; /* in the pool of its kind */
} scrl__docx_note;

/* Footnotes or endnotes. */
typedef struct scrl__docx_notes {
    scrl__docx_note *items;
    size_t count, cap;
    scrl__str pool;
    uint32_t printed; /* numbers given so far */
    scrl__number_form form;
} scrl__docx_notes;

/* A field of a form of the old kind: its value stands in its definition. */
typedef struct scrl__docx_field {
    bool open, box, ticked;
    uint32_t choice, entries; /* of a list: the number chosen, from 0, and how many came before */
} scrl__docx_field;

typedef struct scrl__docx {
    scrl_context *ctx;
    const char *name;
    scrl__zip *zip;
    const struct scrl__docx *host;           /* the document that this one is embedded in, or NULL */
    uint32_t depth;                          /* and how many there are around it */
    scrl__docx_relations package, relations; /* of the container; of the text */
    scrl__builder *b;
    scrl__draft *draft;
    scrl__arena *arena;
    scrl__docx_styles styles;
    scrl__docx_numbering numbering;
    scrl__docx_notes footnotes, endnotes;
    scrl__docx_notes *reading_notes; /* set while a part with notes is read */
    scrl__docx_frame *frames;
    size_t frame_count, frame_cap;
    size_t frames_open; /* frames below this index are suspended hosts of a text box */
    uint32_t skip;      /* depth inside an element that is not read */
    uint32_t page;      /* 0: the document does not say */
    bool in_paragraph_properties, in_run_properties, in_borders, in_text, in_row_properties, in_section;
    bool section_break, break_next, cell_waits, row_deleted;
    uint32_t cell_columns;
    scrl__docx_format run, run_whole;
    const scrl__docx_style *run_style;
    bool run_resolved;
    scrl__docx_field field;
    bool diagrams; /* there is one that was not read */
    scrl__frame_notice notice;
} scrl__docx;

/* Reads the main part into the draft, or footnotes or endnotes into 'notes'. Returns 0 or a negative status recorded on
 * the context, as the others do. */
int scrl__docx_read_text(scrl__docx *d, const char *xml, size_t len);
int scrl__docx_read_notes(scrl__docx *d, scrl__docx_notes *notes, const char *xml, size_t len);
void scrl__docx_text_free(scrl__docx *d);

/* The bytes of a part that the text refers to by 'id', which may be missing or damaged without harm to the rest: then
 * '*bytes' stays NULL. Free with free(). */
int scrl__docx_read_aside(scrl__docx *d, const char *id, char **bytes, size_t *len);

/* Adds a whole document or web page in a part of its own (w:altChunk) where the draft stands. */
int scrl__docx_embedded(scrl__docx *d, const char *id);

#endif
