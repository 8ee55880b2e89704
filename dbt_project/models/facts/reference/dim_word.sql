-- Every closed list of codes, with its words: the dimension of each column that holds one.
select list, code, label_nl, label_en, sort_order
from {{ ref("vocabulary") }}
