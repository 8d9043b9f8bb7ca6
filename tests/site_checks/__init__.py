"""What every page of the dashboard has to pass: one module for each check, each with `faults`, empty when all is well.

A check takes the folder of a site, or an open page. Pages are found in the folder, so a new kind of page is covered by being there.
Lighthouse measures a served page and is no part of these; see docs/dashboard.md.
"""
