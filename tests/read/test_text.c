/* test_text.c - plain text, typed or printed from a page, as a reader sees it. */
#include "made.h"

static void check(const char *bytes, size_t len, const char *outline)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.txt", bytes, len);
    ck_assert_str_eq(made_outline(doc), outline);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}

static void check_text(const char *text, const char *outline)
{
    check(text, strlen(text), outline);
}

static const char long_paragraph[] = "On the first day of the month the team met at the school and talked about the "
                                     "plan for the family at great length, and then they wrote to "
                                     "the doctor, who had asked them for their view of the matter some weeks before.";

START_TEST(wrapped_lines_are_one_paragraph)
{
    check_text("The agencies met and talked about the plan for the\r\nfamily, and then they wrote down what each of "
               "them\r\nhad seen.\r\n\r\n"
               "A second paragraph follows the first one here, and it\r\nis shorter.\r\n",
               "paragraph |The agencies met and talked about the plan for the family, and then they wrote down what "
               "each of them had seen.\n"
               "paragraph |A second paragraph follows the first one here, and it is shorter.\n");
}
END_TEST

START_TEST(blank_line_ends_a_paragraph_however_short_all_of_them_are)
{
    check_text("One short line.\n\nAnother one.\n", "paragraph |One short line.\nparagraph |Another one.\n");
    check_text("The board met in time.\n\nActions were agreed in good time.\n\nRECOMMENDATIONS\n\n"
               "The board should act.\n\nThe trust should act too.\n",
               "paragraph |The board met in time.\nparagraph |Actions were agreed in good time.\n"
               "heading1 |RECOMMENDATIONS\n"
               "paragraph |The board should act.\nparagraph |The trust should act too.\n");
    check_text("Findings\n\nStaff did not ask about the home.\n\nNobody asked him.\n\nRecommendations\n\n"
               "1. The board should act.\n\n2. The trust should act.\n",
               "heading1 |Findings\nparagraph |Staff did not ask about the home.\nparagraph |Nobody asked him.\n"
               "heading1 |Recommendations\nlist_item 1|The board should act.\nlist_item 2|The trust should act.\n");
}
END_TEST

START_TEST(line_in_capitals_close_under_a_sentence_is_a_heading)
{
    check_text("FINDINGS\nThe worker did not ask.\nRECOMMENDATIONS\nThe board should act in good time.\n",
               "heading1 |FINDINGS\nparagraph |The worker did not ask.\n"
               "heading1 |RECOMMENDATIONS\nparagraph |The board should act in good time.\n");
}
END_TEST

START_TEST(double_spaced_text_runs_on)
{
    check_text("The first paragraph of this text\n\nis double spaced so that every\n\nline stands apart from the "
               "next\n\none and the paragraph runs on.\n",
               "paragraph |The first paragraph of this text is double spaced so that every line stands apart from the "
               "next one and the paragraph runs on.\n");
}
END_TEST

START_TEST(signs_before_headings_show_their_levels)
{
    check_text("# Serious case review\n\n## Findings ##\nStaff did not ask.\n\n- One thing.\n- Another.\n\n"
               "### THE TRUST\n\nIt should act.\n\n## Method\n\nWe met.\n",
               "heading0 |Serious case review\nheading1 |Findings\nparagraph |Staff did not ask.\n"
               "list_item -|One thing.\nlist_item -|Another.\nheading2 |THE TRUST\nparagraph |It should act.\n"
               "heading1 |Method\nparagraph |We met.\n");
    check_text("#hashtag is text\n", "paragraph |#hashtag is text\n");
}
END_TEST

START_TEST(long_lines_are_paragraphs_of_their_own)
{
    scrl__str text = SCRL__STR_INIT, outline = SCRL__STR_INIT;
    scrl__str_addf(
        &text, "REPORT TO PREVENT HARM\n\nRef: 12\nDate of report: 3 May\n\nWHAT HAPPENED\n\n%s\n\n1) %s\n\na) %s\n",
        long_paragraph, long_paragraph, long_paragraph);
    scrl__str_addf(&outline,
                   "heading0 |REPORT TO PREVENT HARM\nparagraph |Ref: 12\nparagraph |Date of report: 3 May\nheading1 "
                   "|WHAT HAPPENED\n"
                   "paragraph |%s\nlist_item 1)|%s\nlist_item a)|%s\n",
                   long_paragraph, long_paragraph, long_paragraph);
    check(text.data, text.len, scrl__str_text(&outline));
    scrl__str_free(&text);
    scrl__str_free(&outline);
}
END_TEST

