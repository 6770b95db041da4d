#include "circle.h" //! E0115 `circle.h` includes itself without end
