/*
 * lines.h - the data that the passes of the layout share, and the passes: pieces -> zones (zones.c) -> lines (lines.c) ->
 * furniture taken out (furniture.c) -> contents and notes (contents.c), tables (tables.c, grids.c) and typed headings (titles.c) marked
 * -> parts (parts.c), those that are counted (counted.c) -> cover (cover.c), headings (headings.c, plain.c, site.c)
 * with levels (levels.c), other kinds (kinds.c) -> blocks (emit.c). Private to layout.c and these files.
 */
#ifndef SCRL_READ_LINES_H
#define SCRL_READ_LINES_H

#include "read/layout.h"
#include "base/str.h"

/* What a line was found to be. */
typedef enum scrl__line_use {
    SCRL__LINE_TEXT = 0,
    SCRL__LINE_FURNITURE, /* running header or footer, page number */
    SCRL__LINE_CONTENTS,  /* entry of a contents page */
    SCRL__LINE_NOTE,      /* footnote */
    SCRL__LINE_TABLE
} scrl__line_use;

/* How a typed line is known to be a heading; one drawn with a double rule under it comes before the others. */
typedef enum scrl__line_title {
    SCRL__TITLE_NONE = 0,
    SCRL__TITLE_BEGINS,
    SCRL__TITLE_GOES_ON,
    SCRL__TITLE_RULE,
    SCRL__TITLE_DOUBLE_RULE
} scrl__line_title;

/* A stretch of a line without a wide gap. */
typedef struct scrl__cell {
    int left, right;
    uint32_t text, len; /* in the pool */
} scrl__cell;

/* Lines stand in reading order. The text of a line is its cells with a tab between. */
typedef struct scrl__line {
    uint32_t sheet; /* index of its page */
    uint32_t frame; /* number of its column of text; lines of one column on one page have the same */
    int left, top, right, bottom;
    int size;
    bool bold, italic; /* all of it */
    bool begins_bold, begins_italic;
    bool accent;    /* not in the colour of the body */
    bool note_mark; /* begins with a small raised mark: the first line of a footnote */
    bool upright;   /* runs up or down the margin */
    bool row_start; /* tables: the first line of a row */
    uint8_t hashes; /* typed text: the signs # before a heading, one for the highest level; no part of its text */
    uint32_t colour;
    scrl__line_use use;
    scrl__line_title title;
    uint32_t table; /* tables: its number, from 1 */
    uint32_t cell, cell_count;
    uint32_t text, len;
} scrl__line;

/* The edges of one column of text on one page. */
typedef struct scrl__frame {
    int left, right;
    int page_width;
} scrl__frame;

typedef struct scrl__sheet {
    uint32_t number;
    int width, height;
    uint32_t piece, piece_count;
    uint32_t line, line_count;
} scrl__sheet;

/* A column of a table. */
typedef struct scrl__track {
    int left, right;
} scrl__track;

typedef struct scrl__table {
    uint32_t track, track_count;
} scrl__table;

/* A block in the making: lines first .. first+count-1. */
typedef struct scrl__part {
    scrl_block_kind kind;
    uint32_t first, count;
    uint32_t mark, mark_len; /* printed number or list mark, in the pool */
    uint32_t skip;           /* bytes of the first line that are the mark */
    int left, text_left, gap;
    int step; /* distance of its last two lines */
    int size;
    bool bold, italic, accent, capitals;
    bool contents, cover;
    bool cell;      /* typed text: of a table that was printed cell by cell */
    bool follows;   /* goes on from the part before it on an earlier page */
    int level;      /* headings; 0 the title */
    uint32_t style; /* headings: which of the ways in which headings are set */
    uint32_t chars;
} scrl__part;

typedef struct scrl__piece_box {
    int left, top, right, bottom, size;
    bool bold, italic;
    uint32_t colour, text, len;
    uint32_t zone; /* order of its column of text on the page */
} scrl__piece_box;

struct scrl__layout {
    scrl_context *ctx;
    bool typed;
    int status;
    scrl__str pool;
    scrl__piece_box *pieces;
    size_t piece_count, piece_cap;
    scrl__sheet *sheets;
    size_t sheet_count, sheet_cap, current; /* current: the sheet that pieces are added to */
    scrl__line *lines;
    size_t line_count, line_cap;
    scrl__cell *cells;
    size_t cell_count, cell_cap;
    scrl__frame *frames;
    size_t frame_count, frame_cap;
    scrl__table *tables;
    size_t table_count, table_cap;
    scrl__track *tracks;
    size_t track_count, track_cap;
    scrl__part *parts;
    size_t part_count, part_cap;
    int body_size, pitch, body_width; /* of running text: font size, distance of lines, width of its column */
    uint32_t body_colour;
};

