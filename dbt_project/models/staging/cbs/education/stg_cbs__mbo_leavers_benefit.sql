{{ cbs_education_cells(
    "cbs__85700ned",
    {
        "Geslacht": "sex",
        "Leeftijd": "age",
        "UitstromersMboMetEnZonderDiploma": "diploma",
        "Uitkeringen": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
