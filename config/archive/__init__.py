"""A whole case as one .zip, and back in again.

The archive holds `data.json` (see `schema`), the files of the case under their SHA-256, and
`manifest.json` with the SHA-256 of each of them. What belongs to the office and not to the case
(its registers, its jobs, its notices) stays in the office.
"""
