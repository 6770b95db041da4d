pincer replay src/test/golden/report/fair-loop.c --schedule -~0x2.1x1.0x2.1x2.0x1.1x2
pincer replay src/test/golden/report/fair-loop.c --schedule -~0x5
pincer replay src/test/golden/report/fair-loop.c --schedule 1x3~0x3
pincer replay src/test/golden/report/fair-loop.c --schedule 0x5
pincer replay src/test/golden/report/fair-loop.c --schedule 0x1~
pincer replay src/test/golden/report/fair-loop.c --schedule 1x1.0x1~0x5
