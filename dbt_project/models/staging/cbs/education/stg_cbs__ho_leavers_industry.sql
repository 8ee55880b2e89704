{{ cbs_education_cells(
    "cbs__85778ned",
    {
        "Geslacht": "sex",
        "UitstromersHoMetEnZonderDiploma": "diploma",
        "BedrijfstakkenBranchesSBI2008": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
