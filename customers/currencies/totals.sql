SELECT t.order_id AS order_id, t.person AS person, t.kind AS kind, t.country AS country, t.channel AS channel, t.time AS time, t.lines AS lines,
       AMOUNT AS amount, COUNTED AS counted
FROM order_totals AS t FINAL
WHERE t.lines > 0
