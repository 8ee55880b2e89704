-- Per opgave and delineation: how many of the questions have an answer.
select opgave_id, delineation, count(*) as questions
from {{ ref("opgave_criteria") }}
group by all
