/* suite.h - the few lines that every test program shares: run one suite, print TAP. */
#ifndef SCRL_TESTS_SUITE_H
#define SCRL_TESTS_SUITE_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Runs the suite and reports in TAP on standard output, what the tests themselves print on standard error. */
static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A path below the project's source folder; lent until the next call. */
static inline const char *source_path(const char *below)
{
    static char path[4096];
    const char *root = getenv("SCRL_SOURCE");
    snprintf(path, sizeof(path), "%s/%s", root != NULL ? root : ".", below);
    return path;
}

/* A path below the development documents, or NULL (and a word on standard error) where they are not present. */
static inline const char *shared_path(const char *below)
{
    static char path[4096];
    const char *root = getenv("SCRL_SHARED");
    snprintf(path, sizeof(path), "%s/%s", root != NULL ? root : "../shared", below);
    if (access(path, R_OK) == 0)
        return path;
    fprintf(stderr, "not present, left out: %s\n", below);
    return NULL;
}

#endif
