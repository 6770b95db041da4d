#include <pincer.h>

thread t(void)
{
	int i = 1
}
