"""sockslint: a static analyser for bugs in the life of a socket, in C# and Python sources."""

__version__ = "0.1.0"
