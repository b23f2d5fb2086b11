/*
 * hidden.c - looks for text that a PDF file does not show (operators "3 Tr" and "7 Tr") in its streams, without reading
 * the file's structure. Asking poppler takes as long as reading the file once more; most files answer here, in a few
 * hundredths of that.
 */
#define ZLIB_CONST /* input is not written to */

#include "read/hidden.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum { WINDOW = 65536, CARRY = 16, LOOK_BACK = 512, MOST_UNPACKED = 256 << 20, MOST_STREAMS = 1 << 20 };

/* What the dictionary before a stream says of it. */
typedef enum stream_kind { STREAM_OTHER, STREAM_PLAIN, STREAM_DEFLATED, STREAM_UNKNOWN } stream_kind;

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool names_any(const char *text, size_t len, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (memmem(text, len, words[i], strlen(words[i])) != NULL)
            return true;
    return false;
}

static bool hides_text(const char *text, size_t len)
{
    const char *at = text, *end = text + len;
    while ((at = memmem(at, (size_t)(end - at), "Tr", 2)) != NULL) {
        const char *mode = at;
        while (mode > text && is_blank(mode[-1]))
            mode--;
        bool apart = mode < at && (at + 2 == end || is_blank(at[2]) || strchr("/[(<", at[2]) != NULL);
        if (apart && mode > text && (mode[-1] == '3' || mode[-1] == '7'))
            return true;
        at += 2;
    }
    return false;
}

/* The dictionary stands between the number of the object and the word "stream". */
static stream_kind kind_of(const char *bytes, size_t at)
{
    static const char *const other[] = {"/Image", "/Length1", "/Length2", "/ObjStm", "/XRef", "/Metadata"};
    static const char *const picture[] = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"};
    static const char *const odd[] = {"/LZW", "/ASCII", "/RunLength", "/A85", "/AHx", "/Crypt"};
    size_t from = at > LOOK_BACK ? at - LOOK_BACK : 0;
    for (size_t i = from; i + 4 < at; i++)
        if (memcmp(bytes + i, " obj", 4) == 0)
            from = i;
    const char *dictionary = bytes + from;
    size_t len = at - from;
    if (names_any(dictionary, len, other, 6) || names_any(dictionary, len, picture, 4))
        return STREAM_OTHER;
    if (names_any(dictionary, len, odd, 6))
        return STREAM_UNKNOWN;
    return memmem(dictionary, len, "/Fl", 3) != NULL ? STREAM_DEFLATED : STREAM_PLAIN;
}

/* Unpacks a stream piece by piece; '*unpacked' counts the bytes of all, '*used' is how long it is. */
static bool hides_deflated(const char *bytes, size_t len, size_t *unpacked, size_t *used)
{
    Bytef out[CARRY + WINDOW];
    z_stream z = {.next_in = (const Bytef *)bytes, .avail_in = (uInt)(len < UINT32_MAX ? len : UINT32_MAX)};
    size_t carried = 0;
    bool found = false;
    *used = 0;
    int status = inflateInit(&z);
    if (status != Z_OK)
        return true;
    while (status == Z_OK && !found) {
        z.next_out = out + carried;
        z.avail_out = WINDOW;
        status = inflate(&z, Z_NO_FLUSH);
        size_t have = carried + WINDOW - z.avail_out;
        *unpacked += WINDOW - z.avail_out;
        found = hides_text((const char *)out, have) || *unpacked > MOST_UNPACKED;
        carried = have < CARRY ? have : CARRY;
        memmove(out, out + have - carried, carried);
        if (z.avail_out > 0)
            break;
    }
    *used = z.total_in;
    inflateEnd(&z);
    return found;
}

/* Whether the stream at '*at' hides text; '*at' moves behind it, so that no byte is looked at twice. */
static bool stream_hides(const char **at, const char *end, stream_kind kind, size_t *unpacked)
{
    size_t left = (size_t)(end - *at), used = 0;
    bool found = kind == STREAM_UNKNOWN;
    if (kind == STREAM_PLAIN) {
        const char *close = memmem(*at, left, "endstream", 9);
        used = close != NULL ? (size_t)(close - *at) : left;
        found = hides_text(*at, used);
    } else if (kind == STREAM_DEFLATED) {
        found = hides_deflated(*at, left, unpacked, &used);
    }
    *at += used;
    return found;
}

bool scrl__pdf_may_hide(const char *bytes, size_t len)
{
    const char *at = bytes, *end = bytes + len;
    size_t unpacked = 0, streams = 0;
    bool found = memmem(bytes, len, "/Encrypt", 8) != NULL;
    while (!found && (at = memmem(at, (size_t)(end - at), "stream", 6)) != NULL) {
        stream_kind kind =
            at - bytes >= 3 && memcmp(at - 3, "end", 3) == 0 ? STREAM_OTHER : kind_of(bytes, (size_t)(at - bytes));
        at += 6;
        while (at < end && (*at == '\r' || *at == '\n'))
            at++;
        found = stream_hides(&at, end, kind, &unpacked) || ++streams == MOST_STREAMS;
    }
    return found;
}
