/*
 * ocr.c - reads pictures of pages by two child programs, one page at a time, so that no more than one picture is in
 * memory. Tesseract gives words with boxes of their ink but no fonts. The size of type is worked out from the heights
 * of the words, and taken in steps, because headings are known by their size and single heights are uncertain.
 */
#include "read/ocr.h"

#include <stdlib.h>
#include <string.h>

#include "base/process.h"
#include "base/str.h"
#include "base/utf8.h"

#define STEP "read"
#define DOTS 200          /* an inch, of the picture */
#define UNITS 108         /* an inch, in which pdftohtml gives the boxes of other pages */
#define UNSURE 60         /* mean confidence, of 100, below which a page should be checked */
#define SURE 93           /* from which on a page in English is not read again in Welsh */
#define STEP_OF_SIZE 1.15 /* sizes nearer to each other than this are one */
#define MOST_SIZE 400     /* of type, in units */
#define MISSING "reading pictures of pages needs tesseract (package tesseract-ocr)"

/* A run of words on one line without a wide gap. */
typedef struct run {
    uint32_t page;
    size_t text, len; /* in the pool */
    int left, right;  /* in dots, as all below */
    double size, baseline;
    size_t group; /* paragraph, as tesseract sees it */
} run;

typedef struct word {
    int block, paragraph, line;
    int left, top, width, height;
    double confidence;
    const char *text;
    size_t len;
} word;

typedef struct ocr {
    scrl_context *ctx;
    const char *bytes;
    size_t len;
    scrl__layout *layout;
    scrl__builder *b;
    bool welsh;
    scrl__str pool;
    run *runs;
    size_t run_count, run_cap;
    size_t group;
    /* of the page at hand */
    int block, paragraph, line;
    double confidence; /* summed over words */
    size_t words;
} ocr;

bool scrl__ocr_available(void)
{
    return scrl__process_available("tesseract") && scrl__process_available("pdftoppm");
}

/* ---- languages */

static bool lists(const scrl__str *list, const char *language)
{
    size_t len = strlen(language);
    const char *at = scrl__str_text(list);
    while (at != NULL && *at != '\0') {
        size_t line = strcspn(at, "\r\n");
        if (line == len && memcmp(at, language, len) == 0)
            return true;
        at = strchr(at, '\n');
        at = at == NULL ? NULL : at + 1;
    }
    return false;
}

/* English is needed; Welsh is used where it is installed. */
static int find_languages(ocr *o)
{
    static const char *const argv[] = {"tesseract", "--list-langs", NULL};
    scrl__process process = {.argv = argv};
    scrl__str out = SCRL__STR_INIT;
    int exit_code = 0;
    int status = scrl__process_run(o->ctx, &process, &out, NULL, &exit_code);
    if (status == 0 && !lists(&out, "eng"))
        status = scrl__fail(o->ctx, SCRL_EUNSUPPORTED, STEP,
                            "tesseract cannot read English here (package tesseract-ocr-eng)");
    o->welsh = lists(&out, "cym");
    scrl__str_free(&out);
    return status;
}

/* ---- words */

static bool one_of(uint32_t code, const char *signs)
{
    return code < 0x80 && code != 0 && strchr(signs, (int)code) != NULL;
}

/* The share of the size of type that the ink of a word takes above and below the line, by its letters: a word without
 * tall and hanging letters is half as high as one with both. Nothing is known of words without letters and digits. */
static bool reach_of(const word *w, double *above, double *below)
{
    bool letters = false;
    *above = 0.48;
    *below = 0;
    for (size_t at = 0; at < w->len;) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(w->text + at, w->len - at, &code);
        at += step == 0 ? 1 : step;
        bool small = one_of(code, "acegmnopqrsuvwxyz");
        bool tall = one_of(code, "bdfhijklt0123456789") || (code >= 'A' && code <= 'Z');
        letters = letters || small || tall;
        if (tall || one_of(code, "'\"!?/()[]&%") || code >= 0x80)
            *above = 0.71;
        if (one_of(code, "gjpqy()[]/,;Q"))
            *below = 0.21;
    }
    return letters;
}

