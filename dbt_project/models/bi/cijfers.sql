-- The scorecard for tools that draw: of every figure the one delineation that is the default, and nothing national.
{{ scorecard_for_tools(in_one_delineation(ref("opgave_scorecard"), ["indicator_id"])) }}
