/* SPDX-License-Identifier: GPL-2.0 */
/* Two CPUs count; nothing of the small Linux is a part of it. */
#include <pincer.h>
#include "add.h"

threads(count_one, 2)
{
	add_one();
}

finally both_are_counted(void)
{
	return count == 2;
}
