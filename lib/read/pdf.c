/*
 * pdf.c - reads PDF by a child program, poppler's pdftohtml, which gives each piece of text with its box and font as
 * XML. Everything about pages and paragraphs is left to the layout. Text that a page hides (render mode 3) is the
 * recognised text under a scan, or what somebody wanted unread. It is asked for only when the file may have any, taken
 * for pages that show no text at all, and left out of others with a warning. Pages that then have no text are read from
 * their picture where that is asked for.
 */
#include <stdlib.h>
#include <string.h>

#include "base/process.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/hidden.h"
#include "read/layout.h"
#include "read/ocr.h"
#include "read/reader.h"
#include "read/words.h"

enum { MAX_FONTS = 65536 };

typedef struct font {
    int size;
    bool bold, italic;
    uint32_t colour;
} font;

/* The XML as it comes in. */
typedef struct intake {
    scrl__layout *layout;
    uint32_t page_limit;
    bool beyond;      /* a page past the limit has come */
    bool hidden;      /* second pass: only pages without text are filled */
    bool left_hidden; /* second pass: the page has shown text already */
    size_t *shown;    /* letters that each page shows */
    size_t shown_count, shown_cap;
    size_t page;            /* index of the page at hand */
    size_t letters;         /* second pass: of the page so far */
    uint32_t pages_covered; /* second pass: pages that have more text than they show */
    font *fonts;
    size_t font_count, font_cap;
    scrl__piece piece;
    bool in_text;
    int bold_depth, italic_depth;
    size_t bold_bytes, italic_bytes;
    scrl__str text;
} intake;

static int number_of(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    const char *value = scrl__xml_attr_get(attrs, count, name);
    long number = value != NULL ? strtol(value, NULL, 10) : 0;
    return number > 1000000 ? 1000000 : number < -1000000 ? -1000000 : (int)number;
}

static bool names_weight(const char *family, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasestr(family, words[i]) != NULL)
            return true;
    return false;
}

/* Font numbers run through the document and are declared in order. */
static int take_font(intake *in, const scrl__xml_attr *attrs, size_t count)
{
    static const char *const heavy[] = {"bold", "black", "heavy"};
    static const char *const slanted[] = {"italic", "oblique"};
    int id = number_of(attrs, count, "id");
    if (id < 0 || id >= MAX_FONTS)
        return 0;
    while (in->font_count <= (size_t)id) {
        int status = scrl__grow((void **)&in->fonts, &in->font_cap, in->font_count, sizeof(font));
        if (status != 0)
            return status;
        memset(&in->fonts[in->font_count++], 0, sizeof(font));
    }
    const char *family = scrl__xml_attr_get(attrs, count, "family");
    const char *colour = scrl__xml_attr_get(attrs, count, "color");
    font *f = &in->fonts[id];
    f->size = number_of(attrs, count, "size");
    f->bold = family != NULL && names_weight(family, heavy, sizeof(heavy) / sizeof(heavy[0]));
    f->italic = family != NULL && names_weight(family, slanted, sizeof(slanted) / sizeof(slanted[0]));
    f->colour = colour != NULL && colour[0] == '#' ? (uint32_t)strtoul(colour + 1, NULL, 16) : 0;
    return 0;
}

/* Closes a page of the second pass. A letter or two may differ by the way in which poppler puts pieces together. */
static void end_page(intake *in)
{
    enum { SLACK = 3 };
    if (in->hidden && in->left_hidden && in->page < in->shown_count && in->letters > in->shown[in->page] + SLACK)
        in->pages_covered++;
    in->letters = 0;
}

static int open_page(intake *in, uint32_t number, int width, int height)
{
    if (scrl__grow((void **)&in->shown, &in->shown_cap, in->shown_count, sizeof(*in->shown)) != 0)
        return SCRL_ENOMEM;
    in->page = in->shown_count;
    in->shown[in->shown_count++] = 0;
    scrl__layout_page(in->layout, number, width, height);
    return 0;
}

