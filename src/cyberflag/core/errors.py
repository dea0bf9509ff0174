"""The root of every error cyberflag raises on purpose."""


class CyberflagError(Exception):
    """Something a person must act on: says the place, the fault and the remedy.

    Parameters
    ----------
    fault
        What is wrong, as a plain clause without a full stop. Never holds free text of a reply.
    place
        Where: a file, a cell, a line of a configuration file.
    remedy
        What the reader can do next, as a sentence.
    """

    def __init__(self, fault: str, *, place: str, remedy: str) -> None:
        super().__init__(fault, place, remedy)
        self.fault = fault
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.fault}. {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross the boundary of the reading child process.
        return _rebuild, (type(self), self.fault, self.place, self.remedy)


def _rebuild(cls: type[CyberflagError], fault: str, place: str, remedy: str) -> CyberflagError:
    return cls(fault, place=place, remedy=remedy)