static int start_run(ocr *o, uint32_t page, const word *w)
{
    if (scrl__grow((void **)&o->runs, &o->run_cap, o->run_count, sizeof(*o->runs)) != 0)
        return SCRL_ENOMEM;
    o->runs[o->run_count++] =
        (run){.page = page, .text = o->pool.len, .left = w->left, .right = w->left, .group = o->group};
    return 0;
}

/* The size of a run is the mean of its words, weighed by their letters; it is kept as a sum until the line ends. */
typedef struct measure {
    double size, baseline, weight;
    int lowest, highest;
} measure;

static void measure_word(measure *m, const word *w)
{
    double above = 0, below = 0;
    int bottom = w->top + w->height;
    m->lowest = m->lowest > bottom ? m->lowest : bottom;
    m->highest = m->highest == 0 || w->top < m->highest ? w->top : m->highest;
    if (!reach_of(w, &above, &below))
        return;
    double size = w->height / (above + below), weight = (double)w->len;
    m->size += size * weight;
    m->baseline += (bottom - size * below) * weight;
    m->weight += weight;
}

static void end_run(ocr *o, measure *m)
{
    if (o->run_count > 0 && m->lowest > 0) {
        run *r = &o->runs[o->run_count - 1];
        r->len = o->pool.len - r->text;
        r->size = m->weight > 0 ? m->size / m->weight : m->lowest - m->highest;
        r->baseline = m->weight > 0 ? m->baseline / m->weight : m->lowest;
    }
    *m = (measure){0};
}

static double size_so_far(const measure *m)
{
    return m->weight > 0 ? m->size / m->weight : m->lowest - m->highest;
}

static int add_word(ocr *o, uint32_t page, const word *w, measure *m)
{
    bool same_group = o->words > 0 && w->block == o->block && w->paragraph == o->paragraph;
    bool same_line = same_group && w->line == o->line;
    if (!same_group)
        o->group++;
    bool near = same_line && w->left - o->runs[o->run_count - 1].right < 1.5 * size_so_far(m);
    if (!near) {
        end_run(o, m);
        if (start_run(o, page, w) != 0)
            return SCRL_ENOMEM;
    } else {
        scrl__str_addc(&o->pool, ' ');
    }
    measure_word(m, w);
    scrl__str_add(&o->pool, w->text, w->len);
    o->runs[o->run_count - 1].right = w->left + w->width;
    o->block = w->block;
    o->paragraph = w->paragraph;
    o->line = w->line;
    o->confidence += w->confidence;
    o->words++;
    return o->pool.failed ? SCRL_ENOMEM : 0;
}

/* One row of the table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. Rows of
 * level 5 are words. */
static bool parse_row(const char *row, size_t len, word *out)
{
    enum { FIELDS = 11 };
    double fields[FIELDS];
    const char *at = row, *end = row + len;
    for (int i = 0; i < FIELDS; i++) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        if (tab == NULL)
            return false;
        fields[i] = strtod(at, NULL);
        if (!(fields[i] >= -1e6 && fields[i] <= 1e6))
            return false;
        at = tab + 1;
    }
    while (end > at && (end[-1] == '\r' || end[-1] == ' '))
        end--;
    *out = (word){.block = (int)fields[2],
                  .paragraph = (int)fields[3],
                  .line = (int)fields[4],
                  .left = (int)fields[6],
                  .top = (int)fields[7],
                  .width = (int)fields[8],
                  .height = (int)fields[9],
                  .confidence = fields[10],
                  .text = at,
                  .len = (size_t)(end - at)};
    return fields[0] >= 5 && fields[10] >= 0 && out->len > 0 && strspn(at, " ") < out->len;
}

