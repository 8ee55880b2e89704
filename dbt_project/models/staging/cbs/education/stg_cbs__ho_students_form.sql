{{ cbs_education_cells(
    "cbs__85423ned",
    {
        "Geslacht": "sex",
        "Onderwijssoort": "sort",
        "Opleidingsfase": "level",
        "Opleidingsvorm": "path",
    }
) }}
