"""Does the online flag apply? Rules, decisions with evidence, review, and how often they are right."""
