struct page { int refs; };
int f(struct page *p)
{
	if (p) {
		p->refs	= 1 +	/* tab */	;
		int	a	=	(1	+	)	;
		return (p->refs;
	}
}
