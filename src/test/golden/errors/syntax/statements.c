/* Statements and expressions that are not as they should be. */
int f(int n)
{
	int a = 1
	a = 2; //!^ E0141 expected `;`, found `a`
	a = 2 3; //! E0141 expected `;`, found `3`
	a = (1 + 2; //! E0141 expected `)`, found `;`
	a = 1 + ; //! E0141 expected an expression, found `;`
	a = n[1; //! E0141 expected `]`, found `;`
	f(1,); //! E0141 expected an expression, found `)`
	f(1 2); //! E0141 expected `)`, found `2`
	f("text"); //! E0311
	f(int); //! E0141 expected an expression, found `int`
	g("text"); //! E0201 unknown name `g`
	a = 1 + g(1, struct s); //! E0201 unknown name `g`
	a.3; //! E0141 expected `;`, found `.3`
	a->if; //! E0141 expected the name of a member, found `if`
	if a == 1) //! E0141 expected `(`, found `a`
		return 1;
	if (a == 1 { //! E0141 expected `)`, found `{`
		return 1;
	}
	while () { } //! E0141 expected an expression, found `)`
	for (a = 0; a < 1, a++) { //! E0141 expected `;`, found `)`
		a = 1;
	}
	for (int i = 0 i < 1; i++) a = 1; //! E0141 expected `;`, found `i`
	do { a = 1; } until (a); //! E0141 expected `while`, found `until`
	a = 3;
	else a = 1; //! E0141 expected a statement, found `else`
	if (a) int b = 1; //! E0141 expected a statement, found `int`
	case: ; //! E0141 expected an expression, found `:`
	goto 3; //! E0141 expected a label, found `3`
	return 1 //! E0141 expected `;`, found `}`
}
int g(void)
{
	a ? b; //! E0141 expected `:`, found `;`
	pag_t p; //! E0142 unknown type `pag_t`
	pag_t *q = 0;
	pgd_t *r = 0; //! E0142 unknown type `pgd_t`
	__pincer_load(p); //! E0141 expected `,`, found `)`
	__pincer_load(p, 3); //! E0141 expected an order, found `3`
	__pincer_undefined_unless(p, 3); //! E0141 expected a text in quotes, found `3`
	__pincer_atomic { } //! E0141 expected `(`, found `{`
	__pincer_thread void h(void) { } //! E0146 `thread` cannot stand here
	({ 1; }; //! E0141 expected `)`, found `;`
	sizeof; //! E0141 expected an expression, found `;`
	(int) ; //! E0141 expected an expression, found `;`
	rmv(relaxed) { //! E0201 unknown name `rmv`
		a = 1;
	}
	for_all(a, 3) { a = 2; } //! E0201 unknown name `for_all`
	atomik { a = 1; } //! E0201 unknown name `atomik`
	f(1) { a = 1; } //! E0141 expected `;`, found `{`
	(int x) 1; //! E0141 expected a type without a name, found `x`
	_Static_assert(1, 2); //! E0141 expected a text in quotes, found `2`
	int static; //! E0145 this declares nothing
	int if; //! E0141 expected a name, found `if`
}
int outside = ({ 1; }); //! E0141 expected an expression, found `{`
int h(void)
{
	if (1) {
		return 1; //! E0141 expected `}`, found the end of the file
