/* made_zip.h - zip containers made on the spot, with any content, honest or not. */
#ifndef SCRL_TESTS_READ_MADE_ZIP_H
#define SCRL_TESTS_READ_MADE_ZIP_H

#include <stdint.h>
#include <string.h>

#include "base/str.h"

typedef struct made_zip {
    scrl__str bytes, directory;
    uint32_t members;
} made_zip;
#define MADE_ZIP_INIT                                                                                                  \
    {                                                                                                                  \
        SCRL__STR_INIT, SCRL__STR_INIT, 0                                                                              \
    }

static inline uint32_t made_crc(const char *data, size_t len)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < len; i++) {
        crc ^= (unsigned char)data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xEDB88320u : 0u);
    }
    return ~crc;
}

static inline void made_little(scrl__str *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        scrl__str_addc(out, (char)(unsigned char)(value >> (8 * i)));
}

static inline void made_header(scrl__str *out, int method, uint32_t crc, uint32_t packed, uint32_t size,
                               const char *name)
{
    made_little(out, 20, 2);
    made_little(out, 0, 2);
    made_little(out, (uint32_t)method, 2);
    made_little(out, 0, 4);
    made_little(out, crc, 4);
    made_little(out, packed, 4);
    made_little(out, size, 4);
    made_little(out, (uint32_t)strlen(name), 2);
    made_little(out, 0, 2);
}

/* Adds a member as it is told to, true or not: method 0 is stored, 8 deflated; 'size' is the size that is declared. */
static inline void made_zip_raw(made_zip *zip, const char *name, int method, uint32_t crc, const char *data, size_t len,
                                uint32_t size)
{
    uint32_t offset = (uint32_t)zip->bytes.len;
    scrl__str_add(&zip->bytes, "PK\x03\x04", 4);
    made_header(&zip->bytes, method, crc, (uint32_t)len, size, name);
    scrl__str_adds(&zip->bytes, name);
    scrl__str_add(&zip->bytes, data, len);
    scrl__str_add(&zip->directory, "PK\x01\x02\x14\x00", 6);
    made_header(&zip->directory, method, crc, (uint32_t)len, size, name);
    made_little(&zip->directory, 0, 2);
    made_little(&zip->directory, 0, 4);
    made_little(&zip->directory, 0, 4);
    made_little(&zip->directory, offset, 4);
    scrl__str_adds(&zip->directory, name);
    zip->members++;
}

static inline void made_zip_add(made_zip *zip, const char *name, const char *text)
{
    made_zip_raw(zip, name, 0, made_crc(text, strlen(text)), text, strlen(text), (uint32_t)strlen(text));
}

/* Closes the container; 'zip->bytes' is the file. */
static inline void made_zip_close(made_zip *zip)
{
    uint32_t offset = (uint32_t)zip->bytes.len;
    scrl__str_add(&zip->bytes, zip->directory.data, zip->directory.len);
    scrl__str_add(&zip->bytes, "PK\x05\x06\0\0\0\0", 8);
    made_little(&zip->bytes, zip->members, 2);
    made_little(&zip->bytes, zip->members, 2);
    made_little(&zip->bytes, (uint32_t)zip->directory.len, 4);
    made_little(&zip->bytes, offset, 4);
    made_little(&zip->bytes, 0, 2);
}

static inline void made_zip_free(made_zip *zip)
{
    scrl__str_free(&zip->bytes);
    scrl__str_free(&zip->directory);
}

#endif
