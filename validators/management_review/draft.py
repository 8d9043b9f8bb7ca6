def draft(workspace): return {}
