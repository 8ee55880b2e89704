{{ cbs_education_cells(
    "cbs__85356ned",
    {
        "Geslacht": "sex",
        "Niveau": "level",
        "Leerweg": "path",
        "Studierichting": "field",
        "Regio": "region",
    }
) }}
