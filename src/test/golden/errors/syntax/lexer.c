/* What is no token of C. Each part, up to a line `// ----`, is a file of its own. */
int a = 1 @ 2; //! E0101 stray character `@`
int b = 1 $ 2; //! E0101 stray character `$`
int c = 1 # 2; //! E0101 stray character `#`
// ----
int d;
/* the count //! E0102 comment without an end
int e;
// ----
assert(x, "no page is lost); //! E0103 a text that does not end in its line
char f = 'a; //! E0103 a character constant that does not end in its line
// ----
int g = 'ab' + ''; //! E0104 `'ab'` is not one character //! E0104 `''` is not one character
int h = '\q'; //! E0105 unknown escape `\q`
int i = '\x100' + '\400'; //! E0105 unknown escape `\x100` //! E0105 unknown escape `\400`
int j = 08 + 0b2 + 1uu + 1lul + 0x + 1a + 1lL; //! E0106 `08` //! E0106 `0b2` //! E0106 `1uu` //! E0106 `1lul` //! E0106 `0x` //! E0106 `1a` //! E0106 `1lL`
unsigned long k = 0x10000000000000000 + 9223372036854775808; //! E0107 `0x10000000000000000` does not fit in 64 bits //! E0107 `9223372036854775808`
// ----
#if 0
What is skipped need not be tokens: don't mind @.
#endif
#define NEVER_USED(x) @ x
