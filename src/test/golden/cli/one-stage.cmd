pincer check count-faults --at v1 --models src/test/golden/cli/models
pincer check count-faults --at count-twice --models src/test/golden/cli/models
pincer check count-faults --at v1 --max-states 3 --models src/test/golden/cli/models