static int take_page(intake *in, const scrl__xml_attr *attrs, size_t count)
{
    uint32_t number = (uint32_t)number_of(attrs, count, "number");
    if (number == 0)
        number = (uint32_t)scrl__layout_page_count(in->layout) + 1;
    in->beyond = in->beyond || number > in->page_limit;
    if (in->beyond)
        return 0;
    if (!in->hidden)
        return open_page(in, number, number_of(attrs, count, "width"), number_of(attrs, count, "height"));
    in->left_hidden = true;
    in->page = in->shown_count;
    for (size_t i = 0; i < scrl__layout_page_count(in->layout); i++)
        if (scrl__layout_page_number(in->layout, i) == number)
            in->page = i;
    if (in->page < in->shown_count)
        in->left_hidden = scrl__layout_page_has_text(in->layout, in->page);
    if (!in->left_hidden)
        scrl__layout_reopen(in->layout, number);
    return 0;
}

static void begin_text(intake *in, const scrl__xml_attr *attrs, size_t count)
{
    size_t id = (size_t)number_of(attrs, count, "font");
    scrl__piece *piece = &in->piece;
    memset(piece, 0, sizeof(*piece));
    piece->left = number_of(attrs, count, "left");
    piece->top = number_of(attrs, count, "top");
    piece->right = piece->left + number_of(attrs, count, "width");
    piece->bottom = piece->top + number_of(attrs, count, "height");
    if (id < in->font_count) {
        piece->size = in->fonts[id].size;
        piece->bold = in->fonts[id].bold;
        piece->italic = in->fonts[id].italic;
        piece->colour = in->fonts[id].colour;
    }
    in->in_text = true;
    in->bold_depth = in->italic_depth = 0;
    in->bold_bytes = in->italic_bytes = 0;
    scrl__str_truncate(&in->text, 0);
}

/* The letters of a ligature that Ghostscript has written down with their two bytes in the wrong order: "fi" arrives as
 * the Chinese and Korean characters U+6600 U+6900; the last two of "ffi" and "ffl" are added up. Returns how many
 * letters, and in '*end' where the text goes on; 0 where there are no two of them side by side. */
static size_t swapped_letters(const scrl__str *text, size_t at, char letters[8], size_t *end)
{
    size_t count = 0, characters = 0;
    uint32_t code = 0;
    *end = at;
    while (count < 6) {
        size_t step = scrl__utf8_decode(text->data + *end, text->len - *end, &code);
        uint32_t high = code >> 8;
        bool two = high == 'f' + 'i' || high == 'f' + 'l';
        if (step != 3 || (code & 0xff) != 0 || !((high >= 'a' && high <= 'z') || (two && count > 0)))
            break;
        letters[count++] = two ? 'f' : (char)high;
        if (two)
            letters[count++] = (char)(high - 'f');
        characters++;
        *end += step;
    }
    return characters > 1 ? count : 0;
}

static void mend_ligatures(scrl__str *text)
{
    size_t out = 0, from = 0;
    for (size_t at = 0; at < text->len;) {
        char letters[8];
        size_t end = at, count = (unsigned char)text->data[at] >= 0xe6 ? swapped_letters(text, at, letters, &end) : 0;
        if (count == 0) {
            at++;
            continue;
        }
        memmove(text->data + out, text->data + from, at - from);
        out += at - from;
        memcpy(text->data + out, letters, count);
        out += count;
        at = from = end;
    }
    memmove(text->data + out, text->data + from, text->len - from);
    scrl__str_truncate(text, out + text->len - from);
}

