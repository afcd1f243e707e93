# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Turns this system's glibconfig.h into one for 64-bit Windows, where long has 4 bytes.

s/^#define G_OS_UNIX/#define G_OS_WIN32\n#define G_PLATFORM_WIN32/
/^typedef .*\(gint64\|guint64\|gssize\|gsize\|gintptr\|guintptr\);/s/ long / long long /
s/(val##L)/(val##LL)/
s/(val##UL)/(val##ULL)/
/MODIFIER/s/"l"/"ll"/
/_FORMAT/s/"li"/"lli"/
/_FORMAT/s/"lu"/"llu"/
s/^\(#define GLIB_SIZEOF_LONG *\)8/\14/
s/G_MAXULONG$/G_MAXUINT64/
/SSIZE/s/G_M\(AX\|IN\)LONG/G_M\1INT64/
s/(glong) (p)/(gintptr) (p)/
s/(gulong) (p)/(guintptr) (p)/
s/(glong) (i)/(gintptr) (i)/
s/(gulong) (u)/(guintptr) (u)/
/^#define GU*LONG_TO/s/INT64/INT32/
s/THREADS_IMPL_POSIX/THREADS_IMPL_WIN32/
s/^typedef int GPid/typedef void *GPid/
s/\(AF_INET6 \)10/\123/
s/\(G_MODULE_SUFFIX \)"so"/\1"dll"/
s/^\(#define G_DIR_SEPARATOR \)'.'/\1'\\\\'/
s/^\(#define G_DIR_SEPARATOR_S \)"."/\1"\\\\"/
s/^\(#define G_SEARCHPATH_SEPARATOR \)'.'/\1';'/
s/^\(#define G_SEARCHPATH_SEPARATOR_S \)"."/\1";"/
s/G_HAVE_GNUC_VISIBILITY 1/G_HAVE_GNUC_VISIBILITY 0/
