/* fuzz_text.c - any bytes as a text file. */
#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scrl_document_free(fuzz_read("text", data, size));
    return 0;
}
