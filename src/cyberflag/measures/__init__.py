"""Every figure defined once: as data compiled to SQL, with a plain-Python oracle."""
