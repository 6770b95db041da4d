/* Each statement, and labels in all their places. */
int f(int n)
{
	int i, sum = 0;

	if (n) if (n > 1) sum++; else sum--;
	if (n) { if (n > 1) sum++; } else sum--;
	while (n--)
		;
	do { sum += n; } while (n > 0);
	do sum++; while (0);
	for (;;)
		break;
	for (i = 0; i < n; i++)
		continue;
	for (int j = 0, *k = &j, m[2] = { 1, 2 }; *k < m[1]; ++j) {
		int j = 3;
		sum += j;
	}
	switch (n) {
	case 1:
	case 2 ... 4:
		sum = 1;
		__attribute__((fallthrough));
	case 'x': {
		int y = n;
		sum += y;
		break;
	}
	default:
		goto out;
	case 7:
	}
	{
		typedef int local_t;
		local_t a = 1, b = a;
		enum { ONE = 1 };
		struct here { int x; } h = { ONE };
		_Static_assert(1, "one");
		int g(int);
		sum = h.x + b;
	}
	return sum;
again:
	int after = 1;
	goto again;
out:
	;
end:
}

void nothing(void)
{
	return;
}
