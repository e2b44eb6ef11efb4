def link(name: str) -> str:
    return f"LINK {name}"
