/* evaluate.c - how to measure agreement with a review that was coded by hand. Usage: evaluate DATA_DIR GOLD_FOLDER */
#include <stdio.h>

#include <scrl/evaluate.h>

static void print_measures(const scrl_evaluation *evaluation)
{
    scrl_measure m = SCRL_MEASURE_INIT;
    /* All files together come first. */
    for (size_t i = 0; scrl_evaluation_measure(evaluation, i, &m) == 0 && m.file == SCRL_NONE; i++)
        printf("%s %s: %llu of %llu\n", m.measure, m.group, (unsigned long long)m.right, (unsigned long long)m.gold);
}

int main(int argc, char **argv)
{
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    scrl_structure *structure = NULL;
    scrl_evaluation *evaluation = NULL;
    if (argc != 3)
        return 2;
    options.data_dir = argv[1];
    const char *folders[] = {argv[2]};
    int status = scrl_context_new(&options, &ctx);
    if (status == 0)
        status = scrl_structure_load(ctx, NULL, &structure);
    if (status == 0) /* without themes: structure alone is measured */
        status = scrl_evaluate(ctx, structure, NULL, folders, 1, NULL, &evaluation);
    print_measures(evaluation);
    size_t measures = scrl_evaluation_measure_count(evaluation);
    scrl_evaluation_free(evaluation);
    scrl_structure_free(structure);
    scrl_context_free(ctx);
    return status == 0 && measures > 0 ? 0 : 1;
}
