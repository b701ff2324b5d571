"""Problems told in words."""
