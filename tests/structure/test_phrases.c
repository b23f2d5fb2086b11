/* Loading structure phrases. */
#include "report.h"

#include <sys/stat.h>

#include "structure/phrases.h"

static char folder[64];

/* Writes one data file into a fresh folder beside the real schema. */
static void write_phrases(const char *xml)
{
    char path[128], command[4400];
    snprintf(folder, sizeof(folder), "/tmp/scrl-phrases-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(command, sizeof(command), "cp '%s' %s/", source_path("data/structure/structure.rng"), folder);
    ck_assert_int_eq(system(command), 0);
    snprintf(path, sizeof(path), "%s/a.xml", folder);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(xml, file);
    fclose(file);
}

static int load_and_remove(scrl_structure **out)
{
    char command[128];
    int status = scrl_structure_load(ctx, folder, out);
    snprintf(command, sizeof(command), "rm -r %s", folder);
    ck_assert_int_eq(system(command), 0);
    return status;
}

START_TEST(mistakes_are_reported_with_file_and_line)
{
    static const char *const bad[] = {
        "<cues on=\"heading\" field=\"role\"><cue id=\"no_such_role\">a word</cue></cues>",
        "<cues on=\"heading\" field=\"role\"><cue id=\"findings\">(a word</cue></cues>",
        "<cues on=\"nowhere\" field=\"role\"><cue id=\"findings\">a word</cue></cues>",
        "<cues on=\"heading\" field=\"colour\"><cue>a word</cue></cues>",
        "<cues on=\"heading\" field=\"role\"><cue id=\"findings\" kind=\"regex\">(unclosed</cue></cues>",
        "<cues on=\"heading\" field=\"role\"><cue id=\"findings\" in=\"nothing\">a word</cue></cues>",
        "<cues on=\"sentence\" field=\"preface\"><cue>{nolist} word</cue></cues>",
        "<oops/>"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        char xml[1024];
        scrl_structure *structure = NULL;
        scrl_error error = SCRL_ERROR_INIT;
        snprintf(xml, sizeof(xml), "<structure xmlns=\"urn:scrl:structure:1\">\n%s\n</structure>", bad[i]);
        write_phrases(xml);
        ck_assert_int_eq(load_and_remove(&structure), SCRL_EFORMAT);
        ck_assert_ptr_null(structure);
        ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
        ck_assert_msg(strstr(error.message, "a.xml") != NULL, "%s", error.message);
    }
}
END_TEST

START_TEST(words_are_found_in_any_case)
{
    ck_assert_int_eq(scrl__word_value(phrases, "month", "SEPTEMBER", 9, 0), 9);
    ck_assert_int_eq(scrl__word_value(phrases, "month", "Septem", 6, 0), 0);
    ck_assert_int_eq(scrl__word_value(phrases, "no such table", "may", 3, -1), -1);
}
END_TEST

START_TEST(a_folder_without_phrases_is_refused)
{
    scrl_structure *structure = NULL;
    ck_assert_int_ne(scrl_structure_load(ctx, "/no/such/folder", &structure), 0);
    ck_assert_ptr_null(structure);
    ck_assert_int_eq(scrl_structure_load(ctx, NULL, NULL), SCRL_EINVAL);
    scrl_structure_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {mistakes_are_reported_with_file_and_line, words_are_found_in_any_case,
                                  a_folder_without_phrases_is_refused};
    return RUN("phrases", tests);
}
