"""One offence as a force holds it: its shape, its checks, its way into ``counts``."""
