# The socket comes from whatever module is passed in, but it is connected, written to and read as one: b"" spins here.
import socket


def fetch_banner(address, module=socket):
    """Read the banner of a service; `module` may be socks, for a proxy."""
    s = module.socket(module.AF_INET, module.SOCK_STREAM)
    try:
        s.settimeout(3)
        s.connect(address)
        s.sendall(b"\r\n")
        banner = b""
        while b"\n" not in banner:
            banner += s.recv(64)  # expect: SOCK101 (spin)
        return banner
    finally:
        s.close()
