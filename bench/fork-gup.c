/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The yardstick: fork() against GUP-fast, as small as it can be, for comparing speeds with other tools.
 *
 * A parent with NR_PTES entries is forked: it takes the page-table lock, and for each entry makes it read-only, looks at
 * has_pinned and at the pin count, and then either copies the page early or shares it.  NR_GUP CPUs pin in the meantime:
 * read the entry, see that it is writable, pin, read the entry again, undo if it has changed.  Then the device writes
 * through the pin and lets go.  Behind fork() the parent writes, which is a COW fault where the entry is read-only, and
 * the child unmaps.
 *
 * fork-gup.pml says the same, step by step: states and transitions are equal.
 */
#include <pincer.h>

#ifndef NR_PTES
#define NR_PTES 2
#endif
#ifndef NR_GUP
#define NR_GUP 2
#endif

/* An entry is 2 * frame + writable.  Frames: the parent's, the child's early copies, the parent's copies on write. */
#define NR_FRAMES (3 * NR_PTES)
#define WRITE 1
#define NONE (2 * NR_FRAMES)

enum { BY_DEVICE = 1, BY_PARENT = 2 };

static bool ptl, forked, has_pinned;
static unsigned char pte[NR_PTES], child_pte[NR_PTES];
static unsigned char pins[NR_FRAMES], data[NR_FRAMES];

initial entries_are_writable(void)
{
	for (int i = 0; i < NR_PTES; i++) {
		pte[i] = 2 * i + WRITE;
		child_pte[i] = NONE;
	}
}

thread fork_and_write(void)
{
	atomic {
		await(!ptl);
		ptl = true;
	}
	for (int i = 0; i < NR_PTES; i++) {
		rmw(full) {
			pte[i] &= ~WRITE;
		}
		if (load(&has_pinned, relaxed) && load(&pins[i], relaxed)) {
			store(&child_pte[i], 2 * (NR_PTES + i) + WRITE, relaxed);
			store(&pte[i], 2 * i + WRITE, relaxed);
		} else {
			store(&child_pte[i], 2 * i, relaxed);
		}
	}
	atomic {
		ptl = false;
		forked = true;
	}
	for (int i = 0; i < NR_PTES; i++) {
		unsigned char entry = load(&pte[i], relaxed);

		if (!(entry & WRITE)) {
			if (load(&child_pte[i], relaxed) / 2 == i)
				entry = 2 * (2 * NR_PTES + i) + WRITE;
			else
				entry = 2 * i + WRITE;
			store(&pte[i], entry, relaxed);
		}
		store(&data[entry / 2], BY_PARENT, relaxed);
	}
}

thread child_unmaps(void)
{
	await(forked);
	for (int i = 0; i < NR_PTES; i++)
		store(&child_pte[i], NONE, relaxed);
}

threads(gup, NR_GUP)
{
	int i = choose(NR_PTES);
	unsigned char entry = load(&pte[i], relaxed), page, again;

	if (!(entry & WRITE))
		return;
	page = entry / 2;
	store(&has_pinned, true, relaxed);
	rmw(full) {
		pins[page]++;
	}
	again = load(&pte[i], relaxed);
	if (again == entry)
		store(&data[page], BY_DEVICE, relaxed);
	rmw(full) {
		pins[page]--;
	}
}
