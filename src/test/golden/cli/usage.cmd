pincer
pincer chek
pincer check --jsn
pincer check --max-states many
pincer check --max-memory 4x
pincer check --memory arm
pincer check --at
pincer replay count-faults
pincer explain E0201 E0202
pincer explain E9999
pincer bench fork-gop
pincer bench --size tiny
