"""Monitors: what may be looked at after every record, and stops a run or a loop before harm is done."""
