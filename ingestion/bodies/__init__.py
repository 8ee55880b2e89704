"""Forms of a body that several protocols share: delimited text, pages of records, zips, what CBS says of a table."""
