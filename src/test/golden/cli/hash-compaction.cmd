pincer check count-faults --at v1 --hash-compaction --models src/test/golden/cli/models
pincer check count-faults --at v1 --hash-compaction --models src/test/golden/cli/models -DNR_CPUS=3
