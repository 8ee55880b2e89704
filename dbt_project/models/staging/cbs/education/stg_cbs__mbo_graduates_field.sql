{{ cbs_education_cells(
    "cbs__85355ned",
    {
        "Geslacht": "sex",
        "Niveau": "level",
        "Leerweg": "path",
        "Studierichting": "field",
        "Herkomstland": "origin",
        "GeboortelandOuders": "birth_country",
    }
) }}
