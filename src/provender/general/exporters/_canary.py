"""A string that stands in every export, so that leaks into other training sets can be found."""

from uuid import NAMESPACE_URL, uuid5


def canary(digest: str) -> str:
    """One for each dataset, from its digest (UUID version 5), after BIG-bench's custom."""
    return f"PROVENDER DATA SHOULD BE CREDITED WHERE IT APPEARS. canary GUID {uuid5(NAMESPACE_URL, digest)}"
