#include <pincer.h>
#include <linux/mmm.h>
#define NR 2
#define NR 3
thread t(void) { }
