{{ immigrants("cbs__84809ned", motive="Migratiemotief") }}
