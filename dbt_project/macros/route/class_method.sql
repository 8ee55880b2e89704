{#- How an opgave got a figure of classes that are coarser than the codes it is named by (sections, divisions and groups of
    sections of SBI, segments and classes of the BRC): `method`, or section_average where most of the people that the
    classes count for it are in classes of which it is less than half. Such a figure is the class's, not the opgave's: it
    cannot move with the opgave. Where the size of a class is not known nothing says that it is the opgave's.

    weight   the column with the part of a class that the opgave holds
    size     the people of a class: its jobs or employed, of one moment, so that the method does not change from year to year
    by       what tells one opgave and delineation from another -#}
{% macro class_method(method, weight, size, by) -%}
    {%- set over = "over (partition by " ~ by | join(", ") ~ ")" -%}
    case
        when bool_and(coalesce({{ weight }} >= 0.5, false)) {{ over }} then '{{ method }}'
        when count({{ weight }} * {{ size }}) {{ over }} = count(*) {{ over }}
            and sum(case when {{ weight }} < 0.5 then {{ weight }} * {{ size }} else 0 end) {{ over }}
                <= 0.5 * sum({{ weight }} * {{ size }}) {{ over }}
            then '{{ method }}'
        else 'section_average'
    end
{%- endmacro %}

{#- The same of a figure that is summed over classes in one group by; `people` are those of the opgave in each class. -#}
{% macro class_sum_method(method, weight, people) -%}
    case
        when sum(case when {{ weight }} < 0.5 then {{ people }} else 0 end) <= 0.5 * sum({{ people }}) then '{{ method }}'
        else 'section_average'
    end
{%- endmacro %}

{#- What a reader must know of such a figure, in Dutch; null for any other. -#}
{% macro section_average_caveat(method) -%}
    case when {{ method }} = 'section_average' then
        'Het cijfer van hele bedrijfstakken, beroepen of sectoren waarvan de opgave minder dan de helft is: het zegt niets '
        || 'over de opgave zelf en staat niet op de scorekaart.'
    end
{%- endmacro %}
