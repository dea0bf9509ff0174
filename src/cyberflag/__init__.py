"""Cyberflag: from a folder of police replies to figures you can defend.

The rooms, each importing only those below it: ``cli``, ``publish``, ``measures``,
``harmonise``, ``foi``, ``engine``, ``core``.
"""

__version__ = "0.1.0"
