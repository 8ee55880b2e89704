{{ cbs_education_cells(
    "cbs__85421ned",
    {
        "Geslacht": "sex",
        "Onderwijssoort": "sort",
        "Studierichting": "field",
        "Herkomstland": "origin",
        "GeboortelandOuders": "birth_country",
    }
) }}
