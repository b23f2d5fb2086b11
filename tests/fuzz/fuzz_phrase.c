/*
 * fuzz_phrase.c - phrase -> pattern -> expression -> literals, for libFuzzer: whatever the phrase, a set finds in a text made of the input what the
 * expression finds by itself. The first line of the input is the phrase (or, after '/', a pattern), the rest the text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <scrl/context.h>

#include "base/utf8.h"
#include "match/phrase.h"
#include "match/set.h"

#define TEXT_MAX 2000u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct count {
    size_t hits;
    size_t sum;
};

static const char *list_text(void *user, const char *name, size_t name_len)
{
    (void)user;
    return name_len == 1 && *name == 'a' ? "police|school+|GP" : name_len == 1 ? "x {y}|{a}" : NULL;
}

static int take(void *user, const scrl__match *match)
{
    struct count *count = user;
    count->hits++;
    count->sum += match->groups[0].start * 31 + match->groups[0].end;
    return 0;
}

static int run_plainly(const char *pattern, scrl__scratch *scratch, const char *text, size_t len, struct count *count)
{
    scrl__regex *regex = NULL;
    scrl__group groups[SCRL__GROUPS_MAX];
    if (scrl__regex_new(pattern, 0, &regex, NULL, 0, NULL) != 0)
        return SCRL_EFORMAT;
    int code = 0;
    for (size_t from = 0; from <= len;) {
        code = scrl__regex_match(regex, scratch, text, len, from, groups);
        if (code != 1)
            break;
        scrl__match match = {0, 0, groups};
        (void)take(count, &match);
        from = groups[0].end;
        if (groups[0].end <= groups[0].start)
            for (from++; from < len && ((unsigned char)text[from] & 0xc0) == 0x80;)
                from++;
    }
    scrl__regex_free(regex);
    return code < 0 ? code : 0;
}

static int run_set(const char *pattern, scrl__scratch *scratch, const char *text, size_t len, struct count *count)
{
    scrl__set *set = NULL;
    scrl__unit unit = {0, (uint32_t)len};
    if (scrl__set_new(&set) != 0)
        return SCRL_ENOMEM;
    int code = scrl__set_add(set, pattern, 0, 0, NULL, NULL, 0, NULL);
    if (code == 0)
        code = scrl__set_compile(set);
    if (code == 0)
        code = scrl__set_run(set, scratch, text, len, &unit, 1, false, take, count, NULL);
    scrl__set_free(set);
    return code;
}

static void check(const char *pattern, const char *text, size_t len)
{
    struct count plain = {0, 0};
    struct count fast = {0, 0};
    scrl__scratch *scratch = scrl__scratch_new();
    if (scratch == NULL)
        return;
    int plain_code = run_plainly(pattern, scratch, text, len, &plain);
    int fast_code = run_set(pattern, scratch, text, len, &fast);
    scrl__scratch_free(scratch);
    if (plain_code == 0 && (fast_code != 0 || plain.hits != fast.hits || plain.sum != fast.sum))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *line = memchr(data, '\n', size);
    if (line == NULL || size > TEXT_MAX || memchr(data, '\0', size) != NULL)
        return 0;
    char *phrase = calloc((size_t)(line - data) + 1, 1);
    size_t len = size - (size_t)(line + 1 - data);
    char *text = malloc(len > 0 ? len : 1); /* of exactly the length, so that reading on is noticed */
    scrl__str pattern = SCRL__STR_INIT;
    if (phrase == NULL || text == NULL)
        goto done;
    memcpy(phrase, data, (size_t)(line - data));
    memcpy(text, line + 1, len);
    if (!scrl__utf8_valid(text, len))
        goto done;
    if (phrase[0] == '/')
        scrl__str_adds(&pattern, phrase + 1);
    else if (scrl__phrase_pattern(phrase, list_text, NULL, &pattern, NULL, 0, NULL) != 0)
        goto done;
    check(scrl__str_text(&pattern), text, len);

done:
    scrl__str_free(&pattern);
    free(phrase);
    free(text);
    return 0;
}
