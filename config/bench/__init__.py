"""`make bench`: what rendering, the queue and a kill cost on this machine, beside the goals."""
