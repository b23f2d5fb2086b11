/* fuzz_docx.c - zip containers, and lists of members that are packed into one, as a Word document. */
#include "container.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    container_read("docx", data, size);
    return 0;
}
