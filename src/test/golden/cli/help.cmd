pincer --help
pincer check --help
pincer replay --help
pincer bench --help
