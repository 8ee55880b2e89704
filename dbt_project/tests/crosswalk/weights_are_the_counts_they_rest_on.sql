-- A weight_note that names a count (isco_unit_share 2/7, group_share 0.5/3, ho_graduates_2018 683/2084) is that weight,
-- in two decimals: whoever corrects the one corrects the other.
with counted as (
    select distinct
        opgave_id, deelopgave_id, code_system, edition, code, weight, weight_note,
        try_cast(regexp_extract(weight_note, '^[a-z_0-9]+ ([0-9.]+)/([0-9.]+)$', 1) as double)
            / try_cast(regexp_extract(weight_note, '^[a-z_0-9]+ ([0-9.]+)/([0-9.]+)$', 2) as double) as share
    from {{ ref("opgave_weight") }}
    where weight_note like '%/%'
)

select * from counted
-- half a hundredth, and a hair for binary fractions
where share is null or abs(share - weight) > 0.0051
