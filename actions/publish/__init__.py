"""The dashboard as a site to publish or to preview."""
