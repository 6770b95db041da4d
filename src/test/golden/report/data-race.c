/* A flag that is set with a marked store, and data that are not. */
#include <pincer.h>

static struct { int x; bool ready; } message;

thread send(void)
{
	message.x = 42;
	store(&message.ready, true, release);
}

static int receive_message(void)
{
	if (!load(&message.ready, acquire))
		return message.x;
	return 0;
}

thread receive(void)
{
	int got = receive_message();

	assert(got == 0 || got == 42);
}
