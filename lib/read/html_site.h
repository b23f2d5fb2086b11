/* html_site.h - telling a report from the web site around it: what an element says of itself by tag, role, class and
 * id. */
#ifndef SCRL_READ_HTML_SITE_H
#define SCRL_READ_HTML_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/xml.h"

typedef enum scrl__html_sort {
    SCRL__HTML_PLAIN,
    SCRL__HTML_SITE,       /* belongs to the site, unless it turns out to hold most of the text */
    SCRL__HTML_MAYBE_SITE, /* the same, where it is also short or mostly links */
    SCRL__HTML_LINKS,      /* the same, where links are a third of it */
    SCRL__HTML_ASIDE,  /* the same, where it is also shorter than a sentence: a box of the report, or links beside it */
    SCRL__HTML_HIDDEN, /* not shown, unless it turns out to hold most of the text */
    SCRL__HTML_UNSEEN  /* only for screen readers, or a means to skip the site: never read */
} scrl__html_sort;

/* 'block' tells whether the element is one; 'in_main' whether it lies in <main> or <article>. */
scrl__html_sort scrl__html_sort_of(const char *name, const scrl__xml_attr *attrs, size_t count, bool block,
                                   bool in_main);

/* Whether a word of the element's class (or of its id) is 'word', where words end at '-', '_', white space and
 * before capitals: "site-header" and "siteHeader" have "site" and "header". */
bool scrl__html_has_word(const scrl__xml_attr *attrs, size_t count, const char *attr, const char *word);

/* Whether class or id holds 'part' anywhere, letter case aside. */
bool scrl__html_holds(const scrl__xml_attr *attrs, size_t count, const char *attr, const char *part);

#endif
