/* inspect.c - scrl inspect: one file, without a library, as one JSON object. */

#include "cli.h"

static int inspect_file(run *r, const char *path, int ocr, const scrl_structure *structure, const scrl_themes *themes)
{
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
    options.ocr = ocr;
    int status = scrl_document_read(r->ctx, path, &options, &doc);
    if (status == 0)
        status = scrl_review_new(r->ctx, structure, doc, &review);
    if (status == 0)
        status = scrl_tags_new(r->ctx, themes, review, &tags);
    if (status == 0)
        status = scrl_export_review(r->ctx, review, tags, write_stdout, NULL);
    int code = EXIT_DONE;
    if (status != 0) {
        report_error(r);
        code = EXIT_PARTLY;
    }
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    return code;
}

static int inspect_main(run *r, int argc, char **argv)
{
    static const struct option long_options[] = {{"json", no_argument, NULL, 'J'},
                                                 {"themes", required_argument, NULL, 't'},
                                                 {"ocr", no_argument, NULL, 'o'},
                                                 {0}};
    const char *themes_path = NULL;
    int option, ocr = 0;
    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == 't')
            themes_path = optarg;
        else if (option == 'o')
            ocr = 1;
        else if (option != 'J')
            return usage_error(r, "wrong option");
    }
    if (argc - optind < 1)
        return usage_error(r, "a file is needed");
    scrl_structure *structure = NULL;
    scrl_themes *themes = NULL;
    int code = EXIT_DONE;
    if (scrl_structure_load(r->ctx, NULL, &structure) != 0 || scrl_themes_load(r->ctx, themes_path, &themes) != 0) {
        code = report_error(r);
    } else {
        for (int i = optind; i < argc; i++) {
            int one = inspect_file(r, argv[i], ocr, structure, themes);
            code = one > code ? one : code;
        }
    }
    scrl_themes_free(themes);
    scrl_structure_free(structure);
    return code;
}

const command command_inspect = {
    "inspect", "one file, without a library, as one JSON object",
    "inspect FILE... [--json] [--ocr] [--themes PATH]\n\n"
    "Prints the whole review as one JSON object on one line: metadata, sections, blocks,\n"
    "sentences, statements, events and tags, with byte ranges (docs/json.md). The output is JSON\n"
    "with or without --json. With --ocr, PDF pages without text are read from their picture with\n"
    "tesseract. A file that cannot be read is named on standard error, exit code 3.",
    inspect_main, NULL};
