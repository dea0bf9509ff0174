"""What a reply did with each question, numbers apart."""
