"""Coverage-guided fuzzing, by atheris: `python -m fuzz TARGET [options of libFuzzer] [corpus folders]`."""
