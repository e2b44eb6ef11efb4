"""The shared model of a program's flow, and the builder that both frontends drive."""
