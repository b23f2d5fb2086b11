/* mark.c - scrl mark: what a reader says of a library: tags accepted, rejected, given; notes; and the list of it all. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* What the command line asks for. */
typedef struct request {
    const char *place; /* REVIEW:START-END or REVIEW:WORDS */
    char review[65];
    scrl_mark mark;
    bool polarity_given, level_given, unplaced;
} request;

static bool polarity_named(const char *name, scrl_polarity *out)
{
    for (int i = SCRL_POLARITY_PROBLEM; i <= SCRL_POLARITY_NEUTRAL; i++) {
        *out = (scrl_polarity)i;
        if (strcmp(name, scrl_polarity_name(*out)) == 0)
            return true;
    }
    return false;
}

static bool level_named(const char *name, scrl_level *out)
{
    *out = strcmp(name, "system") == 0 ? SCRL_LEVEL_SYSTEM : SCRL_LEVEL_CASE;
    return strcmp(name, scrl_level_name(*out)) == 0;
}

/* Takes REVIEW:START-END or REVIEW:WORDS apart. */
static bool parse_place(request *q)
{
    const char *colon = strchr(q->place, ':');
    unsigned start, end;
    int used = 0;
    if (colon == NULL || colon == q->place || colon - q->place > 64 || colon[1] == '\0')
        return false;
    memcpy(q->review, q->place, (size_t)(colon - q->place));
    q->mark.review = q->review;
    if (sscanf(colon + 1, "%10u-%10u%n", &start, &end, &used) == 2 && colon[1 + used] == '\0') {
        q->mark.start = start;
        q->mark.end = end;
        return start < end;
    }
    q->mark.words = colon + 1;
    return true;
}

/* Whether a tag is the one that is meant; a place given by words lies in the tag's sentence. */
static bool is_meant(const request *q, const scrl_hit *hit)
{
    const scrl_mark *m = &q->mark;
    bool here = m->words != NULL ? memmem(hit->text, hit->text_len, m->words, strlen(m->words)) != NULL
                                 : m->start == hit->start && m->end == hit->end;
    return here && strcmp(hit->theme, m->theme) == 0 && (!q->polarity_given || hit->polarity == m->polarity) &&
           (!q->level_given || hit->level == m->level);
}

/* Finds the one tag to accept or reject and takes over its place, polarity and level. */
static int find_tag(run *r, scrl_library *library, request *q)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    char question[80];
    scrl_mark mark = q->mark;
    int found = 0, status;
    options.unit = SCRL_UNIT_TAG;
    snprintf(question, sizeof(question), "review:%s", q->review);
    if (scrl_search_new(library, question, &options, &search) != 0)
        return report_error(r);
    while ((status = scrl_search_next(search, &hit)) == 1) {
        if (!is_meant(q, &hit))
            continue;
        found++;
        mark.start = hit.start;
        mark.end = hit.end;
        mark.polarity = hit.polarity;
        mark.level = hit.level;
    }
    scrl_search_free(search);
    if (status < 0)
        return report_error(r);
    if (found == 0)
        say("there is no such tag; 'scrl explain' prints the place of each");
    else if (found > 1)
        say("%d tags are there: say which by its place, --polarity or --level", found);
    mark.words = NULL;
    q->mark = mark;
    return found == 1 ? EXIT_DONE : EXIT_NOTHING;
}

static int add(run *r, scrl_library *library, request *q)
{
    uint64_t id = 0;
    bool decides = q->mark.kind == SCRL_MARK_ACCEPTED || q->mark.kind == SCRL_MARK_REJECTED;
    int code = decides ? find_tag(r, library, q) : EXIT_DONE;
    if (code != EXIT_DONE)
        return code;
    int status = scrl_library_mark(library, &q->mark, &id);
    if (status == SCRL_ENOTFOUND) {
        report_error(r);
        return EXIT_NOTHING;
    }
    if (status != 0)
        return report_error(r);
    say("%s: mark %llu", scrl_mark_kind_name(q->mark.kind), (unsigned long long)id);
    return EXIT_DONE;
}

static void print_mark(const scrl_mark *m)
{
    printf("%llu  %s", (unsigned long long)m->id, scrl_mark_kind_name(m->kind));
    if (m->kind != SCRL_MARK_NOTE)
        printf(" %s, %s, %s", m->theme, scrl_polarity_name(m->polarity), scrl_level_name(m->level));
    printf("  %.12s:%u-%u%s\n    ", m->review, (unsigned)m->start, (unsigned)m->end, m->placed ? "" : "  not placed");
    print_string(m->words);
    if (m->note[0] != '\0') {
        fputs("\n    note: ", stdout);
        print_string(m->note);
    }
    fputc('\n', stdout);
}

