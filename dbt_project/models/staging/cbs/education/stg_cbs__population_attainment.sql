{{ cbs_education_cells(
    "cbs__85313ned",
    {
        "Geslacht": "sex",
        "Leeftijd": "age",
        "Onderwijsniveau": "level",
        "Onderwijsrichting": "field",
    },
    study_years=false
) }}
