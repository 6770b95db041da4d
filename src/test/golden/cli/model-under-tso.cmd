pincer check src/test/golden/memory/lock.c --memory tso
pincer check src/test/golden/memory/lock.c src/test/golden/memory/count.c --memory tso
