{{ cbs_education_cells(
    "cbs__83966ned",
    {
        "Geslacht": "sex",
        "Studierichting": "field",
    }
) }}
