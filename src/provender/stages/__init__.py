"""The stages in the order of the flow: family-blind, pure, writing nothing."""
