/* test_html.c - reports on web pages, with and without a site around them. */
#include "made.h"

#define BODY "The agencies met and talked at some length about the plan for the family and its many parts."

static void check_outline(const char *page, const char *outline)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.html", page, strlen(page));
    ck_assert_str_eq(made_outline(doc), outline);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}

START_TEST(report_is_read_without_its_site)
{
    check_outline("<html><body><a class='visually-hidden' href='#c'>Skip to content</a>"
                  "<div id='cookies' role='region' aria-label='Cookie banner'><p>We use cookies</p></div>"
                  "<header><p>The Board</p><form><label>Search</label></form><nav><ul><li>Home</li></ul></nav></header>"
                  "<div class='crumbs'><ol><li>Home</li></ol></div><main><h1>The Review</h1><h2>Start</h2><p>" BODY
                  "</p>"
                  "<div class='share'><h2>Share this</h2><ul><li><a href='#'>Email</a></li></ul></div></main>"
                  "<aside><h2>Related</h2></aside><footer><p>Contact us</p></footer><script>x</script></body></html>",
                  "heading0 |The Review\nheading1 |Start\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(box_of_a_report_without_a_main_element_is_read)
{
    check_outline("<html><body><nav><a href='#'>Home</a></nav><div><h1>The Review</h1><h2>Start</h2><p>" BODY
                  "</p><aside><p>Learning point: " BODY "</p></aside><p>" BODY "</p></div>"
                  "<aside><h2>Related</h2><a href='#'>Another review of ours, and the same again elsewhere</a></aside>"
                  "</body></html>",
                  "heading0 |The Review\nheading1 |Start\nparagraph |" BODY "\nbox |Learning point: " BODY
                  "\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(area_with_most_of_the_text_is_the_report_whatever_its_name)
{
    check_outline("<html><body><form id='f'><div class='has-sidebar menu'><header><h1>The "
                  "Review</h1></header><h2>Start</h2><p>" BODY "</p><p>" BODY "</p></div></form></body></html>",
                  "heading0 |The Review\nheading1 |Start\nparagraph |" BODY "\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(several_first_headings_are_the_top_level)
{
    check_outline("<html><body><h1><span class='num'>1.</span> Start</h1><p>" BODY "</p><h2>Family</h2><p>" BODY
                  "</p><h1>2 End</h1><p>" BODY "</p></body></html>",
                  "heading1 1|Start\nparagraph |" BODY "\nheading2 |Family\nparagraph |" BODY
                  "\nheading1 2|End\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(paragraph_numbers_are_moved_out_of_the_text)
{
    check_outline(
        "<html><body><p><span class=num>1.</span> The first</p><p><a class='paranumber' href='#p'>1.2</a> The "
        "second</p><p>4.2 The third</p>"
        "<p>2011 was a year</p></body></html>",
        "paragraph 1|The first\nparagraph 1.2|The second\nparagraph 4.2|The third\nparagraph |2011 was a year\n");
}
END_TEST

START_TEST(cell_that_reaches_down_leaves_its_column_to_it_in_the_rows_below)
{
    check_outline("<html><body><table><tr><th>Date<th>Agency<th>Event<tr><td rowspan=2>3 May<td>Police<td>Called<tr>"
                  "<td>School<td>Told<tr><td>7 May<td rowspan=3 colspan=2>Move<tr><td>8 May<tr><td>9 May"
                  "<tr><td>10 May<td>GP<td>Seen</table></body></html>",
                  "table_row |Date\tAgency\tEvent\ntable_row |3 May\tPolice\tCalled\ntable_row |\tSchool\tTold\n"
                  "table_row |7 May\tMove\ntable_row |8 May\ntable_row |9 May\ntable_row |10 May\tGP\tSeen\n");
}
END_TEST

START_TEST(lists_tables_quotes_and_captions_have_their_kinds)
{
    check_outline("<html><body><ul><li>one<ol type=a><li>deep</ol><li><p>two</p><p>more</p></ul><blockquote><p>So it "
                  "was</p></blockquote>"
                  "<table><caption>Table 1</caption><tr><th>Who<th "
                  "colspan=2>What<tr><td>a<td>b<br>c<td>d</table><table><tr><td>Boxed</table>"
                  "<figure><figcaption>A map</figcaption></figure><div>Loose text<div>inside</div>after<br><br>two "
                  "breaks</div></body></html>",
                  "list_item \xE2\x80\xA2|one\nlist_item a|deep\nlist_item \xE2\x80\xA2|two\nparagraph |more\nquote "
                  "|So it was\ncaption |Table 1\n"
                  "table_row |Who\tWhat\ntable_row |a\tb c\td\nbox |Boxed\ncaption |A map\nparagraph |Loose "
                  "text\nparagraph |inside\n"
                  "paragraph |after\nparagraph |two breaks\n");
}
END_TEST

START_TEST(marks_of_notes_leave_the_text_and_notes_stay)
{
    check_outline("<html><body><p>The plan<sup class=fnref><a href='#n1'>1</a></sup> failed<a "
                  "href='#n2'><sup>2</sup></a> on 1<sup>st</sup> May.</p>"
                  "<div class='footnotes'><p><sup>1</sup> A word. <a href='#r1'>\xE2\x86\xA9</a></p><ol start=2><li "
                  "role='doc-endnote'>Another</li></ol></div></body></html>",
                  "paragraph |The plan failed on 1st May.\nfootnote 1|A word.\nfootnote 2|Another\n");
}
END_TEST

START_TEST(links_of_a_site_inside_the_report_s_area_are_left_out)
{
    check_outline("<html><body><main><h1>The Review</h1><h2>Start</h2><p>" BODY "</p><p>" BODY
                  "</p><p><a href='#top'>Back to top</a></p>"
                  "<div class='relatedlinks'><h3>Related links</h3><ul><li><a href='x'>Another</a></li></ul></div>"
                  "<div class='field--tags'>Tags <a href='t'>Reviews</a></div><footer>Posted in <a href='u'>Reviews</a>"
                  "</footer></main></body></html>",
                  "heading0 |The Review\nheading1 |Start\nparagraph |" BODY "\nparagraph |" BODY "\n");
    check_outline("<html><body><main><h1>The Review</h1><h2>Start</h2><p>" BODY
                  "</p><footer><p>Written by the author of this "
                  "<a href='x'>text</a>, who thanks all who helped.</p></footer></main></body></html>",
                  "heading0 |The Review\nheading1 |Start\nparagraph |" BODY
                  "\nparagraph |Written by the author of this text, who thanks all who helped.\n");
}
END_TEST

START_TEST(panels_that_open_at_a_click_are_read)
{
    check_outline("<html><body><main><h1>The Review</h1><h2>Start</h2><p>" BODY "</p><div role='tabpanel' hidden>"
                  "<p>On a closed tab</p></div><div role='region' aria-labelledby='b' style='display:none'><p>In a "
                  "closed panel</p></div></main></body></html>",
                  "heading0 |The Review\nheading1 |Start\nparagraph |" BODY
                  "\nparagraph |On a closed tab\nparagraph |In a closed panel\n");
}
END_TEST

START_TEST(typed_marks_and_deleted_words_are_left_out)
{
    static const char page[] =
        "<html><body><p>The plan<sup>3</sup> was <del>never</del> made in a room of 50 m<sup>2</sup>"
        "<span style='display:none'>unseen</span>.</p></body></html>";
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.html", page, sizeof(page) - 1);
    ck_assert_str_eq(made_outline(doc), "paragraph |The plan was made in a room of 50 m2.\n");
    ck_assert(made_warned(doc, "tracked_changes"));
    ck_assert(made_warned(doc, "hidden_text"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(hidden_text_is_left_out_with_a_warning)
{
    static const char page[] = "<html lang='cy'><head><title>A  review</title></head><body><p>" BODY
                               "</p><p hidden>Not shown</p><div style='display: none'>Nor this</div></body></html>";
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.html", page, sizeof(page) - 1);
    ck_assert_str_eq(made_outline(doc), "paragraph |" BODY "\n");
    ck_assert(made_warned(doc, "hidden_text"));
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_str_eq(info.title, "A review");
    ck_assert_str_eq(info.language, "cy");
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(encodings_are_told_by_mark_declaration_and_bytes)
{
    check_outline("<html><head><meta charset=\"iso-8859-1\"></head><body><p>caf\xE9 \x93said\x94</p></body></html>",
                  "paragraph |caf\xC3\xA9 \xE2\x80\x9Csaid\xE2\x80\x9D\n");
    check_outline("<html><body><p>caf\xE9</p></body></html>", "paragraph |caf\xC3\xA9\n");
    check_outline("\xEF\xBB\xBF<html><head><meta charset='windows-1252'></head><body><p>caf\xC3\xA9</p></body></html>",
                  "paragraph |caf\xC3\xA9\n");
    static const char wide[] = "\xFF\xFE<\0p\0>\0h\0i\0<\0/\0p\0>\0";
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.html", wide, sizeof(wide) - 1);
    ck_assert_str_eq(made_outline(doc), "paragraph |hi\n");
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(deep_nesting_loses_no_text)
{
    scrl__str page = SCRL__STR_INIT;
    scrl__str_adds(&page, "<html><body><p>Before</p>");
    for (int i = 0; i < 200000; i++)
        scrl__str_adds(&page, "<div>");
    scrl__str_adds(&page, "deep");
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.html", page.data, page.len);
    ck_assert_str_eq(made_outline(doc), "paragraph |Before\nparagraph |deep\n");
    scrl_document_free(doc);
    scrl_context_free(ctx);
    scrl__str_free(&page);
}
END_TEST

START_TEST(zero_bytes_and_stray_tags_do_no_harm)
{
    static const char page[] = "<html><body></table></td><td>cell</td><p>a\0b</p></li><tr><td>row</body>";
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.html", page, sizeof(page) - 1);
    ck_assert_ptr_nonnull(strstr(made_outline(doc), "cell"));
    ck_assert_ptr_nonnull(strstr(made_outline(doc), "row"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("html");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, report_is_read_without_its_site);
    tcase_add_test(tests, box_of_a_report_without_a_main_element_is_read);
    tcase_add_test(tests, area_with_most_of_the_text_is_the_report_whatever_its_name);
    tcase_add_test(tests, several_first_headings_are_the_top_level);
    tcase_add_test(tests, paragraph_numbers_are_moved_out_of_the_text);
    tcase_add_test(tests, cell_that_reaches_down_leaves_its_column_to_it_in_the_rows_below);
    tcase_add_test(tests, lists_tables_quotes_and_captions_have_their_kinds);
    tcase_add_test(tests, marks_of_notes_leave_the_text_and_notes_stay);
    tcase_add_test(tests, links_of_a_site_inside_the_report_s_area_are_left_out);
    tcase_add_test(tests, panels_that_open_at_a_click_are_read);
    tcase_add_test(tests, typed_marks_and_deleted_words_are_left_out);
    tcase_add_test(tests, hidden_text_is_left_out_with_a_warning);
    tcase_add_test(tests, encodings_are_told_by_mark_declaration_and_bytes);
    tcase_add_test(tests, deep_nesting_loses_no_text);
    tcase_add_test(tests, zero_bytes_and_stray_tags_do_no_harm);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
