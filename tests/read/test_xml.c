/* test_xml.c - reports kept as XML: JATS, TEI and whatever else is well-formed. */
#include "made.h"

#define BODY "The agencies met and talked at some length about the plan for the family and its many parts."
#define META(inside) "<front><article-meta><title-group>" inside "</title-group></article-meta></front>"
#define ARTICLE(inside) "<?xml version='1.0'?><article xml:lang='cy'>" inside "</article>"
#define TEI(inside)                                                                                                    \
    "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><teiHeader><fileDesc><titleStmt><title>The "               \
    "Review</title><author>Nobody</author></titleStmt></fileDesc></teiHeader><text>" inside "</text></TEI>"

static void check_outline(const char *xml, const char *outline)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a", xml, strlen(xml));
    ck_assert_str_eq(made_outline(doc), outline);
    ck_assert(!made_warned(doc, "xml_text"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}

START_TEST(sections_of_an_article_are_headings_with_levels_and_numbers)
{
    check_outline(
        ARTICLE(META("<article-title>The <italic>Review</italic></article-title><subtitle>Of a "
                     "plan</subtitle>") "<body><sec><label>1.</label><title>Start</title><p>" BODY
                                        "</p><sec><label>1.1</label><title>Family</title><p>They <bold>met</bold> "
                                        "once.</p></sec></sec><sec><title>End</title><p>So</p></sec></body>"),
        "heading0 |The Review\nheading0 |Of a plan\nheading1 1|Start\nparagraph |" BODY
        "\nheading2 1.1|Family\nparagraph |They met once.\nheading1 |End\nparagraph |So\n");
}
END_TEST

START_TEST(facts_of_an_article_are_read_but_not_its_catalogue)
{
    check_outline(ARTICLE("<front><journal-meta><journal-title>A Journal</journal-title></journal-meta><article-meta>"
                          "<article-id>10.1/2</article-id><title-group><article-title>The Review</article-title>"
                          "</title-group><contrib-group><contrib><name><surname>Writer</surname><given-names>A. "
                          "N.</given-names></name></contrib></contrib-group><volume>3</volume><abstract><title>"
                          "Summary</title><p>In short.</p></abstract></article-meta></front>"
                          "<body><sec><title>Start</title><p>" BODY "</p></sec></body>"),
                  "heading0 |The Review\nparagraph |Writer A. N.\nheading1 |Summary\nparagraph |In short.\n"
                  "heading1 |Start\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(lists_tables_boxes_and_captions_of_an_article_have_their_kinds)
{
    check_outline(
        ARTICLE("<body><sec><title>Start</title><p>Before:<list list-type='order'><list-item><p>one</p></list-item>"
                "<list-item><p>two</p><p>more</p></list-item></list>after.</p>"
                "<table-wrap><label>Table 1</label><caption><title>Who met</title></caption><table><tbody><tr><th>Who"
                "</th><th>When</th></tr><tr><td colspan='2'>a <bold>b</bold> c</td></tr></tbody></table></table-wrap>"
                "<fig><label>Figure 1</label><graphic/></fig><p>Between</p><boxed-text><sec><title>A point</title>"
                "<p>In a box</p></sec></boxed-text><disp-quote><p>So it was</p></disp-quote></sec></body>"),
        "heading1 |Start\nparagraph |Before:\nlist_item 1|one\nlist_item 2|two\nparagraph |more\nparagraph |after.\n"
        "caption |Table 1 Who met\ntable_row |Who\tWhen\ntable_row |a b c\nparagraph |Figure 1\nparagraph |Between\n"
        "box |A point\nbox |In a box\nquote |So it was\n");
}
END_TEST

START_TEST(notes_follow_their_paragraph_and_their_marks_are_dropped)
{
    check_outline(ARTICLE("<body><p>The plan<xref ref-type='fn' rid='n'>1</xref><fn id='n'><label>1</label><p>A "
                          "word.</p></fn> failed<xref ref-type='bibr'><sup>7</sup></xref>.</p></body><back><ref-list>"
                          "<title>Read</title><ref><label>7</label><element-citation><year>2001</year><source>A "
                          "book</source></element-citation></ref></ref-list></back>"),
                  "paragraph |The plan failed.\nfootnote 1|A word.\nheading1 |Read\nlist_item 7|2001 A book\n");
    check_outline(ARTICLE("<body><p>The plan<sup>2</sup> failed on the <xref>1<sup>st</sup> day</xref>.</p></body>"),
                  "paragraph |The plan failed on the 1st day.\n");
    check_outline(TEI("<body><div><head>Start</head><p>The plan<note n='2' place='foot'>A <hi "
                      "rend='bold'>word</hi>.</note> failed.</p></div></body>"),
                  "heading0 |The Review\nheading1 |Start\nparagraph |The plan failed.\nfootnote 2|A word.\n");
}
END_TEST

START_TEST(divisions_lists_and_tables_of_tei_are_read)
{
    check_outline(
        TEI("<body><div><head>Start</head><p>He <choice><sic>sayd</sic><corr>said</corr></choice> "
            "<q>nothing</q>.</p><div><head>Family</head><list rend='numbered'><head>Points</head>"
            "<item>one <hi>of</hi> two</item><item>two</item></list><table><head>Who</head><row><cell rows='2'>a"
            "</cell><cell>b</cell></row><row><cell>c</cell></row></table><q><p>So it was</p></q><fw>A running "
            "header</fw>"
            "<lg><l>a line</l><l>another</l></lg></div></div></body>"),
        "heading0 |The Review\nheading1 |Start\nparagraph |He said nothing.\nheading2 |Family\n"
        "paragraph |Points\nlist_item 1|one of two\nlist_item 2|two\ncaption |Who\ntable_row |a\tb\n"
        "table_row |\tc\nquote |So it was\nparagraph |a line\nparagraph |another\n");
}
END_TEST

START_TEST(title_page_of_tei_stands_for_the_title_of_its_header)
{
    check_outline(TEI("<front><titlePage><docTitle><titlePart>A Review of Many "
                      "Parts</titlePart></docTitle><docAuthor>A. Writer</docAuthor></titlePage></front>"
                      "<body><div1><head>Start</head><p>" BODY "</p></div1></body>"),
                  "heading0 |A Review of Many Parts\nparagraph |A. Writer\nheading1 |Start\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(page_marks_of_tei_count_pages)
{
    static const char xml[] = TEI("<body><pb/><p>One starts <pb/>and ends.</p><p>Two</p></body>");
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.xml", xml, sizeof(xml) - 1);
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_uint_eq(info.pages, 2);
    ck_assert_str_eq(info.title, "The Review");
    ck_assert_str_eq(info.language, "en");
    scrl_block block = SCRL_BLOCK_INIT;
    scrl_document_block(doc, 1, &block);
    ck_assert_uint_eq(block.page, 1);
    ck_assert_uint_eq(scrl_document_page_at(doc, block.end - 1), 2);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(other_xml_is_read_as_its_text_with_a_warning)
{
    static const char xml[] = "<?xml version='1.0'?><root a='not text'><title>A title</title><para>Some <b>bold</b> "
                              "text</para><para><i>It</i> goes on</para><row><a>one</a> <a>two</a></row></root>";
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a", xml, sizeof(xml) - 1);
    ck_assert_str_eq(made_outline(doc), "paragraph |A title\nparagraph |Some bold text\nparagraph |It goes "
                                        "on\nparagraph |one\nparagraph |two\n");
    ck_assert(made_warned(doc, "xml_text"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(damaged_xml_is_refused_with_its_line)
{
    static const char cut[] = "<?xml version='1.0'?>\n<article><body>\n<p>Broken off";
    static const char crossed[] = "<?xml version='1.0'?>\n<article><body><p>\n<bold>x</p></bold></body></article>";
    static const char plain[] = "no mark-up at all";
    scrl_context *ctx = made_context();
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.xml", cut, sizeof(cut) - 1, SCRL_EFORMAT), "line 3"));
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.xml", crossed, sizeof(crossed) - 1, SCRL_EFORMAT), "line 3"));
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.xml", plain, sizeof(plain) - 1, SCRL_EFORMAT), "line 1"));
    scrl_context_free(ctx);
}
END_TEST

START_TEST(web_pages_and_word_xml_are_not_taken_for_xml)
{
    static const char page[] = "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' "
                               "'x'>\n<!-- a page --><html xmlns='http://www.w3.org/1999/xhtml'><p>hi</p></html>";
    static const char word[] = "<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>";
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a", page, sizeof(page) - 1);
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_ptr_eq(strstr(info.reader, "html/"), info.reader);
    scrl_document_free(doc);
    ck_assert_ptr_nonnull(strstr(made_failure(ctx, "a.xml", word, sizeof(word) - 1, SCRL_EUNSUPPORTED), ".docx"));
    scrl_context_free(ctx);
}
END_TEST

START_TEST(entities_are_neither_fetched_nor_multiplied)
{
    static const char xml[] =
        "<!DOCTYPE article SYSTEM 'file:///etc/passwd' [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY x SYSTEM "
        "'file:///etc/passwd'><!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'>%p;]>"
        "<article><body><p>before&d;&x;after</p></body></article>";
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.xml", xml, sizeof(xml) - 1);
    ck_assert_str_eq(made_outline(doc), "paragraph |beforeafter\n");
    ck_assert(made_warned(doc, "entities"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(nesting_beyond_the_limit_is_refused)
{
    scrl__str xml = SCRL__STR_INIT;
    scrl_context *ctx = made_context();
    scrl__str_adds(&xml, "<?xml version='1.0'?><article><body>");
    for (int i = 0; i < 300; i++)
        scrl__str_adds(&xml, "<sec>");
    made_failure(ctx, "deep.xml", xml.data, xml.len, SCRL_ELIMIT);
    scrl__str_free(&xml);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("xml");
    tcase_add_test(tests, sections_of_an_article_are_headings_with_levels_and_numbers);
    tcase_add_test(tests, facts_of_an_article_are_read_but_not_its_catalogue);
    tcase_add_test(tests, lists_tables_boxes_and_captions_of_an_article_have_their_kinds);
    tcase_add_test(tests, notes_follow_their_paragraph_and_their_marks_are_dropped);
    tcase_add_test(tests, divisions_lists_and_tables_of_tei_are_read);
    tcase_add_test(tests, title_page_of_tei_stands_for_the_title_of_its_header);
    tcase_add_test(tests, page_marks_of_tei_count_pages);
    tcase_add_test(tests, other_xml_is_read_as_its_text_with_a_warning);
    tcase_add_test(tests, damaged_xml_is_refused_with_its_line);
    tcase_add_test(tests, web_pages_and_word_xml_are_not_taken_for_xml);
    tcase_add_test(tests, entities_are_neither_fetched_nor_multiplied);
    tcase_add_test(tests, nesting_beyond_the_limit_is_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
