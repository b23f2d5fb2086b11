/* test_layout.c - printed pages, made of pieces with boxes and fonts, as a reader sees them. */
#include "made.h"

#include "model/doc.h"
#include "read/layout.h"

/* A page 900 wide and 1200 high; letters are half as wide as they are high; body text is 16, its lines 20 apart. */
enum { WIDTH = 900, HEIGHT = 1200, BODY = 16, LEFT = 100, PITCH = 20 };

typedef struct press {
    scrl_context *ctx;
    scrl__layout *layout;
    int top, fill;
} press;

static press begin(void)
{
    press p = {made_context(), NULL, 0, 0};
    ck_assert_int_eq(scrl__layout_new(p.ctx, &p.layout), 0);
    return p;
}

static void page(press *p, uint32_t number)
{
    scrl__layout_page(p->layout, number, WIDTH, HEIGHT);
    p->top = 120;
}

static void put_styled(press *p, int left, int top, int size, bool bold, bool italic, const char *text)
{
    size_t len = strlen(text);
    scrl__piece piece = {.left = left,
                         .top = top,
                         .right = left + (int)len * size / 2,
                         .bottom = top + size + 2,
                         .size = size,
                         .bold = bold,
                         .italic = italic,
                         .text = text,
                         .len = len};
    scrl__layout_piece(p->layout, &piece);
}

static void put(press *p, int left, int top, const char *text)
{
    put_styled(p, left, top, BODY, false, false, text);
}

/* The next line of running text, and a line that begins a paragraph. */
static void line(press *p, const char *text)
{
    put(p, LEFT, p->top, text);
    p->top += PITCH;
}

static void paragraph(press *p, const char *text)
{
    p->top += PITCH;
    line(p, text);
}

static void heading(press *p, int size, bool bold, const char *text)
{
    p->top += 2 * PITCH;
    put_styled(p, LEFT, p->top, size, bold, false, text);
    p->top += size + PITCH;
}

/* Three lines of the full width and a short one, so that the body's measure is known; each time in other words. */
static void filler(press *p)
{
    static const char *const who[] = {"agencies", "teachers", "midwives", "officers",
                                      "managers", "advisers", "visitors", "reviewer"};
    char first[128];
    snprintf(first, sizeof(first),
             "The %s met and talked about the plan for the family and they wrote down all that each",
             who[p->fill++ % 8]);
    paragraph(p, first);
    line(p, "of them had seen and heard, and what they thought should be done about it before the winter");
    line(p, "came, because by then the house would be cold again and nobody wanted to see that one more");
    line(p, "time in that street.");
}

static scrl_document *finish(press *p)
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    ck_assert_int_eq(scrl__builder_new(p->ctx, "made", "made/1", &b), 0);
    ck_assert_int_eq(scrl__layout_emit(p->layout, b), 0);
    ck_assert_int_eq(scrl__builder_finish(b, "", 0, &doc), 0);
    scrl__builder_free(b);
    scrl__layout_free(p->layout);
    scrl_context_free(p->ctx);
    return doc;
}

static void ck_has(const scrl_document *doc, const char *block)
{
    const char *outline = made_outline(doc);
    ck_assert_msg(strstr(outline, block) != NULL, "not found: %s\nin:\n%s", block, outline);
}

static void ck_lacks(const scrl_document *doc, const char *words)
{
    const char *outline = made_outline(doc);
    ck_assert_msg(strstr(outline, words) == NULL, "found: %s\nin:\n%s", words, outline);
}

START_TEST(lines_are_joined_to_paragraphs)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_assert_uint_eq(scrl_document_block_count(doc), 2);
    ck_has(doc, "seen and heard, and what they thought should be done about it before the winter came, because");
    scrl_document_free(doc);
}
END_TEST

