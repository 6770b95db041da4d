pincer scenarios --models src/test/golden/cli/models
pincer stages --models src/test/golden/cli/models
pincer explain E0707
pincer explain E0707 --json
pincer check no-such --json --models src/test/golden/cli/models
