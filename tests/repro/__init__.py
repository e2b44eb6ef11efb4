"""The run-time laboratory: every verdict of the analyser is held against a program that is run.

A program under `tests/fixtures` says in a small TOML file beside it which rule it is about, which symptom is to be
seen, which peer it needs and which runtimes it is written for. The laboratory builds it, plays the peer, watches the
process from outside and decides whether the symptom is there. An example on a rule's page is tried in the same way: the
program beside the TOML file is then a driver, which has a beginning and a port, and calls the example.
`python -m tests.repro` prints, for every program and runtime, the verdict, the symptom and whether they agree.

programs   what the sidecars say
examples   the example programs of the rules' pages
runtimes   Mono, CoreCLR, CPython: how a program is built and started
child      a started program: its lines, its end
peers      the other end of the connection
watch      what the operating system tells about a process
symptoms   how each symptom is decided
verdicts   what the analyser says
lab        one trial: build, run, play the peer, decide
matrix     all trials, as a table
turns      a fault turned off, or on, by a small change
inside     what the runtimes tell about themselves: live objects, warnings
evidence   the article's observations, measured
plot       open sockets over time, as SVG
"""
