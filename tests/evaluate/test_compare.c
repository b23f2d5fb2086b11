/* test_compare.c - text as it is compared, and finding a quote. */
#include "suite.h"

#include <string.h>

#include "evaluate/compare.h"
#include "model/doc.h"

static scrl_context *ctx;
static scrl__arena *arena;
static scrl_document *doc;
static scrl__finder finder;

static void set_up(void)
{
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    arena = scrl__arena_new();
    doc = NULL;
}

static void tear_down(void)
{
    scrl__finder_free(&finder);
    finder = (scrl__finder){.text = SCRL__STR_INIT};
    scrl_document_free(doc);
    scrl__arena_free(arena);
    scrl_context_free(ctx);
}

/* A document of one paragraph a string. */
static void document(const char *const *paragraphs, size_t count)
{
    scrl__builder *b = NULL;
    ck_assert_int_eq(scrl__builder_new(ctx, "x", "x/1", &b), 0);
    for (size_t i = 0; i < count; i++) {
        bool row = strchr(paragraphs[i], '\t') != NULL;
        scrl__block_in in = {.kind = row ? SCRL_BLOCK_TABLE_ROW : SCRL_BLOCK_PARAGRAPH,
                             .text = paragraphs[i],
                             .text_len = strlen(paragraphs[i])};
        ck_assert_int_eq(scrl__builder_block(b, &in), 0);
    }
    ck_assert_int_eq(scrl__builder_finish(b, "x", 1, &doc), 0);
    scrl__builder_free(b);
    ck_assert_int_eq(scrl__finder_init(&finder, doc), 0);
}

/* The words of the document that a quote is found at, or "". */
static const char *found(const char *quote)
{
    uint32_t start = 0, end = 0;
    if (!scrl__finder_find(&finder, arena, quote, &start, &end))
        return "";
    return scrl__arena_strndup(arena, scrl_document_text(doc, NULL) + start, end - start);
}

static const char *plain(const char *text)
{
    return scrl__plain(arena, text, strlen(text));
}

START_TEST(quotes_ligatures_and_spaces_do_not_count)
{
    ck_assert_str_eq(
        plain(" \xE2\x80\x98\xEF\xAC\x81nding\xE2\x80\x99\xC2\xA0 of\tthe\n\xE2\x80\x9Cstaff\xE2\x80\x9D\xE2\x80\xA6 "),
        "'finding' of the \"staff\"...");
    ck_assert_str_eq(plain("e\xCC\x81"), "\xC3\xA9");
    ck_assert_str_eq(plain("case\xE2\x80\x91work"), "case-work");
    ck_assert_str_eq(plain(""), "");
}
END_TEST

START_TEST(a_quote_begins_a_text_with_whole_words)
{
    ck_assert(scrl__plain_begins("No visit took place.", "No visit"));
    ck_assert(scrl__plain_begins("No visit", "No visit"));
    ck_assert(scrl__plain_begins("No visit.Then", "No visit."));
    ck_assert(!scrl__plain_begins("No visitor came", "No visit"));
    ck_assert(!scrl__plain_begins("no visit", "No visit"));
    ck_assert(!scrl__plain_begins("No", "No visit"));
    ck_assert(!scrl__plain_begins("No visit", ""));
}
END_TEST

START_TEST(names_are_the_same_in_any_case)
{
    ck_assert(scrl__plain_same("The \xC3\x89lan Trust", "THE \xC3\xA9LAN TRUST"));
    ck_assert(!scrl__plain_same("The Trust", "The Trusts"));
    ck_assert(!scrl__plain_same("The Trust", ""));
    ck_assert(scrl__plain_same("", ""));
}
END_TEST

START_TEST(a_quote_is_found_though_a_hyphen_was_lost)
{
    const char *const paragraphs[] = {"Heading", "The selfneglect was known to all, and \xE2\x80\x98seen\xE2\x80\x99."};
    document(paragraphs, 2);
    ck_assert_str_eq(found("self-neglect was known"), "selfneglect was known");
    ck_assert_str_eq(found("and 'seen'."), "and \xE2\x80\x98seen");
    ck_assert_str_eq(found("never said"), "");
    ck_assert_str_eq(found("..."), "");
}
END_TEST

START_TEST(a_whole_block_or_cell_is_preferred)
{
    const char *const paragraphs[] = {"She said that no visit was made before", "No visit was made at all.",
                                      "12 May\tno visit was made\tHealth"};
    document(paragraphs, 3);
    uint32_t start = 0, end = 0;
    ck_assert(scrl__finder_find(&finder, arena, "No visit was made", &start, &end));
    const char *text = scrl_document_text(doc, NULL);
    ck_assert_ptr_eq(text + start, strstr(text, "no visit was made\tHealth"));
}
END_TEST

START_TEST(a_passage_that_a_page_header_interrupts_is_found)
{
    const char *const paragraphs[] = {"The health visitor wrote three letters that summer, and",
                                      "Overview report, page 12",
                                      "when none was answered she closed the case without a visit."};
    document(paragraphs, 3);
    ck_assert_str_ne(
        found("The health visitor wrote three letters that summer, and when none was answered she closed the case "
              "without a visit."),
        "");
    ck_assert_str_eq(
        found("The health visitor wrote three letters that summer, and then she did all that she could to be let in"),
        "");
}
END_TEST

START_TEST(a_document_without_text_holds_nothing)
{
    document(NULL, 0);
    ck_assert_str_eq(found("anything"), "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evaluate");
    TCase *compare = tcase_create("compare");
    tcase_add_checked_fixture(compare, set_up, tear_down);
    tcase_add_test(compare, quotes_ligatures_and_spaces_do_not_count);
    tcase_add_test(compare, a_quote_begins_a_text_with_whole_words);
    tcase_add_test(compare, names_are_the_same_in_any_case);
    tcase_add_test(compare, a_quote_is_found_though_a_hyphen_was_lost);
    tcase_add_test(compare, a_whole_block_or_cell_is_preferred);
    tcase_add_test(compare, a_passage_that_a_page_header_interrupts_is_found);
    tcase_add_test(compare, a_document_without_text_holds_nothing);
    suite_add_tcase(suite, compare);
    return run_suite(suite);
}
