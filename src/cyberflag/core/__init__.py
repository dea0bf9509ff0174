"""Forces, offence codes, ages, periods, missing values, counts, source addresses, errors."""
