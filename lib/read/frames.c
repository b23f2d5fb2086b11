/*
 * frames.c - the open paragraph of a word processor's file, and what its two kinds of file have in common around it:
 * parts in a container, and the warnings about what was left out.
 */
#include "read/frames.h"

#include <stdlib.h>
#include <string.h>

#include "read/number.h"

void scrl__flag_inherit(scrl__flag *flag, scrl__flag below)
{
    if (*flag == SCRL__UNSET)
        *flag = below;
}

void scrl__type_inherit(scrl__type *type, const scrl__type *below)
{
    scrl__flag_inherit(&type->bold, below->bold);
    scrl__flag_inherit(&type->italic, below->italic);
    scrl__flag_inherit(&type->underlined, below->underlined);
    scrl__flag_inherit(&type->capitals, below->capitals);
    scrl__flag_inherit(&type->hidden, below->hidden);
    scrl__flag_inherit(&type->raised, below->raised);
    if (type->half_points == 0)
        type->half_points = below->half_points;
}

void scrl__frame_free(scrl__frame *frame)
{
    scrl__str_free(&frame->text);
    free(frame->turns);
}

size_t scrl__frame_ink(const char *text, size_t len)
{
    size_t ink = 0;
    for (size_t i = 0; i < len; i++)
        ink += strchr(" \t\r\n", text[i]) == NULL;
    return ink;
}

static void count_look(scrl__frame *frame, const scrl__draft_look *look, size_t ink)
{
    frame->letters += ink;
    frame->bold += look->bold ? ink : 0;
    frame->italic += look->italic ? ink : 0;
    frame->underlined += look->underlined ? ink : 0;
    frame->capitals += look->capitals ? ink : 0;
    for (size_t i = 0; i < SCRL__FRAME_SIZES; i++) {
        if (frame->sizes[i] == look->half_points || frame->size_letters[i] == 0) {
            frame->sizes[i] = look->half_points;
            frame->size_letters[i] += ink;
            return;
        }
    }
}

int scrl__frame_add(scrl__frame *frame, const char *text, size_t len, const scrl__draft_look *look, uint32_t page)
{
    if (frame->letters == 0)
        frame->page = page;
    count_look(frame, look, scrl__frame_ink(text, len));
    scrl__str_add(&frame->text, text, len);
    return frame->text.failed ? SCRL_ENOMEM : 0;
}

int scrl__frame_add_typed(scrl__frame *frame, const char *text, size_t len, const scrl__type *type, uint16_t usual,
                          uint32_t page, scrl__frame_notice *notice)
{
    if (type->hidden == SCRL__ON) {
        notice->hidden = notice->hidden || scrl__frame_ink(text, len) > 0;
        return 0;
    }
    if (type->raised == SCRL__ON && scrl__number_is_mark(scrl__str_text(&frame->text), frame->text.len, text, len))
        return 0;
    scrl__draft_look look = {.bold = type->bold == SCRL__ON,
                             .italic = type->italic == SCRL__ON,
                             .underlined = type->underlined == SCRL__ON,
                             .capitals = type->capitals == SCRL__ON,
                             .half_points = type->half_points == 0 ? usual : type->half_points};
    return scrl__frame_add(frame, text, len, &look, page);
}

int scrl__frame_turn(scrl__frame *frame, uint32_t page)
{
    if (frame->letters == 0)
        return 0;
    if (scrl__grow((void **)&frame->turns, &frame->turn_cap, frame->turn_count, sizeof(*frame->turns)) != 0)
        return SCRL_ENOMEM;
    frame->turns[frame->turn_count++] = (scrl__draft_turn){frame->text.len, page};
    return 0;
}

int scrl__frame_prefix(scrl__frame *frame, scrl__str *label)
{
    scrl__str_addc(label, ' ');
    for (size_t i = 0; i < frame->turn_count; i++)
        frame->turns[i].offset += label->len;
    scrl__str_add(label, scrl__str_text(&frame->text), frame->text.len);
    scrl__str whole = *label;
    *label = frame->text;
    frame->text = whole;
    scrl__str_truncate(label, 0);
    return frame->text.failed ? SCRL_ENOMEM : 0;
}

scrl__draft_look scrl__frame_look(const scrl__frame *frame, bool centred)
{
    size_t most = frame->letters - frame->letters / 10;
    size_t best = 0;
    for (size_t i = 1; i < SCRL__FRAME_SIZES; i++)
        best = frame->size_letters[i] > frame->size_letters[best] ? i : best;
    bool any = frame->letters > 0;
    scrl__draft_look look = {.bold = any && frame->bold >= most,
                             .italic = any && frame->italic >= most,
                             .underlined = any && frame->underlined >= most,
                             .capitals = any && frame->capitals >= most,
                             .centred = centred,
                             .half_points = frame->sizes[best]};
    return look;
}

void scrl__frame_lend(const scrl__frame *frame, scrl__draft_in *in)
{
    in->text = scrl__str_text(&frame->text);
    in->text_len = frame->text.len;
    in->turns = frame->turns;
    in->turn_count = frame->turn_count;
}

void scrl__frame_merge(scrl__frame_notice *notice, const scrl__frame_notice *other)
{
    notice->tracked = notice->tracked || other->tracked;
    notice->comments = notice->comments || other->comments;
    notice->hidden = notice->hidden || other->hidden;
    notice->damaged = notice->damaged || other->damaged;
    notice->forms = notice->forms || other->forms;
    notice->embedded = notice->embedded || other->embedded;
    notice->entities += other->entities;
}

void scrl__frame_warn(const scrl__frame_notice *notice, scrl__builder *b)
{
    if (notice->tracked)
        scrl__builder_warn(b, "tracked_changes", 0,
                           "the file has tracked changes; they were read as if all were accepted");
    if (notice->comments)
        scrl__builder_warn(b, "comments", 0, "the file has comments; they were left out");
    if (notice->hidden)
        scrl__builder_warn(b, "hidden_text", 0, "the file has hidden text; it was left out");
    if (notice->forms)
        scrl__builder_warn(b, "form_fields", 0, "the file has fields of a form whose text was not read");
    if (notice->embedded)
        scrl__builder_warn(b, "embedded_file", 0, "the file holds another document whose text was not read");
    if (notice->entities > 0)
        scrl__builder_warn(b, "entities", 0, "the file refers to entities (%u times); they were left out",
                           notice->entities);
    if (notice->damaged)
        scrl__builder_warn(b, "damaged_file", 0, "a part of the file is damaged; text may be missing");
}

int scrl__frame_part(scrl__zip *zip, const char *part, char **bytes, size_t *len, scrl__frame_notice *notice)
{
    bool damaged = false;
    if (part[0] == '\0' || !scrl__zip_has(zip, part))
        return 0;
    int status = scrl__zip_read(zip, part, bytes, len, &damaged);
    notice->damaged = notice->damaged || damaged;
    return status;
}
