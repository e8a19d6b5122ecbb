"""Serves the installation of the environment on a port, a thread a request, for browser stories."""

from __future__ import annotations

import logging
import sys

from werkzeug.serving import make_server

from portal import create_app

if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    logging.disable(logging.INFO)
    make_server("127.0.0.1", int(sys.argv[1]), create_app(), threaded=True).serve_forever()
