"""`python -m iso20k` is the iso20k command."""

from iso20k.cli import main

raise SystemExit(main())
