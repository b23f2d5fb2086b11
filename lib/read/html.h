/* html.h - the text of a web page as a part of another document. */
#ifndef SCRL_READ_HTML_H
#define SCRL_READ_HTML_H

#include "base/ctx.h"
#include "model/doc.h"
#include "read/draft.h"
#include "read/frames.h"

/* Adds the paragraphs of a page where the draft now stands, all of it but what is not shown: no site is looked for.
 * All of it stands on 'page'. What is left out goes into 'notice'. Returns 0 or a negative status recorded on ctx. */
int scrl__html_add(scrl_context *ctx, const char *name, const char *bytes, size_t len, uint32_t page,
                   scrl__draft *draft, scrl__builder *b, scrl__frame_notice *notice);

#endif
