{{ cbs_education_cells(
    "cbs__85124ned",
    {
        "Geslacht": "sex",
        "Nationaliteit": "nationality",
        "Onderwijssoort": "sort",
    }
) }}
