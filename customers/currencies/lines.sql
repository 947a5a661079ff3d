SELECT t.order_id AS order_id, t.person AS person, t.kind AS kind, t.sku AS sku, t.description AS description, t.quantity AS quantity, t.time AS time,
       AMOUNT AS amount, COUNTED AS counted
FROM order_lines AS t FINAL
