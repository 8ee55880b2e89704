{{ cbs_education_cells(
    "cbs__85424ned",
    {
        "Geslacht": "sex",
        "Onderwijssoort": "sort",
        "Diplomasoort": "level",
        "Opleidingsvorm": "path",
    }
) }}
