/* test_odt.c - OpenDocument texts as a reader of the report would see them. */
#include "made.h"

#define NAMES                                                                                                          \
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "                                                 \
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "                                                     \
    "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "                                                   \
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "                                                   \
    "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "                                                  \
    "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' "                                          \
    "xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' xmlns:dc='urn:dc'"
#define AUTOMATIC                                                                                                      \
    "<office:automatic-styles><style:style style:name='P1' style:family='paragraph' "                                  \
    "style:parent-style-name='Cover_20_Title'/>"                                                                       \
    "<style:style style:name='New' style:family='paragraph'><style:paragraph-properties "                              \
    "fo:break-before='page'/></style:style>"                                                                           \
    "<style:style style:name='Gone' style:family='text'><style:text-properties text:display='none'/></style:style>"    \
    "<style:style style:name='Bold' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>"  \
    "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' "               \
    "style:num-suffix='.'/>"                                                                                           \
    "<text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2'/></text:list-style>"    \
    "<text:list-style style:name='B'><text:list-level-style-bullet text:level='1' "                                    \
    "text:bullet-char='-'/></text:list-style></office:automatic-styles>"
#define CONTENT(body)                                                                                                  \
    "<office:document-content " NAMES ">" AUTOMATIC "<office:body><office:text>" body                                  \
    "</office:text></office:body></office:document-content>"
#define P(text) "<text:p>" text "</text:p>"
#define H(level, text) "<text:h text:outline-level='" level "'>" text "</text:h>"
#define BODY "The agencies met and talked at some length about the plan for the family and its many parts."

static const char styles[] =
    "<office:document-styles " NAMES "><office:styles>"
    "<style:style style:name='Cover_20_Title' style:display-name='Cover Title' style:family='paragraph'/>"
    "<style:style style:name='Quotations' style:family='paragraph'/></office:styles></office:document-styles>";

static scrl_document *read_odt(scrl_context *ctx, const char *content)
{
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "mimetype", "application/vnd.oasis.opendocument.text");
    made_zip_add(&made, "content.xml", content);
    made_zip_add(&made, "styles.xml", styles);
    made_zip_add(&made, "meta.xml",
                 "<office:document-meta " NAMES
                 "><dc:title>A review</dc:title><dc:language>en-GB</dc:language></office:document-meta>");
    made_zip_close(&made);
    scrl_document *doc = made_read(ctx, "a.odt", made.bytes.data, made.bytes.len);
    made_zip_free(&made);
    return doc;
}

static void check_outline(const char *content, const char *outline)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = read_odt(ctx, content);
    ck_assert_str_eq(made_outline(doc), outline);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}

START_TEST(headings_title_and_quotations_are_known)
{
    check_outline(CONTENT("<text:p text:style-name='P1'>The Review</text:p>" H("1", "1. Start") P(BODY)
                              H("2", "Family") "<text:p text:style-name='Quotations'>So it was</text:p>"),
                  "heading0 |The Review\nheading1 1|Start\nparagraph |" BODY "\nheading2 |Family\nquote |So it was\n");
}
END_TEST

START_TEST(lists_are_counted_and_go_on_where_they_say_so)
{
    check_outline(
        CONTENT("<text:list text:style-name='L'><text:list-item>" P("one") P("more") "<text:list><text:list-item>" P(
            "deep") "</text:list-item></text:list></text:list-item>"
                    "<text:list-item>" P("two") "</text:list-item></text:list>" P(
                        "between") "<text:list text:style-name='L' "
                                   "text:continue-numbering='true'><text:list-"
                                   "item>" P("three") "</text:list-item></"
                                                      "text:list>"
                                                      "<text:list "
                                                      "text:style-name='L'><"
                                                      "text:list-item>" P(
                                                          "afresh") "</"
                                                                    "text:"
                                                                    "list-"
                                                                    "item></"
                                                                    "text:"
                                                                    "list>"
                                                                    "<text:"
                                                                    "list "
                                                                    "text:"
                                                                    "style-"
                                                                    "name='B'>"
                                                                    "<text:"
                                                                    "list-"
                                                                    "item>" P("dot") "</text:list-item></text:list>"),
        "list_item 1|one\nparagraph |more\nparagraph 1.1|deep\nlist_item 2|two\nparagraph |between\nlist_item "
        "3|three\nlist_item 1|afresh\n"
        "list_item \xE2\x80\xA2|dot\n");
}
END_TEST

