"""A verb that breaks, for the door's last net."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No flags."""


def call(args: argparse.Namespace) -> int:
    """Break."""
    return 1 // 0
