/*
 * replay.c - runs a fuzz target without libFuzzer: on every file of the folders and files named, in the order of their
 * names. The name is printed first, so that the last one printed is the one that failed.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "check.h"

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        return EXIT_FAILURE;
    }
    long size = ftell(file);
    uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1); /* of exactly the length, so that reading on is noticed */
    rewind(file);
    int status =
        bytes != NULL && size >= 0 && fread(bytes, 1, (size_t)size, file) == (size_t)size ? EXIT_SUCCESS : EXIT_FAILURE;
    fclose(file);
    fprintf(stderr, "%s\n", path);
    if (status == EXIT_SUCCESS)
        (void)LLVMFuzzerTestOneInput(bytes, (size_t)size);
    free(bytes);
    return status;
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay_folder(const char *path)
{
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, not_hidden, alphasort);
    int status = count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    for (int i = 0; i < count; i++) {
        char name[4096];
        snprintf(name, sizeof(name), "%s/%s", path, entries[i]->d_name);
        status |= replay_file(name);
        free(entries[i]);
    }
    free(entries);
    if (count <= 0)
        fprintf(stderr, "%s: no files\n", path);
    return status;
}

int main(int argc, char **argv)
{
    int status = argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
    for (int i = 1; i < argc; i++) {
        struct stat stat_of;
        status |=
            stat(argv[i], &stat_of) == 0 && S_ISDIR(stat_of.st_mode) ? replay_folder(argv[i]) : replay_file(argv[i]);
    }
    return status;
}
