{{ eurostat_figures("eurostat__isoc_sk_dskl_i21", ["indic_is", "ind_type", "unit"]) }}
