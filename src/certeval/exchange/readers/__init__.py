"""One module a format: in come the bytes of a document, out goes its layout, lines and tables with their places."""