/* A page as a layout-keeping printer of PDF files writes it. */
#define PAGE(number, body)                                                                                             \
    "The Board                                       Report on Child Z\n\n\n\n" body                                   \
    "\n\n\nIn confidence                      Page " number " of 4\n\f"

START_TEST(printed_pages_lose_their_headers_and_keep_their_numbers)
{
    scrl_context *ctx = made_context();
    static const char text[] = PAGE("1", " 1 INTRODUCTION\n 1.1    The agencies met and talked about the plan for the "
                                         "family\n        and then they wrote down what they had all seen and\n"
                                         "        heard.\n\n General Practice\n\n 1.2    The doctor did not know of "
                                         "the plan, and he had not been\n        asked to come to any of the")
        PAGE("2", "        meetings that were held.\n\n 2 FINDINGS\n 2.1    There was one finding. It was about the "
                  "plan and the family\n        and the doctor.\n")
            PAGE("3", " 2.2    There were no others, because nobody had asked for any others\n        to be made.\n")
                PAGE("4", " 2.3    The end of the report is here, on the last of the four pages\n        of it.\n");
    scrl_document *doc = made_read(ctx, "a.txt", text, sizeof(text) - 1);
    ck_assert_str_eq(made_outline(doc),
                     "heading1 1|INTRODUCTION\n"
                     "paragraph 1.1|The agencies met and talked about the plan for the family and then they wrote down "
                     "what they had all seen and heard.\n"
                     "heading2 |General Practice\n"
                     "paragraph 1.2|The doctor did not know of the plan, and he had not been asked to come to any of "
                     "the meetings that were held.\n"
                     "heading1 2|FINDINGS\n"
                     "paragraph 2.1|There was one finding. It was about the plan and the family and the doctor.\n"
                     "paragraph 2.2|There were no others, because nobody had asked for any others to be made.\n"
                     "paragraph 2.3|The end of the report is here, on the last of the four pages of it.\n");
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    ck_assert_int_eq(scrl_document_info_get(doc, &info), 0);
    ck_assert_uint_eq(info.pages, 4);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(typed_columns_become_table_rows)
{
    check_text("The table shows who wrote to the board and what about in that year.\n\n"
               "Agency              Report\nHealth              Full\nPolice              Short\n",
               "paragraph |The table shows who wrote to the board and what about in that year.\n"
               "table_row |Agency\tReport\ntable_row |Health\tFull\ntable_row |Police\tShort\n");
}
END_TEST

START_TEST(rows_of_a_typed_table_begin_where_a_column_has_text_again)
{
    check_text("The panel asked these agencies for a report, and all of them had sent one by the end of the year.\n\n"
               "  Agency                         Report        Checked by\n"
               "  Children's Social Care and     Full          Assistant Director,\n"
               "  Early Help                                   Safeguarding\n"
               "  Harbour (drugs and alcohol,    Full          Head of Operations\n"
               "  voluntary sector)\n"
               "  Borough Constabulary           Full          Detective Superintendent\n"
               "  Homes                          Short         Manager\n\n"
               "The reports were of different lengths, and two of them were sent back to those who had written them.\n",
               "paragraph |The panel asked these agencies for a report, and all of them had sent one by the end of the "
               "year.\n"
               "table_row |Agency\tReport\tChecked by\n"
               "table_row |Children's Social Care and Early Help\tFull\tAssistant Director, Safeguarding\n"
               "table_row |Harbour (drugs and alcohol, voluntary sector)\tFull\tHead of Operations\n"
               "table_row |Borough Constabulary\tFull\tDetective Superintendent\n"
               "table_row |Homes\tShort\tManager\n"
               "paragraph |The reports were of different lengths, and two of them were sent back to those who had "
               "written them.\n");
}
END_TEST

START_TEST(typed_cells_in_the_middle_of_their_rows_are_kept_together)
{
    check_text("The panel asked these agencies for a report, and all of them had sent one by the end of the year.\n\n"
               "      Date        Agency                     Event\n\n"
               "                                 Child born at 37 weeks. Treated\n"
               "     2/1/08      Hospital\n"
               "                                        for nine days.\n\n"
               "                                 Discharge home. No meeting was\n"
               "    14/1/08    Hospital / HV\n"
               "                                             held.\n\n"
               "                                   Home visit at the second\n"
               "                   HV\n"
               "     7/5/08                                address.\n\n"
               "    The reports were of different lengths, and two of them were sent back to those who had written\n"
               "them.\n",
               "paragraph |The panel asked these agencies for a report, and all of them had sent one by the end of the "
               "year.\n"
               "table_row |Date\tAgency\tEvent\n"
               "table_row |2/1/08\tHospital\tChild born at 37 weeks. Treated for nine days.\n"
               "table_row |14/1/08\tHospital / HV\tDischarge home. No meeting was held.\n"
               "table_row |7/5/08\tHV\tHome visit at the second address.\n"
               "paragraph |The reports were of different lengths, and two of them were sent back to those who had "
               "written them.\n");
}
END_TEST

START_TEST(header_and_figures_of_a_typed_table_are_rows)
{
    check_text("The findings of this review are of five kinds, and each of them is followed by what it rests on.\n\n"
               "                                              Kind of\n"
               "          Finding                             finding\n"
               "    1     Parents as expert carers            Family\n"
               "    2     Letters after a missed visit        Tools\n"
               "    3     Teams without a leader              Management\n\n"
               "4    Remarks\nThe family told us what they thought of each of the findings, and we have put it down "
               "below.\n",
               "paragraph |The findings of this review are of five kinds, and each of them is followed by what it "
               "rests on.\n"
               "table_row |\tFinding\tKind of finding\ntable_row |1\tParents as expert carers\tFamily\n"
               "table_row |2\tLetters after a missed visit\tTools\ntable_row |3\tTeams without a leader\tManagement\n"
               "heading1 4|Remarks\n"
               "paragraph |The family told us what they thought of each of the findings, and we have put it down "
               "below.\n");
}
END_TEST

START_TEST(headings_are_found_in_text_without_blank_lines)
{
    check_text(
        "Who was the child?\nThe child was funny, and everybody who was asked for this report said so\nwithout being "
        "asked to. She kept "
        "snails.\nHer parents parted when she was six, and her mother worked at night in the\nyear that "
        "followed.\nWhat happened, and "
        "when?\nIn the first school the child was said to be bright and a worrier by those\nwho taught her.\n",
        "heading1 |Who was the child?\n"
        "paragraph |The child was funny, and everybody who was asked for this report said so without being asked to. "
        "She kept snails.\n"
        "paragraph |Her parents parted when she was six, and her mother worked at night in the year that followed.\n"
        "heading1 |What happened, and when?\n"
        "paragraph |In the first school the child was said to be bright and a worrier by those who taught her.\n");
}
END_TEST

/* A paragraph for what needs text below it. */
#define PROSE                                                                                                          \
    "It took eleven weeks for the first visit to be made, and in that\ntime the family moved to another town twice.\n"
#define PROSE_OUT                                                                                                      \
    "paragraph |It took eleven weeks for the first visit to be made, and in that time the family moved to another "    \
    "town twice.\n"

START_TEST(numbers_that_run_on_are_headings_and_lists_stay_lists)
{
    check_text(
        "1. Introduction\n\n" PROSE "\n2. Findings\n\n" PROSE "\n2.1 Analysis\n\n" PROSE
        "\nThree things were needed:\n\n1. A named worker.\n2. A plan.\n3. A date.\n\n3. Recommendations\n\n"
        "1. The Board should ask each agency to show what it has done with\nthe lessons of this review.\n\n"
        "2. The Trust should weigh every child who comes to the clinic.\n",
        "heading1 1|Introduction\n" PROSE_OUT "heading1 2|Findings\n" PROSE_OUT "heading2 2.1|Analysis\n" PROSE_OUT
        "paragraph |Three things were needed:\nlist_item 1|A named worker.\nlist_item 2|A plan.\n"
        "list_item 3|A date.\nheading1 3|Recommendations\n"
        "list_item 1|The Board should ask each agency to show what it has done with the lessons of this review.\n"
        "list_item 2|The Trust should weigh every child who comes to the clinic.\n");
}
END_TEST

START_TEST(underlined_lines_are_headings_of_two_levels)
{
    check_text("Learning Review\n===============\n\nBackground\n----------\n\n" PROSE
               "\nWhat we learned\n---------------\n\n" PROSE,
               "heading1 |Learning Review\nheading2 |Background\n" PROSE_OUT "heading2 |What we learned\n" PROSE_OUT);
}
END_TEST

START_TEST(letters_and_mails_have_no_headings)
{
    check_text("From: Ann Worker\nTo: Bob Manager\nSubject: Child Q\n\nDear Bob\n\n" PROSE
               "\nPlease could you:\n1. Ring the school\n2. Send the form\n\nMany thanks\n\nAnn\nTeam 4\n",
               "paragraph |From: Ann Worker\nparagraph |To: Bob Manager\nparagraph |Subject: Child Q\n"
               "paragraph |Dear Bob\n" PROSE_OUT "paragraph |Please could you:\nlist_item 1|Ring the school\n"
               "list_item 2|Send the form\nparagraph |Many thanks\nparagraph |Ann\nparagraph |Team 4\n");
}
END_TEST

START_TEST(statements_without_a_stop_are_no_headings)
{
    check_text("CONCLUSION\n\nThe death was contributed to by neglect\n\n" PROSE "\nII Another disorder\n\n" PROSE,
               "heading0 |CONCLUSION\nparagraph |The death was contributed to by neglect\n" PROSE_OUT
               "paragraph |II Another disorder\n" PROSE_OUT);
}
END_TEST

START_TEST(headings_that_come_again_are_found_without_space_around_them)
{
    static const char again[] = "How did this show in the case\n" PROSE;
    char text[2048], outline[2048];
    snprintf(text, sizeof(text), "%s%s%s\n%s", again, again, again, PROSE);
    snprintf(outline, sizeof(outline), "%s%s%s%s", "heading1 |How did this show in the case\n" PROSE_OUT,
             "heading1 |How did this show in the case\n" PROSE_OUT,
             "heading1 |How did this show in the case\n" PROSE_OUT, PROSE_OUT);
    check_text(text, outline);
}
END_TEST

START_TEST(line_in_the_middle_of_its_column_is_a_heading)
{
    check_text("    The board heard of the family in the spring, and it asked for a review in\n"
               "the summer.\n\n"
               "                       What the board was told\n\n"
               "    The agencies met and talked about the plan for the family, and they wrote\n"
               "down what each of them had seen (as the board had asked them to do)\n\n"
               "                             The meetings\n\n"
               "    There were three meetings in the spring and the doctor came to one of the\n"
               "three, at which he spoke.\n\n"
               "          Was there enough known before the birth of the second child?\n"
               "    There was, and the midwife had written it all down in the notes that she\n"
               "kept.\n",
               "paragraph |The board heard of the family in the spring, and it asked for a review in the summer.\n"
               "heading1 |What the board was told\n"
               "paragraph |The agencies met and talked about the plan for the family, and they wrote down what each of "
               "them had seen (as the board had asked them to do)\n"
               "heading1 |The meetings\n"
               "paragraph |There were three meetings in the spring and the doctor came to one of the three, at which "
               "he spoke.\n"
               "heading1 |Was there enough known before the birth of the second child?\n"
               "paragraph |There was, and the midwife had written it all down in the notes that she kept.\n");
}
END_TEST

START_TEST(lines_that_share_an_indent_are_no_centred_headings)
{
    check_text("The panel asked for these papers, and all of them were sent in good time by the board:\n\n"
               "               The chronology of the health visitor\n"
               "               The notes of the two meetings\n"
               "               The letters that were sent to the school\n\n"
               "The papers were read by the author and by the chair, and two of them were sent back.\n",
               "paragraph |The panel asked for these papers, and all of them were sent in good time by the board:\n"
               "list_item |The chronology of the health visitor\n"
               "list_item |The notes of the two meetings\n"
               "list_item |The letters that were sent to the school\n"
               "paragraph |The papers were read by the author and by the chair, and two of them were sent back.\n");
}
END_TEST

START_TEST(heading_in_larger_letters_was_broken_early)
{
    check_text("The agencies met and talked about the plan for the family, and then they wrote down what\n"
               "each of them had seen.\n\n\n"
               "Finding 1: Missed appointments are managed as an\n"
               "administrative event (and so\nit goes on)\n"
               "The service counts a child who is not brought as an adult who has chosen not to come, and\n"
               "sends a letter.\n\n\n"
               "Finding 2: The housing officers are not a part of\n"
               "the safeguarding system\n"
               "They see more homes than any other service and have no way to tell anybody what they see\n"
               "there.\n",
               "paragraph |The agencies met and talked about the plan for the family, and then they wrote down what "
               "each of them had seen.\n"
               "paragraph |Finding 1: Missed appointments are managed as an administrative event (and so it goes on)\n"
               "paragraph |The service counts a child who is not brought as an adult who has chosen not to come, and "
               "sends a letter.\n"
               "heading1 |Finding 2: The housing officers are not a part of the safeguarding system\n"
               "paragraph |They see more homes than any other service and have no way to tell anybody what they see "
               "there.\n");
}
END_TEST

START_TEST(heading_right_below_that_of_its_chapter_is_one)
{
    check_text("The agencies met and talked about the plan for the family, and then they wrote down what\n"
               "each of them had seen.\n\n"
               "2. Key episodes\nEpisode 1: The move (June to\nAugust)\n"
               "The family moved in the summer of the year, and nobody told the school where they had gone\n"
               "until the autumn.\n\n"
               "The school wrote to them twice, and it had no answer to either of the two letters that it\n"
               "had sent.\n",
               "paragraph |The agencies met and talked about the plan for the family, and then they wrote down what "
               "each of them had seen.\n"
               "heading1 2|Key episodes\nheading2 |Episode 1: The move (June to August)\n"
               "paragraph |The family moved in the summer of the year, and nobody told the school where they had gone "
               "until the autumn.\n"
               "paragraph |The school wrote to them twice, and it had no answer to either of the two letters that it "
               "had sent.\n");
}
END_TEST

START_TEST(what_the_contents_name_is_a_heading_on_two_lines_too)
{
    check_text(
        "Contents\n\n1. The involvement of family, friends and neighbours ........\n\n3\n\n2. Wider matters "
        "..............\n\n4\n\n\f1. The involvement of family,\n\nfriends and neighbours\n\n" PROSE
        "\n\f2. Wider matters\nNobody asked the school, which had known the family for many\nyears.\n",
        "paragraph |Contents\nparagraph |1. The involvement of family, friends and neighbours 3\n"
        "paragraph |2. Wider matters\nheading1 1|The involvement of family, friends and neighbours\n" PROSE_OUT
        "heading1 2|Wider matters\nparagraph |Nobody asked the school, which had known the family for many years.\n");
}
END_TEST

START_TEST(cells_printed_line_by_line_are_no_headings)
{
    check_text(PROSE "\nRelative\n\nAge\n\nSister\n\n8 years\n\nMother\n\n41 years\n\n" PROSE,
               PROSE_OUT "paragraph |Relative\nparagraph |Age\nparagraph |Sister\nparagraph |8 years\n"
                         "paragraph |Mother\nparagraph |41 years\n" PROSE_OUT);
}
END_TEST

START_TEST(a_bullet_on_a_line_of_its_own_belongs_to_the_next)
{
    check_text(PROSE "\n\xe2\x80\xa2\nHow will the Board know?\n\xe2\x80\xa2\nWhat would help the school?\n",
               PROSE_OUT "list_item \xe2\x80\xa2|How will the Board know?\n"
                         "list_item \xe2\x80\xa2|What would help the school?\n");
}
END_TEST

START_TEST(items_below_a_colon_are_kept_apart_where_a_line_is_full)
{
    check_text(
        "1.1    The Panel wished to draw attention to what was done well:\n\n"
        "         The first midwife, who told the second one on the same day and rang\n"
        "         the ward to see that she was there on each of the days that mattered.\n"
        "         The visitor, who kept clear records of what she saw.\n"
        "         The worker at the centre, who told others on the same morning.\n",
        "paragraph 1.1|The Panel wished to draw attention to what was done well:\n"
        "list_item |The first midwife, who told the second one on the same day and rang the ward to see that she "
        "was there on each of the days that mattered.\n"
        "list_item |The visitor, who kept clear records of what she saw.\n"
        "list_item |The worker at the centre, who told others on the same morning.\n");
}
END_TEST

START_TEST(cover_without_pages_gives_the_title_alone)
{
    check_text("SAFEGUARDING REVIEW\n\n'ROSE'\n\nReport by a writer for the partnership\n\nFinal version, June\n\n\n"
               "Why was this written?\n\n" PROSE "\n\nWho was Rose?\n\n" PROSE,
               "heading0 |SAFEGUARDING REVIEW\nparagraph |'ROSE'\nparagraph |Report by a writer for the partnership\n"
               "paragraph |Final version, June\nheading1 |Why was this written?\n" PROSE_OUT
               "heading1 |Who was Rose?\n" PROSE_OUT);
}
END_TEST

START_TEST(note_at_the_foot_of_a_page_is_a_footnote)
{
    check_text(
        "1. Introduction\n\nIt took eleven weeks for the first visit1 to be made, and in that\ntime the family moved "
        "to "
        "another town twice.\n\n1 A visit by two people, as the law\nasked at the time.\n\f2. Findings\n\n" PROSE,
        "heading1 1|Introduction\nparagraph |It took eleven weeks for the first visit to be made, and in that time "
        "the family moved to another town twice.\nfootnote 1|A visit by two people, as the law asked at the time.\n"
        "heading1 2|Findings\n" PROSE_OUT);
}
END_TEST

START_TEST(note_at_the_end_of_a_chapter_is_a_footnote)
{
    check_text(
        "The child is fed through a gastrostomy1 and talks, as those who know him say, at great length.\n\n"
        "The nurse came to see him twice in the month of May and again in the autumn of the year, and she\n"
        "wrote it all down.\n"
        "1 A tube that has been placed through the wall of the abdomen.\n\n"
        "2 Findings\n\n"
        "There was one finding, and it was about the plan and about those who had not been asked for it.\n",
        "paragraph |The child is fed through a gastrostomy and talks, as those who know him say, at great "
        "length.\n"
        "paragraph |The nurse came to see him twice in the month of May and again in the autumn of the year, and "
        "she wrote it all down.\n"
        "footnote 1|A tube that has been placed through the wall of the abdomen.\n"
        "heading1 2|Findings\n"
        "paragraph |There was one finding, and it was about the plan and about those who had not been asked "
        "for it.\n");
}
END_TEST

START_TEST(first_lines_set_in_begin_paragraphs)
{
    check_text("      The first of the meetings was held in the spring at the school of the child, and all of\n"
               "those who had been asked to it came.\n"
               "      The second meeting was held in the summer. The doctor had not been told of it and the\n"
               "nurse was away.\n"
               "      The father has not been asked to come to it either, and the mother did not know at all.\n"
               "      The third meeting was held in the autumn, when the plan had been made for some weeks.\n"
               "Nobody who came to it had read what was in the plan, or knew of it from the ones who had\n"
               "made it.\n"
               "      The fourth meeting was held at the end of the year, and it was as short as the others\n"
               "had been.\n"
               "      The fifth meeting was not held, as the family had moved to another part of the country\n"
               "by then.\n"
               "      The sixth meeting was held in that part of the country, and nobody there knew of the\n"
               "first five.\n",
               "paragraph |The first of the meetings was held in the spring at the school of the child, and all of "
               "those who had been asked to it came.\n"
               "paragraph |The second meeting was held in the summer. The doctor had not been told of it and the nurse "
               "was away.\n"
               "paragraph |The father has not been asked to come to it either, and the mother did not know at all.\n"
               "paragraph |The third meeting was held in the autumn, when the plan had been made for some weeks. "
               "Nobody who came to it had read what was in the plan, or knew of it from the ones who had made it.\n"
               "paragraph |The fourth meeting was held at the end of the year, and it was as short as the others had "
               "been.\n"
               "paragraph |The fifth meeting was not held, as the family had moved to another part of the country by "
               "then.\n"
               "paragraph |The sixth meeting was held in that part of the country, and nobody there knew of the first "
               "five.\n");
}
END_TEST

START_TEST(chronology_printed_cell_by_cell_has_no_headings)
{
    check_text("What follows is a summary of the contacts that the agencies had with the family in that year.\n\n"
               "11/9/07\n\nHarbour\n\nThe mother tested positive for the third time since\nJanuary.\n\n"
               "2/1/08\n\nHospital\n\nThe child was born at 37 weeks and was treated for nine\ndays.\n\n"
               "14/1/08\n\nChildren's\nCentre\n\nThe family came to the party, and the child ate all of\nit.\n\n"
               "Analysis\n\n"
               "The panel thinks that the plan was made in good time, and that it was then left as it was by all.\n",
               "paragraph |What follows is a summary of the contacts that the agencies had with the family in that "
               "year.\n"
               "paragraph |11/9/07\nparagraph |Harbour\n"
               "paragraph |The mother tested positive for the third time since\nparagraph |January.\n"
               "paragraph |2/1/08\nparagraph |Hospital\n"
               "paragraph |The child was born at 37 weeks and was treated for nine days.\n"
               "paragraph |14/1/08\nparagraph |Children's\nparagraph |Centre\n"
               "paragraph |The family came to the party, and the child ate all of it.\n"
               "heading1 |Analysis\n"
               "paragraph |The panel thinks that the plan was made in good time, and that it was then left as it was "
               "by all.\n");
}
END_TEST

START_TEST(questions_of_a_list_are_no_headings)
{
    check_text("The agencies met and talked about the plan for the family, and then they wrote down what each of\n"
               "them had seen.\n\n"
               "Considerations\nDoes the board consider that doctors understand the use to which their written\n"
               "opinions are put?\n"
               "How might less experienced workers be supported to question a more senior one of another\n"
               "discipline?\n\n"
               "The second finding\nThe board was asked what it thought of the plan, and it did not say a word of "
               "it.\n",
               "paragraph |The agencies met and talked about the plan for the family, and then they wrote down what "
               "each of them had seen.\n"
               "heading1 |Considerations\n"
               "paragraph |Does the board consider that doctors understand the use to which their written opinions are "
               "put?\n"
               "paragraph |How might less experienced workers be supported to question a more senior one of another "
               "discipline?\n"
               "heading1 |The second finding\n"
               "paragraph |The board was asked what it thought of the plan, and it did not say a word of it.\n");
}
END_TEST

START_TEST(rows_printed_as_lines_are_no_headings)
{
    check_text("The findings of this review are of five kinds, and each of them is followed by what it rests on\n"
               "and by why it matters.\n"
               "1 Parents as expert carers Family and professionals\n"
               "2 Letters after a missed visit Tools\n"
               "3 The weight that is given to medical opinion Responses to incidents\n"
               "The family told us what they thought of each of these, and we have put it down below.\n",
               "paragraph |The findings of this review are of five kinds, and each of them is followed by what it "
               "rests on and by why it matters.\n"
               "paragraph 1|Parents as expert carers Family and professionals\n"
               "paragraph 2|Letters after a missed visit Tools\n"
               "paragraph 3|The weight that is given to medical opinion Responses to incidents\n"
               "paragraph |The family told us what they thought of each of these, and we have put it down below.\n");
}
END_TEST

START_TEST(year_at_a_line_end_below_the_contents_is_text)
{
    check_text(
        "LEARNING REVIEW\n\nCONTENTS\n1 INTRODUCTION ............................... 3\n"
        "2 FINDINGS ................................... 4\n3 WHAT NEXT .................................. 5\n\n"
        "1 INTRODUCTION\n\nThe first visit was made in the summer of the year 2010\nand then the family moved to "
        "another "
        "town in May 2011\nand again in the winter.\n\n2 FINDINGS\n\n" PROSE,
        "heading0 |LEARNING REVIEW\nparagraph |CONTENTS\nparagraph |1 INTRODUCTION 3\nparagraph |2 FINDINGS 4\n"
        "paragraph |3 WHAT NEXT 5\nheading1 1|INTRODUCTION\nparagraph |The first visit was made in the summer of the "
        "year 2010 and then the family moved to another town in May 2011 and again in the winter.\n"
        "heading1 2|FINDINGS\n" PROSE_OUT);
}
END_TEST

START_TEST(words_of_a_site_round_the_report_are_no_headings)
{
    scrl_context *ctx = made_context();
    static const char text[] = "Contact us\n\nFindings of the review\n\n" PROSE "\nWhat next\n\n" PROSE
                               "\nShare this page\n\nWas this page helpful?\n\nYes No\n\nAccessibility statement\n\n"
                               "If someone is in danger now, call 999 and ask for help.\n";
    scrl_document *doc = made_read(ctx, "a.txt", text, sizeof(text) - 1);
    const char *outline = made_outline(doc);
    ck_assert_ptr_nonnull(strstr(outline, "|What next\n"));
    ck_assert_ptr_nonnull(
        strstr(outline, "paragraph |Share this page\nparagraph |Was this page helpful?\nparagraph |Yes No\n"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(label_on_a_line_of_its_own_belongs_to_the_next)
{
    check_text(
        "RECOMMENDATIONS\n\nThe Board\n\nR1\n\n" PROSE "\nR2\n\n" PROSE,
        "heading0 |RECOMMENDATIONS\nheading1 |The Board\n"
        "paragraph R1|It took eleven weeks for the first visit to be made, and in that time the family moved to "
        "another "
        "town twice.\nparagraph R2|It took eleven weeks for the first visit to be made, and in that time the family "
        "moved to another town twice.\n");
}
END_TEST

START_TEST(old_encodings_are_read)
{
    check("It was the child\x92s view.", 24, "paragraph |It was the child\xe2\x80\x99s view.\n");
    check("\xff\xfeI\0t\0 \0w\0a\0s\0.\0", 16, "paragraph |It was.\n");
}
END_TEST

START_TEST(text_without_form_feeds_has_no_pages)
{
    scrl_context *ctx = made_context();
    scrl_document *doc = made_read(ctx, "a.txt", "Some words.", 11);
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    ck_assert_int_eq(scrl_document_info_get(doc, &info), 0);
    ck_assert_uint_eq(info.pages, 0);
    ck_assert_uint_eq(scrl_document_page_at(doc, 0), 0);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(empty_file_is_refused)
{
    scrl_context *ctx = made_context();
    made_failure(ctx, "a.txt", "", 0, SCRL_EFORMAT);
    scrl_context_free(ctx);
}
END_TEST

START_TEST(development_text_has_its_headings)
{
    const char *path = shared_path("gold/reviews/d01/d01.txt");
    if (path == NULL)
        return;
    scrl_context *ctx = made_context();
    scrl_document *doc = NULL;
    ck_assert_int_eq(scrl_document_read(ctx, path, NULL, &doc), 0);
    ck_assert_uint_eq(scrl_document_section_count(doc), 26);
    ck_assert_ptr_null(strstr(scrl_document_text(doc, NULL), "Page 5 of"));
    scrl_document_free(doc);
    scrl_context_free(ctx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("text");
    tcase_add_test(tests, wrapped_lines_are_one_paragraph);
    tcase_add_test(tests, blank_line_ends_a_paragraph_however_short_all_of_them_are);
    tcase_add_test(tests, line_in_capitals_close_under_a_sentence_is_a_heading);
    tcase_add_test(tests, double_spaced_text_runs_on);
    tcase_add_test(tests, signs_before_headings_show_their_levels);
    tcase_add_test(tests, long_lines_are_paragraphs_of_their_own);
    tcase_add_test(tests, printed_pages_lose_their_headers_and_keep_their_numbers);
    tcase_add_test(tests, typed_columns_become_table_rows);
    tcase_add_test(tests, rows_of_a_typed_table_begin_where_a_column_has_text_again);
    tcase_add_test(tests, typed_cells_in_the_middle_of_their_rows_are_kept_together);
    tcase_add_test(tests, header_and_figures_of_a_typed_table_are_rows);
    tcase_add_test(tests, headings_are_found_in_text_without_blank_lines);
    tcase_add_test(tests, numbers_that_run_on_are_headings_and_lists_stay_lists);
    tcase_add_test(tests, underlined_lines_are_headings_of_two_levels);
    tcase_add_test(tests, letters_and_mails_have_no_headings);
    tcase_add_test(tests, statements_without_a_stop_are_no_headings);
    tcase_add_test(tests, headings_that_come_again_are_found_without_space_around_them);
    tcase_add_test(tests, line_in_the_middle_of_its_column_is_a_heading);
    tcase_add_test(tests, lines_that_share_an_indent_are_no_centred_headings);
    tcase_add_test(tests, heading_in_larger_letters_was_broken_early);
    tcase_add_test(tests, heading_right_below_that_of_its_chapter_is_one);
    tcase_add_test(tests, what_the_contents_name_is_a_heading_on_two_lines_too);
    tcase_add_test(tests, cells_printed_line_by_line_are_no_headings);
    tcase_add_test(tests, a_bullet_on_a_line_of_its_own_belongs_to_the_next);
    tcase_add_test(tests, items_below_a_colon_are_kept_apart_where_a_line_is_full);
    tcase_add_test(tests, cover_without_pages_gives_the_title_alone);
    tcase_add_test(tests, note_at_the_foot_of_a_page_is_a_footnote);
    tcase_add_test(tests, note_at_the_end_of_a_chapter_is_a_footnote);
    tcase_add_test(tests, first_lines_set_in_begin_paragraphs);
    tcase_add_test(tests, chronology_printed_cell_by_cell_has_no_headings);
    tcase_add_test(tests, questions_of_a_list_are_no_headings);
    tcase_add_test(tests, rows_printed_as_lines_are_no_headings);
    tcase_add_test(tests, year_at_a_line_end_below_the_contents_is_text);
    tcase_add_test(tests, words_of_a_site_round_the_report_are_no_headings);
    tcase_add_test(tests, label_on_a_line_of_its_own_belongs_to_the_next);
    tcase_add_test(tests, old_encodings_are_read);
    tcase_add_test(tests, text_without_form_feeds_has_no_pages);
    tcase_add_test(tests, empty_file_is_refused);
    tcase_add_test(tests, development_text_has_its_headings);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
