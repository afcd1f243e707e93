/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-item.h"

#include "client/sentences.h"

#include <glib/gi18n.h>

struct _EdAssignItem
{
  GObject parent_instance;
  EdCase *case_;
  char *title;
  EdExpertChoice *choice; /* or NULL */
  EdAssignKind kind;
  gboolean left_out; /* by the reader */
  EdRefusal refusal; /* after all */
};

enum
{
  PROP_KIND = 1,
  PROP_INCLUDED,
  PROP_TITLE,
  PROP_NOTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdAssignItem, ed_assign_item, G_TYPE_OBJECT)

/* --- what is said ----------------------------------------------------------------------------- */

static char *
explain_nobody (EdAssignItem *self)
{
  g_autofree char *remark = NULL;

  if (self->refusal.code != ED_REFUSAL_NONE)
    return ed_deed_refusal_sentence (ED_COMMAND_CASE_ASSIGN,
                                     self->refusal.code,
                                     self->refusal.field);
  if (!ed_case_is_open (self->case_))
    return g_strdup (_ ("The case is closed, or about to be."));
  if (self->choice == NULL)
    return g_strdup (_ ("Nobody can take it without a reservation."));
  remark = ed_expert_remark_text (NULL, self->choice);
  /* Translators: name of an expert, and why a case cannot be given to them */
  return g_strdup_printf (_ ("%s: %s."), ed_expert_choice_account (self->choice)->name, remark);
}

/* "Dr. Szabó Péter: speaks German · 4 open cases", with what speaks against it in a line below. */
static char *
explain_choice (EdAssignItem *self)
{
  const char *name = ed_expert_choice_account (self->choice)->name;
  g_autofree char *reason = ed_expert_reason_text (NULL, self->choice);
  g_autofree char *remark = ed_expert_remark_text (NULL, self->choice);
  g_autofree char *whom = NULL;

  if (*reason == '\0')
    whom = g_strdup (name);
  else
    /* Translators: name of an expert, and what they were chosen by */
    whom = g_strdup_printf (_ ("%1$s: %2$s"), name, reason);
  return g_strconcat (whom, *remark != '\0' ? "\n" : "", remark, NULL);
}

static char *
make_note (EdAssignItem *self)
{
  if (self->kind == ED_ASSIGN_REFUSED)
    return explain_nobody (self);
  if (self->kind != ED_ASSIGN_DONE)
    return explain_choice (self);
  /* Translators: %s is the name of an expert */
  return g_strdup_printf (_ ("Assigned to %s"), ed_expert_choice_account (self->choice)->name);
}

static void
notify_all (EdAssignItem *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_assign_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdAssignItem *self = ED_ASSIGN_ITEM (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_uint (value, self->kind);
      break;
    case PROP_INCLUDED:
      g_value_set_boolean (value, ed_assign_item_is_included (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_NOTE:
      g_value_take_string (value, make_note (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_assign_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (id == PROP_INCLUDED);
  ed_assign_item_include (ED_ASSIGN_ITEM (object), g_value_get_boolean (value));
}

static void
ed_assign_item_finalize (GObject *object)
{
  EdAssignItem *self = ED_ASSIGN_ITEM (object);

  ed_case_free (self->case_);
  g_free (self->title);
  g_clear_object (&self->choice);
  G_OBJECT_CLASS (ed_assign_item_parent_class)->finalize (object);
}

static void
ed_assign_item_class_init (EdAssignItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_assign_item_get_property;
  object_class->set_property = ed_assign_item_set_property;
  object_class->finalize = ed_assign_item_finalize;
  properties[PROP_KIND] =
      g_param_spec_uint ("kind", NULL, NULL, 0, ED_ASSIGN_DONE, ED_ASSIGN_GIVEN, flags);
  properties[PROP_INCLUDED] =
      g_param_spec_boolean ("included",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_assign_item_init (EdAssignItem *self)
{
  self->kind = ED_ASSIGN_REFUSED;
}

static const char *
translate (const char *label)
{
  return _ (label);
}

EdAssignItem *
ed_assign_item_new (const EdCase *case_, const EdZone *zone)
{
  EdAssignItem *self = g_object_new (ED_TYPE_ASSIGN_ITEM, NULL);

  self->case_ = ed_case_copy (case_);
  self->title = ed_case_make_title (case_, zone, translate);
  return self;
}

const EdCase *
ed_assign_item_case (EdAssignItem *self)
{
  g_return_val_if_fail (ED_IS_ASSIGN_ITEM (self), NULL);
  return self->case_;
}

EdAssignKind
ed_assign_item_kind (EdAssignItem *self)
{
  g_return_val_if_fail (ED_IS_ASSIGN_ITEM (self), ED_ASSIGN_REFUSED);
  return self->kind;
}

gboolean
ed_assign_item_is_included (EdAssignItem *self)
{
  return !self->left_out && (self->kind == ED_ASSIGN_GIVEN || self->kind == ED_ASSIGN_DOUBTFUL);
}

void
ed_assign_item_include (EdAssignItem *self, gboolean included)
{
  if (ed_assign_item_is_included (self) == included || self->kind == ED_ASSIGN_REFUSED
      || self->kind == ED_ASSIGN_DONE)
    return;
  self->left_out = !included;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCLUDED]);
}

void
ed_assign_item_give (EdAssignItem *self, EdExpertChoice *choice)
{
  gboolean is_open = ed_case_is_open (self->case_);

  if (self->kind == ED_ASSIGN_DONE)
    return;
  g_set_object (&self->choice, choice);
  if (choice == NULL || !is_open || !ed_expert_is_suitable (NULL, choice))
    self->kind = ED_ASSIGN_REFUSED;
  else
    self->kind = ed_expert_choice_match (choice).fit == ED_FIT_DOUBTFUL ? ED_ASSIGN_DOUBTFUL
                                                                        : ED_ASSIGN_GIVEN;
  notify_all (self);
}

EdExpertChoice *
ed_assign_item_choice (EdAssignItem *self)
{
  return self->choice;
}

void
ed_assign_item_settle (EdAssignItem *self, const EdRefusal *refusal)
{
  self->refusal = *refusal;
  self->kind = refusal->code == ED_REFUSAL_NONE ? ED_ASSIGN_DONE : ED_ASSIGN_REFUSED;
  notify_all (self);
}
