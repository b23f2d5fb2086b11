/* check.c - the promises, in the terms of the public headers. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

#define FILES_MAX 8u

void fuzz_expect(bool kept, const char *promise)
{
    if (kept)
        return;
    fprintf(stderr, "broken: %s\n", promise);
    abort();
}

scrl_context *fuzz_context(void)
{
    static scrl_context *ctx;
    if (ctx != NULL)
        return ctx;
    scrl_limits limits = SCRL_LIMITS_INIT;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    limits.unpacked_bytes = 4u << 20;
    limits.text_bytes = 1u << 20;
    limits.blocks = 20000;
    options.data_dir = FUZZ_SOURCE "/data";
    options.limits = &limits;
    fuzz_expect(scrl_context_new(&options, &ctx) == 0, "a context can be made");
    return ctx;
}

static void expect_loaded(int status)
{
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(fuzz_context(), &error);
    fuzz_expect(status == 0, status == 0 ? "" : error.message);
}

const scrl_structure *fuzz_structure(void)
{
    static scrl_structure *structure;
    if (structure == NULL)
        expect_loaded(scrl_structure_load(fuzz_context(), NULL, &structure));
    return structure;
}

const scrl_themes *fuzz_themes(void)
{
    static scrl_themes *themes;
    if (themes == NULL)
        expect_loaded(scrl_themes_load(fuzz_context(), NULL, &themes));
    return themes;
}

/* Valid UTF-8 without control characters, but those that 'allowed' holds. */
static bool clean(const char *text, size_t len, const char *allowed)
{
    if (!scrl__utf8_valid(text, len))
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        bool c1 = c == 0xc2 && i + 1 < len && (unsigned char)text[i + 1] < 0xa0;
        if (c1 || c == 0x7f || (c < 0x20 && (c == 0 || strchr(allowed, c) == NULL)))
            return false;
    }
    return true;
}

