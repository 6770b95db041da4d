#ifndef MISSING_ENDIF //! E0117 `#ifndef` without `#endif`
#define MISSING_ENDIF
int missing_endif;
