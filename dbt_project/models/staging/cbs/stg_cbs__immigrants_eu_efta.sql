{{ immigrants("cbs__84808ned", motive="AfgeleidMigratiedoel") }}
