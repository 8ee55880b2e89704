-- The same for the other delineations, apart: breed holds kern, so the two are never to be added.
{{ scorecard_for_tools("mart.delineation not in (indicator.default_delineation, 'nvt')") }}
