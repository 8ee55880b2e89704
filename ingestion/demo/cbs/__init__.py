"""CBS StatLine as the demo answers it: the tables of `tables` in OData v4 and in the v3 feed."""
