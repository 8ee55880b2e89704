{% set dimensions = ["reason", "citizen", "duration", "unit", "geo"] %}
{{ eurostat_permits("eurostat__migr_resfirst", dimensions) }}
