"""Clear: what a notice leaves open, found before anyone is written to. `looking.look` is the door."""
