{{ cbs_education_cells(
    "cbs__85776ned",
    {
        "Geslacht": "sex",
        "Persoonskenmerken": "person",
        "UitstromersHoMetEnZonderDiploma": "diploma",
        "Arbeidsmarktpositie": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
