{{ cbs_education_cells(
    "cbs__85779ned",
    {
        "Geslacht": "sex",
        "WelGeenInternationaleStudent": "person",
        "UitstromersHoMetEnZonderDiploma": "diploma",
        "Uitkeringen": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
