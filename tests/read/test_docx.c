/* test_docx.c - Word documents as a reader of the report would see them. */
#include "made.h"

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCUMENT(body)                                                                                                 \
    "<w:document xmlns:w='" W "' xmlns:mc='urn:mc' xmlns:v='urn:v'><w:body>" body "</w:body></w:document>"
#define RUN(text) "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define PARA(text) "<w:p>" RUN(text) "</w:p>"
#define STYLED(style, text) "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr>" RUN(text) "</w:p>"
#define BOLD(text) "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>" text "</w:t></w:r></w:p>"
#define LISTED(list, level, text)                                                                                      \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list "'/></w:numPr></w:pPr>" RUN(text) "</w:p>"
#define BODY "The agencies met and talked at some length about the plan for the family and its many parts."

static const char styles[] =
    "<w:styles xmlns:w='" W "'><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/><w:lang "
    "w:val='en-GB'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Title'><w:name w:val='Title'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/><w:basedOn "
    "w:val='Normal'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:pPr><w:outlineLvl "
    "w:val='1'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Own'><w:name w:val='House heading'/><w:basedOn w:val='H2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>"
    "<w:style w:type='character' w:styleId='Secret'><w:name "
    "w:val='Secret'/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";

static const char numbering[] =
    "<w:numbering xmlns:w='" W "'><w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerRoman'/><w:lvlText "
    "w:val='(%3)'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText "
    "w:val='&#xF0B7;'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText "
    "w:val='Recommendation %1:'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride "
    "w:val='7'/></w:lvlOverride></w:num></w:numbering>";

static const char footnotes[] =
    "<w:footnotes xmlns:w='" W
    "'><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>" RUN(
        " A word about the plan.") "</w:p></w:footnote></w:footnotes>";

static const char core[] =
    "<cp:p xmlns:cp='urn:cp' xmlns:dc='urn:dc'><dc:title>A review</dc:title><dc:language>cy</dc:language></cp:p>";

static scrl_document *read_docx(scrl_context *ctx, const char *document)
{
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "word/document.xml", document);
    made_zip_add(&made, "word/styles.xml", styles);
    made_zip_add(&made, "word/numbering.xml", numbering);
    made_zip_add(&made, "word/footnotes.xml", footnotes);
    made_zip_add(&made, "docProps/core.xml", core);
    made_zip_close(&made);
    scrl_document *doc = made_read(ctx, "a.docx", made.bytes.data, made.bytes.len);
    made_zip_free(&made);
    return doc;
}

static void check_outline(const char *document, const char *outline)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = read_docx(ctx, document);
    ck_assert_str_eq(made_outline(doc), outline);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}

