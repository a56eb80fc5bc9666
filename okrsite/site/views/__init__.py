"""One module a page kind: frozen records that templates show, already worded and rounded, each with its raw number beside it."""
