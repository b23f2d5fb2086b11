/* csv.c - fields of a row, quoted where they have to be. The words of a document are given as they are. */
#include "out/csv.h"

#include <string.h>

void scrl__csv_field(scrl__str *row, const char *text, bool first)
{
    if (!first)
        scrl__str_addc(row, ',');
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        scrl__str_adds(row, text);
        return;
    }
    scrl__str_addc(row, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            scrl__str_addc(row, '"');
        scrl__str_addc(row, *c);
    }
    scrl__str_addc(row, '"');
}

void scrl__csv_end(scrl__str *row)
{
    scrl__str_adds(row, "\r\n");
}
