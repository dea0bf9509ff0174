"""What one piece of text says: labels, marks, periods, offences, and the doubts it leaves."""
