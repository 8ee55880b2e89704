{{ eurostat_figures("eurostat__isoc_sks_itspt", ["unit"]) }}
