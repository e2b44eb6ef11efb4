"""Frontends: one package or module a language, each from source text to a `Unit` of flow, and no judgement."""
