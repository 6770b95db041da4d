/* Each operator, and how tightly it binds. */
struct s { int a, b[3]; struct s *next; } v, *p;
int f(int a, int b);
int g(int a, int b, int c)
{
	a = b = c;
	a += b -= c *= a /= b %= c <<= a >>= b &= c ^= a |= b;
	a = a ? b : c ? a : b;
	a = a ?: b;
	a = (a, b), c;
	a = a || b && c | a ^ b & c == a != b < c > a <= b >= c << a >> b + c - a * b / c % a;
	a = ((((a || b) && c | a) ^ b) & c) == a;
	a = (a + b) * (c - (a - b)) - (a * b) / (c / a);
	a = -a - -b + +c - ~a * !b;
	a = - -a + - --b - a-- - --b + a++ + ++b;
	a = *&a + *p->next->b + (*p).b[a] + p[1].b[f(a, b)] - sizeof a * sizeof(int) + sizeof(struct s);
	a = sizeof(a) + sizeof (int){ 1 } + sizeof (a)[p];
	a = (int)a + (int)-b + (char)(a + b) + ((struct s){ .a = 1, .b = { [2] = 3 } }).a;
	a = (int[]){ 1, 2 }[1] + ((struct s *)0)->a + (*(struct s *)p).a++;
	a = ({ int t = a; t++; t * 2; }) + 1;
	a = 1 + 2u + 3l + 4ul + 5ll + 6ull + 2147483648 + 0xffffffff + 0x7fffffff + 017 + 0b101;
	a = 0x8000000000000000 + 9223372036854775807 + 18446744073709551615u;
	a = 'a' + '\n' + '\0' + '\x41' + '\377' + '\'' + '\\' + '"';
	(void)f(a = b, (b, c));
	return (a);
}
