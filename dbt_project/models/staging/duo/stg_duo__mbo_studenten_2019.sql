{{ duo_mbo_qualification(
    source("raw", "duo__mbo_studenten_2019"),
    dataset_id="duo__mbo_studenten_2019",
    measure="enrolled",
    column_prefix="",
    year_shift=0,
    names={
        "institution": '"BRIN NUMMER"',
        "place": "PLAATSNAAM",
        "code": '"KWALIFICATIE CODE"',
        "name": '"KWALIFICATIE NAAM"',
        "level": "KWALIFICATIENIVEAU",
        "learning_path": '"TYPE MBO"',
        "sectorkamer": '"SECTORUNIT SBB"',
        "hoofdgroep": "DOMEIN",
    }
) }}
