pincer check --patch src/test/golden/cli/skip-odd.patch --models src/test/golden/cli/models
pincer check count-faults --patch src/test/golden/cli/skip-odd.patch --models src/test/golden/cli/models
pincer check count-faults --patch count-twice --models src/test/golden/cli/models
pincer check count-faults --patch src/test/golden/cli/skip-odd.patch --at v1 --models src/test/golden/cli/models
pincer check --patch src/test/golden/cli/say-why.patch --models src/test/golden/cli/models
pincer check --patch src/test/golden/cli/models/patches/0001-0123456789ab-count-in-one-step.patch --at v1 --models src/test/golden/cli/models
pincer check --patch src/test/golden/cli/count-no-more.patch --models src/test/golden/cli/models
pincer check --patch src/test/golden/cli/when-many.patch --models src/test/golden/cli/models
pincer check count-faults --patch src/test/golden/cli/when-many.patch --models src/test/golden/cli/models
pincer check --patch src/test/golden/cli/when-many.patch --models src/test/golden/cli/models --format github
pincer check --patch src/test/golden/cli/when-many.patch --models src/test/golden/cli/models --format markdown
pincer check --patch src/test/golden/cli/when-many.patch --models src/test/golden/cli/models --json
