"""DUO as the demo answers it: the CKAN portal with its csv, and the two static csv of graduates."""
