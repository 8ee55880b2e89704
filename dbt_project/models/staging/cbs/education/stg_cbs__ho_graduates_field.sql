{{ cbs_education_cells(
    "cbs__85425ned",
    {
        "Geslacht": "sex",
        "Onderwijssoort": "sort",
        "Studierichting": "field",
        "SoortDiploma": "level",
        "Herkomstland": "origin",
        "GeboortelandOuders": "birth_country",
    }
) }}
