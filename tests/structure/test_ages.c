/* Ages of those whom the review is about. */
#include "report.h"

/* The values of a field, joined by commas, in a review with this title and introduction. */
static const char *values(const char *title, const char *introduction, const char *field)
{
    static char list[200];
    char heading[100], text[400];
    snprintf(heading, sizeof(heading), "h|1|%s", title);
    snprintf(text, sizeof(text), "p||%s", introduction);
    const char *const lines[] = {"h|1|Serious Case Review", heading, "p||Published May 2020",
                                 "h|1|Introduction",        text,    "h|1|Findings",
                                 "p||Notes were lost."};
    scrl_review *review = REVIEW(lines);
    list[0] = '\0';
    for (size_t i = 0; i < scrl_review_value_count(review); i++) {
        scrl_value v = SCRL_VALUE_INIT;
        scrl_review_value(review, i, &v);
        if (strcmp(v.field, field) != 0)
            continue;
        strcat(list, list[0] != '\0' ? "," : "");
        strcat(list, v.value);
    }
    scrl_review_free(review);
    return list;
}

START_TEST(an_age_has_its_words_and_its_band)
{
    ck_assert_str_eq(values("Child Q", "Child Q was eleven weeks old when she died.", "age"), "eleven weeks old");
    ck_assert_str_eq(values("Child Q", "Child Q was eleven weeks old when she died.", "age_band"), "under_1");
    ck_assert_str_eq(values("Child Q", "Child Q died at the age of two years and three months.", "age_band"), "1_4");
    ck_assert_str_eq(values("Una", "Una, a 15-year-old girl, was found dead.", "age_band"), "10_15");
    ck_assert_str_eq(values("Una", "Una was 16 when she died.", "age_band"), "16_17");
    ck_assert_str_eq(values("Mr K", "Mr K, aged seventy-two, lived alone.", "age_band"), "65_plus");
    ck_assert_str_eq(values("Mr K", "Mr K was a 64 year old man who died in May 2019.", "age_band"), "18_64");
}
END_TEST

START_TEST(ages_of_others_are_left_out)
{
    ck_assert_str_eq(values("Una", "Una lived with her mother, aged 19.", "age"), "");
    ck_assert_str_eq(values("Una", "Her brother, who was 12, was not seen. Una was six years old.", "age"),
                     "six years old");
    ck_assert_str_eq(values("Una", "Una was placed for 6 months.", "age"), "");
}
END_TEST

START_TEST(each_of_several_has_an_age)
{
    ck_assert_str_eq(values("Una, Ivo and Mae", "Una (12), Ivo (9) and Mae (6) are siblings.", "age"), "12,9,6");
    ck_assert_str_eq(values("Una, Ivo and Mae", "Una (12), Ivo (9) and Mae (6) are siblings.", "age_band"),
                     "10_15,5_9");
}
END_TEST

START_TEST(one_without_a_name_in_the_title_has_an_age_too)
{
    ck_assert_str_eq(values("Case 3 of 2019", "This review concerns a 15 year old young person.", "age_band"), "10_15");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {an_age_has_its_words_and_its_band, ages_of_others_are_left_out,
                                  each_of_several_has_an_age, one_without_a_name_in_the_title_has_an_age_too};
    return RUN("ages", tests);
}