static int take_table(ocr *o, uint32_t page, const scrl__str *table)
{
    const char *at = scrl__str_text(table), *end = at + table->len;
    measure m = {0};
    int status = 0;
    o->words = 0;
    o->confidence = 0;
    while (at < end && status == 0) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop == NULL ? end : stop;
        word w;
        if (parse_row(at, (size_t)(stop - at), &w))
            status = add_word(o, page, &w, &m);
        at = stop + 1;
    }
    end_run(o, &m);
    return status == 0 ? 0 : scrl__fail_memory(o->ctx, STEP);
}

/* ---- pages */

static int draw_page(ocr *o, const char *number, scrl__str *picture, int *exit_code)
{
    static const char dots[] = "200";
    _Static_assert(DOTS == 200, "the argument says the same");
    const char *const argv[] = {"pdftoppm", "-r", dots, "-gray", "-f", number, "-l", number, "-png", "-", NULL};
    scrl__process process = {.argv = argv, .input = o->bytes, .input_len = o->len};
    return scrl__process_run(o->ctx, &process, picture, NULL, exit_code);
}

/* Threads of tesseract's own gain little and, where several files are read at once, cost much. */
static int run_tesseract(ocr *o, const scrl__str *picture, const char *languages, scrl__str *table, int *exit_code)
{
    const char *const argv[] = {"env", "OMP_THREAD_LIMIT=1", "tesseract", "-", "-", "-l", languages, "tsv", NULL};
    scrl__process process = {.argv = argv, .input = picture->data, .input_len = picture->len};
    return scrl__process_run(o->ctx, &process, table, NULL, exit_code);
}

/* The mean confidence of the words of a table, 0 where there is none. */
static double confidence_of(const scrl__str *table)
{
    const char *at = scrl__str_text(table), *end = at + table->len;
    double sum = 0;
    size_t words = 0;
    word w;
    for (const char *stop; at < end; at = stop + 1) {
        stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop == NULL ? end : stop;
        if (parse_row(at, (size_t)(stop - at), &w)) {
            sum += w.confidence;
            words++;
        }
    }
    return words == 0 ? 0 : sum / (double)words;
}

/* Welsh is tried where English words are not certain: with both at once, English words are taken for Welsh ones, which
 * have no q, v or x. */
static int read_picture(ocr *o, const scrl__str *picture, scrl__str *table, int *exit_code)
{
    scrl__str other = SCRL__STR_INIT;
    int other_code = 0;
    int status = run_tesseract(o, picture, "eng", table, exit_code);
    double confidence = confidence_of(table);
    if (status == 0 && *exit_code == 0 && o->welsh && confidence > 0 && confidence < SURE) {
        status = run_tesseract(o, picture, "cym+eng", &other, &other_code);
        if (status == 0 && other_code == 0 && confidence_of(&other) > confidence) {
            scrl__str better = other;
            other = *table;
            *table = better;
        }
    }
    scrl__str_free(&other);
    return status;
}

static void report_page(ocr *o, uint32_t page)
{
    if (o->words == 0)
        return;
    unsigned mean = (unsigned)(o->confidence / (double)o->words + 0.5);
    scrl__builder_warn(o->b, "read_by_ocr", page, "the page was read from its picture, with a confidence of %u %%%s",
                       mean, mean < UNSURE ? ": much of it may be wrong, check it against the file" : "");
}

/* A page that takes too long or cannot be drawn is a warning, and the others are still read. */
static int read_page(ocr *o, uint32_t page)
{
    scrl__str number = SCRL__STR_INIT, picture = SCRL__STR_INIT, table = SCRL__STR_INIT;
    int exit_code = 0;
    scrl__str_addf(&number, "%u", (unsigned)page);
    int status =
        number.failed ? scrl__fail_memory(o->ctx, STEP) : draw_page(o, scrl__str_text(&number), &picture, &exit_code);
    if (status == 0 && picture.len > 0)
        status = read_picture(o, &picture, &table, &exit_code);
    if (status == SCRL_ELIMIT || (status == 0 && (exit_code != 0 || picture.len == 0))) {
        scrl__builder_warn(o->b, "ocr_failed", page, "the picture of the page could not be read");
        status = 0;
    } else if (status == 0) {
        status = take_table(o, page, &table);
        if (status == 0)
            report_page(o, page);
    }
    scrl__str_free(&number);
    scrl__str_free(&picture);
    scrl__str_free(&table);
    return status;
}

