{{ cbs_education_cells(
    "cbs__85352ned",
    {
        "Geslacht": "sex",
        "Niveau": "level",
        "Leerweg": "path",
        "Studierichting": "field",
        "Herkomstland": "origin",
        "GeboortelandOuders": "birth_country",
    }
) }}
