{{ cbs_education_cells(
    "cbs__85125ned",
    {
        "Geslacht": "sex",
        "Verblijfsjaar": "stage",
        "Onderwijssoort": "sort",
        "Studierichting": "field",
        "Opleidingsfase": "level",
    }
) }}
