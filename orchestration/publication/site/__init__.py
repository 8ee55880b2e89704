"""Pages for people, from the published file alone: without scripts, from a file or from any web server.

    publication/history/<id>/site/   the whole site of a publication
    publication/site/                that of the current one, for readers
    publication/site/p/<id>/         that of every publication that ever was, at an address that stays

A file that tells the same as in the publication before keeps its bytes, and so the publication that it names: what it
says is since when it says so. Files that stay the same are one file on the disk under several names (hard links, copies
where those are not possible).
"""
