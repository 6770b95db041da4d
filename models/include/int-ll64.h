/* SPDX-License-Identifier: GPL-2.0 */
/* Integers by their width, as include/asm-generic/int-ll64.h of the kernel has them: for the small Linux and for litmus tests. */
#ifndef INT_LL64_H
#define INT_LL64_H

typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#endif