START_TEST(headings_are_known_by_their_styles)
{
    check_outline(DOCUMENT(STYLED("Title", "The Review") STYLED("H1", "1. Start") PARA(BODY) STYLED("Own", "1.1 Family")
                               STYLED("Loop", BODY) STYLED("H1", "End") PARA(BODY)),
                  "heading0 |The Review\nheading1 1|Start\nparagraph |" BODY "\nheading2 1.1|Family\nparagraph |" BODY
                  "\nheading1 |End\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(only_first_level_heading_above_others_is_the_title)
{
    check_outline(DOCUMENT(STYLED("H1", "The Review") STYLED("H2", "Start") PARA(BODY) STYLED("H2", "End") PARA(BODY)),
                  "heading0 |The Review\nheading1 |Start\nparagraph |" BODY "\nheading1 |End\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(bold_short_lines_are_headings_where_no_style_is_used)
{
    check_outline(DOCUMENT(BOLD("Why this review?")
                               PARA(BODY) "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>The family</w:t></w:r></w:p>" PARA(BODY)
                                   BOLD("It was found that the plan had not been shared with anyone.") BOLD("What now?")
                                       PARA(BODY)),
                  "heading1 |Why this review?\nparagraph |" BODY "\nheading2 |The family\nparagraph |" BODY
                  "\nparagraph |It was found that the plan had not been shared with anyone.\nheading1 |What "
                  "now?\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(numbers_tell_levels_of_one_look_apart)
{
    check_outline(
        DOCUMENT(BOLD("1 Introduction") PARA(BODY) BOLD("1.1 Purpose") PARA(BODY) BOLD("2 Findings") PARA("2.1 " BODY)),
        "heading1 1|Introduction\nparagraph |" BODY "\nheading2 1.1|Purpose\nparagraph |" BODY
        "\nheading1 2|Findings\nparagraph 2.1|" BODY "\n");
}
END_TEST

START_TEST(headings_without_numbers_stand_under_those_with_numbers_in_the_same_look)
{
    check_outline(DOCUMENT(BOLD("1 Introduction") PARA(BODY) BOLD("Purpose") PARA(BODY) BOLD("Method") PARA(BODY)
                               BOLD("2 Events") PARA(BODY) BOLD("Home") PARA(BODY) BOLD("3 Findings") PARA(BODY)
                                   BOLD("Trust") PARA(BODY) BOLD("Appendix A") PARA(BODY)),
                  "heading1 1|Introduction\nparagraph |" BODY "\nheading2 |Purpose\nparagraph |" BODY
                  "\nheading2 |Method\nparagraph |" BODY "\nheading1 2|Events\nparagraph |" BODY
                  "\nheading2 |Home\nparagraph |" BODY "\nheading1 3|Findings\nparagraph |" BODY
                  "\nheading2 |Trust\nparagraph |" BODY "\nheading1 |Appendix A\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(bold_caption_is_no_heading)
{
    check_outline(DOCUMENT(BOLD("Events") PARA(BODY) BOLD("Table 1: who came") PARA(BODY) BOLD("Views") PARA(BODY)),
                  "heading1 |Events\nparagraph |" BODY "\ncaption |Table 1: who came\nparagraph |" BODY
                  "\nheading1 |Views\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(heading_or_two_without_numbers_are_chapters)
{
    check_outline(DOCUMENT(BOLD("1 Introduction") PARA(BODY) BOLD("2 Events") PARA(BODY) BOLD("3 Findings") PARA(BODY)
                               BOLD("Conclusion") PARA(BODY)),
                  "heading1 1|Introduction\nparagraph |" BODY "\nheading1 2|Events\nparagraph |" BODY
                  "\nheading1 3|Findings\nparagraph |" BODY "\nheading1 |Conclusion\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(whole_paragraph_in_a_heading_style_is_a_paragraph)
{
    check_outline(DOCUMENT(STYLED("H1", "One") STYLED("H2", BODY " " BODY " " BODY) STYLED("H1", "Two") PARA(BODY)),
                  "heading1 |One\nparagraph |" BODY " " BODY " " BODY "\nheading1 |Two\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(automatic_numbers_are_spelled_out)
{
    check_outline(DOCUMENT(LISTED("1", "0", "one") LISTED("1", "1", "deep") LISTED("1", "2", "deeper") LISTED(
                      "1", "2", "again") LISTED("1", "0", "two") LISTED("1", "1", "deep") LISTED("4", "0", "afresh")
                               LISTED("2", "0", "dot") LISTED("3", "0", "tell the board")),
                  "list_item 1|one\nparagraph 1.1|deep\nlist_item (i)|deeper\nlist_item (ii)|again\nlist_item "
                  "2|two\nparagraph 2.1|deep\n"
                  "list_item 7|afresh\nlist_item \xE2\x80\xA2|dot\nparagraph |Recommendation 3: tell the board\n");
}
END_TEST

START_TEST(list_that_runs_on_under_headings_numbers_paragraphs)
{
    check_outline(
        DOCUMENT(STYLED("H1", "A part") LISTED("1", "0", BODY) STYLED("H1", "Next part") LISTED("1", "0", BODY)),
        "heading1 |A part\nparagraph 1|" BODY "\nheading1 |Next part\nparagraph 2|" BODY "\n");
}
END_TEST

START_TEST(typed_numbers_are_moved_but_dates_and_amounts_stay)
{
    check_outline(
        DOCUMENT(PARA("4.2 The plan") PARA("3. The team") PARA("12.03.19 was a day") PARA("8.2.22 was a day")
                     PARA("2011 was a year") PARA("4.5 million people") PARA("(a) first") PARA("- second")),
        "paragraph 4.2|The plan\nparagraph 3|The team\nparagraph |12.03.19 was a day\nparagraph |8.2.22 was a day\n"
        "paragraph |2011 was a year\nparagraph |4.5 million people\nlist_item (a)|first\nlist_item "
        "\xE2\x80\xA2|second\n");
}
END_TEST

START_TEST(bare_numbers_count_only_in_a_row)
{
    check_outline(DOCUMENT(PARA("1 That the board act.") PARA("So it was said.") PARA("2 That it act again.")
                               PARA("3 Then it did.") PARA("12 June was the day.")),
                  "paragraph 1|That the board act.\nparagraph |So it was said.\nparagraph 2|That it act "
                  "again.\nparagraph 3|Then it did.\n"
                  "paragraph |12 June was the day.\n");
    check_outline(DOCUMENT(PARA("1 April was the day.") PARA(BODY)),
                  "paragraph |1 April was the day.\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(typed_list_of_contents_holds_no_headings)
{
    check_outline(
        DOCUMENT(BOLD("Contents") BOLD("1 Start ........ 3") "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>2 "
                                                             "End</w:t><w:tab/><w:t>4</w:t></w:r></w:p>" BOLD("1 Start")
                                                                 PARA(BODY) BOLD("2 End") PARA(BODY)),
        "heading1 |Contents\nparagraph |1 Start ........ 3\nparagraph |2 End 4\nheading1 1|Start\nparagraph |" BODY
        "\nheading1 2|End\nparagraph |" BODY "\n");
}
END_TEST

#define CELL(text) "<w:tc>" text "</w:tc>"

START_TEST(tables_are_rows_and_a_single_cell_is_a_box)
{
    check_outline(DOCUMENT("<w:tbl><w:tr>" CELL(PARA("Who")) CELL(PARA("What") PARA("and when")) CELL(
                      "<w:p/>") "</w:tr>"
                                "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" PARA("both") "</w:tc>" CELL(PARA(
                                    "third")) "</w:tr></w:tbl>"
                                              "<w:tbl><w:tr>" CELL(PARA("Learning point") PARA(
                                                  BODY)) "</w:tr></w:tbl>"
                                                         "<w:tbl><w:tr>" CELL("<w:tbl><w:tr>" CELL(PARA("in")) CELL(
                                                             PARA("side")) "</w:tr></w:tbl><w:p/>")
                                                             CELL(PARA("out")) "</w:tr></w:tbl>"),
                  "table_row |Who\tWhat and when\t\ntable_row |both\t\tthird\nbox |Learning point\nbox |" BODY
                  "\ntable_row |in side\tout\n");
}
END_TEST

START_TEST(notes_and_text_boxes_follow_the_paragraph_that_holds_them)
{
    check_outline(
        DOCUMENT("<w:p>" RUN("The plan") "<w:r><w:footnoteReference w:id='2'/></w:r>" RUN(
            " failed.") "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" PARA("In a frame") "</"
                                                                                                  "w:txbxContent></"
                                                                                                  "mc:Choice>"
                                                                                                  "<mc:Fallback><w:"
                                                                                                  "txbxContent"
                                                                                                  ">" PARA(
                                                                                                      "In a "
                                                                                                      "frame") "</"
                                                                                                               "w:"
                                                                                                               "txbxCon"
                                                                                                               "tent></"
                                                                                                               "mc:"
                                                                                                               "Fallbac"
                                                                                                               "k></"
                                                                                                               "mc:"
                                                                                                               "Alterna"
                                                                                                               "teConte"
                                                                                                               "nt></"
                                                                                                               "w:"
                                                                                                               "r>" RUN(
                                                                                                                   " Ba"
                                                                                                                   "dly"
                                                                                                                   ".") "<"
                                                                                                                        "/"
                                                                                                                        "w"
                                                                                                                        ":"
                                                                                                                        "p"
                                                                                                                        ">" PARA(
                                                                                                                            "Next")),
        "paragraph |The plan failed. Badly.\nfootnote 1|A word about the plan.\nbox |In a frame\nparagraph |Next\n");
}
END_TEST

START_TEST(tracked_changes_are_read_as_accepted_with_a_warning)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = read_docx(
        ctx,
        DOCUMENT(
            "<w:p>" RUN("It was ") "<w:del>" RUN("never") "<w:r><w:delText>never</w:delText></w:r></w:del><w:ins>" RUN(
                "always") "</w:ins>" RUN(" so") "</w:p>"
                                                "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" RUN(
                                                    "First half ") "</w:p>" PARA("second half")));
    ck_assert_str_eq(made_outline(doc), "paragraph |It was always so\nparagraph |First half second half\n");
    ck_assert(made_warned(doc, "tracked_changes"));
    ck_assert(!made_warned(doc, "comments"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(hidden_text_and_comments_are_left_out_with_a_warning)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = read_docx(
        ctx, DOCUMENT("<w:p>" RUN("Seen") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
                                          "<w:r><w:rPr><w:rStyle w:val='Secret'/></w:rPr><w:t>unseen</w:t></w:r>"
                                          "<w:r><w:commentReference w:id='1'/></w:r></w:p>"));
    ck_assert_str_eq(made_outline(doc), "paragraph |Seen\n");
    ck_assert(made_warned(doc, "hidden_text"));
    ck_assert(made_warned(doc, "comments"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(pages_are_counted_where_word_stored_them)
{
    scrl_context *ctx = made_context();
    scrl_document *doc =
        read_docx(ctx, DOCUMENT(PARA("One") "<w:p>" RUN(
                           "starts on one ") "<w:r><w:lastRenderedPageBreak/><w:t>ends on two</w:t></w:r></w:p>"));
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    scrl_document_info_get(doc, &info);
    ck_assert_uint_eq(info.pages, 2);
    scrl_block block = SCRL_BLOCK_INIT;
    scrl_document_block(doc, 1, &block);
    ck_assert_uint_eq(block.page, 1);
    ck_assert_uint_eq(scrl_document_page_at(doc, block.end - 1), 2);
    ck_assert_str_eq(made_outline(doc), "paragraph |One\nparagraph |starts on one ends on two\n");
    scrl_document_free(doc);
    doc = read_docx(ctx, DOCUMENT(PARA("One") "<w:p><w:r><w:br w:type='page'/></w:r></w:p>" PARA("Two")));
    scrl_document_info_get(doc, &info);
    ck_assert_uint_eq(info.pages, 0);
    ck_assert_str_eq(info.title, "A review");
    ck_assert_str_eq(info.language, "cy");
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(entities_are_neither_fetched_nor_multiplied)
{
    static const char laughs[] =
        "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>"
        "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY x SYSTEM "
        "'file:///etc/passwd'>]>" DOCUMENT(PARA("before&e;&x;after"));
    scrl_context *ctx = made_context();
    scrl_document *doc = read_docx(ctx, laughs);
    ck_assert_str_eq(made_outline(doc), "paragraph |beforeafter\n");
    ck_assert(made_warned(doc, "entities"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

#define CHECK "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
#define CHOICE "<w:ddList><w:result w:val='1'/><w:listEntry w:val='No'/><w:listEntry w:val='Yes'/></w:ddList>"
#define FIELD(data) "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>" data "</w:ffData></w:fldChar></w:r>"

START_TEST(content_controls_fields_and_art_are_read)
{
    check_outline(DOCUMENT("<w:sdt><w:sdtPr><w:alias w:val='unseen'/></w:sdtPr><w:sdtContent>" PARA(
                      "In a control") "</w:sdtContent></w:sdt><w:p>" RUN("Ticked ") FIELD(CHECK) RUN(" and chosen ")
                               FIELD(CHOICE) "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r></w:p>"
                                             "<w:p>" RUN("See ") "<w:fldSimple w:instr='REF x'>" RUN(
                                                 "section 4") "</w:fldSimple></w:p>"
                                                              "<w:p><w:r><w:pict><v:textpath string='Drawn "
                                                              "words'/></w:pict></w:r></w:p>"),
                  "paragraph |In a control\nparagraph |Ticked \xE2\x98\x92 and chosen Yes\nparagraph |See section 4\n"
                  "paragraph |Drawn words\n");
}
END_TEST

#define RAISED(text) "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>" text "</w:t></w:r>"

START_TEST(typed_marks_of_notes_leave_the_text_and_powers_stay)
{
    check_outline(DOCUMENT("<w:p>" RUN("The plan") RAISED("1") RUN(" failed on the 1") RAISED("st") RUN(" of May.")
                               RAISED("2") "</w:p><w:p>" RUN("A room of 50 m") RAISED("2") "</w:p>"),
                  "paragraph |The plan failed on the 1st of May.\nparagraph |A room of 50 m2\n");
}
END_TEST

START_TEST(lines_of_a_cover_are_no_headings_where_no_style_is_used)
{
    check_outline(DOCUMENT(BOLD("Serious Case Review") BOLD("Child Z") PARA("The Board, May 2020") BOLD("Introduction")
                               PARA(BODY) BOLD("Method") PARA(BODY)),
                  "heading0 |Serious Case Review\nheading0 |Child Z\nparagraph |The Board, May 2020\n"
                  "heading1 |Introduction\nparagraph |" BODY "\nheading1 |Method\nparagraph |" BODY "\n");
}
END_TEST

START_TEST(table_in_a_text_box_keeps_its_place)
{
    check_outline(DOCUMENT("<w:p>" RUN("Host") "<w:r><w:txbxContent>" PARA("Before") "<w:tbl><w:tr>" CELL(PARA("a"))
                               CELL(PARA("b")) "</w:tr></w:tbl>" PARA("After") "</w:txbxContent></w:r></w:p>"),
                  "paragraph |Host\nbox |Before\ntable_row |a\tb\nbox |After\n");
}
END_TEST

/* A document with parts that its text refers to as r1 to r4. */
static scrl_document *read_with_parts(scrl_context *ctx, const char *document, const char *chart, const char *page,
                                      const scrl__str *inner)
{
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "word/document.xml", document);
    made_zip_add(&made, "word/_rels/document.xml.rels",
                 "<Relationships><Relationship Id='r1' Type='x/chart' Target='charts/1.xml'/><Relationship Id='r2' "
                 "Type='x/aFChunk' Target='/word/page.htm'/><Relationship Id='r3' Type='x/aFChunk' "
                 "Target='inner.docx'/><Relationship Id='r4' Type='x/aFChunk' Target='../../secret.htm'/>"
                 "</Relationships>");
    made_zip_add(&made, "word/charts/1.xml", chart);
    made_zip_add(&made, "word/page.htm", page);
    if (inner != NULL)
        made_zip_raw(&made, "word/inner.docx", 0, made_crc(inner->data, inner->len), inner->data, inner->len,
                     (uint32_t)inner->len);
    made_zip_close(&made);
    scrl_document *doc = made_read(ctx, "a.docx", made.bytes.data, made.bytes.len);
    made_zip_free(&made);
    return doc;
}

#define CHART_NS "http://schemas.openxmlformats.org/drawingml/2006/chart"
#define CHUNK(id) "<w:altChunk id='" id "'/>"
#define POINTS(a, b) "<c:pt><c:v>" a "</c:v></c:pt><c:pt><c:v>" b "</c:v></c:pt>"

START_TEST(charts_and_embedded_documents_are_read_where_they_stand)
{
    static const char chart[] =
        "<c:chartSpace xmlns:c='" CHART_NS "' xmlns:a='urn:a'><c:chart><c:title><a:p><a:r><a:t>Visits "
        "</a:t></a:r><a:r><a:t>made</a:t></a:r></a:p></c:title><c:ser><c:tx><c:f>S!A1</c:f><c:pt><c:v>Nurse</c:v></"
        "c:pt>"
        "</c:tx><c:cat>" POINTS("2019", "2020") "</c:cat><c:val>" POINTS(
            "4", "7") "</c:val></c:ser><c:ser><c:tx><c:pt>"
                      "<c:v>Doctor</c:v></c:pt></c:tx><c:cat>" POINTS("2019", "2020") "</c:cat><c:val>" POINTS(
                          "1", "0") "</c:val></c:ser></c:chart></c:chartSpace>";
    static const char page[] = "<html><body><p>On a page</p><p hidden>not shown</p></body></html>";
    made_zip inner = MADE_ZIP_INIT;
    scrl_context *ctx = made_context();
    made_zip_add(&inner, "word/document.xml", DOCUMENT(PARA("Within")));
    made_zip_close(&inner);
    scrl_document *doc = read_with_parts(ctx,
                                         DOCUMENT("<w:p>" RUN("Seen below") "<w:r><c:chart xmlns:c='" CHART_NS
                                                                            "' id='r1'/></w:r></w:p>" CHUNK("r2")
                                                                                CHUNK("r3") PARA("Last")),
                                         chart, page, &inner.bytes);
    ck_assert_str_eq(made_outline(doc), "paragraph |Seen below\ncaption |Visits made\ntable_row |\t2019\t2020\n"
                                        "table_row |Nurse\t4\t7\ntable_row |Doctor\t1\t0\nparagraph |On a page\n"
                                        "paragraph |Within\nparagraph |Last\n");
    ck_assert(made_warned(doc, "hidden_text"));
    ck_assert(!made_warned(doc, "embedded_file"));
    ck_assert(!made_warned(doc, "diagrams"));
    made_zip_free(&inner);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(parts_that_cannot_be_read_are_a_warning)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = read_with_parts(
        ctx, DOCUMENT(PARA("Seen") CHUNK("r4") "<w:p><w:r><c:chart xmlns:c='" CHART_NS "' id='r9'/></w:r></w:p>"), "",
        "", NULL);
    ck_assert_str_eq(made_outline(doc), "paragraph |Seen\n");
    ck_assert(made_warned(doc, "embedded_file"));
    ck_assert(made_warned(doc, "diagrams"));
    scrl_document_free(doc);
    char broken[] = "PK\x03\x04 of word/document.xml the rest is missing";
    const scrl__str inner = {.data = broken, .len = sizeof(broken) - 1};
    doc = read_with_parts(ctx, DOCUMENT(PARA("Seen") CHUNK("r3")), "", "", &inner);
    ck_assert_str_eq(made_outline(doc), "paragraph |Seen\n");
    ck_assert(made_warned(doc, "embedded_file"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(embedded_documents_stand_on_the_page_of_their_host)
{
    static const char turned[] = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Turned</w:t></w:r></w:p>";
    made_zip inner = MADE_ZIP_INIT;
    scrl_context *ctx = made_context();
    made_zip_add(&inner, "word/document.xml",
                 DOCUMENT("<w:p><w:r><w:lastRenderedPageBreak/><w:t>Within</w:t></w:r></w:p>"));
    made_zip_close(&inner);
    scrl__str document = SCRL__STR_INIT;
    scrl__str_addf(&document,
                   "<w:document xmlns:w='" W "'><w:body>%s" CHUNK("r2") CHUNK("r3") "%s</w:body></w:document>", turned,
                   turned);
    scrl_document *doc =
        read_with_parts(ctx, document.data, "", "<html><body><p>On a page</p></body></html>", &inner.bytes);
    static const uint32_t pages[] = {2, 2, 2, 3};
    ck_assert_uint_eq(scrl_document_block_count(doc), 4);
    for (size_t i = 0; i < 4; i++) {
        scrl_block block = SCRL_BLOCK_INIT;
        scrl_document_block(doc, i, &block);
        ck_assert_uint_eq(block.page, pages[i]);
        ck_assert_uint_eq(scrl_document_page_at(doc, block.start), pages[i]);
    }
    scrl_document_free(doc);
    scrl__str_free(&document);
    made_zip_free(&inner);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(documents_within_each_other_end_with_a_warning)
{
    scrl__str inner = SCRL__STR_INIT;
    scrl_context *ctx = made_context();
    for (int i = 0; i < 8; i++) {
        made_zip made = MADE_ZIP_INIT;
        made_zip_add(&made, "word/document.xml", DOCUMENT(PARA("One more") CHUNK("r3")));
        made_zip_add(&made, "word/_rels/document.xml.rels",
                     "<Relationships><Relationship Id='r3' Type='x' Target='inner.docx'/></Relationships>");
        if (inner.len > 0)
            made_zip_raw(&made, "word/inner.docx", 0, made_crc(inner.data, inner.len), inner.data, inner.len,
                         (uint32_t)inner.len);
        made_zip_close(&made);
        scrl__str_truncate(&inner, 0);
        scrl__str_add(&inner, made.bytes.data, made.bytes.len);
        made_zip_free(&made);
    }
    scrl_document *doc = made_read(ctx, "a.docx", inner.data, inner.len);
    ck_assert_str_eq(made_outline(doc),
                     "paragraph |One more\nparagraph |One more\nparagraph |One more\nparagraph |One more\n");
    ck_assert(made_warned(doc, "embedded_file"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
    scrl__str_free(&inner);
}
END_TEST

START_TEST(nesting_beyond_the_limit_is_refused)
{
    scrl_context *ctx = made_context();
    scrl__str xml = SCRL__STR_INIT;
    scrl__str_adds(&xml, "<w:document xmlns:w='" W "'><w:body>");
    for (int i = 0; i < 300; i++)
        scrl__str_adds(&xml, "<w:tbl><w:tr><w:tc>");
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "word/document.xml", xml.data);
    made_zip_close(&made);
    made_failure(ctx, "deep.docx", made.bytes.data, made.bytes.len, SCRL_ELIMIT);
    made_zip_free(&made);
    scrl__str_free(&xml);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(damaged_text_is_read_as_far_as_it_goes)
{
    scrl_context *ctx = made_context();
    scrl_document *doc =
        read_docx(ctx, "<w:document xmlns:w='" W "'><w:body>" PARA("Whole") "<w:p><w:r><w:t>Broken off");
    ck_assert_ptr_nonnull(strstr(made_outline(doc), "paragraph |Whole\n"));
    ck_assert(made_warned(doc, "damaged_file"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(document_of_pictures_says_that_it_has_no_text)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = read_docx(ctx, DOCUMENT("<w:p><w:r><w:drawing><pic/></w:drawing></w:r></w:p>"));
    ck_assert_uint_eq(scrl_document_block_count(doc), 0);
    ck_assert(made_warned(doc, "no_text"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(container_without_a_document_is_refused)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "word/styles.xml", styles);
    made_zip_close(&made);
    ck_assert_ptr_nonnull(
        strstr(made_failure(ctx, "a.docx", made.bytes.data, made.bytes.len, SCRL_EFORMAT), "word/document.xml"));
    made_failure(ctx, "a.docx", made.bytes.data, made.bytes.len / 2, SCRL_EFORMAT);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(main_part_is_found_by_its_relationship)
{
    scrl_context *ctx = made_context();
    made_zip made = MADE_ZIP_INIT;
    made_zip_add(&made, "_rels/.rels",
                 "<Relationships><Relationship Type='http://x/officeDocument' Target='../../etc/passwd'/>"
                 "<Relationship Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>");
    made_zip_add(&made, "word/document2.xml", DOCUMENT(PARA("Found")));
    made_zip_close(&made);
    scrl_document *doc = made_read(ctx, "a.docx", made.bytes.data, made.bytes.len);
    ck_assert_str_eq(made_outline(doc), "paragraph |Found\n");
    scrl_document_free(doc);
    made_zip_free(&made);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("docx");
    tcase_add_test(tests, headings_are_known_by_their_styles);
    tcase_add_test(tests, only_first_level_heading_above_others_is_the_title);
    tcase_add_test(tests, bold_short_lines_are_headings_where_no_style_is_used);
    tcase_add_test(tests, numbers_tell_levels_of_one_look_apart);
    tcase_add_test(tests, headings_without_numbers_stand_under_those_with_numbers_in_the_same_look);
    tcase_add_test(tests, bold_caption_is_no_heading);
    tcase_add_test(tests, heading_or_two_without_numbers_are_chapters);
    tcase_add_test(tests, whole_paragraph_in_a_heading_style_is_a_paragraph);
    tcase_add_test(tests, automatic_numbers_are_spelled_out);
    tcase_add_test(tests, list_that_runs_on_under_headings_numbers_paragraphs);
    tcase_add_test(tests, typed_numbers_are_moved_but_dates_and_amounts_stay);
    tcase_add_test(tests, bare_numbers_count_only_in_a_row);
    tcase_add_test(tests, typed_list_of_contents_holds_no_headings);
    tcase_add_test(tests, tables_are_rows_and_a_single_cell_is_a_box);
    tcase_add_test(tests, notes_and_text_boxes_follow_the_paragraph_that_holds_them);
    tcase_add_test(tests, tracked_changes_are_read_as_accepted_with_a_warning);
    tcase_add_test(tests, hidden_text_and_comments_are_left_out_with_a_warning);
    tcase_add_test(tests, pages_are_counted_where_word_stored_them);
    tcase_add_test(tests, entities_are_neither_fetched_nor_multiplied);
    tcase_add_test(tests, content_controls_fields_and_art_are_read);
    tcase_add_test(tests, typed_marks_of_notes_leave_the_text_and_powers_stay);
    tcase_add_test(tests, lines_of_a_cover_are_no_headings_where_no_style_is_used);
    tcase_add_test(tests, table_in_a_text_box_keeps_its_place);
    tcase_add_test(tests, charts_and_embedded_documents_are_read_where_they_stand);
    tcase_add_test(tests, parts_that_cannot_be_read_are_a_warning);
    tcase_add_test(tests, embedded_documents_stand_on_the_page_of_their_host);
    tcase_add_test(tests, documents_within_each_other_end_with_a_warning);
    tcase_add_test(tests, nesting_beyond_the_limit_is_refused);
    tcase_add_test(tests, damaged_text_is_read_as_far_as_it_goes);
    tcase_add_test(tests, document_of_pictures_says_that_it_has_no_text);
    tcase_add_test(tests, container_without_a_document_is_refused);
    tcase_add_test(tests, main_part_is_found_by_its_relationship);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
