"""Problems made by other people's generators, judged by checkers of our own."""
