/*
 * frames.h - a paragraph that is open while a word processor's file is read: its text, how much of it is bold, large
 * and so on, and where pages turn within it. Word and OpenDocument share it, with the warnings that both give.
 */
#ifndef SCRL_READ_FRAMES_H
#define SCRL_READ_FRAMES_H

#include "base/str.h"
#include "read/draft.h"
#include "read/zip.h"

/* What a word processor's file had besides the text that was read. */
typedef struct scrl__frame_notice {
    bool tracked, comments, hidden, damaged, forms, embedded;
    uint32_t entities;
} scrl__frame_notice;

/* A property that is on, off, or left to the style below. */
typedef enum scrl__flag { SCRL__UNSET, SCRL__OFF, SCRL__ON } scrl__flag;

/* What a style or a run says about its letters. */
typedef struct scrl__type {
    scrl__flag bold, italic, underlined, capitals, hidden, raised;
    uint16_t half_points; /* 0: unset */
} scrl__type;

/* Fills what is unset from the style below. */
void scrl__flag_inherit(scrl__flag *flag, scrl__flag below);
void scrl__type_inherit(scrl__type *type, const scrl__type *below);

#define SCRL__FRAME_SIZES 4 /* different sizes of type that are told apart in one paragraph */

/* All zero: empty. */
typedef struct scrl__frame {
    scrl__str text;
    uint32_t page; /* on which its first letter stands */
    size_t letters, bold, italic, underlined, capitals;
    uint16_t sizes[SCRL__FRAME_SIZES];
    size_t size_letters[SCRL__FRAME_SIZES];
    scrl__draft_turn *turns;
    size_t turn_count, turn_cap;
} scrl__frame;

void scrl__frame_free(scrl__frame *frame);

/* Letters and other marks that are seen: bytes that are no blanks. */
size_t scrl__frame_ink(const char *text, size_t len);

/* Adds text of one look (its 'centred' is not read; half_points is never 0) that stands on 'page'. Returns 0 or
 * SCRL_ENOMEM, as the next two do. */
int scrl__frame_add(scrl__frame *frame, const char *text, size_t len, const scrl__draft_look *look, uint32_t page);

/* Adds text as its type shows it: hidden text is left out with a notice, the raised mark of a note without. 'usual' is
 * the size of type where none is set. */
int scrl__frame_add_typed(scrl__frame *frame, const char *text, size_t len, const scrl__type *type, uint16_t usual,
                          uint32_t page, scrl__frame_notice *notice);

/* Notes that 'page' begins here, unless the paragraph has nothing on an earlier one. */
int scrl__frame_turn(scrl__frame *frame, uint32_t page);

/* Puts a label that has words ("Recommendation 1:") before the text, and empties it. */
int scrl__frame_prefix(scrl__frame *frame, scrl__str *label);

/* What nine tenths of the paragraph look like, and its commonest size of type. */
scrl__draft_look scrl__frame_look(const scrl__frame *frame, bool centred);

/* Lends the text and its turns to 'in'. */
void scrl__frame_lend(const scrl__frame *frame, scrl__draft_in *in);

/* Adds what another part of the file had. */
void scrl__frame_merge(scrl__frame_notice *notice, const scrl__frame_notice *other);

void scrl__frame_warn(const scrl__frame_notice *notice, scrl__builder *b);

/* Reads a part of the container that may be absent; then '*bytes' stays NULL. Free with free(). */
int scrl__frame_part(scrl__zip *zip, const char *part, char **bytes, size_t *len, scrl__frame_notice *notice);

#endif
