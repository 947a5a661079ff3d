SELECT t.currency AS currency, t.order_id AS order_id, t.time AS time, COUNTED AS counted
FROM order_totals AS t FINAL
PREWHERE t.currency != {home:String}
WHERE t.lines > 0
