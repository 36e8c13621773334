"""From a file to tables of text: .xlsx, a folder of .csv, or what a browser sends."""
