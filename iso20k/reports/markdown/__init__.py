"""Reports as GitHub shows them: comments, job summaries and notes, functions of the published JSON.

What documents say is quoted as inert text: it cannot open HTML, notify people or forge a marker.
"""
