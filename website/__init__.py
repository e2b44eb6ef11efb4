"""Makes the documentation that is not written by hand: reference pages, the manual page, and the site.

It is run by hand and by the tests, and is no part of the package.
"""
