pincer history --help
pincer history count-faults --models src/test/golden/cli/models
pincer history count-faults --property faults_are_counted -DNR_CPUS=3 --models src/test/golden/cli/models
pincer history count-faults --since v2 --models src/test/golden/cli/models
pincer history count-faults --since v3 --models src/test/golden/cli/models
pincer history count-faults --since v2 --until v1 --models src/test/golden/cli/models
pincer history 01-both-first --models src/test/golden/cli/models
pincer history count-faults --max-states 3 --models src/test/golden/cli/models
pincer history
pincer bisect --help
pincer bisect count-faults faults_are_counted --models src/test/golden/cli/models
pincer bisect count-faults deadlock --models src/test/golden/cli/models
pincer bisect count-faults faults_are_count --models src/test/golden/cli/models
pincer bisect count-faults faults_are_counted --max-states 3 --models src/test/golden/cli/models
pincer bisect count-faults
