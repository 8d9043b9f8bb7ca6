"""iso20k turns a Git repository of Markdown into an audit-ready service management system."""

__version__ = "0.1.0"