START_TEST(notes_frames_and_tables_keep_their_places)
{
    check_outline(
        CONTENT(P("The plan<text:note><text:note-citation>4</text:note-citation><text:note-body>" P(
            "A word") "</text:note-body></text:note> failed"
                      "<draw:frame><draw:text-box>" P(
                          "In a frame") "</draw:text-box></draw:frame>.") "<table:table><table:table-row><table:table-"
                                                                          "cell>" P("a")
                                                                              P("b") "</"
                                                                                     "table:table-cell><table:covered-"
                                                                                     "table-cell/>"
                                                                                     "<table:table-cell>" P(
                                                                                         "c") "</table:table-cell></"
                                                                                              "table:table-row></"
                                                                                              "table:table>"
                                                                                              "<table:table><table:"
                                                                                              "table-row><table:table-"
                                                                                              "cell>" P(
                                                                                                  "Boxed") "</"
                                                                                                           "table:"
                                                                                                           "table-cell>"
                                                                                                           "</"
                                                                                                           "table:"
                                                                                                           "table-row><"
                                                                                                           "/table:"
                                                                                                           "table>"),
        "paragraph |The plan failed.\nfootnote 4|A word\nbox |In a frame\ntable_row |a b\t\tc\nbox |Boxed\n");
}
END_TEST

