"""Tables: real rows read, described and encoded; synthetic rows made, judged and written."""
