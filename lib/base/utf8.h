/* utf8.h - UTF-8, normalisation and legacy encodings. The only file pair that includes utf8proc.h. */
#ifndef SCRL_BASE_UTF8_H
#define SCRL_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Decodes one code point; returns its bytes (1 to 4), or 0 when the bytes at 's' are not valid UTF-8 (overlong forms,
 * surrogates and values past U+10FFFF are not) or len is 0. */
size_t scrl__utf8_decode(const char *s, size_t len, uint32_t *code);
size_t scrl__utf8_encode(uint32_t code, char out[4]);

/* True when all of it is valid UTF-8. */
bool scrl__utf8_valid(const char *s, size_t len);

bool scrl__utf8_is_letter(uint32_t code);  /* categories L*, M* */
bool scrl__utf8_is_digit(uint32_t code);   /* categories N* */
bool scrl__utf8_is_decimal(uint32_t code); /* category Nd */
bool scrl__utf8_is_word(uint32_t code);    /* categories L* and N*, and the underscore: \w of expressions */
bool scrl__utf8_is_space(uint32_t code);   /* white space of any kind, no-break spaces included */
bool scrl__utf8_is_upper(uint32_t code);
uint32_t scrl__utf8_fold(uint32_t code); /* simple case folding to lower case */

typedef enum scrl__charset { SCRL__UTF8, SCRL__UTF16LE, SCRL__UTF16BE, SCRL__WINDOWS_1252 } scrl__charset;

/* Guesses the encoding from the bytes: BOM, then valid UTF-8, then UTF-16 without BOM by its zero bytes, else
 * windows-1252. '*bom' is the length of the BOM. */
scrl__charset scrl__charset_guess(const char *bytes, size_t len, size_t *bom);

/* Adds 'bytes' to 'out' as UTF-8. Bytes that are invalid in 'charset' become U+FFFD; returns how many. */
uint32_t scrl__to_utf8(scrl__str *out, const char *bytes, size_t len, scrl__charset charset);

/* Adds clean running text to 'out': NFC; U+FB00-FB06 (and U+0132/U+0133 left alone) spelled out; soft hyphens,
 * zero-width characters, BOMs and control characters dropped; every run of white space (no-break, thin and line
 * separators too) as one space, none at the ends. Input may be invalid UTF-8 (replaced by U+FFFD); returns the count
 * of replaced bytes. With 'keep_tabs' a tab stays a tab (cells of a table row) and white space around it goes. */
uint32_t scrl__text_clean(scrl__str *out, const char *text, size_t len, bool keep_tabs);

/* Adds letters and digits of 'text', case-folded, all else dropped: what is compared to recognise the same words in
 * another format. */
void scrl__text_fold(scrl__str *out, const char *text, size_t len);

/* A capital letter of ASCII. */
static inline bool scrl__is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* A letter or digit of ASCII, or a byte of any other character. */
static inline bool scrl__is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || scrl__is_capital(c) || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/* Number of words: runs of letters and digits, with apostrophes and hyphens inside a word. */
uint32_t scrl__text_words(const char *text, size_t len);

/* Whether there are at least so many; does not read on once they are found. */
bool scrl__text_has_words(const char *text, size_t len, uint32_t least);

#endif