/* A piece is bold when hardly any of it is not. */
static void end_text(intake *in)
{
    if (!in->in_text)
        return;
    in->in_text = false;
    in->piece.bold = in->piece.bold || (in->text.len > 0 && in->bold_bytes * 10 >= in->text.len * 9);
    in->piece.italic = in->piece.italic || (in->text.len > 0 && in->italic_bytes * 10 >= in->text.len * 9);
    if (in->text.len > 0)
        mend_ligatures(&in->text);
    in->piece.text = scrl__str_text(&in->text);
    in->piece.len = in->text.len;
    if (in->beyond)
        return;
    size_t letters = 0;
    for (size_t i = 0; i < in->text.len; i++)
        letters += (unsigned char)in->text.data[i] > ' ';
    if (in->hidden)
        in->letters += letters;
    else if (in->page < in->shown_count)
        in->shown[in->page] += letters;
    if (!(in->hidden && in->left_hidden))
        scrl__layout_piece(in->layout, &in->piece);
}

/* Poppler can close <b> and <i> in the wrong order, so they are counted, and a new piece ends whatever is open. */
static int on_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                    uint32_t line)
{
    intake *in = user;
    (void)ns;
    (void)line;
    if (strcmp(name, "fontspec") == 0)
        return take_font(in, attrs, count);
    if (strcmp(name, "page") == 0) {
        end_text(in);
        return take_page(in, attrs, count);
    } else if (strcmp(name, "text") == 0) {
        end_text(in);
        begin_text(in, attrs, count);
    } else if (strcmp(name, "b") == 0) {
        in->bold_depth++;
    } else if (strcmp(name, "i") == 0) {
        in->italic_depth++;
    }
    return in->text.failed ? SCRL_ENOMEM : 0;
}

static int on_end(void *user, const char *ns, const char *name)
{
    intake *in = user;
    (void)ns;
    if (strcmp(name, "text") == 0 || strcmp(name, "page") == 0)
        end_text(in);
    if (strcmp(name, "page") == 0)
        end_page(in);
    else if (strcmp(name, "b") == 0 && in->bold_depth > 0)
        in->bold_depth--;
    else if (strcmp(name, "i") == 0 && in->italic_depth > 0)
        in->italic_depth--;
    return 0;
}

/* Text between pages ("link to page 3") and in the outline is left aside. */
static int on_text(void *user, const char *text, size_t len)
{
    intake *in = user;
    if (!in->in_text)
        return 0;
    scrl__str_add(&in->text, text, len);
    in->bold_bytes += in->bold_depth > 0 ? len : 0;
    in->italic_bytes += in->italic_depth > 0 ? len : 0;
    return in->text.failed ? SCRL_ENOMEM : 0;
}

