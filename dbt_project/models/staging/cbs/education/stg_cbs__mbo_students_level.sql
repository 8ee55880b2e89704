{{ cbs_education_cells(
    "cbs__85354ned",
    {
        "Geslacht": "sex",
        "Niveau": "level",
        "Leerweg": "path",
        "Herkomstland": "origin",
        "GeboortelandOuders": "birth_country",
    }
) }}
