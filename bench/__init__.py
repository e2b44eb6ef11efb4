"""Tools that measure sockslint on real repositories. They are run by hand and are no part of the package."""
