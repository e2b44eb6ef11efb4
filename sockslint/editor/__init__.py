"""The language server: what the command finds, in editors, while one types.

Nothing of it is imported unless ``--lsp`` is given, since it stands on pygls.
"""
