/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "plain-rights.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* From the set that a program started by root gets, and from what this thread has. */
static gboolean
give_up (guint capability)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];

  if (prctl (PR_CAPBSET_DROP, (unsigned long) capability, 0L, 0L, 0L) != 0
      || syscall (SYS_capget, &header, sets) != 0)
    return FALSE;
  sets[CAP_TO_INDEX (capability)].effective &= ~CAP_TO_MASK (capability);
  sets[CAP_TO_INDEX (capability)].permitted &= ~CAP_TO_MASK (capability);
  return syscall (SYS_capset, &header, sets) == 0;
}

gboolean
ed_test_with_plain_rights (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return FALSE;
    }
  if (geteuid () != 0)
    return TRUE;
  g_assert_true (give_up (CAP_DAC_OVERRIDE));
  g_assert_true (give_up (CAP_DAC_READ_SEARCH));
  return TRUE;
}
