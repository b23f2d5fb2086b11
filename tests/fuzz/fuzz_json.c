/*
 * fuzz_json.c - any bytes as JSON: a tree whose texts are UTF-8 and whose counts are those of its members, or SCRL_EFORMAT or
 * SCRL_ELIMIT with one clean line.
 */
#include <string.h>

#include "base/json_read.h"
#include "base/utf8.h"
#include "check.h"

static const int json_codes[] = {SCRL_EFORMAT, SCRL_ELIMIT, 0};

static void check_value(const scrl__json_value *value, uint32_t line)
{
    uint32_t count = 0;
    fuzz_expect(scrl__utf8_valid(value->key, strlen(value->key)) && scrl__utf8_valid(value->text, strlen(value->text)),
                "texts are UTF-8");
    fuzz_expect(value->line >= line, "lines go forward");
    for (const scrl__json_value *member = value->first; member != NULL; member = member->next) {
        check_value(member, value->line);
        count++;
    }
    fuzz_expect(count == value->count, "members are counted");
    fuzz_expect(count == 0 || value->kind >= SCRL__JSON_ARRAY, "only arrays and objects have members");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const scrl__json_value *root = NULL;
    scrl__arena *arena = scrl__arena_new();
    fuzz_expect(arena != NULL, "memory");
    int status = scrl__json_read(fuzz_context(), "gold.json", (const char *)data, size, arena, &root);
    if (status != 0)
        fuzz_check_failure(status, json_codes);
    else
        check_value(root, 1);
    scrl__arena_free(arena);
    return 0;
}
