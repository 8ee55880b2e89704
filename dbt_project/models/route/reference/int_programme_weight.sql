-- Which part of a programme serves an opgave, its deelopgaven together. A programme serves an opgave in a delineation
-- either by its name or by its field, so it has one method there.
-- Programmes of one field have one weight, not each their own: weight_code says which.
{{ weights_of_codes(
    ref("int_programme_opgave"),
    by=["opgave_id", "delineation", "code_system", "programme_code", "method"],
    also={"weight_code": "min(weights.weight_code)"},
) }}
