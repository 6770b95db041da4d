#include <pincer.h>
static int x, y;
static inline void write(int *p) { *p = 1; } //! E0407 property `through_a_helper` writes to shared memory
static inline bool waits(void) { await(x); return true; } //! E0408 `await()` in property `of_a_helper`
static inline void out(int *p) { *p = x; }
thread t(void) { x = 1; }
invariant fine(void) { int n; out(&n); for (int i = 0; i < 2; i++) n += i; return n; }
invariant writes(void) { x++; return true; } //! E0407 property `writes` writes to shared memory
invariant through_a_helper(void) { write(&x); return true; }
witness of_a_helper(void) { return waits(); }
finally chooses(void) { return choose(2); } //! E0408 `choose()` in property `chooses`
finally asks(void) { return this_thread() == 0; } //! E0408 `this_thread()` in property `asks`
// ----
#include <pincer.h>
static int x;
thread takes(int n) { x = n; } //! E0402 `takes` must take and return nothing
threads(many, 1000) { } //! E0403 there cannot be 1000 copies of a thread: 0 to 64
threads(none, 0) { }
invariant deadlock(void) { return true; } //! E0406 property `deadlock` has the name of one that is always checked
invariant with(int n) { return n; } //! E0405 property `with` must take nothing and return a bool
invariant one(void) { return true; }
witness one(void) { return true; } //! E0404 there are two properties `one`
leads_to(pair, x == 1, x == 2);
leads_to(pair, x == 1, x == 2); //! E0404 there are two properties `pair`
