#ifndef GUARDED2
#define GUARDED2
#include "guarded.h"
int guarded2;
#endif
