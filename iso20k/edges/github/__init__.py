"""GitHub keeps the conversation of a pull request; nothing outside this folder talks to it.

Only the session of github3.py is used, on plain dictionaries: its models demand fields that GitHub's own description does
not promise.
"""
