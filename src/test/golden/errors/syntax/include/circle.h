#include "circle2.h"
