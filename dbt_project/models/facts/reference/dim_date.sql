-- The calendar: every day that a figure of this warehouse can begin on. No source has a figure of before 1990 or after 2049;
-- tests hold the first days of all periods against it.
with days as (
    select cast(unnest(range(date '1990-01-01', date '2050-01-01', interval 1 day)) as date) as date_day
)

select
    date_day,
    cast(year(date_day) as integer) as year,
    cast(quarter(date_day) as integer) as quarter,
    cast(month(date_day) as integer) as month,
    -- a study year begins on 1 August, and is called by the year that it begins in
    cast(year(date_day) - if(month(date_day) < 8, 1, 0) as integer) as study_year
from days
