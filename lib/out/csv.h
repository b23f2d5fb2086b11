/* csv.h - rows of comma-separated values as RFC 4180 has them: CRLF at the end of a row, quotation marks where a field
 * needs them. */
#ifndef SCRL_OUT_CSV_H
#define SCRL_OUT_CSV_H

#include "base/str.h"

/* Adds a field to a row; 'first' says that it begins the row. */
void scrl__csv_field(scrl__str *row, const char *text, bool first);
void scrl__csv_end(scrl__str *row);

#endif
