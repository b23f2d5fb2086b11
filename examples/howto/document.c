/* document.c - how to walk the headings and paragraphs of a file. Usage: document FILE */
#include <stdio.h>

#include <scrl/document.h>

static void print_block(const scrl_document *doc, size_t i)
{
    scrl_block block = SCRL_BLOCK_INIT;
    if (scrl_document_block(doc, i, &block) != 0)
        return;
    printf("page %u %s%s%s: %.*s\n", block.page, scrl_block_kind_name(block.kind), block.number[0] != '\0' ? " " : "",
           block.number, (int)(block.end - block.start), scrl_document_text(doc, NULL) + block.start);
}

int main(int argc, char **argv)
{
    scrl_context *ctx = NULL;
    scrl_document *doc = NULL;
    if (argc != 2 || scrl_context_new(NULL, &ctx) != 0)
        return 2;
    int status = scrl_document_read(ctx, argv[1], NULL, &doc);
    size_t count = scrl_document_block_count(doc);
    for (size_t i = 0; i < count; i++)
        print_block(doc, i);
    for (size_t i = 0; i < scrl_document_warning_count(doc); i++) {
        scrl_warning warning = SCRL_WARNING_INIT;
        scrl_document_warning(doc, i, &warning);
        printf("warning, page %u: %s\n", warning.page, warning.message);
    }
    scrl_document_free(doc);
    scrl_context_free(ctx);
    return status == 0 && count > 0 ? 0 : 1;
}
