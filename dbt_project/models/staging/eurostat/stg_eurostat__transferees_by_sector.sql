{{ eurostat_transferees("eurostat__migr_resict1_2", apart=["nace_r2"]) }}
