/*
 * graphics.h - the text of charts and diagrams, which word processors keep in parts of their own. A chart becomes a caption
 * and the rows of the table that it draws, a diagram the texts of its boxes; all of it is kept back by the draft until the
 * paragraph that holds the picture has ended.
 */
#ifndef SCRL_READ_GRAPHICS_H
#define SCRL_READ_GRAPHICS_H

#include "base/ctx.h"
#include "read/draft.h"

/* A chart of an Office Open XML file (c:chartSpace). Damaged XML is read as far as it goes. Returns 0 or a negative
 * status recorded on ctx, as the next two do. */
int scrl__graphics_chart(scrl_context *ctx, const char *file, const char *xml, size_t len, uint32_t page,
                         scrl__draft *draft);

/* The data of a diagram ("SmartArt", dgm:dataModel). */
int scrl__graphics_diagram(scrl_context *ctx, const char *file, const char *xml, size_t len, uint32_t page,
                           scrl__draft *draft);

/* The content of an object in an OpenDocument file: a chart with its table, or another text or sheet. */
int scrl__graphics_object(scrl_context *ctx, const char *file, const char *xml, size_t len, uint32_t page,
                          scrl__draft *draft);

#endif
