pincer check src/test/golden/full-state/peterson.1.c src/test/golden/full-state/mcs.1.c --full-state
pincer check src/test/golden/full-state/mcslock1.c -DNR=3 --full-state
pincer check src/test/golden/full-state/mcslock1.c --full-state --max-states 50
pincer check count-faults --full-state --models src/test/golden/cli/models
pincer check count-faults --full-state --property deadlock
