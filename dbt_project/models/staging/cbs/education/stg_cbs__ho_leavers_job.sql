{{ cbs_education_cells(
    "cbs__85777ned",
    {
        "Geslacht": "sex",
        "WelGeenInternationaleStudent": "person",
        "UitstromersHoMetEnZonderDiploma": "diploma",
        "Arbeidskenmerken": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