START_TEST(changes_comments_and_hidden_text_are_left_out_with_warnings)
{
    scrl_context *ctx = made_context();
    scrl_document *doc =
        read_odt(ctx, CONTENT("<text:tracked-changes><text:changed-region><text:deletion>" P(
                          "gone") "</text:deletion></"
                                  "text:changed-region></"
                                  "text:tracked-changes>" P("It<text:change/> "
                                                            "was<office:annotation>" P("hm") "</office:annotation> "
                                                                                             "<text:span "
                                                                                             "text:style-name='"
                                                                                             "Gone'>not</"
                                                                                             "text:span>so<text:s/"
                                                                                             ">then")));
    ck_assert_str_eq(made_outline(doc), "paragraph |It was so then\n");
    ck_assert(made_warned(doc, "tracked_changes"));
    ck_assert(made_warned(doc, "comments"));
    ck_assert(made_warned(doc, "hidden_text"));
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_str_eq(info.title, "A review");
    ck_assert_str_eq(info.language, "en-GB");
    ck_assert_uint_eq(info.pages, 0);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(stored_page_breaks_count_pages)
{
    scrl_context *ctx = made_context();
    scrl_document *doc =
        read_odt(ctx, "<office:document-content " NAMES ">" AUTOMATIC
                      "<office:body><office:text text:use-soft-page-breaks='true'>" P(
                          "One <text:soft-page-break/>two") "<text:p "
                                                            "text:style-name='New'>Three</text:p></office:text></"
                                                            "office:body></office:document-content>");
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_uint_eq(info.pages, 3);
    scrl_block block = SCRL_BLOCK_INIT;
    scrl_document_block(doc, 0, &block);
    ck_assert_uint_eq(block.page, 1);
    ck_assert_uint_eq(scrl_document_page_at(doc, block.end - 1), 2);
    scrl_document_block(doc, 1, &block);
    ck_assert_uint_eq(block.page, 3);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(bold_lines_are_headings_where_there_are_none)
{
    check_outline(CONTENT(P("<text:span text:style-name='Bold'>Why?</text:span>") P(BODY)
                              P("<text:span text:style-name='Bold'>What now?</text:span>") P(BODY)),
                  "heading1 |Why?\nparagraph |" BODY "\nheading1 |What now?\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(protected_file_and_missing_text_are_told_apart)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "mimetype", "application/vnd.oasis.opendocument.text");
    made_zip_add(&made, "META-INF/manifest.xml", "<m><encryption-data/></m>");
    made_zip_close(&made);
    ck_assert_ptr_nonnull(
        strstr(made_failure(ctx, "a.odt", made.bytes.data, made.bytes.len, SCRL_EUNSUPPORTED), "password"));
    made_zip_free(&made);
    made = (made_zip)MADE_ZIP_INIT;
    made_zip_add(&made, "mimetype", "application/vnd.oasis.opendocument.text");
    made_zip_close(&made);
    ck_assert_ptr_nonnull(
        strstr(made_failure(ctx, "a.odt", made.bytes.data, made.bytes.len, SCRL_EFORMAT), "content.xml"));
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(mark_of_a_note_is_one_clean_line)
{
    check_outline(CONTENT(P("Seen<text:note><text:note-citation>a\n\x07 b</text:note-citation><text:note-body>" P(
                      "A note") "</text:note-body></text:note>")),
                  "paragraph |Seen\nfootnote a b|A note\n");
}
END_TEST

START_TEST(shapes_objects_and_forms_are_read_or_named)
{
    static const char content[] =
        CONTENT("<office:forms><form:text xmlns:form='urn:f' form:current-value='typed'/></office:forms>"
                "<text:p>Host<draw:custom-shape>" P("In a shape") "<draw:text-box>" P("deeper") "</draw:text-box>" P(
                    "still in it") "</draw:custom-shape> goes on<draw:frame><draw:object xmlns:xlink='urn:x' "
                                   "xlink:href='./Object 1'/>"
                                   "</draw:frame></text:p>" P("Next<draw:object-ole/>"));
    static const char object[] = "<office:document-content " NAMES "><office:body><office:chart>" P(
        "Visits made") "<table:table><table:table-row>"
                       "<table:table-cell/><table:table-cell>" P(
                           "Nurse") "</table:table-cell></table:table-row><table:table-row>"
                                    "<table:table-cell>" P("2019") "</table:table-cell><table:table-cell>" P(
                                        "4") "</table:table-cell></table:table-row></table:table></office:chart></"
                                             "office:body></office:document-content>";
    made_zip made = MADE_ZIP_INIT;
    scrl_context *ctx = made_context();
    made_zip_add(&made, "mimetype", "application/vnd.oasis.opendocument.text");
    made_zip_add(&made, "content.xml", content);
    made_zip_add(&made, "Object 1/content.xml", object);
    made_zip_close(&made);
    scrl_document *doc = made_read(ctx, "a.odt", made.bytes.data, made.bytes.len);
    ck_assert_str_eq(made_outline(doc), "paragraph |Host goes on\nbox |In a shape\nbox |deeper\nbox |still in it\n"
                                        "caption |Visits made\ntable_row |\tNurse\ntable_row |2019\t4\n"
                                        "paragraph |Next\n");
    ck_assert(made_warned(doc, "form_fields"));
    ck_assert(made_warned(doc, "embedded_file"));
    scrl_document_free(doc);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("odt");
    tcase_add_test(tests, headings_title_and_quotations_are_known);
    tcase_add_test(tests, lists_are_counted_and_go_on_where_they_say_so);
    tcase_add_test(tests, notes_frames_and_tables_keep_their_places);
    tcase_add_test(tests, changes_comments_and_hidden_text_are_left_out_with_warnings);
    tcase_add_test(tests, stored_page_breaks_count_pages);
    tcase_add_test(tests, bold_lines_are_headings_where_there_are_none);
    tcase_add_test(tests, protected_file_and_missing_text_are_told_apart);
    tcase_add_test(tests, mark_of_a_note_is_one_clean_line);
    tcase_add_test(tests, shapes_objects_and_forms_are_read_or_named);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
