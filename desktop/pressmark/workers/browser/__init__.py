"""The browser: a second process with a web engine that has network, for pages that plain requests cannot give.

`process` is the side of those who ask; it knows no Qt. All else runs in the process itself and knows no archive: what
it may reach, it reaches through a relay that the asking side runs and vets.
"""
