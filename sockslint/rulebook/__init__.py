"""Rules and API models as data: what they may say, and how they are read from TOML and Markdown."""
