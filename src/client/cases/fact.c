/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/fact.h"

#include "client/field-text.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

struct _EdFact
{
  GObject parent_instance;
  char *label;
  char *value;
  char *uri;
  gboolean sensitive;
};

enum
{
  PROP_LABEL = 1,
  PROP_VALUE,
  PROP_URI,
  PROP_SENSITIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdFact, ed_fact, G_TYPE_OBJECT)

typedef struct
{
  EdFactGroup group;
  const char *name;   /* of the field */
  const char *absent; /* N_(); NULL: the line is left out */
  const char *scheme; /* of a link to the value, or NULL */
} Line;

/* Every field of the guide's case view; a test compares it with the field table. */
static const Line lines[] = {
  { ED_FACTS_CLIENT, "client_alias", N_ ("unknown"), NULL },
  { ED_FACTS_CLIENT, "phone", N_ ("unknown"), "tel" },
  { ED_FACTS_CLIENT, "email", N_ ("unknown"), "mailto" },
  { ED_FACTS_CLIENT, "relation", N_ ("unknown"), NULL },
  { ED_FACTS_CLIENT, "sex", N_ ("unknown"), NULL },
  { ED_FACTS_CLIENT, "age", N_ ("unknown"), NULL },
  { ED_FACTS_PROBLEM, "type", N_ ("unknown"), NULL },
  { ED_FACTS_PROBLEM, "coaching_kind", NULL, NULL },
  { ED_FACTS_PROBLEM, "problem_details", N_ ("none"), NULL },
  { ED_FACTS_PROBLEM, "crisis_call", N_ ("unknown"), NULL },
  { ED_FACTS_PROBLEM, "other_comment", N_ ("none"), NULL },
  { ED_FACTS_PROBLEM, "chat_text", N_ ("none"), NULL },
  { ED_FACTS_CONSULTATION, "consultation_mode", N_ ("unknown"), NULL },
  { ED_FACTS_CONSULTATION, "city", N_ ("unknown"), NULL },
  { ED_FACTS_CONSULTATION, "sessions_available", N_ ("unknown"), NULL },
  { ED_FACTS_CONSULTATION, "session_minutes", N_ ("unknown"), NULL },
  { ED_FACTS_CONSULTATION, "expert_name", N_ ("none"), NULL },
  { ED_FACTS_CONSULTATION, "assigned_at", NULL, NULL },
  { ED_FACTS_CONSULTATION, "assigned_by_name", NULL, NULL },
  { ED_FACTS_ORIGIN, "number", N_ ("not yet given"), NULL },
  { ED_FACTS_ORIGIN, "recorded_at", N_ ("unknown"), NULL },
  { ED_FACTS_ORIGIN, "company_name", N_ ("unknown"), NULL },
  { ED_FACTS_ORIGIN, "channel", N_ ("unknown"), NULL },
  { ED_FACTS_ORIGIN, "call_length_min", N_ ("unknown"), NULL },
  { ED_FACTS_ORIGIN, "heard_from", N_ ("unknown"), NULL },
  { ED_FACTS_ORIGIN, "backup_call", N_ ("unknown"), NULL },
  { ED_FACTS_ORIGIN, "operator_name", N_ ("unknown"), NULL },
};

static void
ed_fact_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdFact *self = ED_FACT (object);

  if (id == PROP_LABEL)
    g_value_set_string (value, self->label);
  else if (id == PROP_VALUE)
    g_value_set_string (value, self->value);
  else if (id == PROP_URI)
    g_value_set_string (value, self->uri);
  else
    g_value_set_boolean (value, self->sensitive);
}

static void
ed_fact_finalize (GObject *object)
{
  EdFact *self = ED_FACT (object);

  g_free (self->label);
  g_free (self->value);
  g_free (self->uri);
  G_OBJECT_CLASS (ed_fact_parent_class)->finalize (object);
}

static void
ed_fact_class_init (EdFactClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_fact_get_property;
  object_class->finalize = ed_fact_finalize;
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, flags);
  properties[PROP_SENSITIVE] = g_param_spec_boolean ("sensitive", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_fact_init (EdFact *self)
{
}

const char *
ed_fact_label (EdFact *self)
{
  return self->label;
}

const char *
ed_fact_value (EdFact *self)
{
  return self->value;
}

const char *
ed_fact_uri (EdFact *self)
{
  return self->uri;
}

static const Line *
find_line (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (g_strcmp0 (lines[i].name, name) == 0)
      return &lines[i];
  return NULL;
}

char *
ed_fact_text (const EdField *field, const EdCase *case_, const EdZone *zone)
{
  const Line *line = find_line (field->name);

  if (ed_field_is_absent (field, case_))
    return g_strdup (line == NULL || line->absent == NULL ? _ ("unknown") : _ (line->absent));
  return ed_field_text (field, case_, zone);
}

/* A link to TEXT, without what a dialler cannot read. */
static char *
make_uri (const char *scheme, const char *text)
{
  g_autofree char *plain = g_strdup (text);

  if (g_str_equal (scheme, "tel"))
    {
      g_strcanon (plain, "+0123456789", ' ');
      for (char *from = plain, *to = plain; (*to = *from) != '\0'; from++)
        to += *from != ' ';
    }
  return g_strconcat (scheme, ":", plain, NULL);
}

static EdFact *
make_fact (EdCaseItem *item, const Line *line)
{
  const EdCase *case_ = ed_case_item_case (item);
  const EdField *field = ed_record_type_find (&ed_case_type, line->name);
  EdFact *fact = g_object_new (ED_TYPE_FACT, NULL);
  gboolean absent = ed_field_is_absent (field, case_);

  fact->label = g_strdup (_ (field->label));
  fact->value = ed_fact_text (field, case_, ed_case_item_zone (item));
  fact->sensitive = (field->flags & ED_FIELD_SENSITIVE) != 0 && !absent;
  if (line->scheme != NULL && !absent)
    fact->uri = make_uri (line->scheme, fact->value);
  return fact;
}

static EdFact *
make_session_count (EdCaseItem *item)
{
  EdFact *fact = g_object_new (ED_TYPE_FACT, NULL);

  fact->label = g_strdup (_ ("Number of sessions"));
  fact->value = ed_number_text (ed_case_count_used (ed_case_item_case (item)));
  return fact;
}

GPtrArray *
ed_facts_list (EdCaseItem *item, EdFactGroup group)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const EdField *field = ed_record_type_find (&ed_case_type, lines[i].name);

      if (lines[i].group == group
          && (lines[i].absent != NULL || !ed_field_is_absent (field, ed_case_item_case (item))))
        g_ptr_array_add (facts, make_fact (item, &lines[i]));
    }
  if (group == ED_FACTS_CONSULTATION)
    g_ptr_array_add (facts, make_session_count (item));
  return facts;
}
