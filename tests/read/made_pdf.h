/* made_pdf.h - PDF files made on the spot. */
#ifndef SCRL_TESTS_READ_MADE_PDF_H
#define SCRL_TESTS_READ_MADE_PDF_H

#include "made.h"

/* A PDF with one content stream a page; 'lens' are their bytes, NULL for strings; 'trailer' is added to the trailer's dictionary. */
static inline void made_pdf(scrl__str *out, const char *const *pages, const size_t *lens, int count,
                            const char *trailer)
{
    size_t offsets[64];
    int objects = 3 + 2 * count;
    ck_assert_int_lt(objects, 64);
    scrl__str_adds(out, "%PDF-1.4\n");
    offsets[1] = out->len;
    scrl__str_adds(out, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
    offsets[2] = out->len;
    scrl__str_addf(out, "2 0 obj\n<< /Type /Pages /Count %d /Kids [", count);
    for (int i = 0; i < count; i++)
        scrl__str_addf(out, "%d 0 R ", 4 + 2 * i);
    scrl__str_adds(out, "] >>\nendobj\n");
    offsets[3] = out->len;
    scrl__str_adds(out, "3 0 obj\n<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> "
                        "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >> >>\nendobj\n");
    for (int i = 0; i < count; i++) {
        size_t len = lens != NULL ? lens[i] : strlen(pages[i]);
        offsets[4 + 2 * i] = out->len;
        scrl__str_addf(out,
                       "%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents %d 0 "
                       "R >>\nendobj\n",
                       4 + 2 * i, 5 + 2 * i);
        offsets[5 + 2 * i] = out->len;
        scrl__str_addf(out, "%d 0 obj\n<< /Length %zu >>\nstream\n", 5 + 2 * i, len);
        scrl__str_add(out, pages[i], len);
        scrl__str_adds(out, "\nendstream\nendobj\n");
    }
    size_t table = out->len;
    scrl__str_addf(out, "xref\n0 %d\n0000000000 65535 f \n", objects + 1);
    for (int i = 1; i <= objects; i++)
        scrl__str_addf(out, "%010zu 00000 n \n", offsets[i]);
    scrl__str_addf(out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n", objects + 1, trailer,
                   table);
}

#define SHOW(font, size, y, words) "BT /" font " " size " Tf 72 " y " Td (" words ") Tj ET\n"

#endif
