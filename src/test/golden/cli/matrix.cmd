pincer check --models src/test/golden/cli/models
pincer check count-faults --models src/test/golden/cli/models
pincer check count-faults -DNR_CPUS=3 --at v1 --at v2 --models src/test/golden/cli/models
pincer check --all-stages --models src/test/golden/cli/models
pincer check count-faults --property faults_are_counted --models src/test/golden/cli/models