/* Poppler passes on control characters and broken UTF-8 that XML forbids: each becomes a space. Returns how many. */
static uint32_t clean_xml(char *bytes, size_t len)
{
    uint32_t cleaned = 0;
    for (size_t at = 0; at < len;) {
        unsigned char c = (unsigned char)bytes[at];
        if (c >= 0x20 && c < 0x80) {
            at++;
            continue;
        }
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(bytes + at, len - at, &code);
        bool forbidden = step == 0 || (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0xfffe ||
                         code == 0xffff;
        size_t width = step == 0 ? 1 : step;
        if (forbidden) {
            memset(bytes + at, ' ', width);
            cleaned += step == 0;
        }
        at += width;
    }
    return cleaned;
}

/* Pages are counted in decimal; pdftohtml takes an int. */
static void write_page(char out[16], uint64_t page)
{
    scrl__str text = SCRL__STR_INIT;
    scrl__str_addf(&text, "%llu", (unsigned long long)(page < 999999 ? page : 999999));
    size_t len = text.len < 15 ? text.len : 15;
    memcpy(out, scrl__str_text(&text), len);
    out[len] = '\0';
    scrl__str_free(&text);
}

/* The file as it was handed in. */
typedef struct source {
    const char *name, *bytes;
    size_t len;
    bool guarded; /* marked against copying; it opens without a password all the same */
} source;

/* Runs pdftohtml on pages first..last. When it reads standard input it wants a name for its output, which -stdout
 * then overrides. */
static int run_poppler(scrl_context *ctx, const source *from, uint64_t first, uint64_t last, bool hidden,
                       scrl__str *out, scrl__str *err, int *exit_code)
{
    char first_page[16], last_page[16];
    write_page(first_page, first);
    write_page(last_page, last);
    const char *argv[16] = {"pdftohtml", "-xml", "-i", "-stdout", "-enc", "UTF-8", "-f", first_page, "-l", last_page};
    size_t count = 10;
    if (hidden)
        argv[count++] = "-hidden";
    if (from->guarded)
        argv[count++] = "-nodrm";
    argv[count++] = "-";
    argv[count] = "out";
    scrl__process process = {.argv = argv, .input = from->bytes, .input_len = from->len, .output_limit = 0};
    return scrl__process_run(ctx, &process, out, err, exit_code);
}

static int refuse(scrl_context *ctx, const char *err)
{
    if (strstr(err, "ncorrect password") != NULL)
        return scrl__fail(ctx, SCRL_EUNSUPPORTED, "read", "the PDF is encrypted and needs a password");
    return scrl__fail(ctx, SCRL_EFORMAT, "read", "it is not a readable PDF file");
}

/* Runs poppler on the whole file. A person can read a file that is marked against copying, and every viewer searches
 * it: so does scrl, and says so. */
static int run_on_all(scrl_context *ctx, source *from, uint32_t page_limit, scrl__str *xml, scrl__str *err,
                      int *exit_code)
{
    int status = run_poppler(ctx, from, 1, (uint64_t)page_limit + 1, false, xml, err, exit_code);
    from->guarded = status == 0 && xml->len == 0 && strstr(scrl__str_text(err), "opying of text") != NULL;
    if (!from->guarded)
        return status;
    scrl__str_truncate(err, 0);
    return run_poppler(ctx, from, 1, (uint64_t)page_limit + 1, false, xml, err, exit_code);
}

/* Just after the last </page>; 0 when there is none. */
static size_t last_page_end(const scrl__str *xml)
{
    static const char tag[] = "</page>";
    size_t n = sizeof(tag) - 1;
    for (size_t at = xml->len; at >= n; at--)
        if (memcmp(xml->data + at - n, tag, n) == 0)
            return at;
    return 0;
}

static int parse_output(scrl_context *ctx, const char *name, scrl__str *xml, intake *in, scrl__builder *b)
{
    static const scrl__xml_handler handler = {on_start, on_end, on_text};
    uint32_t damaged = 0;
    /* The bookmarks after the last page are not read, and may be nested without limit. */
    size_t end = last_page_end(xml);
    if (end > 0) {
        scrl__str_truncate(xml, end);
        scrl__str_adds(xml, "</pdf2xml>");
    }
    if (xml->failed)
        return scrl__fail_memory(ctx, "read");
    scrl__builder_repaired(b, clean_xml(xml->data, xml->len));
    int status = scrl__xml_parse(ctx, "read", name, xml->data, xml->len, true, &handler, in, &damaged, NULL);
    return status == SCRL_ENOMEM ? scrl__fail_memory(ctx, "read") : status;
}

/* Reads the file once more with its hidden text, and takes that of pages that show none. */
static int read_hidden(scrl_context *ctx, const source *from, intake *in, scrl__builder *b)
{
    scrl__str xml = SCRL__STR_INIT;
    int exit_code = 0;
    int status = run_poppler(ctx, from, 1, in->page_limit, true, &xml, NULL, &exit_code);
    in->hidden = true;
    in->font_count = 0;
    if (status == 0 && xml.len > 0)
        status = parse_output(ctx, from->name, &xml, in, b);
    scrl__str_free(&xml);
    return status;
}

static uint32_t count_blank(const scrl__layout *layout)
{
    uint32_t blank = 0;
    for (size_t i = 0; i < scrl__layout_page_count(layout); i++)
        blank += !scrl__layout_page_has_text(layout, i);
    return blank;
}

/* Fills the pages that show no text from the hidden text that a recognition program has put under their image. */
static int fill_hidden(scrl_context *ctx, const source *from, intake *in, scrl__builder *b)
{
    if (!scrl__pdf_may_hide(from->bytes, from->len))
        return 0;
    uint32_t blank = count_blank(in->layout);
    int status = read_hidden(ctx, from, in, b);
    uint32_t filled = blank - count_blank(in->layout);
    if (filled > 0)
        scrl__builder_warn(b, "recognised_text", 0, "the text of %u pages is the hidden text under their image",
                           (unsigned)filled);
    if (in->pages_covered > 0)
        scrl__builder_warn(b, "hidden_text", 0, "%u pages have text that they do not show; it was left out",
                           (unsigned)in->pages_covered);
    return status;
}

static void warn_blank_pages(const scrl__layout *layout, scrl__builder *b)
{
    size_t pages = scrl__layout_page_count(layout), blank = 0;
    for (size_t i = 0; i < pages; i++) {
        if (scrl__layout_page_has_text(layout, i))
            continue;
        blank++;
        scrl__builder_warn(b, "page_without_text", scrl__layout_page_number(layout, i),
                           "the page has no text that can be read");
    }
    if (blank == pages)
        scrl__builder_warn(b, "no_text_layer", 0,
                           "no page has text: the document is a scan and needs text recognition (the option ocr)");
}

static int read_pdf(scrl_context *ctx, const char *name, const char *bytes, size_t len,
                    const scrl_document_options *options, scrl__builder *b)
{
    intake in = {.page_limit = ctx->limits.pages};
    source from = {name, bytes, len, false};
    scrl__str xml = SCRL__STR_INIT, err = SCRL__STR_INIT;
    int exit_code = 0, status = 0;
    if (len == 0)
        return scrl__fail(ctx, SCRL_EFORMAT, "read", "the file is empty");
    status = scrl__layout_new(ctx, &in.layout);
    if (status == 0)
        status = run_on_all(ctx, &from, in.page_limit, &xml, &err, &exit_code);
    if (status != 0)
        goto done;
    if (xml.len == 0 || strstr(xml.data, "<page") == NULL) {
        status = refuse(ctx, scrl__str_text(&err));
        goto done;
    }
    status = parse_output(ctx, name, &xml, &in, b);
    scrl__str_free(&xml);
    if (status == 0)
        status = fill_hidden(ctx, &from, &in, b);
    if (status == 0)
        status = scrl__pieces_cut(ctx, bytes, len, in.layout);
    if (status == 0 && options->ocr)
        status = scrl__ocr_fill(ctx, bytes, len, in.layout, b);
    if (status != 0)
        goto done;
    scrl__builder_pages(b, (uint32_t)scrl__layout_page_count(in.layout));
    if (exit_code != 0 || strstr(scrl__str_text(&err), "Error") != NULL)
        scrl__builder_warn(b, "damaged", 0, "the PDF file is damaged: some of its text may be missing");
    if (from.guarded)
        scrl__builder_warn(b, "copy_protected", 0,
                           "the file is marked against copying its text; it was read all the same");
    if (in.beyond)
        scrl__builder_warn(b, "page_limit", in.page_limit, "only the first %u pages were read",
                           (unsigned)in.page_limit);
    warn_blank_pages(in.layout, b);
    status = scrl__layout_emit(in.layout, b);
done:
    scrl__str_free(&xml);
    scrl__str_free(&err);
    scrl__str_free(&in.text);
    free(in.fonts);
    free(in.shown);
    scrl__layout_free(in.layout);
    return status;
}

/* The header may stand behind some junk within the first KiB. */
static bool sniff_pdf(const char *bytes, size_t len)
{
    size_t room = len < 1024 ? len : 1024;
    return room >= 5 && memmem(bytes, room, "%PDF-", 5) != NULL;
}

static const char *const pdf_suffixes[] = {"pdf", NULL};
const scrl__reader scrl__reader_pdf = {"pdf", 3, pdf_suffixes, sniff_pdf, read_pdf};
