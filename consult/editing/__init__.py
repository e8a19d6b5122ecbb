"""The desk of the text itself: edited by hand before it is published, put right and translated after."""
