/* concepts.h - the classes of words that are features of the models. */
#ifndef SCRL_LEARN_CONCEPTS_H
#define SCRL_LEARN_CONCEPTS_H

#include "base/ctx.h"
#include "match/feature.h"

/* Reads bank/concepts.xml of the context's data folder, checked by the schema beside it; without that file there are no classes. Free with
 * scrl__classes_free(). Errors: SCRL_EIO, SCRL_EFORMAT (with file and line), SCRL_ENOMEM. */
int scrl__concepts_read(scrl_context *ctx, scrl__classes **out);

#endif
