/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/page.h"

#include <string.h>

#include "base/wording.h"

#define FOLDER "/org/experts_dashboard/pages"

static const char *const groups[] = { "case", "request", "account", "confirmed", "stale" };

static const char style[] =
    ":root{color-scheme:light dark;--back:#fafafa;--card:#fff;--text:#2e3436;--dim:#5e6468;"
    "--accent:#1c71d8;--line:#0002}"
    "@media(prefers-color-scheme:dark){:root{--back:#242424;--card:#303030;--text:#fff;"
    "--dim:#c0bfbc;--accent:#3584e4;--line:#fff2}}"
    "*{box-sizing:border-box}"
    "body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;"
    "justify-content:center;padding:24px;background:var(--back);color:var(--text);"
    "font:1rem/1.5 system-ui,'Cantarell','Segoe UI',sans-serif}"
    "main{width:100%;max-width:34rem;padding:36px 32px;background:var(--card);"
    "border:1px solid var(--line);border-radius:12px;text-align:center}"
    "svg{width:64px;height:64px}"
    "h1{margin:18px 0 12px;font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}"
    "p{margin:0;overflow-wrap:anywhere}"
    ".do{display:inline-block;margin-top:24px;padding:10px 24px;border:0;border-radius:9px;"
    "background:var(--accent);color:#fff;font:inherit;font-weight:700;text-decoration:none;"
    "cursor:pointer}"
    ".do:hover{filter:brightness(1.08)}"
    ".do:focus-visible{outline:3px solid var(--accent);outline-offset:3px}"
    ".hint{margin-top:18px;color:var(--dim);font-size:.875rem}"
    "footer{margin-top:18px;color:var(--dim);font-size:.875rem;text-align:center}"
    "@media(max-width:420px){body{padding:12px}main{padding:28px 18px}}";

/* The program's icon in a few lines: three thirds, done one after the other. */
static const char icon[] =
    "<svg viewBox=\"0 0 64 64\" aria-hidden=\"true\">"
    "<rect width=\"64\" height=\"64\" rx=\"14\" fill=\"#1c71d8\"/>"
    "<rect x=\"12\" y=\"36\" width=\"11\" height=\"16\" rx=\"3\" fill=\"#fff\"/>"
    "<rect x=\"26.500\" y=\"25\" width=\"11\" height=\"27\" rx=\"3\" fill=\"#fff\"/>"
    "<rect x=\"41\" y=\"12\" width=\"11\" height=\"40\" rx=\"3\" fill=\"#99c1f1\"/></svg>";

static const EdWording *
get_wording (const char *language)
{
  static GMutex mutex;
  static EdWording *loaded[8];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint found = ed_wording_find_language (language);

  g_assert (found < G_N_ELEMENTS (loaded));
  if (loaded[found] == NULL)
    loaded[found] = ed_wording_load (FOLDER, ed_wording_list_languages ()[found]);
  return loaded[found];
}

/* The text under KEY, escaped. */
static char *
say (const EdPage *page, const char *key)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;

  g_hash_table_insert (values, (gpointer) "name", (gpointer) (page->name ? page->name : ""));
  g_hash_table_insert (values, (gpointer) "server", (gpointer) (page->server ? page->server : ""));
  g_hash_table_insert (values, (gpointer) "organisation", (gpointer) page->organisation);
  text = ed_wording_fill (get_wording (page->language), groups[page->kind], key, values);
  return g_markup_escape_text (text, -1);
}

static void
append_paragraph (GString *html, const char *class, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (html, "<p%s>%s</p>", class, text);
}

static void
append_button (GString *html, const EdPage *page)
{
  g_autofree char *label = say (page, "button");
  g_autofree char *link = g_markup_escape_text (page->link != NULL ? page->link : "", -1);

  if (page->kind == ED_PAGE_ACCOUNT)
    g_string_append_printf (
        html,
        "<form method=\"post\"><button class=\"do\" type=\"submit\">%s</button></form>",
        label);
  else if (*label != '\0' && *link != '\0')
    g_string_append_printf (html, "<a class=\"do\" href=\"%s\">%s</a>", link, label);
}

char *
ed_page_write (const EdPage *page)
{
  GString *html = g_string_sized_new (4096);
  g_autofree char *title = say (page, "title");
  g_autofree char *text = say (page, "text");
  g_autofree char *hint = say (page, "hint");
  g_autofree char *server = page->server != NULL ? say (page, "server") : NULL;
  g_autofree char *organisation = g_markup_escape_text (page->organisation, -1);
  const char *language = ed_wording_list_languages ()[ed_wording_find_language (page->language)];

  g_string_append_printf (html,
                          "<!DOCTYPE html><html lang=\"%s\"><head><meta charset=\"utf-8\">"
                          "<meta name=\"viewport\" content=\"width=device-width\">"
                          "<meta name=\"robots\" content=\"noindex\">"
                          "<title>%s</title><style>%s</style></head><body><main>%s<h1>%s</h1>",
                          language,
                          title,
                          style,
                          icon,
                          title);
  append_paragraph (html, "", text);
  if (page->server != NULL)
    append_paragraph (html, " class=\"hint\"", server);
  append_button (html, page);
  append_paragraph (html, " class=\"hint\"", hint);
  g_string_append_printf (html, "</main><footer>%s</footer></body></html>\n", organisation);
  return g_string_free (html, FALSE);
}

const char *
ed_page_choose_language (const char *accept)
{
  const char *const *ours = ed_wording_list_languages ();
  g_auto (GStrv) wanted = g_strsplit (accept != NULL ? accept : "", ",", 16);

  for (char **tag = wanted; *tag != NULL; tag++)
    for (guint i = 0; ours[i] != NULL; i++)
      {
        g_strstrip (*tag);
        if (g_ascii_strncasecmp (*tag, ours[i], 2) == 0 && !g_ascii_isalpha ((*tag)[2]))
          return ours[i];
      }
  return ours[0];
}
