/* relative.h - dates that hang on another: "two weeks later", "the following February". */
#ifndef SCRL_STRUCTURE_RELATIVE_H
#define SCRL_STRUCTURE_RELATIVE_H

#include "structure/dates.h"

/* Bounds the date printed at [out->start, out->end) by the date that it hangs on. Returns false, and leaves it unresolved,
 * where the words are vague ("a few days later") or finer than the anchor is known. */
bool scrl__relative_resolve(const scrl_structure *structure, const char *text, const scrl__found_date *anchor,
                            scrl__found_date *out);

#endif
