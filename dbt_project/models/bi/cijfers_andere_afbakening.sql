-- The same for the other delineations, apart: breed holds kern, so the two are never to be added.
{{ scorecard_for_tools(in_one_delineation(ref("opgave_scorecard"), ["indicator_id"], others=true)) }}
