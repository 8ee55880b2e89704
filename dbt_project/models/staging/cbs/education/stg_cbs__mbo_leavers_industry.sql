{{ cbs_education_cells(
    "cbs__85699ned",
    {
        "Geslacht": "sex",
        "Leeftijd": "age",
        "UitstromersMboMetEnZonderDiploma": "diploma",
        "BedrijfstakkenSBI2008": "outcome",
        "Studierichting": "field",
        "Peilmoment": "moment",
    }
) }}
