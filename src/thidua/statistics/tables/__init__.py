"""Lists and charts of statistics: the same for the page, for Excel and CSV, and for the files of the charts."""
