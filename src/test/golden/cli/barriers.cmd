pincer barriers --help
pincer barriers src/test/golden/barriers/SB.c
pincer barriers src/test/golden/barriers/SB.c --memory tso --races
pincer barriers src/test/golden/barriers/SB.c --memory weak
pincer barriers src/test/golden/barriers/MP.c --memory weak
pincer barriers src/test/golden/barriers/MP.c --memory tso
pincer barriers src/test/golden/barriers/lock.c --memory tso --pairs
pincer barriers src/test/golden/barriers/lock.c --memory tso --max-states 4
