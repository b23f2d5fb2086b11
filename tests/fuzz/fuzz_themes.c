/*
 * fuzz_themes.c - any bytes as a file of a theme set: it is loaded, or refused with file and line. A set that loads tells
 * of itself, checks its examples and tags a short review.
 */
#include <stdio.h>
#include <string.h>

#include "check.h"

static scrl_review *short_review(void)
{
    static const char text[] = "Findings\n\nThe visits were not recorded, and nobody asked the child. The school "
                               "shared what it knew.\n\nRecommendations\n\nThe board should review the records.\n";
    static scrl_review *review;
    if (review != NULL)
        return review;
    scrl_document *doc = fuzz_read("text", text, sizeof(text) - 1);
    fuzz_expect(scrl_review_new(fuzz_context(), fuzz_structure(), doc, &review) == 0, "a review can be made");
    scrl_document_free(doc);
    return review;
}

static void check_rules(const scrl_themes *themes, const scrl_theme *theme)
{
    for (size_t n = 1; n <= theme->rule_count; n++) {
        char id[600];
        scrl_rule rule = SCRL_RULE_INIT;
        snprintf(id, sizeof(id), "%s:%zu", theme->id, n);
        if (strlen(theme->id) > 500)
            return;
        fuzz_expect(scrl_themes_rule(themes, id, &rule) == 0 && strcmp(rule.id, id) == 0, "a rule has its number");
        fuzz_expect(rule.line > 0 && rule.pattern[0] != '\0' && rule.source[0] != '\0', "a rule says where it stands");
    }
}

static void check_set(const scrl_themes *themes)
{
    scrl_tags *tags = NULL;
    static const int codes[] = {SCRL_ELIMIT, 0};
    for (size_t i = 0; i < scrl_themes_count(themes); i++) {
        scrl_theme theme = SCRL_THEME_INIT;
        fuzz_expect(scrl_themes_theme(themes, i, &theme) == 0 && scrl_themes_find(themes, theme.id) == i,
                    "a theme is found by its id");
        fuzz_expect(theme.label[0] != '\0' && theme.group != NULL && theme.layer != NULL, "a theme has its labels");
        check_rules(themes, &theme);
    }
    int failures = scrl_themes_check(fuzz_context(), themes, NULL, NULL);
    if (failures < 0)
        fuzz_check_failure(failures, codes);
    int status = scrl_tags_new(fuzz_context(), themes, short_review(), &tags);
    if (status != 0)
        fuzz_check_failure(status, codes);
    else
        fuzz_check_tags(short_review(), themes, tags);
    scrl_tags_free(tags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int codes[] = {SCRL_EFORMAT, SCRL_ELIMIT, 0};
    scrl_themes *themes = NULL;
    const char *path = fuzz_file("set.xml");
    FILE *file = fopen(path, "wb");
    fuzz_expect(file != NULL && fwrite(data, 1, size, file) == size, "the file can be written");
    if (file == NULL || fclose(file) != 0)
        return 0;
    int status = scrl_themes_load(fuzz_context(), path, &themes);
    if (status == 0) {
        check_set(themes);
    } else {
        scrl_error error = SCRL_ERROR_INIT;
        fuzz_check_failure(status, codes);
        scrl_context_last_error(fuzz_context(), &error);
        fuzz_expect(strstr(error.message, ".xml") != NULL || strstr(error.file, ".xml") != NULL,
                    "a mistake is reported with its file");
    }
    scrl_themes_free(themes);
    return 0;
}
