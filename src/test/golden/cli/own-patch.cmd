pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/mend.patch
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/ask-less.patch
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/ask-less.patch --property both_are_counted
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/ask-else.patch
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/mend.patch --patch src/test/golden/cli/own/mend.patch
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/stale.patch
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/elsewhere.patch
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/both.patch
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/rename.patch
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/remove.patch
pincer check src/test/golden/cli/own/count.c --at v1 --models src/test/golden/cli/models
pincer check src/test/golden/cli/own/count.c --at v1 --patch src/test/golden/cli/own/mend.patch --models src/test/golden/cli/models
pincer check src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/mend.patch --memory tso
pincer list src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/mend.patch
pincer check src/test/golden/cli/own/faults.c --patch src/test/golden/cli/own/both.patch --models src/test/golden/cli/models
pincer check src/test/golden/cli/own/faults.c --patch src/test/golden/cli/own/both.patch --at v1 --models src/test/golden/cli/models
pincer check src/test/golden/cli/own/faults.c --patch src/test/golden/cli/own/elsewhere.patch --models src/test/golden/cli/models
pincer check src/test/golden/cli/own/faults.c --patch src/test/golden/cli/own/mend.patch --models src/test/golden/cli/models
pincer check 01-both-first --patch src/test/golden/cli/own/say-first.patch --models src/test/golden/cli/models
pincer check 01-both-first --patch src/test/golden/cli/own/say-first.patch --at v1 --models src/test/golden/cli/models
pincer check --patch src/test/golden/cli/own/say-first.patch --models src/test/golden/cli/models
