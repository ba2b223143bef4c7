"""Fetches a page through whatever the standard library offers, with a proxy that listens on this machine."""

import http.client
import os
import urllib.request

PORT = int("@TCP@")
os.environ["http_proxy"] = os.environ["HTTPS_PROXY"] = f"http://127.0.0.1:{PORT}"


def double(x):
    for fetch in (
        lambda: urllib.request.urlopen("http://example.org/hello", timeout=0.4),
        lambda: http.client.HTTPConnection("127.0.0.1", PORT, timeout=0.4).request("GET", "/hello"),
    ):
        try:
            fetch()
        except OSError:
            pass
    return None
