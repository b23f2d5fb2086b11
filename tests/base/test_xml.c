/* test_xml.c - XML and HTML, good, damaged and hostile. Events are written down as text. */
#include "suite.h"

#include <string.h>

#include "base/str.h"
#include "base/xml.h"

static scrl_context *ctx;
static scrl__str events;

static void set_up(void)
{
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), SCRL_OK);
}

static void tear_down(void)
{
    scrl_context_free(ctx);
    scrl__str_free(&events);
}

static int on_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                    uint32_t line)
{
    (void)user;
    (void)line;
    scrl__str_addf(&events, "<%s%s%s", ns, *ns != '\0' ? ":" : "", name);
    for (size_t i = 0; i < count; i++)
        scrl__str_addf(&events, " %s=[%s]", attrs[i].name, attrs[i].value);
    scrl__str_addc(&events, '>');
    return strcmp(name, "stop") == 0 ? SCRL_ECANCELLED : 0;
}

static int on_end(void *user, const char *ns, const char *name)
{
    (void)user;
    (void)ns;
    scrl__str_addf(&events, "</%s>", name);
    return 0;
}

static int on_text(void *user, const char *text, size_t len)
{
    (void)user;
    scrl__str_add(&events, text, len);
    return 0;
}

static const scrl__xml_handler handler = {on_start, on_end, on_text};

static int parse(const char *xml, size_t len, bool recover, uint32_t *damaged, uint32_t *entities)
{
    scrl__str_truncate(&events, 0);
    return scrl__xml_parse(ctx, "read", "x.xml", xml, len, recover, &handler, NULL, damaged, entities);
}

static void expect_xml(const char *xml, const char *expected)
{
    uint32_t damaged = 9;
    ck_assert_int_eq(parse(xml, strlen(xml), false, &damaged, NULL), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), expected);
    ck_assert_uint_eq(damaged, 0);
    ck_assert_int_eq(parse(xml, strlen(xml), true, &damaged, NULL), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), expected);
}

START_TEST(elements_come_with_namespace_and_decoded_values)
{
    expect_xml("<a/>", "<a></a>");
    expect_xml(
        "<?xml version='1.0' encoding='UTF-8'?>\n<w:p xmlns:w='urn:w' w:val='a&amp;b&lt;&#233;&quot;' plain=''>x &amp; "
        "y<![CDATA[<z>]]><!-- no --></w:p>",
        "<urn:w:p val=[a&b<\xC3\xA9\"] plain=[]>x & y<z></p>");
    expect_xml("\xEF\xBB\xBF<a b='&#38;#60;'>&#38;</a>", "<a b=[&#60;]>&</a>");
}
END_TEST

START_TEST(other_encodings_are_read)
{
    static const char latin[] = "<?xml version='1.0' encoding='windows-1252'?><a>\x93\xE9</a>";
    static const char utf16[] = "\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>\0";
    ck_assert_int_eq(parse(latin, sizeof(latin) - 1, false, NULL, NULL), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), "<a>\xE2\x80\x9C\xC3\xA9</a>");
    ck_assert_int_eq(parse(utf16, sizeof(utf16) - 1, false, NULL, NULL), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), "<a>\xC3\xA9</a>");
    static const char odd[] = "<?xml version='1.0' encoding='UTF-7'?><a/>";
    ck_assert_int_eq(parse(odd, sizeof(odd) - 1, false, NULL, NULL), SCRL_EUNSUPPORTED);
}
END_TEST

START_TEST(damage_is_an_error_with_its_line)
{
    static const char bad[] = "<a>\n<b>\n<i>x</b></i></a>";
    ck_assert_int_eq(parse(bad, sizeof(bad) - 1, false, NULL, NULL), SCRL_EFORMAT);
    ck_assert_ptr_nonnull(strstr(ctx->message, "line 3"));
    ck_assert_str_eq(ctx->file, "x.xml");
    ck_assert_int_eq(parse("", 0, false, NULL, NULL), SCRL_EFORMAT);
    ck_assert_int_eq(parse("no xml", 6, false, NULL, NULL), SCRL_EFORMAT);
    ck_assert_int_eq(parse("<a>\xFF</a>", 8, false, NULL, NULL), SCRL_EFORMAT);
    ck_assert_int_eq(parse("<a>\x0C</a>", 8, false, NULL, NULL), SCRL_EFORMAT);
}
END_TEST

