/* table.c - crosses two fields: how many passages, and reviews, have a value of each in one passage. */
#include <stdlib.h>
#include <string.h>

#include "analyse/counts.h"

#define MOST_CELLS ((uint64_t)16 << 20)
#define FEW_REVIEWS 3

static int compare_cells(const void *left, const void *right)
{
    const scrl_cell *a = left, *b = right;
    if (a->row_passages != b->row_passages)
        return a->row_passages > b->row_passages ? -1 : 1;
    int order = strcmp(a->row, b->row);
    if (order != 0)
        return order;
    if (a->passages != b->passages)
        return a->passages > b->passages ? -1 : 1;
    return strcmp(a->column, b->column);
}

static int add_row(scrl_context *ctx, const scrl__unit_list *row, const scrl__unit_list *columns, size_t count,
                   const scrl__row_counts *counts, const scrl__choice *set, scrl__result *out)
{
    const char *value = scrl__result_keep(ctx, out, row->value);
    int status = value != NULL ? 0 : SCRL_ENOMEM;
    for (size_t i = 0; i < count && status == 0; i++) {
        if (counts->units[i] == 0)
            continue;
        scrl_cell cell = SCRL_CELL_INIT;
        cell.row = value;
        cell.column = scrl__result_keep(ctx, out, columns[i].value);
        cell.passages = counts->units[i];
        cell.reviews = counts->reviews[i];
        cell.row_passages = row->count;
        cell.row_reviews = row->reviews;
        cell.column_passages = columns[i].count;
        cell.column_reviews = columns[i].reviews;
        cell.all_passages = set->passages;
        cell.all_reviews = set->reviews;
        cell.few = cell.reviews < FEW_REVIEWS;
        status = cell.column != NULL ? scrl__result_add(ctx, out, &cell) : SCRL_ENOMEM;
    }
    return status;
}

int scrl__table(scrl_context *ctx, const scrl__units *passages, const scrl__facet_list *rows,
                const scrl__facet_list *columns, const scrl__choice *set, scrl__result *out)
{
    scrl__unit_list *row_lists = NULL, *column_lists = NULL;
    scrl__unit_index index = {NULL, NULL, 0};
    scrl__row_counts counts = {NULL, NULL, NULL};
    if ((uint64_t)rows->count * columns->count > MOST_CELLS)
        return scrl__fail(ctx, SCRL_ELIMIT, "analyse", "the table would have more than 16 million cells");
    int status = scrl__unit_lists_make(ctx, passages, rows, set, &row_lists);
    if (status == 0)
        status = scrl__unit_lists_make(ctx, passages, columns, set, &column_lists);
    if (status == 0)
        status = scrl__unit_index_make(ctx, passages, column_lists, columns->count, &index);
    if (status == 0)
        status = scrl__row_counts_make(ctx, columns->count, &counts);
    for (size_t i = 0; i < rows->count && status == 0; i++) {
        scrl__row_count(passages, &row_lists[i], &index, 0, columns->count, &counts);
        status = add_row(ctx, &row_lists[i], column_lists, columns->count, &counts, set, out);
    }
    if (status == 0)
        scrl__result_sort(out, compare_cells);
    scrl__row_counts_free(&counts);
    scrl__unit_index_free(&index);
    scrl__unit_lists_free(row_lists, rows->count);
    scrl__unit_lists_free(column_lists, columns->count);
    return status;
}
