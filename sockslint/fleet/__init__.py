"""Checks many repositories, on the processors of one machine or of many: the command ``sockslint-fleet``.

Needs what the extra ``sockslint[fleet]`` installs.
"""
