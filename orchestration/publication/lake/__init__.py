"""The lake: every publication that ever stood, for any engine, for ever.

    publication/lake/talentstrategie.ducklake            the DuckLake catalogue: a snapshot per publication
    publication/lake/<schema>/<table>/<publication>.parquet   the published Parquet of a table, where its content changed
    publication/lake/<schema>/<table>/_delta_log/        the same files as a Delta table: a version per change

The catalogue is the truth and takes its place in one rename; the Delta logs follow from it, so a run that is cut off between
the two loses nothing: the next one writes the versions that lack. All paths are relative: the folder can be moved or served.
"""
