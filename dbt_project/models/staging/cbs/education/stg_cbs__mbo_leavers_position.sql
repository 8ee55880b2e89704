{{ cbs_education_cells(
    "cbs__85696ned",
    {
        "Geslacht": "sex",
        "Persoonskenmerken": "person",
        "UitstromersMboMetEnZonderDiploma": "diploma",
        "Arbeidsmarktpositie": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
