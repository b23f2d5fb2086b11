/* fuzz_odt.c - zip containers, and lists of members that are packed into one, as an OpenDocument text. */
#include "container.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    container_read("odt", data, size);
    return 0;
}
