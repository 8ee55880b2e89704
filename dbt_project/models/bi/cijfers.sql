-- The scorecard for tools that draw: of every figure the one delineation that is the default, and nothing national.
{{ scorecard_for_tools("mart.delineation = indicator.default_delineation and mart.delineation <> 'nvt'") }}
