/*
 * html_site.c - the signs by which the menus, banners and footers of a web site are known. Nothing is thrown away here:
 * html.c counts what an area holds first, because sites also name the area of the report "sidebar-layout".
 */
#include "read/html_site.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
static const char *get(const scrl__xml_attr *attrs, size_t count, const char *name)
{
    const char *value = scrl__xml_attr_get(attrs, count, name);
    return value == NULL ? "" : value;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool scrl__html_has_word(const scrl__xml_attr *attrs, size_t count, const char *attr, const char *word)
{
    const char *value = get(attrs, count, attr);
    size_t len = strlen(word);
    for (const char *at = value; *at != '\0'; at++) {
        bool begins = at == value || strchr("-_ \t\r\n", at[-1]) != NULL || (scrl__is_capital(*at) && is_lower(at[-1]));
        if (!begins || strncasecmp(at, word, len) != 0)
            continue;
        const char *end = at + len;
        bool plural = *end == 's' && (end[1] == '\0' || strchr("-_ \t\r\n", end[1]) != NULL);
        if (*end == '\0' || strchr("-_ \t\r\n", *end) != NULL || plural ||
            (scrl__is_capital(*end) && is_lower(end[-1])))
            return true;
    }
    return false;
}

bool scrl__html_holds(const scrl__xml_attr *attrs, size_t count, const char *attr, const char *part)
{
    return strcasestr(get(attrs, count, attr), part) != NULL;
}

static bool names_any(const scrl__xml_attr *attrs, size_t count, const char *const *words, size_t word_count,
                      bool whole)
{
    for (size_t i = 0; i < word_count; i++) {
        bool found =
            whole ? scrl__html_has_word(attrs, count, "class", words[i]) ||
                        scrl__html_has_word(attrs, count, "id", words[i])
                  : scrl__html_holds(attrs, count, "class", words[i]) || scrl__html_holds(attrs, count, "id", words[i]);
        if (found)
            return true;
    }
    return false;
}

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool is_site(const scrl__xml_attr *attrs, size_t count, bool in_main)
{
    static const char *const words[] = {"nav", "menu", "crumb", "masthead", "topbar", "skip"};
    static const char *const parts[] = {"cookie",     "breadcrumb", "sidebar",   "navbar",
                                        "navigation", "pagination", "sitecredit"};
    static const char *const roles[] = {"navigation", "banner",      "contentinfo", "search",
                                        "dialog",     "alertdialog", "menu",        "menubar"};
    static const char *const edges[] = {"header", "footer"};
    const char *role = get(attrs, count, "role");
    for (size_t i = 0; i < COUNT(roles); i++) {
        if (strcasecmp(role, roles[i]) == 0)
            return true;
    }
    if (strcasecmp(role, "region") == 0 && scrl__html_holds(attrs, count, "aria-label", "cookie"))
        return true;
    if (names_any(attrs, count, words, COUNT(words), true) || names_any(attrs, count, parts, COUNT(parts), false))
        return true;
    return !in_main &&
           (names_any(attrs, count, edges, COUNT(edges), true) || scrl__html_holds(attrs, count, "id", "footer") ||
            scrl__html_holds(attrs, count, "class", "sitefooter"));
}

static bool is_maybe_site(const scrl__xml_attr *attrs, size_t count)
{
    static const char *const words[] = {"banner", "share",      "sharing",   "social",  "related",   "feedback",
                                        "survey", "newsletter", "subscribe", "toolbar", "copyright", "search",
                                        "print",  "toc",        "site",      "widget",  "helpful"};
    static const char *const parts[] = {"related", "recommended", "sharedaddy"};
    return names_any(attrs, count, words, COUNT(words), true) || names_any(attrs, count, parts, COUNT(parts), false);
}

/* Areas that a report may have too, with other than links in them. */
static bool is_maybe_links(const char *name, const scrl__xml_attr *attrs, size_t count)
{
    static const char *const words[] = {"footer", "tag",    "category", "categories",
                                        "link",   "posted", "next",     "previous"};
    return strcmp(name, "footer") == 0 || names_any(attrs, count, words, COUNT(words), true);
}

/* A panel that a click opens is part of the page, whether it is open now or not. */
static bool is_panel(const scrl__xml_attr *attrs, size_t count)
{
    const char *role = get(attrs, count, "role");
    return strcasecmp(role, "tabpanel") == 0 ||
           (strcasecmp(role, "region") == 0 && get(attrs, count, "aria-labelledby")[0] != '\0');
}

static bool is_hidden(const scrl__xml_attr *attrs, size_t count)
{
    if (is_panel(attrs, count))
        return false;
    const char *style = get(attrs, count, "style");
    char squeezed[256];
    size_t n = 0;
    for (; *style != '\0' && n + 1 < sizeof(squeezed); style++) {
        if (strchr(" \t\r\n", *style) == NULL)
            squeezed[n++] = *style;
    }
    squeezed[n] = '\0';
    return scrl__xml_attr_get(attrs, count, "hidden") != NULL ||
           strcasecmp(get(attrs, count, "aria-hidden"), "true") == 0 || strcasestr(squeezed, "display:none") != NULL ||
           strcasestr(squeezed, "visibility:hidden") != NULL;
}

static bool is_unseen(const char *name, const scrl__xml_attr *attrs, size_t count)
{
    static const char *const parts[] = {"visually-hidden", "visuallyhidden", "sr-only", "screen-reader",
                                        "hiddenstructure"};
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (scrl__html_holds(attrs, count, "class", parts[i]))
            return true;
    }
    return strcmp(name, "a") == 0 && scrl__html_has_word(attrs, count, "class", "skip");
}

scrl__html_sort scrl__html_sort_of(const char *name, const scrl__xml_attr *attrs, size_t count, bool block,
                                   bool in_main)
{
    if (count > 0 && is_unseen(name, attrs, count))
        return SCRL__HTML_UNSEEN;
    if (count > 0 && is_hidden(attrs, count))
        return SCRL__HTML_HIDDEN;
    if (!block)
        return SCRL__HTML_PLAIN;
    bool page_edge = strcmp(name, "header") == 0 || strcmp(name, "footer") == 0;
    bool aside = strcmp(name, "aside") == 0 && !in_main;
    if (strcmp(name, "nav") == 0 || strcmp(name, "form") == 0 || strcmp(name, "dialog") == 0 || (page_edge && !in_main))
        return SCRL__HTML_SITE;
    /* Headings and whole-page elements bear names made from their words or from the page's template. */
    bool named = strcmp(name, "div") == 0 || strcmp(name, "section") == 0 || strcmp(name, "ul") == 0 ||
                 strcmp(name, "ol") == 0 || strcmp(name, "aside") == 0 || strcmp(name, "p") == 0 ||
                 strcmp(name, "table") == 0 || strcmp(name, "td") == 0;
    if (strcmp(name, "footer") != 0 && !aside && (!named || count == 0))
        return SCRL__HTML_PLAIN;
    if (is_site(attrs, count, in_main))
        return SCRL__HTML_SITE;
    if (is_maybe_site(attrs, count))
        return SCRL__HTML_MAYBE_SITE;
    if (aside)
        return SCRL__HTML_ASIDE;
    return is_maybe_links(name, attrs, count) ? SCRL__HTML_LINKS : SCRL__HTML_PLAIN;
}
