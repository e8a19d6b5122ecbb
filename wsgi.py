"""The door: what a web server loads."""

import gc

from portal import create_app

app = create_app()
# What stands now stays; the collector of each process need not walk through it for every reader.
gc.collect()
gc.freeze()
