/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/party-choice.h"

#include <glib/gi18n.h>

struct _EdPartyChoice
{
  GObject parent_instance;
  GtkDropDown *drop_down; /* a weak reference */
  GtkStringList *names;
  GPtrArray *ids; /* of the names, NULL for anyone */
  char *chosen;
  gboolean filling;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdPartyChoice, ed_party_choice, G_TYPE_OBJECT)

static void
on_selected (EdPartyChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  const char *id = selected < self->ids->len ? self->ids->pdata[selected] : NULL;

  if (self->filling || g_strcmp0 (id, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (id);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
select_chosen (EdPartyChoice *self)
{
  guint selected = 0;

  for (guint i = 1; self->chosen != NULL && i < self->ids->len; i++)
    if (g_str_equal (self->ids->pdata[i], self->chosen))
      selected = i;
  if (self->drop_down != NULL)
    gtk_drop_down_set_selected (self->drop_down, selected);
}

static void
ed_party_choice_finalize (GObject *object)
{
  EdPartyChoice *self = ED_PARTY_CHOICE (object);

  g_clear_weak_pointer (&self->drop_down);
  g_object_unref (self->names);
  g_ptr_array_unref (self->ids);
  g_free (self->chosen);
  G_OBJECT_CLASS (ed_party_choice_parent_class)->finalize (object);
}

static void
ed_party_choice_class_init (EdPartyChoiceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_party_choice_finalize;
  signals[CHOSEN] = g_signal_new ("chosen",
                                  ED_TYPE_PARTY_CHOICE,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
}

static void
ed_party_choice_init (EdPartyChoice *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->ids, NULL);
}

EdPartyChoice *
ed_party_choice_new (GtkDropDown *drop_down, const char *anybody)
{
  const char *names[] = { anybody, NULL };
  EdPartyChoice *self = g_object_new (ED_TYPE_PARTY_CHOICE, NULL);

  g_set_weak_pointer (&self->drop_down, drop_down);
  self->names = gtk_string_list_new (names);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (self->names));
  g_signal_connect_object (drop_down,
                           "notify::selected",
                           G_CALLBACK (on_selected),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

static gboolean
is_same (EdPartyChoice *self, const GPtrArray *parties)
{
  if (self->ids->len != parties->len + 1)
    return FALSE;
  for (guint i = 0; i < parties->len; i++)
    if (g_strcmp0 (self->ids->pdata[i + 1], ((const EdRequestParty *) parties->pdata[i])->id) != 0)
      return FALSE;
  return TRUE;
}

void
ed_party_choice_set (EdPartyChoice *self, const GPtrArray *parties)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (is_same (self, parties))
    return;
  self->filling = TRUE;
  g_ptr_array_set_size (self->ids, 1);
  for (guint i = 0; i < parties->len; i++)
    {
      const EdRequestParty *party = parties->pdata[i];
      gboolean is_centre = g_str_equal (party->id, ED_REQUESTS_TO_CENTRE);

      g_ptr_array_add (self->ids, g_strdup (party->id));
      g_ptr_array_add (names,
                       is_centre             ? (char *) _ ("Expert centre")
                       : party->name != NULL ? party->name
                                             : (char *) "—");
    }
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (self->names,
                          1,
                          g_list_model_get_n_items (G_LIST_MODEL (self->names)) - 1,
                          (const char *const *) names->pdata);
  select_chosen (self);
  self->filling = FALSE;
}

const char *
ed_party_choice_chosen (EdPartyChoice *self)
{
  return self == NULL ? NULL : self->chosen;
}

void
ed_party_choice_choose (EdPartyChoice *self, const char *id)
{
  g_return_if_fail (ED_IS_PARTY_CHOICE (self));
  g_free (self->chosen);
  self->chosen = g_strdup (id);
  self->filling = TRUE;
  select_chosen (self);
  self->filling = FALSE;
}
