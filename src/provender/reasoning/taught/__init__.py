"""Language models as makers of problems, solutions and wordings; every one of them proved or refused."""
