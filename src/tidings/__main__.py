"""`python -m tidings` is the command `tidings`."""

from tidings.site.command import main
from tidings.site.lifeline import end_with_parent

if __name__ == "__main__":
    end_with_parent()
    main(prog_name="tidings")
