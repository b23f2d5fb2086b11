/* fuzz_xml.c - any bytes as XML, recognised by its first element. */
#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scrl_document_free(fuzz_read("xml", data, size));
    return 0;
}
