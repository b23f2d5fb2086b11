/* fuzz_html.c - any bytes as a web page. */
#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scrl_document_free(fuzz_read("html", data, size));
    return 0;
}
