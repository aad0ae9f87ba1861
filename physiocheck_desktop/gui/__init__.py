"""Windows, pages, widgets and workers: the only home of Qt. It receives a finished application and never builds one."""
