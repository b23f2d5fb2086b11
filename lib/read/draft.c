/*
 * draft.c - collecting a document in the making: where a paragraph goes while tables and boxes are open, and what is
 * kept back until its place comes. What the paragraphs are is decided in draft_build.c.
 */
#include "read/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "read/draft_inside.h"

int scrl__draft_new(scrl_context *ctx, scrl__draft **out)
{
    scrl__draft *draft = calloc(1, sizeof(*draft));
    if (draft == NULL)
        return scrl__fail_memory(ctx, "read");
    draft->ctx = ctx;
    *out = draft;
    return 0;
}

static void free_table(scrl__draft_table *table)
{
    free(table->paras.items);
    free(table->after.items);
    free(table->cells);
    free(table->rows);
    free(table);
}

void scrl__draft_free(scrl__draft *draft)
{
    if (draft == NULL)
        return;
    for (size_t i = 0; i < draft->place_count; i++) {
        if (draft->places[i] != NULL)
            free_table(draft->places[i]);
    }
    free(draft->places);
    free(draft->paras.items);
    free(draft->deferred.items);
    free(draft->turns);
    scrl__str_free(&draft->pool);
    free(draft);
}

static int fail_memory(scrl__draft *draft)
{
    if (draft->status == 0)
        draft->status = scrl__fail_memory(draft->ctx, "read");
    return draft->status;
}

/* Cells and rows count as blocks do: empty ones cost memory too. */
static int charge(scrl__draft *draft)
{
    if (draft->status == 0 && draft->pool.failed)
        return fail_memory(draft);
    if (draft->status == 0 && draft->pool.len > draft->ctx->limits.text_bytes + draft->ctx->limits.text_bytes / 4)
        draft->status = scrl__fail(draft->ctx, SCRL_ELIMIT, "read", "the document has more than %llu bytes of text",
                                   (unsigned long long)draft->ctx->limits.text_bytes);
    if (draft->status == 0 && ++draft->charged > 4 * (uint64_t)draft->ctx->limits.blocks)
        draft->status = scrl__fail(draft->ctx, SCRL_ELIMIT, "read", "the document has more than %u paragraphs",
                                   draft->ctx->limits.blocks);
    return draft->status;
}

static int list_add(scrl__draft *draft, scrl__draft_list *list, const scrl__draft_para *para)
{
    if (scrl__grow((void **)&list->items, &list->cap, list->count, sizeof(*list->items)) != 0)
        return fail_memory(draft);
    list->items[list->count++] = *para;
    return 0;
}

/* Moves what stands in 'from' behind its first 'left' paragraphs. */
static int list_move(scrl__draft *draft, scrl__draft_list *to, scrl__draft_list *from, size_t left)
{
    for (size_t i = left; i < from->count && draft->status == 0; i++)
        list_add(draft, to, &from->items[i]);
    from->count = left < from->count ? left : from->count;
    return draft->status;
}

static scrl__draft_table *open_table(const scrl__draft *draft)
{
    return draft->place_count > 0 ? draft->places[draft->place_count - 1] : NULL;
}

/* Where paragraphs now go: a box has a place without a table. */
static scrl__draft_list *open_list(scrl__draft *draft)
{
    if (draft->place_count == 0)
        return &draft->paras;
    scrl__draft_table *table = open_table(draft);
    return table != NULL ? &table->paras : &draft->deferred;
}

static size_t keep_text(scrl__draft *draft, const char *text, size_t len)
{
    size_t at = draft->pool.len;
    scrl__str_add(&draft->pool, text, len);
    scrl__str_addc(&draft->pool, '\0');
    return at;
}

/* Numbers come from files, too: a mark of a note may hold anything. */
static void keep_number(scrl__draft *draft, const char *number, scrl__draft_para *para)
{
    if (number == NULL)
        return;
    para->number = draft->pool.len;
    scrl__text_clean(&draft->pool, number, strlen(number), false);
    para->has_number = draft->pool.len > para->number;
    scrl__str_addc(&draft->pool, '\0');
}

static bool blank(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (strchr(" \t\r\n", text[i]) == NULL || text[i] == '\0')
            return false;
    }
    return true;
}

static int keep_turns(scrl__draft *draft, const scrl__draft_in *in, scrl__draft_para *para)
{
    para->turn = draft->turn_count;
    for (size_t i = 0; i < in->turn_count; i++) {
        if (scrl__grow((void **)&draft->turns, &draft->turn_cap, draft->turn_count, sizeof(*draft->turns)) != 0)
            return fail_memory(draft);
        draft->turns[draft->turn_count++] = in->turns[i];
    }
    para->turn_count = in->turn_count;
    return 0;
}

