-- National figures, apart from the opgaven that they hold.
{{ scorecard_for_tools("(select * from " ~ ref("opgave_scorecard") ~ " where opgave_id = 'nederland')") }}
