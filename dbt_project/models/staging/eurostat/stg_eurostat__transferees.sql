{{ eurostat_transferees("eurostat__migr_resict1_1") }}
