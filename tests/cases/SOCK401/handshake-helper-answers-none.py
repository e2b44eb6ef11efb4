# The helper answers None when the handshake has failed, and its caller only returns then.
import socket
import ssl


def secure(conn: ssl.SSLSocket) -> ssl.SSLSocket | None:
    try:
        conn.do_handshake()
    except ssl.SSLError:
        return None
    return conn


def serve(listener: socket.socket, context: ssl.SSLContext) -> None:
    conn, _ = listener.accept()  # expect: SOCK401
    wrapped = context.wrap_socket(conn, server_side=True, do_handshake_on_connect=False)
    secured = secure(wrapped)
    if secured is None:
        return
    secured.close()
