/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Error numbers.
 *
 * kernel:  include/uapi/asm-generic/errno.h
 */
#ifndef _LINUX_ERRNO_H
#define _LINUX_ERRNO_H

#define ENOENT	2
#define EAGAIN	11
#define ENOMEM	12
#define EFAULT	14
#define EBUSY	16
#define EEXIST	17
#define EMLINK	31

#endif /* _LINUX_ERRNO_H */
