"""What is left out of the default tests: the soak tests are run by hand, for an hour or with atheris."""

collect_ignore = ["soak"]
