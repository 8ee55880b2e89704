{{ cbs_education_cells(
    "cbs__85778ned",
    {
        "Geslacht": "sex",
        "Leeftijd": "age",
        "UitstromersHoMetEnZonderDiploma": "diploma",
        "BedrijfstakkenSBI2008": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
