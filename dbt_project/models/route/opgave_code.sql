-- The crosswalk without its deelopgaven: which part of a code serves an opgave. Parts add up, to at most the whole code.
{{ weights_of_codes(
    ref("opgave_weight"), by=["opgave_id", "delineation", "code_system", "edition", "code_level", "code"]
) }}
