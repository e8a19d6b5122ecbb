"""Two proposals that want the same become one, with the consent of both groups; no signature ever moves."""
