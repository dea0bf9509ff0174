"""How replies lay out their answers: each layout turns a case into the blocks of a reply.

In the manner of replies seen on forces' disclosure pages. Every layout prints the period,
the flag and the unit somewhere, so that a human reader could know what each figure is.
"""