/* ---- sizes */

/* All runs of a paragraph have its mean size. */
static void even_out(ocr *o)
{
    for (size_t first = 0; first < o->run_count;) {
        double sum = 0, weight = 0;
        size_t after = first;
        for (; after < o->run_count && o->runs[after].group == o->runs[first].group; after++) {
            sum += o->runs[after].size * (double)o->runs[after].len;
            weight += (double)o->runs[after].len;
        }
        for (; first < after; first++)
            o->runs[first].size = weight > 0 ? sum / weight : o->runs[first].size;
    }
}

static int in_units(double dots)
{
    return (int)(dots * UNITS / DOTS + 0.5);
}

/* The size in which most is set. */
static double usual_size(const ocr *o)
{
    size_t letters[MOST_SIZE] = {0};
    size_t best = 1;
    for (size_t i = 0; i < o->run_count; i++) {
        int size = in_units(o->runs[i].size);
        if (size > 0 && size < MOST_SIZE)
            letters[size] += o->runs[i].len;
    }
    for (size_t i = 2; i < MOST_SIZE; i++)
        best = letters[i] > letters[best] ? i : best;
    return (double)best * DOTS / UNITS;
}

static double in_steps(double size, double usual)
{
    double stepped = usual;
    while (size > stepped * (1 + (STEP_OF_SIZE - 1) * 0.5) && stepped < MOST_SIZE)
        stepped *= STEP_OF_SIZE;
    while (size < stepped / (1 + (STEP_OF_SIZE - 1) * 0.5) && stepped > 4)
        stepped /= STEP_OF_SIZE;
    return stepped;
}

static void hand_over(ocr *o)
{
    uint32_t page = 0;
    even_out(o);
    double usual = usual_size(o);
    for (size_t i = 0; i < o->run_count; i++) {
        const run *r = &o->runs[i];
        double size = in_steps(r->size, usual);
        scrl__piece piece = {.left = in_units(r->left),
                             .right = in_units(r->right),
                             .top = in_units(r->baseline - size * 0.9),
                             .bottom = in_units(r->baseline + size * 0.25),
                             .size = in_units(size),
                             .text = o->pool.data + r->text,
                             .len = r->len};
        if (r->page != page)
            scrl__layout_reopen(o->layout, r->page);
        page = r->page;
        scrl__layout_piece(o->layout, &piece);
    }
}

/* ---- the whole */

static int missing(scrl_context *ctx, size_t blank, const scrl__layout *layout, scrl__builder *b)
{
    if (blank == scrl__layout_page_count(layout))
        return scrl__fail(ctx, SCRL_EUNSUPPORTED, STEP, MISSING);
    scrl__builder_warn(b, "ocr_missing", 0, MISSING);
    return 0;
}

int scrl__ocr_fill(scrl_context *ctx, const char *bytes, size_t len, scrl__layout *layout, scrl__builder *b)
{
    ocr o = {.ctx = ctx, .bytes = bytes, .len = len, .layout = layout, .b = b};
    size_t pages = scrl__layout_page_count(layout), blank = 0;
    for (size_t i = 0; i < pages; i++)
        blank += !scrl__layout_page_has_text(layout, i);
    if (blank == 0)
        return 0;
    if (!scrl__ocr_available())
        return missing(ctx, blank, layout, b);
    int status = find_languages(&o);
    for (size_t i = 0; i < pages && status == 0; i++)
        if (!scrl__layout_page_has_text(layout, i))
            status = read_page(&o, scrl__layout_page_number(layout, i));
    if (status == 0)
        hand_over(&o);
    scrl__str_free(&o.pool);
    free(o.runs);
    return status;
}
