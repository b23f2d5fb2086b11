/* saved.c - scrl saved: questions under a name, and what is new for them. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static void print_passage(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)search;
    (void)user;
    print_review(r, hit);
    fputs(", ", stdout);
    print_place(hit);
    fputs("\n    ", stdout);
    print_text(hit->text, hit->text_len);
    fputc('\n', stdout);
}

static int list(run *r, scrl_library *library)
{
    scrl_saved_list *saved_list = NULL;
    scrl_saved saved = SCRL_SAVED_INIT;
    int shown = 0, status = scrl_saved_list_new(library, &saved_list);
    while (status == 0 && (status = scrl_saved_list_next(saved_list, &saved)) == 1) {
        print_string(saved.name);
        printf(" (%llu looks): ", (unsigned long long)saved.looks);
        print_string(saved.question);
        fputc('\n', stdout);
        shown++;
        status = 0;
    }
    scrl_saved_list_free(saved_list);
    if (status < 0)
        return report_error(r);
    return shown > 0 ? EXIT_DONE : EXIT_NOTHING;
}

/* The question of a name, which the caller frees; NULL when there is none or memory is out. */
static char *question_of(scrl_library *library, const char *name)
{
    scrl_saved_list *saved_list = NULL;
    scrl_saved saved = SCRL_SAVED_INIT;
    char *question = NULL;
    if (scrl_saved_list_new(library, &saved_list) != 0)
        return NULL;
    while (question == NULL && scrl_saved_list_next(saved_list, &saved) == 1) {
        if (strcmp(saved.name, name) == 0)
            question = strdup(saved.question);
    }
    scrl_saved_list_free(saved_list);
    return question;
}

/* Prints all passages, or with 'only_new' those that were not there at the last look. */
static int ask(run *r, scrl_library *library, const char *name, bool only_new, bool look)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    options.unseen_by = only_new ? name : NULL;
    char *question = question_of(library, name);
    if (question == NULL) {
        say("no question is saved under the name '%s'", name);
        return EXIT_NOTHING;
    }
    int code = print_hits(r, library, question, &options, print_passage, NULL, NULL);
    free(question);
    if (code == EXIT_NOTHING)
        say(only_new ? "nothing is new" : "nothing found");
    if (look && (code == EXIT_DONE || code == EXIT_NOTHING) && scrl_saved_look(library, name) != 0)
        return report_error(r);
    return code;
}

static int save(run *r, scrl_library *library, int argc, char **argv, int first)
{
    char *question = join_question(argc, argv, first + 1);
    int status = question == NULL ? SCRL_ENOMEM : scrl_saved_set(library, argv[first], question);
    free(question);
    return status == 0 ? EXIT_DONE : report_error(r);
}

static int drop(run *r, scrl_library *library, const char *name)
{
    int status = scrl_saved_remove(library, name);
    if (status == 0)
        return EXIT_DONE;
    int code = report_error(r);
    return status == SCRL_ENOTFOUND ? EXIT_NOTHING : code;
}

static const struct option long_options[] = {{"look", no_argument, NULL, 'l'}, {"json", no_argument, NULL, 'J'}, {0}};

static int saved_main(run *r, int argc, char **argv)
{
    scrl_library *library = NULL;
    bool look = false;
    int option;
    while ((option = getopt_long(argc, argv, "+", long_options, NULL)) != -1) {
        if (option == 'J')
            r->json = true;
        else if (option == 'l')
            look = true;
        else
            return usage_error(r, "wrong option");
    }
    int count = argc - optind - 1, first = optind + 2;
    const char *verb = count > 0 ? argv[optind + 1] : "list";
    bool saves = strcmp(verb, "save") == 0 && count >= 3, drops = strcmp(verb, "remove") == 0 && count == 2;
    bool runs = strcmp(verb, "run") == 0 && count == 2, news = strcmp(verb, "new") == 0 && count == 2;
    if (count < 0 || (count > 0 && !saves && !drops && !runs && !news) || (look && !news))
        return usage_error(r, "a library, and one of the forms, is needed");
    int code = saves || drops || look ? open_for_writing(r, argv[optind], &library)
                                      : open_for_reading(r, argv[optind], &library);
    if (code != 0)
        return code;
    if (saves)
        code = save(r, library, argc, argv, first);
    else if (drops)
        code = drop(r, library, argv[first]);
    else
        code = count == 0 ? list(r, library) : ask(r, library, argv[first], news, look);
    scrl_library_close(library);
    return code;
}

const command command_saved = {
    "saved", "questions kept under a name, and what is new for them",
    "saved LIBRARY\n"
    "       scrl saved LIBRARY save NAME QUESTION...\n"
    "       scrl saved LIBRARY run NAME [--json]\n"
    "       scrl saved LIBRARY new NAME [--look] [--json]\n"
    "       scrl saved LIBRARY remove NAME\n\n"
    "Without more, lists the saved questions. 'new' prints the passages that the question had not at\n"
    "the last look: those of new reviews, and those with other words. Only --look notes a look.",
    saved_main, long_options};
