from .streams import (
    address_of,
    link,
)

__all__ = ["address_of", "link"]
