pincer replay count-faults --at v1 --schedule 0x1.1x2.0x1 --models src/test/golden/cli/models
pincer replay count-faults --at v1 --schedule 0x2.1x2 --models src/test/golden/cli/models
pincer replay count-faults --at v1 --schedule 0x1 --models src/test/golden/cli/models
pincer replay count-faults --at v1 --schedule 0x5 --models src/test/golden/cli/models
pincer replay count-faults --at v1 --schedule 0x1.1y --models src/test/golden/cli/models
pincer replay count-faults --at v1 --at v2 --schedule 0x1 --models src/test/golden/cli/models
pincer list count-faults --at v1 --models src/test/golden/cli/models
