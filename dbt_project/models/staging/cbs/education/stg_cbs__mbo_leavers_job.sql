{{ cbs_education_cells(
    "cbs__85698ned",
    {
        "Geslacht": "sex",
        "Leeftijd": "age",
        "UitstromersMboMetEnZonderDiploma": "diploma",
        "Arbeidskenmerken": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
