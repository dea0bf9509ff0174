"""A generator of replies with known truth. It knows nothing of how cyberflag reads."""