static bool clean_string(const char *text)
{
    return text != NULL && clean(text, strlen(text), "");
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* True when [start, end) lies in a text of 'len' bytes and cuts no character. */
static bool inside(const char *text, size_t len, uint32_t start, uint32_t end)
{
    return start <= end && end <= len && ((unsigned char)text[start] & 0xc0) != 0x80 &&
           ((unsigned char)text[end] & 0xc0) != 0x80;
}

void fuzz_check_failure(int status, const int *codes)
{
    scrl_error error = SCRL_ERROR_INIT;
    bool listed = false;
    for (; *codes != 0; codes++)
        listed = listed || *codes == status;
    scrl_context_last_error(fuzz_context(), &error);
    if (!listed)
        fprintf(stderr, "%d: %s\n", status, error.message);
    fuzz_expect(listed, "a failure has one of the codes that the header names");
    fuzz_expect(error.code == status, "a failure is kept on the context");
    fuzz_expect(error.message[0] != '\0' && clean_string(error.message), "a failure has one clean line");
}

scrl_document *fuzz_read(const char *reader, const void *bytes, size_t len)
{
    static const int codes[] = {SCRL_EFORMAT, SCRL_EUNSUPPORTED, SCRL_ELIMIT, 0};
    scrl_document_options options = SCRL_DOCUMENT_OPTIONS_INIT;
    scrl_document *doc = NULL;
    options.reader = reader;
    int status = scrl_document_read_memory(fuzz_context(), "input", bytes, len, &options, &doc);
    if (status != 0) {
        fuzz_check_failure(status, codes);
        return NULL;
    }
    fuzz_check_document(doc);
    return doc;
}

static void check_blocks(const scrl_document *doc, const char *text, size_t len)
{
    uint32_t before = 0;
    uint32_t page = 0;
    for (size_t i = 0; i < scrl_document_block_count(doc); i++) {
        scrl_block block = SCRL_BLOCK_INIT;
        fuzz_expect(scrl_document_block(doc, i, &block) == 0, "a block can be had");
        fuzz_expect(block.start < block.end && inside(text, len, block.start, block.end), "a block stands in the text");
        fuzz_expect(i == 0 || block.start > before, "blocks stand in order and apart");
        fuzz_expect(clean(text + block.start, block.end - block.start, "\t"), "a block is one clean line");
        fuzz_expect(block.kind == SCRL_BLOCK_TABLE_ROW ||
                        memchr(text + block.start, '\t', block.end - block.start) == NULL,
                    "only table rows hold tabs");
        fuzz_expect(clean_string(block.number), "a printed number is clean");
        fuzz_expect(block.section == SCRL_NONE || block.section < scrl_document_section_count(doc),
                    "a block's section exists");
        fuzz_expect(block.page == scrl_document_page_at(doc, block.start), "a block begins on its page");
        page = block.page > page ? block.page : page;
        before = block.end;
    }
    fuzz_expect(page <= 20000, "pages stay within the limit");
}

static void check_sentences(const scrl_document *doc, const char *text, size_t len)
{
    uint32_t before = 0;
    for (size_t i = 0; i < scrl_document_sentence_count(doc); i++) {
        scrl_sentence sentence = SCRL_SENTENCE_INIT;
        scrl_block block = SCRL_BLOCK_INIT;
        fuzz_expect(scrl_document_sentence(doc, i, &sentence) == 0, "a sentence can be had");
        fuzz_expect(scrl_document_block(doc, sentence.block, &block) == 0, "a sentence's block exists");
        fuzz_expect(sentence.start < sentence.end && inside(text, len, sentence.start, sentence.end),
                    "a sentence stands in the text");
        fuzz_expect(sentence.start >= block.start && sentence.end <= block.end, "a sentence stands in its block");
        fuzz_expect(sentence.start >= before, "sentences stand in order and apart");
        fuzz_expect(!blank(text[sentence.start]) && !blank(text[sentence.end - 1]),
                    "a sentence has no white space around");
        before = sentence.end;
    }
}

static void check_sections(const scrl_document *doc, const char *text, size_t len)
{
    for (size_t i = 0; i < scrl_document_section_count(doc); i++) {
        scrl_section section = SCRL_SECTION_INIT;
        scrl_section parent = SCRL_SECTION_INIT;
        scrl_block block = SCRL_BLOCK_INIT;
        fuzz_expect(scrl_document_section(doc, i, &section) == 0, "a section can be had");
        fuzz_expect(scrl_document_block(doc, section.block, &block) == 0 && block.kind == SCRL_BLOCK_HEADING &&
                        block.start == section.start && block.section == i,
                    "a section begins with its heading");
        fuzz_expect(inside(text, len, section.start, section.end) && section.end >= block.end,
                    "a section stands in the text");
        fuzz_expect(clean_string(section.number), "a section's number is clean");
        if (section.parent == SCRL_NONE)
            continue;
        fuzz_expect(section.parent < i && scrl_document_section(doc, section.parent, &parent) == 0 &&
                        parent.level < section.level && parent.start <= section.start && parent.end >= section.end,
                    "sections nest");
    }
}

void fuzz_check_document(const scrl_document *doc)
{
    size_t len = 0;
    const char *text = scrl_document_text(doc, &len);
    scrl_document_info info = SCRL_DOCUMENT_INFO_INIT;
    fuzz_expect(strlen(text) == len && clean(text, len, "\t\n"), "the text is clean UTF-8");
    fuzz_expect(scrl_document_info_get(doc, &info) == 0, "the facts can be had");
    fuzz_expect(strlen(info.sha256) == 64 && strlen(info.text_sha256) == 64, "the hashes are whole");
    fuzz_expect(clean_string(info.title) && clean_string(info.language), "title and language are clean");
    fuzz_expect((info.words == 0) == (scrl__text_words(text, len) == 0), "words are counted");
    check_blocks(doc, text, len);
    check_sentences(doc, text, len);
    check_sections(doc, text, len);
    for (size_t i = 0; i < scrl_document_warning_count(doc); i++) {
        scrl_warning warning = SCRL_WARNING_INIT;
        fuzz_expect(scrl_document_warning(doc, i, &warning) == 0 && warning.code[0] != '\0' &&
                        clean_string(warning.code) && clean_string(warning.message),
                    "a warning is one clean line");
    }
}

static void check_statements(const scrl_review *review, const char *text, size_t len, size_t sections)
{
    uint32_t before = 0;
    for (size_t i = 0; i < scrl_review_statement_count(review); i++) {
        scrl_statement s = SCRL_STATEMENT_INIT;
        fuzz_expect(scrl_review_statement(review, i, &s) == 0, "a statement can be had");
        fuzz_expect(s.start < s.end && inside(text, len, s.start, s.end), "a statement stands in the text");
        fuzz_expect(s.start >= before, "statements stand in order");
        fuzz_expect(s.kind[0] != '\0' && clean_string(s.kind) && clean_string(s.label) && clean_string(s.deadline) &&
                        clean_string(s.owner),
                    "what a statement says of itself is clean");
        fuzz_expect(s.section == SCRL_NONE || s.section < sections, "a statement's section exists");
        for (size_t j = 0; j < s.addressee_count; j++)
            fuzz_expect(clean_string(scrl_review_statement_addressee(review, i, j)), "an addressee is clean");
        for (size_t j = 0; j < s.agency_count; j++)
            fuzz_expect(scrl_review_statement_agency(review, i, j)[0] != '\0', "an agency has an id");
        before = s.start;
    }
}

/* ISO 8601, YYYY-MM-DD, or "". */
static bool is_day(const char *day)
{
    if (day[0] == '\0')
        return true;
    for (size_t i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? day[i] != '-' : day[i] < '0' || day[i] > '9')
            return false;
    int month = (day[5] - '0') * 10 + day[6] - '0';
    int date = (day[8] - '0') * 10 + day[9] - '0';
    return day[10] == '\0' && month >= 1 && month <= 12 && date >= 1 && date <= 31;
}

static void check_events(const scrl_review *review, const char *text, size_t len)
{
    uint32_t before = 0;
    for (size_t i = 0; i < scrl_review_event_count(review); i++) {
        scrl_event e = SCRL_EVENT_INIT;
        fuzz_expect(scrl_review_event(review, i, &e) == 0, "an event can be had");
        fuzz_expect(e.start < e.end && inside(text, len, e.start, e.end), "an event stands in the text");
        fuzz_expect(e.start >= before, "events stand in order");
        fuzz_expect(is_day(e.from) && is_day(e.to), "an event's days are days");
        fuzz_expect((e.from[0] == '\0') == (e.to[0] == '\0') && strcmp(e.from, e.to) <= 0,
                    "an event begins before it ends");
        fuzz_expect(e.precision[0] != '\0' && e.printed[0] != '\0' && clean_string(e.printed),
                    "an event shows its date");
        before = e.start;
    }
}

void fuzz_check_review(const scrl_review *review)
{
    const scrl_document *doc = scrl_review_document(review);
    size_t len = 0;
    const char *text = scrl_document_text(doc, &len);
    size_t sections = scrl_document_section_count(doc);
    for (size_t i = 0; i < sections; i++)
        fuzz_expect(scrl_review_role(review, (uint32_t)i)[0] != '\0', "every section has a role");
    fuzz_expect(scrl_review_role(review, SCRL_NONE)[0] != '\0', "so has what stands before the first");
    check_statements(review, text, len, sections);
    check_events(review, text, len);
    for (size_t i = 0; i < scrl_review_value_count(review); i++) {
        scrl_value value = SCRL_VALUE_INIT;
        fuzz_expect(scrl_review_value(review, i, &value) == 0, "a value can be had");
        fuzz_expect(value.value[0] != '\0' && clean_string(value.value), "a value is clean");
        fuzz_expect(inside(text, len, value.start, value.end), "a value was read from the text");
        fuzz_expect(scrl_review_field(review, value.field) != NULL, "a value's field is stated");
    }
}

void fuzz_check_tags(const scrl_review *review, const scrl_themes *themes, const scrl_tags *tags)
{
    const scrl_document *doc = scrl_review_document(review);
    size_t len = 0;
    const char *text = scrl_document_text(doc, &len);
    uint32_t before = 0;
    for (size_t i = 0; i < scrl_tags_count(tags); i++) {
        scrl_tag tag = SCRL_TAG_INIT;
        scrl_block block = SCRL_BLOCK_INIT;
        scrl_rule rule = SCRL_RULE_INIT;
        fuzz_expect(scrl_tags_get(tags, i, &tag) == 0, "a tag can be had");
        fuzz_expect(scrl_document_block(doc, tag.block, &block) == 0 && tag.start >= block.start &&
                        tag.end <= block.end,
                    "a tag stands in its block");
        fuzz_expect(tag.start < tag.end && inside(text, len, tag.start, tag.end), "a tag stands in the text");
        fuzz_expect(tag.evidence_start >= tag.start && tag.evidence_end <= tag.end &&
                        inside(text, len, tag.evidence_start, tag.evidence_end),
                    "a tag shows words of its sentence");
        fuzz_expect(tag.start >= before, "tags stand in order");
        fuzz_expect(scrl_themes_find(themes, tag.theme) != SCRL_NONE, "a tag's theme is in the set");
        fuzz_expect(scrl_themes_rule(themes, tag.rule, &rule) == 0, "a tag's rule is in the set");
        fuzz_expect(tag.confidence <= 100 && (unsigned)tag.polarity <= SCRL_POLARITY_NEUTRAL &&
                        (unsigned)tag.level <= SCRL_LEVEL_SYSTEM,
                    "a tag's values are known ones");
        fuzz_expect(clean_string(tag.polarity_by) && clean_string(tag.level_by), "a tag says why");
        before = tag.start;
    }
}

static char folder[256];
static char files[FILES_MAX][320];
static unsigned file_count;

static void remove_folder(void)
{
    for (unsigned i = 0; i < file_count; i++)
        unlink(files[i]);
    rmdir(folder);
}

const char *fuzz_folder(void)
{
    if (folder[0] == '\0') {
        const char *temporary = getenv("TMPDIR");
        snprintf(folder, sizeof(folder), "%s/scrl-fuzz-XXXXXX", temporary != NULL ? temporary : "/tmp");
        fuzz_expect(mkdtemp(folder) != NULL, "a folder for files can be made");
        atexit(remove_folder);
    }
    return folder;
}

const char *fuzz_file(const char *name)
{
    const char *in = fuzz_folder();
    size_t name_len = strlen(name);
    for (unsigned i = 0; i < file_count; i++)
        if (strcmp(files[i] + strlen(files[i]) - name_len, name) == 0)
            return files[i];
    fuzz_expect(file_count < FILES_MAX, "few files are used");
    snprintf(files[file_count], sizeof(files[0]), "%s/%s", in, name);
    return files[file_count++];
}
