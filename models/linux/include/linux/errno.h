/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Error numbers.
 *
 * kernel:  include/uapi/asm-generic/errno.h
 */
#ifndef _LINUX_ERRNO_H
#define _LINUX_ERRNO_H

#define EPERM	1
#define ENOENT	2
#define EINTR	4
#define EIO	5
#define EAGAIN	11
#define ENOMEM	12
#define EFAULT	14
#define EBUSY	16
#define EEXIST	17
#define ENODEV	19
#define EINVAL	22
#define ENOSPC	28
#define EMLINK	31
#define EDEADLK	35
#define EOPNOTSUPP	95
#define ETIMEDOUT	110

#endif /* _LINUX_ERRNO_H */