static int keep(scrl__draft *draft, scrl__draft_list *list, const scrl__draft_in *in)
{
    if (draft->status != 0)
        return draft->status;
    draft->pending_break = draft->pending_break || in->page_break;
    if (blank(in->text, in->text_len))
        return 0;
    scrl__draft_para para = {.part = in->part,
                             .kind = in->kind,
                             .level = in->level,
                             .page = in->page,
                             .look = in->look,
                             .list = in->list,
                             .zone = in->zone,
                             .from_table = draft->place_count > 0};
    if (list == &draft->paras) {
        para.page_break = draft->pending_break;
        draft->pending_break = false;
    }
    keep_number(draft, in->number, &para);
    para.text = keep_text(draft, in->text, in->text_len);
    para.text_len = in->text_len;
    if (keep_turns(draft, in, &para) != 0 || charge(draft) != 0)
        return draft->status;
    return list_add(draft, list, &para);
}

int scrl__draft_add(scrl__draft *draft, const scrl__draft_in *in)
{
    bool boxed = draft->place_count > 0 && open_table(draft) == NULL;
    if (!boxed || in->kind == SCRL_BLOCK_TABLE_ROW)
        return keep(draft, open_list(draft), in);
    scrl__draft_in box = *in;
    box.kind = SCRL_BLOCK_BOX;
    return keep(draft, open_list(draft), &box);
}

int scrl__draft_defer(scrl__draft *draft, const scrl__draft_in *in)
{
    return keep(draft, &draft->deferred, in);
}

int scrl__draft_release(scrl__draft *draft)
{
    if (draft->status != 0 || draft->place_count > 0)
        return draft->status;
    return list_move(draft, &draft->paras, &draft->deferred, 0);
}

static int place_push(scrl__draft *draft, scrl__draft_table *table)
{
    if (scrl__grow((void **)&draft->places, &draft->place_cap, draft->place_count, sizeof(*draft->places)) != 0) {
        free(table);
        return fail_memory(draft);
    }
    draft->places[draft->place_count++] = table;
    return 0;
}

int scrl__draft_box_begin(scrl__draft *draft)
{
    return draft->status != 0 ? draft->status : place_push(draft, NULL);
}

int scrl__draft_box_end(scrl__draft *draft)
{
    if (draft->status == 0 && draft->place_count > 0 && open_table(draft) == NULL)
        draft->place_count--;
    return draft->status;
}

bool scrl__draft_in_table(const scrl__draft *draft)
{
    return draft->place_count > 0 && open_table(draft) != NULL;
}

int scrl__draft_table_begin(scrl__draft *draft, bool may_lay_out)
{
    if (draft->status != 0)
        return draft->status;
    scrl__draft_table *table = calloc(1, sizeof(*table));
    if (table == NULL)
        return fail_memory(draft);
    table->may_lay_out = may_lay_out;
    table->held = draft->deferred.count;
    return place_push(draft, table);
}

int scrl__draft_row_begin(scrl__draft *draft)
{
    scrl__draft_table *table = open_table(draft);
    if (draft->status != 0 || table == NULL || charge(draft) != 0)
        return draft->status;
    if (scrl__grow((void **)&table->rows, &table->row_cap, table->row_count, sizeof(*table->rows)) != 0)
        return fail_memory(draft);
    uint32_t met = table->row_count > 0 ? table->column : SCRL__DRAFT_COLUMNS;
    for (uint32_t c = met; c < SCRL__DRAFT_COLUMNS; c++) /* the row above ended before these */
        if (table->reaches[c] > 0)
            table->reaches[c]--;
    table->column = 0;
    table->rows[table->row_count++] = (scrl__draft_row){table->cell_count, 0, table->after.count, 0};
    return 0;
}

static int add_cell(scrl__draft *draft, scrl__draft_table *table, uint32_t columns, uint16_t reaches)
{
    if (charge(draft) != 0)
        return draft->status;
    if (scrl__grow((void **)&table->cells, &table->cell_cap, table->cell_count, sizeof(*table->cells)) != 0)
        return fail_memory(draft);
    table->cells[table->cell_count++] = (scrl__draft_cell){table->paras.count, columns};
    table->rows[table->row_count - 1].cell_count++;
    for (uint32_t end = table->column + columns; table->column < end && table->column < SCRL__DRAFT_COLUMNS;)
        table->reaches[table->column++] = reaches;
    return 0;
}

int scrl__draft_cell_begin(scrl__draft *draft, uint32_t columns, uint32_t rows)
{
    scrl__draft_table *table = open_table(draft);
    if (draft->status != 0 || table == NULL)
        return draft->status;
    if (table->row_count == 0 && scrl__draft_row_begin(draft) != 0)
        return draft->status;
    while (draft->status == 0 && table->column < SCRL__DRAFT_COLUMNS && table->reaches[table->column] > 0)
        add_cell(draft, table, 1, (uint16_t)(table->reaches[table->column] - 1));
    if (draft->status != 0)
        return draft->status;
    return add_cell(draft, table, columns == 0 || columns > SCRL__DRAFT_COLUMNS ? 1 : columns,
                    (uint16_t)(rows == 0 || rows > UINT16_MAX ? 0 : rows - 1));
}

