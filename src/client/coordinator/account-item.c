/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/account-item.h"

#include "client/coordinator/account-texts.h"
#include "client/coordinator/expert-choice.h"
#include "client/dates.h"

#include <glib/gi18n.h>

/* As long as the server lets an invitation stand (PROTOCOL 2.7). */
#define INVITATION_MS (14 * G_GINT64_CONSTANT (86400000))

struct _EdAccountItem
{
  GObject parent_instance;
  EdAccount *account;
  gint64 open_cases;
  gint64 now, today;
  gint64 invited_on; /* date, or ED_ABSENT */
  char *trouble;
};

G_DEFINE_FINAL_TYPE (EdAccountItem, ed_account_item, G_TYPE_OBJECT)

static void
ed_account_item_finalize (GObject *object)
{
  ed_account_free (ED_ACCOUNT_ITEM (object)->account);
  g_free (ED_ACCOUNT_ITEM (object)->trouble);
  G_OBJECT_CLASS (ed_account_item_parent_class)->finalize (object);
}

static void
ed_account_item_class_init (EdAccountItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_account_item_finalize;
}

static void
ed_account_item_init (EdAccountItem *self)
{
}

EdAccountItem *
ed_account_item_new (const EdAccount *account, gint64 open_cases, gint64 now, const EdZone *zone)
{
  EdAccountItem *self = g_object_new (ED_TYPE_ACCOUNT_ITEM, NULL);

  self->account = ed_record_copy (&ed_account_type, account);
  self->open_cases = open_cases;
  self->now = now;
  self->today = ed_zone_date (zone, now);
  self->invited_on =
      account->invited_at != ED_ABSENT ? ed_zone_date (zone, account->invited_at) : ED_ABSENT;
  self->trouble = ed_account_mail_trouble (account, zone);
  return self;
}

const EdAccountGroup ed_account_groups[ED_N_ACCOUNT_GROUPS] = {
  { 0, N_ ("Everybody"), NULL },
  { ED_ROLE_EXPERT, N_ ("Experts"), N_ ("New expert") },
  { ED_ROLE_CASE_MANAGER, N_ ("Case managers"), N_ ("New case manager") },
  { ED_ROLE_COORDINATOR, N_ ("Coordinators"), N_ ("New coordinator") },
  { ED_ROLE_ADMINISTRATOR, N_ ("Administrators"), N_ ("New administrator") },
};

const EdAccount *
ed_account_item_account (EdAccountItem *self)
{
  g_return_val_if_fail (ED_IS_ACCOUNT_ITEM (self), NULL);
  return self->account;
}

gboolean
ed_account_item_equal (EdAccountItem *a, EdAccountItem *b)
{
  g_autofree char *story_a = ed_account_item_story (NULL, a);
  g_autofree char *story_b = ed_account_item_story (NULL, b);
  g_autofree char *state_a = ed_account_item_state (NULL, a);
  g_autofree char *state_b = ed_account_item_state (NULL, b);

  return ed_record_equal (&ed_account_type, a->account, b->account)
         && g_str_equal (story_a, story_b) && g_str_equal (state_a, state_b);
}

gboolean
ed_account_item_fits (EdAccountItem *self, const char *typed)
{
  g_autofree char *facts = ed_account_item_facts (NULL, self);
  g_autofree char *state = ed_account_item_state (NULL, self);
  const char *user = self->account->user != NULL ? self->account->user : "";

  return *typed == '\0' || g_str_match_string (typed, self->account->name, TRUE)
         || g_str_match_string (typed, facts, TRUE) || g_str_match_string (typed, state, TRUE)
         || g_str_match_string (typed, user, TRUE);
}

char *
ed_account_item_name (gpointer object, EdAccountItem *item)
{
  return g_strdup (item == NULL ? "" : item->account->name);
}

char *
ed_account_item_bare_name (gpointer object, EdAccountItem *item)
{
  return ed_account_bare_name (item == NULL ? "" : item->account->name);
}

/* The roles in words; "" for an expert and nothing else. */
static char *
name_roles (const EdAccount *account)
{
  GString *names = g_string_new (NULL);

  if (ed_account_roles (account) == ED_ROLE_EXPERT)
    return g_string_free (names, FALSE);
  for (char **role = account->roles; role != NULL && *role != NULL; role++)
    {
      gint64 i = ed_choice_find (ed_role_choices, *role);

      if (i != ED_ABSENT)
        g_string_append_printf (names,
                                "%s%s",
                                names->len > 0 ? ", " : "",
                                _ (ed_role_choices[i].label));
    }
  return g_string_free (names, FALSE);
}

/* Both, with a dot between them where both say something; FIRST is taken. */
static char *
join (char *first, const char *second)
{
  g_autofree char *taken = first;

  if (*taken == '\0' || *second == '\0')
    return g_strconcat (taken, second, NULL);
  return g_strconcat (taken, " · ", second, NULL);
}

char *
ed_account_item_facts (gpointer object, EdAccountItem *item)
{
  g_autofree char *facts = NULL;

  if (item == NULL)
    return g_strdup ("");
  facts = ed_account_facts_text (item->account);
  return join (name_roles (item->account), facts);
}

static gboolean
is_expired (const EdAccountItem *item)
{
  return item->account->state == ED_ACCOUNT_INVITED && item->account->invited_at != ED_ABSENT
         && item->account->invited_at + INVITATION_MS <= item->now;
}

static char *
tell_visits (const EdAccountItem *item)
{
  const EdAccount *account = item->account;
  g_autofree char *when = NULL;

  if (account->state == ED_ACCOUNT_INVITED && item->invited_on != ED_ABSENT)
    {
      when = ed_date_relative_text (item->invited_on, item->today);
      /* Translators: "invited today", "invited 3 days ago" */
      return g_strdup_printf (_ ("invited %s"), when);
    }
  if (account->seen_on == ED_ABSENT)
    return g_strdup (_ ("has not signed in yet"));
  when = ed_date_relative_text (account->seen_on, item->today);
  /* Translators: "last seen yesterday", "last seen 3 days ago" */
  return g_strdup_printf (_ ("last seen %s"), when);
}

char *
ed_account_item_story (gpointer object, EdAccountItem *item)
{
  g_autofree char *visits = NULL;

  if (item == NULL)
    return g_strdup ("");
  visits = tell_visits (item);
  return join ((ed_account_roles (item->account) & ED_ROLE_EXPERT) != 0
                   ? ed_open_cases_text (item->open_cases)
                   : g_strdup (""),
               visits);
}

char *
ed_account_item_state (gpointer object, EdAccountItem *item)
{
  if (item == NULL)
    return g_strdup ("");
  if (item->account->state == ED_ACCOUNT_ACTIVE || item->account->state == ED_ABSENT)
    return ed_account_is_away (item->account, item->today) ? ed_absence_text (item->account, NULL)
                                                           : g_strdup ("");
  if (is_expired (item))
    return g_strdup (_ ("Invitation expired"));
  return g_strdup (_ (ed_account_state_choices[item->account->state].label));
}

char *
ed_account_item_trouble (gpointer object, EdAccountItem *item)
{
  return g_strdup (item == NULL ? "" : item->trouble);
}

char **
ed_account_item_state_classes (gpointer object, EdAccountItem *item)
{
  gboolean is_suspended = item != NULL && item->account->state == ED_ACCOUNT_SUSPENDED;
  const char *tone = item != NULL && is_expired (item) ? "warning" : "accent";
  const char *classes[] = { "badge-pill", is_suspended ? "error" : tone, NULL };

  return g_strdupv ((char **) classes);
}