static int list(run *r, scrl_library *library, bool unplaced)
{
    scrl_marks *marks = NULL;
    scrl_mark mark = SCRL_MARK_INIT;
    int status, shown = 0;
    if (scrl_marks_new(library, &marks) != 0)
        return report_error(r);
    while ((status = scrl_marks_next(marks, &mark)) == 1) {
        if (unplaced && mark.placed)
            continue;
        shown++;
        if (r->json)
            scrl_export_mark(r->ctx, &mark, write_stdout, NULL);
        else
            print_mark(&mark);
    }
    scrl_marks_free(marks);
    if (status < 0)
        return report_error(r);
    return shown > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int remove_one(run *r, scrl_library *library, const char *text)
{
    uint64_t id = 0;
    if (!parse_count(text, &id))
        return usage_error(r, "'%s' is not the number of a mark", text);
    int status = scrl_library_unmark(library, id);
    if (status == 0)
        return EXIT_DONE;
    int code = report_error(r);
    return status == SCRL_ENOTFOUND ? EXIT_NOTHING : code;
}

static int parse_options(run *r, int argc, char **argv, request *q)
{
    static const struct option long_options[] = {
        {"polarity", required_argument, NULL, 'p'}, {"level", required_argument, NULL, 'l'},
        {"note", required_argument, NULL, 'n'},     {"unplaced", no_argument, NULL, 'u'},
        {"json", no_argument, NULL, 'J'},           {0}};
    int option;
    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == 'J')
            r->json = true;
        else if (option == 'u')
            q->unplaced = true;
        else if (option == 'n')
            q->mark.note = optarg;
        else if (option == 'p' && polarity_named(optarg, &q->mark.polarity))
            q->polarity_given = true;
        else if (option == 'l' && level_named(optarg, &q->mark.level))
            q->level_given = true;
        else
            return usage_error(r, "wrong option");
    }
    return 0;
}

/* The words that follow the library, by what they ask for. */
static int parse_words(run *r, int count, char **words, request *q)
{
    static const struct {
        const char *name;
        scrl_mark_kind kind;
    } adds[] = {{"accept", SCRL_MARK_ACCEPTED},
                {"reject", SCRL_MARK_REJECTED},
                {"add", SCRL_MARK_MANUAL},
                {"note", SCRL_MARK_NOTE}};
    size_t i = 0;
    while (i < 4 && strcmp(adds[i].name, words[0]) != 0)
        i++;
    if (i == 4)
        return usage_error(r, "there is no 'mark ... %s'", words[0]);
    q->mark.kind = adds[i].kind;
    if (count != 3)
        return usage_error(r, "a place and %s are needed", q->mark.kind == SCRL_MARK_NOTE ? "a note" : "a theme");
    q->place = words[1];
    if (q->mark.kind == SCRL_MARK_NOTE)
        q->mark.note = words[2];
    else
        q->mark.theme = words[2];
    if (!parse_place(q))
        return usage_error(r, "a place is REVIEW:START-END or REVIEW:WORDS");
    if (q->mark.kind == SCRL_MARK_MANUAL && !(q->polarity_given && q->level_given))
        return usage_error(r, "a tag needs --polarity and --level");
    return 0;
}

static int mark_main(run *r, int argc, char **argv)
{
    request q = {.mark = SCRL_MARK_INIT};
    scrl_library *library = NULL;
    int code = parse_options(r, argc, argv, &q);
    if (code != 0)
        return code;
    int count = argc - optind - 1;
    char **words = argv + optind + 1;
    if (count < 0)
        return usage_error(r, "a library is needed");
    bool lists = count == 0, removes = count == 2 && strcmp(words[0], "remove") == 0;
    if (!lists && !removes)
        code = parse_words(r, count, words, &q);
    if (code == 0)
        code = lists ? open_for_reading(r, argv[optind], &library) : open_for_writing(r, argv[optind], &library);
    if (code != 0)
        return code;
    code = lists ? list(r, library, q.unplaced) : removes ? remove_one(r, library, words[1]) : add(r, library, &q);
    scrl_library_close(library);
    return code;
}

const command command_mark = {
    "mark", "accept, reject or give tags; write notes; list them",
    "mark LIBRARY [--unplaced] [--json]\n"
    "       scrl mark LIBRARY accept|reject PLACE THEME [--polarity P] [--level L] [--note TEXT]\n"
    "       scrl mark LIBRARY add PLACE THEME --polarity P --level L [--note TEXT]\n"
    "       scrl mark LIBRARY note PLACE TEXT\n"
    "       scrl mark LIBRARY remove MARK\n\n"
    "What a reader says of tags and passages. It stays when files are read again or the library is\n"
    "tagged anew; where its words cannot be found again, it is kept and listed as not placed. A\n"
    "rejected tag is no answer to a question for its theme and is not counted; state:accepted,\n"
    "state:rejected and state:manual ask for tags by what was said of them. A second decision on the\n"
    "same tag takes the place of the first, whose note stays as a note.\n\n"
    "  PLACE           REVIEW:START-END, as 'scrl explain' prints it, or REVIEW:WORDS, words that\n"
    "                  stand in one place of the review; REVIEW is the beginning of its SHA-256\n"
    "  --polarity P    problem, good, recommended or neutral\n"
    "  --level L       case or system\n"
    "  --unplaced      list only what is not placed",
    mark_main, NULL};
