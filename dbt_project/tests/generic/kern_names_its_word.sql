{#- A row of kern says which word of the strategy it is, and that at least nine tenths of whom it counts is that; no other
    row does. kern_is_what_the_strategy_names holds the words to the names of the codes. -#}
{% test kern_names_its_word(model) %}
select opgave_id, code_system, edition, code, delineation, strategy_word, named_share
from {{ model }}
where
    case
        when delineation = 'kern' then coalesce(strategy_word is null or not named_share between 0.9 and 1, true)
        when delineation in ('breed', 'uitgesloten') then strategy_word is not null or named_share is not null
    end
{% endtest %}
