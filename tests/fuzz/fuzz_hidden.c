/* fuzz_hidden.c - any bytes as a PDF file that may have text it does not show. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "read/hidden.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = malloc(size > 0 ? size : 1); /* of exactly the length, so that reading on is noticed */
    if (bytes == NULL)
        return 0;
    memcpy(bytes, data, size);
    bool may = scrl__pdf_may_hide(bytes, size);
    if (size == 0 && may)
        abort();
    free(bytes);
    return 0;
}
