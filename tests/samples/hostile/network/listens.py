"""Opens a port and waits for somebody to call."""

import socket


def double(x):
    with socket.create_server(("127.0.0.1", int("@CALL_PORT@"))) as server:
        server.settimeout(0.6)
        server.accept()[0].send(b"hello")
    return None