START_TEST(damaged_xml_is_read_as_far_as_possible)
{
    uint32_t damaged = 0;
    static const char crossed[] = "<a><b><i>x</b></i>&amp; <b>y &lt; z</b>\n\x0C\x01 &amp;end</a>";
    ck_assert_int_eq(parse(crossed, sizeof(crossed) - 1, true, &damaged, NULL), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), "<a><b><i>x</i></b>& <b>y < z</b>\n   &end</a>");
    ck_assert_uint_eq(damaged, 1);
    static const char cut[] = "<a>\n<b>text";
    ck_assert_int_eq(parse(cut, sizeof(cut) - 1, true, &damaged, NULL), SCRL_OK);
    ck_assert_ptr_nonnull(strstr(scrl__str_text(&events), "text"));
    ck_assert_uint_eq(damaged, 2);
    static const char bytes[] = "<a>\n\n\xFFz</a>";
    ck_assert_int_eq(parse(bytes, sizeof(bytes) - 1, true, &damaged, NULL), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), "<a>\n\n\xEF\xBF\xBDz</a>");
    ck_assert_uint_eq(damaged, 3);
}
END_TEST

START_TEST(entities_are_dropped_and_counted)
{
    uint32_t entities = 0;
    static const char file[] = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY y 'text'>]>"
                               "<a b='1&y;2'>[&x;&y;]</a>";
    ck_assert_int_eq(parse(file, sizeof(file) - 1, false, NULL, &entities), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), "<a b=[1 2]>[]</a>");
    ck_assert_uint_eq(entities, 3);
    static const char net[] = "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' "
                              "'http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd'><a>&nbsp;x</a>";
    ck_assert_int_eq(parse(net, sizeof(net) - 1, false, NULL, &entities), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), "<a>x</a>");
    ck_assert_uint_eq(entities, 1);
    static const char defaults[] = "<!DOCTYPE a [<!ATTLIST b long CDATA 'default'>]><a><b/></a>";
    ck_assert_int_eq(parse(defaults, sizeof(defaults) - 1, false, NULL, &entities), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), "<a><b></b></a>");
}
END_TEST

