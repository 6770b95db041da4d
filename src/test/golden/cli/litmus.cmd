pincer litmus --help
pincer litmus src/test/golden/litmus/SB.litmus src/test/golden/litmus/refused-word.litmus src/test/golden/litmus/MP.litmus --compare src/test/golden/cli/litmus.tsv
pincer litmus
pincer litmus no-such.litmus
pincer litmus src/test/golden/litmus/LB.litmus --compare src/test/golden/cli/litmus.tsv
pincer litmus src/test/golden/litmus/LB.litmus --compare src/test/golden/cli/litmus.cmd
pincer litmus src/test/golden/litmus/plain.litmus --max-states 2
