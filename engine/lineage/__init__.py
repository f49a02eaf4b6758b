"""What a later provision does to an earlier obligation: proposed at registration, confirmed by a person, carried out on both."""
