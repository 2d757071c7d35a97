-- Whose refunds are counted against a daily cap: who opens one holds the merchant's row until it is written down, so that no two
-- of them see the same room.
create table refund_lane (
    merchant varchar(32) primary key
);

-- What was asked for on a day.
create index refund_by_day on refund (merchant, recorded_at);
