"""Freedom of Information rounds: read replies, propose counts, let a person confirm them."""
