pincer check bench/fork-gup.c -DNR_PTES=1 --audit
pincer check count-faults --audit --models src/test/golden/cli/models
pincer check count-faults --audit --update
pincer check bench/fork-gup.c -DNR_PTES=1
pincer check bench/fork-gup.c -DNR_PTES=1 --no-reduction
pincer check bench/fork-gup.c -DNR_PTES=1 --hash-compaction
pincer check count-faults --hash-compaction --audit
