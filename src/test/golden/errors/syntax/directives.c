/* Directives that are not as they should be. */
#defien A 2 //! E0110 unknown directive `#defien`
#line 3 "other.c" //! E0111 directive `#line` is not supported
#pragma pack(1) //! E0111 directive `#pragma pack` is not supported
#warning why not //! E0111 directive `#warning` is not supported
# 7 "other.c" //! E0110 unknown directive `#7`
#define 2 //! E0112 expected a name after `#define`, found `2`
#define //! E0112 expected a name after `#define`, found the end of the line
#include linux/mm.h //! E0112 expected `"file"` or `<file>` after `#include`, found `linux`
#include //! E0112 expected `"file"` or `<file>` after `#include`, found the end of the line
#include "" //! E0112 expected `"file"` or `<file>`
#undef A B //! E0113 extra `B` after `#undef`
#include "once.h" more //! E0113 extra `more` after `#include`
#ifdef A B //! E0113 extra `B` after `#ifdef`
#else C //! E0113 extra `C` after `#else`
#endif D //! E0113 extra `D` after `#endif`
#include <onse.h> //! E0114 there is no file `onse.h`
#include "circle.h"
// ----
#ifdef A //! E0117 `#ifdef` without `#endif`
#if 1 //! E0117 `#if` without `#endif`
// ----
int a;
#endif //! E0118 `#endif` without `#if`
// ----
#if 0
#else
#elif 1 //! E0119 `#elif` after `#else`
#endif
// ----
#if 1 + //! E0120 expected a number or a name in the condition of `#if`, found the end of the line
#endif
// ----
#if (1 //! E0120 expected `)` in the condition of `#if`, found the end of the line
#endif
// ----
#if 1 2 //! E0120 expected an operator in the condition of `#if`, found `2`
#endif
// ----
#if 0
#elif //! E0120 expected a number or a name in the condition of `#elif`
#endif
// ----
#if defined 1 //! E0120 expected a name after `defined` in the condition of `#if`, found `1`
#endif
// ----
#if "text" //! E0120 expected a number or a name in the condition of `#if`, found `"text"`
#endif
// ----
#if 1 = 1 //! E0120 expected an operator in the condition of `#if`, found `=`
#endif
// ----
#if 1 ? 2 //! E0120 expected `:` in the condition of `#if`
#endif
// ----
#if 1.5 //! E0301 `1.5`: floating point
#endif
// ----
#if 1 / NR_GUP //! E0121 division by zero in the condition of `#if`
#endif
// ----
#if 1
#error at most 4 CPUs, don't you think //! E0122 #error at most 4 CPUs, don't you think
#error not said any more
#endif
// ----
#include "guarded.h"
#include "once.h"
#include "once.h"
// ----
#include "missing_endif.h"
