SELECT t.currency AS currency, t.order_id AS order_id, t.time AS time, COUNTED AS counted
FROM order_totals AS t
PREWHERE t.currency != {home:String}
