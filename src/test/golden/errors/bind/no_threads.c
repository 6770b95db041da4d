#include <pincer.h> //! E0401 the scenario has no threads
static int x;
threads(none, 0) { x = 1; }
initial set(void) { x = 2; await(x == 2); }
