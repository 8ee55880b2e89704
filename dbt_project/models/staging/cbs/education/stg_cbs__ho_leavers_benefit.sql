{{ cbs_education_cells(
    "cbs__85779ned",
    {
        "Geslacht": "sex",
        "Leeftijd": "age",
        "UitstromersHoMetEnZonderDiploma": "diploma",
        "Uitkeringen": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
