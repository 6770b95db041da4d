pincer check --patch src/test/golden/cli/skip-odd.patch --models src/test/golden/cli/models
pincer check count-faults --patch src/test/golden/cli/skip-odd.patch --models src/test/golden/cli/models
pincer check count-faults --patch count-twice --models src/test/golden/cli/models
pincer check count-faults --patch src/test/golden/cli/skip-odd.patch --at v1 --models src/test/golden/cli/models
