-- National figures, apart from the opgaven that they hold.
{{ scorecard_for_tools("mart.delineation = 'nvt'") }}