/* What a line or paragraph begins with. */
typedef enum scrl__mark_kind {
    SCRL__MARK_NONE = 0,
    SCRL__MARK_BULLET,
    SCRL__MARK_INTEGER, /* 1.  1)  (1) */
    SCRL__MARK_DECIMAL, /* 4.12.3 */
    SCRL__MARK_LETTER,  /* a)  (iv)  B. */
    SCRL__MARK_LABEL    /* R14 */
} scrl__mark_kind;

typedef struct scrl__mark {
    scrl__mark_kind kind;
    uint32_t number, number_len; /* as printed, without a closing full stop; offsets into the text */
    uint32_t skip;               /* where the text after it begins */
    uint32_t value, depth;       /* last component; count of components */
    bool apart;                  /* a wide gap follows */
    bool dotted;                 /* a full stop or bracket closes it */
} scrl__mark;

/* Reads the mark at the start of 'text'. An integer that nothing closes counts only where a gap follows. */
scrl__mark scrl__mark_read(const char *text, size_t len);

/* The same for headings, where "4 FAMILY" is numbered too. */
scrl__mark scrl__mark_read_heading(const char *text, size_t len);

/* The number or sign before a footnote, where the text may begin in lower case ("3 https://..."). */
scrl__mark scrl__mark_read_note(const char *text, size_t len);

/* Whether numbers with these letters before them are those of findings and recommendations (R14); no letters are too. */
bool scrl__labels_statement(const char *letters, size_t len);

/* The passes, in their order. Those that can fail return 0 or SCRL_ENOMEM. */
int scrl__zones_find(scrl__layout *layout); /* called by the next, when watermarks are off the pages */
int scrl__lines_find(scrl__layout *layout);
int scrl__furniture_find(scrl__layout *layout);
int scrl__lines_measure(scrl__layout *layout);
void scrl__contents_find(scrl__layout *layout);
void scrl__notes_find(scrl__layout *layout);
int scrl__tables_find(scrl__layout *layout);
int scrl__grids_find(scrl__layout *layout); /* the same on typed pages */
int scrl__titles_find(scrl__layout *layout);
int scrl__parts_find(scrl__layout *layout);
void scrl__counted_find(scrl__layout *layout);
void scrl__cover_find(scrl__layout *layout);
void scrl__captions_find(scrl__layout *layout);
bool scrl__headings_find(scrl__layout *layout);       /* whether a font tells them */
void scrl__plain_headings_find(scrl__layout *layout); /* where none does */
void scrl__signatures_drop(scrl__layout *layout);     /* they look like headings */
void scrl__site_find(scrl__layout *layout);
void scrl__title_find(scrl__layout *layout); /* where there is no cover */
void scrl__levels_find(scrl__layout *layout);
void scrl__kinds_find(scrl__layout *layout);
int scrl__blocks_emit(scrl__layout *layout, scrl__builder *b);

/* Small questions that several passes ask. */
int scrl__pieces_usual_size(const scrl__piece_box *pieces, uint32_t count); /* in which most of the text is set */
static inline const char *scrl__line_text(const scrl__layout *layout, const scrl__line *line)
{
    return layout->pool.data + line->text;
}
uint32_t scrl__line_cells(const scrl__layout *layout, const scrl__line *line); /* its printed number not counted */
bool scrl__figures(const scrl__layout *layout, const scrl__cell *above,
                   const scrl__cell *cell); /* a number or date below another */
long scrl__first_word_width(const char *text, uint32_t len, int left,
                            int right);                         /* of text that lies from 'left' to 'right' */
bool scrl__same_edge(const scrl__layout *layout, int a, int b); /* within a fraction of a character */
bool scrl__gap_above(const scrl__layout *layout, const scrl__line *line, const scrl__line *before); /* a new part's */
bool scrl__ends_sentence(const char *text, size_t len);    /* . ? ! : ; with closing quotes or brackets */
bool scrl__begins_lower(const char *text, size_t len);     /* its first letter is lower case */
bool scrl__in_capitals(const char *text, size_t len);      /* at least four letters, hardly any of them lower case */
bool scrl__page_number_like(const char *text, size_t len); /* digits or a roman numeral */

const scrl__line *scrl__part_first(const scrl__layout *layout, const scrl__part *part);
const scrl__line *scrl__part_last(const scrl__layout *layout, const scrl__part *part);
uint32_t scrl__part_words(const scrl__layout *layout, const scrl__part *part);
char scrl__part_final(const scrl__layout *layout, const scrl__part *part);   /* its last character that is no blank */
bool scrl__part_larger(const scrl__layout *layout, const scrl__part *part);  /* set larger than running text */
bool scrl__starts_with_word(const char *text, size_t len, const char *word); /* 'word' in lower case */
bool scrl__is_centred(const scrl__layout *layout, const scrl__part *part);   /* one typed line */
bool scrl__begins_like_question(const char *text, size_t len);
bool scrl__heading_shape(const scrl__layout *layout, const scrl__part *part);
uint32_t scrl__heading_depth(const scrl__layout *layout, const scrl__part *part, scrl__mark *mark); /* 0: no number */
bool scrl__starts_with_quote(const char *text, size_t len);

#endif
