pincer check count-fault --models src/test/golden/cli/models
pincer check count-faults --at v3 --models src/test/golden/cli/models
pincer check --patch no-such.patch --models src/test/golden/cli/models
pincer check count-faults --property faults_are_count --models src/test/golden/cli/models
pincer check count-faults -DNR_CPU=3 --models src/test/golden/cli/models
pincer check 01-both-first --at v1 --models src/test/golden/cli/models
pincer check --models no-such-folder
pincer check src/test/golden/cli/syntax-error.c
