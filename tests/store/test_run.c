/* test_run.c - hits of every unit, in every order, by pages: what comes back, in which place, with which words marked. */
#include "store/run.h"
#include "store/shelf.h"

static scrl_library *library;

static void start(void)
{
    fixture_start();
    library = shelf_library();
}

static void end(void)
{
    scrl_library_close(library);
    fixture_end();
}

static scrl_search *ask_unit(const char *question, scrl_unit unit, scrl_sort sort, uint64_t limit, const char *cursor)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    options.unit = unit;
    options.sort = sort;
    options.limit = limit;
    options.cursor = cursor;
    int status = scrl_search_new(library, question, &options, &search);
    ck_assert_msg(status == 0, "%s: %s", question, ctx->message);
    return search;
}

/* The hits of a question, each by 'name', in the order of their text where 'sort' is by place (hashes mean nothing to a reader). */
typedef const char *(*namer)(const scrl_hit *hit);

static const char *by_text(const scrl_hit *hit)
{
    return hit->text;
}

static const char *by_title(const scrl_hit *hit)
{
    return hit->title;
}

static const char *by_kind(const scrl_hit *hit)
{
    return hit->kind;
}

static const char *by_theme(const scrl_hit *hit)
{
    return hit->theme;
}

static const char *by_from(const scrl_hit *hit)
{
    return hit->from;
}

static int compare_strings(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Names of all hits, sorted, with "|" between. */
static const char *names(const char *question, scrl_unit unit, namer name)
{
    static char text[8192];
    char *items[64];
    size_t count = 0;
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit(question, unit, SCRL_SORT_PLACE, 0, NULL);
    while (scrl_search_next(search, &hit) == 1 && count < 64)
        items[count++] = strdup(name(&hit));
    scrl_search_free(search);
    if (count > 0)
        qsort(items, count, sizeof(*items), compare_strings);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%s", i > 0 ? "|" : "", items[i]);
        free(items[i]);
    }
    return text;
}

