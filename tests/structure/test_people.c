/* Pseudonyms. */
#include "report.h"

START_TEST(names_are_read_from_title_text_and_tables)
{
    const char *const lines[] = {COVER,
                                 "h|1|Family composition",
                                 "p||Robin lived with his mother (MCR), Mr K and his sister Tilly.",
                                 "r||Family member~Age",
                                 "r||Sibling 1, brother~4",
                                 "r||MGR, grandmother~60"};
    scrl_review *review = REVIEW(lines);
    static const char *const names[] = {"Robin", "MCR", "Mr K", "Sibling 1", "MGR"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        ck_assert_msg(has_field(review, "pseudonyms", names[i]), "%s", names[i]);
    scrl_review_free(review);
}
END_TEST

START_TEST(authors_and_children_of_other_reviews_are_left_out)
{
    const char *const lines[] = {COVER, "h|1|Analysis",
                                 "p||The same was said in the review in respect of Child P in 2007.",
                                 "p||Her friend Ada, who wrote this, agreed."};
    scrl_review *review = REVIEW(lines);
    ck_assert(!has_field(review, "pseudonyms", "Child P"));
    ck_assert(!has_field(review, "pseudonyms", "Ada"));
    scrl_review_free(review);
}
END_TEST

START_TEST(names_are_read_where_the_review_explains_them)
{
    const char *const lines[] = {"p||Child Safeguarding Practice Review",
                                 "p||Baby Robin",
                                 "h|1|Introduction",
                                 "p||Robin (not her real name) lived with her father, called Emrys here.",
                                 "p||The family chose the name Tilly for her sister.",
                                 "p||We have called the others Otto, Wren-Marie and Jory in this report.",
                                 "p||The neighbour is Daughter 1.",
                                 "p||There should be a page called “What Mum knows”.",
                                 "h|1|Methodology",
                                 "p||Text."};
    scrl_review *review = REVIEW(lines);
    static const char *const names[] = {"Robin", "Emrys", "Tilly", "Daughter 1"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        ck_assert_msg(has_field(review, "pseudonyms", names[i]), "%s", names[i]);
    ck_assert(!has_field(review, "pseudonyms", "Baby Robin"));
    ck_assert(!has_field(review, "pseudonyms", "What"));
    ck_assert_str_eq(scrl_review_field(review, "subject_count"), "1");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_list_of_names_is_read_to_its_end)
{
    const char *const lines[] = {COVER, "h|1|Background",
                                 "p||They are known as Otto, Wren-Marie and Jory in this report."};
    scrl_review *review = REVIEW(lines);
    ck_assert(has_field(review, "pseudonyms", "Otto"));
    ck_assert(has_field(review, "pseudonyms", "Wren-Marie"));
    ck_assert(has_field(review, "pseudonyms", "Jory"));
    scrl_review_free(review);
}
END_TEST

START_TEST(single_letters_and_workers_are_told_apart)
{
    const char *const lines[] = {COVER,
                                 "h|1|Family composition",
                                 "p||The mother, M, lived with MG. The report was written by Mary Stone.",
                                 "p||The children call him Uncle K.",
                                 "r||Name~Description",
                                 "r||Tilly~Her sister",
                                 "r||TA~The teaching assistant",
                                 "r||C1 and C2~Consultants"};
    scrl_review *review = REVIEW(lines);
    ck_assert(has_field(review, "pseudonyms", "M"));
    ck_assert(has_field(review, "pseudonyms", "Tilly"));
    ck_assert(!has_field(review, "pseudonyms", "TA"));
    ck_assert(!has_field(review, "pseudonyms", "C1 and C2"));
    ck_assert(!has_field(review, "pseudonyms", "Uncle K"));
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {single_letters_and_workers_are_told_apart, names_are_read_from_title_text_and_tables,
                                  authors_and_children_of_other_reviews_are_left_out,
                                  names_are_read_where_the_review_explains_them, a_list_of_names_is_read_to_its_end};
    return RUN("people", tests);
}