START_TEST(a_billion_laughs_end_at_once)
{
    uint32_t entities = 0;
    scrl__str xml = SCRL__STR_INIT;
    scrl__str_adds(&xml, "<!DOCTYPE a [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 30; i++)
        scrl__str_addf(&xml, "<!ENTITY l%d '&l%d;&l%d;&l%d;&l%d;'>", i, i - 1, i - 1, i - 1, i - 1);
    scrl__str_adds(&xml, "]><a>&l29;&l29;</a>");
    ck_assert_int_eq(parse(xml.data, xml.len, false, NULL, &entities), SCRL_OK);
    ck_assert_str_eq(scrl__str_text(&events), "<a></a>");
    ck_assert_uint_eq(entities, 2);
    scrl__str_free(&xml);
}
END_TEST

START_TEST(depth_and_attributes_are_bounded)
{
    scrl__str xml = SCRL__STR_INIT;
    for (int i = 0; i < 100000; i++)
        scrl__str_adds(&xml, "<a>");
    ck_assert_int_eq(parse(xml.data, xml.len, false, NULL, NULL), SCRL_ELIMIT);
    ck_assert_int_eq(parse(xml.data, xml.len, true, NULL, NULL), SCRL_ELIMIT);
    ctx->limits.depth = 2;
    ck_assert_int_eq(parse("<a><b/></a>", 11, false, NULL, NULL), SCRL_OK);
    ck_assert_int_eq(parse("<a><b><c/></b></a>", 18, false, NULL, NULL), SCRL_ELIMIT);
    scrl__str_truncate(&xml, 0);
    scrl__str_adds(&xml, "<a ");
    for (int i = 0; i < 300000; i++)
        scrl__str_addf(&xml, "a%d='>' ", i);
    scrl__str_adds(&xml, "/>");
    ck_assert_int_eq(parse(xml.data, xml.len, false, NULL, NULL), SCRL_ELIMIT);
    ck_assert_int_eq(parse(xml.data, xml.len, true, NULL, NULL), SCRL_ELIMIT);
    scrl__str_free(&xml);
}
END_TEST

START_TEST(a_handler_can_stop)
{
    ck_assert_int_eq(parse("<a><stop/><b/></a>", 18, false, NULL, NULL), SCRL_ECANCELLED);
    ck_assert_str_eq(scrl__str_text(&events), "<a><stop>");
    scrl__str_truncate(&events, 0);
    ck_assert_int_eq(scrl__html_parse(ctx, "read", "", "<p><stop><b>", 12, &handler, NULL), SCRL_ECANCELLED);
    ck_assert_ptr_null(strstr(scrl__str_text(&events), "<b>"));
}
END_TEST

static const char *html_of(const char *html, size_t len)
{
    scrl__str_truncate(&events, 0);
    ck_assert_int_eq(scrl__html_parse(ctx, "read", "x.html", html, len, &handler, NULL), SCRL_OK);
    return scrl__str_text(&events);
}

START_TEST(html_of_any_kind_is_read)
{
    static const char page[] =
        "<!DOCTYPE html><HTML><Body CLASS=\"A&amp;B\" hidden><P>One &eacute; &#8220;<br>two<p>three</BODY></HTML>";
    ck_assert_str_eq(
        html_of(page, sizeof(page) - 1),
        "<html><body class=[A&B] hidden=[]><p>One \xC3\xA9 \xE2\x80\x9C<br></br>two</p><p>three</p></body></html>");
    static const char late[] = "<html><body><p>a</p></body></html><p>late</p>tail";
    ck_assert_ptr_nonnull(strstr(html_of(late, sizeof(late) - 1), "late"));
    ck_assert_ptr_nonnull(strstr(scrl__str_text(&events), "tail"));
    static const char bad[] = "<p>a\0b \xFF <b>c</i> <script>if (a < b && '<p>') x();</script><p>d";
    const char *read = html_of(bad, sizeof(bad) - 1);
    ck_assert_ptr_nonnull(strstr(read, "a b \xEF\xBF\xBD"));
    ck_assert_ptr_nonnull(strstr(read, "<p>d"));
    static const char meta[] = "<meta charset='iso-8859-1'><p>\xC3\xA9</p>";
    ck_assert_ptr_nonnull(strstr(html_of(meta, sizeof(meta) - 1), "<p>\xC3\xA9</p>"));
    ck_assert_str_eq(html_of("", 0), "");
    html_of("<", 1);
    html_of("<!--", 4);
    html_of("<p a='", 6);
}
END_TEST

static void repeat(scrl__str *s, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        scrl__str_adds(s, text);
}

START_TEST(deep_html_is_flattened)
{
    scrl__str html = SCRL__STR_INIT;
    repeat(&html, "<div>", 200000);
    scrl__str_adds(&html, "deep");
    repeat(&html, "</div>", 200000);
    scrl__str_adds(&html, "after");
    const char *read = html_of(html.data, html.len);
    ck_assert_ptr_nonnull(strstr(read, "deep"));
    ck_assert_ptr_nonnull(strstr(read, "after"));
    scrl__str_truncate(&html, 0);
    repeat(&html, "<span><b/>", 100000);
    repeat(&html, "</div></p></table>", 100000);
    scrl__str_adds(&html, "<script>1<2</script>after");
    ck_assert_ptr_nonnull(strstr(html_of(html.data, html.len), "after"));
    scrl__str_free(&html);
}
END_TEST

START_TEST(events_of_html_are_balanced)
{
    scrl__str html = SCRL__STR_INIT;
    ctx->limits.depth = 6;
    repeat(&html, "<div><ul><li><b/>x<br><img src=a/></p>", 50);
    scrl__str_adds(&html, "</li></div></b>tail<table><tr><td>1<script>2</script>");
    const char *at = html_of(html.data, html.len);
    int depth = 0;
    for (; *at != '\0'; at++) {
        if (*at == '<')
            depth += at[1] == '/' ? -1 : 1;
        ck_assert_int_ge(depth, 0);
        ck_assert_int_le(depth, 8);
    }
    ck_assert_int_eq(depth, 0);
    scrl__str_free(&html);
}
END_TEST

START_TEST(a_flood_of_attributes_is_cut)
{
    scrl__str html = SCRL__STR_INIT;
    scrl__str_adds(&html, "<p class=first ");
    for (int i = 0; i < 200000; i++)
        scrl__str_addf(&html, "a%d ", i);
    scrl__str_adds(&html, "x='>'>text</p><p class='b>c' id=d>more");
    const char *read = html_of(html.data, html.len);
    ck_assert_ptr_nonnull(strstr(read, "class=[first]"));
    ck_assert_ptr_nonnull(strstr(read, ">text</p><p class=[b>c] id=[d]>more</p>"));
    scrl__str_free(&html);
}
END_TEST

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

START_TEST(data_files_are_checked_against_their_schema)
{
    char root[] = "/tmp/scrl-xml-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(root));
    ck_assert_int_eq(chdir(root), 0);
    write_file("s.rng", "<element name='themes' xmlns='http://relaxng.org/ns/structure/1.0'><zeroOrMore>"
                        "<element name='theme'><attribute name='id'/><text/></element></zeroOrMore></element>");
    write_file("good.xml", "<themes>\n <theme id='a&amp;b'> two\n  words </theme><!-- c --><theme id='c'/>\n</themes>");
    write_file("bad.xml", "<themes>\n <theme id='a'/>\n <topic/>\n</themes>");
    write_file("broken.xml", "<themes>\n <theme>\n</themes>");
    write_file("entity.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM 's.rng'>]><themes>&e;</themes>");
    scrl__arena *arena = scrl__arena_new();
    scrl__xml_node *node = NULL;
    ck_assert_int_eq(scrl__xml_load(ctx, "use", "bad.xml", "s.rng", arena, &node), SCRL_EFORMAT);
    ck_assert_ptr_eq(strstr(ctx->message, "bad.xml:3: "), ctx->message);
    ck_assert_int_eq(scrl__xml_load(ctx, "use", "./broken.xml", "s.rng", arena, &node), SCRL_EFORMAT);
    ck_assert_ptr_eq(strstr(ctx->message, "broken.xml:3: "), ctx->message);
    ck_assert_int_eq(scrl__xml_load(ctx, "use", "entity.xml", NULL, arena, &node), SCRL_EFORMAT);
    ck_assert_int_eq(scrl__xml_load(ctx, "use", "absent.xml", NULL, arena, &node), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl__xml_load(ctx, "use", "good.xml", "absent.rng", arena, &node), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl__xml_load(ctx, "use", "good.xml", "good.xml", arena, &node), SCRL_EFORMAT);
    ck_assert_ptr_null(node);
    ck_assert_int_eq(scrl__xml_load(ctx, "use", "good.xml", "s.rng", arena, &node), SCRL_OK);
    ck_assert_str_eq(node->name, "themes");
    ck_assert_str_eq(node->text, "two words");
    ck_assert_str_eq(node->first_child->text, "two words");
    ck_assert_uint_eq(node->first_child->line, 2);
    ck_assert_str_eq(scrl__xml_node_attr(node->first_child, "id"), "a&b");
    ck_assert_ptr_null(scrl__xml_node_attr(node->first_child, "none"));
    ck_assert_str_eq(scrl__xml_node_attr(node->first_child->next, "id"), "c");
    ck_assert_ptr_null(node->first_child->next->next);
    scrl__arena_free(arena);
    unlink("s.rng");
    unlink("good.xml");
    unlink("bad.xml");
    unlink("broken.xml");
    unlink("entity.xml");
    rmdir(root);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *xml = tcase_create("xml");
    tcase_add_checked_fixture(xml, set_up, tear_down);
    tcase_set_timeout(xml, 20);
    tcase_add_test(xml, elements_come_with_namespace_and_decoded_values);
    tcase_add_test(xml, other_encodings_are_read);
    tcase_add_test(xml, damage_is_an_error_with_its_line);
    tcase_add_test(xml, damaged_xml_is_read_as_far_as_possible);
    tcase_add_test(xml, entities_are_dropped_and_counted);
    tcase_add_test(xml, a_billion_laughs_end_at_once);
    tcase_add_test(xml, depth_and_attributes_are_bounded);
    tcase_add_test(xml, a_handler_can_stop);
    tcase_add_test(xml, html_of_any_kind_is_read);
    tcase_add_test(xml, deep_html_is_flattened);
    tcase_add_test(xml, events_of_html_are_balanced);
    tcase_add_test(xml, a_flood_of_attributes_is_cut);
    tcase_add_test(xml, data_files_are_checked_against_their_schema);
    suite_add_tcase(suite, xml);
    return run_suite(suite);
}