START_TEST(a_passage_has_its_review_its_place_and_its_words)
{
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit("stepfather", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_int_eq(hit.unit, SCRL_UNIT_PASSAGE);
    ck_assert_str_eq(hit.file, "north.txt");
    ck_assert_str_eq(hit.title, "Review of Child A");
    ck_assert_str_eq(hit.review_type, "lcspr");
    ck_assert_str_eq(hit.published, "2019-05");
    ck_assert_uint_eq(strlen(hit.review), 64);
    ck_assert_uint_eq(hit.review_pages, 3);
    ck_assert_uint_eq(hit.page, 1);
    ck_assert_str_eq(hit.heading, "Findings");
    ck_assert_str_eq(hit.role, "findings");
    ck_assert_str_eq(hit.number, "1.1");
    ck_assert_str_eq(hit.kind, "paragraph");
    ck_assert_uint_eq(hit.ordinal, 2);
    ck_assert_str_eq(hit.text, shelf[0].blocks[2].text);
    ck_assert_uint_eq(hit.text_len, strlen(hit.text));
    ck_assert_uint_eq(hit.end - hit.start, hit.text_len);
    ck_assert(hit.score > 0);
    ck_assert_str_eq(hit.theme, "");
    ck_assert_str_eq(hit.publisher, "");
    ck_assert_int_eq(scrl_search_next(search, &hit), 0);
    scrl_search_free(search);
}
END_TEST

START_TEST(statements_over_a_matching_passage_are_found)
{
    /* "bruising" stands in the second of the two blocks that the finding covers. */
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit("bruising", SCRL_UNIT_STATEMENT, SCRL_SORT_PLACE, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_str_eq(hit.kind, "finding");
    ck_assert_str_eq(hit.label, "Finding 1");
    ck_assert_ptr_nonnull(strstr(hit.text, "stepfather"));
    ck_assert_ptr_nonnull(strstr(hit.text, "bruising"));
    ck_assert_uint_eq(strlen(hit.text), hit.text_len);
    ck_assert_int_eq(scrl_search_next(search, &hit), 0);
    scrl_search_free(search);
    search = ask_unit("police", SCRL_UNIT_STATEMENT, SCRL_SORT_PLACE, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_str_eq(hit.addressees, "the board");
    ck_assert_str_eq(hit.role, "recommendations");
    ck_assert_uint_eq(hit.page, 3);
    scrl_search_free(search);
}
END_TEST

START_TEST(kind_chooses_among_the_statements_of_a_passage)
{
    ck_assert_str_eq(names("", SCRL_UNIT_STATEMENT, by_kind), "finding|finding|good_practice|recommendation");
    ck_assert_str_eq(names("kind:finding", SCRL_UNIT_STATEMENT, by_kind), "finding|finding");
    ck_assert_str_eq(names("kind:recommendation supervision", SCRL_UNIT_STATEMENT, by_kind), "recommendation");
    ck_assert_str_eq(names("kind:finding supervision", SCRL_UNIT_STATEMENT, by_kind), "");
    ck_assert_str_eq(names("kind:finding OR kind:good_practice", SCRL_UNIT_STATEMENT, by_kind),
                     "finding|finding|good_practice");
}
END_TEST

START_TEST(events_of_matching_passages_have_their_days)
{
    ck_assert_str_eq(names("", SCRL_UNIT_EVENT, by_from), "2014-05-02|2018-01-02|2018-02-03");
    ck_assert_str_eq(names("bruising OR May", SCRL_UNIT_EVENT, by_from), "2014-05-02|2018-02-03");
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit("May", SCRL_UNIT_EVENT, SCRL_SORT_PLACE, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_str_eq(hit.to, "2014-05-02");
    ck_assert_str_eq(hit.kind, "day");
    ck_assert_str_eq(hit.label, "then");
    ck_assert_str_eq(hit.text, "2 May\tA visit to the home");
    ck_assert_uint_eq(hit.page, 0);
    scrl_search_free(search);
}
END_TEST

START_TEST(tags_carry_their_evidence_and_why)
{
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit("theme:voice_of_child level:system", SCRL_UNIT_TAG, SCRL_SORT_PLACE, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_str_eq(hit.theme, "voice_of_child");
    ck_assert_int_eq(hit.polarity, SCRL_POLARITY_PROBLEM);
    ck_assert_int_eq(hit.level, SCRL_LEVEL_SYSTEM);
    ck_assert_str_eq(hit.rule, "rule:1");
    ck_assert_str_eq(hit.model, "set/1");
    ck_assert_str_eq(hit.polarity_by, "words: never");
    ck_assert_str_eq(hit.level_by, "default");
    ck_assert_uint_eq(hit.confidence, 70);
    ck_assert_uint_eq(hit.evidence_start, 4);
    ck_assert_uint_eq(hit.evidence_end, 7);
    ck_assert_str_eq(hit.text, shelf[1].blocks[2].text + 4);
    ck_assert_int_eq(scrl_search_next(search, &hit), 0);
    scrl_search_free(search);
}
END_TEST

START_TEST(a_tag_question_chooses_among_the_tags_of_a_passage)
{
    ck_assert_str_eq(names("theme:supervision", SCRL_UNIT_TAG, by_theme), "supervision|supervision|supervision");
    ck_assert_str_eq(names("polarity:good", SCRL_UNIT_TAG, by_theme), "supervision|supervision");
    ck_assert_str_eq(names("theme:supervision theme:agency_police", SCRL_UNIT_TAG, by_theme),
                     "agency_police|supervision");
    ck_assert_str_eq(names("stepfather", SCRL_UNIT_TAG, by_theme), "supervision|voice_of_child");
}
END_TEST

START_TEST(reviews_sections_values_and_warnings_belong_to_matching_reviews)
{
    ck_assert_str_eq(names("visit", SCRL_UNIT_REVIEW, by_title), "Review of Child A|Review of Child B");
    ck_assert_str_eq(names("core home", SCRL_UNIT_SECTION, by_text), "Chronology|Findings");
    ck_assert_str_eq(names("\"core group\"", SCRL_UNIT_SECTION, by_text), "Findings|Recommendations");
    ck_assert_str_eq(names("neglect", SCRL_UNIT_VALUE, by_kind), "agencies|agencies|area|nation|pseudonyms|title");
    ck_assert_str_eq(names("visit", SCRL_UNIT_WARNING, by_kind), "");
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit("stepfather", SCRL_UNIT_SECTION, SCRL_SORT_PLACE, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_uint_eq(hit.level_number, 1);
    ck_assert_str_eq(hit.number, "1");
    ck_assert_str_eq(hit.role, "findings");
    scrl_search_free(search);
}
END_TEST

START_TEST(a_review_without_any_text_is_listed_by_an_empty_question)
{
    ck_assert_str_eq(names("", SCRL_UNIT_REVIEW, by_title),
                     "A thematic paper|Review of Child A|Review of Child B|Scanned review");
    ck_assert_str_eq(names("", SCRL_UNIT_WARNING, by_kind), "page_without_text");
    ck_assert_str_eq(names("home", SCRL_UNIT_REVIEW, by_title), "A thematic paper|Review of Child A|Review of Child B");
}
END_TEST

START_TEST(a_review_without_any_text_is_found_by_its_id)
{
    char question[80];
    snprintf(question, sizeof(question), "review:%.8s",
             ask(library, "SELECT upper(review) FROM v_review WHERE file = 'scan.pdf'"));
    ck_assert_str_eq(names(question, SCRL_UNIT_REVIEW, by_title), "Scanned review");
    ck_assert_str_eq(names(question, SCRL_UNIT_WARNING, by_kind), "page_without_text");
    ck_assert_str_eq(names(question, SCRL_UNIT_PASSAGE, by_text), "");
    strcat(question, " home");
    ck_assert_str_eq(names(question, SCRL_UNIT_REVIEW, by_title), "");
}
END_TEST

/* A scan has no passage, and its row may point anywhere into another review's after that took freed numbers. */
START_TEST(a_review_without_text_never_stands_for_another)
{
    for (size_t first = 0; first < SHELF_COUNT; first++) {
        scrl_library_close(library);
        library = shelf_library_from(first);
        for (size_t i = 0; i < 3; i++) {
            ck_assert_int_eq(scrl_library_remove(library, shelf[i].path), 0);
            shelf_put(library, i);
        }
        ck_assert_str_eq(names("supervision", SCRL_UNIT_PASSAGE, by_title),
                         "A thematic paper|Review of Child A|Review of Child B");
        ck_assert_str_eq(names("home", SCRL_UNIT_REVIEW, by_title),
                         "A thematic paper|Review of Child A|Review of Child B");
    }
}
END_TEST

START_TEST(the_best_passage_stands_first)
{
    scrl_hit hit = SCRL_HIT_INIT;
    double last = 1e9;
    int count = 0;
    scrl_search *search = ask_unit("supervision", SCRL_UNIT_PASSAGE, SCRL_SORT_BM25, 0, NULL);
    while (scrl_search_next(search, &hit) == 1) {
        ck_assert(hit.score > 0 && hit.score <= last);
        if (count++ == 0)
            ck_assert_str_eq(hit.title, "A thematic paper");
        last = hit.score;
    }
    ck_assert_int_eq(count, 3);
    scrl_search_free(search);
}
END_TEST

START_TEST(filters_do_not_change_the_rank)
{
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit("stepfather", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    double score = hit.score;
    scrl_search_free(search);
    search = ask_unit("stepfather nation:england year:2010..2020 theme:voice_of_child", SCRL_UNIT_PASSAGE,
                      SCRL_SORT_RANK, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_double_eq_tol(hit.score, score, 1e-9);
    scrl_search_free(search);
}
END_TEST

START_TEST(order_by_place_follows_hashes_then_the_document)
{
    scrl_hit hit = SCRL_HIT_INIT;
    char last[65] = "";
    int64_t ordinal = -1;
    int count = 0;
    scrl_search *search = ask_unit("", SCRL_UNIT_PASSAGE, SCRL_SORT_PLACE, 0, NULL);
    while (scrl_search_next(search, &hit) == 1) {
        int order = strcmp(hit.review, last);
        ck_assert(order > 0 || (order == 0 && hit.ordinal == ordinal + 1));
        snprintf(last, sizeof(last), "%s", hit.review);
        ordinal = hit.ordinal;
        ck_assert_double_eq(hit.score, 0.0);
        count++;
    }
    ck_assert_int_eq(count, 15);
    scrl_search_free(search);
}
END_TEST

START_TEST(order_by_date_is_newest_first_and_undated_last)
{
    static const char *const expected[] = {"Scanned review", "Review of Child A", "Review of Child B",
                                           "A thematic paper"};
    scrl_hit hit = SCRL_HIT_INIT;
    size_t count = 0;
    scrl_search *search = ask_unit("", SCRL_UNIT_REVIEW, SCRL_SORT_DATE, 0, NULL);
    while (scrl_search_next(search, &hit) == 1) {
        ck_assert_uint_lt(count, 4);
        ck_assert_str_eq(hit.title, expected[count++]);
    }
    ck_assert_uint_eq(count, 4);
    scrl_search_free(search);
}
END_TEST

START_TEST(order_by_area_and_type_is_alphabetical_and_unstated_last)
{
    static const char *const by_area[] = {"North Shire", "North Shire", "\xc3\x89sk Valley", ""};
    static const char *const by_type[] = {"lcspr", "sar", "scr", ""};
    scrl_hit hit = SCRL_HIT_INIT;
    for (int sort = SCRL_SORT_AREA; sort <= SCRL_SORT_TYPE; sort++) {
        size_t count = 0;
        scrl_search *search = ask_unit("", SCRL_UNIT_REVIEW, (scrl_sort)sort, 0, NULL);
        while (scrl_search_next(search, &hit) == 1 && count < 4) {
            char sql[200];
            snprintf(sql, sizeof(sql), "SELECT coalesce(area, '') FROM v_review WHERE review = '%s'", hit.review);
            ck_assert_str_eq(sort == SCRL_SORT_AREA ? ask(library, sql) : hit.review_type,
                             sort == SCRL_SORT_AREA ? by_area[count] : by_type[count]);
            count++;
        }
        ck_assert_uint_eq(count, 4);
        scrl_search_free(search);
    }
}
END_TEST

START_TEST(the_total_is_that_without_limit_and_cursor)
{
    static const uint64_t totals[] = {15, 4, 3, 6, 4, 4, 29, 1};
    for (int unit = SCRL_UNIT_PASSAGE; unit <= SCRL_UNIT_WARNING; unit++) {
        scrl_hit hit = SCRL_HIT_INIT;
        uint64_t total = 0;
        scrl_search *search = ask_unit("", (scrl_unit)unit, SCRL_SORT_RANK, 1, NULL);
        ck_assert_int_eq(scrl_search_next(search, &hit), 1);
        ck_assert_int_eq(scrl_search_next(search, &hit), 0);
        ck_assert_int_eq(scrl_search_total(search, &total), 0);
        ck_assert_msg(total == totals[unit], "unit %d: %d", unit, (int)total);
        scrl_search_free(search);
    }
}
END_TEST

/* All hits of a question as "review.ordinal" lines; with 'step' by pages of that many, each begun by the cursor of the last. */
static size_t walk(const char *question, scrl_unit unit, scrl_sort sort, uint64_t step, char lines[64][80])
{
    size_t count = 0, before;
    char cursor[256] = "";
    do {
        scrl_hit hit = SCRL_HIT_INIT;
        scrl_search *search = ask_unit(question, unit, sort, step, cursor[0] != '\0' ? cursor : NULL);
        before = count;
        while (scrl_search_next(search, &hit) == 1) {
            ck_assert_uint_lt(count, 64);
            snprintf(lines[count++], 80, "%.12s.%u", hit.review, hit.ordinal);
            snprintf(cursor, sizeof(cursor), "%s", hit.cursor);
        }
        scrl_search_free(search);
    } while (step > 0 && count > before);
    return count;
}

START_TEST(pages_give_exactly_what_one_list_gives)
{
    static const char *const questions[] = {
        "", "supervision", "home", "visit OR nurse* OR group", "polarity:good OR home", "NOT nation:england"};
    for (size_t q = 0; q < sizeof(questions) / sizeof(questions[0]); q++) {
        for (int unit = SCRL_UNIT_PASSAGE; unit <= SCRL_UNIT_WARNING; unit++) {
            for (int sort = SCRL_SORT_RANK; sort <= SCRL_SORT_BM25; sort++) {
                char whole[64][80], paged[64][80];
                size_t count = walk(questions[q], (scrl_unit)unit, (scrl_sort)sort, 0, whole);
                for (uint64_t step = 1; step <= 3; step++) {
                    ck_assert_uint_eq(walk(questions[q], (scrl_unit)unit, (scrl_sort)sort, step, paged), count);
                    for (size_t i = 0; i < count; i++)
                        ck_assert_str_eq(paged[i], whole[i]);
                }
            }
        }
    }
}
END_TEST

static int cursor_status(const char *question, scrl_unit unit, scrl_sort sort, const char *cursor)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    options.unit = unit;
    options.sort = sort;
    options.cursor = cursor;
    int status = scrl_search_new(library, question, &options, &search);
    scrl_search_free(search);
    return status;
}

static void first_cursor(const char *question, char out[256])
{
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit(question, SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    snprintf(out, 256, "%s", hit.cursor);
    scrl_search_free(search);
}

START_TEST(a_cursor_that_no_search_gave_is_refused)
{
    static const char *const made_up[] = {
        "",         "7",
        "nonsense", "..",
        "0.0.0",    "%s%n",
        "\xff\xfe", "7ff8000000000000.0000000000000000000000000000000000000000000000000000000000000000.0"};
    char cursor[256], bent[300];
    for (size_t i = 0; i < sizeof(made_up) / sizeof(made_up[0]); i++)
        ck_assert_int_eq(cursor_status("home", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, made_up[i]), SCRL_EINVAL);
    first_cursor("home", cursor);
    ck_assert_int_eq(cursor_status("home", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, cursor), 0);
    snprintf(bent, sizeof(bent), "%s ", cursor);
    ck_assert_int_eq(cursor_status("home", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, bent), SCRL_EINVAL);
    snprintf(bent, sizeof(bent), " %s", cursor);
    ck_assert_int_eq(cursor_status("home", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, bent), SCRL_EINVAL);
    for (size_t len = strlen(cursor); len-- > 1;) {
        snprintf(bent, sizeof(bent), "%.*s", (int)len, cursor);
        ck_assert_int_eq(cursor_status("home", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, bent), SCRL_EINVAL);
    }
}
END_TEST

START_TEST(a_cursor_of_another_question_order_or_unit_is_refused)
{
    char cursor[256];
    first_cursor("home", cursor);
    ck_assert_int_eq(cursor_status("group", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, cursor), SCRL_EINVAL);
    ck_assert_int_eq(cursor_status("home", SCRL_UNIT_PASSAGE, SCRL_SORT_PLACE, cursor), SCRL_EINVAL);
    ck_assert_int_eq(cursor_status("home", SCRL_UNIT_TAG, SCRL_SORT_RANK, cursor), SCRL_EINVAL);
    ck_assert_int_eq(cursor_status("  (home) ", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, cursor), 0);
}
END_TEST

START_TEST(a_cursor_of_a_review_that_is_gone_is_refused)
{
    char cursor[256];
    first_cursor("stepfather", cursor);
    ck_assert_int_eq(scrl_library_remove(library, "north.txt"), 0);
    ck_assert_int_eq(cursor_status("stepfather", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, cursor), SCRL_EINVAL);
}
END_TEST

/* The marked words of the best passage, with "|" between. */
static const char *marked(const char *question)
{
    static char text[1024];
    scrl_hit hit = SCRL_HIT_INIT;
    uint32_t from, to;
    size_t j = 0;
    scrl_search *search = ask_unit(question, SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    ck_assert_msg(scrl_search_next(search, &hit) == 1, "no hit: %s", question);
    text[0] = '\0';
    for (; scrl_search_highlight(search, j, &from, &to) == 0; j++) {
        ck_assert(from < to && to <= hit.text_len);
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%.*s", j > 0 ? "|" : "", (int)(to - from),
                 hit.text + from);
    }
    ck_assert_uint_eq(j, hit.highlight_count);
    scrl_search_free(search);
    return text;
}

START_TEST(highlights_stand_on_the_words_of_the_question)
{
    ck_assert_str_eq(marked("stepfather asking"), "asked|stepfather");
    ck_assert_str_eq(marked("health visitor"), "health|visitors");
    ck_assert_str_eq(marked("\"health visitor\""), "health visitors");
    ck_assert_str_eq(marked("Cafe bruise"), "caf\xc3\xa9|bruising");
    ck_assert_str_eq(marked("CAF\xc3\x89"), "caf\xc3\xa9");
    ck_assert_str_eq(marked("step*"), "stepfather");
    ck_assert_str_eq(marked("group near/5 caf\xc3\xa9"), "group|caf\xc3\xa9");
    ck_assert_str_eq(marked("multi-agency A&E 20.04"), "multi-agency|20.04|A&E");
    ck_assert_str_eq(marked("stepfather -school"), "stepfather");
    ck_assert_str_eq(marked("bruising OR zebra"), "bruising");
}
END_TEST

/* The part that is shown of the only passage that a question finds. */
static const char *snippet(const char *question, uint32_t most)
{
    static char text[256];
    uint32_t from = 0, to = 0;
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit(question, SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_int_eq(scrl_search_snippet(search, &hit, most, &from, &to), 0);
    ck_assert(from <= to && to <= hit.text_len);
    snprintf(text, sizeof(text), "%.*s", (int)(to - from), hit.text + from);
    scrl_search_free(search);
    return text;
}

START_TEST(a_snippet_has_the_words_of_the_question_and_cuts_none)
{
    ck_assert_str_eq(snippet("stepfather", 30), "about the stepfather. Nobody");
    ck_assert_str_eq(snippet("stepfather night home", 20), "home at night."); /* two rather than one */
    ck_assert_str_eq(snippet("stepfather", 200),
                     "The health visitors never asked about the stepfather. Nobody visited the home at night.");
    ck_assert_str_eq(snippet("=caf\xc3\xa9", 1), "caf\xc3\xa9"); /* not less than a word that was asked for */
}
END_TEST

START_TEST(a_snippet_without_words_to_show_is_the_beginning)
{
    ck_assert_str_eq(snippet("theme:voice_of_child nation:england", 20), "The health visitors");
    ck_assert_str_eq(snippet("theme:voice_of_child nation:england", 2), "Th");
}
END_TEST

START_TEST(a_snippet_of_nothing_is_wrong_use)
{
    uint32_t from = 0, to = 0;
    scrl_hit hit = SCRL_HIT_INIT, no_hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit("stepfather", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_int_eq(scrl_search_snippet(search, &hit, 0, &from, &to), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_snippet(search, &no_hit, 10, &from, &to), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_snippet(search, NULL, 10, &from, &to), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_snippet(NULL, &hit, 10, &from, &to), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_snippet(search, &hit, 10, NULL, &to), SCRL_EINVAL);
    scrl_search_free(search);
}
END_TEST

START_TEST(what_was_rolled_back_is_not_found)
{
    ck_assert_int_eq(scrl__library_begin(library), 0);
    ck_assert_int_eq(put(library, "new.txt", "new", "zebra", 3), 0);
    scrl_search *search = ask_unit("zebra", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    uint64_t count = 0;
    ck_assert_int_eq(scrl_search_total(search, &count), 0);
    ck_assert_uint_gt(count, 0);
    scrl_search_free(search);
    scrl__library_rollback(library);
    search = ask_unit("", SCRL_UNIT_REVIEW, SCRL_SORT_RANK, 0, NULL);
    ck_assert_int_eq(scrl_search_total(search, &count), 0);
    ck_assert_uint_eq(count, SHELF_COUNT);
    scrl_search_free(search);
}
END_TEST

START_TEST(filters_are_not_highlighted)
{
    ck_assert_str_eq(marked("theme:voice_of_child nation:england"), "");
    ck_assert_str_eq(marked("stepfather theme:voice_of_child"), "stepfather");
    ck_assert_str_eq(marked(""), "");
    uint32_t from, to;
    scrl_search *search = ask_unit("home", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    ck_assert_int_eq(scrl_search_highlight(search, 0, &from, &to), SCRL_EINVAL);
    scrl_search_free(search);
}
END_TEST

START_TEST(a_review_that_is_gone_is_no_hit_and_passages_without_one_are_corrupt)
{
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_search *search = ask_unit("stepfather", SCRL_UNIT_PASSAGE, SCRL_SORT_RANK, 0, NULL);
    ask(library, "DELETE FROM review");
    ck_assert_int_eq(scrl_search_next(search, &hit), 0);
    scrl_search_free(search);
    search = NULL;
    /* Passages without any review: whatever is said, nothing is read that is not there. */
    int status = scrl_search_new(library, "stepfather", NULL, &search);
    if (status == 0)
        status = scrl_search_next(search, &hit);
    ck_assert_int_eq(status, SCRL_ECORRUPT);
    scrl_search_free(search);
}
END_TEST

START_TEST(searches_that_are_read_in_turns_give_what_each_gives_alone)
{
    scrl_hit hit = SCRL_HIT_INIT;
    char alone[8][64];
    size_t count = 0;
    scrl_search *search = ask_unit("", SCRL_UNIT_PASSAGE, SCRL_SORT_PLACE, 8, NULL);
    while (scrl_search_next(search, &hit) == 1)
        snprintf(alone[count++], sizeof(alone[0]), "%.50s %u", hit.review, (unsigned)hit.ordinal);
    scrl_search_free(search);
    ck_assert_uint_eq(count, 8);
    scrl_search *first = ask_unit("", SCRL_UNIT_PASSAGE, SCRL_SORT_PLACE, 8, NULL);
    scrl_search *second = ask_unit("", SCRL_UNIT_PASSAGE, SCRL_SORT_PLACE, 8, NULL);
    for (size_t i = 0; i < 2 * count; i++) {
        char place[64];
        ck_assert_int_eq(scrl_search_next(i % 2 == 0 ? first : second, &hit), 1);
        snprintf(place, sizeof(place), "%.50s %u", hit.review, (unsigned)hit.ordinal);
        ck_assert_str_eq(place, alone[i / 2]);
    }
    scrl_search_free(second);
    ck_assert_int_eq(scrl_search_next(first, &hit), 0);
    scrl_search_free(first);
}
END_TEST

START_TEST(the_total_is_the_same_before_among_and_after_the_hits)
{
    static const scrl_unit units[] = {SCRL_UNIT_PASSAGE, SCRL_UNIT_REVIEW, SCRL_UNIT_TAG};
    for (size_t i = 0; i < 3; i++) {
        scrl_hit hit = SCRL_HIT_INIT;
        uint64_t before = 0, among = 0, after = 0, count = 1;
        scrl_search *search = ask_unit("", units[i], SCRL_SORT_RANK, 0, NULL);
        ck_assert_int_eq(scrl_search_total(search, &before), 0);
        ck_assert_int_eq(scrl_search_next(search, &hit), 1);
        ck_assert_int_eq(scrl_search_total(search, &among), 0);
        while (scrl_search_next(search, &hit) == 1)
            count++;
        ck_assert_int_eq(scrl_search_total(search, &after), 0);
        ck_assert_uint_eq(before, count);
        ck_assert_uint_eq(among, count);
        ck_assert_uint_eq(after, count);
        scrl_search_free(search);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_passage_has_its_review_its_place_and_its_words,
        statements_over_a_matching_passage_are_found,
        kind_chooses_among_the_statements_of_a_passage,
        events_of_matching_passages_have_their_days,
        tags_carry_their_evidence_and_why,
        a_tag_question_chooses_among_the_tags_of_a_passage,
        reviews_sections_values_and_warnings_belong_to_matching_reviews,
        a_review_without_any_text_is_listed_by_an_empty_question,
        a_review_without_any_text_is_found_by_its_id,
        a_review_without_text_never_stands_for_another,
        the_best_passage_stands_first,
        filters_do_not_change_the_rank,
        order_by_place_follows_hashes_then_the_document,
        order_by_date_is_newest_first_and_undated_last,
        order_by_area_and_type_is_alphabetical_and_unstated_last,
        the_total_is_that_without_limit_and_cursor,
        pages_give_exactly_what_one_list_gives,
        a_cursor_that_no_search_gave_is_refused,
        a_cursor_of_another_question_order_or_unit_is_refused,
        a_cursor_of_a_review_that_is_gone_is_refused,
        highlights_stand_on_the_words_of_the_question,
        filters_are_not_highlighted,
        a_snippet_has_the_words_of_the_question_and_cuts_none,
        a_snippet_without_words_to_show_is_the_beginning,
        a_snippet_of_nothing_is_wrong_use,
        what_was_rolled_back_is_not_found,
        a_review_that_is_gone_is_no_hit_and_passages_without_one_are_corrupt,
        searches_that_are_read_in_turns_give_what_each_gives_alone,
        the_total_is_the_same_before_among_and_after_the_hits,
    };
    Suite *suite = suite_create("store");
    TCase *c = tcase_create("run");
    tcase_add_checked_fixture(c, start, end);
    tcase_set_timeout(c, 120);
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
        tcase_add_test(c, tests[i]);
    suite_add_tcase(suite, c);
    return run_suite(suite);
}