int scrl__draft_row_end(scrl__draft *draft, bool drop)
{
    scrl__draft_table *table = open_table(draft);
    if (draft->status != 0 || table == NULL || table->row_count == 0)
        return draft->status;
    scrl__draft_row *row = &table->rows[table->row_count - 1];
    if (drop && row->cell_count > 0) {
        table->paras.count = table->cells[row->cell].first;
        table->cell_count = row->cell;
        row->cell_count = 0;
    }
    size_t before = table->after.count;
    list_move(draft, &table->after, &draft->deferred, table->held);
    row->after_count += table->after.count - before;
    return draft->status;
}

static size_t cell_end(const scrl__draft_table *table, size_t cell)
{
    return cell + 1 < table->cell_count ? table->cells[cell + 1].first : table->paras.count;
}

/* One row as a block: paragraphs of a cell joined by a space, cells parted by a tab, a merged cell by as many. */
static void write_row(scrl__draft *draft, const scrl__draft_table *table, const scrl__draft_row *row, scrl__str *text,
                      scrl__draft_para *out)
{
    bool first = true;
    uint32_t tabs = 0;
    for (size_t c = row->cell; c < row->cell + row->cell_count; c++) {
        for (; tabs > 0; tabs--)
            scrl__str_addc(text, '\t');
        for (size_t p = table->cells[c].first; p < cell_end(table, c); p++) {
            const scrl__draft_para *para = &table->paras.items[p];
            if (first)
                *out = *para;
            first = false;
            if (para->has_number) {
                scrl__str_adds(text, draft->pool.data + para->number);
                scrl__str_addc(text, ' ');
            }
            for (size_t i = 0; i < para->text_len; i++) {
                char byte = draft->pool.data[para->text + i];
                scrl__str_addc(text, byte == '\t' ? ' ' : byte);
            }
            scrl__str_addc(text, ' ');
        }
        tabs = table->cells[c].columns;
    }
    out->part = SCRL__DRAFT_TEXT;
    out->kind = SCRL_BLOCK_TABLE_ROW;
    out->has_number = false;
    out->list = 0;
    out->turn_count = 0;
}

static int emit_row(scrl__draft *draft, const scrl__draft_table *table, const scrl__draft_row *row)
{
    scrl__draft_list *to = open_list(draft);
    scrl__draft_para para = {.part = SCRL__DRAFT_TEXT, .kind = SCRL_BLOCK_TABLE_ROW, .from_table = true};
    scrl__str text = SCRL__STR_INIT;
    write_row(draft, table, row, &text, &para);
    if (text.failed)
        fail_memory(draft);
    para.text = keep_text(draft, scrl__str_text(&text), text.len);
    para.text_len = text.len;
    if (!blank(scrl__str_text(&text), text.len) && charge(draft) == 0)
        list_add(draft, to, &para);
    scrl__str_free(&text);
    return draft->status;
}

/* The paragraphs of a row for themselves: a box, or a table that only lays out the page. */
static int emit_apart(scrl__draft *draft, const scrl__draft_table *table, const scrl__draft_row *row, bool box)
{
    scrl__draft_list *to = open_list(draft);
    if (row->cell_count == 0)
        return draft->status;
    size_t end = cell_end(table, row->cell + row->cell_count - 1);
    for (size_t p = table->cells[row->cell].first; p < end && draft->status == 0; p++) {
        scrl__draft_para para = table->paras.items[p];
        if (box && para.kind == SCRL_BLOCK_PARAGRAPH)
            para.kind = SCRL_BLOCK_BOX;
        para.from_table = box || draft->place_count > 0;
        list_add(draft, to, &para);
    }
    return draft->status;
}

static bool holds_heading(const scrl__draft_table *table)
{
    for (size_t i = 0; i < table->paras.count; i++) {
        if (table->paras.items[i].part == SCRL__DRAFT_HEADING)
            return true;
    }
    return false;
}

int scrl__draft_table_end(scrl__draft *draft)
{
    scrl__draft_table *table = open_table(draft);
    if (table == NULL)
        return draft->status;
    draft->place_count--;
    bool single = true;
    for (size_t i = 0; i < table->row_count; i++)
        single = single && table->rows[i].cell_count <= 1;
    bool layout = table->may_lay_out && !single && holds_heading(table);
    scrl__draft_list *to = open_list(draft);
    for (size_t i = 0; i < table->row_count && draft->status == 0; i++) {
        const scrl__draft_row *row = &table->rows[i];
        if (single || layout)
            emit_apart(draft, table, row, single);
        else
            emit_row(draft, table, row);
        for (size_t k = 0; k < row->after_count && draft->status == 0; k++)
            list_add(draft, draft->place_count > 0 ? &draft->deferred : to, &table->after.items[row->after + k]);
    }
    free_table(table);
    return draft->status;
}

void scrl__draft_filter(scrl__draft *draft, bool (*keep_item)(void *user, const scrl__draft_item *item), void *user)
{
    size_t kept = 0;
    for (size_t i = 0; i < draft->paras.count; i++) {
        const scrl__draft_para *para = &draft->paras.items[i];
        scrl__draft_item item = {para->part, para->level, para->zone, para->text_len};
        if (keep_item(user, &item))
            draft->paras.items[kept++] = *para;
    }
    draft->paras.count = kept;
}
