#ifndef GUARDED
#define GUARDED
#include "guarded2.h"
int guarded;
#endif
