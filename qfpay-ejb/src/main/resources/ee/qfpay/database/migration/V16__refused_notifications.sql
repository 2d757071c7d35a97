-- Notifications without a right signature are forgotten after a week, looked for every half a minute: nearly all notifications are
-- older than that, and nearly none of those is such a one.
create index notification_by_outcome on notification (outcome, received_at);
