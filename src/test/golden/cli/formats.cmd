pincer check count-faults --at v1 --format junit --models src/test/golden/cli/models
pincer check src/test/golden/report/lost-update.c --format junit
pincer check src/test/golden/report/lost-update.c --format github
pincer check src/test/golden/report/lost-update.c --format markdown
pincer check --patch src/test/golden/cli/skip-odd.patch --format markdown --models src/test/golden/cli/models
pincer check src/test/golden/report/five-cpus.c --max-states 9 --format github
pincer check src/test/golden/report/five-cpus.c --max-states 9 --format junit
pincer check count-faults --at count-twice --property faults_are_counted --format sarif --models src/test/golden/cli/models
pincer check --format saarif
pincer check --format junit --json
pincer check --output out.xml
pincer check --format junit --output no/such/out.xml
pincer check --format junit --output src
pincer check --audit --format junit
pincer ci --json