START_TEST(headings_get_levels_from_number_and_size)
{
    press p = begin();
    page(&p, 1);
    heading(&p, 24, true, "1 What happened");
    filler(&p);
    heading(&p, 20, true, "1.1 The first year");
    filler(&p);
    heading(&p, 16, true, "At home");
    filler(&p);
    heading(&p, 24, true, "Glossary");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "heading1 1|What happened\n");
    ck_has(doc, "heading2 1.1|The first year\n");
    ck_has(doc, "heading3 |At home\n");
    ck_has(doc, "heading1 |Glossary\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(headings_without_numbers_stand_under_those_with_numbers_set_alike)
{
    static const char *const headings[] = {"1 Introduction", "Purpose", "Method",  "2 Events",
                                           "Home",           "3 Views", "Parents", "Appendix A"};
    press p = begin();
    for (uint32_t i = 0; i < 8; i++) {
        if (i % 3 == 0)
            page(&p, i / 3 + 1);
        heading(&p, 20, true, headings[i]);
        filler(&p);
    }
    scrl_document *doc = finish(&p);
    ck_has(doc, "heading1 1|Introduction\n");
    ck_has(doc, "heading2 |Purpose\n");
    ck_has(doc, "heading2 |Home\n");
    ck_has(doc, "heading1 3|Views\n");
    ck_has(doc, "heading2 |Parents\n");
    ck_has(doc, "heading1 |Appendix A\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(heading_on_two_lines_is_one_heading)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += 40;
    put_styled(&p, LEFT, p.top, 24, true, false, "3. What the family and their friends");
    put_styled(&p, LEFT, p.top + 29, 24, true, false, "told the review");
    p.top += 70;
    filler(&p);
    heading(&p, 24, true, "4. Findings");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "heading1 3|What the family and their friends told the review\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(bold_sentence_is_no_heading)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    put_styled(&p, LEFT, p.top, BODY, true, false, "The board must act on this at once.");
    p.top += PITCH;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "paragraph |The board must act on this at once.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(title_is_the_largest_text_of_the_cover)
{
    press p = begin();
    page(&p, 1);
    put_styled(&p, 200, 200, 18, false, false, "Anywhere Safeguarding Partnership");
    put_styled(&p, 200, 300, 40, true, false, "Review of Child Z");
    put_styled(&p, 200, 400, 18, false, false, "Published in May");
    for (uint32_t n = 2; n < 4; n++) {
        page(&p, n);
        heading(&p, 24, true, "Introduction");
        filler(&p);
    }
    scrl_document *doc = finish(&p);
    ck_has(doc,
           "paragraph |Anywhere Safeguarding Partnership\nheading0 |Review of Child Z\nparagraph |Published in May\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(running_headers_footers_and_page_numbers_are_left_out)
{
    press p = begin();
    for (uint32_t n = 1; n < 6; n++) {
        char foot[32];
        page(&p, n);
        put_styled(&p, LEFT, 40, 12, false, false, "Review of Child Z");
        put_styled(&p, 600, 40, 12, false, false, n < 4 ? "Our report" : n == 4 ? "Last words" : "Annex");
        snprintf(foot, sizeof(foot), "Page %u of 5", n);
        put_styled(&p, 400, 1160, 12, false, false, foot);
        filler(&p);
        heading(&p, 16, true, "Considerations for the board");
        filler(&p);
    }
    scrl_document *doc = finish(&p);
    ck_lacks(doc, "Page ");
    ck_lacks(doc, "Review of Child Z");
    ck_lacks(doc, "Annex");
    ck_has(doc, "heading1 |Considerations for the board\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(repeated_heading_at_the_top_of_pages_stays)
{
    press p = begin();
    for (uint32_t n = 1; n < 8; n++) {
        page(&p, n);
        if (n % 2 == 0) {
            filler(&p);
            continue;
        }
        put_styled(&p, LEFT, 140, BODY, true, false, "Why does it matter?");
        p.top = 170;
        filler(&p);
    }
    scrl_document *doc = finish(&p);
    ck_assert_uint_eq(scrl_document_section_count(doc), 4);
    scrl_document_free(doc);
}
END_TEST

START_TEST(paragraph_goes_on_over_the_page)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    paragraph(&p, "The health visitor rang again and then went to see the family with a colleague of hers from");
    page(&p, 2);
    p.top = 140;
    line(&p, "the school, who knew the children well.");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "with a colleague of hers from the school, who knew the children well.\n");
    scrl_block b = SCRL_BLOCK_INIT;
    ck_assert_int_eq(scrl_document_block(doc, 1, &b), 0);
    ck_assert_uint_eq(scrl_document_page_at(doc, b.start), 1);
    ck_assert_uint_eq(scrl_document_page_at(doc, b.end - 2), 2);
    scrl_document_free(doc);
}
END_TEST

START_TEST(new_paragraph_on_a_new_page_stays_its_own)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    page(&p, 2);
    p.top = 120;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_assert_uint_eq(scrl_document_block_count(doc), 2);
    scrl_document_free(doc);
}
END_TEST

START_TEST(printed_numbers_and_bullets_leave_the_text)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    put(&p, LEFT, p.top, "4.12");
    put(&p, LEFT + 60, p.top, "The duty team had three posts that were empty, and it had been so for a year or more");
    put(&p, LEFT + 60, p.top + PITCH, "at that time.");
    p.top += 3 * PITCH;
    put(&p, LEFT + 60, p.top, "\xe2\x80\xa2");
    put(&p, LEFT + 90, p.top, "the first point");
    put(&p, LEFT + 60, p.top + PITCH, "\xef\x82\xb7");
    put(&p, LEFT + 90, p.top + PITCH, "the second point");
    put(&p, LEFT + 60, p.top + 2 * PITCH, "b) and the last one");
    put(&p, LEFT + 60, p.top + 4 * PITCH, "12.03.19 was the day on which it began.");
    scrl_document *doc = finish(&p);
    ck_has(
        doc,
        "paragraph 4.12|The duty team had three posts that were empty, and it had been so for a year or more at that");
    ck_has(doc, "list_item \xe2\x80\xa2|the first point\n");
    ck_has(doc, "list_item \xe2\x80\xa2|the second point\n");
    ck_has(doc, "list_item b)|and the last one\n");
    ck_has(doc, "|12.03.19 was the day");
    scrl_document_free(doc);
}
END_TEST

START_TEST(number_at_the_start_of_a_line_stays_in_its_sentence)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    paragraph(&p, "An audit was made by the team in the spring and it found the form left blank in seventeen of");
    line(&p, "40. Then the form was changed.");
    scrl_document *doc = finish(&p);
    ck_has(doc, "seventeen of 40. Then the form was changed.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(table_rows_keep_their_cells)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    static const char *const cells[3][3] = {{"Date", "Agency", "What was done"},
                                            {"4/12/09", "Health", "A visit was made to the"},
                                            {"Oct 10", "Police", "A call was taken"}};
    for (int r = 0; r < 3; r++) {
        put(&p, LEFT, p.top, cells[r][0]);
        put(&p, LEFT + 150, p.top, cells[r][1]);
        put(&p, LEFT + 320, p.top, cells[r][2]);
        if (r == 1) {
            p.top += PITCH;
            put(&p, LEFT + 150, p.top, "visitor");
            put(&p, LEFT + 320, p.top, "house in the lane.");
        }
        p.top += 30;
    }
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "table_row |Date\tAgency\tWhat was done\n"
                "table_row |4/12/09\tHealth visitor\tA visit was made to the house in the lane.\n"
                "table_row |Oct 10\tPolice\tA call was taken\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(header_in_the_middle_of_its_columns_belongs_to_the_table)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    int top = p.top + PITCH;
    put_styled(&p, LEFT + 20, top, BODY, true, false, "Name in");
    put_styled(&p, LEFT + 160, top + PITCH / 2, BODY, true, false, "Relationship");
    put_styled(&p, LEFT + 20, top + PITCH, BODY, true, false, "report");
    static const char *const rows[3][2] = {
        {"Child N", "Subject of the review"}, {"Child P", "Sister of that child"}, {"Ms W", "Mother of both"}};
    top += 60;
    for (int r = 0; r < 3; r++, top += 30) {
        put(&p, LEFT, top, rows[r][0]);
        put(&p, LEFT + 140, top, rows[r][1]);
    }
    p.top = top + PITCH;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "table_row |Name in report\tRelationship\n"
                "table_row |Child N\tSubject of the review\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(cells_half_a_line_off_do_not_share_a_line)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    int top = p.top + PITCH, step = 16;
    put_styled(&p, LEFT, top, BODY, true, false, "No.");
    put_styled(&p, LEFT + 120, top, BODY, true, false, "Category");
    put_styled(&p, LEFT + 360, top, BODY, true, false, "Subject");
    static const char *const rows[3][3] = {{"Family and", "workers", "What parents told"},
                                           {"Managers and", "systems", "Complaints made"},
                                           {"Answers to", "incidents", "Waiting for more"}};
    static const char *const numbers[3] = {"1", "2", "3"};
    top += 40;
    for (int r = 0; r < 3; r++, top += 3 * step) {
        put(&p, LEFT + 120, top, rows[r][0]);
        put(&p, LEFT, top + step / 2, numbers[r]);
        put(&p, LEFT + 360, top + step / 2, rows[r][2]);
        put(&p, LEFT + 120, top + step, rows[r][1]);
    }
    p.top = top + PITCH;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "table_row |No.\tCategory\tSubject\n"
                "table_row |1\tFamily and workers\tWhat parents told\n"
                "table_row |2\tManagers and systems\tComplaints made\n"
                "table_row |3\tAnswers to incidents\tWaiting for more\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(lines_of_a_cell_may_be_wider_apart_than_those_of_running_text)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    int top = p.top + PITCH, step = PITCH * 5 / 4;
    static const char *const rows[3][4] = {
        {"4/12/09", "Police", "A call was taken, and it was put", "on the file by an officer."},
        {"Oct 10", "School", "Mother came in the morning and was", "asked to come again."},
        {"Nov 10", "Health", "Nobody was at home when the nurse", "called in the lane."}};
    for (int r = 0; r < 3; r++, top += step * 2 + step / 8 + 1) {
        put(&p, LEFT + 320, top, rows[r][2]);
        put(&p, LEFT, top + step / 2, rows[r][0]);
        put(&p, LEFT + 150, top + step / 2, rows[r][1]);
        put(&p, LEFT + 320, top + step, rows[r][3]);
    }
    p.top = top + PITCH;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "table_row |4/12/09\tPolice\tA call was taken, and it was put on the file by an officer.\n"
                "table_row |Oct 10\tSchool\tMother came in the morning and was asked to come again.\n"
                "table_row |Nov 10\tHealth\tNobody was at home when the nurse called in the lane.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(cells_in_the_middle_of_their_rows_stay_in_them)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    int top = p.top + PITCH;
    put(&p, LEFT + 320, top, "What was");
    put(&p, LEFT, top + PITCH / 2, "Date");
    put(&p, LEFT + 150, top + PITCH / 2, "Agency");
    put(&p, LEFT + 320, top + PITCH, "done");
    top += 50;
    put(&p, LEFT + 320, top, "A visit was made to the");
    put(&p, LEFT + 150, top + PITCH / 2, "Health");
    put(&p, LEFT, top + PITCH, "4/12/09");
    put(&p, LEFT + 320, top + PITCH, "house in the lane, where");
    put(&p, LEFT + 150, top + PITCH * 3 / 2, "visitor");
    put(&p, LEFT + 320, top + PITCH * 2, "nobody was at home.");
    top += 70;
    put(&p, LEFT + 320, top, "A call was taken and put");
    put(&p, LEFT, top + PITCH / 2, "Oct 10");
    put(&p, LEFT + 150, top + PITCH / 2, "Police");
    put(&p, LEFT + 320, top + PITCH, "on the file.");
    top += 50;
    put(&p, LEFT, top, "Nov 10");
    put(&p, LEFT + 150, top, "School");
    put(&p, LEFT + 320, top, "Away.");
    p.top = top + PITCH;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "table_row |Date\tAgency\tWhat was done\n"
                "table_row |4/12/09\tHealth visitor\tA visit was made to the house in the lane, where nobody was at "
                "home.\n"
                "table_row |Oct 10\tPolice\tA call was taken and put on the file.\n"
                "table_row |Nov 10\tSchool\tAway.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(words_across_every_page_are_no_text)
{
    press p = begin();
    for (uint32_t number = 1; number <= 3; number++) {
        page(&p, number);
        put_styled(&p, 150, 240, 180, false, false, "DRAFT");
        heading(&p, 24, true, number == 1 ? "Health" : number == 2 ? "School" : "Police");
        filler(&p);
        filler(&p);
    }
    scrl_document *doc = finish(&p);
    ck_lacks(doc, "DRAFT");
    ck_has(doc, "heading1 |School\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(two_columns_are_read_one_after_the_other)
{
    press p = begin();
    page(&p, 1);
    put_styled(&p, LEFT, 100, 24, true, false, "A heading that runs over both of the columns of this page");
    for (int i = 0; i < 24; i++) {
        put(&p, LEFT, 150 + i * PITCH,
            i == 23 ? "and here the left side ends." : "left words go on and on for all of it");
        put(&p, 480, 150 + i * PITCH,
            i == 0 ? "Right begins here with the first line" : "right words go on and on for all of");
    }
    scrl_document *doc = finish(&p);
    ck_has(doc, "for all of it and here the left side ends.\n");
    ck_has(doc, "|Right begins here with the first line right words");
    scrl_document_free(doc);
}
END_TEST

/* Twelve paragraphs of two lines on each side of the middle; those on the right stand 'shift' lower. */
static scrl_document *two_sides(press *p, int shift)
{
    page(p, 1);
    for (int i = 0; i < 12; i++) {
        int top = 150 + i * PITCH * 3;
        put(p, LEFT, top, "The left side says what each of the");
        put(p, LEFT, top + PITCH, "agencies did about the plan of it.");
        put(p, 480, top + shift, "The right side says what came of it");
        put(p, 480, top + shift + PITCH, "and who was told of it in the end.");
    }
    return finish(p);
}

START_TEST(gaps_at_one_height_on_both_sides_are_those_of_rows)
{
    press p = begin();
    scrl_document *doc = two_sides(&p, 0);
    ck_has(doc,
           "table_row |The left side says what each of the agencies did about the plan of it.\tThe right side says "
           "what came of it and who was told of it in the end.\n");
    ck_lacks(doc, "paragraph |The right side");
    scrl_document_free(doc);
}
END_TEST

START_TEST(gaps_at_other_heights_are_those_of_two_columns)
{
    press p = begin();
    scrl_document *doc = two_sides(&p, PITCH + PITCH / 2);
    ck_has(doc, "paragraph |The left side says what each of the agencies did about the plan of it.\n");
    ck_has(doc, "paragraph |The right side says what came of it and who was told of it in the end.\n");
    ck_lacks(doc, "table_row |The left");
    scrl_document_free(doc);
}
END_TEST

/* A page in two columns of running text. */
static void two_columns(press *p, uint32_t number)
{
    page(p, number);
    for (int i = 0; i < 24; i++) {
        put(p, LEFT, 150 + i * PITCH,
            i == 23 ? "and here the left side ends." : "left words go on and on for all of it");
        put(p, 480, 150 + i * PITCH, i == 23 ? "and here the right ends." : "right words go on and on for all of");
    }
}

START_TEST(columns_are_read_one_after_the_other_where_one_holds_a_table)
{
    press p = begin();
    two_columns(&p, 1);
    two_columns(&p, 2);
    page(&p, 3);
    for (int i = 0; i < 20; i++) {
        put(&p, LEFT, 150 + i * 40, "12.03.19");
        put(&p, LEFT + 100, 150 + i * 40, i == 19 ? "Last visit" : "Home visit");
        put(&p, LEFT + 220, 150 + i * 40, "No reply");
    }
    for (int i = 0; i < 40; i++)
        put(&p, 480, 150 + i * PITCH,
            i == 0 ? "Right begins here with the first line" : "right words go on and on for all of");
    scrl_document *doc = finish(&p);
    ck_has(doc,
           "table_row |12.03.19\tLast visit\tNo reply\nparagraph |Right begins here with the first line right words");
    scrl_document_free(doc);
}
END_TEST

START_TEST(short_last_page_is_read_in_the_columns_of_the_others)
{
    press p = begin();
    two_columns(&p, 1);
    two_columns(&p, 2);
    page(&p, 3);
    put(&p, LEFT, 150, "At the end stands one more paragraph");
    put(&p, LEFT, 150 + PITCH, "of two lines.");
    put(&p, 480, 150, "It stands in two columns, as do the");
    put(&p, 480, 150 + PITCH, "pages before.");
    scrl_document *doc = finish(&p);
    ck_has(doc, "At the end stands one more paragraph of two lines.");
    ck_has(doc, "It stands in two columns, as do the pages before.");
    scrl_document_free(doc);
}
END_TEST

START_TEST(heading_beside_a_gap_between_paragraphs_stays_in_its_column)
{
    press p = begin();
    page(&p, 1);
    for (int i = 0; i < 26; i++) {
        if (i == 17)
            put_styled(&p, LEFT, 150 + i * PITCH, 18, true, false, "Why it matters");
        else if (i != 16)
            put(&p, LEFT, 150 + i * PITCH,
                i == 18   ? "Under it these words go on for all of"
                : i == 15 ? "these words end."
                          : "left words go on and on for all of it");
        if (i != 17)
            put(&p, 480, 150 + i * PITCH,
                i == 16   ? "these words end."
                : i == 18 ? "Then the others go on for all of it"
                          : "right words go on and on for all of");
    }
    scrl_document *doc = finish(&p);
    ck_has(doc,
           "these words end.\nheading1 |Why it matters\nparagraph |Under it these words go on for all of left words");
    ck_has(doc, "these words end.\nparagraph |Then the others go on for all of it right words");
    scrl_document_free(doc);
}
END_TEST

START_TEST(contents_page_gives_no_headings)
{
    press p = begin();
    page(&p, 1);
    put_styled(&p, LEFT, 120, 24, true, false, "Contents");
    put(&p, LEFT, 180, "1 Introduction ............................ 2");
    put(&p, LEFT, 200, "2 FINDINGS");
    put(&p, 700, 200, "4");
    put(&p, LEFT, 220, "Glossary ............................ xi");
    page(&p, 2);
    heading(&p, 24, true, "1 Introduction");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "paragraph |Contents\nparagraph |1 Introduction 2\nparagraph |2 FINDINGS 4\nparagraph |Glossary "
                "xi\nheading1 1|Introduction\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(footnotes_are_kept_apart_and_their_marks_dropped)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    paragraph(&p, "They were guided by the protocol");
    put_styled(&p, LEFT + 256, p.top - PITCH - 1, 9, false, false, "7");
    put(&p, LEFT + 262, p.top - PITCH, " of the board.");
    filler(&p);
    put_styled(&p, LEFT, 1000, 12, false, false, "7 A protocol of the year before.");
    scrl_document *doc = finish(&p);
    ck_has(doc, "|They were guided by the protocol of the board.\n");
    ck_has(doc, "footnote 7|A protocol of the year before.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(footnote_between_two_pages_keeps_to_itself)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    paragraph(&p, "The health visitor rang again and then went to see the family with a colleague of hers from");
    put_styled(&p, LEFT, 1000, 9, false, false, "1");
    put(&p, LEFT + 10, 1002, " A note that is set in the size of the text.");
    page(&p, 2);
    p.top = 140;
    line(&p, "the school, who knew the children well.");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "a colleague of hers from the school, who knew the children well.\n"
                "footnote 1|A note that is set in the size of the text.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(lines_set_wide_apart_stay_together)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += 2 * PITCH;
    static const char *const box[] = {
        "Learning point: when a parent moves to another town the people who know them best may",
        "work somewhere else, and the systems of neither town expect them to be in touch. Consent",
        "was treated as a bar. It never was."};
    for (int i = 0; i < 3; i++)
        put(&p, LEFT + 20, p.top + i * 38, box[i]);
    scrl_document *doc = finish(&p);
    ck_has(doc, "|Learning point: when a parent moves to another town the people who know them best may work somewhere "
                "else, and the "
                "systems of neither town expect them to be in touch. Consent was treated as a bar. It never was.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(title_without_a_cover_page_is_found)
{
    press p = begin();
    page(&p, 1);
    put_styled(&p, 200, 60, 18, true, false, "Anywhere Safeguarding Partnership");
    put_styled(&p, 200, 100, 30, true, false, "Review of Child Z");
    heading(&p, 22, true, "Introduction");
    filler(&p);
    heading(&p, 22, true, "Findings");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "paragraph |Anywhere Safeguarding Partnership\nheading0 |Review of Child Z\nheading1 |Introduction\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(hyphens_at_line_ends_stay_or_go_as_the_word_needs)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    paragraph(&p, "There were multi-agency meetings, and the assessment was good. They held one more multi-");
    line(&p, "agency meeting and wrote one more assess-");
    line(&p, "ment of the home.");
    scrl_document *doc = finish(&p);
    ck_has(doc, "one more multi-agency meeting and wrote one more assessment of the home.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(nonsense_boxes_do_no_harm)
{
    press p = begin();
    page(&p, 1);
    for (int i = 0; i < 60; i++) {
        scrl__piece piece = {.left = i * 7919 % 4000 - 2000,
                             .right = -5,
                             .top = INT32_MIN / 4,
                             .bottom = i,
                             .size = i * 100 - 300,
                             .text = "word \xff",
                             .len = 6};
        scrl__layout_piece(p.layout, &piece);
    }
    scrl_document *doc = finish(&p);
    ck_assert_uint_gt(scrl_document_block_count(doc), 0);
    scrl_document_free(doc);
}
END_TEST

START_TEST(text_up_the_margin_does_not_tie_lines_together)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    scrl__piece upright = {.left = 850,
                           .top = p.top - 3 * PITCH,
                           .right = 850,
                           .bottom = p.top,
                           .size = BODY,
                           .text = "The report",
                           .len = 10};
    scrl__layout_piece(p.layout, &upright);
    filler(&p);
    scrl_document *doc = finish(&p);
    scrl_block last = SCRL_BLOCK_INIT;
    ck_assert_uint_eq(scrl_document_block_count(doc), 3);
    scrl_document_block(doc, 2, &last);
    ck_assert_uint_eq(last.end - last.start, 10);
    scrl_document_free(doc);
}
END_TEST

START_TEST(lines_of_a_cell_stay_in_one_row_without_space_between_rows)
{
    static const char *const cells[][2] = {{"Exercise of the north", "To see how the service in the"},
                                           {"region and its towns", "town would stand it when all"},
                                           {"in the winter", "of its people were ill."},
                                           {"Exercise of the south", "To see how the schools of the"},
                                           {"region", "region would stay open."}};
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += 2 * PITCH;
    for (size_t i = 0; i < 5; i++) {
        put(&p, LEFT, p.top, cells[i][0]);
        put(&p, LEFT + 300, p.top, cells[i][1]);
        p.top += PITCH;
    }
    scrl_document *doc = finish(&p);
    const char *outline = made_outline(doc);
    ck_assert_ptr_nonnull(strstr(outline,
                                 "table_row |Exercise of the north region and its towns in the winter\tTo see how "
                                 "the service in the town would stand it when all of its people were ill.\n"));
    ck_assert_ptr_nonnull(strstr(outline,
                                 "table_row |Exercise of the south region\tTo see how the schools of the region "
                                 "would stay open.\n"));
    scrl_document_free(doc);
}
END_TEST

START_TEST(a_signature_and_its_date_are_no_headings)
{
    press p = begin();
    page(&p, 1);
    heading(&p, 24, true, "Introduction");
    filler(&p);
    filler(&p);
    heading(&p, BODY, true, "Dame Ann Writer");
    heading(&p, BODY, true, "18 July 2024");
    heading(&p, 24, true, "Findings");
    filler(&p);
    scrl_document *doc = finish(&p);
    const char *outline = made_outline(doc);
    ck_assert_ptr_nonnull(strstr(outline, "paragraph |Dame Ann Writer\nparagraph |18 July 2024\nheading"));
    scrl_document_free(doc);
}
END_TEST

START_TEST(heading_over_both_columns_parts_them)
{
    press p = begin();
    page(&p, 1);
    for (int half = 0; half < 2; half++) {
        int top = half == 0 ? 100 : 520;
        put_styled(&p, LEFT, top, 24, true, false, half == 0 ? "Who she was" : "What they saw");
        for (int i = 0; i < 14; i++) {
            put(&p, LEFT, top + 60 + i * PITCH,
                i == 13 ? "the left ends here." : "left words go on and on for all of it");
            put(&p, 480, top + 60 + i * PITCH,
                i == 0    ? "Right begins here with the first line"
                : i == 13 ? "the right ends here."
                          : "right words go on and on for all of");
        }
    }
    scrl_document *doc = finish(&p);
    const char *outline = made_outline(doc);
    const char *second = strstr(outline, "heading1 |What they saw\n");
    ck_assert_ptr_nonnull(second);
    ck_assert_ptr_nonnull(strstr(outline, "the right ends here.\nheading1 |What they saw\n"));
    ck_assert_msg(strstr(second, "the left ends here.\n") != NULL, "%s", outline);
    scrl_document_free(doc);
}
END_TEST

START_TEST(rows_without_space_between_are_told_apart_under_a_header_run_together)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    put_styled(&p, LEFT, p.top, BODY, true, false, "Family member Age then");
    static const char *const rows[][2] = {
        {"Ann", "8"}, {"Bo, sister", "13"}, {"Mrs C, mother", "41"}, {"Mr C, father", "44"}};
    for (int i = 0; i < 4; i++) {
        put(&p, LEFT, p.top + (i + 1) * PITCH, rows[i][0]);
        put(&p, LEFT + 140, p.top + (i + 1) * PITCH, rows[i][1]);
    }
    scrl_document *doc = finish(&p);
    ck_has(doc,
           "table_row |Ann\t8\ntable_row |Bo, sister\t13\ntable_row |Mrs C, mother\t41\ntable_row |Mr C, father\t44\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(cell_goes_on_under_its_text_where_a_number_leads)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    static const char *const rows[][2] = {{"1 Parents as carers", "Interaction"},
                                          {"2 Discharge after non-", "Tools"},
                                          {"3 Two kinds of work", "Systems"}};
    for (int i = 0; i < 3; i++) {
        put(&p, LEFT, p.top + i * 60, rows[i][0]);
        put(&p, LEFT + 240, p.top + i * 60, rows[i][1]);
        if (i == 1)
            put(&p, LEFT + 20, p.top + i * 60 + PITCH, "attendance");
    }
    scrl_document *doc = finish(&p);
    ck_has(doc, "table_row |2 Discharge after non-attendance\tTools\ntable_row |3 Two kinds of work\tSystems\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(cell_goes_on_under_its_text_where_a_label_leads_and_other_cells_go_on)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    static const char *const rows[][2] = {{"R1 That the form be changed", "Board"},
                                          {"R2 That one record of each", "Health"},
                                          {"R3 That calls be returned", "Police"}};
    for (int i = 0; i < 3; i++) {
        put(&p, LEFT, p.top + i * 80, rows[i][0]);
        put(&p, LEFT + 300, p.top + i * 80, rows[i][1]);
    }
    put(&p, LEFT + 24, p.top + 80 + PITCH, "family be kept in one");
    put(&p, LEFT + 300, p.top + 80 + PITCH, "board");
    put(&p, LEFT + 24, p.top + 80 + PITCH * 2, "place and be read");
    p.top += 3 * 80;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc,
           "table_row |R1 That the form be changed\tBoard\ntable_row |R2 That one record of each family be kept in "
           "one place and be read\tHealth board\ntable_row |R3 That calls be returned\tPolice\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(large_heading_goes_on_over_more_space_where_its_next_word_had_no_room)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += 3 * PITCH;
    put_styled(&p, LEFT, p.top, 26, true, false, "THE PART THAT FRIENDS, NEIGHBOURS AND COLLEAGUES HAD");
    put_styled(&p, LEFT, p.top + 46, 26, true, false, "AND WHAT WAS KNOWN");
    p.top += 46 + 26 + PITCH;
    filler(&p);
    heading(&p, 26, true, "A SHORT ONE");
    heading(&p, 26, true, "ITS PART");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "|THE PART THAT FRIENDS, NEIGHBOURS AND COLLEAGUES HAD AND WHAT WAS KNOWN\n");
    ck_has(doc, "|A SHORT ONE\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(words_of_two_columns_are_cut_apart)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    int top = p.top;
    filler(&p);
    p.top += PITCH;
    top = p.top;
    put(&p, LEFT, top, "Name Home");
    put(&p, LEFT, top + 40, "Ann");
    put(&p, LEFT + 46, top + 40, "North");
    put(&p, LEFT, top + 80, "Bo");
    put(&p, LEFT + 46, top + 80, "South");
    put(&p, LEFT, top + 120, "Cy");
    put(&p, LEFT + 46, top + 120, "West");
    const scrl__word_box words[] = {{LEFT, top, LEFT + 32, top + 18}, {LEFT + 46, top, LEFT + 72, top + 18}};
    ck_assert(scrl__layout_page_has_columns(p.layout, 0));
    ck_assert_int_eq(scrl__layout_cut(p.layout, 0, words, 2), 0);
    scrl_document *doc = finish(&p);
    ck_has(doc, "table_row |Name\tHome\ntable_row |Ann\tNorth\ntable_row |Bo\tSouth\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(running_text_has_no_columns_to_cut)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    filler(&p);
    ck_assert(!scrl__layout_page_has_columns(p.layout, 0));
    scrl_document_free(finish(&p));
}
END_TEST

START_TEST(landscape_pages_do_not_break_the_paragraphs_of_others)
{
    press p = begin();
    for (uint32_t n = 1; n < 4; n++) {
        page(&p, n);
        filler(&p);
        filler(&p);
    }
    for (uint32_t n = 4; n < 6; n++) {
        scrl__layout_page(p.layout, n, HEIGHT, WIDTH);
        for (int i = 0; i < 6; i++) {
            put(&p, LEFT, 120 + i * 40, n == 4 ? "May" : "June");
            put(&p, 300, 120 + i * 40,
                "The health visitor came to see the family at home and wrote down what was said that day at length");
        }
    }
    scrl_document *doc = finish(&p);
    ck_has(doc, "paragraph |The agencies met and talked about the plan for the family and they wrote down all that "
                "each of them had seen and heard,");
    ck_has(doc, "table_row |June\tThe health visitor came");
    ck_assert_uint_eq(scrl_document_block_count(doc), 6 + 12);
    scrl_document_free(doc);
}
END_TEST

START_TEST(labels_that_are_counted_through_leave_the_text)
{
    static const char *const items[] = {"R1 The board should ask each agency to show what it has done.",
                                        "R2 The trust should weigh each child who comes to the clinic.",
                                        "R3 The police should write down who was seen, and where.",
                                        "SW1 Wrote to the family in the spring, and then again later.",
                                        "SW2 Came to the house in the summer, when nobody was there.",
                                        "SW3 Took over from both of them in the autumn of that year."};
    press p = begin();
    page(&p, 1);
    filler(&p);
    for (size_t i = 0; i < 6; i++)
        paragraph(&p, items[i]);
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "paragraph R1|The board should ask");
    ck_has(doc, "paragraph R3|The police should write");
    ck_has(doc, "paragraph |SW2 Came to the house");
    scrl_document_free(doc);
}
END_TEST

START_TEST(bold_heading_that_fills_its_line_is_a_heading)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    put_styled(&p, LEFT, p.top, BODY, true, false,
               "Was there enough known before the birth to justify an assessment of the home that winter");
    p.top += PITCH;
    line(&p, "The agencies met and talked about the plan for the family and they wrote down all that each");
    line(&p, "of them had seen and heard.");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "heading1 |Was there enough known before the birth to justify an assessment of the home that winter\n"
                "paragraph |The agencies met");
    scrl_document_free(doc);
}
END_TEST

START_TEST(items_without_bullets_are_kept_apart)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    paragraph(&p, "The panel was asked to look at these matters:");
    p.top += PITCH;
    put(&p, LEFT + 40, p.top, "how well the agencies understood what the family had been saying to");
    put(&p, LEFT + 40, p.top + PITCH, "them;");
    put(&p, LEFT + 40, p.top + 2 * PITCH, "whether the plan was kept;");
    put(&p, LEFT + 40, p.top + 3 * PITCH, "what can be learned from it");
    p.top += 5 * PITCH;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "|how well the agencies understood what the family had been saying to them;\n");
    ck_has(doc, "|whether the plan was kept;\n");
    ck_has(doc, "|what can be learned from it\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(reference_hardly_smaller_than_its_word_is_dropped)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    paragraph(&p, "They were guided by the protocol");
    put_styled(&p, LEFT + 256, p.top - PITCH - 5, 13, false, false, "7");
    put(&p, LEFT + 263, p.top - PITCH, " of the board in all of it.");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "|They were guided by the protocol of the board in all of it.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(sub_headings_of_a_template_are_found_in_the_font_of_the_text)
{
    press p = begin();
    page(&p, 1);
    for (int i = 0; i < 3; i++) {
        heading(&p, 24, true, i == 0 ? "First finding" : i == 1 ? "Second finding" : "Third finding");
        filler(&p);
        paragraph(&p, "Why does it matter?");
        filler(&p);
    }
    scrl_document *doc = finish(&p);
    ck_assert_uint_eq(scrl_document_section_count(doc), 6);
    ck_has(doc, "heading2 |Why does it matter?\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(entries_of_the_contents_are_headings_in_any_font)
{
    press p = begin();
    page(&p, 1);
    put_styled(&p, LEFT, 120, 24, true, false, "Contents");
    put(&p, LEFT, 180, "Foreword ............................ 2");
    put(&p, LEFT, 200, "First thing to do: a plan for the winter ............. 2");
    page(&p, 2);
    heading(&p, 24, true, "Foreword");
    filler(&p);
    p.top += PITCH;
    paragraph(&p, "First thing to do: a plan for the winter");
    p.top += PITCH;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "heading2 |First thing to do: a plan for the winter\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(rows_that_are_counted_are_kept_apart_in_a_close_table)
{
    static const char *const cells[][2] = {{"1", "The weight that was given to an opinion"},
                                           {"2", "Two kinds of work with the one family"},
                                           {"3", "Teams without anyone to lead them on"}};
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += 2 * PITCH;
    for (size_t i = 0; i < 3; i++) {
        put(&p, LEFT, p.top, cells[i][0]);
        put(&p, LEFT + 60, p.top, cells[i][1]);
        put(&p, LEFT + 460, p.top, "Management of change");
        p.top += PITCH;
    }
    scrl_document *doc = finish(&p);
    ck_has(doc, "table_row |2\tTwo kinds of work with the one family\tManagement of change\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(caption_above_a_table_is_one_and_a_sentence_is_none)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    put_styled(&p, LEFT, p.top += PITCH, BODY, true, false, "Table 1: who wrote to the board");
    p.top += 2 * PITCH;
    for (int i = 0; i < 3; i++) {
        put(&p, LEFT, p.top, i == 0 ? "Agency" : i == 1 ? "Health" : "Police");
        put(&p, LEFT + 300, p.top, i == 0 ? "Report" : i == 1 ? "Full" : "Short");
        p.top += 2 * PITCH;
    }
    paragraph(&p, "Table 1 shows that two agencies wrote to the board.");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "caption |Table 1: who wrote to the board\ntable_row |Agency\tReport\n");
    ck_has(doc, "paragraph |Table 1 shows that two agencies wrote to the board.\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(small_print_beside_a_heading_stays_out_of_it)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    heading(&p, 24, true, "What we found");
    put_styled(&p, 640, p.top - 24 - PITCH + 8, 9, false, false, "Box A");
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_lacks(doc, "found\tBox");
    ck_lacks(doc, "found Box");
    scrl_document_free(doc);
}
END_TEST

START_TEST(sentence_with_a_reference_behind_it_is_no_heading)
{
    press p = begin();
    page(&p, 1);
    filler(&p);
    p.top += PITCH;
    put_styled(&p, LEFT, p.top, BODY, true, false, "That the plan be looked at again by the board. (113.7)");
    p.top += 2 * PITCH;
    filler(&p);
    scrl_document *doc = finish(&p);
    ck_has(doc, "paragraph |That the plan be looked at again by the board. (113.7)\n");
    scrl_document_free(doc);
}
END_TEST

START_TEST(empty_pages_give_an_empty_document)
{
    press p = begin();
    page(&p, 1);
    put(&p, LEFT, 100, " \t ");
    scrl_document *doc = finish(&p);
    ck_assert_uint_eq(scrl_document_block_count(doc), 0);
    scrl_document_free(doc);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("layout");
    tcase_add_test(tests, text_up_the_margin_does_not_tie_lines_together);
    tcase_add_test(tests, lines_of_a_cell_stay_in_one_row_without_space_between_rows);
    tcase_add_test(tests, a_signature_and_its_date_are_no_headings);
    tcase_add_test(tests, lines_are_joined_to_paragraphs);
    tcase_add_test(tests, headings_get_levels_from_number_and_size);
    tcase_add_test(tests, headings_without_numbers_stand_under_those_with_numbers_set_alike);
    tcase_add_test(tests, heading_on_two_lines_is_one_heading);
    tcase_add_test(tests, bold_sentence_is_no_heading);
    tcase_add_test(tests, title_is_the_largest_text_of_the_cover);
    tcase_add_test(tests, running_headers_footers_and_page_numbers_are_left_out);
    tcase_add_test(tests, repeated_heading_at_the_top_of_pages_stays);
    tcase_add_test(tests, paragraph_goes_on_over_the_page);
    tcase_add_test(tests, new_paragraph_on_a_new_page_stays_its_own);
    tcase_add_test(tests, printed_numbers_and_bullets_leave_the_text);
    tcase_add_test(tests, number_at_the_start_of_a_line_stays_in_its_sentence);
    tcase_add_test(tests, table_rows_keep_their_cells);
    tcase_add_test(tests, header_in_the_middle_of_its_columns_belongs_to_the_table);
    tcase_add_test(tests, cells_half_a_line_off_do_not_share_a_line);
    tcase_add_test(tests, lines_of_a_cell_may_be_wider_apart_than_those_of_running_text);
    tcase_add_test(tests, cells_in_the_middle_of_their_rows_stay_in_them);
    tcase_add_test(tests, words_across_every_page_are_no_text);
    tcase_add_test(tests, two_columns_are_read_one_after_the_other);
    tcase_add_test(tests, gaps_at_one_height_on_both_sides_are_those_of_rows);
    tcase_add_test(tests, gaps_at_other_heights_are_those_of_two_columns);
    tcase_add_test(tests, contents_page_gives_no_headings);
    tcase_add_test(tests, footnotes_are_kept_apart_and_their_marks_dropped);
    tcase_add_test(tests, footnote_between_two_pages_keeps_to_itself);
    tcase_add_test(tests, lines_set_wide_apart_stay_together);
    tcase_add_test(tests, title_without_a_cover_page_is_found);
    tcase_add_test(tests, hyphens_at_line_ends_stay_or_go_as_the_word_needs);
    tcase_add_test(tests, nonsense_boxes_do_no_harm);
    tcase_add_test(tests, heading_over_both_columns_parts_them);
    tcase_add_test(tests, columns_are_read_one_after_the_other_where_one_holds_a_table);
    tcase_add_test(tests, short_last_page_is_read_in_the_columns_of_the_others);
    tcase_add_test(tests, heading_beside_a_gap_between_paragraphs_stays_in_its_column);
    tcase_add_test(tests, rows_without_space_between_are_told_apart_under_a_header_run_together);
    tcase_add_test(tests, cell_goes_on_under_its_text_where_a_number_leads);
    tcase_add_test(tests, cell_goes_on_under_its_text_where_a_label_leads_and_other_cells_go_on);
    tcase_add_test(tests, large_heading_goes_on_over_more_space_where_its_next_word_had_no_room);
    tcase_add_test(tests, words_of_two_columns_are_cut_apart);
    tcase_add_test(tests, running_text_has_no_columns_to_cut);
    tcase_add_test(tests, landscape_pages_do_not_break_the_paragraphs_of_others);
    tcase_add_test(tests, labels_that_are_counted_through_leave_the_text);
    tcase_add_test(tests, bold_heading_that_fills_its_line_is_a_heading);
    tcase_add_test(tests, items_without_bullets_are_kept_apart);
    tcase_add_test(tests, reference_hardly_smaller_than_its_word_is_dropped);
    tcase_add_test(tests, sub_headings_of_a_template_are_found_in_the_font_of_the_text);
    tcase_add_test(tests, entries_of_the_contents_are_headings_in_any_font);
    tcase_add_test(tests, rows_that_are_counted_are_kept_apart_in_a_close_table);
    tcase_add_test(tests, caption_above_a_table_is_one_and_a_sentence_is_none);
    tcase_add_test(tests, small_print_beside_a_heading_stays_out_of_it);
    tcase_add_test(tests, sentence_with_a_reference_behind_it_is_no_heading);
    tcase_add_test(tests, empty_pages_give_an_empty_document);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
